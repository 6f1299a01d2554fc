"""Registers for an emergency: whom to call, and the facts of each site. Nothing is invented:
a fact that nobody gave is a named blank slot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manualgen.rendering.document import Block, Cell, Inlines, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table, words
from manualgen.rendering.registers.places import stands_for

CONTACT = "contact-"  # ids of the lines of emergency.yaml that belong to the contact register
Rows = list[tuple[str, list[Cell]]]


def contact_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return who to call: 911, hospitals, the company and its contacts, utilities, the OHS regulator.

    A contact of the profile with the id of a line of ``emergency.yaml`` takes the place of that line.
    """
    first = "From any phone; give the site address and stay on the line"
    rows: Rows = [("911", [words("Ambulance, fire, police", bold=True), words("911"), words(first)])]
    rows += [*_hospitals(scribe), *_own_contacts(scribe), *_utilities(scribe)]
    voice = scribe.voice
    regulator = voice.number("incident.report", "phone").inlines
    note = "Serious injury or incident: see the chapter on investigations"
    rows.append(("ohs", [words(f"OHS regulator ({voice.law_home})", bold=True), Cell((regulator,)), words(note)]))
    columns = [("Who", 0.34), ("Number or place", 0.36), ("Note", 0.3)]
    return [table(ids, "contacts", columns, rows, "Emergency contacts")]


def _hospitals(scribe: Scribe) -> Rows:
    rows: Rows = []
    for site in scribe.voice.sites:
        if site.get("kind") == "mobile" and not site.get("hospital"):
            continue
        path = f"sites.{site['id']}.hospital"
        name = _fact(scribe, f"{path}.name", f"Nearest hospital to {site['title']}")
        phone = _fact(scribe, f"{path}.phone", "Hospital phone")
        who = Cell(((Text("Hospital", bold=True), Text(f" ({site['title']})")),))
        rows.append((f"hospital-{site['id']}", [who, Cell((phone,)), Cell((name,))]))
    return rows


def _named(scribe: Scribe) -> list[tuple[str, Mapping[str, Any]]]:
    """Return (site's title or "", contact) of the profile's contacts."""
    voice = scribe.voice
    return [("", c) for c in voice.contacts] + [
        (str(s["title"]), c) for s in voice.sites for c in s.get("contacts") or ()
    ]


def _own_contacts(scribe: Scribe) -> Rows:
    voice = scribe.voice
    rows: Rows = []
    named = _named(scribe)
    listed = {str(c.get(kind)) for _, c in named for kind in ("phone", "mobile")}
    always = voice.profile.ask("company.emergency_phone")
    if always and always not in listed:
        line = voice.fact("company.emergency_phone", "Company phone answered day and night").inlines
        rows.append(("company", [words(voice.company["name"], bold=True), Cell((line,)), words("Day and night")]))
    for site in voice.sites:
        phone = site.get("emergency_phone")
        if phone and phone not in listed:
            line = voice.fact(f"sites.{site['id']}.emergency_phone", "Phone at the site in an emergency").inlines
            rows.append((f"site-{site['id']}", [words(str(site["title"]), bold=True), Cell((line,)), words("")]))
    for place, contact in named:
        key = str(contact.get("id") or contact["title"])
        label = f"{contact['title']} ({place})" if place else str(contact["title"])
        name = contact.get("name")
        who = Cell(((Text(label, bold=True),), *(((Text(str(name)),),) if name else ())))
        number = _numbers(contact) or (voice.blank(f"{CONTACT}{_slug(key)}", f"Phone: {label}").inlines,)
        if contact.get("email"):
            number = (*number, (Text(str(contact["email"])),))
        note = "\n".join(str(contact[k]) for k in ("organisation", "note") if contact.get(k))
        rows.append((f"own-{place}-{key}", [who, Cell(number), words(note)]))
    if not voice.contacts:
        for role in ("owner", "supervisor"):
            title = voice.role_title(f"role-{role}")
            line = voice.blank(f"{CONTACT}{role}-mobile", f"Mobile of the {title}").inlines
            rows.append((role, [words(title.capitalize(), bold=True), Cell((line,)), words("")]))
    return rows


def _numbers(contact: Mapping[str, Any]) -> tuple[Inlines, ...]:
    """Return the numbers of a contact, one a line; nothing when neither phone nor radio is given."""
    labels = {"phone": "", "mobile": "cell ", "radio": "radio "}
    return tuple((Text(f"{label}{contact[kind]}"),) for kind, label in labels.items() if contact.get(kind))


def _utilities(scribe: Scribe) -> Rows:
    """Return the lines of the library that the declared work asks for, or whose number the profile gives."""
    voice = scribe.voice
    given = {str(c.get("id")) for _, c in _named(scribe)}
    rows: Rows = []
    for slot, entry in voice.library.emergency.items():
        if not slot.startswith(CONTACT) or slot in given:
            continue
        when = entry.get("when", ())
        if not when or voice.has(*when) or slot in voice.facts:
            label = str(entry.title)
            rows.append((slot, [words(label, bold=True), Cell((voice.blank(slot, label).inlines,)), words("")]))
    return rows


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def site_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return each site with address, muster point and hospital."""
    rows: Rows = []
    for site in scribe.voice.sites:
        labels = {"address": "Address of", "muster_point": "Muster point at", "hospital": "Nearest hospital to"}
        cells = [words(str(site["title"]), bold=True)]
        for field, label in labels.items():
            if site.get("kind") == "mobile" and not site.get(field):
                cells.append(Cell((stands_for(scribe, f"mobile-{field.removesuffix('_point')}"),)))
            else:
                cells.append(Cell((_fact(scribe, f"sites.{site['id']}.{field}", f"{label} {site['title']}"),)))
        rows.append((str(site["id"]), cells))
    columns = [("Site", 0.18), ("Address", 0.28), ("Muster point", 0.28), ("Hospital", 0.26)]
    return [table(ids, "sites", columns, rows, "Sites")]


def _fact(scribe: Scribe, path: str, label: str) -> Inlines:
    return scribe.voice.fact(path, label).inlines
