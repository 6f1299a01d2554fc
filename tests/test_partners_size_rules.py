"""Who may use which program: computed from each partner's own rule, at the numbers where it turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from manualgen.knowledge.partner_model import Partner
from manualgen.knowledge.partners import find_program, load_partners
from manualgen.knowledge.size_rules import Verdict, choose_program, eligible, judge
from manualgen.locations import Locations


@dataclass(frozen=True)
class People:
    total: int | None = None
    peak_12_months: int | None = None
    fte: float | None = None
    by_province: Mapping[str, int] = field(default_factory=dict)
    seasonal: int | None = 0
    subcontractors_dedicated: int | None = 0
    operating_month_average: float | None = None
    by_workplace: Mapping[str, int] = field(default_factory=dict)
    volunteers: int | None = None


def steady(n: int) -> People:
    """A firm of ``n`` all year round, everyone full-time."""
    return People(total=n, peak_12_months=n, fte=float(n))


@pytest.fixture(scope="module")
def partners() -> dict[str, Partner]:
    return load_partners(Locations())


def verdict(partners: dict[str, Partner], partner: str, program: str, people: People) -> Verdict:
    found, item = find_program(partners, partner, program)
    return judge(item.size, people, found.jurisdictions)


@pytest.mark.parametrize(
    ("partner", "at_9", "at_10", "at_11"),
    [
        ("ab-acsa", "secor ok", "secor ok", "cor ok"),
        ("ab-esc", "secor ok", "secor ok", "cor ok"),
        ("ab-amta", "secor ok", "secor boundary", "cor ok"),
        ("ab-ccsa", "secor ok", "secor boundary", "cor unknown"),
        ("sk-hcsas", "secor ok", "cor ok", "cor ok"),
        ("sk-scsa", "secor boundary", "cor ok", "cor ok"),
        ("mb-csam", "secor ok", "cor ok", "cor ok"),
        ("bc-bccsa", "small-cor ok", "small-cor ok", "small-cor ok"),
        ("bc-esc", "secor ok", "secor ok", "cor boundary"),
        ("ns-csns", "intermediate ok", "intermediate ok", "intermediate ok"),
        ("on-ihsa", "cor ok", "cor ok", "cor ok"),
        ("mb-mhca", "cor unknown", "cor unknown", "cor unknown"),
    ],
)
def test_auto_turns_where_each_partner_turns(
    partners: dict[str, Partner], partner: str, at_9: str, at_10: str, at_11: str
) -> None:
    chosen = [choose_program(partners[partner], steady(n)) for n in (9, 10, 11)]
    assert [f"{c.program.id} {c.verdict}" for c in chosen] == [at_9, at_10, at_11]


@pytest.mark.parametrize("partner", ["bc-bccsa", "bc-agsafe", "bc-bcmsa", "bc-go2hr"])
def test_british_columbia_turns_between_19_and_20(partners: dict[str, Partner], partner: str) -> None:
    below, above = (choose_program(partners[partner], steady(n)) for n in (19, 20))
    assert (below.verdict, below.program.template_set) == ("ok", "secor")
    assert (above.verdict, above.program.id) == ("ok", "cor")


@pytest.mark.parametrize(("people", "program"), [(1, "ocop"), (2, "secor"), (9, "secor"), (10, "cor")])
def test_yukon_has_three_programs(partners: dict[str, Partner], people: int, program: str) -> None:
    chosen = choose_program(partners["yt-nsny"], steady(people))
    assert (chosen.program.id, chosen.verdict) == (program, "ok")


@pytest.mark.parametrize(
    ("people", "program"),
    [
        (1, "owner-operator"),
        (2, "small-business"),
        (4, "small-business"),
        (5, "intermediate"),
        (19, "intermediate"),
        (20, "standard"),
    ],
)
def test_nova_scotia_has_four_size_classes(partners: dict[str, Partner], people: int, program: str) -> None:
    chosen = choose_program(partners["ns-csns"], steady(people))
    assert (chosen.program.id, chosen.verdict) == (program, "ok")


def test_nova_scotias_small_classes_take_no_regular_subcontractors(partners: dict[str, Partner]) -> None:
    three_and_two = replace(steady(3), subcontractors_dedicated=2)
    refused = verdict(partners, "ns-csns", "small-business", three_and_two)
    assert (refused.outcome, refused.reason) == ("not-allowed", "2 dedicated subcontractors; the program takes none")
    unsaid = verdict(partners, "ns-csns", "small-business", replace(steady(3), subcontractors_dedicated=None))
    assert unsaid.outcome == "ok"
    assert unsaid.assumptions == ("No subcontractors work regularly for the firm.",)
    pair = verdict(partners, "ns-csns", "owner-operator", steady(2))
    assert pair.outcome == "boundary"
    assert "office" in pair.reason


def test_peak_decides_at_acsa_not_todays_number(partners: dict[str, Partner]) -> None:
    grew = People(total=8, peak_12_months=12)
    assert verdict(partners, "ab-acsa", "secor", grew).outcome == "not-allowed"
    unsaid = verdict(partners, "ab-acsa", "secor", People(total=8))
    assert unsaid.outcome == "ok"
    assert unsaid.assumptions == ("The peak of the last 12 months was not given; today's total stands for it.",)
    assert verdict(partners, "ab-acsa", "secor", People()).outcome == "unknown"


def test_subcontractors_count_where_the_partner_counts_them(partners: dict[str, Partner]) -> None:
    eight_and_three = replace(steady(8), subcontractors_dedicated=3)
    assert verdict(partners, "ab-acsa", "secor", eight_and_three).outcome == "ok"
    municipal = verdict(partners, "ab-amhsa", "secor", eight_and_three)
    assert municipal.outcome == "not-allowed"
    assert municipal.reason.startswith("11 people (8 at the peak of the last 12 months and 3 of subcontractors)")
    assert verdict(partners, "ab-amhsa", "cor", eight_and_three).outcome == "ok"
    assert verdict(partners, "sk-scsa", "secor", eight_and_three).outcome == "not-allowed"
    unsaid = verdict(partners, "ab-amhsa", "secor", replace(steady(8), subcontractors_dedicated=None))
    assert (unsaid.outcome, len(unsaid.assumptions)) == ("ok", 1)


def test_seasonal_people_that_the_peak_leaves_out_are_asked_about(partners: dict[str, Partner]) -> None:
    summer = People(total=9, peak_12_months=9, seasonal=4)
    municipal = verdict(partners, "ab-amhsa", "secor", summer)
    assert municipal.outcome == "boundary"
    assert "9 to 13 people" in municipal.reason
    counted = People(total=9, peak_12_months=13, seasonal=4)
    assert verdict(partners, "ab-amhsa", "secor", counted).outcome == "not-allowed"


def test_two_ways_of_counting_that_disagree_are_a_boundary(partners: dict[str, Partner]) -> None:
    part_timers = People(total=24, peak_12_months=24, fte=17.0)
    for program in ("cor", "small-cor"):
        found = verdict(partners, "bc-bccsa", program, part_timers)
        assert found.outcome == "boundary"
        assert "ask BCCSA" in found.reason
    assert verdict(partners, "bc-agsafe", "small-cor", part_timers).outcome == "ok", "AgSafe counts full-time only"
    assert verdict(partners, "bc-agsafe", "small-cor", People(fte=19.5)).outcome == "boundary", "between 19 and 20"


@pytest.mark.parametrize(
    ("people", "outcome"),
    [
        (People(peak_12_months=19), "ok"),
        (People(peak_12_months=22), "boundary"),
        (People(peak_12_months=22, operating_month_average=19.99), "ok"),
        (People(peak_12_months=22, operating_month_average=20.0), "not-allowed"),
        (People(peak_12_months=25, operating_month_average=15.0), "not-allowed"),
        (People(peak_12_months=18, subcontractors_dedicated=8), "not-allowed"),
    ],
)
def test_forestry_goes_by_operating_months_and_the_busiest_one(
    partners: dict[str, Partner], people: People, outcome: str
) -> None:
    assert verdict(partners, "bc-bcfsc", "secor", people).outcome == outcome


def test_each_provinces_account_is_counted_by_itself(partners: dict[str, Partner]) -> None:
    wide = People(total=30, peak_12_months=30, by_province={"AB": 8, "SK": 22})
    assert verdict(partners, "ab-acsa", "secor", wide).outcome == "ok"
    assert verdict(partners, "ab-acsa", "secor", wide).assumptions
    assert verdict(partners, "sk-hcsas", "secor", wide).outcome == "not-allowed"
    assert verdict(partners, "bc-esc", "secor", wide).outcome == "not-allowed", "22 in Saskatchewan"
    esc_small = find_program(partners, "bc-esc", "secor")[1].size
    assert judge(esc_small, wide, ["BC"]).outcome == "not-allowed", "nobody there"
    two_accounts = People(total=16, peak_12_months=16, by_province={"BC": 8, "SK": 8})
    assert verdict(partners, "bc-esc", "secor", two_accounts).outcome == "ok", "8 in each province, never 16"
    only_alberta = People(total=7, peak_12_months=11, by_province={"AB": 7})
    assert verdict(partners, "ab-acsa", "secor", only_alberta).outcome == "not-allowed", "the peak still decides"


def test_a_verdict_names_its_source(partners: dict[str, Partner]) -> None:
    found = verdict(partners, "ab-acsa", "secor", steady(7))
    assert found.source is not None
    assert found.source.url == "https://www.youracsa.ca/cor-secor/secor-process/"
    assert found.reason == "7 people at the peak of the last 12 months; the limit is 1 to 10"


def test_eligible_lists_the_partners_of_the_firms_province_and_industry_best_first(
    partners: dict[str, Partner],
) -> None:
    found = eligible(partners, provinces=["AB"], industries=["electrical"], headcount=steady(7))
    assert [(e.partner.id, e.program.id, e.verdict) for e in found[:3]] == [
        ("ab-acsa", "cor", "ok"),
        ("ab-acsa", "secor", "ok"),
        ("ab-aasp", "secor", "ok"),
    ]
    ids = {e.partner.id for e in found}
    assert not ids & {"ab-mhsa", "bc-bccsa", "ab-ahsa", "ab-goa"}
    hotel = eligible(partners, provinces=["AB"], industries=["hospitality"], headcount=steady(7))
    assert "ab-ahsa" not in {e.partner.id for e in hotel}, "a former partner is never offered"
    assert eligible(partners, provinces=["QC"], industries=[], headcount=steady(7)) == []


def test_a_prime_path_needs_its_worksites_and_its_assessments(partners: dict[str, Partner]) -> None:
    big = replace(steady(60), by_workplace={"mill": 40, "yard": 20})
    assert verdict(partners, "nl-workplacenl-prime", "path-2", big).outcome == "boundary"
    split = replace(steady(60), by_workplace={"mill": 50, "yard": 10})
    assert verdict(partners, "nl-workplacenl-prime", "path-2", split).outcome == "not-allowed"
