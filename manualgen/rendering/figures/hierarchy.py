"""The hierarchy of controls: a funnel, the strongest control at the top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manualgen.rendering.figures.measure import text_width, wrap
from manualgen.rendering.figures.svg import LINE, SMALLEST, WIDTH, drawing, lines_of_text, path, polygon, text
from manualgen.writers.theme import Theme

FUNNEL = 210.0  # width of the top level
NARROWEST = 104.0
ARROW = 30.0  # room for the arrow at the left
SIZE = 10.0


def hierarchy_of_controls(data: Mapping[str, Any], theme: Theme) -> str:
    """Return the levels in order, each with what it means and an example."""
    colours = theme.colours
    levels = list(data["levels"])
    words_left = ARROW + FUNNEL + 12
    width = WIDTH - words_left
    blocks = []
    for level in levels:
        what = wrap(level["what"], width, SIZE, bold=True)
        example = wrap(level["example"], width, SIZE)
        blocks.append((what, example, max(46.0, (len(what) + len(example)) * SIZE * LINE + 14)))
    total = sum(height for _, _, height in blocks)
    middle = ARROW + FUNNEL / 2
    parts = []
    top = 0.0
    for number, (level, (what, example, height)) in enumerate(zip(levels, blocks, strict=True), start=1):
        upper, lower = _width_at(top / total), _width_at((top + height) / total)
        strong = number <= 3
        fill = colours.brand if strong else colours.label
        ink = colours.head_text if strong else colours.text
        shape = [
            (middle - upper / 2, top),
            (middle + upper / 2, top),
            (middle + lower / 2, top + height - 2),
            (middle - lower / 2, top + height - 2),
        ]
        parts.append(polygon(shape, fill, colours.brand))
        name = wrap(f"{number} {level['name']}", lower - 12, 11.5, bold=True)
        parts.append(
            lines_of_text(
                middle, top + (height - 2 - len(name) * 11.5 * LINE) / 2, name, 11.5, ink, bold=True, anchor="middle"
            )
        )
        start = top + (height - (len(what) + len(example)) * SIZE * LINE) / 2
        parts.append(lines_of_text(words_left, start, what, SIZE, colours.text, bold=True))
        parts.append(lines_of_text(words_left, start + len(what) * SIZE * LINE, example, SIZE, colours.text))
        parts.append(
            path([(middle + upper / 2 + 3, top + 0.5), (WIDTH, top + 0.5)], colours.rule, 0.6) if number > 1 else ""
        )
        top += height
    parts += _arrow(data, top, theme)
    return drawing(top, parts)


def _width_at(share: float) -> float:
    return FUNNEL - (FUNNEL - NARROWEST) * share


def _arrow(data: Mapping[str, Any], height: float, theme: Theme) -> list[str]:
    """Return the arrow at the left with its two words, strongest and weakest."""
    colours = theme.colours
    strong, weak = data["strongest"], data["weakest"]
    upper = text_width(strong, SMALLEST, bold=True) / 2 + 2
    lower = text_width(weak, SMALLEST, bold=True) / 2 + 2
    return [
        path([(20, 4), (20, height - 6)], colours.muted, 1.5, arrow=True),
        text(11, upper + 2, strong, SMALLEST, colours.text, bold=True, anchor="middle", turn=-90),
        text(11, height - lower - 4, weak, SMALLEST, colours.text, bold=True, anchor="middle", turn=-90),
    ]
