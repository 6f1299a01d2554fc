"""A binder that is thicker than the work is dangerous is not read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from manualgen.errors import Problem
from manualgen.knowledge.library import Library
from manualgen.linting.lintable import Lintable, Passage
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import words
from manualgen.linting.word_lists import data


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield each document with more words than its kind may have, for the client or industry that gets most of it."""
    budgets = {kind: int(limit) for kind, limit in data("budgets")["words"].items()}
    documents: dict[str, list[Passage]] = defaultdict(list)
    for passage in lintable.passages:
        if passage.kind in budgets and passage.part != "summary":
            documents[passage.item].append(passage)
    clients = {"": lintable.manual.declared} if lintable.manual else offers(lintable.library)
    for item, passages in documents.items():
        lengths = {name: printed_words(passages, declared) for name, declared in clients.items()}
        name, count = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
        limit = budgets[passages[0].kind]
        if count > limit:
            whom = f" for {name}" if name else ""
            what = f"{count} words{whom}; a {passages[0].kind} has {limit} at most"
            yield Problem(lintable.file_of(item), "", what, "cut what another document says, or split it")


def offers(library: Library) -> dict[str, frozenset[str]]:
    """Return, by industry, every id that it offers; "" offers nothing, for a library without industries."""
    groups = ("tasks", "equipment", "products", "conditions", "permits")
    out: dict[str, frozenset[str]] = {"": frozenset()}
    for industry in library.industries.values():
        offered = [one for group in groups for one in industry.get(group, ())]
        out[industry.id] = frozenset(str(o["id"]) if isinstance(o, dict) else str(o) for o in offered)
    return out


def printed_words(passages: list[Passage], declared: frozenset[str]) -> int:
    """Return the most words that can print for a client who declares ``declared``.

    What stands under ``has()`` of other work does not print; of the branches of any other
    condition only the longest counts.
    """
    always = 0
    branches: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for passage in passages:
        if any(key.startswith("has(") and _has(key, declared) != (branch == "yes") for key, branch in passage.branches):
            continue
        count = _count(passage.words)
        key = next((k for k, _ in passage.branches if k in ("crew", "program")), "")
        key = key or next((k for k, _ in passage.branches if k.startswith("line ")), "")
        if key:
            branches[key][dict(passage.branches)[key]] += count
        else:
            always += count
    return always + sum(max(lengths.values()) for lengths in branches.values())


@lru_cache(maxsize=50_000)
def _count(text: str) -> int:
    return len(words(text))


def _has(test: str, declared: frozenset[str]) -> bool:
    return any(one in declared for one in re.findall(r"'([^']+)'", test))


RULE = Rule("page-budget", "A document with more words than its kind may have.", check)
