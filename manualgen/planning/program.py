"""Which program and edition of the chosen partner this client builds for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from manualgen.errors import InputError

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.partners import Edition, Partner, Program


def chosen_program(profile: Profile, partners: Mapping[str, Partner]) -> tuple[Partner, Program, Edition | None]:
    """Return partner, program and current edition of the primary certification.

    ``program: auto`` lets the partner's size rule choose. Raises ``InputError`` at the
    field when the partner is unknown or not certifying, or the program does not exist.
    """
    from manualgen.knowledge.size_rules import choose_program

    certification = profile.primary
    at = f"certifications.{certification.partner}"
    partner = partners.get(certification.partner)
    if partner is None:
        near = difflib.get_close_matches(certification.partner, list(partners), n=1)
        fix = f"did you mean {near[0]}?" if near else "see `manualgen show partners`"
        raise InputError([profile.problem(f"{at}.partner", f"unknown partner {certification.partner!r}", fix)])
    if partner.status != "active":
        raise InputError(
            [profile.problem(f"{at}.partner", f"{partner.name} is {partner.status}, it does not certify", "choose another")]
        )
    programs = {p.id: p for p in partner.programs}
    if certification.program == "auto":
        chosen = choose_program(partner, profile.headcount)
        program = programs.get(getattr(chosen.program, "id", chosen.program))
        if program is None:
            raise InputError([profile.problem(f"{at}.program", chosen.reason, "name the program")])
    elif certification.program in programs:
        program = programs[certification.program]
    else:
        raise InputError(
            [
                profile.problem(
                    f"{at}.program",
                    f"{partner.name} has no program {certification.program!r}",
                    f"write one of: {', '.join(programs)}, auto",
                )
            ]
        )
    edition = program.editions[-1] if program.editions else None
    return partner, program, edition
