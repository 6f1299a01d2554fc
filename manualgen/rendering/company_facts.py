"""What the company profile of the manual says of the client: legal data, people, certificates, places, machines.

In: the :class:`Voice`. Out: (label, words) pairs and tables. What an auditor or contractor always looks for and nobody
gave is a blank slot; the rest prints where the profile gives it and leaves no line where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from manualgen.rendering.context import Voice, fact_text
from manualgen.rendering.document import Block, Cell, Column, Heading, Inlines, Row, Table, Text

Pairs = list[tuple[str, Inlines]]

ALWAYS = (
    ("Legal name", "legal_name", "Legal name of the company"),
    ("Trade name", "trade_name", "Trade name, if different"),
    ("Address", "address", "Address of the company"),
    ("Telephone", "phone", "Telephone of the company"),
    ("E-mail", "email", "E-mail of the company"),
    ("WCB account", "wcb_account", "WCB account number"),
)
AFTER: Mapping[str, tuple[tuple[str, str], ...]] = {  # printed behind one of ALWAYS, where they are given
    "trade_name": (("Business number", "business_number"), ("Established", "established")),
    "address": (("Mailing address", "mailing_address"),),
    "phone": (("Day and night", "emergency_phone"),),
    "email": (("Website", "website"),),
}


def company_pairs(voice: Voice) -> Pairs:
    """Return the facts about the company as (label, words)."""
    out: Pairs = []
    for label, field, question in ALWAYS:
        out.append((label, voice.fact(f"company.{field}", question).inlines))
        out += [(more, voice.fact(f"company.{name}", more).inlines) for more, name in AFTER.get(field, ()) if _given(voice, name)]
    if _given(voice, "description"):
        out.append(("What we do", voice.fact("company.description", "What the company does").inlines))
    lines, industries = _operations(voice), _industries(voice)
    named = industries.casefold() in lines.casefold()  # said already
    out += _plain((("Lines of work", lines), ("Industries", "" if named else industries), ("People", _people(voice))))
    out += _plain((("Safety roles", _roles(voice)),))
    return out + certification_pairs(voice)


def certification_pairs(voice: Voice) -> Pairs:
    """Return one line for each certification, with number, expiry and next audit, and who audits."""
    out: Pairs = []
    plan = voice.plan
    held = _asked(voice, "certifications")
    for one in held:
        primary = len(held) == 1 or one.partner == plan.partner
        title = voice.programs.get((one.partner, plan.program if primary else one.program), "")
        parts = [title or f"{plan.program_title}, {plan.partner_name}" if primary else title or one.partner]
        if one.provinces and len(held) > 1:
            parts.append(" and ".join(one.provinces))
        if one.certificate_number:
            parts.append(f"certificate {one.certificate_number}")
        if one.expires:
            parts.append(f"valid to {one.expires.isoformat()}")
        if one.next_audit:
            parts.append(f"next audit {one.next_audit.isoformat()}")
        out.append(("Certification", (Text("; ".join(parts)),)))
    return out + _plain((("Auditor", person(voice, "auditor")),))


def person(voice: Voice, field: str) -> str:
    """Return name and company of ``document_control.<field>`` in words; "" when it is not given."""
    given = voice.profile.ask(f"document_control.{field}")
    words = fact_text(given) if given else ""
    voice.questions.record("fact", f"document_control.{field}", answer=words or None)
    return words


def place_table(voice: Voice) -> list[Block]:
    """Return where the client works: what each place is, when, for whom; nothing when no place has such facts."""
    operations = {o.id: o.title for o in _asked(voice, "operations")}
    rows: list[Row] = []
    for site in voice.sites:
        work = [voice.library.title_of(i) for i in (*site.get("tasks", ()), *site.get("conditions", ()))]
        what = [str(site["description"])] if site.get("description") else []
        if site.get("operation") in operations and len(operations) > 1:
            what.append(f"{operations[site['operation']]}.")
        if work:
            what.append("; ".join(work) + ".")
        when = _term(site)
        if site.get("shifts"):
            when.append(str(site["shifts"]))
        if site.get("owner"):
            when.append(f"Owner: {site['owner']}")
        if site.get("prime_contractor"):
            party = voice.law.party("prime-contractor").name
            when.append(f"{party[:1].upper()}{party[1:]}: {site['prime_contractor']}")
        if not what and not when:
            continue
        first = ((Text(str(site["title"]), bold=True),), *_lines([str(site["kind"]).capitalize()]))
        cells = (Cell(first), Cell(_lines(what)), Cell(_lines(when)))
        rows.append(Row(f"manual/place-{site['id']}", cells))
        voice.questions.record("fact", f"sites.{site['id']}", answer=[*what, *when])
    columns = (Column("Place", 0.22), Column("What it is, and the work and conditions there", 0.48), Column("When, and for whom", 0.3))
    return _titled("places", "Where we work", columns, rows)


def machine_table(voice: Voice) -> list[Block]:
    """Return the machines and vehicles that have a number of their own; nothing when the profile names none."""
    sites = {str(s["id"]): str(s["title"]) for s in voice.sites}
    rows = []
    for asset in _asked(voice, "assets"):
        details = [str(part) for part in (asset.make, asset.year, asset.serial) if part]
        kept = [sites.get(asset.site, asset.site)] if asset.site else []
        cells = (
            Cell(((Text(asset.unit, bold=True),),)),
            Cell(_lines([voice.library.title_of(asset.equipment)])),
            Cell(_lines([", ".join(details)] if details else [])),
            Cell(_lines([*kept, *(["rented"] if asset.rented else [])])),
        )
        rows.append(Row(f"manual/machine-{asset.unit}", cells))
    columns = (Column("Unit", 0.14), Column("What it is", 0.28), Column("Make, year, serial number", 0.34), Column("Kept at", 0.24))
    return _titled("machines", "Machines and vehicles", columns, rows)


def _asked(voice: Voice, group: str) -> tuple[Any, ...]:
    """Return a list of the profile and put it on record."""
    found = tuple(voice.profile.ask(group) or ())
    told = [item.model_dump(mode="json", exclude_none=True) for item in found]
    voice.questions.record("fact", group, answer=told or None)
    return found


def _given(voice: Voice, field: str) -> bool:
    return voice.profile.ask(f"company.{field}") is not None


def _operations(voice: Voice) -> str:
    parts = []
    for one in _asked(voice, "operations"):
        words = f"{one.title} ({one.regulator}{f', {one.headcount} people' if one.headcount is not None else ''})"
        parts.append(f"{words}: {one.description}" if one.description else words)
    return "; ".join(parts)


def _industries(voice: Voice) -> str:
    found = _asked(voice, "industries")
    shares = len(found) > 1 and all(i.share is not None for i in found)
    return "; ".join(voice.library.title_of(i.id) + (f", {i.share:g} %" if shares else "") for i in found)


def _people(voice: Voice) -> str:
    """Return the headcount in words, by province and place where there are several."""
    count = voice.profile.ask("headcount")
    titles = {str(s["id"]): str(s["title"]) for s in voice.sites}
    parts = [voice.headcount_words]
    for numbers in (count.by_province, {titles.get(k, k): n for k, n in count.by_workplace.items()}):
        if len(numbers) > 1:
            parts.append(", ".join(f"{place} {number}" for place, number in numbers.items()))
    if count.subcontractors_dedicated:
        parts.append(f"{count.subcontractors_dedicated} people of subcontractors who work only for us")
    if count.volunteers:
        parts.append(f"{count.volunteers} volunteers")
    return "; ".join(parts)


def _roles(voice: Voice) -> str:
    """Return who holds the safety roles: how many, their names and places where they are given."""
    titles = {str(s["id"]): str(s["title"]) for s in voice.sites}
    parts = []
    for one in _asked(voice, "roles"):
        more = [*one.held_by, *(titles.get(s, s) for s in one.sites)]
        words = f"{one.title} ({'; '.join([str(one.count), *more])})"
        if words not in parts:
            parts.append(words)
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _term(site: Mapping[str, Any]) -> list[str]:
    starts, ends = site.get("starts"), site.get("ends")
    if starts and ends:
        return [f"{starts.isoformat()} to {ends.isoformat()}"]
    return [f"from {starts.isoformat()}"] if starts else [f"to {ends.isoformat()}"] if ends else []


def _titled(key: str, title: str, columns: tuple[Column, ...], rows: Sequence[Row]) -> list[Block]:
    """Return the table under its heading; nothing when it has no row."""
    if not rows:
        return []
    heading = Heading(f"manual/{key}-title", 2, (Text(title),), in_contents=False)
    return [heading, Table(f"manual/{key}", columns, tuple(rows), summary=title, font_scale=0.92)]


def _plain(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return [(label, (Text(words),)) for label, words in pairs if words]


def _lines(lines: Sequence[str]) -> tuple[Inlines, ...]:
    return tuple((Text(one),) for one in lines)
