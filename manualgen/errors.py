"""Every failure a user can meet, in one place.

A problem is one line: ``file:line:column: field: what is wrong; what to write``.
Exit codes: 0 done, 1 gaps under ``--strict``, 2 bad input, 3 environment,
4 internal, 5 hand edits that were not brought home.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source file; lines and columns count from 1, 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong (or, as a warning, doubtful) and what to write instead."""

    position: Position
    field: str
    what: str
    fix: str = ""
    severity: str = "error"  # "error" | "warning"

    def __str__(self) -> str:
        parts = [str(self.position)] if self.position.file else []
        if self.field:
            parts.append(self.field)
        text = self.what if not self.fix else f"{self.what}; {self.fix}"
        label = "warning: " if self.severity == "warning" else ""
        return printable(": ".join([*parts, label + text]))


class ManualgenError(Exception):
    """Base of all expected failures; ``exit_code`` is what the process returns."""

    exit_code = 4


class InputError(ManualgenError):
    """The profile, a template or a data file is wrong; carries every problem found."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        if isinstance(problems, str):
            problems = [Problem(Position(""), "", problems)]
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class EnvironmentFailure(ManualgenError):
    """No space, no permission, a locked record or a missing outside library."""

    exit_code = 3


class UnabsorbedEdits(ManualgenError):
    """A built file was edited by hand and the edit has not been brought home."""

    exit_code = 5


def printable(text: str) -> str:
    """Return ``text`` with control and format characters shown as escapes.

    A message may quote a hostile profile: a raw escape sequence or a bidi
    override must never reach the terminal.
    """
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") else f"\\u{ord(c):04x}"
        for c in text
    )
