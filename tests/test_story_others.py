"""Other clients: a second electrician, five-line profiles, hostile names, own libraries."""

from __future__ import annotations

import pytest
from conftest import PROFILES

from manualgen import build
from manualgen.building import render_without_record
from manualgen.errors import InputError
from manualgen.intake.loading import load_profile
from manualgen.knowledge.store import Knowledge
from manualgen.locations import Locations
from manualgen.rendering.back_matter import inlines_of
from manualgen.rendering.document import plain_text, walk


def _sentences(built) -> set[str]:
    out = set()
    for block in walk(built.rendered.manual.blocks):
        words = plain_text(getattr(block, "inlines", ()))
        out |= {s.strip() for s in words.split(". ") if len(s.split()) > 6}
    return out


def test_two_electricians_with_other_work_get_visibly_different_manuals(words):
    town, farm = words("electrician-ab-secor"), words("electrician-ab-secor-rural")
    assert set(town.planned.plan.ids()) != set(farm.planned.plan.ids())
    assert _sentences(town) - _sentences(farm)
    only_town = set(town.planned.plan.ids("procedure")) - set(farm.planned.plan.ids("procedure"))
    assert only_town
    reasons = {d.id: d.reasons for d in town.planned.plan.documents}
    declared_elsewhere = set(farm.planned.plan.declared)
    for document in only_town:
        assert any(r.what not in declared_elsewhere for r in reasons[document]), document


def test_work_the_library_cannot_answer_is_reported_and_kept(words):
    farm = words("electrician-ab-secor-rural").planned.plan
    declared = load_profile(PROFILES / "electrician-ab-secor-rural.yaml").work.declared()
    assert set(declared) == set(farm.declared)
    assert {g.kind for g in farm.gaps} & {"no-entry", "no-assessment", "outline"}


def test_a_five_line_profile_builds_on_stated_assumptions(tmp_path):
    report = build(PROFILES / "minimal.yaml", tmp_path)
    assert report.pages > 30
    assert report.assumptions > 5


MINIMAL = """company: {{name: {name}}}
employees: 5
province: AB
partner: ab-acsa
industries: [electrical]
"""


@pytest.mark.parametrize(
    "name",
    [
        '"Unit #4"',
        "O'Brien & Söhne <b>",
        '"{{ 7*7 }} {% raw %}"',
        '"=1+1"',
        "ᓀᐦᐃᔭᐍᐏᐣ ᐊᐢᑭᕀ",
        "X" * 300,
        '"*bold* _it_ [link](https://x.example) `code` ^abc1"',
        '"# Heading | cell | \\\\ back"',
    ],
)
def test_names_come_out_literally(tmp_path, name):
    path = tmp_path / "profile.yaml"
    path.write_text(MINIMAL.format(name=name), encoding="utf-8")
    profile = load_profile(path)
    built = render_without_record(profile, Knowledge())
    text = "\n".join(getattr(i, "text", "") for _, i in inlines_of(built.rendered.manual.blocks))
    assert profile.company.name in text


@pytest.mark.parametrize("name", ['"a\\u0007b"', '"a\\u202eb"', '"\\uFDD00\\uFDD1"', "Y" * 301])
def test_names_that_could_deceive_are_refused_with_their_place(tmp_path, name):
    path = tmp_path / "profile.yaml"
    path.write_text(MINIMAL.format(name=name), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_profile(path)
    assert str(refused.value).startswith(f"{path}:1:")
    assert "\u0007" not in str(refused.value)


def test_a_character_that_no_font_draws_is_refused_with_its_place(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(MINIMAL.format(name="Ладья 🏗 ᓀ"), encoding="utf-8")
    with pytest.raises(InputError, match=r"U\+1F3D7"):
        build(path, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*/drafts/*"))


def test_ontario_is_not_a_boolean(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text("company: {name: A}\nemployees: 0123\nprovince: ON\npartner: on-ihsa\nindustries: [electrical]\n")
    profile = load_profile(path)
    assert (profile.province, profile.headcount.total) == ("ON", 123)


def test_a_procedure_a_form_and_a_partner_come_from_a_folder(tmp_path):
    library = tmp_path / "own"
    procedures = library / "templates/library/procedures"
    forms = library / "templates/library/forms"
    partners = library / "partners"
    for folder in (procedures, forms, partners):
        folder.mkdir(parents=True)
    (procedures / "sjp-kite-wire.yaml").write_text(
        "id: sjp-kite-wire\ntitle: Untangle a kite from a dead line\nstatus: final\ntriggers: [tsk-service-call]\n"
        "forms: [frm-kite-log]\nsteps:\n"
        + "".join(
            f"  - {{id: s{n}, do: Do step {n} with the pole, hazard: Shock, control: Fibreglass pole of {n} m}}\n"
            for n in range(1, 7)
        )
        + "records: \"Write it on {{ form('frm-kite-log') }}\"\n"
    )
    (forms / "frm-kite-log.yaml").write_text(
        "id: frm-kite-log\ntitle: Kite log\nstatus: final\nkind: log\nwho: role-worker\nwhen: after each kite\n"
        "retention: 1 year\nsections:\n  - id: a\n    fields: [{id: date, label: Date, kind: date}]\n"
    )
    source = (PROFILES.parent / "partners/ab-acsa.yaml").read_text()
    (partners / "ab-test.yaml").write_text(source.replace("id: ab-acsa", "id: ab-test", 1))
    path = tmp_path / "profile.yaml"
    profile = (PROFILES / "minimal.yaml").read_text().replace("ab-acsa", "ab-test")
    path.write_text(profile + "work: {tasks: [tsk-service-call]}\n")
    knowledge = Knowledge(Locations((library,)))
    built = render_without_record(load_profile(path), knowledge)
    assert built.planned.plan.partner == "ab-test"
    assert {"sjp-kite-wire", "frm-kite-log"} <= set(built.planned.plan.ids())


def test_a_broken_library_file_is_named_with_its_place(tmp_path):
    folder = tmp_path / "templates/library/forms"
    folder.mkdir(parents=True)
    (folder / "frm-bad.yaml").write_text("id: frm-bad\ntitle: Bad\nstatus: final\nkind: form\nsectoins: []\n")
    with pytest.raises(InputError) as refused:
        _ = Knowledge(Locations((tmp_path,))).library
    assert str(refused.value).startswith(f"{folder / 'frm-bad.yaml'}:5:1: sectoins: ")
    assert "sections" in str(refused.value)
