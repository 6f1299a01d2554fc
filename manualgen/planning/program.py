"""Which program and edition of the chosen partner this client builds for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manualgen.errors import InputError

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.partners import Edition, Partner, Program


@dataclass(frozen=True)
class Choice:
    """Partner, program and its edition in use, with what is doubtful about them, to be confirmed."""

    partner: Partner
    program: Program
    edition: Edition | None
    doubts: tuple[str, ...]


def chosen_program(profile: Profile, partners: Mapping[str, Partner]) -> Choice:
    """Return the choice for the primary certification.

    ``program: auto`` lets the partner's size rule choose. Raises ``InputError`` at the
    field for an unknown, former or internal partner, an unknown or retired program, and
    when no program fits this headcount.
    """
    from manualgen.knowledge.partners import doubts, find_program, why_refused
    from manualgen.knowledge.size_rules import choose_program, judge

    certification = profile.primary
    at = f"certifications.{certification.partner}"
    provinces = certification.provinces or (profile.province,)
    program_id = certification.program
    partner = partners.get(certification.partner)
    if program_id == "auto" and partner is not None and not why_refused(partner):
        chosen = choose_program(partner, profile.headcount, provinces)
        if chosen.verdict == "not-allowed":
            fix = "see `manualgen show partners --for PROFILE`"
            raise InputError([profile.problem(f"{at}.program", chosen.reason, fix)])
        program_id = chosen.program.id
    partner, program = find_program(
        partners, certification.partner, "" if program_id == "auto" else program_id, profile.position(f"{at}.partner")
    )
    verdict = judge(program.size, profile.headcount, provinces)
    found = list(doubts(partner, program))
    if verdict.outcome in ("boundary", "unknown"):
        found.append(f"{program.title} at this headcount: {verdict.reason}")
    found += verdict.assumptions
    return Choice(partner, program, program.edition, tuple(dict.fromkeys(found)))
