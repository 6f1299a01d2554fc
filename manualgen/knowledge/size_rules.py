"""Which program may a firm of this size use, and why: computed from the partner's size rule.

Nothing here knows a partner. Who counts, over what time, in which province and
where sources disagree is all in the data (``partners/*.yaml``, field ``size``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from manualgen.knowledge.partner_headcount import People, count_people
from manualgen.knowledge.partner_model import Partner, Program, SizeRule, Source
from manualgen.knowledge.partners import why_refused

Outcome = Literal["ok", "not-allowed", "boundary", "unknown"]
_ORDER: tuple[Outcome, ...] = ("ok", "boundary", "unknown", "not-allowed")


class Headcount(Protocol):
    """The numbers a profile declares; any of them may be ``None``.

    Read as well where they exist: ``operating_month_average``, ``by_workplace``
    (people by site) and ``volunteers``.
    """

    @property
    def total(self) -> int | None: ...
    @property
    def peak_12_months(self) -> int | None: ...
    @property
    def fte(self) -> float | None: ...
    @property
    def by_province(self) -> Mapping[str, int] | None: ...
    @property
    def seasonal(self) -> int | None: ...
    @property
    def subcontractors_dedicated(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a size rule says of one firm.

    ``boundary``: sources or counts disagree here, ask the partner. ``unknown``:
    no rule or no number. ``assumptions`` are sentences for the ask-list.
    """

    outcome: Outcome
    reason: str
    source: Source | None = None
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One program of one partner, and what its size rule says of the firm."""

    partner: Partner
    program: Program
    verdict: Outcome
    reason: str
    source: Source | None = None
    assumptions: tuple[str, ...] = ()


def judge(rule: SizeRule, headcount: Headcount, provinces: Collection[str] = ()) -> Verdict:
    """Return whether a firm with this headcount fits the rule.

    ``provinces`` are those the certificate is for (the partner's own); a rule
    that counts by account or province then looks at the people there only.
    """
    if rule.limit == "not-found":
        return Verdict("unknown", f"the size limit was not found. {rule.wording}", rule.source)
    if rule.limit == "none":
        return Verdict("ok", f"no size split is known. {rule.wording}", rule.source)
    people = count_people(rule, headcount, provinces)
    if people is None:
        return Verdict("unknown", f"the headcount is not given. {rule.wording}", rule.source)
    outcome, reason = _compare(rule, people)
    if outcome == "ok" and rule.also_basis:
        other = count_people(rule, headcount, provinces, basis=rule.also_basis)
        if other is not None and _compare(rule, other)[0] != "ok":
            outcome, reason = "boundary", f"{people.words} fit, {other.words} do not"
    elif outcome == "not-allowed" and rule.also_basis:
        other = count_people(rule, headcount, provinces, basis=rule.also_basis)
        if other is not None and _compare(rule, other)[0] == "ok":
            outcome, reason = "boundary", f"{other.words} fit, {people.words} do not"
    outcome, reason, assumed = _conditions(rule, headcount, people, outcome, reason)
    if outcome == "boundary" and rule.boundary:
        reason = f"{reason}. {rule.boundary.reading}"
    if rule.limit == "assumed":
        assumed = (*assumed, f"The limit is assumed, not read: {rule.wording}")
    return Verdict(outcome, reason, rule.source, (*people.assumptions, *assumed))


def eligible(
    partners: Mapping[str, Partner],
    *,
    provinces: Collection[str],
    industries: Collection[str],
    headcount: Headcount,
) -> list[Eligibility]:
    """Return every active program open to judge for a firm, the best fit first.

    Partners of other provinces or industries, former and internal partners are
    left out; an empty ``industries`` asks for all. Partners for the firm's own
    industry come before those that take all.
    """
    found: list[tuple[tuple[int, int, int, int], Eligibility]] = []
    for index, partner in enumerate(partners.values()):
        here = [p for p in partner.jurisdictions if p in provinces]
        general = "all" in partner.serves
        if not here or why_refused(partner):
            continue
        if industries and not general and not set(industries) & set(partner.serves):
            continue
        for program in partner.programs:
            if program.status == "active":
                item = _eligibility(partner, program, headcount, here)
                rank = (_ORDER.index(item.verdict), partner.status != "active", general, index)
                found.append((rank, item))
    found.sort(key=lambda pair: pair[0])
    return [item for _, item in found]


def choose_program(partner: Partner, headcount: Headcount, provinces: Collection[str] = ()) -> Eligibility:
    """Return the program that ``program: auto`` means: the smallest one that fits.

    When none fits for sure the result's ``verdict`` says so (``boundary``,
    ``unknown``, ``not-allowed``) and the caller asks for a program by name.
    """
    here = [p for p in partner.jurisdictions if p in provinces] or list(partner.jurisdictions)
    items = [_eligibility(partner, p, headcount, here) for p in partner.programs if p.status == "active"]
    return min(items, key=lambda item: (_ORDER.index(item.verdict), item.program.size.maximum or 10**9))


def _eligibility(partner: Partner, program: Program, headcount: Headcount, provinces: Collection[str]) -> Eligibility:
    v = judge(program.size, headcount, provinces)
    return Eligibility(partner, program, v.outcome, v.reason, v.source, v.assumptions)


def _compare(rule: SizeRule, people: People) -> tuple[Outcome, str]:
    """Return the outcome of the numbers alone."""
    small_rule = rule.maximum is not None
    if rule.month_over is not None and people.highest_month is not None and people.highest_month > rule.month_over:
        text = f"{people.highest_month} in the busiest month, more than {rule.month_over}"
        return ("not-allowed", text) if small_rule else ("ok", text)
    if people.average_needed:
        return "boundary", f"{people.words}: give the average of the operating months"
    places = {_place(rule, n) for n in (people.low, people.high)}
    limits = describe_limits(rule)
    if len(places) > 1 or "gap" in places:
        return "boundary", f"{people.words} stand on the edge of the limit, {limits}"
    outcome: Outcome = "ok" if places == {"in"} else "not-allowed"
    if outcome == "ok" and _in_doubt(rule, people):
        outcome = "boundary"
    return outcome, f"{people.words}; the limit is {limits}"


def _in_doubt(rule: SizeRule, people: People) -> bool:
    """Return whether the count lies where the partner's sources disagree."""
    boundary = rule.boundary
    if boundary is None or boundary.low is None or boundary.high is None:
        return False
    return people.high >= boundary.low and people.low <= boundary.high


def _place(rule: SizeRule, n: float) -> str:
    """Return where ``n`` stands: ``in``, ``under``, ``over``, or ``gap`` for a fraction between two whole limits."""
    if rule.minimum is not None and n < rule.minimum:
        return "gap" if rule.basis == "fte" and n > rule.minimum - 1 else "under"
    if rule.maximum is not None and n > rule.maximum:
        if n >= rule.maximum + 1:
            return "over"
        return "gap" if rule.basis == "fte" else "in"  # an average of 19.99 is 19
    return "in"


def describe_limits(rule: SizeRule) -> str:
    """Return the limits as words: ``1 to 10``, ``11 or more``, ``not found``."""
    if rule.limit == "none":
        return "any size"
    if rule.limit == "not-found":
        return "not found"
    if rule.minimum is not None and rule.minimum == rule.maximum:
        return f"{rule.minimum}"
    if rule.maximum is None:
        return f"{rule.minimum} or more"
    if rule.minimum is None:
        return f"{rule.maximum} or fewer"
    return f"{rule.minimum} to {rule.maximum}"


def _conditions(
    rule: SizeRule, headcount: Headcount, people: People, outcome: Outcome, reason: str
) -> tuple[Outcome, str, tuple[str, ...]]:
    """Return outcome, reason and assumptions after the rule's further conditions."""
    assumed: tuple[str, ...] = ()
    subcontractors = headcount.subcontractors_dedicated
    fits_with_office = rule.maximum is not None and people.low == people.high == rule.maximum + 1
    if "one-office-worker-extra" in rule.conditions and outcome == "not-allowed" and fits_with_office:
        outcome, reason = "boundary", f"{people.words}: fits only if one of them works in the office"
    if {"no-dedicated-contractors", "no-regular-subcontracting"} & set(rule.conditions) and outcome != "not-allowed":
        if subcontractors is None:
            assumed = ("No subcontractors work regularly for the firm.",)
        elif subcontractors:
            outcome, reason = "not-allowed", f"{subcontractors} dedicated subcontractors; the program takes none"
    if "assessments-10000" in rule.conditions and outcome == "ok":
        outcome, reason = "boundary", f"{reason}; confirm average assessments of 10,000 dollars or more"
    return outcome, reason, assumed
