"""Check a profile against itself and against what the library knows.

In: a :class:`Profile` and a :class:`Vocabulary`. Out: every problem found, in
the order of the file; errors stop a build, warnings do not. A declared task,
machine, product, condition, permit or course that the library does not have is
a warning: the declaration is the client's truth, and the plan reports the gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from manualgen.errors import Problem
from manualgen.intake.assets import check_images
from manualgen.intake.certification_checks import check_certifications, partners_serving
from manualgen.intake.loading import Reading, read_profile
from manualgen.intake.nearest import closest, nearest, nearest_or_gap
from manualgen.intake.origin import Steps
from manualgen.intake.people_checks import check_people
from manualgen.intake.prime_contractor_checks import check_prime_contractor
from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import Vocabulary

_WORK = {"tasks": "tsk", "equipment": "eqp", "products": "prd", "conditions": "cnd", "permits": "prm"}


def check(profile: Profile, knowledge: Vocabulary, missing: frozenset[str] = frozenset()) -> list[Problem]:
    """Return every problem of ``profile`` that its form alone does not show.

    ``missing`` names top fields that hold stand-ins (see :class:`Reading`);
    nothing is said about them.
    """
    problems: list[Problem] = []
    rules: tuple[Callable[[Profile, Vocabulary, frozenset[str]], Iterable[Problem]], ...] = (
        check_certifications,
        check_people,
        _check_industries,
        _check_work,
        _check_ids,
        _check_choices,
        _check_jurisdictions,
        _check_sites,
        check_prime_contractor,
        check_images,
    )
    for rule in rules:
        problems.extend(rule(profile, knowledge, missing))
    return sorted(dict.fromkeys(problems), key=lambda p: (p.position.line, p.position.column))


def check_file(path: Path, knowledge: Vocabulary, text: str | None = None) -> tuple[Profile | None, list[Problem]]:
    """Read and check a profile file in one run.

    Returns the profile (``None`` when any error was found) and every problem of
    form and of content. Raises :class:`InputError` when the file is not YAML.
    """
    reading: Reading = read_profile(path, text)
    problems = list(reading.problems)
    if reading.profile is not None:
        if "certifications" in reading.missing and "province" not in reading.missing:
            serving = partners_serving((reading.profile.province,), knowledge)
            problems = [replace(p, fix=f"{p.fix}; {serving}") if p.field == "certifications" else p for p in problems]
        problems += check(reading.profile, knowledge, reading.missing)
    ordered = sorted(dict.fromkeys(problems), key=lambda p: (p.position.line, p.position.column))
    failed = reading.profile is None or any(p.severity == "error" for p in ordered)
    return (None if failed else reading.profile), ordered


def _check_industries(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    if "industries" in missing:
        return
    for index, industry in enumerate(profile.industries):
        at = ("industries", index, "id")
        if industry.id not in knowledge.industries:
            yield profile.problem(
                at, f"there is no industry `{industry.id}`", nearest(industry.id, knowledge.industries, "industries")
            )
        elif industry.id in [i.id for i in profile.industries[:index]]:
            yield profile.problem(at, f"`{industry.id}` is listed twice", "delete one and add up the shares")
    shares = [i.share for i in profile.industries]
    given = [s for s in shares if s is not None]
    if not given:
        return
    if len(given) < len(shares):
        yield profile.problem(
            ("industries", shares.index(None)),
            "has no share while others have",
            "write `share:` for each, 100 together",
        )
    elif abs(sum(given) - 100) > 0.01:
        yield profile.problem(("industries",), f"the shares add up to {sum(given):g}", "make them 100 together")


def _check_work(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    for group, prefix in _WORK.items():
        known: Mapping[str, str] = getattr(knowledge, group)
        seen: set[str] = set()
        for index, item in enumerate(getattr(profile.work, group)):
            at = ("work", group, index)
            if not item.startswith(f"{prefix}-"):
                what = f"`{item}` does not start with `{prefix}-`"
                yield profile.problem(at, what, _other_group(item, group, known))
            elif item in seen:
                yield profile.problem(at, f"`{item}` is listed twice", "delete one", severity="warning")
            elif item not in known:
                what = f"the library has no `{item}`"
                yield profile.problem(at, what, nearest_or_gap(item, known, group), severity="warning")
            seen.add(item)


def _other_group(item: str, group: str, known: Mapping[str, str]) -> str:
    for right, other in _WORK.items():
        if item.startswith(f"{other}-"):
            return f"move it to work.{right}"
    return nearest(f"{_WORK[group]}-{item}", known, group)


def _check_ids(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    for group in ("operations", "sites"):
        seen: dict[str, int] = {}
        for index, item in enumerate(getattr(profile, group)):
            if item.id in seen:
                yield profile.problem((group, index, "id"), f"`{item.id}` is used twice", "give each its own id")
            seen[item.id] = index


def _check_choices(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    excluded = {c.document for c in profile.choices.exclude}
    for group in ("exclude", "include"):
        for index, choice in enumerate(getattr(profile.choices, group)):
            at = ("choices", group, index, "document")
            if choice.document not in knowledge.documents:
                fix = nearest(choice.document, knowledge.documents, "documents")
                yield profile.problem(at, f"there is no document `{choice.document}`", fix)
            elif group == "include" and choice.document in excluded:
                yield profile.problem(at, f"`{choice.document}` is left out and put in", "delete one of the two lines")


def _check_jurisdictions(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    known = knowledge.jurisdictions
    used: list[tuple[Steps, str]] = []
    if "province" not in missing:
        used.append((("province",), profile.province))
    used += [(("operations", i, "regulator"), o.regulator) for i, o in enumerate(profile.operations)]
    reported: set[str] = set()
    for at, code in used:
        if code not in known and code not in reported:
            reported.add(code)
            fix = f"it holds {', '.join(sorted(known))}; add {code} to legislation"
            yield profile.problem(at, f"the registry holds no law of {code}", fix)


def _check_sites(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    operations = {o.id: o.title for o in profile.operations}
    for index, site in enumerate(profile.sites):
        if site.starts and site.ends and site.ends < site.starts:
            yield profile.problem(("sites", index, "ends"), "the last day is before the first", "check both dates")
        if site.operation and site.operation not in operations:
            fix = nearest(site.operation, operations)
            yield profile.problem(("sites", index, "operation"), f"there is no operation `{site.operation}`", fix)
        for group in ("tasks", "conditions"):
            declared = getattr(profile.work, group)
            for number, item in enumerate(getattr(site, group)):
                if item not in declared:
                    at: Steps = ("sites", index, group, number)
                    near = closest(item, dict.fromkeys(declared, ""))
                    fix = f"add it to work.{group}" + (f", or did you mean `{near[0]}`?" if near else "")
                    yield profile.problem(at, f"`{item}` is not declared in work.{group}", fix)
        if site.address and site.address.province and "province" not in missing:
            code = site.address.province
            places = {profile.province, *profile.regulators, *profile.headcount.by_province}
            if code not in places:
                at = ("sites", index, "address", "province")
                fix = f"add {code} to headcount.by_province, and an operation under {code} if its law applies"
                yield profile.problem(at, f"no people and no operation are given for {code}", fix, severity="warning")
