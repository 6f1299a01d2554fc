"""A client's map or photo → the picture that goes into the manual.

In: the bytes of a PNG or JPEG as a phone, a scanner or a drawing program saved it. Out: bytes of a
plain PNG or JPEG that every writer and reader takes: upright, on white, RGB or grey, at most
1600 pixels on the long side, and without any metadata: a phone writes where the photo was taken.
Same bytes in, same bytes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from manualgen.intake.assets import whole_pictures

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_SIDE_PX = 1600  # 230 dots an inch over the text width
JPEG_QUALITY = 85
LARGE_PNG_BYTES = 500_000  # a PNG above this is a photo or an aerial view: JPEG is smaller and looks the same


@dataclass(frozen=True, slots=True)
class Print:
    """A picture ready for the writers; ``width`` and ``height`` in pixels."""

    image: bytes
    width: int
    height: int


def for_print(data: bytes) -> Print:
    """Return the PNG or JPEG ``data`` re-encoded for print.

    Raises ``ValueError`` for bytes that are no whole PNG or JPEG.
    """
    import warnings

    from PIL import Image

    try:
        with (
            whole_pictures(),
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=("PNG", "JPEG")) as source,
        ):
            lossless = source.format == "PNG"
            source.draft(None, (LONG_SIDE_PX, LONG_SIDE_PX))  # a large JPEG is read at a fraction of its size
            source.load()
            _turn_upright(source)
            picture = _flat(_scaled(_plain(source)))
    except Exception as error:  # the readers of Pillow raise a dozen kinds for a damaged file
        raise ValueError("the picture is damaged, or neither PNG nor JPEG") from error
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())  # pixels alone: no EXIF, place or comment
    return Print(_encoded(bare, lossless), bare.width, bare.height)


def _turn_upright(picture: Image) -> None:
    """Turn ``picture``, in place, as its EXIF orientation says; leave it as it lies when the EXIF cannot be read."""
    from contextlib import suppress

    from PIL import ImageOps

    with suppress(Exception):  # the pixels are whole: a broken note about the camera must not cost the photo
        ImageOps.exif_transpose(picture, in_place=True)


def _plain(picture: Image) -> Image:
    """Return ``picture`` in grey, RGB or, where it is see-through, RGBA, with 8 bits a channel."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        mode = "RGBA"
    else:
        mode = "L" if picture.mode in ("1", "L") else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)


def _scaled(picture: Image) -> Image:
    """Return ``picture`` with at most :data:`LONG_SIDE_PX` on its long side; never larger than it was."""
    from PIL.Image import Resampling

    ratio = LONG_SIDE_PX / max(picture.size)
    if ratio >= 1:
        return picture
    size = (max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio)))
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def _flat(picture: Image) -> Image:
    """Return ``picture`` on white when it is see-through."""
    from PIL import Image

    if picture.mode != "RGBA":
        return picture
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _encoded(picture: Image, lossless: bool) -> bytes:
    """Return ``picture`` as PNG when ``lossless`` and not large, else as JPEG."""
    photo = BytesIO()
    if lossless:
        drawing = BytesIO()
        picture.save(drawing, "PNG", optimize=True)
        if drawing.tell() <= LARGE_PNG_BYTES:
            return drawing.getvalue()
        picture.save(photo, "JPEG", quality=JPEG_QUALITY, optimize=True)
        return min(drawing.getvalue(), photo.getvalue(), key=len)
    picture.save(photo, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return photo.getvalue()
