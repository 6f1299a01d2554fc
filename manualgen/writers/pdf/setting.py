"""What a block needs to know to be set: the theme, the measure, and where links lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from manualgen.writers.metrics import POINT_MM
from manualgen.writers.theme import Theme


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of a block.

    ``width_mm`` is the measure, ``size_pt`` the text size in it; ``targets`` maps ids of
    documents and blocks to labels of this file.
    """

    theme: Theme
    targets: Mapping[str, str]
    width_mm: float
    height_mm: float
    size_pt: float

    @property
    def line_em(self) -> float:
        """The measure in em of the text size."""
        return self.width_mm / (self.size_pt * POINT_MM)

    def narrowed(self, width_mm: float, size_pt: float | None = None) -> Setting:
        """Return the setting for a measure of ``width_mm``, in ``size_pt`` if given."""
        return replace(self, width_mm=max(width_mm, 4.0), size_pt=size_pt or self.size_pt)

    def turned(self) -> Setting:
        """Return the setting of a landscape page."""
        theme = self.theme
        return replace(
            self,
            width_mm=theme.page_height_mm - theme.margin_left_mm - theme.margin_right_mm,
            height_mm=theme.page_width_mm - theme.margin_top_mm - theme.margin_bottom_mm,
        )


def millimetres(value: float) -> str:
    """Return ``value`` as a Typst length."""
    return f"{round(value, 3):g}mm"


def array(items: Iterable[str]) -> str:
    """Return ``items`` as a Typst array, right for one item and for none."""
    return "(" + "".join([item + "," for item in items]) + ")"
