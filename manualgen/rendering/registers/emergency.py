"""Registers for an emergency: contacts, first aid by site, site facts. Nothing is invented:
a fact that nobody gave is a named blank slot."""

from __future__ import annotations

from manualgen.rendering.document import Block, Cell, Citation, Inlines, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table, words


def contact_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return who to call: 911, hospital by site, poison centre and utility as slots, owner, supervisor."""
    voice = scribe.voice
    rows: list[tuple[str, list[Cell]]] = [
        (
            "911",
            [
                words("Ambulance, fire, police", bold=True),
                words("911"),
                words("From any phone; give the site address and stay on the line"),
            ],
        )
    ]
    for site in voice.sites:
        if site.get("kind") == "mobile":
            continue
        path = f"sites.{site['id']}.hospital"
        name = _fact(scribe, f"{path}.name", f"Nearest hospital to {site['title']}")
        rows.append(
            (
                f"hospital-{site['id']}",
                [
                    Cell(((Text("Hospital", bold=True), Text(f" ({site['title']})")),)),
                    Cell((name,)),
                    Cell((_fact(scribe, f"{path}.phone", "Hospital phone"),)),
                ],
            )
        )
    for key, label in (("owner", voice.role_title("role-owner")), ("supervisor", voice.role_title("role-supervisor"))):
        phone = voice.blank(f"contacts.{key}.mobile", f"Mobile of the {label}").inlines
        rows.append((key, [words(label.capitalize(), bold=True), Cell((phone,)), words("")]))
    for slot, label in (
        ("contacts.wires-owner", "Electric utility (wires owner), emergency line"),
        ("contacts.gas", "Gas utility, emergency line"),
        ("contacts.poison", "Poison centre"),
    ):
        rows.append((slot, [words(label, bold=True), Cell((voice.blank(slot, label).inlines,)), words("")]))
    number = voice.number("incident.report", "phone").inlines
    rows.append(
        (
            "ohs",
            [
                words("Alberta OHS Contact Centre" if voice.law_home == "AB" else "OHS regulator", bold=True),
                Cell((number,)),
                words("Serious injury or incident: see the investigation chapter"),
            ],
        )
    )
    columns = [("Who", 0.34), ("Number or place", 0.36), ("Note", 0.3)]
    return [table(ids, "contacts", columns, rows, "Emergency contacts")]


def site_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return each site with address, muster point and hospital."""
    rows = []
    for site in scribe.voice.sites:
        path = f"sites.{site['id']}"
        if site.get("kind") == "mobile":
            where: Inlines = (Text("Written on each hazard assessment (FLHA) before work starts"),)
            muster: Inlines = (Text("Named on the FLHA: the van, parked on the street side"),)
            hospital: Inlines = (Text("Nearest emergency department, named on the FLHA"),)
        else:
            where = _fact(scribe, f"{path}.address", f"Address of {site['title']}")
            muster = _fact(scribe, f"{path}.muster_point", f"Muster point at {site['title']}")
            hospital = _fact(scribe, f"{path}.hospital", f"Nearest hospital to {site['title']}")
        rows.append(
            (
                str(site["id"]),
                [words(str(site["title"]), bold=True), Cell((where,)), Cell((muster,)), Cell((hospital,))],
            )
        )
    columns = [("Site", 0.18), ("Address", 0.28), ("Muster point", 0.28), ("Hospital", 0.26)]
    return [table(ids, "sites", columns, rows, "Sites")]


def first_aid_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return what the law asks by site: workers per shift, travel time, first aiders and kit from law data."""
    voice = scribe.voice
    rows = []
    for site in voice.sites:
        workers = site.get("workers_per_shift")
        need = _first_aid_need(scribe, workers)
        count: Inlines = (
            (Text(str(workers)),)
            if workers
            else voice.blank(f"sites.{site['id']}.workers_per_shift", "Workers per shift").inlines
        )
        minutes = site.get("travel_minutes_to_hospital")
        travel: Inlines = (
            (Text(f"{minutes} minutes"),)
            if minutes
            else (Text("Set on the FLHA; over 20 minutes is distant, over 40 isolated"),)
            if site.get("kind") == "mobile"
            else voice.blank(f"sites.{site['id']}.travel_minutes_to_hospital", "Minutes to hospital").inlines
        )
        rows.append(
            (str(site["id"]), [words(str(site["title"]), bold=True), Cell((count,)), Cell((travel,)), Cell((need,))])
        )
    columns = [
        ("Site", 0.2),
        ("Workers per shift", 0.13),
        ("Travel to health care", 0.22),
        ("First aiders and kit", 0.45),
    ]
    return [table(ids, "first-aid", columns, rows, "First aid by site")]


def _first_aid_need(scribe: Scribe, workers: object) -> Inlines:
    """Return what the first-aid table of the law asks for this number of workers, or a blank slot."""
    voice = scribe.voice
    slot = voice.blank("first-aid.need", "First aiders and kit: confirm in the first aid schedule").inlines
    table = voice.law.table("firstaid.requirements")
    row = table.row_for(int(str(workers))) if table is not None and table.printable and workers else None
    voice.questions.record("table", "firstaid.requirements", str(workers), answer=list(row.cells) if row else None)
    if table is None or row is None:
        return slot
    lines = [f"{title}: {cell}" for title, cell in zip(table.columns[-len(row.cells) :], row.cells, strict=True)]
    mark = "†" if table.to_verify else ""
    return (
        Citation("; ".join(lines) + mark, table.topic, table.provision if table.to_verify else "", table.to_verify),
    )


def _fact(scribe: Scribe, path: str, label: str) -> Inlines:
    return scribe.voice.fact(path, label).inlines
