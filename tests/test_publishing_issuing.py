"""Issue freezes what was read and approved, and lets no gap pass that nobody accepted by name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from manualgen.errors import EnvironmentFailure, InputError, UnabsorbedEdits
from manualgen.planning.plan import Assumption
from manualgen.publishing.issuing import Approval, Blocker, approve, assumed, issue
from manualgen.publishing.manifest import BuildFacts
from manualgen.publishing.record import Record, open_record
from manualgen.publishing.snapshot import Snapshot
from manualgen.publishing.staging import Landed, land, stage
from manualgen.publishing.verify import verify

BLANK = Blocker("wcb-account", "blank", "the WCB account number is not given")
DAGGER = Blocker("ladders", "unverified", "the ladder extension was not verified")
PREVIEW = Blocker("as-of", "preview", "the law as of 2027-06-01 is not in force", acceptable=False)
DAY = date(2026, 12, 1)


def facts(key: str) -> BuildFacts:
    return BuildFacts(key, "0.1.0", "p", "l", "2026-11-21")


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = open_record(tmp_path, "acme", "Acme")
    draft(record, "key-1")
    return record


def draft(record: Record, key: str) -> None:
    with stage(record) as staging:
        staging.write("manual.docx", b"DRAFT " + key.encode())
        land(staging, facts(key), staging.ledger.assign(["pol-a"]), Snapshot.of({"blocks": [key]}))


def ask(
    record: Record, *blocking: Blocker, accepted: set[str] | None = None, key: str = "key-1", day: date = DAY
) -> Approval:
    return approve(
        record, approved_by="owner", date=day, accepted=accepted or set(), blocking=blocking, content_key=key
    )


def put(record: Record, approval: Approval, key: str = "key-1") -> Landed:
    with stage(record) as staging:
        staging.write("manual.docx", b"Revision %d" % approval.revision)
        return issue(staging, approval, facts(key), staging.ledger, Snapshot.of({"blocks": [key]}))


def test_an_issued_revision_says_who_approved_what(record: Record) -> None:
    landed = put(record, ask(record, BLANK, accepted={"wcb-account"}))
    assert landed.folder == record.folder / "issued" / "rev-1" == record.current_revision
    assert verify(landed.folder).ok
    told = json.loads((landed.folder / "issue.json").read_text())
    assert (told["revision"], told["date"], told["approved_by"]) == (1, "2026-12-01", "owner")
    assert [b["name"] for b in told["accepted"]] == ["wcb-account"]
    assert (landed.folder / "snapshot.json.gz").is_file()
    assert json.loads((record.folder / "current.json").read_text())["revision"]["number"] == 1
    assert (record.draft_folder(1) / "manual.docx").read_bytes() == b"DRAFT key-1"


def test_every_open_blocker_is_named_in_one_run(record: Record) -> None:
    with pytest.raises(InputError) as caught:
        ask(record, BLANK, DAGGER, PREVIEW, accepted={"lader", "as-of"})
    text = [str(p) for p in caught.value.problems]
    assert len(text) == 4
    assert any("--accept wcb-account" in t for t in text)
    assert any("cannot be accepted" in t for t in text), "a preview is never issued"
    assert any("did you mean `ladders`?" in t for t in text)


def test_revisions_count_up_and_dates_do_not_go_back(record: Record) -> None:
    put(record, ask(record))
    draft(record, "key-2")
    with pytest.raises(InputError, match="before the last issue of 2026-12-01"):
        ask(record, key="key-2", day=date(2026, 11, 30))
    assert put(record, ask(record, key="key-2"), "key-2").number == 2


def test_what_nobody_has_read_is_not_issued(record: Record) -> None:
    with pytest.raises(InputError, match="changed since this draft was built"):
        ask(record, key="key-9")
    with pytest.raises(InputError, match="no draft"):
        ask(open_record(record.folder.parent, "other"))


def test_a_hand_edit_that_was_not_brought_home_stops_the_issue(record: Record) -> None:
    (record.draft_folder(1) / "manual.docx").write_bytes(b"edited in Word")
    with pytest.raises(UnabsorbedEdits, match=r"manual\.docx"):
        ask(record)


def test_a_revision_issued_meanwhile_is_not_written_over(record: Record) -> None:
    one, two = ask(record), ask(record)
    put(record, one)
    before = (record.revision_folder(1) / "manual.docx").read_bytes()
    with pytest.raises(EnvironmentFailure, match="issued meanwhile"):
        put(record, two)
    assert record.revisions() == [1]
    assert (record.revision_folder(1) / "manual.docx").read_bytes() == before


def test_a_file_that_did_not_change_keeps_its_bytes_in_the_next_revision(record: Record) -> None:
    first = put(record, ask(record))
    approval = ask(record)
    with stage(record) as staging:
        staging.copy(first.folder / "manual.docx", "manual.docx")
        second = issue(staging, approval, facts("key-1"), staging.ledger, Snapshot.of({"blocks": []}))
    assert second.manifest.files["manual.docx"] == first.manifest.files["manual.docx"]


def test_what_was_assumed_is_not_issued_until_it_is_confirmed_or_accepted_by_name(record: Record) -> None:
    taken = assumed(
        [
            Assumption("work.tasks", "tsk-service-call", "top task of Electrical contracting"),
            Assumption("headcount.peak_12_months", "4", "not given: taken equal to the total"),
        ]
    )
    with pytest.raises(InputError) as caught:
        ask(record, *taken, accepted={"headcount.peak_12_months"})
    assert [str(p) for p in caught.value.problems] == [
        "assumed `work.tasks.tsk-service-call`: taken as tsk-service-call, which nobody has confirmed (top task of "
        "Electrical contracting); write what is true into the profile, or --accept work.tasks.tsk-service-call"
    ]
    named = {b.name for b in taken}
    assert [b.kind for b in ask(record, *taken, accepted=named).accepted] == ["assumed", "assumed"]


def test_a_profile_of_five_lines_blocks_on_each_assumption_under_a_name_of_its_own(words) -> None:
    from manualgen.publishing.drafting import blockers

    built = words("minimal")
    found = [b for b in blockers(built) if b.kind == "assumed"]
    assert len(found) == len(built.planned.plan.assumptions) > 10
    names = [b.name for b in blockers(built)]
    assert len(set(names)) == len(names)
    assert not [name for name in names if "#" in name or " " in name], "open-items.txt could not be read back"
