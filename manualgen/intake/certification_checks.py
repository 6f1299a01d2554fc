"""Does the partner serve this client, and does the program fit its size?"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.intake.nearest import closest, nearest
from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import PartnerFacts, SizeJudgement, Vocabulary
from manualgen.jurisdictions import PROVINCES


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
    if partner.refused:
        yield profile.problem((*at, "partner"), partner.refused, _serving(provinces, knowledge))
        return
    if not partner.confirmed:
        what = f"it is not confirmed that {partner.name} certifies today"
        yield profile.problem((*at, "partner"), what, "ask the partner before you build on it", severity="warning")
    served = partner.jurisdictions
    unserved = [code for code in provinces if code not in served]
    for code in unserved:
        field = (*at, "provinces") if certification.provinces else (*at, "partner")
        where = PROVINCES.get(code, code)
        what = f"{partner.name} does not certify in {where} (it serves {', '.join(served)})"
        yield profile.problem(field, what, _serving((code,), knowledge))
    yield from _check_industries(profile, missing, index, partner)
    if not unserved:
        yield from _check_program(profile, knowledge, missing, index, partner)


def _check_industries(
    profile: Profile, missing: frozenset[str], index: int, partner: PartnerFacts
) -> Iterator[Problem]:
    if "industries" in missing or "all" in partner.industries or not partner.industries:
        return
    if not any(i.id in partner.industries for i in profile.industries):
        what = f"{partner.name} certifies {', '.join(partner.industries)}, none of which is in `industries`"
        fix = "confirm with the partner that it takes this client"
        yield profile.problem(("certifications", index, "partner"), what, fix, severity="warning")


def _check_program(
    profile: Profile, knowledge: Vocabulary, missing: frozenset[str], index: int, partner: PartnerFacts
) -> Iterator[Problem]:
    certification = profile.certifications[index]
    at = ("certifications", index, "program")
    if certification.program != "auto" and certification.program not in partner.programs:
        close = difflib.get_close_matches(certification.program, partner.programs, 1, 0.6)
        offered = ", ".join(partner.programs) or "none that is known"
        fix = f"did you mean `{close[0]}`?" if close else "write one of them, or auto"
        what = f"{partner.name} has no program `{certification.program}` (it offers: {offered})"
        yield profile.problem(at, what, fix)
        return
    if "headcount" in missing or (not certification.provinces and "province" in missing):
        return
    provinces = certification.provinces or (profile.province,)
    judged = {p: knowledge.judge_size(profile, certification.partner, p, provinces) for p in partner.programs}
    fitting = [p for p, judgement in judged.items() if judgement.allowed is not False]
    if certification.program == "auto":
        certain = [p for p in fitting if not judged[p].doubtful]
        if not fitting:
            rules = "; ".join(f"{p}: {judgement.reason}" for p, judgement in judged.items())
            what = f"no program of {partner.name} takes this headcount ({rules})"
            yield profile.problem(at, what, "check the headcount, or ask the partner")
        elif not certain:
            what = f"the size rules do not decide between {' and '.join(fitting)}: {_told(judged[fitting[0]])}"
            yield profile.problem(at, what, f"ask {partner.name}, then name the program", severity="warning")
        return
    judgement = judged[certification.program]
    if judgement.allowed is False:
        others = [*(p for p in fitting if p != certification.program), "auto"]
        what = f"`{certification.program}` is not open at this headcount: {_told(judgement)}"
        yield profile.problem(at, what, f"write {' or '.join(others)}")
    elif judgement.doubtful:
        what = f"it is not certain that `{certification.program}` is open: {_told(judgement)}"
        yield profile.problem(at, what, f"confirm with {partner.name}", severity="warning")


def _told(judgement: SizeJudgement) -> str:
    return f"{judgement.reason} ({judgement.source})" if judgement.source else judgement.reason


def _nearest_partner(value: str, provinces: tuple[str, ...], knowledge: Vocabulary) -> str:
    usable = {key: p.name for key, p in knowledge.partners.items() if not p.refused}
    here = {key for key in usable if {*knowledge.partners[key].jurisdictions} & {*provinces}}
    near = [key for key in closest(value, usable) if key in here] or closest(value, usable)
    if near:
        return nearest(value, {key: usable[key] for key in near}, "partners")
    return f"{_serving(provinces, knowledge)}; `manualgen show partners` lists them all"


def _serving(provinces: tuple[str, ...], knowledge: Vocabulary) -> str:
    """Return the active partners of the provinces as a fix."""
    if not provinces:
        return "see `manualgen show partners`"
    return f"write one that serves the client; {partners_serving(provinces, knowledge)}"


def partners_serving(provinces: tuple[str, ...], knowledge: Vocabulary) -> str:
    """Return the partners that certify in each of ``provinces``, in words."""
    parts = []
    for code in provinces:
        serving = [
            f"{key} ({p.name})"
            for key, p in sorted(knowledge.partners.items())
            if p.confirmed and not p.refused and code in p.jurisdictions
        ]
        where = PROVINCES.get(code, code)
        parts.append(f"in {where}: {', '.join(serving)}" if serving else f"no partner is known in {where}")
    return "; ".join(parts)
