"""What the view answers: topics with parts, dates, headcounts, sectors, several regulators."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from law_samples import HEAD, TOPICS, provision, write_library

from manualgen.knowledge.law import LawRegistry, load_law
from manualgen.locations import Locations


def registry(root: Path, *provisions: str, tail: str = "") -> LawRegistry:
    return load_law(Locations((write_library(root, *provisions, tail=tail),)), only=("XX",))


def test_a_topic_answers_with_its_parts_too(tmp_path: Path) -> None:
    law = registry(
        tmp_path,
        provision("xx.ladder", "height.ladder", ref="Part 1, s. 12", numbers="{ratio: '1:4'}"),
        provision("xx.height"),
    )
    view = law.view(("XX",))
    assert view.cite("height").text == "Height Act, ss. 10, 12"
    assert view.cite("height.ladder").text == "Height Act, s. 12"
    assert view.number("height", "ratio").text == "1:4"
    assert [row.provision for row in view.provisions(["height"])] == ["xx.ladder", "xx.height"]


def test_unknown_and_unanswered_topics_are_told_apart(tmp_path: Path) -> None:
    view = registry(tmp_path, provision("xx.a")).view(("XX",))
    assert view.cite("hight").applies == "unknown-topic"
    assert view.cite("crew").applies == "not-recorded"
    assert view.cite("crew").text == ""
    assert view.cite("height").applies == "yes"
    assert not view.number("height", "no-such-key").printable


@pytest.mark.parametrize(
    ("workers", "expected"), [(4, "no"), (5, "yes"), (19, "yes"), (20, "no"), (None, "confirm"), (0, "no")]
)
def test_a_threshold_is_met_from_its_least_to_its_greatest_headcount(
    tmp_path: Path, workers: int | None, expected: str
) -> None:
    law = registry(tmp_path, provision("xx.crew", "crew", numbers="{workers_min: 5, workers_max: 19}"))
    assert law.view(("XX",), workers=workers).applies("crew") == expected


@pytest.mark.parametrize(
    ("basis", "workers", "places", "expected"),
    [
        ("workplace", 48, {"shop": 12, "tower": 19}, "no"),
        ("workplace", 48, {"shop": 12, "tower": 20}, "yes"),
        ("workplace", 48, {"shop": 12, "tower": None}, "confirm"),
        ("workplace", 48, {}, "confirm"),
        ("project", 4, {"tower": 25}, "yes"),
        ("organisation", 48, {"shop": 2}, "yes"),
        ("unknown", 48, {"shop": 25}, "yes"),
        ("unknown", 48, {"shop": 2}, "confirm"),
        ("unknown", 10, {"shop": 2}, "no"),
    ],
)
def test_who_is_counted_depends_on_the_basis_of_the_provision(
    tmp_path: Path, basis: str, workers: int, places: dict[str, int | None], expected: str
) -> None:
    law = registry(tmp_path, provision("xx.crew", "crew", numbers="{workers_min: 20}", basis=basis))
    assert law.view(("XX",), workers=workers, workers_per_workplace=places).applies("crew") == expected


def test_a_threshold_nobody_has_read_is_to_confirm(tmp_path: Path) -> None:
    law = registry(tmp_path, provision("xx.crew", "crew", numbers_unverified="{workers_min: 20}"))
    assert law.view(("XX",), workers=2).applies("crew") == "confirm"
    law = registry(tmp_path, provision("xx.crew", "crew", numbers="{workers_min: 20}", confidence="low"))
    assert law.view(("XX",), workers=2).applies("crew") == "confirm"


def test_the_wording_in_force_on_the_day_answers(tmp_path: Path) -> None:
    old = "effective_from: '2020-01-01', effective_to: '2025-05-31', numbers: {height_m: 2.4}, ref: s. 9, summary: Old."
    versions = f"[{{{old}}}]"
    law = registry(
        tmp_path,
        provision("xx.a", effective_from="'2025-06-01'", numbers="{height_m: 3}", versions=versions),
        provision("xx.new", "height.ladder", ref="s. 99", status="enacted", effective_from="'2027-01-01'"),
        provision("xx.gone", "height.ladder", ref="s. 98", status="repealed", effective_to="'2021-12-31'"),
        provision("xx.bill", "height.ladder", ref="s. 97", status="proposed"),
    )

    def on(day: date) -> tuple[str, str]:
        view = law.view(("XX",), day)
        return view.cite("height").text, view.number("height", "height_m").text

    assert on(date(2019, 1, 1)) == ("Height Act, s. 98", "")
    assert on(date(2021, 12, 31)) == ("Height Act, ss. 9, 98", "2.4")
    assert on(date(2025, 5, 31)) == ("Height Act, s. 9", "2.4")
    assert on(date(2025, 6, 1)) == ("Height Act, s. 10", "3")
    assert on(date(2027, 1, 1)) == ("Height Act, ss. 10, 99", "3")


def test_the_default_date_is_the_registrys_own_never_today(tmp_path: Path) -> None:
    law = registry(tmp_path, provision("xx.a"))
    assert law.as_of == date(2026, 11, 1)
    assert law.view(("XX",)).as_of == date(2026, 11, 1)


def test_coming_changes_are_listed_by_date_and_watched_ones_last(tmp_path: Path) -> None:
    tail = """\
changes:
  - {id: c.watch, effective: pending, status: watch, instrument: xx.act, what_changed: Survey., confidence: high}
  - {id: c.month, effective: 2027-02, status: enacted, instrument: xx.act, what_changed: Month., confidence: medium}
  - {id: c.later, effective: '2027-06-01', instrument: xx.act, sections: [s. 5], what_changed: Later., confidence: high}
  - {id: c.past, effective: '2020-01-01', instrument: xx.act, what_changed: Past., confidence: high}
"""
    law = registry(
        tmp_path, provision("xx.new", status="enacted", effective_from="'2027-01-01'", confidence="low"), tail=tail
    )
    items = law.view(("XX",)).coming()
    assert [(i.entry, i.kind, i.when) for i in items] == [
        ("xx.new", "enacted", "2027-01-01"),
        ("c.later", "enacted", "2027-06-01"),
        ("c.month", "enacted", "2027-02"),
        ("c.watch", "watch", "pending"),
    ]
    assert items[0].sections == ""
    assert [i.entry for i in law.view(("XX",)).coming(date(2027, 3, 1))] == ["c.later", "c.month", "c.watch"]


def test_a_topic_of_one_sector_is_left_out_for_others(tmp_path: Path) -> None:
    law = registry(tmp_path, provision("xx.s", "shift"), provision("xx.a", sectors="[roofing, mining]"))
    assert law.view(("XX",), sectors=("electrical",)).cite("shift").text == ""
    assert law.view(("XX",), sectors=("electrical",)).cite("height").text == ""
    assert law.view(("XX",), sectors=("mining",)).cite("shift").text == "Height Act, s. 10"
    assert law.view(("XX",)).cite("shift").text == "Height Act, s. 10"


def test_several_regulators_give_a_part_each_with_its_name(tmp_path: Path) -> None:
    write_library(tmp_path, provision("xx.a", numbers="{height_m: 3}"))
    other = (
        HEAD.replace("XX", "YY").replace("Xanadu", "Ys").replace("xx.act", "yy.act").replace("head builder", "master")
    )
    text = other + provision("yy.a", confidence="medium", numbers="{height_m: 2.4}").replace("xx.act", "yy.act")
    (tmp_path / "legislation" / "yy.yaml").write_text(text, encoding="utf-8")
    view = load_law(Locations((tmp_path,)), only=("XX", "YY")).view(("XX", "YY"))
    assert view.cite("height").text == "Xanadu: Height Act, s. 10; Ys: Height Act, s. 10†"
    assert [p.text for p in view.cite("height").parts] == ["Xanadu: Height Act, s. 10", "Ys: Height Act, s. 10†"]
    number = view.number("height", "height_m")
    assert (number.text, number.strictest) == ("3 (Xanadu) or 2.4 (Ys)†", "2.4")
    assert view.party("prime-contractor").name == "head builder (Xanadu) or master (Ys)"
    assert view.party("owner").known is False


def test_a_territory_cites_its_own_instrument_and_no_surer_than_it_is_known(tmp_path: Path) -> None:
    head = """\
jurisdiction: XX
codes: [XN, XS]
names: {XN: North Xanadu, XS: South Xanadu}
name: Xanadu
as_of: '2026-11-01'
instruments:
  - {id: xx.act, short: North Act, title: T, confidence: high, counterparts: {XS: xs.act}}
  - {id: xs.act, short: South Act, title: T, confidence: medium}
provisions:
"""
    write_library(tmp_path, provision("xx.a"), head=head)
    law = load_law(Locations((tmp_path,)), only=("XX",))
    assert law.view(("XN",)).cite("height").text == "North Act, s. 10"
    assert law.view(("XS",)).cite("height").text == "South Act, s. 10†"
    assert [i.short for i in law.view(("XS",)).instruments()] == ["South Act"]
    assert law.view(("XN", "XS")).cite("height").text.startswith("North Xanadu: North Act")


def test_a_library_adds_a_jurisdiction_and_overrides_a_provision(tmp_path: Path) -> None:
    ours = write_library(tmp_path / "ours", provision("xx.a", "crew", numbers="{workers_min: 3}"), topics=TOPICS)
    (ours / "legislation" / "ab.yaml").write_text(
        "jurisdiction: AB\nprovisions:\n"
        + provision(
            "ab.ohs-code.s136", "ladders.setup", ref="Part 8, s. 136(2)", numbers="{base_ratio: '1:5'}"
        ).replace("xx.act", "ab.ohs-code"),
        encoding="utf-8",
    )
    law = load_law(Locations((ours,)))
    assert law.view(("XX",), workers=3).applies("crew") == "yes"
    alberta = law.view(("AB",))
    assert alberta.cite("ladders.setup").text == "OHS Code, s. 136(2)"
    assert alberta.number("ladders", "base_ratio").text == "1:5"
    assert alberta.cite("fall.threshold").text == "OHS Code, s. 139(1)"
    assert alberta.as_of == date(2026, 11, 21)


def test_a_table_is_read_by_the_number_of_workers(tmp_path: Path) -> None:
    table = (
        "{title: Crew, columns: [Workers, First aiders], rows: [{workers_min: 1, workers_max: 1, cells: ['1', none]}, "
        "{workers_min: 2, cells: [2 or more, 1 basic]}]}"
    )
    law = registry(tmp_path, provision("xx.t", table=table, confidence="medium"))
    answer = law.view(("XX",)).table("height")
    assert answer is not None
    assert answer.to_verify
    row = answer.row_for(7)
    assert row is not None
    assert row.cells == ("2 or more", "1 basic")
    assert answer.row_for(None) is None
    law = registry(tmp_path, provision("xx.t", table=table, confidence="low"))
    hidden = law.view(("XX",)).table("height")
    assert hidden is not None
    assert not hidden.printable
    assert hidden.rows == ()
