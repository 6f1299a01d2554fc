"""What is known to change after a date: enacted changes first, watched ones after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from manualgen.knowledge.law import Change, Instrument
from manualgen.knowledge.law_answers import ComingItem
from manualgen.knowledge.law_printing import printed_ref

if TYPE_CHECKING:
    from manualgen.knowledge.law_view import LawView


def coming_items(view: LawView, after: date) -> tuple[ComingItem, ...]:
    """Return the enacted items that start after ``after`` by date, then the watch items in file order."""
    items = [item for regulator in view.regulators for item in _of(view, regulator, after)]
    enacted = [i for i in items if i.kind == "enacted"]
    enacted.sort(key=lambda i: (i.effective is None, i.effective or date.max, i.when))
    return (*enacted, *(i for i in items if i.kind == "watch"))


def _of(view: LawView, regulator: str, after: date) -> Iterator[ComingItem]:
    jurisdiction = view.jurisdiction(regulator)
    name = jurisdiction.name_of(regulator)
    for versions in jurisdiction.provisions.values():
        for p in versions:
            later = p.effective_from is not None and p.effective_from > after
            if p.status in ("repealed", "order") or not (later or p.status == "proposed"):
                continue
            instrument = jurisdiction.instruments[p.instrument]
            yield ComingItem(
                kind="watch" if p.status == "proposed" else "enacted",
                regulator=name,
                when=p.effective_from.isoformat() if p.effective_from else "no date",
                effective=p.effective_from,
                instrument=instrument.short,
                sections="" if p.level == "low" else printed_ref(p.ref),
                text=p.summary,
                to_verify=p.level != "high",
                source=p.source,
                entry=p.id,
            )
    for change in jurisdiction.changes.values():
        if change.status == "watch":
            yield _change(change, name, jurisdiction.instruments[change.instrument], "watch")
        elif (change.status == "enacted") if change.effective is None else (change.effective > after):
            yield _change(change, name, jurisdiction.instruments[change.instrument], "enacted")


def _change(change: Change, regulator: str, instrument: Instrument, kind: str) -> ComingItem:
    return ComingItem(
        kind="watch" if kind == "watch" else "enacted",
        regulator=regulator,
        when=change.when,
        effective=change.effective,
        instrument=instrument.short,
        sections="" if change.confidence == "low" else "; ".join(change.sections),
        text=change.what_changed,
        to_verify=change.confidence != "high",
        source=change.source,
        entry=change.id,
    )
