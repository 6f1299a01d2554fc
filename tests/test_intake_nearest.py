"""A mistyped id is answered with the ids that may have been meant, and with the command that lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from manualgen.cli import program
from manualgen.intake.checks import check_file
from manualgen.intake.known import KnownVocabulary
from manualgen.intake.nearest import SHOW, closest, nearest, nearest_or_gap
from manualgen.knowledge.store import Knowledge

WORK = {
    "eqp-extension-ladder": "Extension ladder",
    "eqp-step-ladder": "Step ladder",
    "eqp-scissor-lift": "Scissor lift",
    "eqp-forklift": "Counterbalance truck",
}


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> KnownVocabulary:
    return KnownVocabulary(knowledge)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("eqp-ladder", ("eqp-step-ladder", "eqp-extension-ladder")),
        ("eqp-scisor-lift", ("eqp-scissor-lift",)),
        ("EQP_Scissor_Lift", ("eqp-scissor-lift",)),
        ("scissor-lift", ("eqp-scissor-lift",)),
        ("eqp-counterbalance-truck", ("eqp-forklift",)),
        ("eqp-scissor-lift-rental", ("eqp-scissor-lift",)),
        ("eqp-submarine", ()),
        ("eqp-lift-truck", ()),
        ("", ()),
    ],
)
def test_the_id_with_the_word_comes_before_the_one_with_the_letters(written: str, meant: tuple[str, ...]) -> None:
    assert set(closest(written, WORK)) == set(meant)


def test_the_short_name_of_a_partner_is_that_partner_and_no_other(words: KnownVocabulary) -> None:
    names = {key: partner.name for key, partner in words.partners.items()}
    assert closest("acsa", names) == ("ab-acsa",)
    assert closest("ihsa", names) == ("on-ihsa",)
    assert closest("zz", names) == ()


def test_a_digit_off_by_more_than_one_is_no_slip() -> None:
    assert closest("ab.ohs-code.s9999", {"ab.ohs-code.s199": ""}) == ()


@pytest.mark.parametrize(
    ("fields", "command"),
    [
        ("partner: zz\nindustries: [electrical]", "partners"),
        ("partner: ab-acsa\nindustries: [underwater]", "industries"),
        *[
            (f"partner: ab-acsa\nindustries: [electrical]\nwork: {{{group}: [{prefix}-underwater]}}", group)
            for group, prefix in (
                ("tasks", "tsk"),
                ("equipment", "eqp"),
                ("products", "prd"),
                ("conditions", "cnd"),
                ("permits", "prm"),
            )
        ],
        ("partner: ab-acsa\nindustries: [electrical]\nroles: [{role: role-diver, title: diver}]", "roles"),
        ("partner: ab-acsa\nindustries: [electrical]\ntraining: {required: [crs-diving]}", "courses"),
        (
            "partner: ab-acsa\nindustries: [electrical]\nchoices: {include: [{document: swp-submarine, reason: x}]}",
            "documents",
        ),
    ],
)
def test_an_id_nobody_knows_is_answered_with_the_command_that_lists_them(
    fields: str, command: str, words: KnownVocabulary
) -> None:
    text = f"company: {{name: A}}\nprovince: AB\nemployees: 4\n{fields}\n"
    told = " ".join(str(p) for p in check_file(Path("p.yaml"), words, text)[1])
    assert f"`{SHOW[command]}`" in told
    assert "did you mean" not in told


@pytest.mark.parametrize("command", SHOW.values())
def test_the_named_commands_exist(command: str) -> None:
    _, verb, table, *options = command.split()
    found = program.get_command(None, verb).get_command(None, table)  # type: ignore[arg-type,union-attr]
    assert found is not None
    if options:
        kinds = next(p for p in found.params if p.name == "kind").type
        assert options[1] in kinds.choices  # type: ignore[attr-defined]


def test_a_task_of_the_library_does_not_hide_behind_a_gap() -> None:
    told = nearest_or_gap("eqp-ladder", WORK, "equipment")
    assert "`eqp-step-ladder` (Step ladder)" in told
    assert "`manualgen show work --kind equipment`" in told
    assert nearest("nowhere", {"shop": "Shop"}) == "write one of: shop"
