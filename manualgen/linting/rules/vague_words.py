"""Words that sound like a rule and tell nobody what to do; the list is ``data/vague_words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import PROSE, Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.word_lists import matching

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_PARTS = PROSE | {"cell", "summary", "label", "tools"}


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield each passage that uses one of the words, outside quotation marks."""
    for passage in lintable.passages:
        if passage.part not in _PARTS:
            continue
        words = _QUOTED.sub("", passage.words)
        for pattern, found in matching("vague_words", words):
            if not (pattern.unless_cited and "law(" in passage.source):
                yield Problem(passage.at(found), passage.field, f"{found!r}: {pattern.why}", pattern.fix)


RULE = Rule(
    "vague-words", "Words such as careful, ensure, proper, regularly, that leave who, when or how much open.", check
)
