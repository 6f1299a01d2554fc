"""The content key: one hash over everything that a build's bytes depend on.

Reading and hashing the inputs costs far less than rendering, so a build whose key
equals the current draft's has nothing to do.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from manualgen.cache import program_files, program_stamp, prune, read_entry, stamp, write_entry
from manualgen.locations import Locations

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile

HASHES = 32
_ENGINES = ("manualgen", "typst", "weasyprint", "python-docx", "jinja2", "markdown-it-py", "lxml", "pillow")


@cache
def engine_versions() -> dict[str, str]:
    """Return the versions of the program and of the libraries that shape its output."""
    return {name: metadata.version(name) for name in _ENGINES}


def file_hash(paths: Iterable[tuple[str, Path]]) -> str:
    """Return one SHA-256 over (name, bytes) pairs in order."""
    digest = hashlib.sha256()
    for name, path in paths:
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def library_hash(locations: Locations) -> str:
    """Return the hash of all data of all roots (templates with fonts, partners, legislation).

    It is taken anew when the path, size or time of any file is another than in the last run.
    """
    roots = [(f"{n}/", f"{root}{os.sep}") for n, root in enumerate(locations.roots)]
    named = [(f"{n}{p.removeprefix(r)}", Path(p)) for n, r in roots for p, _, _ in locations.listing if p.startswith(r)]
    return _kept_hash(stamp(locations.listing), named)


@cache
def program_hash() -> str:
    """Return the hash of the program's own files: a corrected program makes another draft, whatever its version says."""
    package = Path(__file__).parents[1]
    return _kept_hash(program_stamp(), [(os.path.relpath(p, package), Path(p)) for p, _, _ in program_files()])


def _kept_hash(key: str, files: list[tuple[str, Path]]) -> str:
    entry = f"hash-{key}.bin"
    known = read_entry(entry)
    if known is None:
        known = file_hash((name.replace(os.sep, "/"), path) for name, path in sorted(files)).encode()
        write_entry(entry, known)
        prune("", "hash-", HASHES, 1)
    return known.decode()


def profile_hash(profile_path: Path, profile: Profile) -> str:
    """Return the hash of the profile file and of the assets that it names.

    One that is missing or no plain file is left out: the check of the profile names its line.
    """
    folder = Path(profile.folder)
    assets = [str(profile.company.logo)] if profile.company.logo else []
    for site in profile.sites:
        assets += [picture.file for picture in (site.map, *site.photos) if picture]
    return file_hash([("profile", profile_path), *((a, folder / a) for a in assets if (folder / a).is_file())])


def content_key(profile: str, library: str, *further: str) -> str:
    """Return the key of a build: profile and library hashes, program, engine versions and what else decides the bytes."""
    parts = [profile, library, program_hash(), *(f"{k}={v}" for k, v in engine_versions().items()), *further]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
