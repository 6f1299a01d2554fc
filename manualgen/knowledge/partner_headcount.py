"""How many people a partner's size rule sees in a firm's headcount.

A profile's ``total`` is everyone on the payroll today, ``peak_12_months`` the
highest number at one time, seasonal people included. Subcontractors and
volunteers stand beside both and are added where the rule counts them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from manualgen.knowledge.partner_model import Basis, SizeRule

_SUBCONTRACTORS = {"subcontractors", "dedicated-contractors"}


@dataclass(frozen=True, slots=True)
class People:
    """A count from ``low`` to ``high`` (equal when it is sure), as ``words`` for a sentence.

    ``highest_month`` is the most people in any month; ``average_needed`` is
    true when only the average of the operating months could decide.
    """

    low: float
    high: float
    words: str
    highest_month: int | None = None
    average_needed: bool = False
    assumptions: tuple[str, ...] = ()


def count_people(
    rule: SizeRule, headcount: Any, provinces: Collection[str] = (), basis: Basis | None = None
) -> People | None:
    """Return the people that ``rule`` counts, or ``None`` when the profile gives no number to count from.

    ``basis`` replaces the rule's own. ``headcount`` is a
    :class:`~manualgen.knowledge.size_rules.Headcount`.
    """
    basis = basis or rule.basis
    extra, extra_words, assumptions = _extra(rule, headcount)
    if rule.scope == "worksite":
        return _at_worksite(headcount, assumptions)
    local = _people_in(headcount.by_province, provinces) if rule.scope in ("province", "account") else None
    if local is not None:
        where = " or ".join(sorted(provinces))
        assumptions = (*assumptions, f"People in {where} today stand for the count the partner asks for.")
        return _made(local, local, extra, f"in {where}", extra_words, assumptions)
    if basis == "operating-month-average":
        return _operating_months(rule, headcount, extra, extra_words, assumptions)
    total, peak, fte, seasonal = headcount.total, headcount.peak_12_months, headcount.fte, headcount.seasonal or 0
    if basis == "fte":
        if fte is not None:
            return _made(fte, fte, extra, "as full-time equivalents", extra_words, assumptions)
        if total is not None:
            assumptions = (*assumptions, "Full-time equivalents were not given; people on the payroll stand for them.")
            return _made(total, total, extra, "on the payroll", extra_words, assumptions)
        return None
    if basis == "peak-12-months" and peak is not None:
        if "seasonal" in rule.who and total is not None and total + seasonal > peak:
            note = f"The {seasonal} seasonal people count here; the peak of {peak} does not seem to hold them all."
            words = "at the peak of the last 12 months"
            return _made(peak, total + seasonal, extra, words, extra_words, (*assumptions, note))
        return _made(peak, peak, extra, "at the peak of the last 12 months", extra_words, assumptions)
    if total is None and peak is None:
        return None
    if basis == "total" and total is not None:
        return _made(total, total, extra, "on the payroll", extra_words, assumptions)
    if total is None:
        assumptions = (*assumptions, "The total was not given; the peak stands for it.")
        return _made(peak, peak, extra, "at the peak of the last 12 months", extra_words, assumptions)
    assumptions = (*assumptions, "The peak of the last 12 months was not given; today's total stands for it.")
    return _made(total, total + seasonal, extra, "on the payroll today", extra_words, assumptions)


def _extra(rule: SizeRule, headcount: Any) -> tuple[int, str, tuple[str, ...]]:
    """Return the people added to the payroll count, the words for them, and what was assumed."""
    extra, words, assumptions = 0, [], []
    if _SUBCONTRACTORS & set(rule.who):
        subcontractors = headcount.subcontractors_dedicated
        if subcontractors is None:
            assumptions.append("Subcontractors count here and none were given; none are assumed.")
        elif subcontractors:
            extra += subcontractors
            words.append(f"{subcontractors} of subcontractors")
    volunteers = getattr(headcount, "volunteers", None)
    if "volunteers" in rule.who and volunteers:
        extra += volunteers
        words.append(f"{volunteers} volunteers")
    return extra, " and ".join(words), tuple(assumptions)


def _made(
    low: float, high: float, extra: int, where: str, extra_words: str, assumptions: tuple[str, ...]
) -> People:
    shown = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    noun = "person" if low == high == 1 else "people"
    words = f"{shown} {noun} {where}"
    if extra:
        total = f"{low + extra:g}" if low == high else f"{low + extra:g} to {high + extra:g}"
        words = f"{total} people ({shown} {where} and {extra_words})"
    return People(low + extra, high + extra, words, assumptions=assumptions)


def _people_in(by_province: Mapping[str, int] | None, provinces: Collection[str]) -> int | None:
    """Return the most people in any one of ``provinces``, or ``None`` when everyone is in one of them.

    Each province's account is counted by itself, so the largest decides.
    """
    if not by_province or not provinces:
        return None
    inside = [by_province.get(p, 0) for p in provinces]
    if sum(1 for n in by_province.values() if n) <= 1 and any(inside):
        return None
    return max(inside)


def _operating_months(
    rule: SizeRule, headcount: Any, extra: int, extra_words: str, assumptions: tuple[str, ...]
) -> People | None:
    average = getattr(headcount, "operating_month_average", None)
    peak = headcount.peak_12_months if headcount.peak_12_months is not None else headcount.total
    highest = None if headcount.peak_12_months is None else headcount.peak_12_months + extra
    if average is not None:
        made = _made(average, average, extra, "on average over the operating months", extra_words, assumptions)
        return People(made.low, made.high, made.words, highest, False, assumptions)
    if peak is None:
        return None
    if headcount.peak_12_months is None:
        assumptions = (*assumptions, "The peak of the last 12 months was not given; today's total stands for it.")
    made = _made(peak, peak, extra, "at the peak of the last 12 months", extra_words, assumptions)
    edge = rule.maximum if rule.maximum is not None else (rule.minimum or 1) - 1
    unsure = edge > 1 and edge < made.low <= (rule.month_over or made.low)
    return People(made.low, made.high, made.words, highest, unsure, assumptions)


def _at_worksite(headcount: Any, assumptions: tuple[str, ...]) -> People | None:
    sites = getattr(headcount, "by_workplace", None)
    if sites:
        fewest = min(sites.values())
        return People(fewest, fewest, f"{fewest} people at the smallest worksite", assumptions=assumptions)
    if headcount.total is None:
        return None
    note = "People by worksite were not given; the total stands for one worksite."
    return People(headcount.total, headcount.total, f"{headcount.total} people", assumptions=(*assumptions, note))
