"""The same sentence twice is the mark of a cookie-cutter binder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import PROSE, Lintable, Passage
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import normal, sentences
from manualgen.linting.word_lists import data

MIN_WORDS = 7


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield each later place of a sentence or control that stands elsewhere already.

    Duties print from data and may agree; two branches of one condition never print
    together; so few tasks as the budget says may share a control.
    """
    shared = int(data("budgets")["shared_control"])
    seen: dict[str, list[Passage]] = defaultdict(list)
    for passage in lintable.passages:
        if passage.part not in PROSE | {"cell"} or passage.part == "duty":
            continue
        for sentence in sentences(passage.words):
            key = normal(sentence)
            whole = passage.part == "control" and key == normal(passage.words)
            if key.startswith("doc-000 ") or (passage.part == "cell" and not sentence.endswith((".", "!", "?"))):
                continue  # the title of another document; a value of a table
            if len(key.split()) < MIN_WORDS:
                if not whole:
                    continue
                key = f"{passage.kind}: {key}"  # a short control may be said in an assessment and in its procedure
            earlier = [p for p in seen[key] if not p.excludes(passage) and not _one_table(p, passage)]
            seen[key].append(passage)
            tasks = {p.item for p in (*earlier, passage) if p.kind == "task"}
            only_tasks = all(p.kind == "task" for p in (*earlier, passage))
            if not earlier or (only_tasks and len(tasks) <= shared and len(tasks) > len(earlier)):
                continue
            where = earlier[0].at(" ".join(sentence.split()[:4]))
            what = f"the same words as {earlier[0].item}, line {where.line}: {sentence!r}"
            fix = "say it once and refer to it, or say what is different here"
            yield Problem(passage.at(" ".join(sentence.split()[:4])), passage.field, what, fix)


def _one_table(one: Passage, other: Passage) -> bool:
    """Tell whether both are cells of one document, where two rows may rightly hold the same value."""
    return one.part == other.part == "cell" and one.item == other.item


RULE = Rule(
    "repeated-sentence", "A sentence of seven words or more, or a control, that stands in the library twice.", check
)
