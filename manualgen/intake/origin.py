"""Where each value of a profile was written, short forms included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from manualgen.errors import Position, Problem
from manualgen.yaml_source import Source

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Origin:
    """The source of a profile, and the paths that its short forms stand for.

    ``short`` maps a full path to the one that was written:
    ``("headcount", "total")`` to ``("employees",)``. ``shifted`` maps the place of
    a list item to its place in the file, where faulty items before it were left out.
    """

    source: Source | None = None
    short: Mapping[Steps, Steps] = field(default_factory=dict)
    shifted: Mapping[Steps, Steps] = field(default_factory=dict)

    def unshifted(self, steps: Steps) -> Steps:
        """Return the path before faulty items were left out."""
        return _longest(self.shifted, steps)

    def written(self, steps: Steps) -> Steps:
        """Return the path in the file for a path in the profile."""
        return _longest(self.short, self.unshifted(steps))

    def at(self, steps: Steps, *, key: bool = False) -> Position:
        """Return the place of the value (or ``key``) at ``steps``; unknown for a profile made in memory."""
        return self.source.at(self.written(steps), key=key) if self.source else Position("")

    def problem(self, steps: Steps, what: str, fix: str, *, severity: str = "error", key: bool = False) -> Problem:
        """Return a :class:`Problem` at ``steps``, in the words of the file."""
        if self.source is None:
            return Problem(Position(""), ".".join(str(s) for s in steps), what, fix, severity)
        return self.source.problem(self.written(steps), what, fix, severity=severity, key=key)

    @property
    def file(self) -> str:
        """The file's name as it was given, or empty."""
        return str(self.source.path) if self.source else ""

    @property
    def folder(self) -> str:
        """The folder of the file; ``.`` for a profile made in memory."""
        return str(Path(self.source.path).parent) if self.source else "."


def _longest(mapping: Mapping[Steps, Steps], steps: Steps) -> Steps:
    """Replace the longest beginning of ``steps`` that ``mapping`` knows."""
    if mapping:
        for length in range(len(steps), 0, -1):
            found = mapping.get(steps[:length])
            if found is not None:
                return (*found, *steps[length:])
    return steps
