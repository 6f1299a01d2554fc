"""What the law view answers: immutable, printable, recordable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from manualgen.knowledge.law import Confidence, TableRow
from manualgen.knowledge.law_printing import DAGGER

Applies = Literal["yes", "no", "confirm", "not-recorded", "unknown-topic"]


@dataclass(frozen=True, slots=True)
class CitePart:
    """One provision as it prints. ``provision`` is "" when only the instrument's name may print.

    ``entry`` is always the registry's id, for the record of questions; it never prints.
    """

    text: str
    provision: str
    to_verify: bool
    instrument: str = ""
    ref: str = ""
    regulator: str = ""
    level: Confidence = "high"
    entry: str = ""


@dataclass(frozen=True, slots=True)
class CiteAnswer:
    """The citation of a topic. ``text`` is the whole line; ``parts`` say where it came from.

    ``applies``: yes | no (a headcount threshold is not met) | confirm (the
    headcount is not known) | not-recorded (the topic is known but the
    regulators' files hold nothing in force) | unknown-topic.
    """

    topic: str
    parts: tuple[CitePart, ...]
    applies: Applies
    text: str = ""

    @property
    def to_verify(self) -> tuple[str, ...]:
        """The provisions behind the daggers of ``text``."""
        return tuple(dict.fromkeys(p.provision for p in self.parts if p.to_verify))


@dataclass(frozen=True, slots=True)
class NumberPart:
    """One regulator's value of a number."""

    regulator: str
    value: str
    provision: str
    to_verify: bool
    printable: bool


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """A number that law (or good practice) sets. ``value`` is bare; ``text`` carries the dagger.

    With several regulators whose values differ, ``value`` names each
    ("3 (Alberta) or 2.4 (Elsewhere)"). ``printable`` False: print a blank slot.
    ``strictest`` is the value that protects most, "" where they cannot be compared.
    """

    topic: str
    key: str
    value: str
    unit: str
    provision: str
    to_verify: bool
    printable: bool
    parts: tuple[NumberPart, ...] = ()
    strictest: str = ""

    @property
    def text(self) -> str:
        """The value as it prints, dagger included; "" when it must not print."""
        return f"{self.value}{DAGGER if self.to_verify else ''}" if self.printable else ""


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """One duty in our words. ``text`` is "" for a duty nobody has read (low confidence)."""

    regulator: str
    text: str
    provision: str
    to_verify: bool


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """A legal table. ``printable`` False: the figures may not print."""

    topic: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    provision: str
    to_verify: bool
    printable: bool
    note: str = ""

    def row_for(self, workers: int | None) -> TableRow | None:
        """Return the row for a number of workers per shift; None when there is none or it is not known."""
        if workers is None:
            return None
        for row in self.rows:
            if (row.workers_min or 0) <= workers and (row.workers_max is None or workers <= row.workers_max):
                return row
        return None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of the legal register. ``summary`` is "" where nobody has read the duty."""

    regulator: str
    topic: str
    title: str
    instrument: str
    ref: str
    summary: str
    effective_from: date | None
    to_verify: bool
    source: str
    read_on: date
    provision: str
    level: Confidence


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """One instrument of the regulators in view."""

    regulator: str
    short: str
    title: str
    citation: str
    current_to: date | None
    url: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class ComingItem:
    """What is known to change after the as-of date. ``kind``: enacted = will be law; watch = not law."""

    kind: Literal["enacted", "watch"]
    regulator: str
    when: str
    effective: date | None
    instrument: str
    sections: str
    text: str
    to_verify: bool
    source: str
    entry: str


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """What the regulators call a party; several names are joined with "or"."""

    key: str
    name: str
    to_verify: bool
    known: bool


def join_names(pairs: Sequence[tuple[str, str]]) -> str:
    """Return (regulator, value) pairs as one text: the value alone when all agree, else each with its regulator."""
    values = dict.fromkeys(value for _, value in pairs)
    if len(values) == 1:
        return next(iter(values))
    return " or ".join(f"{value} ({', '.join(r for r, v in pairs if v == value)})" for value in values)
