"""The client's record: whole drafts, one writer, nothing lost on kill, nothing rebuilt for nothing."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from manualgen.errors import EnvironmentFailure, InputError
from manualgen.publishing.canonical import unpack_snapshot
from manualgen.publishing.manifest import BuildFacts, read_manifest
from manualgen.publishing.record import Record, edited_files, open_record, unchanged
from manualgen.publishing.snapshot import Snapshot
from manualgen.publishing.staging import Landed, land, stage
from manualgen.publishing.verify import verify


def facts(key: str = "key-1") -> BuildFacts:
    return BuildFacts(key, "0.1.0", "p" * 64, "l" * 64, "2026-11-21", plan={"documents": 2})


def build(record: Record, key: str = "key-1", text: bytes = b"manual", wait: float = 5.0) -> Landed:
    with stage(record, wait) as staging:
        staging.write("manual.docx", text)
        staging.write("procedures/sjp-a.pdf", b"%PDF " + text)
        ledger = staging.ledger.assign(["pol-a", "sjp-a"], "KCE")
        return land(staging, facts(key), ledger, Snapshot.of({"blocks": [text.decode()]}))


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path / "manuals", "acme-electric", "Acme Electric")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_draft_lands_with_manifest_ledger_and_snapshot(record: Record) -> None:
    landed = build(record)
    assert landed.folder == record.folder / "drafts" / "1" == record.current_draft
    assert sorted(read_manifest(landed.folder).files) == [
        "ledger.json", "manual.docx", "procedures/sjp-a.pdf", "snapshot.json.gz",
    ]  # fmt: skip
    assert verify(landed.folder).ok
    assert unpack_snapshot(landed.folder / "snapshot.json.gz") == {"blocks": ["manual"]}
    assert record.ledger().full_number("sjp-a") == "KCE-SJP-001"
    current = json.loads((record.folder / "current.json").read_text())
    assert (current["draft"]["number"], current["revision"]) == (1, None)
    assert not list(record.folder.glob(".staging-*"))


def test_the_same_input_gives_the_same_bytes_in_any_folder(tmp_path: Path) -> None:
    trees = []
    for place, umask in (("a", 0o022), ("b/c", 0o077)):
        old = os.umask(umask)
        try:
            record = open_record(tmp_path / place, "acme", "Acme")
            build(record)
        finally:
            os.umask(old)
        found = tree(record.folder)
        found.pop(".lock")
        trees.append(found)
    assert trees[0] == trees[1]


def test_nothing_changed_means_no_new_draft_unless_a_file_was_taken_away(record: Record) -> None:
    assert not unchanged(record, "key-1")
    landed = build(record)
    assert unchanged(record, "key-1")
    assert not unchanged(record, "key-2")
    (landed.folder / "manual.docx").unlink()
    assert not unchanged(record, "key-1")


def test_an_edited_file_of_the_current_draft_is_found(record: Record) -> None:
    landed = build(record)
    assert edited_files(record) == []
    (landed.folder / "manual.docx").write_bytes(b"MANUAL")  # same length
    assert [e.name for e in edited_files(record)] == ["manual.docx"]
    build(record, "key-2")
    assert (landed.folder / "manual.docx").read_bytes() == b"MANUAL", "an older draft is never touched"


def test_verify_names_what_was_edited_added_and_missing(record: Record) -> None:
    folder = build(record).folder
    (folder / "manual.docx").write_bytes(b"other")
    (folder / "notes.txt").write_text("mine")
    (folder / "procedures" / "sjp-a.pdf").unlink()
    (folder / ".DS_Store").write_bytes(b"clutter")
    (folder / "~$manual.docx").write_bytes(b"Word is open")
    report = verify(folder)
    assert (report.edited, report.added, report.missing) == (
        ("manual.docx",),
        ("notes.txt",),
        ("procedures/sjp-a.pdf",),
    )
    assert not report.ok


def test_verify_refuses_a_folder_without_manifest_and_a_damaged_one(record: Record, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no manifest"):
        verify(tmp_path)
    folder = build(record).folder
    for damage in ("{", "[]", '{"format": 9}', '{"format": 1, "files": {"a": {}}, "facts": {}}'):
        (folder / "manifest.json").write_text(damage)
        with pytest.raises(InputError, match="restore it from a backup"):
            verify(folder)


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_link_in_place_of_a_file_counts_as_edited(record: Record, tmp_path: Path) -> None:
    folder = build(record).folder
    (tmp_path / "elsewhere").write_bytes(b"manual")
    (folder / "manual.docx").unlink()
    (folder / "manual.docx").symlink_to(tmp_path / "elsewhere")
    assert verify(folder).edited == ("manual.docx",)


def test_a_build_that_fails_leaves_the_record_as_it_was(record: Record) -> None:
    build(record)
    before = tree(record.folder)

    def failing_writer() -> None:
        with stage(record) as staging:
            staging.write("manual.docx", b"half")
            raise RuntimeError("writer failed")

    with pytest.raises(RuntimeError):
        failing_writer()
    assert tree(record.folder) == before


def test_a_full_disk_is_said_plainly_and_changes_nothing(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    build(record)
    before = tree(record.folder)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "manual.docx")

    with monkeypatch.context() as patch:
        patch.setattr("manualgen.publishing.staging.os.rename", full)
        with pytest.raises(EnvironmentFailure, match="No space left on device; nothing of the record was changed"):
            build(record, "key-2")
    assert tree(record.folder) == before
    assert build(record, "key-2").number == 2


SCRIPT = """
    import os, signal, sys, time
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from test_publishing_record import build
    from manualgen.publishing import record as records, staging
    from manualgen.publishing.record import open_record
    record = open_record(Path(sys.argv[1]), "acme-electric", "Acme Electric")
    die = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
    {body}
    build(record, sys.argv[2], sys.argv[2].encode())
"""


def run(root: Path, key: str, body: str, **options: Any) -> subprocess.Popen[str]:
    code = textwrap.dedent(SCRIPT).format(tests=str(Path(__file__).parent), body=body)
    return subprocess.Popen(
        [sys.executable, "-c", code, str(root), key],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
@pytest.mark.parametrize(
    ("body", "drafts"),
    [
        ("staging.make_manifest = die", 1),  # files written, nothing described
        ("staging.os.rename = die", 1),  # all written and durable, not renamed
        ("staging.sync_folder = lambda f: die() if f.name == 'drafts' else None", 2),  # renamed, pointers not yet
        ("staging.settle = lambda r, n=[], s=staging.settle: die() if n else (n.append(1), s(r))", 2),
        ("records.os.replace = die", 1),  # at the first pointer of all
    ],
)
def test_kill_leaves_the_whole_old_or_the_whole_new_and_the_next_run_needs_no_help(
    record: Record, body: str, drafts: int
) -> None:
    if body.startswith("records.os.replace"):
        process = run(record.folder.parent, "key-2", body)
        assert process.wait(30) == -signal.SIGKILL
        assert record.drafts() == []
        assert build(record).number == 1
        return
    build(record)
    process = run(record.folder.parent, "key-2", body)
    assert process.wait(30) == -signal.SIGKILL
    assert record.drafts() == list(range(1, drafts + 1))
    assert all(verify(record.draft_folder(n)).ok for n in record.drafts())
    landed = build(record, "key-3")
    assert landed.number == drafts + 1
    assert record.ledger().numbers == {"pol-a": "POL-001", "sjp-a": "SJP-001"}
    assert json.loads((record.folder / "current.json").read_text())["draft"]["number"] == drafts + 1
    assert not [p.name for p in record.folder.iterdir() if p.name.startswith(".") and p.name != ".lock"]


def test_two_builds_at_once_are_both_whole(record: Record) -> None:
    processes = [run(record.folder.parent, f"key-{n}", "pass") for n in range(4)]
    for process in processes:
        assert process.wait(60) == 0, process.stderr and process.stderr.read()
    assert record.drafts() == [1, 2, 3, 4]
    assert all(verify(record.draft_folder(n)).ok for n in record.drafts())


def test_a_build_that_cannot_wait_names_who_holds_the_record(record: Record) -> None:
    holder = run(
        record.folder.parent,
        "key-1",
        "staging.make_manifest = lambda *a: (print('in', flush=True), sys.stdin.readline())",
        stdin=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "in\n"
    try:
        with pytest.raises(EnvironmentFailure, match=rf"another build \(process {holder.pid}\) is at work"):
            build(record, wait=0.1)
    finally:
        holder.stdin.close()
        holder.wait(30)
    assert build(record).number == 1


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/x",
        "a/../b",
        "a//b",
        "con.pdf",
        "NUL",
        "trailing.",
        "trailing ",
        "a:b",
        "café.pdf",
        "",
        "manifest.json",
        "a\\b",
    ],
)
def test_a_file_name_that_is_not_safe_everywhere_is_refused(record: Record, name: str) -> None:
    with stage(record) as staging, pytest.raises(ValueError, match="not a safe file name"):
        staging.path(name)


def test_names_that_differ_in_capitals_only_are_refused(record: Record) -> None:
    with stage(record) as staging:
        staging.write("Forms/F-001.docx", b"")
        with pytest.raises(ValueError, match="capitals"):
            staging.write("forms/f-001.docx", b"")


def test_a_ledger_that_loses_a_number_cannot_land(record: Record) -> None:
    build(record)
    with pytest.raises(ValueError, match="loses or changes a number"), stage(record) as staging:
        land(staging, facts("key-2"), type(staging.ledger)().assign(["sjp-b"], "KCE"))
    assert record.drafts() == [1]


def test_a_lost_ledger_comes_back_from_the_newest_draft(record: Record) -> None:
    build(record)
    (record.folder / "ledger.json").unlink()
    build(record, "key-2")
    assert record.ledger().number("sjp-a") == "SJP-001"


def test_a_draft_folder_that_somebody_spoiled_does_not_stop_the_next_build(record: Record) -> None:
    (build(record).folder / "manifest.json").unlink()
    assert record.current_draft is None
    assert build(record, "key-2").number == 2
