"""How wide words are in the shipped font, and where lines break."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from manualgen.locations import builtin_root

NO_BREAK_SPACE = "\u00a0"
_SPACES = re.compile(r"[ \t\r\n]+")
_MEASURE_AT = 200  # pixels; widths scale from here


@cache
def _font(bold: bool) -> Any:
    from PIL import ImageFont

    name = "Carlito-Bold.ttf" if bold else "Carlito-Regular.ttf"
    path = builtin_root() / "templates" / "style" / "fonts" / name
    return ImageFont.truetype(str(path), _MEASURE_AT, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of ``text`` at ``size``, in the same unit as ``size``."""
    return float(_font(bold).getlength(text.replace(NO_BREAK_SPACE, " "))) * size / _MEASURE_AT


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Return ``text`` in lines no wider than ``width``; a word that is wider is cut."""
    lines: list[str] = []
    line = ""
    for word in _SPACES.split(text.strip()):
        tried = f"{line} {word}" if line else word
        if text_width(tried, size, bold) <= width:
            line = tried
            continue
        if line:
            lines.append(line)
        *cut, line = _pieces(word, width, size, bold)
        lines += cut
    return [*lines, line] if line else lines or [""]


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Return ``word`` whole if it fits, else in pieces that do."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
