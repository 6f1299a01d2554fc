"""Slots typed by hand and text of somebody else's manual."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.word_lists import matching


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield marks for later work, hand-typed slots, sample companies, unrendered templates."""
    for passage in lintable.passages:
        for pattern, found in matching("placeholders", passage.words):
            yield Problem(passage.at(found), passage.field, f"{found!r} is {pattern.why}", pattern.fix)
    if lintable.manual:
        for block in lintable.manual.blocks:
            for pattern, found in matching("placeholders", block.text):
                own = any(found.casefold() in word.casefold() for word in lintable.manual.own_words)
                if not own:
                    yield Problem(block.position, "", f"{found!r} prints in the manual: {pattern.why}", pattern.fix)


RULE = Rule("leftover-placeholder", "A mark for later work, a hand-typed slot, or a sample company.", check)
