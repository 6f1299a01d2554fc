"""What a register says of first aid and emergencies is the law over that place, or nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROFILES, parts

from manualgen.building import Built, render_without_record
from manualgen.intake.loading import load_profile
from manualgen.knowledge.store import Knowledge
from manualgen.rendering.document import Citation, Row, Table, plain_text, walk
from manualgen.rendering.registers.travel import other_columns, travel_columns

Words = Callable[[str], Built]
OUTSIDE_ALBERTA = ["roofer-bc-small-cor", "mechanical-on-cor"]
ROOT = PROFILES.parent


def texts(built: Built) -> list[str]:
    documents = (built.rendered.manual, *built.rendered.documents)
    return [p for d in documents for p in parts(d.blocks) if isinstance(p, str)]


def register(built: Built, name: str) -> Table:
    found = [b for b in walk(built.rendered.manual.blocks) if isinstance(b, Table) and b.id.endswith(f"/register-{name}")]
    return found[0]


def cells(row: Row) -> list[str]:
    return ["\n".join(plain_text(p) for p in cell.paragraphs) for cell in row.cells]


def first_aid(built: Built) -> dict[str, list[str]]:
    return {cells(row)[0].split("\n")[0]: cells(row) for row in register(built, "first-aid").rows}


def altered(tmp_path: Path, name: str, knowledge: Knowledge, *changes: tuple[str, str]) -> Built:
    text = (PROFILES / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = tmp_path / "profile.yaml"
    path.write_text(re.sub(r"\n  logo:.*", "", text), encoding="utf-8")
    return render_without_record(load_profile(path), knowledge)


@pytest.mark.parametrize("name", OUTSIDE_ALBERTA)
def test_another_province_prints_nothing_of_albertas(name: str, words: Words) -> None:
    built = words(name)
    alberta = built.voice.law.registry.regulators["AB"]
    names = {i.short for i in alberta.instruments.values()} | {i.citation for i in alberta.instruments.values()}
    own = {i.short for r in built.voice.law.regulators for i in built.voice.law.jurisdiction(r).instruments.values()}
    foreign = [n for n in names - own if n and n not in {"OHS Act"}]
    said = "\n".join(texts(built))
    assert [n for n in [*foreign, "Alberta", "1-866-415-8690"] if n in said] == []
    assert not re.search(r"(over|more than|up to) 20 minutes|20 to 40 minutes|is distant", said)


@pytest.mark.parametrize("name", OUTSIDE_ALBERTA)
def test_a_place_without_a_table_of_law_asks_for_the_need(name: str, words: Words) -> None:
    for row in first_aid(words(name)).values():
        assert row[3] == "[First aiders and kit: confirm in the first aid schedule]"


def test_crews_that_change_places_read_the_limits_of_their_law_with_its_citation(words: Words) -> None:
    built = words("electrician-ab-secor")
    row = first_aid(built)["Customers' homes and shops"]
    assert row[2].split("\n")[0] == "Set on the FLHA"
    assert "Distant (20 to 40 minutes); Isolated (more than 40 minutes)" in row[2]
    cited = [p for p in parts(register(built, "first-aid").rows) if isinstance(p, Citation)]
    assert "Schedule 2, Table 7" in " ".join(c.text for c in cited)
    assert all(("†" in c.text) == c.to_verify for c in cited)
    assert {i for c in cited for i in c.provision.split()} <= set(built.rendered.to_verify)


def test_a_site_in_another_province_is_not_measured_by_the_home_law(words: Words) -> None:
    built = words("oilfield-ab-bc-sk-cor")
    rows = first_aid(built)
    regulator = {o.id: o.regulator for o in built.voice.profile.ask("operations")}
    for site in built.voice.sites:
        said = rows[str(site["title"])][3]
        assert ("Kit and equipment" in said) == (regulator.get(site["operation"]) == "AB"), site["id"]


def test_the_high_hazard_table_is_not_printed_for_a_low_hazard_place(words: Words) -> None:
    rows = first_aid(words("municipality-ab-cor"))
    assert rows["Town office"][0].endswith("low hazard work")
    assert rows["Town office"][3].startswith("[First aiders and kit")
    assert "Kit and equipment" in rows["Public works shop and yard"][3]


def test_the_minutes_choose_the_column(tmp_path: Path, knowledge: Knowledge) -> None:
    change = ("travel_minutes_to_hospital: 12", "travel_minutes_to_hospital: 41, ambulance_minutes: 55".replace(", ", "\n    "))
    row = first_aid(altered(tmp_path, "electrician-ab-secor", knowledge, change))["Shop and office"]
    assert "Isolated" in row[3]
    assert "Distant" not in row[3].split("Kit and equipment")[0]
    assert row[2] == "41 minutes\nAmbulance in 55 minutes"


@pytest.mark.parametrize(("minutes", "kept"), [(0, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_a_limit_belongs_to_the_nearer_column(minutes: int, kept: int) -> None:
    titles = ("Workers", "Close (up to 20 minutes)", "Distant (20 to 40 minutes)", "Isolated (more than 40 minutes)", "Kit")
    assert other_columns(titles, minutes) == {1, 2, 3} - {kept}
    assert other_columns(titles, None) == frozenset()


def test_each_table_of_first_aid_on_file_says_its_limits(knowledge: Knowledge) -> None:
    for code in knowledge.law.regulators:
        table = knowledge.law.view((code,)).table("firstaid.requirements")
        if table is not None and any("minute" in title for title in table.columns):
            found = travel_columns(table.columns)
            assert [c.place for c in found] == [n for n, title in enumerate(table.columns) if "minute" in title]
            assert all(a.most == b.over for a, b in itertools.pairwise(found))


def test_a_utility_is_listed_where_the_work_asks_for_it(words: Words) -> None:
    def who(name: str) -> str:
        return "\n".join(cells(row)[0] for row in register(words(name), "contacts").rows)

    assert "Gas utility" in who("electrician-ab-secor")
    assert "Gas utility" in who("general-contractor-ab-cor")
    assert "Gas utility" not in who("trucking-federal-cor")
    assert "Poison centre" in who("trucking-federal-cor")


def test_the_crew_gathers_at_the_vehicle_it_has(tmp_path: Path, knowledge: Knowledge, words: Words) -> None:
    town = cells(register(words("electrician-ab-secor"), "sites").rows[1])
    farm = cells(register(words("electrician-ab-secor-rural"), "sites").rows[1])
    assert town[2] == "Named on the FLHA: the van, parked on the street side"
    assert farm[2] == "Named on the FLHA: the truck, parked on the street side"
    on_foot = altered(tmp_path, "electrician-ab-secor", knowledge, ("    - eqp-service-van\n", ""))
    assert cells(register(on_foot, "sites").rows[1])[2] == "Named on the FLHA"


def test_what_the_profile_gives_for_changing_places_comes_first(tmp_path: Path, knowledge: Knowledge) -> None:
    change = ("    kind: mobile\n", "    kind: mobile\n    muster_point: At the elevator scale\n")
    built = altered(tmp_path, "electrician-ab-secor", knowledge, change)
    assert cells(register(built, "sites").rows[1])[2] == "At the elevator scale"


def test_no_limit_of_the_law_and_no_habit_of_a_trade_stands_in_the_registers() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "manualgen/rendering").rglob("*.py")))
    for words in ("is distant", "isolated", "the van", "street side", "utility, emergency", "Poison centre"):
        assert words not in code, words


def test_an_own_library_changes_the_lines_of_the_registers(tmp_path: Path) -> None:
    from manualgen.locations import Locations

    folder = tmp_path / "own/templates/library"
    folder.mkdir(parents=True)
    (folder / "emergency.yaml").write_text("- {id: contact-heron-line, title: Heron line}\n", encoding="utf-8")
    built = render_without_record(load_profile(PROFILES / "minimal.yaml"), Knowledge(Locations((tmp_path / "own",))))
    assert "Heron line" in [cells(row)[0] for row in register(built, "contacts").rows]
    assert "facts.contact-heron-line" in built.rendered.blanks
