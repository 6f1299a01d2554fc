"""The law that ships: what a manual for a real client would print from it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from manualgen.knowledge.law import UNMAPPED, LawRegistry, load_law
from manualgen.locations import Locations


@pytest.fixture(scope="module")
def law() -> LawRegistry:
    return load_law(Locations())


def test_every_jurisdiction_is_there_and_views(law: LawRegistry) -> None:
    assert set(law.jurisdictions) == {"AB", "BC", "CA", "MB", "NB", "NL", "NS", "NT-NU", "ON", "SK", "YT"}
    for regulator in law.regulators:
        view = law.view((regulator,))
        assert view.provisions()
        assert view.cite("program").applies == "confirm"
        assert view.party("committee").known


@pytest.mark.parametrize(
    ("workers", "representative", "committee", "program"),
    [(4, "no", "no", "no"), (5, "yes", "no", "no"), (19, "yes", "no", "no"), (20, "no", "yes", "yes")],
)
def test_alberta_thresholds(law: LawRegistry, workers: int, representative: str, committee: str, program: str) -> None:
    view = law.view(("AB",), workers=workers)
    assert view.applies("committee.representative") == representative
    assert view.applies("committee.jhsc") == committee
    assert view.applies("program") == program


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("fall.threshold", "OHS Code, s. 139(1)"),
        ("ladders.setup", "OHS Code, s. 136†"),
        ("lockout", "OHS Code, ss. 212(1), 212(2), 213†, 214†, 214.1-215.3†"),
        ("electrical.overhead", "OHS Code, s. 225†; Schedule 4†"),
        ("rights.reprisal", "OHS Act, ss. 18-19"),
        ("wcb.report", "Workers' Compensation Act†"),
        ("heat", "OHS Act†"),
        ("duties.worker", "OHS Act"),
        ("firstaid.table", "OHS Code, Schedule 2, Table 7†"),
        ("msi", "OHS Code, ss. 208-209, 210-211.1†"),
        ("guardrails", "OHS Code, s. 315†"),
        ("rigging", "OHS Code, ss. 292, 292.1, 293†, 294†, 296†, 304†"),
        ("sanitation", "OHS Code, ss. 354, 355, 356-357(2), 358-361†"),
        ("silica.limit", "OHS Code, Schedule 1, Table 2†"),
        ("trench.handexpose", "OHS Code, s. 1†"),
        ("demolition.services", "OHS Code, s. 419†"),
    ],
)
def test_alberta_citations(law: LawRegistry, topic: str, text: str) -> None:
    assert law.view(("AB",)).cite(topic).text == text


@pytest.mark.parametrize(
    ("topic", "key", "text"),
    [
        ("fall.threshold", "height_m", "3"),
        ("ladders", "extend_above_landing_m", "1†"),
        ("electrical.overhead", "trigger_m", "7†"),
        ("wcb.report", "hours", "72"),
        ("incident.report", "phone", "1-866-415-8690"),
        ("incident.investigation", "retain_years", ""),
        ("cranes.operator", "mobile_crane_trade_cert_tons", ""),
        ("guardrails", "top_rail_min_mm", "920†"),
        ("guardrails.toeboards", "scaffold_drop_m", "3.5†"),
        ("fall.controlzone", "width_m", "2†"),
        ("scaffolds.rolling", "height_to_base", "3†"),
        ("fall.lifelines", "swing_drop_m", "1.2†"),
        ("trench.handexpose", "high_pressure_m", "5†"),
        ("rigging", "people_percent", "10"),
        ("sanitation.toilets", "one_toilet_workers_max", "10"),
        ("co.limit", "oel_ppm", "25†"),
    ],
)
def test_alberta_numbers(law: LawRegistry, topic: str, key: str, text: str) -> None:
    assert law.view(("AB",)).number(topic, key).text == text


def test_the_scene_rule_before_and_after_the_directors_order_ended(law: LawRegistry) -> None:
    def duty(day: date) -> str:
        return " ".join(part.text for part in law.view(("AB",), day).summary("incident.scene"))

    assert "Director order excepted" in duty(date(2025, 4, 14))
    assert "ended 2025-04-15" in duty(date(2025, 4, 15))
    assert duty(date(2021, 1, 1)) == ""


def test_first_aiders_for_seven_workers_close_to_a_hospital(law: LawRegistry) -> None:
    table = law.view(("AB",)).table("firstaid.requirements")
    assert table is not None
    row = table.row_for(7)
    assert row is not None
    assert dict(zip(table.columns, row.cells, strict=True))["Close (up to 20 minutes)"] == "1 basic and 1 intermediate"
    assert table.to_verify


def test_first_aiders_and_equipment_for_a_contractor_of_forty_eight(law: LawRegistry) -> None:
    table = law.view(("AB",)).table("firstaid.requirements")
    assert table is not None
    row = table.row_for(48)
    assert row is not None
    cells = dict(zip(table.columns, row.cells, strict=True))
    assert cells["Distant (20 to 40 minutes)"] == "3 intermediate"
    assert "Type 3 medium kit and 3 blankets" in cells["Kit and equipment"]


def test_first_aiders_of_the_largest_sites_differ_by_travel_time(law: LawRegistry) -> None:
    table = law.view(("AB",)).table("firstaid.requirements")
    assert table is not None
    row = table.row_for(200)
    assert row is not None
    close, distant, isolated = row.cells[1:4]
    assert len({close, distant, isolated}) == 3
    assert "advanced and" not in close
    assert "1 advanced and" in isolated


def test_every_summary_is_short_enough_for_a_register(law: LawRegistry) -> None:
    long = [
        provision.id
        for versions in law.jurisdictions["AB"].provisions.values()
        for provision in versions
        if len(provision.summary.split()) > 40
    ]
    assert long == []


def test_no_number_prints_from_the_unverified_ones(law: LawRegistry) -> None:
    for jurisdiction in law.jurisdictions.values():
        view = law.view((jurisdiction.codes[0],))
        read = {(p.topic, key) for versions in jurisdiction.provisions.values() for p in versions for key in p.numbers}
        for versions in jurisdiction.provisions.values():
            for provision in versions:
                for key in provision.numbers_unverified:
                    if (provision.topic, key) not in read:
                        assert not view.number(provision.topic, key).printable, (provision.id, key)


def test_no_id_and_no_address_ever_prints(law: LawRegistry) -> None:
    for regulator, jurisdiction in law.regulators.items():
        view = law.view((regulator,))
        ids = set(jurisdiction.provisions)
        for topic in law.topics:
            text = view.cite(topic).text
            assert "http" not in text
            assert not any(f"{item}" in text for item in ids)


def test_a_topic_meant_for_one_provision_has_one_in_alberta(law: LawRegistry) -> None:
    count = Counter(row.topic for row in law.view(("AB",)).provisions())
    assert [name for name, topic in law.topics.items() if not topic.many and count[name] > 1] == []
    versions = [p for several in law.jurisdictions["AB"].provisions.values() for p in several]
    assert [p.id for p in versions if p.topic == UNMAPPED] == []


def test_nothing_enacted_for_later_is_cited_as_law_today(law: LawRegistry) -> None:
    manitoba = law.view(("MB",))
    assert "2027-06-01" in [item.when for item in manitoba.coming()]
    assert all(row.effective_from is None or row.effective_from <= law.as_of for row in manitoba.provisions())


def test_every_rating_above_low_names_where_it_was_read(law: LawRegistry) -> None:
    for jurisdiction in law.jurisdictions.values():
        for versions in jurisdiction.provisions.values():
            for provision in versions:
                if provision.confidence != "low":
                    assert provision.source.startswith("http"), provision.id
