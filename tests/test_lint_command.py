"""The verb ``lint`` as a consultant and a script meet it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from manualgen.cli import program
from manualgen.linting.registry import RULES

ROOT = Path(__file__).parents[1]


def call(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["lint", *arguments], standalone_mode=False)


def test_the_list_names_every_rule_with_a_sentence() -> None:
    result = call("--list")
    assert result.return_value == 0
    assert [line.split()[0] for line in result.output.splitlines()] == [r.name for r in RULES]


def test_an_unknown_rule_is_bad_input_with_the_nearest_name() -> None:
    result = call("--rule", "vague-word")
    assert "did you mean vague-words?" in str(result.exception)


def test_a_decoy_alone_is_bad_input() -> None:
    assert "name the profile" in str(call("--decoy", "x.yaml").exception)


def test_findings_of_a_further_library_are_printed_with_place_and_rule(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "library" / "practices"
    folder.mkdir(parents=True)
    (folder / "swp-own-rope.md").write_text(
        "---\nid: swp-own-rope\ntitle: Rope\nstatus: final\nsummary: Rope.\ntriggers: [all]\n---\nBe careful with rope. ^rope\n"
    )
    result = call("--library", str(tmp_path), "--rule", "vague-words", "--json")
    rows = [r for r in json.loads(result.output) if r["file"].endswith("swp-own-rope.md")]
    assert result.return_value == 1
    assert [(r["rule"], r["line"], r["severity"]) for r in rows] == [("vague-words", 8, "error")]
    text = call("--library", str(tmp_path), "--rule", "vague-words").output
    assert re.search(r"swp-own-rope\.md:8:1: 'Be careful': .+ \[vague-words\]", text)


def test_the_clients_answers_and_named_slots_are_no_leftovers_but_a_number_of_nobody_is(tmp_path: Path) -> None:
    profile = tmp_path / "acme.yaml"
    profile.write_text(
        "company: {name: Acme Larch}\nprovince: AB\nemployees: 4\npartner: ab-acsa\nindustries: [electrical]\n"
        "facts: {contact-gas-utility: 'Larch Gas, 403-555-0170', boot-allowance: $200 a year}\n"
    )
    result = call(str(profile), "--rule", "leftover-placeholder")
    assert (result.return_value, result.output) == (0, "nothing found\n")
    house = ROOT / "templates" / "library" / "policies" / "pol-ppe.md"
    folder = tmp_path / "own" / "templates" / "library" / "policies"
    folder.mkdir(parents=True)
    (folder / house.name).write_text(house.read_text("utf-8") + "\nCall 403-555-0171 or [phone]. ^call-them\n", "utf-8")
    found = call(str(profile), "--rule", "leftover-placeholder", "--library", str(tmp_path / "own")).output
    assert "'403-555-0171' prints in the manual: an invented person or number" in found
    assert "'[phone]'" in found


def test_every_rule_is_documented() -> None:
    documented = re.findall(r"^### `([\w-]+)`", (ROOT / "docs" / "lint-rules.md").read_text(encoding="utf-8"), re.M)
    assert documented == [r.name for r in RULES]


def test_rule_names_and_descriptions_have_one_form() -> None:
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert rule.description.endswith(".")
        assert rule.description[0].isupper()


@pytest.mark.parametrize("times", [2])
def test_the_whole_library_is_linted_within_five_seconds(times: int) -> None:
    def once() -> float:
        start = time.process_time()
        call("--json")
        return time.process_time() - start

    assert min(once() for _ in range(times)) < 5
