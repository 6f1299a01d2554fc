"""Who is the prime contractor is said once: what the site, its conditions and the declared work deny is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PROFILES

from manualgen.building import Built, render_without_record
from manualgen.intake.checks import check_file
from manualgen.intake.known import KnownVocabulary
from manualgen.intake.loading import load_profile
from manualgen.knowledge.store import Knowledge

HEAD = """company: {legal_name: Larch Fen Builders Ltd., trade_name: Larch Fen}
province: AB
employees: 48
certifications: [{partner: ab-acsa, program: cor}]
industries: [general-construction]
"""


def problems(tmp_path: Path, knowledge: Knowledge, conditions: str, *sites: str) -> list[str]:
    listed = "".join(f"  - {{id: s{n}, title: Site {n}, kind: project, {site}}}\n" for n, site in enumerate(sites))
    work = f"work:\n  tasks: [tsk-site-supervision]\n  conditions: [{conditions}]\n"
    path = tmp_path / "profile.yaml"
    path.write_text(f"{HEAD}{work}sites:\n{listed}", encoding="utf-8")
    return [str(p) for p in check_file(path, KnownVocabulary(knowledge))[1]]


RUNS, UNDER = "cnd-is-prime-contractor", "cnd-work-under-prime-contractor"


@pytest.mark.parametrize(
    ("conditions", "site", "said"),
    [
        (UNDER, "is_prime_contractor: true", f":10:65: sites.s0.is_prime_contractor: the client runs this site, "
         f"but its manual has no prime contractor's system; add {RUNS} to work.conditions"),
        (RUNS, "is_prime_contractor: false", f"`{RUNS}` is declared, but every site says that another company runs it"),
        (RUNS, f"conditions: [{RUNS}], is_prime_contractor: false", f"`{RUNS}` contradicts `is_prime_contractor: false`"),
        (f"{RUNS}, {UNDER}", f"conditions: [{UNDER}], is_prime_contractor: true", "contradicts `is_prime_contractor: true`"),
        (f"{RUNS}, {UNDER}", f"conditions: [{RUNS}, {UNDER}]", "keep one"),
        (RUNS, "is_prime_contractor: true, prime_contractor: Osprey Ltd.", "`Osprey Ltd.` is not the client"),
        (UNDER, "is_prime_contractor: false, prime_contractor: larch fen builders ltd.", "is the client, but another"),
        ("cnd-winter-cold", "is_prime_contractor: false, prime_contractor: Osprey Ltd.", f"warning: another company runs "
         f"this site, but the manual says nothing of working under one; add {UNDER}"),
    ],
)  # fmt: skip
def test_a_contradiction_is_a_problem_with_its_place(
    tmp_path: Path, knowledge: Knowledge, conditions: str, site: str, said: str
) -> None:
    found = problems(tmp_path, knowledge, conditions, site)
    assert any(said in one for one in found), found


@pytest.mark.parametrize(
    ("conditions", "site"),
    [
        (RUNS, "is_prime_contractor: true, prime_contractor: Larch Fen Builders Ltd."),
        (RUNS, "shifts: by day"),
        (f"{RUNS}, {UNDER}", f"conditions: [{UNDER}], prime_contractor: Osprey Ltd."),
    ],
)
def test_what_agrees_passes(tmp_path: Path, knowledge: Knowledge, conditions: str, site: str) -> None:
    found = problems(tmp_path, knowledge, conditions, site, "is_prime_contractor: true")
    assert [one for one in found if "prime" in one] == []


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda p: p.stem)
def test_the_examples_agree_with_themselves(path: Path, knowledge: Knowledge) -> None:
    found = [str(p) for p in check_file(path, KnownVocabulary(knowledge))[1]]
    assert [one for one in found if "prime" in one] == []


def test_a_site_with_the_condition_counts_as_run_by_the_client(tmp_path: Path, knowledge: Knowledge) -> None:
    site = f"  - {{id: deck, title: Deck house, kind: project, conditions: [{RUNS}]}}\n"
    path = tmp_path / "profile.yaml"
    path.write_text(f"{HEAD}work: {{tasks: [tsk-site-supervision], conditions: [{RUNS}]}}\nsites:\n{site}", encoding="utf-8")
    built: Built = render_without_record(load_profile(path), knowledge)
    ids = [block.id for block in built.rendered.manual.blocks]
    assert "sec-cor-prime-system/in-force-deck" in ids
