"""A profile is checked against itself and against what the library, the law and the partners know."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from manualgen.errors import Problem
from manualgen.intake.checks import check_file
from manualgen.intake.known import KnownVocabulary, PartnerCard
from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import PartnerFacts, SizeJudgement
from manualgen.knowledge.store import Knowledge

PROFILES = Path(__file__).parent.parent / "company_profiles"


def partner(
    name: str, *provinces: str, refused: str = "", programs: tuple[str, ...] = ("cor", "secor")
) -> PartnerFacts:
    return PartnerCard(name, refused, not refused, provinces, ("electrical",), programs)


@dataclass(frozen=True)
class Words:
    """A small vocabulary: one province with a limit of 10 people for SECOR, doubtful at exactly 10."""

    tasks: dict[str, str] = field(default_factory=lambda: {"tsk-service-call": "Service call"})
    equipment: dict[str, str] = field(default_factory=lambda: {"eqp-extension-ladder": "Extension ladder"})
    products: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, str] = field(default_factory=lambda: {"cnd-working-alone": "Working alone"})
    permits: dict[str, str] = field(default_factory=dict)
    industries: dict[str, str] = field(default_factory=lambda: {"electrical": "Electrical", "forestry": "Forestry"})
    roles: dict[str, str] = field(default_factory=lambda: {"role-owner": "owner", "role-worker": "worker"})
    courses: dict[str, str] = field(default_factory=lambda: {"crs-first-aid": "First aid"})
    documents: dict[str, str] = field(default_factory=lambda: {"swp-ladders": "Ladders"})
    jurisdictions: dict[str, str] = field(default_factory=lambda: {"AB": "Alberta", "BC": "British Columbia"})
    partners: dict[str, PartnerFacts] = field(
        default_factory=lambda: {
            "ab-acsa": partner("Alberta Construction", "AB"),
            "ab-old": partner("Old Partner", "AB", refused="Old Partner no longer certifies (Alberta Construction)"),
            "bc-bccsa": partner("BC Construction", "BC", programs=("cor", "small-cor")),
        }
    )

    def judge_size(self, profile: Profile, partner: str, program: str, provinces: tuple[str, ...]) -> SizeJudgement:
        people = profile.headcount.peak
        small = program != "cor"
        fits = people <= 10 if small else people > 1
        return SizeJudgement(
            fits, f"{people} people; the limit is 10", "https://example.com/size", people == 10 and small
        )


def found(text: str, folder: Path | None = None) -> list[Problem]:
    path = (folder or Path()) / "p.yaml"
    return check_file(path, Words(), text)[1]


def lines(text: str, folder: Path | None = None) -> list[str]:
    return [str(p).rpartition("p.yaml")[2] for p in found(text, folder)]


def profile(**fields: str) -> str:
    given = {
        "company": "{name: Acme}", "province": "AB", "employees": "7", "partner": "ab-acsa",
        "industries": "[electrical]",
    }  # fmt: skip
    given.update(fields)
    return "".join(f"{name}: {value}\n" for name, value in given.items() if value)


def certified(program: str, partner: str = "ab-acsa", more: str = "") -> dict[str, str]:
    return {"partner": "", "certifications": f"[{{partner: {partner}, program: {program}}}{more}]"}


def test_a_sound_profile_has_no_problem() -> None:
    assert lines(profile()) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (profile(partner="acsa"), ":4:10: partner: there is no certifying partner `acsa`; did you mean `ab-acsa`"),
        (profile(partner="ab-asca"), "there is no certifying partner `ab-asca`; did you mean `ab-acsa`"),
        (profile(partner="zz"), "write one that serves the client; in Alberta: ab-acsa (Alberta Construction)"),
        (profile(partner="ab-old"), "Old Partner no longer certifies (Alberta Construction); write one that serves"),
        (
            profile(partner="bc-bccsa"),
            ":4:10: partner: BC Construction does not certify in Alberta (it serves BC); "
            "write one that serves the client; in Alberta: ab-acsa (Alberta Construction)",
        ),
        (
            profile(employees="12", **certified("secor")),
            "certifications[1].program: `secor` is not open at this headcount: 12 people; the limit is 10 "
            "(https://example.com/size); write cor or auto",
        ),
        (
            profile(employees="10", **certified("secor")),
            "certifications[1].program: warning: it is not certain that `secor` is open: 10 people; the limit is 10 "
            "(https://example.com/size); confirm with Alberta Construction",
        ),
        (profile(**certified("seco")), "has no program `seco` (it offers: cor, secor); did you mean `secor`?"),
        (profile(**certified("cor", more=", {partner: bc-bccsa, provinces: [BC]}")), "none of the certifications is"),
        (profile(**certified("cor", more=", {partner: ab-acsa, primary: true}")), "`ab-acsa` is listed twice"),
        (profile(industries="[forestry]"), "warning: Alberta Construction certifies electrical, none of which is in"),
        (profile(industries="[electricl]"), "there is no industry `electricl`; did you mean `electrical`"),
        (
            profile(industries="[{id: electrical, share: 60}, {id: forestry, share: 30}]"),
            ":5:13: industries: the shares add up to 90; make them 100 together",
        ),
        (profile(industries="[{id: electrical, share: 60}, forestry]"), "has no share while others have"),
        (profile(province="ON"), ":2:11: province: the registry holds no law of ON; it holds AB, BC"),
        (profile(work="{tasks: [tsk-service-cal]}"), "`tsk-service-call` (Service call)? If not, it stays"),
        (profile(work="{tasks: [tsk-fly]}"), "warning: the library has no `tsk-fly`; it stays declared, and the plan"),
        (profile(work="{tasks: [eqp-extension-ladder]}"), "does not start with `tsk-`; move it to work.eq"),
        (profile(work="{tasks: [service-call]}"), "did you mean `tsk-service-call` (Service call)?"),
        (profile(choices="{exclude: [{document: swp-lader, reason: x}]}"), "`swp-lader`; did you mean `swp-"),
        (profile(roles="[{role: role-ownr, title: boss}]"), "no role `role-ownr`; did you mean `role-owner`"),
        (profile(training="{required: [crs-firstaid]}"), "library has no `crs-firstaid`; did you mean `crs-first"),
        (
            profile(employees="", headcount="{total: 7, by_province: {AB: 4, BC: 2}}"),
            "headcount.by_province: warning: adds up to 6, but the total is 7; check both",
        ),
        (profile(employees="", headcount="{total: 7, peak_12_months: 5}"), "the peak of 5 is below today's total of 7"),
        (profile(employees="0"), ":3:12: employees: nobody works here"),
        (
            profile(
                employees="",
                headcount="{total: 1, by_workplace: {shp: 1}}",
                sites="[{id: shop, title: S, kind: shop}]",
            ),
            "headcount.by_workplace.shp: there is no site `shp`; write one of: shop",
        ),
        (
            profile(sites="[{id: a, title: A, kind: shop}, {id: a, title: B, kind: yard}]"),
            "sites.a.id: `a` is used twice; give each its own id",
        ),
        (
            profile(sites="[{id: a, title: A, kind: shop, starts: 2026-05-01, ends: 2026-04-01}]"),
            "sites.a.ends: the last day is before the first",
        ),
        (
            profile(organisation="[{position: A, reports_to: B}, {position: B, reports_to: A}]"),
            "organisation[1].reports_to: the chart runs in a circle",
        ),
        (profile(organisation="[{position: A, reports_to: Boss}]"), "there is no position `Boss`; write one of: A"),
        (
            profile(
                roles="[{role: role-owner, title: owner, held_by: [Robin Example]}]",
                document_control="{approver: owner, author: {name: robin example}}",
            ),
            "document_control.author: warning: the author would approve the author's own text",
        ),
        (
            profile(document_control="{author: {company: Safe Co}, auditor: {company: safe co}}"),
            "document_control.auditor: the author of the system may not audit it",
        ),
        (
            profile(roles="[{role: role-owner, title: boss}]", document_control="{approver: president}"),
            "document_control.approver: warning: nobody in this profile is `president`; write one of: boss",
        ),
        (profile(assets="[{unit: V1, equipment: eqp-van}]"), "`eqp-van` is not declared in work.equipment"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_what_to_write(text: str, line: str) -> None:
    assert any(line in found for found in lines(text)), lines(text)


def test_form_and_content_are_reported_in_one_run() -> None:
    text = profile(
        employees="seven", partner="bc-bccsa", sites="[{id: a, title: A, kind: shop}, {id: a}]", work="{tsks: []}"
    )
    fields = [line.split(": ")[1] for line in lines(text)]
    assert fields == ["employees", "partner", "sites.a.title", "sites.a.kind", "work.tsks"]


def test_nothing_is_said_about_what_a_missing_field_would_decide() -> None:
    assert [line.split(": ")[1] for line in lines("company: {name: Acme}\n")] == [
        "province", "headcount", "certifications", "industries",
    ]  # fmt: skip


def test_who_names_no_partner_is_told_the_ones_of_the_province() -> None:
    assert lines(profile(partner="", province="BC")) == [
        ":1:1: certifications: is missing; write `partner: ab-acsa`, or a list under `certifications`; "
        "in British Columbia: bc-bccsa (BC Construction)"
    ]


def test_two_regulators_need_the_law_of_both() -> None:
    text = profile(operations="[{id: a, title: A, regulator: AB}, {id: b, title: B, regulator: CA}]")
    assert lines(text) == [
        ":6:77: operations.b.regulator: the registry holds no law of CA; it holds AB, BC; add CA to legislation"
    ]


PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (720).to_bytes(4, "big")
    + (200).to_bytes(4, "big")
    + b"\x08\x02\x00\x00\x00"
)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108" + "00c80190" + "03011100021101031101")


@pytest.fixture
def client(tmp_path: Path) -> Path:
    folder = tmp_path / "client"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "logo.png").write_bytes(PNG)
    (folder / "assets" / "logo.jpg").write_bytes(JPEG)
    (folder / "assets" / "logo.svg").write_text("<svg/>")
    (folder / "assets" / "bomb.png").write_bytes(PNG.replace((720).to_bytes(4, "big"), (2_000_000).to_bytes(4, "big")))
    (folder / "assets" / "large.png").write_bytes(PNG + b"\0" * 5_000_000)
    (folder / "assets" / "empty.png").write_bytes(b"")
    (tmp_path / "outside.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "linked").symlink_to(folder / "assets")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.png")
    return folder


@pytest.mark.parametrize("name", ["assets/logo.png", "assets/logo.jpg", "./assets/logo.png"])
def test_a_picture_in_the_profile_s_folder_is_fine(client: Path, name: str) -> None:
    assert lines(profile(company=f"{{name: Acme, logo: {name}}}"), client) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("assets/logo.svg", "is neither PNG nor JPEG"),
        ("assets/empty.png", "is neither PNG nor JPEG"),
        ("assets/bomb.png", "measures 2000000 x 200 pixels"),
        ("assets/large.png", "has 5,000,029 bytes"),
        ("assets/none.png", "there is no file assets/none.png"),
        ("../outside.png", "leads outside the profile's folder"),
        ("/etc/passwd", "leads outside the profile's folder"),
        ("link.png", "is a symbolic link"),
        ("linked/logo.png", "is a symbolic link"),
        ("assets", "is not a plain file"),
        ("pipe.png", "is not a plain file"),
        ("https://example.com/logo.png", "a web address is not read"),
        ("file:///etc/passwd", "a web address is not read"),
        ("assets\\logo.png", "write it with forward slashes"),
        ("C:/logo.png", "is not a plain path"),
    ],
)
def test_any_other_picture_is_refused(client: Path, name: str, words: str) -> None:
    problems = lines(profile(company=f"{{name: Acme, logo: '{name}'}}"), client)
    assert len(problems) == 1
    assert problems[0].startswith(":1:29: company.logo: ")
    assert words in problems[0]


@pytest.fixture(scope="module")
def known() -> KnownVocabulary:
    return KnownVocabulary(Knowledge())


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_example_can_be_built(path: Path, known: KnownVocabulary) -> None:
    problems = check_file(path, known)[1]
    assert [str(p) for p in problems if p.severity == "error"] == []


def test_the_first_client_has_no_problem_at_all(known: KnownVocabulary) -> None:
    checked, problems = check_file(PROFILES / "electrician-ab-secor.yaml", known)
    assert problems == []
    assert checked is not None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"partner": "bc-bccsa"}, "does not certify in Alberta"),
        ({"partner": "ab-ahsa"}, "no longer certifies"),
        ({"partner": "ab-goa"}, "certifies its own organisation only"),
        ({"employees": "40", **certified("secor")}, "`secor` is not open at this headcount: 40 people"),
        ({"province": "QC"}, "the registry holds no law of QC"),
    ],
)
def test_the_real_partners_refuse_what_they_do_not_take(
    change: dict[str, str], words: str, known: KnownVocabulary
) -> None:
    problems = [str(p) for p in check_file(Path("p.yaml"), known, profile(**change))[1]]
    assert any(words in p for p in problems), problems


def test_a_vocabulary_shapes_the_editor_s_lists() -> None:
    from manualgen.intake.schema import profile_schema

    schema: Any = profile_schema(Words())
    parts = schema["$defs"]
    assert parts["Certification"]["properties"]["partner"]["enum"] == ["ab-acsa", "bc-bccsa"]
    offered = SimpleNamespace(**parts["Work"]["properties"]["tasks"]["items"])
    assert offered.anyOf[0] == {"const": "tsk-service-call", "description": "Service call"}
    assert "pattern" in offered.anyOf[-1], "work that the library lacks may be declared"
