"""Does the partner serve this client, and does the program fit its size?"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.intake.profile import Profile
from manualgen.intake.text import PROVINCES
from manualgen.intake.vocabulary import PartnerFacts, Vocabulary

_REFUSED = {
    "former": "no longer certifies anyone",
    "internal": "certifies only its own organisations",
    "base": "is a shared instrument, not a certifying partner",
    "instrument": "is a shared instrument, not a certifying partner",
}


def check_certifications(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    """Yield every problem of the certifications: partner, province, program, size, which one is primary."""
    if "certifications" in missing:
        return
    primaries = [i for i, c in enumerate(profile.certifications) if c.primary]
    for index in primaries[1:]:
        yield profile.problem(("certifications", index, "primary"), "a second certification is primary", "keep one")
    if not primaries and len(profile.certifications) > 1:
        fix = "write `primary: true` for the one whose elements give the chapters"
        yield profile.problem(("certifications",), "none of the certifications is primary", fix)
    seen: set[str] = set()
    for index, certification in enumerate(profile.certifications):
        at = ("certifications", index)
        if certification.partner in seen:
            yield profile.problem((*at, "partner"), f"`{certification.partner}` is listed twice", "merge the two")
        seen.add(certification.partner)
        yield from _check_one(profile, knowledge, missing, index)


def _check_one(profile: Profile, knowledge: Vocabulary, missing: frozenset[str], index: int) -> Iterator[Problem]:
    certification = profile.certifications[index]
    at = ("certifications", index)
    partner = knowledge.partners.get(certification.partner)
    provinces = certification.provinces or (() if "province" in missing else (profile.province,))
    if partner is None:
        what = f"there is no certifying partner `{certification.partner}`"
        yield profile.problem((*at, "partner"), what, _nearest_partner(certification.partner, provinces, knowledge))
        return
    if partner.status in _REFUSED:
        fix = _serving(provinces, knowledge)
        yield profile.problem((*at, "partner"), f"{partner.name} {_REFUSED[partner.status]}", fix)
        return
    if partner.status != "active":
        what = f"it is not confirmed that {partner.name} certifies today ({partner.status})"
        yield profile.problem((*at, "partner"), what, "ask the partner before you build on it", severity="warning")
    served = set(partner.jurisdictions)
    unserved = [] if "CA" in served else [code for code in provinces if code not in served]
    for code in unserved:
        field = (*at, "provinces") if certification.provinces else (*at, "partner")
        where = PROVINCES.get(code, code)
        what = f"{partner.name} does not certify in {where} (it serves {', '.join(partner.jurisdictions)})"
        yield profile.problem(field, what, _serving((code,), knowledge))
    yield from _check_program(profile, knowledge, missing, index, partner, [p for p in provinces if p not in unserved])


def _check_program(
    profile: Profile,
    knowledge: Vocabulary,
    missing: frozenset[str],
    index: int,
    partner: PartnerFacts,
    provinces: list[str],
) -> Iterator[Problem]:
    certification = profile.certifications[index]
    program_at = ("certifications", index, "program")
    if certification.program != "auto" and certification.program not in partner.programs:
        close = difflib.get_close_matches(certification.program, partner.programs, 1, 0.6)
        offered = ", ".join(partner.programs) or "none that is known"
        fix = f"did you mean `{close[0]}`?" if close else "write one of them, or auto"
        what = f"{partner.name} has no program `{certification.program}` (it offers: {offered})"
        yield profile.problem(program_at, what, fix)
        return
    if "headcount" in missing:
        return
    for province in provinces:
        candidates = [certification.program] if certification.program != "auto" else list(partner.programs)
        judged = {p: knowledge.judge_size(profile, certification.partner, p, province) for p in candidates}
        fitting = [p for p, j in judged.items() if j.allowed is not False]
        if certification.program == "auto":
            if not fitting:
                rules = "; ".join(f"{p}: {j.rule}" for p, j in judged.items())
                what = f"no program of {partner.name} takes this headcount ({rules})"
                yield profile.problem(("certifications", index), what, "check the headcount, or ask the partner")
            continue
        verdict = judged[certification.program]
        source = f" ({verdict.source})" if verdict.source else ""
        counted = f"; counted here: {verdict.counted}" if verdict.counted else ""
        if verdict.allowed is False:
            others = [
                p
                for p in partner.programs
                if p != certification.program
                and knowledge.judge_size(profile, certification.partner, p, province).allowed is not False
            ]
            what = f"`{certification.program}` is not open at this headcount: {verdict.rule}{source}{counted}"
            yield profile.problem(program_at, what, f"write {' or '.join([*others, 'auto'])}")
        elif verdict.doubt:
            what = f"{verdict.doubt}: {verdict.rule}{source}{counted}"
            yield profile.problem(program_at, what, f"confirm with {partner.name}", severity="warning")


def _nearest_partner(value: str, provinces: tuple[str, ...], knowledge: Vocabulary) -> str:
    usable = {key: p.name for key, p in knowledge.partners.items() if p.status not in _REFUSED}
    close = difflib.get_close_matches(value, usable, 1, 0.7)
    if not close:  # the short name alone, as in `acsa`
        close = [key for key in usable if key.split("-", 1)[-1] == value.lower()][:1]
    return f"did you mean `{close[0]}` ({usable[close[0]]})?" if close else _serving(provinces, knowledge)


def _serving(provinces: tuple[str, ...], knowledge: Vocabulary) -> str:
    """Return the active partners of the provinces as a fix."""
    parts = []
    for code in provinces:
        serving = [
            f"{key} ({p.name})"
            for key, p in sorted(knowledge.partners.items())
            if p.status == "active" and code in p.jurisdictions
        ]
        where = PROVINCES.get(code, code)
        parts.append(f"in {where}: {', '.join(serving)}" if serving else f"no partner is known in {where}")
    return f"write one that serves the client; {'; '.join(parts)}" if parts else "see `manualgen list partners`"
