"""What a build is made of: the hash of every file and of everything that went in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from manualgen.errors import InputError, Position, Problem
from manualgen.publishing.canonical import Json, canonical_json, read_json, sha256_of_file

MANIFEST_FILE = "manifest.json"
FORMAT = 1
# Files that desktops and office programs leave in any folder they look at.
_CLUTTER = re.compile(r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*#", re.I)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file's hash and size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """Everything that went into a build. Hashes are SHA-256 in hex; dates are ISO; no clock, no path.

    ``content_key`` is the caller's hash over all inputs: two builds with the same
    key have the same bytes. ``plan`` is a summary of the plan for a reader.
    """

    content_key: str
    tool_version: str
    profile: str
    library: str
    law_as_of: str
    snapshot: str = ""
    plan: Json = None
    engines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Files by their path in the folder (forward slashes), and the facts of the build."""

    files: Mapping[str, FileEntry]
    facts: BuildFacts

    def to_json(self) -> bytes:
        """Return the file's bytes: canonical JSON."""
        files = {name: {"sha256": entry.sha256, "size": entry.size} for name, entry in self.files.items()}
        return canonical_json({"format": FORMAT, "facts": asdict(self.facts), "files": files})


def make_manifest(folder: Path, facts: BuildFacts) -> Manifest:
    """Return the manifest of every file that stands in ``folder`` now."""
    return Manifest({name: entry_of(folder / name) for name in sorted(files_in(folder))}, facts)


def entry_of(path: Path) -> FileEntry:
    """Return hash and size of a file."""
    return FileEntry(sha256_of_file(path), path.stat().st_size)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a draft or revision; raise :class:`InputError` when it is absent or damaged."""
    path = folder / MANIFEST_FILE
    try:
        data = read_json(path)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']} is not known")
        files = {str(name): FileEntry(str(e["sha256"]), int(e["size"])) for name, e in data["files"].items()}
        return Manifest(files, BuildFacts(**data["facts"]))
    except FileNotFoundError:
        what, fix = "no manifest: not a folder that this program built", "name a folder under drafts/ or issued/"
        raise InputError([Problem(Position(str(folder)), "", what, fix)]) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        fix = "restore it from a backup, or move the folder out of the record"
        problem = Problem(Position(str(path)), "", f"the manifest is damaged: {error}", fix)
        raise InputError([problem]) from error


def files_in(folder: Path) -> Iterator[str]:
    """Yield every file and link under ``folder`` with forward slashes, without the manifest and desktop clutter."""
    for base, folders, names in os.walk(folder):
        folders.sort()
        here = Path(base)
        linked = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*names, *linked]):
            relative = (here / name).relative_to(folder).as_posix()
            if relative != MANIFEST_FILE and not _CLUTTER.fullmatch(name):
                yield relative
