"""The content key: one hash over everything that a build's bytes depend on.

Reading and hashing the inputs costs far less than rendering, so a build whose key
equals the current draft's has nothing to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from manualgen.locations import Locations

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile

_DATA = ("templates", "partners", "legislation")
_ENGINES = ("manualgen", "typst", "weasyprint", "python-docx", "jinja2", "markdown-it-py", "lxml", "pillow")


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
    """Return the hash of all data of all roots (templates with fonts, partners, legislation)."""
    pairs = []
    for number, root in enumerate(locations.roots):
        for folder in _DATA:
            base = root / folder
            for path in sorted(p for p in base.rglob("*") if p.is_file() and not p.name.startswith(".")):
                pairs.append((f"{number}/{path.relative_to(root).as_posix()}", path))
    return file_hash(pairs)


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
    """Return the key of a build: profile and library hashes, engine versions and what else decides the bytes."""
    parts = [profile, library, *(f"{k}={v}" for k, v in engine_versions().items()), *further]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
