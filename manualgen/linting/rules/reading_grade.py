"""Flesch-Kincaid grade of each document over its prose and steps."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Position, Problem
from manualgen.linting.lintable import PROSE, Lintable, Passage
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import reading_grade, sentences, words
from manualgen.linting.word_lists import data

MIN_WORDS = 100


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield each document above the grade, with its hardest sentence; under 100 words nothing can be said."""
    limit = float(data("budgets")["grade"])
    documents: dict[str, list[tuple[str, Passage]]] = {}
    for passage in lintable.passages:
        if passage.part in PROSE and passage.kind not in ("task", "form"):
            found = documents.setdefault(passage.item, [])
            found += [(s, passage) for s in sentences(passage.words)]
    for pairs in documents.values():
        grade = reading_grade(s for s, _ in pairs)
        if grade <= limit or sum(len(words(s)) for s, _ in pairs) < MIN_WORDS:
            continue
        worst, passage = max(pairs, key=lambda pair: reading_grade([pair[0]]))
        what = f"reads at grade {grade:.1f}, {limit:g} at most"
        fix = f"shorten sentences and words; the hardest (line {passage.at(' '.join(worst.split()[:3])).line}): {worst}"
        yield Problem(Position(passage.position.file, 1, 1), "", what, fix)


RULE = Rule("reading-grade", "A document above Flesch-Kincaid grade 11.", check)
