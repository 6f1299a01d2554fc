"""The consultant's workspace: what is misspelt, misdated or misplaced in it is said, never ignored."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from manualgen.errors import InputError
from manualgen.knowledge.store import Knowledge
from manualgen.workspace import find_workspace, newest_day

TODAY = date(2026, 11, 22)
PROFILE = "company: {name: Acme}\nprovince: AB\nemployees: 4\npartner: ab-acsa\nindustries: [electrical]\n"


def verify(name: str, day: str = "2026-11-21") -> str:
    return f"verified:\n  {name}: {{verified_by: safety consultant, verified_on: {day}}}\n"


def refused(folder: Path, text: str, today: date = TODAY) -> str:
    (folder / "manualgen.yaml").write_text(text)
    with pytest.raises(InputError) as caught:
        find_workspace(folder, today)
    return str(caught.value)


def test_what_was_verified_today_counts_and_tomorrow_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, verify("ab.ohs-code.s136", "2026-11-23"))
    assert "manualgen.yaml:2:" in told
    assert "verified.ab.ohs-code.s136.verified_on: 2026-11-23 is in the future" in told
    assert "write the day it was read, 2026-11-22 or before" in told
    (tmp_path / "manualgen.yaml").write_text(verify("ab.ohs-code.s136", "2026-11-22"))
    found = find_workspace(tmp_path, TODAY).verified
    assert found == {"ab.ohs-code.s136": ("safety consultant", TODAY)}


def test_the_day_is_not_the_future_while_it_has_begun_anywhere() -> None:
    assert date.today() <= newest_day() <= date.today() + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("ohs-code.s136", "did you mean `ab.ohs-code.s136` (OHS Code, Part 8, s. 136)?"),
        ("ab.ohs-cod.s136", "did you mean `ab.ohs-code.s136` (OHS Code, Part 8, s. 136)?"),
        ("gp-meter-category-panels", "did you mean `gp-meter-category-panel`"),
        ("qqq", "write one of those that `manualgen show law` lists"),
    ],
)
def test_an_id_that_no_provision_has_is_refused_with_the_nearest(
    name: str, answer: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    (tmp_path / "manualgen.yaml").write_text(verify(name))
    told = [str(p) for p in find_workspace(tmp_path, TODAY).unknown_ids(knowledge)]
    assert len(told) == 1
    assert f"manualgen.yaml:2:3: verified.{name}: no provision and no good-practice value has this id" in told[0]
    assert answer in told[0]


def test_ids_of_law_and_of_good_practice_are_known(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "manualgen.yaml").write_text(
        verify("ab.ohs-code.s136") + verify("gp-meter-category-panel").removeprefix("verified:\n")
    )
    assert find_workspace(tmp_path, TODAY).unknown_ids(knowledge) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("libaries: [x]\n", ":1:1: libaries: there is no such key; use libraries, output, verified"),
        ("libraries: ours\n", ":1:12: libraries: a list is expected; write `libraries: [our-library]`"),
        ("libraries: [nowhere]\n", ":1:13: libraries[1]: there is no folder 'nowhere'"),
        ("libraries: [empty]\n", "libraries[1]: 'empty' holds none of partners/, legislation/, templates/"),
        ("output: note.txt\n", ":1:9: output: 'note.txt' is a file; name a folder beside this file"),
        ("output: [a]\n", ":1:9: output: a folder is expected; write `output: clients`"),
        ("verified: yes\n", ":1:11: verified: ids and who checked them are expected"),
        ("verified: {a: b}\n", "verified.a: who and when are missing"),
        ("verified: {a: {verified_on: 2026-11-21}}\n", "verified.a.verified_by: nobody is named"),
        ("verified: {a: {verified_by: [x], verified_on: 2026-11-21}}\n", "verified.a.verified_by: nobody is named"),
        ("verified: {a: {verified_by: x}}\n", "verified.a.verified_on: the day is missing; write it as 2026-11-21"),
        ("verified: {a: {verified_by: x, verified_on: 20261121}}\n", "'20261121' is not a date"),
        ("verified: {a: {verified_by: x, verified_on: 2026-13-01}}\n", "'2026-13-01' is not a date"),
        ("verified: {a: {verified_by: x, verified_on: 2026-11-21, by: y}}\n", "verified.a.by: there is no such field"),
        ("- a\n", "keys and values are expected"),
        ("''\n", "keys and values are expected"),
    ],
)
def test_a_fault_of_form_has_its_place_and_its_fix(text: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.txt").write_text("")
    assert line in refused(tmp_path, text)


def test_an_empty_workspace_says_nothing(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "manualgen.yaml").write_text("# nothing yet\n")
    found = find_workspace(tmp_path, TODAY)
    assert (found.libraries, found.verified, found.unknown_ids(knowledge)) == ((), {}, [])


@pytest.mark.parametrize(
    "verb",
    [
        ["check"],
        ["plan"],
        ["build"],
        ["issue", "--approved-by", "owner", "--date", "2026-12-01"],
        ["show", "law", "--used-by"],
    ],
)
def test_every_verb_refuses_a_verification_that_cannot_count(verb: list[str], tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(PROFILE)
    for text, answer in (
        (verify("ab.ohs-code.s136", "2099-01-01"), "is in the future"),
        (verify("ab.ohs-cod.s136"), "did you mean `ab.ohs-code.s136`"),
    ):
        (tmp_path / "manualgen.yaml").write_text(text)
        result = subprocess.run(
            [sys.executable, "-m", "manualgen", *verb, str(tmp_path / "acme.yaml")],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        assert result.returncode == 2
        assert f"{tmp_path / 'manualgen.yaml'}:2:" in result.stderr
        assert answer in result.stderr
    assert not (tmp_path / "manuals").exists()
