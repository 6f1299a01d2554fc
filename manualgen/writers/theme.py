"""The theme: one file of fonts, sizes, lengths and colours that drives every writer.

In: ``templates/style/theme.yaml`` (or a house theme of the same shape) and, perhaps, the
client's brand colour. Out: a frozen :class:`Theme`. No engine's units: points and millimetres
as the field names say, colours as ``#RRGGBB``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from manualgen.errors import InputError, Position, Problem

PAGES_MM: dict[str, tuple[float, float]] = {"letter": (215.9, 279.4), "legal": (215.9, 355.6), "a4": (210.0, 297.0)}

MINIMUM_CONTRAST = 4.5  # WCAG 2.1, 1.4.3: text of normal size

_HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Colours:
    """Named colours, each ``#RRGGBB``. ``*_fill`` and the tones are backgrounds."""

    brand: str = "#1F4E79"
    text: str = "#1A1A1A"
    muted: str = "#595959"
    rule: str = "#BFBFBF"
    label: str = "#EEF2F6"
    head: str = "#1F4E79"
    head_text: str = "#FFFFFF"
    stop: str = "#A61C1C"
    stop_fill: str = "#FBECEC"
    law: str = "#1F4E79"
    law_fill: str = "#EDF3F8"
    note: str = "#595959"
    note_fill: str = "#F5F5F5"
    rule_fill: str = "#FFF8E5"
    rule_mark: str = "#8A6100"
    verify: str = "#7A4B00"
    verify_fill: str = "#FFF4E0"
    blank_fill: str = "#FFF2B3"
    duty: str = "#1F4E79"
    do: str = "#1E6B34"
    dont: str = "#A61C1C"
    low: str = "#D5EBD8"
    medium: str = "#FFF2B3"
    high: str = "#F8C9A0"
    extreme: str = "#E79A9A"

    def tone(self, name: str) -> str:
        """Return the fill of a cell tone (``Cell.tone``); "" for no fill."""
        if not name:
            return ""
        if name == "muted":
            return self.note_fill
        if name in ("head", "label", "low", "medium", "high", "extreme"):
            return str(getattr(self, name))
        raise ValueError(f"unknown tone {name!r}; write one of head, label, low, medium, high, extreme, muted")


@dataclass(frozen=True, slots=True)
class Theme:
    """Fonts, sizes (points), page and margins (millimetres) and colours of one house style.

    ``font_*`` names the font that ships with the package; ``font_*_word`` the font a Word
    file names, metric-compatible with it.
    """

    id: str = "plain"
    font_body: str = "Carlito"
    font_body_word: str = "Calibri"
    font_heading: str = "Carlito"
    font_heading_word: str = "Calibri"
    size_body_pt: float = 10.5
    size_small_pt: float = 8.5
    size_table_pt: float = 9.5
    size_h1_pt: float = 20.0
    size_h2_pt: float = 14.0
    size_h3_pt: float = 11.5
    size_h4_pt: float = 10.5
    line_spacing: float = 1.12
    space_after_pt: float = 5.0
    page: str = "letter"
    margin_top_mm: float = 24.0
    margin_bottom_mm: float = 20.0
    margin_left_mm: float = 22.0
    margin_right_mm: float = 20.0
    header_mm: float = 11.0
    footer_mm: float = 10.0
    colours: Colours = Colours()

    @property
    def page_width_mm(self) -> float:
        """Width of the portrait page in millimetres."""
        return PAGES_MM[self.page][0]

    @property
    def page_height_mm(self) -> float:
        """Height of the portrait page in millimetres."""
        return PAGES_MM[self.page][1]

    @property
    def text_width_mm(self) -> float:
        """Width between the margins of the portrait page in millimetres."""
        return self.page_width_mm - self.margin_left_mm - self.margin_right_mm


def contrast_with_white(colour: str) -> float:
    """Return the WCAG contrast ratio (1–21) of ``colour`` (``#RRGGBB``) against white."""

    def linear(channel: int) -> float:
        c = channel / 255
        return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)

    r, g, b = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)


def is_colour(value: str) -> bool:
    """Say whether ``value`` is a colour as themes write it: ``#`` and six hexadecimal digits."""
    return bool(_HEX.match(value))


def with_brand(theme: Theme, brand: str) -> Theme:
    """Return ``theme`` in the client's colour where white text on it can be read.

    Heads, duty marks and law boxes take the colour too. A colour whose contrast with white is
    below 4.5:1, or that is not ``#RRGGBB``, leaves the theme as it is.
    """
    if not is_colour(brand) or contrast_with_white(brand) < MINIMUM_CONTRAST:
        return theme
    brand = brand.upper()
    return replace(theme, colours=replace(theme.colours, brand=brand, head=brand, duty=brand, law=brand))


def load_theme(path: Path, brand: str | None = None) -> Theme:
    """Return the theme in ``path`` (YAML), in the client's ``brand`` colour if that is legible.

    Raises :class:`InputError` naming every key that is unknown or has a wrong value.
    """
    import yaml

    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = Position(str(path), mark.line + 1, mark.column + 1) if mark else Position(str(path))
        raise InputError([Problem(where, "", "is not YAML", "write key: value lines")]) from error
    problems: list[Problem] = []
    raw_colours = raw.pop("colours", {}) if isinstance(raw, dict) else {}
    theme_values = _values(raw, Theme(), path, "", problems)
    colour_values = _values(raw_colours, Colours(), path, "colours.", problems)
    if problems:
        raise InputError(problems)
    theme = Theme(**theme_values, colours=Colours(**colour_values))
    return with_brand(theme, brand) if brand else theme


def _values(raw: object, default: Theme | Colours, path: Path, prefix: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the keys of ``raw`` checked against the types of ``default``; append what is wrong to ``problems``."""
    here = Position(str(path))
    if not isinstance(raw, dict):
        problems.append(Problem(here, prefix.rstrip("."), "is not a mapping", "write key: value lines"))
        return {}
    known = {f.name: getattr(default, f.name) for f in fields(default) if f.name != "colours"}
    out: dict[str, Any] = {}
    for key, value in raw.items():
        wrong = _wrong(key, value, known, bool(prefix))
        if wrong:
            problems.append(Problem(here, f"{prefix}{key}", *wrong))
        elif isinstance(known[key], float):
            out[key] = float(value)
        else:
            out[key] = value.upper() if prefix else value
    return out


def _wrong(key: object, value: object, known: dict[str, Any], is_a_colour: bool) -> tuple[str, str] | None:
    """Say what is wrong with one entry and what to write, or return None."""
    if key not in known:
        return "is no key of a theme", "remove it or correct its spelling"
    if isinstance(known[key], float):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1000:
            return f"{value!r} is no length", "write a number above 0"
    elif is_a_colour:
        if not (isinstance(value, str) and is_colour(value)):
            return f"{value!r} is no colour", 'write "#" and six hexadecimal digits, in quotation marks'
    elif not isinstance(value, str) or not value:
        return f"{value!r} is no text", "write a name"
    elif key == "page" and value not in PAGES_MM:
        return f"{value!r} is no page size", f"write one of {', '.join(PAGES_MM)}"
    return None
