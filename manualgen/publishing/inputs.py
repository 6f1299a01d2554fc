"""The content key: one hash over what a build's bytes depend on.

In it: the profile and the files it names, every data file, the program's own files, the versions of its libraries,
and what the caller adds (engine, what was asked for, what the workspace verified, the revisions issued so far). The
ledger's numbers are the record's own: the key says "nothing changed" within one record. Hashing costs far less than
rendering, so a build whose key equals the current draft's has nothing to do.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from manualgen.cache import library_versions, program_files, program_stamp, prune, read_entry, stamp, write_entry
from manualgen.locations import Locations

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile

HASHES = 32


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
    named = [(f"{n}{p.removeprefix(r)}", Path(p)) for n, r in roots for p, _ in locations.listing if p.startswith(r)]
    return _kept_hash(stamp(locations.listing), named)


def engines() -> dict[str, str]:
    """Return what shapes the output beside profile and data: every library's version, the program's and its hash."""
    return {**library_versions(), "program": program_hash()}


@cache
def program_hash() -> str:
    """Return the hash of the program's own files: a corrected program makes another draft, whatever its version says."""
    package = Path(__file__).parents[1]
    return _kept_hash(program_stamp(), [(os.path.relpath(p, package), Path(p)) for p, _ in program_files()])


def _kept_hash(key: str, files: list[tuple[str, Path]]) -> str:
    entry = f"hash-{key}.bin"
    known = read_entry(entry)
    if known is None:
        known = file_hash((name.replace(os.sep, "/"), path) for name, path in sorted(files)).encode()
        write_entry(entry, known)
        prune("", "hash-", HASHES, 1)
    return known.decode()


def bytes_hash(path: Path) -> str:
    """Return the hash of one file's bytes; "" when it cannot be read, which reading it properly will tell."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def profile_hash(profile_bytes: str, profile: Profile) -> str:
    """Return the hash of a profile (``profile_bytes``: of its file, taken before it was read) and of the assets it names.

    One that is missing or no plain file is left out: the check of the profile names its line.
    """
    folder = Path(profile.folder)
    assets = [str(profile.company.logo)] if profile.company.logo else []
    for site in profile.sites:
        assets += [picture.file for picture in (site.map, *site.photos) if picture]
    named = file_hash((a, folder / a) for a in assets if (folder / a).is_file())
    return hashlib.sha256(f"{profile_bytes}\n{named}".encode()).hexdigest()


def content_hash(*parts: str) -> str:
    """Return one hash over hashes and choices, in order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
