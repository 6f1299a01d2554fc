"""Document numbers are given once and never come to mean something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from manualgen.errors import InputError
from manualgen.publishing.ledger import Ledger, read_ledger


def test_numbers_follow_the_plan_at_first_and_never_move_after() -> None:
    first = Ledger().assign(["pol-b", "swp-a", "sjp-c", "sjp-a", "frm-x", "prg-f"], "KCE")
    assert list(first.numbers.values()) == ["POL-001", "SWP-001", "SJP-001", "SJP-002", "F-001", "PRG-001"]
    later = first.assign(["sjp-a", "sjp-b", "sjp-c", "pol-b"])
    assert later.number("sjp-c") == "SJP-001"
    assert later.number("sjp-b") == "SJP-003"
    assert first.numbers.keys() < later.numbers.keys(), "documents that left the plan keep their number"


def test_a_number_is_never_given_again() -> None:
    ledger = Ledger().assign(["sjp-a", "sjp-b"]).assign(["sjp-b"]).assign(["sjp-c", "sjp-b"])
    assert ledger.numbers == {"sjp-a": "SJP-001", "sjp-b": "SJP-002", "sjp-c": "SJP-003"}


def test_the_prefix_of_documents_in_the_field_stays() -> None:
    ledger = Ledger().assign(["sjp-a"], "KCE").assign(["sjp-b"], "NEW")
    assert (ledger.full_number("sjp-a"), ledger.full_number("sjp-b")) == ("KCE-SJP-001", "KCE-SJP-002")


def test_numbering_goes_on_past_999(tmp_path: Path) -> None:
    ledger = Ledger().assign([f"frm-{n}" for n in range(1001)])
    assert ledger.number("frm-1000") == "F-1001"
    (tmp_path / "ledger.json").write_bytes(ledger.to_json())
    assert read_ledger(tmp_path / "ledger.json").assign(["frm-new"]).number("frm-new") == "F-1002"


def test_a_ledger_reads_back_in_its_order(tmp_path: Path) -> None:
    ledger = Ledger().assign(["swp-z", "pol-a", "swp-b"], "KCE")
    (tmp_path / "ledger.json").write_bytes(ledger.to_json())
    back = read_ledger(tmp_path / "ledger.json")
    assert back == ledger
    assert list(back.numbers) == ["swp-z", "pol-a", "swp-b"]
    assert read_ledger(tmp_path / "none.json") == Ledger()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": 1, "prefix": "", "numbers": [{"document": "a", "number": "4"}]}',
        '{"format": 1, "prefix": "", "numbers": [{"document": "a", "number": "F-001"},'
        ' {"document": "b", "number": "F-001"}]}',
        '{"format": 2, "prefix": "", "numbers": []}',
    ],
)
def test_a_damaged_ledger_stops_the_run(tmp_path: Path, text: str) -> None:
    (tmp_path / "ledger.json").write_text(text)
    with pytest.raises(InputError, match="restore it from a backup"):
        read_ledger(tmp_path / "ledger.json")
