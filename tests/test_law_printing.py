"""The printing rule: high plain, medium with a dagger, low the instrument's name only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from law_samples import provision, write_library

from manualgen.knowledge.law import LawRegistry, load_law
from manualgen.knowledge.law_printing import PrintedCitation, join_citations, printed_ref
from manualgen.locations import Locations


def registry(root: Path, *provisions: str) -> LawRegistry:
    return load_law(Locations((write_library(root, *provisions),)))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Part 8, s. 136", "s. 136"),
        ("Part 2, Div. 4, s. 21", "s. 21"),
        ("Schedule 2, Table 7 (high hazard work)", "Schedule 2, Table 7"),
        ("Part 17, s. 225; Schedule 4", "s. 225; Schedule 4"),
        ("Part 4, s. 4.10; Part 16, ss. 16.3, 16.14", "s. 4.10; ss. 16.3, 16.14"),
        ("Part 12 (ss. 12.1-12.2)", "ss. 12.1-12.2"),
        ("Part 36, s. 544", "s. 544"),
        ("s. 17(2)-(4)", "s. 17(2)-(4)"),
        ("Part 3", "Part 3"),
        ("crane Part", ""),
        ("reg. generally", ""),
        ("", ""),
    ],
)
def test_a_reference_prints_without_its_part_and_remarks(written: str, printed: str) -> None:
    assert printed_ref(written) == printed


@pytest.mark.parametrize(
    ("confidence", "ref_confidence", "text", "to_verify"),
    [
        ("high", "high", "Height Act, s. 10", False),
        ("high", "medium", "Height Act, s. 10†", True),
        ("medium", "high", "Height Act, s. 10†", True),
        ("low", "high", "Height Act", False),
        ("high", "low", "Height Act", False),
    ],
)
def test_the_lower_of_the_two_confidences_decides(
    tmp_path: Path, confidence: str, ref_confidence: str, text: str, to_verify: bool
) -> None:
    law = registry(tmp_path, provision("xx.a", confidence=confidence, ref_confidence=ref_confidence))
    answer = law.view(("XX",)).cite("height")
    assert answer.text == text
    assert answer.parts[0].text == text
    assert answer.to_verify == (("xx.a",) if to_verify else ())
    assert answer.parts[0].provision == ("" if text == "Height Act" else "xx.a")
    assert answer.parts[0].entry == "xx.a"
    assert "xx.a" not in answer.text


@pytest.mark.parametrize(("confidence", "text"), [("high", "3"), ("medium", "3†"), ("low", "")])
def test_numbers_follow_the_confidence_in_the_duty(tmp_path: Path, confidence: str, text: str) -> None:
    law = registry(tmp_path, provision("xx.a", confidence=confidence, ref_confidence="low", numbers="{height_m: 3}"))
    answer = law.view(("XX",)).number("height", "height_m")
    assert answer.text == text
    assert answer.printable is bool(text)
    assert answer.unit == "m"


def test_a_persons_check_removes_the_dagger_unless_the_wording_is_newer(tmp_path: Path) -> None:
    law = registry(
        tmp_path,
        provision("xx.a", confidence="low", numbers="{height_m: 3}", effective_from="'2026-01-01'"),
    )
    checked = law.view(("XX",), verified={"xx.a": ("consultant", date(2026, 5, 1))})
    assert checked.cite("height").text == "Height Act, s. 10"
    assert checked.number("height", "height_m").text == "3"
    too_old = law.view(("XX",), verified={"xx.a": ("consultant", date(2025, 5, 1))})
    assert too_old.cite("height").text == "Height Act"
    assert not too_old.number("height", "height_m").printable


def test_an_unverified_number_never_prints(tmp_path: Path) -> None:
    law = registry(tmp_path, provision("xx.a", numbers_unverified="{height_m: 3}", numbers_other="{ratio: 4}"))
    view = law.view(("XX",), verified={"xx.a": ("consultant", date(2026, 10, 1))})
    assert not view.number("height", "height_m").printable
    assert view.number("height", "height_m").text == ""
    assert not view.number("height", "ratio").printable


def test_a_duty_nobody_has_read_is_not_told_as_law(tmp_path: Path) -> None:
    law = registry(tmp_path, provision("xx.a", confidence="low"), provision("xx.b", confidence="medium"))
    view = law.view(("XX",))
    assert [part.text for part in view.summary("height")] == ["", "Duty of xx.b."]
    assert [(row.summary, row.ref, row.to_verify) for row in view.provisions()] == [
        ("", "", True),
        ("Duty of xx.b.", "s. 10", True),
    ]


def test_sections_of_one_instrument_are_listed_once_and_in_order() -> None:
    def cite(ref: str, to_verify: bool = False) -> PrintedCitation:
        return PrintedCitation("OHS Code", ref, to_verify)

    line = [cite("ss. 150.1-150.2", True), cite("s. 139(3)-(7)"), cite("s. 17"), cite("Schedule 4", True), cite("")]
    assert join_citations(line) == "OHS Code, ss. 17, 139(3)-(7), 150.1-150.2†; Schedule 4†"
    assert join_citations([cite("ss. 9(6)-(7), (12)")]) == "OHS Code, ss. 9(6)-(7), (12)"
    assert join_citations([cite("s. 3"), cite("s. 3", True)]) == "OHS Code, s. 3†"
    assert join_citations([cite(""), PrintedCitation("OHS Act", "", False)]) == "OHS Code; OHS Act"
