"""Do the numbers of people, the roles, the chart and the training agree with each other?"""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.intake.nearest import nearest, nearest_or_gap
from manualgen.intake.origin import Steps
from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import Vocabulary

YEARLY = 12  # months between the reviews of the signed policy (pol-health-safety)


def check_people(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    """Yield every problem of headcount, roles, organisation, training and document control."""
    if "headcount" not in missing:
        yield from _check_headcount(profile)
    yield from _check_roles(profile, knowledge, missing)
    yield from _check_organisation(profile)
    yield from _check_training(profile, knowledge, missing)
    yield from _check_document_control(profile, knowledge)
    yield from _check_assets(profile)


def _check_headcount(profile: Profile) -> Iterator[Problem]:
    count = profile.headcount
    if count.total == 0:
        yield profile.problem("headcount.total", "nobody works here", "count the owner too")
    for group in ("by_province", "by_workplace"):
        numbers = getattr(count, group)
        if numbers and sum(numbers.values()) != count.total:
            what = f"adds up to {sum(numbers.values())}, but the total is {count.total}"
            yield profile.problem(f"headcount.{group}", what, "check both", severity="warning")
    if count.peak_12_months is not None and count.peak_12_months < count.total:
        what = f"the peak of {count.peak_12_months} is below today's total of {count.total}"
        yield profile.problem("headcount.peak_12_months", what, "write the highest number of the last 12 months")
    for name in ("fte", "operating_month_average", "seasonal"):
        value = getattr(count, name)
        if value is not None and value > count.peak:
            what = f"{value:g} is more than the {count.peak} people at the peak"
            yield profile.problem(f"headcount.{name}", what, "check both", severity="warning")
    sites = _site_ids(profile)
    for site in count.by_workplace:
        if sites and site not in sites:
            at = ("headcount", "by_workplace", site)
            yield profile.problem(at, f"there is no site `{site}`", _one_of(sites), key=True)


def _check_roles(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    used: list[tuple[Steps, str]] = [(("roles", i, "role"), holder.role) for i, holder in enumerate(profile.roles)]
    for index, post in enumerate(profile.organisation):
        used += [(("organisation", index, "roles", number), role) for number, role in enumerate(post.roles)]
    for at, role in used:
        if role not in knowledge.roles:
            yield profile.problem(at, f"there is no role `{role}`", nearest(role, knowledge.roles, "roles"))
    sites = _site_ids(profile)
    for index, holder in enumerate(profile.roles):
        if "headcount" not in missing and holder.count > profile.headcount.peak:
            what = f"{holder.count} people hold this role, but the peak is {profile.headcount.peak}"
            yield profile.problem(("roles", index, "count"), what, "check both", severity="warning")
        if len(holder.held_by) > max(holder.count, 1):
            yield profile.problem(
                ("roles", index, "held_by"), f"{len(holder.held_by)} names for {holder.count} people", "check both"
            )
        for number, site in enumerate(holder.sites):
            if site not in sites:
                yield profile.problem(("roles", index, "sites", number), f"there is no site `{site}`", _one_of(sites))


def _check_organisation(profile: Profile) -> Iterator[Problem]:
    above = {post.position: post.reports_to for post in profile.organisation}
    for index, post in enumerate(profile.organisation):
        if post.position in [p.position for p in profile.organisation[:index]]:
            yield profile.problem(
                ("organisation", index, "position"), f"`{post.position}` is in the chart twice", "use `count`"
            )
        if post.reports_to is None:
            continue
        at = ("organisation", index, "reports_to")
        if post.reports_to not in above:
            yield profile.problem(at, f"there is no position `{post.reports_to}`", _one_of(set(above)))
        elif _reaches(post.reports_to, post.position, above):
            yield profile.problem(at, "the chart runs in a circle", "leave `reports_to` empty for the top position")
    tops = [i for i, post in enumerate(profile.organisation) if post.reports_to is None]
    for index in tops[1:]:
        what = "a second position reports to nobody"
        yield profile.problem(("organisation", index), what, "write `reports_to`, unless both lead", severity="warning")


def _reaches(start: str, goal: str, above: dict[str, str | None]) -> bool:
    step: str | None = start
    for _ in above:
        if step == goal:
            return True
        if step is None or step not in above:
            return False
        step = above[step]
    return False


def _check_training(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    used: list[tuple[Steps, str]] = [
        (("training", "held", i, "course"), h.course) for i, h in enumerate(profile.training.held)
    ]
    used += [(("training", "required", i), c) for i, c in enumerate(profile.training.required)]
    for at, course in used:
        if not course.startswith("crs-"):
            fix = nearest(f"crs-{course}", knowledge.courses, "courses")
            yield profile.problem(at, f"`{course}` does not start with `crs-`", fix)
        elif course not in knowledge.courses:
            what = f"the library has no `{course}`"
            yield profile.problem(at, what, nearest_or_gap(course, knowledge.courses, "courses"), severity="warning")
    for index, held in enumerate(profile.training.held):
        if "headcount" not in missing and held.count > profile.headcount.peak:
            what = f"{held.count} people hold it, but the peak is {profile.headcount.peak}"
            yield profile.problem(("training", "held", index, "count"), what, "check both", severity="warning")


def _check_document_control(profile: Profile, knowledge: Vocabulary) -> Iterator[Problem]:
    control = profile.document_control
    for name in ("approver", "keeper"):
        who = getattr(control, name)
        if who and profile.roles and not _is_held(who, profile):
            titles = ", ".join(sorted({r.title for r in profile.roles}))
            what = f"nobody in this profile is `{who}`"
            yield profile.problem(f"document_control.{name}", what, f"write one of: {titles}", severity="warning")
    if control.review_months == 0:
        yield profile.problem("document_control.review_months", "0 months is no interval", "write 12")
    elif control.review_months > YEARLY:
        what = f"the manual has its policies reread every {YEARLY} months, the whole only every {control.review_months}"
        fix = f"write {YEARLY} or less, unless the partner agreed to more"
        yield profile.problem("document_control.review_months", what, fix, severity="warning")
    if not control.author:
        return
    approvers = [r for r in profile.roles if control.approver and _names(r, control.approver)]
    people = {name.casefold() for holder in approvers for name in holder.held_by}
    author = (control.author.name or "").casefold()
    if author and (author in people or author == (control.approver or "").casefold()):
        what = "the author would approve the author's own text"
        yield profile.problem("document_control.author", what, "let somebody else approve", severity="warning")
    auditor = control.auditor
    if auditor:
        pairs = ((control.author.name, auditor.name), (control.author.company, auditor.company))
        if any(a and b and a.casefold() == b.casefold() for a, b in pairs):
            what = "the author of the system may not audit it"
            yield profile.problem("document_control.auditor", what, "name another auditor")


def _check_assets(profile: Profile) -> Iterator[Problem]:
    sites = _site_ids(profile)
    units: set[str] = set()
    for index, asset in enumerate(profile.assets):
        if asset.unit in units:
            what = f"`{asset.unit}` is listed twice"
            yield profile.problem(("assets", index, "unit"), what, "give each its own unit number")
        units.add(asset.unit)
        if asset.equipment not in profile.work.equipment:
            what = f"`{asset.equipment}` is not declared in work.equipment"
            yield profile.problem(("assets", index, "equipment"), what, "add it there")
        if asset.site and asset.site not in sites:
            yield profile.problem(("assets", index, "site"), f"there is no site `{asset.site}`", _one_of(sites))


def _names(holder: object, who: str) -> bool:
    role, title = str(getattr(holder, "role", "")), str(getattr(holder, "title", ""))
    return who.casefold() in (role.casefold(), role.removeprefix("role-").casefold(), title.casefold())


def _is_held(who: str, profile: Profile) -> bool:
    positions = {post.position.casefold() for post in profile.organisation}
    return who.casefold() in positions or any(_names(holder, who) for holder in profile.roles)


def _site_ids(profile: Profile) -> set[str]:
    return {site.id for site in profile.sites} | profile.written_ids("sites")


def _one_of(names: set[str]) -> str:
    return f"write one of: {', '.join(sorted(names))}" if names else "add it first"
