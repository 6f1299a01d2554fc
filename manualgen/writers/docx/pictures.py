"""Figures and logos → embedded PNG or JPEG with alternative text.

An SVG is drawn to PNG at 220 dots an inch: Word before 2016 and most other readers show no SVG.
"""

from __future__ import annotations

import hashlib
from io import BytesIO

from manualgen.rendering.document import Figure
from manualgen.writers.docx.ink import Ink, Picture, Place
from manualgen.writers.docx.measure import EMU_PER_TWIP, twips
from manualgen.writers.docx.text import escape, paragraph, run

RESOLUTION_DPI = 220

_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ALIGN = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


def write_figure(block: Figure, place: Place, ink: Ink) -> str:
    """Return the picture and its caption below, kept together."""
    if not block.alt.strip():
        raise ValueError(f"{block.id}: a figure needs alternative text")
    width = max(1, round(place.width * min(block.width, 1.0)))
    blob = block.image or _rasterised(block.svg, width)
    drawing = inline_picture(block.id, blob, block.alt, width, twips(block.max_height_mm), ink)
    keep = Place(place.width, bool(block.caption) or place.keep, place.new_page)
    picture = drawing if block.caption else ink.bookmarked(block.id, drawing)
    out = paragraph("Figure", picture, keep, _ALIGN[block.align])
    if block.caption:
        below = Place(place.width, place.keep)
        out += paragraph("FigureCaption", ink.bookmarked(block.id, run(block.caption)), below, _ALIGN[block.align])
    return out


def _rasterised(svg: str, width: int) -> bytes:
    from manualgen.writers.raster import svg_to_png

    return svg_to_png(svg, round(width / 1440 * RESOLUTION_DPI))


def inline_picture(block_id: str, blob: bytes, alt: str, width: int, max_height: int, ink: Ink) -> str:
    """Return a run with the picture scaled to ``width`` twips, or to ``max_height`` if it would be taller."""
    picture, pixels_wide, pixels_high = embed(block_id, blob, ink)
    height = width * pixels_high / pixels_wide
    if height > max_height:
        width, height = round(width * max_height / height), max_height
    extent = f'cx="{width * EMU_PER_TWIP}" cy="{round(height) * EMU_PER_TWIP}"'
    number = ink.drawing()
    relation = relation_id(picture)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{escape(alt)}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def embed(block_id: str, blob: bytes, ink: Ink) -> tuple[Picture, int, int]:
    """Add ``blob`` (PNG or JPEG) to the file once; return it with its width and height in pixels."""
    content_type, width, height = _measured(block_id, blob)
    if content_type not in ("image/png", "image/jpeg") or width < 1 or height < 1:
        raise ValueError(f"{block_id}: the picture is {content_type}; use PNG or JPEG")
    key = hashlib.sha256(blob).digest()
    if key not in ink.pictures:
        extension = "png" if content_type == "image/png" else "jpeg"
        part = f"media/image{len(ink.pictures) + 1}.{extension}"
        ink.pictures[key] = Picture(part, content_type, blob)
    return ink.pictures[key], width, height


def _measured(block_id: str, blob: bytes) -> tuple[str, int, int]:
    """Return content type, width and height in pixels; a PNG tells them in its first 24 bytes."""
    if blob.startswith(b"\x89PNG\r\n\x1a\n") and blob[12:16] == b"IHDR" and b"IEND" in blob[-12:]:
        return ("image/png", int.from_bytes(blob[16:20], "big"), int.from_bytes(blob[20:24], "big"))
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_file(BytesIO(blob))
        return image.content_type, int(image.px_width), int(image.px_height)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, KeyError) as error:
        raise ValueError(f"{block_id}: the picture is neither PNG nor JPEG, or is damaged") from error


def relation_id(picture: Picture) -> str:
    """Return the relationship id of an embedded picture."""
    return "rPicture" + "".join(c for c in picture.part if c.isdigit())
