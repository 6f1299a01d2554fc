"""What a rule is: a name, one sentence, a function over a :class:`~manualgen.linting.lintable.Lintable`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable


@dataclass(frozen=True, slots=True)
class Rule:
    """``check`` yields a problem for each place that breaks the rule; it changes nothing."""

    name: str
    description: str
    check: Callable[[Lintable], Iterator[Problem]]
