"""Each rule finds its fault at its line, and leaves the near miss alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lint_fixtures.sound_house import FIXTURES, lint

from manualgen.linting.registry import RULES

# The swap test compares two manuals; tests/test_lint_swap.py proves it.
BY_FIXTURE = [rule.name for rule in RULES if rule.name != "swap-test"]


def test_the_sound_library_passes_every_rule() -> None:
    assert [str(f.problem) for f in lint()] == []


@pytest.mark.parametrize("name", BY_FIXTURE)
def test_the_fault_is_found_where_it_is(name: str) -> None:
    folder = FIXTURES / name / "fails"
    file, line = (folder / "expected.txt").read_text().strip().rsplit(":", 1)
    found = [f.problem.position for f in lint(folder, rule=name)]
    assert (str(folder / file), int(line)) in [(p.file, p.line) for p in found]
    assert {Path(p.file) for p in found} == {folder / file}, "nothing else is found"


@pytest.mark.parametrize("name", BY_FIXTURE)
def test_the_near_miss_passes(name: str) -> None:
    assert [str(f.problem) for f in lint(FIXTURES / name / "passes", rule=name)] == []


def test_every_fixture_belongs_to_a_rule() -> None:
    assert {p.name for p in FIXTURES.iterdir() if p.is_dir() and p.name != "__pycache__"} == {*BY_FIXTURE, "house"}
