"""How sources are read for the rules: sentences, grades, places, branches, templates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from lint_fixtures.sound_house import HOUSE, house, lint

from manualgen.errors import Position
from manualgen.linting.lintable import Manual, Passage, PrintedBlock
from manualgen.linting.reading import gather
from manualgen.linting.rules import (
    foreign_law,
    incomplete_duty,
    leftover_placeholder,
    obligation_outside_duty,
    vague_control,
)
from manualgen.linting.sentences import reading_grade, sentences, syllables
from manualgen.linting.templates import NAMES, line_branches, parse
from manualgen.linting.word_lists import data, patterns
from manualgen.rendering.context import Voice

SWP = HOUSE / "templates/library/practices/swp-ladders.md"


def overlay(folder: Path, source: Path, old: str, new: str) -> Path:
    """Write ``source`` of the sound library into ``folder`` with ``old`` replaced by ``new``."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    target = folder / source.relative_to(HOUSE)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_sentence_ends_at_a_stop_and_not_at_an_abbreviation() -> None:
    assert sentences("Tie it. Ladder No. 4 stays; e.g. the long one. Go!") == [
        "Tie it.",
        "Ladder No. 4 stays; e.g. the long one.",
        "Go!",
    ]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("rung", 1),
        ("ladder", 2),
        ("inspected", 3),
        ("electrical", 4),
        ("create", 2),
        ("hoses", 2),
        ("AED", 1),
        ("used", 1),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # 13 words, 2 sentences, 13 syllables: 0.39 * 6.5 + 11.8 * 1 - 15.59
    text = ["Set the feet on the ground first.", "Then tie it at the top."]
    assert reading_grade(text) == pytest.approx(0.39 * 6.5 + 11.8 - 15.59)
    assert reading_grade([]) == 0


def test_a_place_is_found_over_a_line_break() -> None:
    passage = Passage(
        "x", "policy", "paragraph", "", Position("f", 10, 3), "one two\n  three four", "one two three four"
    )
    assert passage.at("two three") == Position("f", 10, 7)
    assert passage.at("three four") == Position("f", 11, 3)
    assert passage.at("nothing") == Position("f", 10, 3)


def test_branches_of_one_condition_exclude_each_other() -> None:
    text = "{% if a %}\none\n{% else %}\ntwo\n{% endif %}\nthree\n{% if not a %}four{% endif %}"
    one, two, three, four = (dict(line_branches(text)[n]) for n in (1, 3, 5, 6))
    assert one["a"] == "yes"
    assert two["a"] == four["a"] == "no"
    assert three == {}


def test_crew_sizes_exclude_each_other_wherever_they_stand() -> None:
    text = "{% if when('crew-small') %}one{% endif %}\n{% if when('crew-large') %}two{% endif %}"
    one, two = (dict(b) for b in line_branches(text))
    assert one["crew"] != two["crew"]


def test_the_names_of_templates_are_those_that_rendering_gives() -> None:
    assert set(Voice.names(MagicMock())) | {"loop"} == set(NAMES)


def test_a_call_knows_the_guard_around_it() -> None:
    parsed = parse("{% if included('swp-a') %}{{ ref('swp-a') }}{% endif %}{{ ref('swp-b') }}")
    assert {c.arguments[0]: c.guards for c in parsed.calls if c.name == "ref"} == {"swp-a": ("swp-a",), "swp-b": ()}


def test_a_form_that_some_builds_lack_is_told(tmp_path: Path) -> None:
    # The practice no longer pulls the form in, but still prints its number.
    root = overlay(tmp_path, SWP, "forms: [frm-ladder]", "forms: []")
    file = root / SWP.relative_to(HOUSE)
    text = file.read_text().replace("triggers: [eqp-ladder]", "triggers: [tsk-lamp]")
    file.write_text(text + "\nWrite it on {{ form('frm-ladder') }}. ^write\n")
    (found,) = lint(root, rule="unresolved-reference")
    assert found.problem.what == "frm-ladder is not in every build that has swp-ladders"
    assert found.problem.position.line == text.count("\n") + 2


def test_an_outline_is_not_linted(tmp_path: Path) -> None:
    root = overlay(tmp_path, SWP, "status: final", "status: outline")
    assert "swp-ladders" not in gather(house(root)).items


def test_word_lists_give_a_reason_and_a_fix_for_each_entry() -> None:
    for name in ("vague_words", "placeholders", "typed_citations"):
        assert all(p.why and p.fix for p in patterns(name)), name


@pytest.mark.parametrize(
    ("words", "vague"),
    [
        ("Be careful", True),
        ("Use proper PPE", True),
        ("Safe work procedures and training", True),
        ("Hard work", True),
        ("Two cones", False),
        ("Guard in place", False),
        ("Wear PPE: gloves of class 0, and a shield down before the cover moves", False),
        ("Second person foots the ladder until it is tied", False),
    ],
)
def test_a_control_names_something_to_see(words: str, vague: bool) -> None:
    assert bool(vague_control.fault(words)) is vague


@pytest.mark.parametrize(
    ("sentence", "binds"),
    [
        ("The supervisor must inspect ladders.", True),
        ("Workers are responsible for their own harness.", True),
        ("The owner shall provide gloves.", True),
        ("The supervisor walks the yard every Monday.", True),
        ("The supervisor looks round and writes what is wrong on Form F-000.", True),
        ("Nobody must climb alone.", False),
        ("A worker who has to climb ties off first.", False),
        ("If the supervisor has to leave, work stops.", False),
        ("A customer's door must stay shut.", False),
        ("Any worker may stop the job.", False),
        ("The rope must hold the worker.", False),
    ],
)
def test_a_sentence_that_binds_a_role_is_told_from_one_that_does_not(sentence: str, binds: bool) -> None:
    assert bool(obligation_outside_duty._bound(sentence)) is binds


@pytest.mark.parametrize(
    ("here", "on_the_form", "agree"),
    [
        ("3 years", "3 years", True),
        ("10 years", "3 years, with an injury 10 years", True),
        ("3 years", "6 years", False),
        ("3 years", "length of employment and 3 years after", False),
    ],
)
def test_a_duty_keeps_its_record_as_long_as_the_form_says(here: str, on_the_form: str, agree: bool) -> None:
    assert incomplete_duty._among(here, on_the_form) is agree


def test_the_law_of_another_place_in_a_printed_manual_is_told() -> None:
    block = PrintedBlock("policy", "pol-height", Position("p", 4, 1), "Xanadu Labour Act, s. 5")
    base = gather(house())
    abroad = replace(base, manual=Manual("a.yaml", (block,), regulators=("YY",)))
    assert [p.position.line for p in foreign_law.check(abroad)] == [4]
    at_home = replace(base, manual=Manual("a.yaml", (block,), regulators=("XX",)))
    assert list(foreign_law.check(at_home)) == []


def test_repealed_law_is_told(tmp_path: Path) -> None:
    found = lint(overlay(tmp_path, SWP, "law: [height]", "law: [height, gone]"), rule="foreign-law")
    assert [f.problem.what for f in found] == ["every provision on gone is repealed"]


def test_an_unrendered_template_in_print_is_told_and_a_clients_own_words_are_not() -> None:
    blocks = tuple(PrintedBlock("", "", Position("p", n, 1), t) for n, t in ((1, "Ask {{ role }}"), (2, "TBD Ltd.")))
    lintable = replace(gather(house()), manual=Manual("a.yaml", blocks, own_words=("TBD Ltd.",)))
    assert [p.position.line for p in leftover_placeholder.check(lintable)] == [1]


def test_budgets_are_numbers() -> None:
    assert {k: int(v) for k, v in data("budgets")["words"].items()} == {
        "policy": 700,
        "practice": 750,
        "procedure": 1300,
        "section": 900,
        "program": 4000,
    }
