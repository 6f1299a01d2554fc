"""The risk matrix: likelihood × consequence, each cell with its score and the word of its band."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manualgen.rendering.figures.measure import wrap
from manualgen.rendering.figures.svg import LINE, SMALLEST, WIDTH, drawing, lines_of_text, rect, text
from manualgen.writers.theme import Theme

SIDE = 18.0  # room of the turned title at the left
NAMES = 206.0  # width of the column of likelihood names
TITLE = 16.0
NAME_SIZE = 10.0
GAP = 7.0


def band_of(data: Mapping[str, Any], likelihood: int, consequence: int) -> Mapping[str, Any]:
    """Return the band (``id``, ``name``, ``min``, ``max``, ``act``) of a rating, 1–4 each; the score is the product."""
    score = likelihood * consequence
    for band in data["bands"]:
        if int(band["min"]) <= score <= int(band["max"]):
            return dict(band)
    raise ValueError(f"risk-matrix: no band holds the score {score}")


def risk_matrix(data: Mapping[str, Any], theme: Theme) -> str:
    """Return the matrix with the named levels, and below it what each band asks for."""
    colours = theme.colours
    consequences = sorted(data["consequence"], key=_value)
    likelihoods = sorted(data["likelihood"], key=_value, reverse=True)
    left = SIDE + NAMES
    width = (WIDTH - left) / len(consequences)
    heads = [_level(level, width - 8) for level in consequences]
    head_height = max(len(name) + len(meaning) for name, meaning in heads) * SMALLEST * LINE + 9
    names = [_level(level, NAMES - 8) for level in likelihoods]
    row = max(36.0, max(len(name) + len(meaning) for name, meaning in names) * SMALLEST * LINE + 9)
    parts = [
        text(
            left + (WIDTH - left) / 2,
            11,
            f"{data['consequence_title']} →",
            11,
            colours.text,
            bold=True,
            anchor="middle",
        )
    ]
    for n, lines in enumerate(heads):
        parts.append(_label(left + n * width, TITLE, width, head_height, lines, theme))
    top = TITLE + head_height
    middle = top + row * len(likelihoods) / 2
    parts.append(
        text(11, middle, f"{data['likelihood_title']} →", 11, colours.text, bold=True, anchor="middle", turn=-90)
    )
    for k, (level, lines) in enumerate(zip(likelihoods, names, strict=True)):
        y = top + k * row
        parts.append(_label(SIDE, y, NAMES, row, lines, theme))
        for n, consequence in enumerate(consequences):
            band = band_of(data, _value(level), _value(consequence))
            score = str(_value(level) * _value(consequence))
            x = left + n * width
            parts.append(rect(x, y, width, row, colours.tone(band["id"]), "#FFFFFF", line=1.5))
            parts.append(text(x + width / 2, y + row / 2 - 2, score, 15, colours.text, bold=True, anchor="middle"))
            parts.append(text(x + width / 2, y + row / 2 + 12, band["name"], 10.5, colours.text, anchor="middle"))
    bottom = top + row * len(likelihoods) + GAP
    legend, height = _bands(data, bottom, theme)
    return drawing(height, [*parts, *legend])


def _value(level: Mapping[str, Any]) -> int:
    return int(level["value"])


def _level(level: Mapping[str, Any], width: float) -> tuple[list[str], list[str]]:
    """Return name and meaning of a level in lines."""
    return (
        wrap(f"{level['value']} {level['name']}", width, NAME_SIZE, bold=True),
        wrap(level["meaning"], width, SMALLEST),
    )


def _label(x: float, y: float, width: float, height: float, lines: tuple[list[str], list[str]], theme: Theme) -> str:
    name, meaning = lines
    return (
        rect(x, y, width, height, theme.colours.label, "#FFFFFF", line=1.5)
        + lines_of_text(x + 4, y + 5, name, NAME_SIZE, theme.colours.text, bold=True)
        + lines_of_text(x + 4, y + 6 + len(name) * NAME_SIZE * LINE, meaning, SMALLEST, theme.colours.text)
    )


def _bands(data: Mapping[str, Any], top: float, theme: Theme) -> tuple[list[str], float]:
    """Return a row for each band, the worst first: name, scores, what to do; and where the last one ends."""
    size = 10.0
    box = 96.0
    parts = []
    for band in sorted(data["bands"], key=lambda band: -int(band["min"])):
        lines = wrap(band["act"], WIDTH - box - 14, size)
        height = max(22.0, len(lines) * size * LINE + 6)
        parts.append(rect(0, top, box, height, theme.colours.tone(band["id"]), "#FFFFFF", line=1.5))
        words = f"{band['name']} {band['min']}–{band['max']}"
        parts.append(text(6, top + height / 2 + 4, words, 10.5, theme.colours.text, bold=True))
        parts.append(
            lines_of_text(box + 8, top + (height - len(lines) * size * LINE) / 2, lines, size, theme.colours.text)
        )
        top += height + 2
    return parts, top
