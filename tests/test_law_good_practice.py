"""Good-practice figures print by the rule of the law and can be replaced by a library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from manualgen.errors import InputError
from manualgen.knowledge.law_good_practice import load_good_practice
from manualgen.locations import Locations


def library(root: Path, text: str) -> Locations:
    folder = root / "templates" / "library"
    folder.mkdir(parents=True)
    (folder / "good_practice.yaml").write_text(text, encoding="utf-8")
    return Locations((root,))


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("gp-lift-limit", "23 kg"),
        ("gp-rubber-glove-test", "every 6 months"),
        ("gp-meter-category-panel", "CAT III 600 V†"),
        ("gp-arc-flash-boundary-600", ""),
    ],
)
def test_figures_print_as_sure_as_their_source(item: str, text: str) -> None:
    answer = load_good_practice(Locations()).good(item)
    assert answer.text == text
    assert answer.printable is bool(text)
    assert answer.label


def test_every_figure_above_low_has_a_page_and_the_day_it_was_read() -> None:
    for item in load_good_practice(Locations()).items.values():
        if item.level != "low":
            assert item.source.startswith("http"), item.id
            assert item.read_on is not None, item.id


def test_a_library_replaces_a_figure_and_a_check_removes_the_dagger(tmp_path: Path) -> None:
    text = """\
good_practice:
  - id: gp-generator-cooling
    text: Cooling time of our generators
    value: '20'
    unit: minutes
    source: https://maker.example/manual
    confidence: medium
"""
    ours = load_good_practice(library(tmp_path, text))
    assert ours.good("gp-generator-cooling").text == "20 minutes†"
    assert ours.good("gp-lift-limit").text == "23 kg"
    checked = replace(ours, verified={"gp-generator-cooling": ("consultant", date(2026, 11, 1))})
    assert checked.good("gp-generator-cooling").text == "20 minutes"


def test_a_fault_is_told_with_its_place(tmp_path: Path) -> None:
    text = "good_practice:\n  - id: lift\n    text: Lift\n    value: '23'\n    source: x\n    confidence: sure\n"
    with pytest.raises(InputError) as caught:
        load_good_practice(library(tmp_path, text))
    places = [(p.position.line, p.position.column, p.field) for p in caught.value.problems]
    assert places == [(2, 9, "good_practice.lift.id"), (6, 17, "good_practice.lift.confidence")]


def test_an_unknown_figure_is_an_input_error() -> None:
    with pytest.raises(InputError, match="no good-practice value `gp-nothing`"):
        load_good_practice(Locations()).good("gp-nothing")
