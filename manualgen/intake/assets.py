"""The picture files a profile names: inside its folder, plain files, PNG or JPEG, not too large.

Only the first bytes are read here; the writers decode and re-encode the picture.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from manualgen.errors import Problem
from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import Vocabulary

IMAGE_BYTES = 5_000_000
IMAGE_PIXELS = 40_000_000


def check_images(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    """Yield every problem of the logo, the site maps and the photos."""
    if not profile.source_file:
        return
    named: list[tuple[tuple[str | int, ...], str | None]] = [(("company", "logo"), profile.company.logo)]
    for index, site in enumerate(profile.sites):
        named.append((("sites", index, "map"), site.map))
        named += [(("sites", index, "photos", number), photo) for number, photo in enumerate(site.photos)]
    for at, name in named:
        if name:
            fault = image_fault(Path(profile.folder), name)
            if fault:
                yield profile.problem(at, *fault)


def image_fault(folder: Path, name: str) -> tuple[str, str] | None:
    """Return what is wrong with the picture ``name`` under ``folder`` and what to do, or None.

    Symbolic links are refused in every part of the name: what is printed must be
    what lies in the client's folder.
    """
    inside = "write a path inside the profile's folder, for example assets/logo.png"
    parts = PurePosixPath(name).parts
    if "://" in name or name.startswith("data:"):
        return "a web address is not read", inside
    if "\\" in name or ":" in name:
        return f"`{name[:60]}` is not a plain path", "write it with forward slashes, for example assets/logo.png"
    if PurePosixPath(name).is_absolute() or ".." in parts or not parts:
        return f"`{name[:60]}` leads outside the profile's folder", inside
    path = folder
    for part in parts:
        path = path / part
        try:
            mode = os.lstat(path).st_mode
        except FileNotFoundError:
            return f"there is no file {name[:60]}", "check the name (capitals count), or delete the line"
        except OSError as error:
            return f"{name[:60]} cannot be read: {error.strerror}", "check the file"
        if stat.S_ISLNK(mode):
            return f"`{name[:60]}` is a symbolic link", "copy the file itself into the profile's folder"
    if not stat.S_ISREG(mode):
        return f"`{name[:60]}` is not a plain file", inside
    return _content_fault(path, name)


def _content_fault(path: Path, name: str) -> tuple[str, str] | None:
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(min(size, IMAGE_BYTES))
    except OSError as error:
        return f"{name[:60]} cannot be read: {error.strerror}", "check the file"
    if size > IMAGE_BYTES:
        return f"{name[:60]} has {size:,} bytes", f"save it smaller than {IMAGE_BYTES:,}"
    dimensions = _dimensions(head)
    if dimensions is None:
        return f"{name[:60]} is neither PNG nor JPEG", "save it as PNG"
    width, height = dimensions
    if not width or not height or width * height > IMAGE_PIXELS:
        return f"{name[:60]} measures {width} x {height} pixels", "save it with at most 2000 x 2000"
    return None


def _dimensions(data: bytes) -> tuple[int, int] | None:
    """Return width and height from the header of a PNG or JPEG, or None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # start of frame
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
