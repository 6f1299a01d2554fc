"""Headcount thresholds: does a provision apply to an organisation of this size?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from manualgen.knowledge.law import Basis, Provision

Verdict = Literal["yes", "no", "confirm"]


def within(workers: int | None, low: int | None, high: int | None) -> Verdict:
    """Compare a headcount with a threshold; an unknown headcount is to confirm."""
    if workers is None:
        return "confirm"
    if low is not None and workers < low:
        return "no"
    return "no" if high is not None and workers > high else "yes"


def provision_applies(
    provision: Provision, default: Basis, workers: int | None, workplaces: Mapping[str, int | None]
) -> Verdict | None:
    """Return the verdict for one provision, or None when it sets no threshold.

    The provision's own ``basis`` goes before the topic's. At a workplace or
    project basis one place that meets the threshold is enough. Where the basis is
    not known every way of counting must agree, otherwise it is to confirm.
    """
    low, high = _whole(provision.numbers.get("workers_min")), _whole(provision.numbers.get("workers_max"))
    if low is None and high is None:
        return None
    if provision.confidence == "low":
        return "confirm"
    basis = provision.basis or default
    organisation = within(workers, low, high)
    if basis == "organisation":
        return organisation
    places = any_of([within(count, low, high) for count in workplaces.values()] or ["confirm"])
    if basis in ("workplace", "project"):
        return places
    return organisation if organisation == places else "confirm"


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Return yes when any is yes, else confirm when any is to confirm, else no."""
    given = set(verdicts)
    return "yes" if "yes" in given else "confirm" if "confirm" in given else "no"


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None
