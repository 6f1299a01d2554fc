"""The compiled knowledge is never trusted and never stale."""

from __future__ import annotations

import os

from manualgen.knowledge.compiled import compiled
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


def test_a_damaged_or_foreign_entry_is_discarded(tmp_path, monkeypatch):
    locations, _, cache = _library(tmp_path, monkeypatch)
    compiled(locations, "t", ("templates",), lambda: "first")
    entry = next(cache.glob("t-*.bin"))
    entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    assert compiled(locations, "t", ("templates",), lambda: "again") == "again"
    os.chmod(next(cache.glob("t-*.bin")), 0o666)
    assert compiled(locations, "t", ("templates",), lambda: "third") == "third"


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path, monkeypatch):
    locations, _, _ = _library(tmp_path, monkeypatch)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path / "file" / "below"))
    assert compiled(locations, "t", ("templates",), lambda: 5) == 5
