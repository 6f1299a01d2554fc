"""The picture files a profile names: inside its folder, plain files, PNG or JPEG, not too large, not damaged.

Of a logo only the first bytes are read. Maps and photos are decoded, so that a picture that
breaks off half-way is reported at its line of the profile, not met while a manual is written.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from manualgen.errors import InputError, Problem
from manualgen.intake.origin import Steps
from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import Vocabulary

IMAGE_BYTES = 5_000_000
IMAGE_PIXELS = 40_000_000
PHOTO_BYTES = 20_000_000  # as phones save them
PHOTO_PIXELS = 52_000_000


def check_images(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    """Yield every problem of the logo, the site maps and the photos; a photo without a caption is a warning."""
    if not profile.source_file:
        return
    folder = Path(profile.folder)
    if profile.company.logo:
        fault = image_fault(folder, profile.company.logo)
        if fault:
            yield profile.problem(("company", "logo"), *fault)
    for index, site in enumerate(profile.sites):
        if site.map:
            fault = picture_fault(folder, site.map.file)
            if fault:
                yield profile.problem(("sites", index, "map", "file"), *fault)
        for number, photo in enumerate(site.photos):
            at: Steps = ("sites", index, "photos", number)
            fault = picture_fault(folder, photo.file)
            if fault:
                yield profile.problem((*at, "file"), *fault)
            elif not photo.caption:
                what = "has no caption, so nobody is told what it shows"
                fix = f"write {{file: {photo.file[:60]}, caption: what it shows}}"
                yield profile.problem((*at, "file"), what, fix, severity="warning")


def read_picture(folder: Path, name: str) -> bytes:
    """Return the bytes of the map or photo ``name`` under ``folder``, exactly as the client saved it.

    Raises ``InputError`` for what ``image_fault`` finds; whoever calls adds the place in the profile.
    """
    fault = image_fault(folder, name, PHOTO_BYTES, PHOTO_PIXELS)
    if fault:
        raise InputError("; ".join(fault))
    return (folder / name).read_bytes()


def picture_fault(folder: Path, name: str) -> tuple[str, str] | None:
    """Return what is wrong with the map or photo ``name`` under ``folder`` and what to do, or None; it is decoded."""
    fault = image_fault(folder, name, PHOTO_BYTES, PHOTO_PIXELS)
    if fault or not is_damaged((folder / name).read_bytes()):
        return fault
    return (
        f"{name[:60]} is damaged and cannot be shown",
        "open it in a picture program and save it again as PNG or JPEG",
    )


@contextmanager
def whole_pictures() -> Iterator[None]:
    """Let Pillow refuse a picture that breaks off, whatever another library of this process has set (WeasyPrint does)."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def is_damaged(data: bytes) -> bool:
    """Return whether the PNG or JPEG ``data`` cannot be decoded to its last row."""
    import warnings
    from io import BytesIO

    from PIL import Image

    try:
        with (
            whole_pictures(),
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture,
        ):
            picture.draft(None, (1, 1))  # a JPEG is read at an eighth of its size, to its end
            picture.load()
    except Exception:  # the readers of Pillow raise a dozen kinds for a damaged file; each means the same here
        return True
    return False


def image_fault(
    folder: Path, name: str, most_bytes: int = IMAGE_BYTES, most_pixels: int = IMAGE_PIXELS
) -> tuple[str, str] | None:
    """Return what is wrong with the picture file ``name`` under ``folder`` and what to do, or None.

    Symbolic links are refused in every part of the name: what is printed must be
    what lies in the client's folder. Only name, size and header are looked at.
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
    return _content_fault(path, name, most_bytes, most_pixels)


def _content_fault(path: Path, name: str, most_bytes: int, most_pixels: int) -> tuple[str, str] | None:
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(min(size, most_bytes))
    except OSError as error:
        return f"{name[:60]} cannot be read: {error.strerror}", "check the file"
    if size > most_bytes:
        return f"{name[:60]} has {size:,} bytes", f"save it smaller than {most_bytes:,}"
    dimensions = _dimensions(head)
    if dimensions is None:
        return f"{name[:60]} is neither PNG nor JPEG", "save it as PNG or JPEG (a phone's HEIC: export it as JPEG)"
    width, height = dimensions
    if not width or not height or width * height > most_pixels:
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
