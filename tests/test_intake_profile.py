"""A profile keeps what was written and where, answers by path, and refuses what could go wrong silently."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from manualgen.errors import InputError
from manualgen.intake.loading import load_profile, read_profile
from manualgen.intake.schema import profile_schema

PROFILES = Path(__file__).parent.parent / "company_profiles"
ELECTRICIAN = PROFILES / "electrician-ab-secor.yaml"
MINIMAL = "company: {name: Acme Electric}\nprovince: AB\nemployees: 7\npartner: ab-acsa\nindustries: [electrical]\n"


def lines(text: str) -> list[str]:
    return [str(p) for p in read_profile(Path("p.yaml"), text).problems]


def minimal_with(text: str) -> Any:
    return load_profile(Path("p.yaml"), MINIMAL + text)


def test_a_minimal_profile_has_five_lines() -> None:
    profile = load_profile(Path("p.yaml"), MINIMAL)
    assert profile.company.name == "Acme Electric"
    assert profile.headcount.total == profile.headcount.peak == 7
    assert (profile.primary.partner, profile.primary.program) == ("ab-acsa", "auto")
    assert [i.id for i in profile.industries] == ["electrical"]
    assert profile.regulators == ("AB",)
    assert profile.company.legal_name is None, "what was not given is not made up"


def test_short_forms_keep_the_place_where_they_were_written() -> None:
    profile = load_profile(Path("p.yaml"), MINIMAL)
    places = {p: (profile.position(p).line, profile.position(p).column) for p in (
        "headcount.total", "certifications.ab-acsa.partner", "company.trade_name", "industries.electrical", "sites",
    )}  # fmt: skip
    assert places == {
        "headcount.total": (3, 12),
        "certifications.ab-acsa.partner": (4, 10),
        "company.trade_name": (1, 17),
        "industries.electrical": (5, 14),
        "sites": (1, 1),
    }


def test_the_first_client_reads_whole() -> None:
    profile = load_profile(ELECTRICIAN)
    assert profile.headcount.fte == 6.4
    assert profile.position("headcount.total").line == 18
    assert len(profile.work.declared()) == 54
    assert profile.choices.text["policy-why"].endswith("believed was dead.")


def test_a_path_asks_for_any_value() -> None:
    profile = load_profile(ELECTRICIAN)
    assert profile.ask("sites.shop.muster_point").startswith("North-east corner")
    assert profile.ask("sites.shop.hospital.name") == "Chinook Regional Hospital"
    assert profile.ask("sites.customer-sites.muster_point") is None
    assert profile.ask("company.wcb_account") is None
    assert profile.ask("company.name") == "Kestrel Coulee Electric"
    assert profile.ask("company.city") == "Lethbridge"
    assert profile.ask("company.mailing_address.city") is None
    assert profile.ask("roles.role-supervisor.title") == "lead journeyperson"
    assert profile.ask("headcount.by_province.AB") == 7
    assert profile.ask("headcount.by_province.SK") is None


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "sites.shop.muster_pont",
        "sites.nowhere.phone",
        "company.mailing_address.town",
        "company._x",
        "company.name.x",
    ],
)
def test_a_path_that_cannot_be_is_an_error_of_the_asker(path: str) -> None:
    with pytest.raises(KeyError):
        load_profile(ELECTRICIAN).ask(path)


def test_two_profiles_that_say_the_same_are_equal() -> None:
    assert load_profile(Path("a.yaml"), MINIMAL) == load_profile(Path("b.yaml"), "# a comment\n" + MINIMAL)
    assert load_profile(Path("a.yaml"), MINIMAL) != load_profile(Path("a.yaml"), MINIMAL.replace("7", "8"))


LITERAL = [
    "O'Brien & Söhne <b>",
    "{{ 7*7 }}",
    "=1+1",
    "ᓀᐦᐃᔭᐤ ᐊᑐᐢᑫᐃᐧᐣ",
    "x" * 300,
    "#hash & *star & [br]acket",
    "../../etc/passwd",
    "NO",
    "null",
    "1.10",
    "日本語 👷‍♀️",
    "a  b",
]


@pytest.mark.parametrize("name", LITERAL)
def test_any_other_name_is_kept_character_for_character(name: str) -> None:
    text = MINIMAL.replace("Acme Electric", json.dumps(name, ensure_ascii=False))
    assert load_profile(Path("p.yaml"), text).company.name == name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x" * 301, "has 301 characters; write at most 300"),
        ("a\\u202eb", "holds a character that changes the direction of the text (U+202E); delete it"),
        ("a\\u2066b", "changes the direction"),
        ("a\\u0007b", "holds a control character (U+0007)"),
        ("a\\tb", "holds a control character (U+0009)"),
        ("a\\nb", "holds a line break (U+000A)"),
        ("a\\ue000b", "holds a private-use character (U+E000)"),
        ("a\\ufdd0b", "holds a code that is no character (U+FDD0)"),
        ("a\\U0001fffeb", "holds a code that is no character (U+1FFFE)"),
        ("a\\ufeffb", "holds an invisible mark (U+FEFF)"),
        (" a", "starts or ends with a space"),
    ],
)
def test_a_name_that_would_not_print_as_it_reads_is_refused(name: str, words: str) -> None:
    found = lines(MINIMAL.replace("Acme Electric", f'"{name}"'))
    assert len(found) == 1
    assert found[0].startswith("p.yaml:1:17: company.name: ")
    assert words in found[0]


def test_every_fault_of_form_is_reported_in_one_run() -> None:
    found = lines(
        "company: {name: Acme, emial: x, brand_colour: red, phone: none}\n"
        "provnce: AB\n"
        "employees: seven\n"
        "partner: [x]\n"
        "industries: [electrical, {id: electrical, share: 101}]\n"
        "sites:\n"
        "  - {title: No id}\n"
        "  - {id: shop, title: Shop, kind: shopp, muster_pont: x}\n"
        "as_of: 2026-02-30\n"
        "choices: {exclude: [swp-ladders]}\n"
        "work: {tasks: [{x: y}, ~], equipment: eqp-ladder}\n"
    )
    assert [f.split(": ", 2)[1:] for f in found] == [
        ["province", "is missing; write `province: AB` (two letters)"],
        ["company.emial", "there is no such field; did you mean `email`?"],
        ["company.brand_colour", '`red` is not a colour; write six hex digits in quotes, for example "#1F4E79"'],
        ["company.phone", "`none` is not a phone number; write the number, for example 403-555-0142"],
        ["provnce", "there is no such field; did you mean `province`?"],
        ["employees", "`seven` is not a whole number; write digits only, for example 7"],
        ["partner", "must be a text; write one value, not a list or a mapping"],
        ["industries.electrical.share", "101 is more than 100 per cent; write a share between 0 and 100"],
        ["sites[1].id", "is missing; write `id: shop` or whatever it is here"],
        ["sites[1].kind", "is missing; write `kind: shop` or whatever it is here"],
        ["sites.shop.kind", "`shopp` is not allowed here; did you mean `shop`?"],
        ["sites.shop.muster_pont", "there is no such field; did you mean `muster_point`?"],
        ["as_of", "there is no day 2026-02-30; write year-month-day, for example 2026-11-21"],
        ["choices.exclude[1]", "must hold fields; write `name: value` lines: document, reason"],
        ["work.tasks[1]", "must be a text; write one value, not a list or a mapping"],
        ["work.tasks[2]", "is empty; write a text or delete the line"],
        ["work.equipment", "must be a list; write one `- item` a line, or [item, item]"],
    ]


def test_positions_hold_when_a_faulty_item_before_was_left_out() -> None:
    text = MINIMAL + "sites:\n  - {title: No id}\n  - {id: yard, title: Yard, kind: yard}\n"
    reading = read_profile(Path("p.yaml"), text)
    assert reading.profile is not None
    assert [s.id for s in reading.profile.sites] == ["yard"]
    assert reading.profile.position("sites.yard.title").line == 8


def test_a_comma_inside_braces_is_explained() -> None:
    found = lines(MINIMAL + "sites: [{id: a, title: A, kind: shop, muster_point: At the gate, by the light}]\n")
    assert found == [
        "p.yaml:6:66: sites.a.by the light: there is no such field; "
        "put the text before it in quotes: inside { } a comma ends it"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("headcount", "{total: 0x10}", "not a whole number"),
        ("headcount", "{total: 1_000}", "not a whole number"),
        ("headcount", "{total: -1}", "not a whole number"),
        ("headcount", "{total: 7, fte: 6,4}", "there is no such field"),
        ("headcount", "{total: 7, fte: .inf}", "not a number"),
        ("headcount", "{total: 7, fte: 1e3}", "not a number"),
        ("headcount", "{total: 7, by_province: {Alberta: 7}}", "`Alberta` is not a code; write AB"),
    ],
)
def test_number_traps_are_refused(field: str, value: str, words: str) -> None:
    assert words in " ".join(lines(MINIMAL.replace("employees: 7", f"{field}: {value}")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("province: Alberta", "`Alberta` is not a code; write AB"),
        ("province: ab", "`ab` is not a code; write AB"),
        ("province: XX", "not a province"),
    ],
)
def test_a_province_is_its_two_letters(text: str, words: str) -> None:
    assert words in lines(MINIMAL.replace("province: AB", text))[0]


def test_ontario_is_not_a_boolean() -> None:
    assert load_profile(Path("p.yaml"), MINIMAL.replace("province: AB", "province: ON")).province == "ON"


def test_a_colour_without_quotes_is_not_lost_in_silence() -> None:
    text = MINIMAL.replace("{name: Acme Electric}", "\n  name: Acme\n  brand_colour: #1F4E79")
    assert lines(text) == [
        "p.yaml:3:3: company.brand_colour: `#` begins a comment, so no colour is given; "
        'put it in quotes: "#1F4E79"'
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("headcount: {total: 9}\n", "employees: is short for headcount, which is given too; keep one"),
        ("certifications: [{partner: x}]\n", "partner: is short for certifications, which is given too"),
    ],
)
def test_a_short_form_beside_the_full_one_is_refused(text: str, words: str) -> None:
    assert words in lines(MINIMAL + text)[0]


def test_a_file_without_profile_is_said_plainly() -> None:
    for text in ("", "just text", "- a\n- b\n"):
        with pytest.raises(InputError, match="holds no profile"):
            read_profile(Path("p.yaml"), text)


def test_loading_raises_every_problem() -> None:
    with pytest.raises(InputError) as caught:
        load_profile(Path("p.yaml"), "company: {name: Acme}\n")
    assert len(caught.value.problems) == 4


def test_an_empty_field_is_a_field_not_given() -> None:
    profile = minimal_with("sites: []\nroles: ~\ndocument_control: {prefix: '', approver: }\nas_of:\n")
    assert profile.document_control.prefix is None
    assert profile.roles == ()
    assert profile.as_of is None


def test_a_block_text_keeps_its_lines() -> None:
    profile = minimal_with("choices:\n  text:\n    policy-why: |\n      One.\n\n      Two {{ 2 }}.\n")
    assert profile.choices.text["policy-why"] == "One.\n\nTwo {{ 2 }}."


def test_the_schema_file_for_editors_is_current() -> None:
    text = (PROFILES / "profile.schema.json").read_text("utf-8")
    assert json.loads(text) == profile_schema(), "write it again: python -m manualgen.intake.schema"


def test_every_example_names_the_schema_and_uses_invented_facts() -> None:
    import re

    for path in sorted(PROFILES.glob("*.yaml")):
        text = path.read_text("utf-8")
        assert text.startswith("# yaml-language-server: $schema=profile.schema.json\n"), path.name
        assert all("-555-01" in phone for phone in re.findall(r"\b\d{3}-\d{3}-\d{4}\b", text)), path.name
        assert all(mail.endswith(".example") for mail in re.findall(r"@([\w.-]+)", text)), path.name


def test_the_profile_s_page_names_every_field() -> None:
    from manualgen.intake.parts import Part
    from manualgen.intake.profile import Profile

    page = (PROFILES.parent / "docs" / "profile-format.md").read_text("utf-8")
    models: list[type[Part]] = [Profile, *(m for m in Part.__subclasses__() if m is not Profile)]
    assert len(models) == 22
    assert [f"{m.__name__}.{f}" for m in models for f in m.model_fields if f"| `{f}`" not in page] == []
