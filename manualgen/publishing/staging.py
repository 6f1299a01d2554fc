"""Build beside the record, then land with one rename.

Files are written into a hidden folder inside the client's record, made durable,
and become ``drafts/<n>`` or ``issued/rev-<n>`` by a single rename. Whatever happens
before that rename leaves the record as it was; after it the new one stands whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from manualgen.errors import EnvironmentFailure
from manualgen.publishing.ledger import Ledger
from manualgen.publishing.lock import locked
from manualgen.publishing.manifest import MANIFEST_FILE, BuildFacts, Manifest, make_manifest
from manualgen.publishing.record import LEDGER_FILE, SNAPSHOT_FILE, STAGING_PREFIX, Record, settle, sync_folder
from manualgen.publishing.snapshot import Snapshot

_OURS = {MANIFEST_FILE, LEDGER_FILE, SNAPSHOT_FILE, "issue.json"}
_PART = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9 _.()-]{0,118}[A-Za-z0-9_)])?")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.I)
_ENVIRONMENT = {
    errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO,
    errno.EMFILE, errno.ENFILE, errno.ENAMETOOLONG, errno.EBUSY, errno.EFBIG,
}  # fmt: skip


@dataclass
class Staging:
    """A build under way. ``ledger`` holds the numbers given so far: assign from it, and land the result."""

    record: Record
    folder: Path
    ledger: Ledger
    landed: bool = False
    _taken: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """Return where to write the file ``name`` (forward slashes); its folder is made.

        Raises :class:`ValueError` for a name that is not safe on every system:
        outside the folder, not plain ASCII, a Windows device, a trailing dot, or
        equal to another but for capitals.
        """
        parts = PurePosixPath(name).parts
        safe = bool(parts) and all(_PART.fullmatch(part) and not _DEVICE.fullmatch(part) for part in parts)
        if not safe or "/".join(parts) != name or name in _OURS:
            raise ValueError(f"not a safe file name: {name!r}")
        if self._taken.setdefault(name.lower(), name) != name:
            raise ValueError(f"{name!r} and {self._taken[name.lower()]!r} differ in capitals only")
        path = self.folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, name: str, data: bytes) -> Path:
        """Write the file ``name``; return its path."""
        path = self.path(name)
        path.write_bytes(data)
        return path

    def copy(self, source: Path, name: str) -> Path:
        """Copy a file of an earlier revision byte for byte; return its path."""
        path = self.path(name)
        shutil.copyfile(source, path, follow_symlinks=False)
        return path


@dataclass(frozen=True, slots=True)
class Landed:
    """A draft or an issued revision that stands in the record."""

    folder: Path
    number: int
    manifest: Manifest


@contextlib.contextmanager
def stage(record: Record, wait_seconds: float = 10.0) -> Iterator[Staging]:
    """Hold the record and give a folder to build in; what was not landed is removed at the end.

    Raises :class:`EnvironmentFailure` when another build holds the record, or
    when the disk is full, read-only or forbidden.
    """
    folder = record.folder / f"{STAGING_PREFIX}{os.getpid()}"
    with environment_failures(record.folder):
        record.folder.mkdir(parents=True, exist_ok=True)
        with locked(record.folder, wait_seconds):
            settle(record)
            staging = Staging(record, folder, record.ledger())
            try:
                folder.mkdir()
                yield staging
            finally:
                if not staging.landed:
                    shutil.rmtree(folder, ignore_errors=True)


def land(staging: Staging, facts: BuildFacts, ledger: Ledger, snapshot: Snapshot | None = None) -> Landed:
    """Make the staged files the next draft.

    ``ledger`` is ``staging.ledger`` with what this build added. ``snapshot`` is the
    record of the rendered blocks and of every question asked; its hash goes into the facts.
    """
    number = staging.record.next_draft()
    return commit(staging, facts, ledger, snapshot, staging.record.draft_folder(number), number)


def commit(staging: Staging, facts: BuildFacts, ledger: Ledger, snapshot: Snapshot | None, target: Path, number: int) -> Landed:
    """Write manifest, ledger and snapshot, make all durable, rename to ``target``, bring the pointers up to date."""
    if staging.landed:
        raise ValueError("this staging has landed already")
    if not ledger.extends(staging.ledger):
        raise ValueError("the ledger loses or changes a number that was given before")
    with environment_failures(staging.record.folder):
        if snapshot is not None:
            (staging.folder / SNAPSHOT_FILE).write_bytes(snapshot.packed)
            facts = replace(facts, snapshot=snapshot.hash)
        (staging.folder / LEDGER_FILE).write_bytes(ledger.to_json())
        manifest = make_manifest(staging.folder, facts)
        (staging.folder / MANIFEST_FILE).write_bytes(manifest.to_json())
        _sync_tree(staging.folder)
        target.parent.mkdir(exist_ok=True)
        _rename(staging.folder, target)
        staging.landed = True
        sync_folder(target.parent)
        settle(staging.record)
    return Landed(target, number, manifest)


def _rename(source: Path, target: Path) -> None:
    """Rename a folder; on Windows wait a moment for a virus scanner to let go of it."""
    for attempt in range(20):
        try:
            os.rename(source, target)
            return
        except PermissionError:
            if os.name != "nt" or attempt == 19:
                raise
            time.sleep(0.1)  # pragma: no cover


def _sync_tree(folder: Path) -> None:
    for base, _, names in os.walk(folder):
        for name in names:
            descriptor = os.open(os.path.join(base, name), os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        sync_folder(Path(base))


@contextlib.contextmanager
def environment_failures(folder: Path) -> Iterator[None]:
    """Turn a full disk, a missing permission or a failing device into :class:`EnvironmentFailure`."""
    try:
        yield
    except OSError as error:
        if error.errno not in _ENVIRONMENT:
            raise
        where = error.filename or folder
        raise EnvironmentFailure(f"{where}: {error.strerror}; nothing of the record was changed") from error
