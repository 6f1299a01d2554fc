"""From a planned client to the :class:`Voice` its templates speak with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from manualgen.knowledge.library import Library
from manualgen.planning.making import Planned
from manualgen.rendering.context import Voice
from manualgen.rendering.manual import section_numbers

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.partners import Partner
    from manualgen.knowledge.store import Knowledge


def make_voice(profile: Profile, planned: Planned, knowledge: Knowledge, numbers: Mapping[str, str]) -> Voice:
    """Return the voice of one build; ``numbers`` are the ledger's, by document id."""
    library = knowledge.library
    company = profile.company
    held = tuple(dict.fromkeys([*(r.role for r in profile.roles), *(r for p in profile.organisation for r in p.roles)]))
    return Voice(
        profile=profile,
        library=library,
        law=planned.law,
        good_practice=replace(knowledge.good_practice, verified=planned.law.verified).good,
        plan=planned.plan,
        numbers=numbers,
        role_titles=role_titles(profile, library),
        conditions=planned.conditions,
        questions=planned.questions,
        company={
            "name": company.name,
            "legal_name": company.legal_name or "",
            "trade_name": company.trade_name or "",
            "city": company.city or "",
            "phone": company.phone or "",
            "email": company.email or "",
            "website": company.website or "",
        },
        sites=tuple({**s.model_dump(), "is_prime_contractor": s.run_by_client} for s in profile.sites),
        texts=dict(profile.choices.text),
        facts=dict(profile.facts),
        held_roles=held,
        held_courses={h.course: h.count for h in profile.training.held},
        required_courses=profile.training.required,
        law_home=profile.province,
        good_practice_sources={i.id: (i.text, i.source) for i in knowledge.good_practice.items.values()},
        contacts=tuple(c.model_dump() for c in company.contacts),
        section_numbers=section_numbers(planned.plan.chapters),
        headcount_words=headcount_words(profile),
        programs={(key, p.id): f"{p.title}, {partner.name}" for key, partner in _certifying(profile, knowledge) for p in partner.programs},
    )


def _certifying(profile: Profile, knowledge: Knowledge) -> list[tuple[str, Partner]]:
    """Return the partners of the profile's certifications by id."""
    ids = dict.fromkeys(c.partner for c in profile.certifications)
    return [(one, knowledge.partners[one]) for one in ids if one in knowledge.partners]


def role_titles(profile: Profile, library: Library) -> dict[str, str]:
    """Return the printed title of every role: the client's own, else that of whoever it falls to, else the library's."""
    own: dict[str, str] = {}
    for holder in profile.roles:
        own.setdefault(holder.role, holder.title)
    for post in profile.organisation:
        for role in post.roles:
            own.setdefault(role, _lower_first(post.position))
    for role, who in (
        ("role-approver", profile.document_control.approver),
        ("role-keeper", profile.document_control.keeper),
    ):
        if who:
            own[role] = _title_of(who, own, library)
    titles: dict[str, str] = {}
    for role_id, entry in library.roles.items():
        at: Any = role_id
        seen: set[str] = set()
        while at and at not in own and at in library.roles and at not in seen:
            seen.add(at)
            at = library.roles[at].get("falls_to", None)
        titles[role_id] = own.get(at, entry.title) if at else entry.title
    return titles


def _title_of(who: str, own: Mapping[str, str], library: Library) -> str:
    """Return the printed title of ``who``: a role's id or its short form, a title, or a position of the chart."""
    asked = who.casefold()
    for role_id in (asked, f"role-{asked}"):
        if role_id in own:
            return own[role_id]
    known = {title.casefold(): title for title in own.values()}
    if asked in known:
        return known[asked]
    entry = library.roles.get(asked) or library.roles.get(f"role-{asked}")
    return entry.title if entry is not None else _lower_first(who)


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def headcount_words(profile: Profile) -> str:
    """Return the headcount as one line."""
    people = profile.headcount
    parts = [f"{people.total} people in all"]
    if people.peak != people.total:
        parts.append(f"{people.peak} at the peak of the last 12 months")
    if people.fte is not None:
        parts.append(f"{people.fte:g} full-time equivalents")
    if people.seasonal:
        parts.append(f"{people.seasonal} of them seasonal")
    return ", ".join(parts)
