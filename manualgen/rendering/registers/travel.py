"""Which column of a first-aid table holds for a travel time.

A first-aid table of the law may have columns by the minutes it takes to reach health care; the limits stand
in their headings ("Distant (20 to 40 minutes)"). A table of another shape has none, and nothing is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"(\d+) to (\d+) minutes")
_UP_TO = re.compile(r"[Uu]p to (\d+) minutes")
_OVER = re.compile(r"(?:[Mm]ore than|[Oo]ver) (\d+) minutes")


@dataclass(frozen=True, slots=True)
class TravelColumn:
    """A column of the table: ``place`` from 0, its heading, for more than ``over`` and at most ``most`` minutes."""

    place: int
    title: str
    over: int
    most: int | None

    def holds(self, minutes: int) -> bool:
        """Return whether the column is the one for ``minutes`` of travel."""
        return self.over < minutes <= (self.most if self.most is not None else minutes)


def travel_columns(titles: Sequence[str]) -> tuple[TravelColumn, ...]:
    """Return the columns that hold for a travel time, in the table's order; () for a table without any."""
    out: list[TravelColumn] = []
    for place, title in enumerate(titles):
        if between := _RANGE.search(title):
            out.append(TravelColumn(place, title, int(between[1]), int(between[2])))
        elif up_to := _UP_TO.search(title):
            out.append(TravelColumn(place, title, -1, int(up_to[1])))
        elif over := _OVER.search(title):
            out.append(TravelColumn(place, title, int(over[1]), None))
    return tuple(out)


def other_columns(titles: Sequence[str], minutes: int | None) -> frozenset[int]:
    """Return the places of the travel columns that do not hold for ``minutes``; none when it is not known."""
    if minutes is None:
        return frozenset()
    return frozenset(c.place for c in travel_columns(titles) if not c.holds(minutes))
