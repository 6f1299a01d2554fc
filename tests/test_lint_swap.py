"""The swap test: two manuals with names masked, compared in the chapters that must differ."""

from __future__ import annotations

from dataclasses import replace

from lint_fixtures.sound_house import house

from manualgen.errors import Position
from manualgen.linting.engine import run
from manualgen.linting.lintable import Manual, PrintedBlock
from manualgen.linting.reading import gather
from manualgen.linting.registry import chosen
from manualgen.linting.rules.swap_test import compare


def block(text: str, chapter: str = "emergency", **more: object) -> PrintedBlock:
    return replace(PrintedBlock(chapter, "sec-one", Position("x"), text), **more)  # type: ignore[arg-type]


SHARED = "Turn the main off before you touch a person."
OWN = "Lower the basket with the valve at the back."


def manual(*blocks: PrintedBlock, profile: str = "a.yaml", own: tuple[str, ...] = ()) -> Manual:
    return Manual(profile, blocks, own)


def test_the_share_counts_sentences_that_both_have() -> None:
    share, worst = compare(manual(block(SHARED), block(OWN)), manual(block(SHARED)))
    assert share == 0.5
    assert worst == [("sec-one", 0.5, 2)]


def test_names_places_phones_and_document_numbers_do_not_make_a_difference() -> None:
    ours = manual(block("Call Elk Electric at 403-555-0100 as SJP-004 says."), own=("Elk Electric",))
    theirs = manual(block("Call Tamarack Power Ltd. at 780-555-0199 as SJP-017 says."), own=("Tamarack Power Ltd.",))
    assert compare(ours, theirs)[0] == 1.0


def test_other_chapters_and_legal_duties_may_agree() -> None:
    legal = block(SHARED, duty=True, provisions=("ab.ohs-code.1",))
    same = (legal, block(SHARED, chapter="policy"), block(OWN))
    assert compare(manual(*same), manual(legal, block(SHARED, chapter="policy")))[0] == 0.0


def test_a_duty_that_no_law_asks_for_counts() -> None:
    duty = block(SHARED, duty=True)
    assert compare(manual(duty), manual(duty))[0] == 1.0


def test_above_the_budget_is_an_error_and_below_it_a_report() -> None:
    base = gather(house())
    close = replace(base, manual=manual(block(SHARED)), decoy=manual(block(SHARED), profile="b.yaml"))
    (found,) = run(close, chosen(("swap-test",)))
    assert found.problem.severity == "error"
    assert "100%" in found.problem.what
    far = replace(base, manual=manual(block(OWN)), decoy=manual(block(SHARED), profile="b.yaml"))
    (found,) = run(far, chosen(("swap-test",)))
    assert found.problem.severity == "warning"
    assert "0% of the sentences" in found.problem.what


def test_without_a_decoy_nothing_is_compared() -> None:
    assert run(replace(gather(house()), manual=manual(block(SHARED))), chosen(("swap-test",))) == []
