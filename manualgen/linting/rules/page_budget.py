"""A binder that is thicker than the work is dangerous is not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable, Passage
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import words
from manualgen.linting.word_lists import data


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield each document with more words than its kind may have."""
    budgets = {kind: int(limit) for kind, limit in data("budgets")["words"].items()}
    documents: dict[str, list[Passage]] = defaultdict(list)
    for passage in lintable.passages:
        if passage.kind in budgets and passage.part != "summary":
            documents[passage.item].append(passage)
    for item, passages in documents.items():
        count = printed_words(passages)
        limit = budgets[passages[0].kind]
        if count > limit:
            what = f"{count} words; a {passages[0].kind} has {limit} at most"
            yield Problem(lintable.file_of(item), "", what, "cut what another document says, or split it")


def printed_words(passages: list[Passage]) -> int:
    """Return the most words that can print at once: of the branches of one condition only the longest counts."""
    always = 0
    branches: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for passage in passages:
        count = len(words(passage.words))
        key = next((k for k, _ in passage.branches if k in ("crew", "program")), "")
        key = key or next((k for k, _ in passage.branches if k.startswith("line ")), "")
        if key:
            branches[key][dict(passage.branches)[key]] += count
        else:
            always += count
    return always + sum(max(lengths.values()) for lengths in branches.values())


RULE = Rule("page-budget", "A document with more words than its kind may have.", check)
