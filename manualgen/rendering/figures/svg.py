"""The few SVG elements that the figures are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from manualgen.rendering.figures.measure import text_width

WIDTH = 490.0  # units of a figure; one unit prints as one point at full text width
HEIGHT_LIMIT = 560.0  # what a portrait page holds with caption and heading
EDGE = 1.5
SMALLEST = 9.0  # points
LINE = 1.2  # line height in em
FAMILY = "Carlito, Calibri, 'Noto Sans Canadian Aboriginal', 'DejaVu Sans', sans-serif"


def drawing(height: float, parts: Iterable[str]) -> str:
    """Return a complete SVG of the standard width, with room for the strokes at its edges."""
    wide, high = _n(WIDTH + 2 * EDGE), _n(height + 2 * EDGE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_n(-EDGE)} {_n(-EDGE)} {wide} {high}" '
        f'width="{wide}" height="{high}" font-family="{escape(FAMILY)}">' + "".join(parts) + "</svg>"
    )


def rect(
    x: float, y: float, width: float, height: float, fill: str, stroke: str, radius: float = 0, line: float = 1
) -> str:
    """Return a rectangle."""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{_n(radius)}" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="{_n(line)}"/>'
    )


def polygon(points: Sequence[tuple[float, float]], fill: str, stroke: str, line: float = 1) -> str:
    """Return a closed shape."""
    at = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polygon points="{at}" fill="{fill}" stroke="{stroke}" stroke-width="{_n(line)}" stroke-linejoin="round"/>'


def path(points: Sequence[tuple[float, float]], stroke: str, line: float = 1.2, arrow: bool = False) -> str:
    """Return a line through ``points``, with a head at its end if it is an ``arrow``."""
    points = list(points)
    head = ""
    if arrow:
        (x0, y0), (x1, y1) = points[-2:]
        length = max(abs(x1 - x0) + abs(y1 - y0), 0.001)
        dx, dy = (x1 - x0) / length, (y1 - y0) / length  # lines are level or upright
        base = (x1 - dx * 6.5, y1 - dy * 6.5)
        head = polygon(
            [(x1, y1), (base[0] - dy * 3.6, base[1] + dx * 3.6), (base[0] + dy * 3.6, base[1] - dx * 3.6)],
            stroke,
            stroke,
            0.5,
        )
        points[-1] = base
    at = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return (
        f'<polyline points="{at}" fill="none" stroke="{stroke}" stroke-width="{_n(line)}" stroke-linejoin="round"/>'
        + head
    )


def text(
    x: float, y: float, words: str, size: float, fill: str, bold: bool = False, anchor: str = "start", turn: float = 0
) -> str:
    """Return one line of text; ``y`` is its baseline, ``turn`` its angle in degrees."""
    weight = ' font-weight="bold"' if bold else ""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    turned = f' transform="rotate({_n(turn)} {_n(x)} {_n(y)})"' if turn else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{weight}{place}{turned}>'
        f"{escape(printable(words), quote=False)}</text>"
    )


def lines_of_text(
    x: float, top: float, lines: Sequence[str], size: float, fill: str, bold: bool = False, anchor: str = "start"
) -> str:
    """Return ``lines`` one below the other, the first starting at ``top``."""
    return "".join(
        text(x, top + size * (0.93 + LINE * n), line, size, fill, bold, anchor) for n, line in enumerate(lines)
    )


def tag(x: float, y: float, words: str, fill: str, size: float = SMALLEST) -> str:
    """Return a short bold word on white, centred at ``x``, ``y``: the label of an arrow."""
    width = text_width(words, size, bold=True) + 4
    return rect(x - width / 2, y - size * 0.6, width, size * 1.2, "#FFFFFF", "none", line=0) + text(
        x, y + size * 0.33, words, size, fill, bold=True, anchor="middle"
    )


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(words: str) -> str:
    """Return ``words`` without the characters that XML forbids."""
    return _FORBIDDEN.sub("", words)


def _n(value: float) -> str:
    return f"{round(value, 2):g}"
