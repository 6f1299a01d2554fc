"""Template names: each that is used is defined, each that is set is used."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield unknown names and variables that are set and never used."""
    yield from lintable.names


RULE = Rule("template-variable", "A template name that is not defined, or a variable that is set and not used.", check)
