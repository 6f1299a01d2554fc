"""Faults in law files are reported with their place, all of them in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from law_samples import HEAD, TOPICS, provision, write_library

from manualgen.errors import InputError, Problem
from manualgen.knowledge.law import load_law
from manualgen.locations import Locations


def problems(root: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        load_law(Locations((root,)), only=("XX",))
    return list(caught.value.problems)


def place(problem: Problem) -> tuple[str, int, int, str]:
    position = problem.position
    return Path(position.file).name, position.line, position.column, problem.field


FIRST = HEAD.count("\n") + 1  # the line of the first provision's id


@pytest.mark.parametrize(
    ("fields", "line", "column", "field", "words"),
    [
        ({"topic": "heigth"}, 1, 12, "topic", "`heigth` is not in the vocabulary"),
        ({"instrument": "xx.code"}, 2, 17, "instrument", "`xx.code` is not an instrument"),
        ({"confidence": "sure"}, 6, 17, "confidence", "write one of: high, medium, low"),
        ({"ref_confidence": "High"}, 7, 21, "ref_confidence", "`High` is not a known ref_confidence"),
        ({"effective_from": "2026-13-01"}, 8, 21, "effective_from", "`2026-13-01` is not a date"),
        ({"effective_from": "2027-01-01"}, 8, 21, "effective_from", "is after the file's own date"),
        ({"status": "passed"}, 8, 13, "status", "write one of: in-force, enacted"),
        ({"numbers": "{hight_m: 3}"}, 8, 24, "numbers.hight_m", "its numbers: height_m"),
        (
            {"numbers": "{height_m: {value: 3, unit: ft}}"},
            8,
            42,
            "numbers.height_m.unit",
            "the unit of `height_m` is m",
        ),
        ({"numbers": "{height_m: null}"}, 8, 25, "numbers.height_m", "must be one value"),
        ({"basis": "company"}, 8, 12, "basis", "write one of: organisation, workplace"),
        ({"efective_from": "2026-01-01"}, 8, 5, "efective_from", "is not a field here"),
        ({"summary": ""}, 0, 5, "summary", "`summary` is missing"),
    ],
)
def test_a_fault_in_a_provision_is_told_with_its_place(
    tmp_path: Path, fields: dict[str, str], line: int, column: int, field: str, words: str
) -> None:
    write_library(tmp_path, provision("xx.a", **fields))
    [problem] = problems(tmp_path)
    assert place(problem) == ("xx.yaml", FIRST + line, column, f"provisions.xx.a.{field}")
    assert words in str(problem)


def test_every_fault_is_told_in_one_run(tmp_path: Path) -> None:
    write_library(tmp_path, provision("xx.a", topic="nothing", confidence="sure"), provision("xx.b", instrument="none"))
    assert len(problems(tmp_path)) == 3


def test_an_id_given_twice_names_the_first_place(tmp_path: Path) -> None:
    write_library(tmp_path, provision("xx.a"), provision("xx.a"))
    [problem] = problems(tmp_path)
    assert place(problem)[:3] == ("xx.yaml", FIRST + 8, 9)
    assert f"first on line {FIRST}" in str(problem)


def test_two_values_of_one_number_in_force_together_are_refused(tmp_path: Path) -> None:
    write_library(tmp_path, provision("xx.a", numbers="{height_m: 3}"), provision("xx.b", numbers="{height_m: 2.4}"))
    [problem] = problems(tmp_path)
    assert "`xx.a` gives 3 for the same number" in str(problem)


def test_wordings_that_overlap_in_time_are_refused(tmp_path: Path) -> None:
    versions = "[{effective_from: '2020-01-01', effective_to: '2025-06-01', summary: Old.}]"
    write_library(tmp_path, provision("xx.a", effective_from="'2025-01-01'", versions=versions))
    [problem] = problems(tmp_path)
    assert "two wordings are in force on the same day" in str(problem)


@pytest.mark.parametrize(
    ("topics", "places", "words"),
    [
        (TOPICS.replace("parts: [height.ladder]", "parts: [height.lader]"), [(5, 13)], "`height.lader` is not a topic"),
        (
            TOPICS.replace("    title: Ladders at height\n", "    title: L\n    parts: [height]\n"),
            [(5, 13), (10, 13)],
            "itself; break the circle",
        ),
        (TOPICS.replace("stricter: min}", "stricter: less}", 1), [(7, 59)], "write one of: min, max, none"),
        (TOPICS.replace("headcount: organisation", "headcount: firm"), [(14, 16)], "write one of: organisation"),
        (TOPICS.replace("title: Ladders at height", "titel: Ladders"), [(9, 5), (9, 5)], "title"),
    ],
)
def test_a_fault_in_the_vocabulary_is_told_with_its_place(
    tmp_path: Path, topics: str, places: list[tuple[int, int]], words: str
) -> None:
    write_library(tmp_path, topics=topics)
    found = problems(tmp_path)
    assert [place(p)[1:3] for p in found] == places
    assert all(words in str(p) for p in found)


def test_a_change_needs_an_instrument_of_its_jurisdiction(tmp_path: Path) -> None:
    tail = (
        "changes:\n  - {id: c1, effective: '2026-05-01', instrument: zz, what_changed: New rule., confidence: high}\n"
    )
    write_library(tmp_path, provision("xx.a"), tail=tail)
    [problem] = problems(tmp_path)
    assert place(problem)[1:] == (FIRST + 9, 51, "changes.c1.instrument")


def test_a_regulator_without_a_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no legislation file for ZZ"):
        load_law(Locations((write_library(tmp_path),)), only=("ZZ",))
    law = load_law(Locations((tmp_path,)), only=("XX",))
    with pytest.raises(InputError, match="no legislation is on file for AB; known: XX"):
        law.view(("AB",))
