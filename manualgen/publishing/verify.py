"""Is a built folder still what was built?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from manualgen.publishing.manifest import Manifest, entry_of, files_in, read_manifest


@dataclass(frozen=True, slots=True)
class Report:
    """What differs from the manifest, as paths with forward slashes."""

    edited: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True when every file is there unchanged and nothing was added."""
        return not (self.edited or self.added or self.missing)


def verify(folder: Path) -> Report:
    """Hash every file of a draft or revision again and compare with its manifest.

    Raises :class:`InputError` when the folder has no readable manifest.
    """
    manifest = read_manifest(folder)
    present = set(files_in(folder))
    return Report(
        edited=tuple(n for n in sorted(manifest.files) if n in present and is_edited(folder, n, manifest)),
        added=tuple(sorted(present - manifest.files.keys())),
        missing=tuple(sorted(manifest.files.keys() - present)),
    )


def is_edited(folder: Path, name: str, manifest: Manifest) -> bool:
    """Return whether the file differs from what was built; a link in its place counts as edited."""
    path = folder / name
    entry = manifest.files[name]
    if path.is_symlink() or not path.is_file() or path.stat().st_size != entry.size:
        return True
    return entry_of(path) != entry
