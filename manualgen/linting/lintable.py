"""What the rules look at: every final text of a library, read once, with its places.

Immutable and made of plain data, so that a test can write one as a literal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from manualgen.errors import Position, Problem

if TYPE_CHECKING:
    from manualgen.knowledge.law import LawRegistry
    from manualgen.knowledge.law_good_practice import GoodPractice
    from manualgen.knowledge.library import Library

Path = tuple[str | int, ...]

# Parts that a person reads as sentences; headings, labels, table cells and lists of tools are not.
PROSE = frozenset(
    [
        "paragraph",
        "item",
        "do",
        "dont",
        "callout",
        "duty",
        "scope",
        "who",
        "before",
        "step",
        "hazard",
        "control",
        "stop",
        "emergency",
        "cleanup",
        "records",
        "instructions",
        "text",
        "statement",
        "seen",
        "how",
    ]
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a source: a paragraph, a list item, a cell, a step's control.

    ``part`` says what it is; ``field`` names it in the file; ``source`` is the text as it
    stands there from ``position`` on; ``words`` is what a reader would read, with template
    calls replaced by samples. ``branches`` are the conditions around it: (which, branch). ``named``
    tells whether a block that needs an id has one; None needs none.
    """

    item: str
    kind: str
    part: str
    field: str
    position: Position
    source: str
    words: str
    path: Path = ()
    branches: tuple[tuple[str, str], ...] = ()
    named: bool | None = None

    def at(self, text: str) -> Position:
        """Return where ``text`` stands in the source; line breaks in it may stand where ``text`` has a space."""
        words = text.split()
        if not words:
            return self.position
        match = re.search(r"\s+".join(re.escape(w) for w in words), self.source, re.I)
        if match is None:
            return self.position
        before = self.source[: match.start()]
        line = before.count("\n")
        last = before.rfind("\n")
        column = match.start() - last if line else self.position.column + match.start()
        return Position(self.position.file, self.position.line + line, column)

    def excludes(self, other: Passage) -> bool:
        """Tell whether no manual can hold both: they stand in different branches of one condition."""
        mine = dict(self.branches)
        here = self.item == other.item
        return any(
            key in mine and mine[key] != branch for key, branch in other.branches if here or not key.startswith("line ")
        )


@dataclass(frozen=True, slots=True)
class Call:
    """A template function called with constant arguments: ``form('frm-flha')``."""

    item: str
    name: str
    arguments: tuple[str, ...]
    position: Position
    guards: tuple[str, ...] = ()  # ids that an ``included()`` around the call asks for


@dataclass(frozen=True, slots=True)
class IdUse:
    """An id named in YAML. ``group``: hazard, ppe, course, role, form, document, topic, aspect, condition, …"""

    item: str
    group: str
    id: str
    position: Position
    field: str


@dataclass(frozen=True, slots=True)
class DutyBlock:
    """A ``duty`` fence: its keys and values as written, and the place of each key."""

    item: str
    position: Position
    data: Mapping[str, Any]
    places: Mapping[str, Position] = field(default_factory=dict)
    branches: tuple[tuple[str, str], ...] = ()

    def at(self, key: str) -> Position:
        """Return the place of ``key``, or of the block."""
        return self.places.get(key, self.position)


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file of the library as it is on disk; ``item`` is the id of what it holds."""

    item: str
    kind: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A text of one client's manual as it prints. ``chapter`` is our key ("emergency"); ``position`` the source.

    ``duty`` is true for a duty sentence; ``provisions`` are those it cites.
    """

    chapter: str
    document: str
    position: Position
    text: str
    duty: bool = False
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manual:
    """One client's manual as it prints. ``own_words`` are names, places, phones and numbers to mask."""

    profile: str
    blocks: tuple[PrintedBlock, ...]
    own_words: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()
    declared: frozenset[str] = frozenset()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Lintable:
    """Everything a rule may look at. ``manual`` and ``decoy`` are None when only the library is linted.

    ``items`` are the ids under lint: all final ones, or those of one client.
    ``faults`` are what could not be read (fences and templates).
    """

    library: Library
    law: LawRegistry
    good: GoodPractice
    aspects: frozenset[str]
    items: frozenset[str]
    sources: tuple[SourceText, ...] = ()
    passages: tuple[Passage, ...] = ()
    calls: tuple[Call, ...] = ()
    id_uses: tuple[IdUse, ...] = ()
    duties: tuple[DutyBlock, ...] = ()
    faults: tuple[Problem, ...] = ()
    catalogue: Mapping[str, Position] = field(default_factory=dict)  # where each condition and figure stands
    names: tuple[Problem, ...] = ()  # template names that do not exist or are set and not used
    manual: Manual | None = None
    decoy: Manual | None = None

    @property
    def whole_library(self) -> bool:
        """Tell whether the library as a whole is linted, not one client's part of it."""
        return self.manual is None

    def file_of(self, item: str) -> Position:
        """Return the beginning of the file of ``item``."""
        for source in self.sources:
            if source.item == item:
                return Position(source.file, 1, 1)
        return Position(item)
