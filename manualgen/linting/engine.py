"""Run rules and put what they find in the order of the files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and the name of the rule that found it."""

    rule: str
    problem: Problem


def run(lintable: Lintable, rules: Iterable[Rule]) -> list[Finding]:
    """Return what ``rules`` find, by file, line and column; the same finding once."""
    found = {Finding(rule.name, problem): None for rule in rules for problem in rule.check(lintable)}
    return sorted(found, key=lambda f: (f.problem.position, f.rule, f.problem.what))
