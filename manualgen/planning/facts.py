"""The facts that conditions may ask about: one client, seen by the planner and the templates.

Every question asked is kept with its answer, false ones included, so that a later
law or profile change can be matched against what this client was told.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from manualgen.errors import InputError, Problem
from manualgen.knowledge.library import Condition
from manualgen.knowledge.places import place_of

if TYPE_CHECKING:
    from manualgen.knowledge.sandbox import Sandbox


@dataclass
class Questions:
    """Every question asked of profile, plan and law, with its answer, in canonical order."""

    answers: dict[str, Any] = field(default_factory=dict)
    _heard: dict[str, Any] | None = None

    def record(self, kind: str, *arguments: str, answer: Any) -> Any:
        """Note ``kind(arguments) = answer`` and return the answer."""
        key = f"{kind}({', '.join(arguments)})"
        if key not in self.answers:
            self.answers[key] = answer
        if self._heard is not None:
            self._heard[key] = self.answers[key]
        return answer

    @contextmanager
    def listening(self) -> Iterator[dict[str, Any]]:
        """Give a dict that receives every question asked inside, those asked before too."""
        outer, heard = self._heard, dict[str, Any]()
        self._heard = heard
        try:
            yield heard
        finally:
            self._heard = outer
            if outer is not None:
                outer.update(heard)

    def recall(self, answers: Mapping[str, Any]) -> None:
        """Note questions that an earlier run asked for the same words."""
        for key, answer in answers.items():
            self.answers.setdefault(key, answer)

    def as_json(self) -> str:
        """Return all questions and answers as canonical JSON."""
        return json.dumps(self.answers, ensure_ascii=False, sort_keys=True, indent=0)


@dataclass(frozen=True)
class ClientFacts:
    """The client as conditions see it.

    ``headcount`` numbers are people; ``peak`` falls back to ``total``. ``held`` are the
    role ids somebody holds. ``declared`` maps each declared id to "declared" or "assumed".
    """

    total: int
    peak: int
    fte: float
    site_count: int
    contractor_count: int
    program: str
    template_set: str
    held: frozenset[str]
    declared: Mapping[str, str]
    applies: Callable[[str], str]

    def any_declared(self, ids: Iterable[str]) -> bool:
        """Return whether any of ``ids`` is declared or assumed."""
        return any(i in self.declared for i in ids)


class Conditions:
    """Evaluates the named conditions of ``conditions.yaml`` over one client's facts, once each."""

    def __init__(self, conditions: Mapping[str, Condition], facts: ClientFacts, questions: Questions) -> None:
        self._conditions = conditions
        self._facts = facts
        self._questions = questions
        self._known: dict[str, bool] = {}

    def holds(self, name: str) -> bool:
        """Return whether condition ``name`` holds.

        Raises ``KeyError`` for an unknown name and ``InputError``, at its place, for a test that fails.
        """
        if name not in self._known:
            condition = self._conditions[name]
            try:
                self._known[name] = bool(_evaluate(condition.test, self._facts))
            except Exception as error:  # the test is an author's expression: whatever it raises, say where it stands
                at = place_of(condition.file, condition.test)
                fix = "the head of conditions.yaml lists what a test may ask"
                raise InputError([Problem(at, f"{name}.test", f"the condition fails: {error}", fix)]) from None
        return bool(self._questions.record("when", name, answer=self._known[name]))

    def all(self) -> tuple[tuple[str, bool], ...]:
        """Return every named condition with its value, by name."""
        return tuple((name, self.holds(name)) for name in sorted(self._conditions))


@cache
def _sandbox() -> Sandbox:
    from jinja2 import StrictUndefined

    from manualgen.knowledge.sandbox import Sandbox

    return Sandbox(undefined=StrictUndefined)


def _evaluate(test: str, facts: ClientFacts) -> Any:
    compiled = _sandbox().compile_expression(test, undefined_to_none=False)
    return compiled(
        headcount=SimpleNamespace(total=facts.total, peak=facts.peak, fte=facts.fte),
        site_count=facts.site_count,
        contractor_count=facts.contractor_count,
        program=facts.program,
        template_set=facts.template_set,
        held=lambda role: role in facts.held,
        declared=lambda *ids: facts.any_declared(ids),
        applies=lambda topic: _known_topic(facts.applies(topic), topic),
    )


def _known_topic(answer: str, topic: str) -> str:
    if answer == "unknown-topic":
        raise ValueError(f"unknown topic of law {topic!r}")
    return answer
