"""Registers for an emergency: contacts, first aid by site, site facts. Nothing is invented:
a fact that nobody gave is a named blank slot."""

from __future__ import annotations

from manualgen.rendering.document import Block, Cell, Citation, Inlines, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table, words

UTILITIES = {
    "contact-electric-utility": "Electric utility, emergency line",
    "contact-gas-utility": "Gas utility, emergency line",
    "contact-poison-centre": "Poison centre",
}


def contact_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return who to call: 911, hospitals, the company's own contacts, utilities, the OHS regulator.

    A contact of the profile whose id is one of :data:`UTILITIES` fills that line.
    """
    voice = scribe.voice
    first = "From any phone; give the site address and stay on the line"
    rows: list[tuple[str, list[Cell]]] = [
        ("911", [words("Ambulance, fire, police", bold=True), words("911"), words(first)])
    ]
    for site in voice.sites:
        if site.get("kind") == "mobile":
            continue
        path = f"sites.{site['id']}.hospital"
        name = _fact(scribe, f"{path}.name", f"Nearest hospital to {site['title']}")
        phone = _fact(scribe, f"{path}.phone", "Hospital phone")
        who = Cell(((Text("Hospital", bold=True), Text(f" ({site['title']})")),))
        rows.append((f"hospital-{site['id']}", [who, Cell((name,)), Cell((phone,))]))
    named = [("", c) for c in voice.contacts] + [
        (str(s["title"]), c) for s in voice.sites for c in s.get("contacts") or ()
    ]
    for place, contact in named:
        number = contact.get("phone") or contact.get("mobile") or contact.get("radio")
        key = str(contact.get("id") or contact["title"])
        label = f"{contact['title']} ({place})" if place else str(contact["title"])
        note = str(contact.get("note") or contact.get("organisation") or "")
        cell = (
            words(str(number)) if number else Cell((voice.blank(f"contact-{_slug(key)}", f"Phone: {label}").inlines,))
        )
        rows.append((f"own-{place}-{key}", [words(label, bold=True), cell, words(note)]))
    if not voice.contacts:
        for role in ("owner", "supervisor"):
            title = voice.role_title(f"role-{role}")
            phone = voice.blank(f"contact-{role}-mobile", f"Mobile of the {title}").inlines
            rows.append((role, [words(title.capitalize(), bold=True), Cell((phone,)), words("")]))
    given = {str(c.get("id")) for _, c in named}
    for slot, label in UTILITIES.items():
        if slot not in given:
            rows.append((slot, [words(label, bold=True), Cell((voice.blank(slot, label).inlines,)), words("")]))
    regulator = voice.number("incident.report", "phone").inlines
    note = "Serious injury or incident: see the chapter on investigations"
    rows.append(("ohs", [words(f"OHS regulator ({voice.law_home})", bold=True), Cell((regulator,)), words(note)]))
    columns = [("Who", 0.34), ("Number or place", 0.36), ("Note", 0.3)]
    return [table(ids, "contacts", columns, rows, "Emergency contacts")]


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


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
        need = _first_aid_need(scribe, str(site["id"]), workers, site.get("travel_minutes_to_hospital"))
        count: Inlines = (
            (Text(str(workers)),)
            if workers
            else _fact(scribe, f"sites.{site['id']}.workers_per_shift", "Workers per shift")
        )
        minutes = site.get("travel_minutes_to_hospital")
        travel: Inlines = (
            (Text(f"{minutes} minutes"),)
            if minutes
            else (Text("Set on the FLHA; over 20 minutes is distant, over 40 isolated"),)
            if site.get("kind") == "mobile"
            else _fact(scribe, f"sites.{site['id']}.travel_minutes_to_hospital", "Minutes to hospital")
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


DISTANCES = (("close", 20), ("distant", 40), ("isolated", 10_000))  # words of the law's columns, minutes of travel


def _first_aid_need(scribe: Scribe, site_id: str, workers: object, minutes: object) -> Inlines:
    """Return what the first-aid table of the law asks for this number of workers, or a blank slot.

    Of the columns by travel time only the one for ``minutes`` is printed, when it is known.
    """
    voice = scribe.voice
    slot = voice.blank(f"first-aid-need-{site_id}", "First aiders and kit: confirm in the first aid schedule").inlines
    table = voice.law.table("firstaid.requirements")
    row = table.row_for(int(str(workers))) if table is not None and table.printable and workers else None
    voice.questions.record("table", "firstaid.requirements", str(workers), answer=list(row.cells) if row else None)
    if table is None or row is None:
        return slot
    here = next((word for word, most in DISTANCES if int(str(minutes)) <= most), "") if minutes else ""
    others = {word for word, _ in DISTANCES if here and word != here}
    lines = [
        f"{title}: {cell}"
        for title, cell in zip(table.columns[-len(row.cells) :], row.cells, strict=True)
        if title.split()[0].lower() not in others
    ]
    mark = "†" if table.to_verify else ""
    return (
        Citation("; ".join(lines) + mark, table.topic, table.provision if table.to_verify else "", table.to_verify),
    )


def _fact(scribe: Scribe, path: str, label: str) -> Inlines:
    return scribe.voice.fact(path, label).inlines
