"""The compiled knowledge is never trusted and never stale."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

from manualgen.cache import clear, prune, read_value, write_value
from manualgen.knowledge.compiled import compiled, compiled_parts
from manualgen.locations import Locations


def _library(tmp_path, monkeypatch):
    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "lib" / "templates"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("a: 1\n")
    return Locations((tmp_path / "lib",)), folder / "a.yaml", tmp_path / "cache"


def test_a_second_run_reads_no_files_and_an_edit_reads_them_again(tmp_path, monkeypatch):
    locations, file, _ = _library(tmp_path, monkeypatch)
    calls = []

    def load():
        calls.append(1)
        return {"n": len(calls)}

    assert compiled(locations, "t", ("templates",), load) == {"n": 1}
    assert compiled(locations, "t", ("templates",), load) == {"n": 1}
    file.write_text("a: 22\n")
    assert compiled(Locations(locations.libraries), "t", ("templates",), load) == {"n": 2}


def test_a_damaged_foreign_or_renamed_entry_is_discarded(tmp_path, monkeypatch):
    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path / "cache"))
    write_value("kind-a.bin", "the words of one client")
    path = tmp_path / "cache" / "kind-a.bin"
    assert read_value("kind-a.bin") == "the words of one client"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"one client", b"two client"))  # still a pickle
    assert read_value("kind-a.bin") is None
    path.write_bytes(sound)
    shutil.copyfile(path, path.with_name("kind-b.bin"))
    assert read_value("kind-b.bin") is None, "an entry cannot stand in for another"
    os.chmod(path, 0o666)
    assert read_value("kind-a.bin") is None
    os.chmod(path, 0o600)
    assert read_value("kind-a.bin") == "the words of one client"


def test_the_cache_is_for_its_user_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path / "cache"))
    write_value("pdf/a.bin", 1)
    assert [os.stat(tmp_path / "cache" / f).st_mode & 0o777 for f in (".", "pdf", "pdf/a.bin")] == [0o700, 0o700, 0o600]


def test_an_entry_this_program_cannot_read_is_made_anew(tmp_path, monkeypatch):
    locations, file, cache = _library(tmp_path, monkeypatch)

    def parts():
        return compiled_parts(locations, "t", [(file, "shape")], lambda path, shape: (path.read_text(), True))

    assert parts() == ["a: 1\n"]
    entry = next(cache.glob("t-*.bin")).name
    ((key, (mark, _)),) = read_value(entry).items()
    write_value(entry, {key: (mark, b"no pickle of this version")})
    assert parts() == ["a: 1\n"]
    assert pickle.loads(read_value(entry)[key][1]) == "a: 1\n", "and mended"


def test_a_file_replaced_by_one_of_the_same_size_and_date_is_read_again(tmp_path, monkeypatch):
    locations, file, _ = _library(tmp_path, monkeypatch)
    before = file.stat()

    def read():
        fresh = Locations(locations.libraries)
        whole = compiled(fresh, "w", ("templates",), file.read_text)
        (part,) = compiled_parts(fresh, "t", [(file, "shape")], lambda path, shape: (path.read_text(), True))
        return whole, part

    assert read() == ("a: 1\n", "a: 1\n")
    file.write_text("a: 2\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read() == ("a: 2\n", "a: 2\n")


def test_what_cannot_be_dropped_stays(tmp_path, monkeypatch):
    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path))
    for n in range(3):
        write_value(f"k-{n}.bin", n)

    def forbidden(self, missing_ok=False):
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "unlink", forbidden)
    prune("", "k-", 1, 1)
    assert len(list(tmp_path.glob("k-*.bin"))) == 3


def test_clearing_drops_entries_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path))
    write_value("a.bin", 1)
    write_value("pdf/b.bin", 2)
    (tmp_path / "letter.txt").write_text("mine")
    assert clear() == 2
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["letter.txt"]


def test_links_to_nothing_and_hidden_files_are_no_data(tmp_path, monkeypatch):
    locations, file, _ = _library(tmp_path, monkeypatch)
    (file.parent / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (file.parent / ".a.yaml.swp").write_text("x")
    (file.parent / "again").symlink_to(file.parent, target_is_directory=True)
    mine = [path for path, _ in locations.listing if path.startswith(str(tmp_path))]
    assert str(file) in mine
    assert not [path for path in mine if path.endswith((".swp", "gone.yaml"))]
    assert locations.files("templates", "*.yaml")[-1] == file


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path, monkeypatch):
    locations, _, _ = _library(tmp_path, monkeypatch)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path / "file" / "below"))
    assert compiled(locations, "t", ("templates",), lambda: 5) == 5
