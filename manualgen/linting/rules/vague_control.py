"""A control names something to see: a measure, a device, a place, an order, a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable, Passage
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import words
from manualgen.linting.templates import bare
from manualgen.linting.word_lists import data

MIN_WORDS = 5


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield controls of steps and assessments that are stock phrases or too short to say anything, and steps without one."""
    for passage in lintable.passages:
        if passage.part != "control":
            continue
        what = fault(passage.words, bare(passage.source))
        if what and not _carried(passage, lintable):
            fix = "write what is measured, fitted, placed or done first"
            yield Problem(passage.position, passage.field, f"{what}: {passage.words!r}", fix)
    controlled = {(p.item, p.path[:2]) for p in lintable.passages if p.part == "control"}
    for passage in lintable.passages:
        if passage.part == "step" and "steps" in passage.path and (passage.item, passage.path[:2]) not in controlled:
            yield Problem(passage.position, passage.field, "a step without a control", "add `control: …`")


def fault(control: str, source: str = "") -> str:
    """Return what is vague about a control, or ""."""
    rest = _stock().sub(" ", control)
    left = [
        w
        for w in words(rest)
        if w.casefold() not in ("and", "or", "the", "a", "of", "at", "all", "times", "for", "to", "with")
    ]
    if rest != control and len(left) < 3:
        return "a stock phrase, no control"
    if len(words(control)) < MIN_WORDS and not _specific().search(source or control):
        return "too short to name a measure, device, place or order"
    return ""


def _carried(passage: Passage, lintable: Lintable) -> bool:
    """Tell whether a PPE control of a task names catalogue items beside its words."""
    task = lintable.library.tasks.get(passage.item)
    if task is None or len(passage.path) < 4:
        return False
    hazard, control = passage.path[1], passage.path[3]
    assert isinstance(hazard, int)
    assert isinstance(control, int)
    return bool(task.hazards[hazard].controls[control].ppe) and len(words(passage.words)) > 1


@cache
def _stock() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{p})\b" for p in data("stock_phrases")), re.I)


@cache
def _specific() -> re.Pattern[str]:
    return re.compile("|".join(data("specifics")), re.I)


RULE = Rule("vague-control", "A control that is a stock phrase or names no measure, device, place or order.", check)
