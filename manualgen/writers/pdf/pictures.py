"""Figures → Typst: drawings and photos with their alternative text, never wider or taller than allowed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from manualgen.rendering.document import Block, Cover, Figure, walk
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.setting import Setting, millimetres

_VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')


def figure(block: Figure, setting: Setting) -> str:
    """Return a picture with its caption below."""
    width = block.width * setting.width_mm
    height = min(block.max_height_mm, setting.height_mm * 0.9)
    picture = image_call(block.image, block.svg, block.alt, width, height)
    words = f"{literal(block.caption, setting.line_em)}" if block.caption else "none"
    return f"picture({block.align},{picture},{words})"


def image_call(image: bytes, svg: str, alt: str, width_mm: float, height_mm: float) -> str:
    """Return an image fitted into ``width_mm`` × ``height_mm``; its file is one of :func:`image_files`."""
    natural_width, natural_height = _size(image, svg)
    width = min(width_mm, height_mm * natural_width / natural_height)
    return f'image("{_name(image, svg)}",width:{millimetres(width)},alt:{literal(alt, 1e9)})'


def image_files(blocks: tuple[Block, ...]) -> dict[str, bytes]:
    """Return the files that the image calls of ``blocks`` read, by name."""
    return {_name(image, svg): image or svg.encode("utf-8") for image, svg in _images(blocks)}


def _images(blocks: tuple[Block, ...]) -> Iterator[tuple[bytes, str]]:
    for block in walk(blocks):
        if isinstance(block, Figure):
            yield block.image, block.svg
        elif isinstance(block, Cover) and block.logo:
            yield block.logo, ""


def _name(image: bytes, svg: str) -> str:
    data = image or svg.encode("utf-8")
    kind = "svg" if not image else "png" if image.startswith(b"\x89PNG") else "jpg"
    return f"{hashlib.sha256(data).hexdigest()[:20]}.{kind}"


def _size(image: bytes, svg: str) -> tuple[float, float]:
    """Return width and height in the picture's own units."""
    if image:
        from io import BytesIO

        from PIL import Image

        with Image.open(BytesIO(image)) as picture:
            return float(picture.width), float(picture.height)
    return view_box(svg)


def view_box(svg: str) -> tuple[float, float]:
    """Return width and height of the viewBox of ``svg``; raise ``ValueError`` without one."""
    found = _VIEW_BOX.search(svg)
    if not found or not float(found[1]) or not float(found[2]):
        raise ValueError("a drawing needs a viewBox with a width and a height")
    return float(found[1]), float(found[2])
