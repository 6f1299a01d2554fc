"""The swap test: with names masked, would this manual pass as another company's?

Compared with a decoy of other declared work, sentence by sentence, in the chapters on
hazards, controls, emergencies, training and inspections. Legal duties may agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from manualgen.errors import Position, Problem
from manualgen.linting.lintable import Lintable, Manual, PrintedBlock
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import normal, sentences
from manualgen.linting.word_lists import data

CHAPTERS = frozenset(
    [
        "hazard-assessment",
        "hazard-control",
        "practices",
        "procedures",
        "rules",
        "ppe",
        "emergency",
        "first-aid",
        "training",
        "inspections",
        "maintenance",
    ]
)
MIN_WORDS = 4
_NUMBER = re.compile(
    r"\b(?:POL|SWP|SJP|PRG|MAN|SUP|F)-\d+(?: [A-Z][^.;,()]{0,60})?|\b\d+\.\d+\b|\S+@\S+|https?://\S+|\+?\d[\d ()-]{8,}\d"
)


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield the share of sentences that the decoy has too, as an error above the budget, and the worst documents."""
    if lintable.manual is None or lintable.decoy is None:
        return
    limit = float(data("budgets")["swap_share"])
    share, worst = compare(lintable.manual, lintable.decoy)
    over = share > limit
    here = Position(lintable.manual.profile)
    listed = "; ".join(f"{name} {part:.0%} of {count}" for name, part, count in worst[:6])
    what = f"{share:.0%} of the sentences stand in {lintable.decoy.profile} too ({limit:.0%} at most); most alike: {listed}"
    fix = "let declared work choose the words of these texts" if over else ""
    yield Problem(here, "swap-test", what, fix, "error" if over else "warning")


def compare(manual: Manual, decoy: Manual) -> tuple[float, list[tuple[str, float, int]]]:
    """Return the share of ``manual``'s sentences that ``decoy`` has too, and (document, share, sentences), worst first.

    Documents are ordered by how many sentences they share, so that the first are the ones to rewrite.
    """
    theirs = {key for _, key in masked(decoy.blocks, decoy.own_words)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for document, key in masked(manual.blocks, manual.own_words):
        counts[document][0] += 1
        counts[document][1] += key in theirs
    total = sum(n for n, _ in counts.values())
    shared = sum(s for _, s in counts.values())
    worst = sorted(((d, s / n, n) for d, (n, s) in counts.items() if s), key=lambda row: (-row[1] * row[2], row[0]))
    return (shared / total if total else 0.0), worst


def masked(blocks: Sequence[PrintedBlock], own_words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (document, sentence to compare) for the chapters of the test; legal duties are left out."""
    names = [re.escape(w) for w in sorted(own_words, key=len, reverse=True) if len(w) > 2]
    mask = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.I) if names else None
    for block in blocks:
        if block.chapter not in CHAPTERS or (block.duty and block.provisions):
            continue
        text = mask.sub("□", block.text) if mask else block.text
        for sentence in sentences(_NUMBER.sub("□", text)):
            key = normal(sentence)
            if len(key.split()) >= MIN_WORDS:
                yield block.document, key


RULE = Rule(
    "swap-test", "More than 45 % of the sentences agree with a decoy of other declared work (needs --decoy).", check
)
