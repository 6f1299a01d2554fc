"""A procedure has the parts a crew looks for: who, steps, stop, emergency, and its hazards where they occur."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Position, Problem
from manualgen.knowledge.library import Procedure
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.word_lists import data


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield missing parts, too few or too many steps, and hazards listed but met in no step (or the reverse)."""
    for procedure in lintable.library.procedures.values():
        if procedure.id in lintable.items:
            for field, what, fix in _faults(procedure):
                yield Problem(_place(lintable, procedure.id, field), field, what, fix)


def _faults(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    low, high = int(data("budgets")["steps"]["min"]), int(data("budgets")["steps"]["max"])
    if not low <= len(procedure.steps) <= high:
        yield "steps", f"{len(procedure.steps)} steps", f"{low} to {high}: merge, or split the procedure"
    for field in ("who", "stop", "emergency", "scope", "records"):
        if not getattr(procedure, field):
            yield field, f"no {field}", f"add `{field}: …`"
    names = [s.id for s in procedure.steps]
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield "steps", f"two steps are called {name!r}", "give each its own id"
    for hazard in sorted({h for h in procedure.hazards if procedure.hazards.count(h) > 1}):
        yield "hazards", f"{hazard} is listed twice", "keep one"
    used = {h for s in procedure.steps for h in s.hazards}
    for hazard in procedure.hazards:
        if hazard not in used:
            yield "hazards", f"{hazard} is listed and met in no step", "name it in the step where it occurs, or drop it"
    for hazard in sorted(used - set(procedure.hazards)):
        yield "hazards", f"{hazard} is met in a step and not listed", "add it to `hazards`"
    for step in procedure.steps:
        if not step.hazard:
            yield f"steps.{step.id}", "a step that does not say what can go wrong", "add `hazard: …`"


def _place(lintable: Lintable, item: str, field: str) -> Position:
    for use in lintable.id_uses:
        if use.item == item and use.field.split("[")[0] == field:
            return use.position
    for passage in lintable.passages:
        if passage.item == item and passage.field.startswith(field):
            return passage.position
    return lintable.file_of(item)


RULE = Rule(
    "procedure-shape",
    "A procedure without 6 to 15 steps, who, stop or emergency, or with hazards no step meets.",
    check,
)
