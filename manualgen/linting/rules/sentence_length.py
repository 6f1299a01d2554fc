"""A sentence that cannot be said in one breath is not followed on a ladder."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import PROSE, Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import sentences, words
from manualgen.linting.word_lists import data


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield each sentence longer than the budget; the parts of a control or a form text end at a semicolon or dot."""
    limit = int(data("budgets")["sentence"])
    for passage in lintable.passages:
        if passage.part not in PROSE:
            continue
        for sentence in _pieces(passage.part, passage.words):
            count = len(words(sentence))
            if count > limit:
                start = " ".join(sentence.split()[:6])
                what = f"a sentence of {count} words ({start} …)"
                yield Problem(
                    passage.at(" ".join(sentence.split()[:3])), passage.field, what, f"{limit} at most: cut it in two"
                )


def _pieces(part: str, text: str) -> list[str]:
    if part in ("control", "text", "records", "before"):
        return [piece for s in sentences(text) for piece in s.replace(" · ", ";").split(";")]
    return sentences(text)


RULE = Rule("sentence-length", "A sentence of more than 40 words.", check)
