"""The first-aid register: by site, what the first-aid table of the law over that site asks for.

Nothing of the law stands here: classes, limits and figures come from the jurisdiction's own table, with its
citation. Where the law on file has no table, the need is a named blank slot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from manualgen.rendering.document import Block, Cell, Citation, Inlines, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table
from manualgen.rendering.registers.places import stands_for
from manualgen.rendering.registers.travel import other_columns, travel_columns

if TYPE_CHECKING:
    from manualgen.knowledge.law_answers import TableAnswer
    from manualgen.knowledge.law_view import LawView
    from manualgen.rendering.context import Voice

TOPIC = "firstaid.requirements"
DAGGER = "†"


def first_aid_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return what the law asks by site: workers per shift, travel time, first aiders and kit."""
    rows = []
    for site in scribe.voice.sites:
        law = law_at(scribe.voice, site)
        need = law.table(TOPIC) if law else None
        cells = [
            _name(site),
            Cell((_workers(scribe, site),)),
            Cell(_travel(scribe, site, need)),
            Cell((_need(scribe, site, law, need),)),
        ]
        rows.append((str(site["id"]), cells))
    columns = [
        ("Site", 0.2),
        ("Workers per shift", 0.13),
        ("Travel to health care", 0.22),
        ("First aiders and kit", 0.45),
    ]
    return [table(ids, "first-aid", columns, rows, "First aid by site")]


def law_at(voice: Voice, site: Mapping[str, Any]) -> LawView | None:
    """Return the law over one site: its operation's regulator, else its province; None when that is not known."""
    law = voice.law
    operations = {o.id: o.regulator for o in voice.profile.ask("operations") or ()}
    address = site.get("address") or {}
    named = operations.get(str(site.get("operation"))) or address.get("province")
    if named is None and len(law.regulators) == 1:
        named = law.regulators[0]
    if named not in law.regulators:
        return None
    return law if law.regulators == (named,) else replace(law, regulators=(str(named),))


def _name(site: Mapping[str, Any]) -> Cell:
    lines: list[Inlines] = [(Text(str(site["title"]), bold=True),)]
    if site.get("first_aid_class"):
        lines.append((Text(f"{_words_of(site)} work"),))
    return Cell(tuple(lines))


def _words_of(site: Mapping[str, Any]) -> str:
    return str(site["first_aid_class"]).replace("-", " ")


def _workers(scribe: Scribe, site: Mapping[str, Any]) -> Inlines:
    return scribe.voice.fact(f"sites.{site['id']}.workers_per_shift", "Workers per shift").inlines


def _travel(scribe: Scribe, site: Mapping[str, Any], need: TableAnswer | None) -> tuple[Inlines, ...]:
    """Return the lines on the way to care; crews that change places read the limits that the law's table sets."""
    minutes, ambulance = site.get("travel_minutes_to_hospital"), site.get("ambulance_minutes")
    lines: list[Inlines] = []
    if minutes is not None:
        lines.append((Text(f"{minutes} minutes"),))
    elif site.get("kind") != "mobile":
        path = f"sites.{site['id']}.travel_minutes_to_hospital"
        lines.append(scribe.voice.fact(path, "Minutes to hospital").inlines)
    else:
        lines.append(stands_for(scribe, "mobile-travel"))
        limits = travel_columns(need.columns) if need is not None and need.printable and _same_class(site, need) else ()
        if need is not None and limits:
            lines.append((_marked("; ".join(c.title for c in limits), need), *_source(scribe, site)))
    if ambulance is not None:
        lines.append((Text(f"Ambulance in {ambulance} minutes"),))
    return tuple(lines)


def _need(scribe: Scribe, site: Mapping[str, Any], law: LawView | None, need: TableAnswer | None) -> Inlines:
    """Return what the table asks for the site's number of workers, or a blank slot.

    Of the columns by travel time only the one for the site is printed, when its minutes are known.
    """
    voice, workers = scribe.voice, site.get("workers_per_shift")
    fits = need is not None and need.printable and _same_class(site, need)
    row = need.row_for(int(workers)) if need is not None and fits and workers else None
    asked = (", ".join(law.regulators) if law else "", str(workers), str(site.get("first_aid_class")))
    voice.questions.record("table", TOPIC, *asked, answer=list(row.cells) if row else None)
    if need is None or row is None:
        label = "First aiders and kit: confirm in the first aid schedule"
        return voice.blank(f"first-aid-need-{site['id']}", label).inlines
    minutes = site.get("travel_minutes_to_hospital")
    first = len(need.columns) - len(row.cells)
    others = other_columns(need.columns, None if minutes is None else int(minutes))
    lines = [
        f"{need.columns[place]}: {cell}" for place, cell in enumerate(row.cells, start=first) if place not in others
    ]
    return (_marked(". ".join(lines), need),)


def _same_class(site: Mapping[str, Any], need: TableAnswer) -> bool:
    """Tell whether the table is for the site's class of hazard; a title that names no class holds for each."""
    if not site.get("first_aid_class") or " hazard" not in need.title.lower():
        return True
    return _words_of(site) in need.title.lower()


def _marked(text: str, need: TableAnswer) -> Citation:
    mark = DAGGER if need.to_verify else ""
    return Citation(f"{text}{mark}", need.topic, need.provision if need.to_verify else "", need.to_verify)


def _source(scribe: Scribe, site: Mapping[str, Any]) -> Inlines:
    """Return the citation of the table in brackets."""
    law = law_at(scribe.voice, site)
    answer = law.cite("firstaid.table") if law else None
    if answer is None or not answer.text:
        return ()
    marked = Citation(answer.text, "firstaid.table", " ".join(answer.to_verify), bool(answer.to_verify))
    scribe.voice.cite("firstaid.table")  # the question is on record, and the law on the register
    return (Text(" ("), marked, Text(")"))
