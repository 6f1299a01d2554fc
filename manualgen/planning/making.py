"""From a profile and the knowledge to the Plan: program, chapters, documents, assumptions.

``make_plan`` asks each room once and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from manualgen.errors import InputError
from manualgen.knowledge.library import Library
from manualgen.planning.applicability import triggered
from manualgen.planning.chapters import planned_chapters
from manualgen.planning.facts import ClientFacts, Conditions, Questions
from manualgen.planning.plan import Assumption, Plan

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.law import LawRegistry
    from manualgen.knowledge.law_view import LawView
    from manualgen.knowledge.partners import Edition, Partner, Program


@dataclass(frozen=True)
class Planned:
    """The plan with what later rooms need of its making."""

    plan: Plan
    conditions: Conditions
    questions: Questions
    law: LawView
    partner: Partner
    program: Program
    edition: Edition | None


def make_plan(
    profile: Profile,
    library: Library,
    partners: Mapping[str, Partner],
    registry: LawRegistry,
    verified: Mapping[str, tuple[str, date]] | None = None,
) -> Planned:
    """Return the plan of ``profile``.

    ``verified`` maps provision ids to (by, on) from the consultant's workspace.
    Raises ``InputError`` when the partner or program cannot certify this client.
    """
    from manualgen.planning.program import chosen_program

    choice = chosen_program(profile, partners)
    partner, program, edition = choice.partner, choice.program, choice.edition
    law = registry.view(
        profile.regulators,
        profile.as_of or registry.as_of,
        workers=profile.headcount.peak,
        workers_per_workplace=dict(profile.headcount.by_workplace.items()) or None,
        sectors=sectors(profile, library),
        verified=verified or {},
    )
    declared, assumptions = declared_work(profile, library)
    facts = _facts(profile, program, declared, law)
    questions = Questions()
    conditions = Conditions(library.conditions, facts, questions)
    templates = library.template_sets.get(program.template_set)
    if templates is None:
        wanted = program.template_set
        raise InputError(f"no template set {wanted!r}; add templates/{wanted}/chapters.yaml to a library")
    documents, gaps = triggered(
        library,
        templates,
        facts,
        conditions,
        {c.document: c.reason for c in profile.choices.include},
        {c.document: c.reason for c in profile.choices.exclude},
    )
    chapters, chapter_gaps = planned_chapters(edition, library, templates, conditions, tuple(d.id for d in documents))
    plan = Plan(
        partner=partner.id,
        partner_name=partner.name,
        program=program.id,
        program_title=program.title,
        edition=edition.name if edition else "",
        template_set=program.template_set,
        chapters=chapters,
        documents=documents,
        tasks=tuple(d for d in declared if d.startswith("tsk-")),
        declared=tuple(declared),
        gaps=(*gaps, *chapter_gaps),
        assumptions=tuple(assumptions) + _headcount_assumptions(profile),
        excluded=tuple((c.document, c.reason) for c in profile.choices.exclude),
        notes=choice.doubts,
        conditions=conditions.all(),
    )
    return Planned(plan, conditions, questions, law, partner, program, edition)


def _facts(profile: Profile, program: Program, declared: Mapping[str, str], law: LawView) -> ClientFacts:
    people = profile.headcount
    return ClientFacts(
        total=people.total,
        peak=people.peak,
        fte=float(people.fte or people.total),
        site_count=len(profile.sites),
        contractor_count=len(profile.contractors),
        program=program.id,
        template_set=program.template_set,
        held=frozenset(r.role for r in profile.roles) | {r for p in profile.organisation for r in p.roles},
        declared=declared,
        applies=law.applies,
    )


def sectors(profile: Profile, library: Library) -> tuple[str, ...]:
    """Return the sectors that law may be limited to: the client's industries and what each counts as."""
    out: dict[str, None] = {}
    for share in profile.industries:
        out[share.id] = None
        industry = library.industries.get(share.id)
        for wider in industry.get("sectors", ()) if industry else ():
            out[str(wider)] = None
    return tuple(out)


def declared_work(profile: Profile, library: Library) -> tuple[dict[str, str], list[Assumption]]:
    """Return every declared id with its origin, and the assumptions made for a silent profile.

    A profile that declares no tasks gets its industries' top work: what the industry file
    marks ``top``, never the whole shelf.
    """
    declared: dict[str, str] = dict.fromkeys(profile.work.declared(), "declared")
    assumptions: list[Assumption] = []
    if profile.work.tasks:
        return declared, assumptions
    for share in profile.industries:
        industry = library.industries.get(share.id)
        if industry is None:
            continue
        for group in ("tasks", "equipment", "products", "conditions", "permits"):
            for offered in industry.get(group, ()):
                one = offered if isinstance(offered, str) else offered.get("id")
                top = isinstance(offered, Mapping) and str(offered.get("top", "")).lower() in ("true", "yes", "top")
                if top and one not in declared:
                    declared[one] = "assumed"
                    assumptions.append(
                        Assumption(
                            f"work.{group}", str(one), f"top {group} of {industry.title}: {library.title_of(one)}"
                        )
                    )
    return declared, assumptions


def _headcount_assumptions(profile: Profile) -> tuple[Assumption, ...]:
    out = []
    if profile.headcount.peak_12_months is None:
        out.append(
            Assumption("headcount.peak_12_months", str(profile.headcount.total), "not given: taken equal to the total")
        )
    if not profile.sites:
        out.append(Assumption("sites", "none", "no site given: site pages have blank slots"))
    return tuple(out)
