"""The law as one client sees it: some regulators, one date, one headcount.

Answers are values that may be recorded; the printing rule has already been
applied to them. Nothing here prints a provision's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.law import Confidence, Instrument, Jurisdiction, LawRegistry, NumberKey, Provision, lower_of
from manualgen.knowledge.law_answers import (
    Applies,
    CiteAnswer,
    CitePart,
    ComingItem,
    InstrumentRow,
    NumberAnswer,
    NumberPart,
    PartyAnswer,
    RegisterRow,
    SummaryPart,
    TableAnswer,
    join_names,
)
from manualgen.knowledge.law_headcount import any_of, provision_applies
from manualgen.knowledge.law_printing import PrintedCitation, join_citations, print_citation


@dataclass(frozen=True, slots=True)
class _Entry:
    """A provision in force, the regulator that asks, and the instrument to name for it."""

    regulator: str
    provision: Provision
    instrument: Instrument
    level: Confidence
    confidence: Confidence
    verified: bool

    @property
    def citation(self) -> PrintedCitation:
        return print_citation(self.instrument.short, self.provision.ref, self.level, self.verified)

    @property
    def duty_to_verify(self) -> bool:
        return self.confidence != "high" and not self.verified

    @property
    def duty_prints(self) -> bool:
        return self.confidence != "low" or self.verified


def make_view(
    registry: LawRegistry,
    regulators: tuple[str, ...],
    as_of: date | None,
    workers: int | None,
    workers_per_workplace: Mapping[str, int | None] | None,
    sectors: tuple[str, ...],
    verified: Mapping[str, tuple[str, date]] | None,
) -> LawView:
    """Return the view; see :meth:`LawRegistry.view`."""
    unknown = [code for code in regulators if code not in registry.regulators]
    if unknown or not regulators:
        known = ", ".join(sorted(registry.regulators))
        what = f"no legislation is on file for {', '.join(unknown)}" if unknown else "no regulator is named"
        raise InputError([Problem(Position("legislation"), "regulator", what, f"known: {known}")])
    return LawView(
        registry=registry,
        regulators=tuple(dict.fromkeys(regulators)),
        as_of=as_of or registry.as_of,
        workers=workers,
        workplaces=dict(workers_per_workplace or {}),
        sectors=sectors,
        verified=dict(verified or {}),
    )


@dataclass(frozen=True)
class LawView:
    """Ask with :meth:`cite`, :meth:`number`, :meth:`table`, :meth:`summary`, :meth:`applies`, :meth:`provisions`,
    :meth:`coming`, :meth:`instruments`, :meth:`party`. ``as_of`` is the date of the law."""

    registry: LawRegistry
    regulators: tuple[str, ...]
    as_of: date
    workers: int | None
    workplaces: Mapping[str, int | None]
    sectors: tuple[str, ...]
    verified: Mapping[str, tuple[str, date]]

    # ------------------------------------------------------------------ citations

    def cite(self, topic: str) -> CiteAnswer:
        """Return the citation of ``topic`` and its parts, by the printing rule."""
        parts: list[CitePart] = []
        lines: list[str] = []
        for regulator in self.regulators:
            entries = self._asked(regulator, topic)
            prefix = self._prefix(regulator)
            for entry in entries:
                printed = entry.citation
                parts.append(
                    CitePart(
                        text=f"{prefix}{printed}",
                        provision=entry.provision.id if entry.level != "low" or entry.verified else "",
                        to_verify=printed.to_verify,
                        instrument=printed.instrument,
                        ref=printed.ref,
                        regulator=regulator,
                        level=entry.level,
                        entry=entry.provision.id,
                    )
                )
            if entries:
                lines.append(prefix + join_citations([entry.citation for entry in entries]))
        return CiteAnswer(topic, tuple(parts), self.applies(topic), "; ".join(lines))

    def applies(self, topic: str) -> Applies:
        """Tell whether ``topic`` applies at this headcount; one regulator that says yes is enough."""
        if topic not in self.registry.topics:
            return "unknown-topic"
        verdicts = []
        for regulator in self.regulators:
            own = [e.provision for e in self._entries[regulator] if e.provision.topic == topic]
            default = self.registry.topics[topic].headcount
            if own and default == "none":
                verdicts.append(any_of(["yes"]))
            elif own:
                given = [provision_applies(p, default, self.workers, self.workplaces) for p in own]
                verdicts.append(any_of([v for v in given if v is not None] or ["confirm"]))
            elif self._asked(regulator, topic):
                verdicts.append(any_of(["yes"]))
        return any_of(verdicts) if verdicts else "not-recorded"

    # ------------------------------------------------------------------ numbers and tables

    def number(self, topic: str, key: str) -> NumberAnswer:
        """Return the number ``key`` of ``topic`` or of one of its parts.

        A number not in force, not on file, unverified, low, or set differently by
        two parts of the topic is not printable.
        """
        spec = self._key(topic, key)
        parts: list[NumberPart] = []
        for regulator in self.regulators:
            holders = [e for e in self._asked(regulator, topic) if key in e.provision.numbers]
            values = {e.provision.numbers[key] for e in holders}
            if not holders:
                parts.append(NumberPart(self._name(regulator), "", "", False, False))
                continue
            best = next((e for e in holders if not e.duty_to_verify), holders[0])
            printable = len(values) == 1 and best.duty_prints
            value = best.provision.numbers[key] if printable else ""
            to_verify = best.duty_to_verify and printable
            parts.append(NumberPart(self._name(regulator), value, best.provision.id, to_verify, printable))
        printable = all(p.printable for p in parts)
        return NumberAnswer(
            topic=topic,
            key=key,
            value=join_names([(p.regulator, p.value) for p in parts]) if printable else "",
            unit=spec.unit if spec else "",
            provision=parts[0].provision,
            to_verify=printable and any(p.to_verify for p in parts),
            printable=printable,
            parts=tuple(parts),
            strictest=_strictest(spec, parts) if printable else "",
        )

    def table(self, topic: str) -> TableAnswer | None:
        """Return the first table that ``topic`` or its parts set, or None."""
        for regulator in self.regulators:
            for entry in self._asked(regulator, topic):
                table = entry.provision.table
                if table is None:
                    continue
                printable = entry.duty_prints
                return TableAnswer(
                    topic=topic,
                    title=table.title,
                    columns=table.columns,
                    rows=table.rows if printable else (),
                    provision=entry.provision.id,
                    to_verify=entry.duty_to_verify and printable,
                    printable=printable,
                    note=table.note,
                )
        return None

    def _key(self, topic: str, key: str) -> NumberKey | None:
        for name in self.registry.with_parts(topic):
            if key in self.registry.topics[name].numbers:
                return self.registry.topics[name].numbers[key]
        return None

    # ------------------------------------------------------------------ registers

    def summary(self, topic: str) -> tuple[SummaryPart, ...]:
        """Return the duties of ``topic`` and its parts in our words."""
        return tuple(
            SummaryPart(
                regulator=self._name(regulator),
                text=entry.provision.summary if entry.duty_prints else "",
                provision=entry.provision.id,
                to_verify=entry.duty_to_verify,
            )
            for regulator in self.regulators
            for entry in self._asked(regulator, topic)
        )

    def provisions(self, topics: Iterable[str] | None = None) -> tuple[RegisterRow, ...]:
        """Return the rows of the legal register for ``topics`` and their parts (None = all of the vocabulary).

        In the order of the law files, each provision once per regulator.
        """
        asked = self.registry.topics if topics is None else topics
        wanted = {name for topic in asked for name in self.registry.with_parts(topic)}
        rows = []
        for regulator in self.regulators:
            for entry in self._entries[regulator]:
                provision = entry.provision
                if provision.topic not in wanted or not self._in_sector(provision):
                    continue
                printed = entry.citation
                rows.append(
                    RegisterRow(
                        regulator=self._name(regulator),
                        topic=provision.topic,
                        title=self.registry.topics[provision.topic].title,
                        instrument=printed.instrument,
                        ref=printed.ref,
                        summary=provision.summary if entry.duty_prints else "",
                        effective_from=provision.effective_from,
                        to_verify=entry.level != "high" and not entry.verified,
                        source=provision.source,
                        read_on=provision.read_on,
                        provision=provision.id,
                        level=entry.level,
                    )
                )
        return tuple(rows)

    def coming(self, after: date | None = None) -> tuple[ComingItem, ...]:
        """Return what becomes law after ``after`` (default: the as-of date), then what is only watched."""
        from manualgen.knowledge.law_coming import coming_items

        return coming_items(self, after or self.as_of)

    def instruments(self) -> tuple[InstrumentRow, ...]:
        """Return the instruments of the regulators in view, in file order."""
        rows = []
        for regulator in self.regulators:
            for instrument in self.jurisdiction(regulator).instruments.values():
                if self._belongs(instrument, regulator):
                    rows.append(
                        InstrumentRow(
                            regulator=self._name(regulator),
                            short=instrument.short,
                            title=instrument.title,
                            citation=instrument.citation if instrument.confidence != "low" else "",
                            current_to=instrument.current_to,
                            url=instrument.url,
                            confidence=instrument.confidence,
                        )
                    )
        return tuple(rows)

    def party(self, key: str) -> PartyAnswer:
        """Return what the regulators call a party; the key's own words when none is on file."""
        found = [(r, self.jurisdiction(r).parties.get(key)) for r in self.regulators]
        pairs = [(self._name(r), party.name) for r, party in found if party is not None]
        if not pairs:
            return PartyAnswer(key, key.replace("-", " "), True, False)
        return PartyAnswer(key, join_names(pairs), any(p is None or p.confidence != "high" for _, p in found), True)

    @cached_property
    def sources_last_read(self) -> date:
        """The newest day on which a source of these regulators was read."""
        return max(
            (e.provision.read_on for entries in self._entries.values() for e in entries),
            default=self.registry.as_of,
        )

    def jurisdiction(self, regulator: str) -> Jurisdiction:
        """Return the jurisdiction that ``regulator`` belongs to."""
        return self.registry.regulators[regulator]

    # ------------------------------------------------------------------ inside

    @cached_property
    def _entries(self) -> Mapping[str, tuple[_Entry, ...]]:
        """Regulator → its provisions in force, in file order."""
        return {regulator: tuple(self._in_force(regulator)) for regulator in self.regulators}

    def _in_force(self, regulator: str) -> Iterable[_Entry]:
        jurisdiction = self.jurisdiction(regulator)
        for versions in jurisdiction.provisions.values():
            for provision in versions:
                instrument = jurisdiction.instruments[provision.instrument]
                if not provision.in_force_on(self.as_of):
                    continue
                if self._belongs(instrument, regulator):
                    yield self._entry(regulator, provision, instrument, "high")
                elif regulator in instrument.counterparts:
                    twin = jurisdiction.instruments[instrument.counterparts[regulator]]
                    yield self._entry(regulator, provision, twin, twin.confidence)

    def _entry(self, regulator: str, provision: Provision, instrument: Instrument, at_most: Confidence) -> _Entry:
        check = self.verified.get(provision.id)
        verified = check is not None and (provision.effective_from is None or provision.effective_from <= check[1])
        return _Entry(
            regulator=regulator,
            provision=provision,
            instrument=instrument,
            level=lower_of(provision.level, at_most),
            confidence=lower_of(provision.confidence, at_most),
            verified=verified,
        )

    def _belongs(self, instrument: Instrument, regulator: str) -> bool:
        """Tell whether ``instrument`` is law for ``regulator`` (only a territory's file holds another's)."""
        own = {other for i in self.jurisdiction(regulator).instruments.values() for other in i.counterparts.items()}
        elsewhere = {code for code, item in own if item == instrument.id}
        if elsewhere:
            return regulator in elsewhere
        return regulator not in instrument.counterparts

    def _asked(self, regulator: str, topic: str) -> tuple[_Entry, ...]:
        wanted = self.registry.with_parts(topic)
        found = [e for e in self._entries[regulator] if e.provision.topic in wanted and self._in_sector(e.provision)]
        return tuple(sorted(found, key=lambda e: wanted.index(e.provision.topic)))

    def _in_sector(self, provision: Provision) -> bool:
        topic = self.registry.topics.get(provision.topic)
        limits = [provision.sectors, topic.sectors if topic else ()]
        return not self.sectors or all(not limit or set(limit) & set(self.sectors) for limit in limits)

    def _name(self, regulator: str) -> str:
        return self.jurisdiction(regulator).name_of(regulator)

    def _prefix(self, regulator: str) -> str:
        return f"{self._name(regulator)}: " if len(self.regulators) > 1 else ""


def _strictest(spec: NumberKey | None, parts: Iterable[NumberPart]) -> str:
    """Return the value that protects most among plain numbers, "" where they cannot be compared."""
    values = [p.value for p in parts]
    if len(set(values)) == 1:
        return values[0]
    if spec is None or spec.stricter == "none":
        return ""
    try:
        ranked = sorted(values, key=float)
    except ValueError:
        return ""
    return ranked[0] if spec.stricter == "min" else ranked[-1]
