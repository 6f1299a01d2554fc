"""A client's record: ``manuals/<slug>/`` and what stands in it.

The folders are the truth: the newest ``drafts/<n>`` and ``issued/rev-<n>`` are the
current ones, and each is there whole or not at all. ``current.json`` and the
``ledger.json`` beside it only repeat what the newest folders say; a run that was
killed before it could repeat it leaves that to the next run.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from manualgen.errors import InputError
from manualgen.publishing.canonical import canonical_json, read_json, sha256_of_file
from manualgen.publishing.ledger import Ledger, read_ledger
from manualgen.publishing.manifest import MANIFEST_FILE, read_manifest
from manualgen.publishing.slug import CLIENT_FILE
from manualgen.publishing.verify import is_edited

LEDGER_FILE = "ledger.json"
CURRENT_FILE = "current.json"
SNAPSHOT_FILE = "snapshot.json.gz"
ISSUE_FILE = "issue.json"
STAGING_PREFIX = ".staging-"
FORMAT = 1
_DRAFT = r"([1-9][0-9]*)"
_REVISION = r"rev-([1-9][0-9]*)"


@dataclass(frozen=True, slots=True)
class Record:
    """A client's record; reading it changes nothing. ``folder`` need not exist yet."""

    folder: Path
    slug: str
    company: str = ""

    @property
    def overrides(self) -> Path:
        """The folder of the client's own edits."""
        return self.folder / "overrides"

    def drafts(self) -> list[int]:
        """Return the numbers of the drafts, rising."""
        return [n for n in _numbers(self.folder / "drafts", _DRAFT) if (self.draft_folder(n) / MANIFEST_FILE).exists()]

    def next_draft(self) -> int:
        """Return the number of the next draft: above every folder there, also one that somebody spoiled."""
        return max(_numbers(self.folder / "drafts", _DRAFT), default=0) + 1

    def revisions(self) -> list[int]:
        """Return the numbers of the issued revisions, rising."""
        return _numbers(self.folder / "issued", _REVISION)

    def next_revision(self) -> int:
        """Return the number of the next revision."""
        return max(self.revisions(), default=0) + 1

    def draft_folder(self, number: int) -> Path:
        """Return the folder of a draft."""
        return self.folder / "drafts" / str(number)

    def revision_folder(self, number: int) -> Path:
        """Return the folder of an issued revision."""
        return self.folder / "issued" / f"rev-{number}"

    @property
    def current_draft(self) -> Path | None:
        """The newest draft's folder, or None."""
        numbers = self.drafts()
        return self.draft_folder(numbers[-1]) if numbers else None

    @property
    def current_revision(self) -> Path | None:
        """The newest issued revision's folder, or None."""
        numbers = self.revisions()
        return self.revision_folder(numbers[-1]) if numbers else None

    def ledger(self) -> Ledger:
        """Return the document numbers, those of a draft that landed a moment ago included.

        Raises :class:`InputError` when a ledger is damaged or two disagree.
        """
        newest = read_ledger(self.folder / LEDGER_FILE)
        for folder in (self.current_draft, self.current_revision):
            if folder is None:
                continue
            landed = read_ledger(folder / LEDGER_FILE)
            if landed.extends(newest):
                newest = landed
            elif not newest.extends(landed):
                raise InputError(
                    f"{self.folder / LEDGER_FILE} and {folder / LEDGER_FILE} give different numbers; "
                    "restore the first from a backup"
                )
        return newest


def open_record(root: Path, slug: str, company: str = "") -> Record:
    """Return the record of the client ``slug`` under ``root`` (usually ``manuals/``); makes nothing."""
    return Record(root / slug, slug, company)


def unchanged(record: Record, content_key: str) -> bool:
    """Return whether the current draft was built from ``content_key`` and all its files still stand there.

    Only names are looked at; whether a file was edited is :func:`edited_files`' question.
    """
    folder = record.current_draft
    if folder is None:
        return False
    try:
        manifest = read_manifest(folder)
    except InputError:
        return False
    if manifest.facts.content_key != content_key:
        return False
    return all((folder / name).is_file() for name in manifest.files)


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A built file that somebody changed: ``folder`` is the draft or revision, ``name`` the path in it."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        return self.folder / self.name


def edited_files(record: Record) -> list[EditedFile]:
    """Return the files of the current draft and the current revision that differ from what was built.

    Files that were taken away are not listed: nothing is lost by building them again.
    """
    found: list[EditedFile] = []
    for folder in (record.current_draft, record.current_revision):
        if folder is None:
            continue
        manifest = read_manifest(folder)
        for name in sorted(manifest.files):
            path = folder / name
            if (path.exists() or path.is_symlink()) and is_edited(folder, name, manifest):
                found.append(EditedFile(folder, name))
    return found


# --------------------------------------------------------------------- for the one who holds the lock


def settle(record: Record) -> None:
    """Sweep what dead runs left and bring ``client.json``, ``ledger.json`` and ``current.json`` up to date."""
    for leftover in record.folder.glob(f"{STAGING_PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in record.folder.glob(".*.tmp"):
        leftover.unlink(missing_ok=True)
    record.overrides.mkdir(exist_ok=True)
    if not (record.folder / CLIENT_FILE).exists():
        client = {"format": FORMAT, "company": record.company, "slug": record.slug}
        replace_file(record.folder / CLIENT_FILE, canonical_json(client))
    ledger = record.ledger()
    if ledger.numbers or ledger.prefix:
        _keep(record.folder / LEDGER_FILE, ledger.to_json())
    _keep(record.folder / CURRENT_FILE, _current(record))


def _current(record: Record) -> bytes:
    drafts, revisions = record.drafts(), record.revisions()
    draft = revision = None
    if drafts:
        folder = record.draft_folder(drafts[-1])
        key = read_manifest(folder).facts.content_key
        draft = {"number": drafts[-1], "content_key": key, "manifest": sha256_of_file(folder / MANIFEST_FILE)}
    if revisions:
        folder = record.revision_folder(revisions[-1])
        issued = read_json(folder / ISSUE_FILE)
        revision = {
            "number": revisions[-1],
            "date": issued["date"],
            "approved_by": issued["approved_by"],
            "manifest": sha256_of_file(folder / MANIFEST_FILE),
        }
    return canonical_json({"format": FORMAT, "draft": draft, "revision": revision})


def _keep(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        replace_file(path, data)


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` by one rename: a reader finds the old bytes or the new, never a part."""
    temporary = path.with_name(f".{path.name}.tmp")
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable, where the system can."""
    if os.name == "nt":  # pragma: no cover
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _numbers(folder: Path, pattern: str) -> list[int]:
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(int(match[1]) for name in names if (match := re.fullmatch(pattern, name)))
