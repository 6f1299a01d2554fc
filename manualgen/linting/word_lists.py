"""The lists and budgets of ``data/``: what a rule looks for is data, with the reason for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from manualgen.yaml_source import read_yaml

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression to look for, why it is wrong, what to write, and where it is right."""

    find: re.Pattern[str]
    why: str
    fix: str
    fine_in: re.Pattern[str] | None = None
    unless_cited: bool = False

    def search(self, text: str) -> str:
        """Return the first place of ``text`` that matches and is not excused, or ""."""
        excused = [m.span() for m in self.fine_in.finditer(text)] if self.fine_in else []
        for match in self.find.finditer(text):
            if not any(a <= match.start() and match.end() <= b for a, b in excused):
                return match.group()
        return ""


@cache
def data(name: str) -> Any:
    """Return the content of ``data/NAME.yaml``."""
    return read_yaml(_FOLDER / f"{name}.yaml").data


def matching(name: str, text: str) -> Iterator[tuple[Pattern, str]]:
    """Yield each pattern of ``data/NAME.yaml`` that finds something in ``text``, with what it found."""
    if _any(name).search(text):
        for pattern in patterns(name):
            found = pattern.search(text)
            if found:
                yield pattern, found


@cache
def _any(name: str) -> re.Pattern[str]:
    """Return one expression that matches where any pattern may; most texts are done after it."""
    return re.compile("|".join(f"(?{'i' if p.find.flags & re.I else ''}:{p.find.pattern})" for p in patterns(name)))


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """Return the patterns of ``data/NAME.yaml``; case is ignored unless an entry says ``case: exact``."""
    out = []
    for entry in data(name):
        flags = 0 if entry.get("case") == "exact" else re.IGNORECASE
        fine = entry.get("fine_in")
        found = re.compile(entry["find"], flags)
        excused = re.compile(fine, flags) if fine else None
        out.append(Pattern(found, entry["why"], entry.get("fix") or "", excused, entry.get("unless_cited") == "yes"))
    return tuple(out)
