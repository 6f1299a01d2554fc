"""The law registry: dated provisions, asked by topic.

Data files under ``legislation/`` go in (format: ``docs/law-format.md``); a
:class:`LawRegistry` comes out. :meth:`LawRegistry.view` narrows it to the
regulators of one client on one date; the :class:`~manualgen.knowledge.law_view.LawView`
answers what templates ask. The registry never reads the clock: the default date
is its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from manualgen.knowledge.law_view import LawView
    from manualgen.locations import Locations

Confidence = Literal["high", "medium", "low"]
Basis = Literal["organisation", "workplace", "project", "none", "unknown"]
Status = Literal["in-force", "enacted", "proposed", "repealed", "order"]
Stricter = Literal["min", "max", "none"]

UNMAPPED = "unmapped"
_RANK: dict[str, int] = {"low": 0, "medium": 1, "high": 2}


def lower_of(first: Confidence, second: Confidence) -> Confidence:
    """Return the lower of two confidences."""
    return first if _RANK[first] <= _RANK[second] else second


@dataclass(frozen=True, slots=True)
class NumberKey:
    """One number a topic may carry: its unit, its meaning, and which value protects more."""

    name: str
    unit: str
    meaning: str
    stricter: Stricter = "none"


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject of the vocabulary. ``parts`` are topics that are asked along with it."""

    name: str
    title: str
    many: bool = False
    parts: tuple[str, ...] = ()
    numbers: Mapping[str, NumberKey] = field(default_factory=dict)
    headcount: Basis = "none"
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An act, regulation or code. ``short`` is the name that prints ("OHS Code").

    ``current_to`` is the date of the consolidation that was read, or None.
    ``counterparts`` maps a territory's code to the id of its own twin of this instrument.
    """

    id: str
    short: str
    title: str
    citation: str
    confidence: Confidence
    in_force: date | None = None
    current_to: date | None = None
    url: str = ""
    note: str = ""
    last_known_amendment: str = ""
    counterparts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a legal table: for how many workers it holds, and its cells."""

    workers_min: int | None
    workers_max: int | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawTable:
    """A table that a provision sets, such as first aiders by workers per shift."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """One duty in one wording. Several with the same ``id`` are dated versions of it.

    ``ref`` is "" when no part or section is known. ``numbers`` were read in a
    source; ``numbers_unverified`` and ``numbers_other`` (keys outside the
    vocabulary) are carried and never printed. ``effective_to`` is the last day.
    """

    id: str
    topic: str
    instrument: str
    ref: str
    summary: str
    confidence: Confidence
    ref_confidence: Confidence
    source: str
    read_on: date
    status: Status = "in-force"
    numbers: Mapping[str, str] = field(default_factory=dict)
    numbers_unverified: Mapping[str, str] = field(default_factory=dict)
    numbers_other: Mapping[str, str] = field(default_factory=dict)
    table: LawTable | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    basis: Basis | None = None
    sectors: tuple[str, ...] = ()
    read_in: str = ""
    note: str = ""
    topic_as_read: str = ""

    @property
    def level(self) -> Confidence:
        """The lower of the confidence in the duty and in its section number."""
        return lower_of(self.confidence, self.ref_confidence)

    def in_force_on(self, day: date) -> bool:
        """Tell whether this wording is law on ``day``."""
        if self.status == "proposed":
            return False
        if self.status == "repealed" and self.effective_to is None:
            return False
        if self.status == "enacted" and self.effective_from is None:
            return False
        if self.effective_from is not None and day < self.effective_from:
            return False
        return self.effective_to is None or day <= self.effective_to


@dataclass(frozen=True, slots=True)
class Change:
    """An amendment. ``effective`` is None when no day is known; ``when`` is the text to print."""

    id: str
    when: str
    effective: date | None
    instrument: str
    sections: tuple[str, ...]
    what_changed: str
    source: str
    confidence: Confidence
    status: Literal["in-force", "enacted", "watch"]
    note: str = ""
    read_in: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """What a jurisdiction calls a party or a body ("prime contractor", "constructor")."""

    key: str
    name: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The law of one jurisdiction. ``codes`` are the regulators it answers for."""

    code: str
    name: str
    codes: tuple[str, ...]
    as_of: date
    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, tuple[Provision, ...]]
    changes: Mapping[str, Change]
    parties: Mapping[str, Party]
    names: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""

    def name_of(self, code: str) -> str:
        """Return the printed name for one of ``codes``."""
        return self.names.get(code, self.name)


@dataclass(frozen=True)
class LawRegistry:
    """All jurisdictions and the vocabulary. Read-only."""

    topics: Mapping[str, Topic]
    jurisdictions: Mapping[str, Jurisdiction]

    @cached_property
    def as_of(self) -> date:
        """The newest date any loaded jurisdiction was compiled on."""
        return max(j.as_of for j in self.jurisdictions.values())

    @cached_property
    def regulators(self) -> Mapping[str, Jurisdiction]:
        """Regulator code → jurisdiction (``NT`` and ``NU`` share one; ``federal`` is ``CA``)."""
        return {code: j for j in self.jurisdictions.values() for code in j.codes}

    def with_parts(self, topic: str) -> tuple[str, ...]:
        """Return ``topic`` and all its parts, itself first, each once; () when the topic is unknown."""
        found: dict[str, None] = {}

        def take(name: str) -> None:
            if name in self.topics and name not in found:
                found[name] = None
                for part in self.topics[name].parts:
                    take(part)

        take(topic)
        return tuple(found)

    def view(
        self,
        regulators: tuple[str, ...],
        as_of: date | None = None,
        *,
        workers: int | None = None,
        workers_per_workplace: Mapping[str, int | None] | None = None,
        sectors: tuple[str, ...] = (),
        verified: Mapping[str, tuple[str, date]] | None = None,
    ) -> LawView:
        """Return the law of ``regulators`` on ``as_of`` (default: the registry's own date).

        ``workers`` counts the whole organisation; ``workers_per_workplace`` names
        each workplace or project, None = not known. ``verified`` holds what a
        person has checked against the official text: provision id → (who, when).
        Raises :class:`~manualgen.errors.InputError` for a regulator without a file.
        """
        from manualgen.knowledge.law_view import make_view

        return make_view(self, regulators, as_of, workers, workers_per_workplace, sectors, verified)


def load_law(locations: Locations, only: tuple[str, ...] = ()) -> LawRegistry:
    """Read ``legislation/`` of every root into a :class:`LawRegistry`.

    A later root replaces topics, instruments, provisions, changes and parties by
    id and may add jurisdictions. ``only`` names the regulators to read ("AB"); ()
    reads all. Raises :class:`~manualgen.errors.InputError` with every problem.
    """
    from manualgen.knowledge.law_reading import read_registry

    return read_registry(locations, only)
