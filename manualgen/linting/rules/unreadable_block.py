"""A fence that is no YAML or a template that cannot be parsed hides from every other rule."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield every fence and template that could not be read."""
    yield from lintable.faults


RULE = Rule("unreadable-block", "A fenced block or a template that cannot be read.", check)
