"""From draft to issued revision: who approved what, with which gaps accepted by name."""

from __future__ import annotations

import datetime
import difflib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from manualgen.errors import EnvironmentFailure, InputError, Position, Problem, UnabsorbedEdits
from manualgen.publishing.canonical import canonical_json, read_json
from manualgen.publishing.ledger import Ledger
from manualgen.publishing.manifest import BuildFacts, read_manifest
from manualgen.publishing.record import ISSUE_FILE, Record, edited_files
from manualgen.publishing.snapshot import Snapshot
from manualgen.publishing.staging import Landed, Staging, commit, environment_failures

if TYPE_CHECKING:
    from manualgen.planning.plan import Assumption

FORMAT = 1
_SETTLE = {
    "blank": "write the answer into the profile",
    "assumed": "write what is true into the profile",
    "unverified": "check the wording and write it under `verified` in manualgen.yaml",
    "conflict": "add what is missing to a library",
    "preview": "settle it",
    "proposed": "have the crew review them",
}


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stands between a draft and its issue.

    ``name`` is what the consultant writes to accept it. A blocker with
    ``acceptable=False`` (a preview of law that is not in force, a legal duty
    hidden by an own edit) must be settled, not accepted.
    """

    name: str
    kind: Literal["blank", "assumed", "unverified", "conflict", "preview", "proposed"]
    what: str
    acceptable: bool = True


def assumed(assumptions: Sequence[Assumption]) -> list[Blocker]:
    """Return a blocker for each value that was taken because the profile is silent.

    The name is the profile's field, with the value behind it where one field holds several
    (``work.tasks.tsk-service-call``), so that no two are the same.
    """
    fields = Counter(a.field for a in assumptions)
    several = {f for f, count in fields.items() if count > 1} | {f for f in fields if f.startswith("work.")}
    return [
        Blocker(
            f"{a.field}.{a.value}" if a.field in several else a.field,
            "assumed",
            f"taken as {a.value}, which nobody has confirmed ({a.why})",
        )
        for a in assumptions
    ]


@dataclass(frozen=True, slots=True)
class Approval:
    """The decision to issue: the next revision's number and date, who approved it, what was accepted."""

    revision: int
    date: str
    approved_by: str
    content_key: str
    accepted: tuple[Blocker, ...] = ()


def approve(
    record: Record,
    *,
    approved_by: str,
    date: datetime.date,
    accepted: Collection[str],
    blocking: Sequence[Blocker],
    content_key: str,
) -> Approval:
    """Return the approval of the current draft as the next revision, or say everything that stands against it.

    ``content_key`` is the key of what would be issued; it must be the current
    draft's, so that nobody issues what nobody has read. Raises
    :class:`InputError` with one problem per open blocker, per accepted name that
    blocks nothing, and for a date before the last issue or before the day of the
    draft's law; :class:`UnabsorbedEdits` when a built file was edited by hand.
    """
    draft = record.current_draft
    if draft is None:
        raise InputError("there is no draft to issue; run `manualgen build` first")
    edits = edited_files(record)
    if edits:
        raise UnabsorbedEdits("edited by hand and not brought home: " + ", ".join(str(e.path) for e in edits))
    problems: list[Problem] = []
    facts = read_manifest(draft).facts
    if facts.content_key != content_key:
        what = "profile, library or law changed since this draft was built"
        problems.append(Problem(Position(str(draft)), "", what, "build again, read the draft, then issue"))
    if not approved_by.strip():
        problems.append(Problem(Position(""), "--approved-by", "nobody approved", "write the role or name"))
    problems += _date_problems(record, date, facts.law_as_of)
    problems += _blocker_problems(accepted, blocking)
    if problems:
        raise InputError(problems)
    named = tuple(b for b in blocking if b.name in accepted)
    return Approval(record.next_revision(), date.isoformat(), approved_by.strip(), content_key, named)


def issue(staging: Staging, approval: Approval, facts: BuildFacts, ledger: Ledger, snapshot: Snapshot) -> Landed:
    """Freeze the staged files, built again with the revision's mark, as ``issued/rev-<n>``.

    ``facts.content_key`` must be the approved one. Raises
    :class:`EnvironmentFailure` when another run issued a revision meanwhile.
    """
    record = staging.record
    if approval.revision != record.next_revision():
        raise EnvironmentFailure(
            f"{record.folder}: revision {approval.revision} was issued meanwhile; look at it first"
        )
    if facts.content_key != approval.content_key:
        raise ValueError("what was built is not what was approved")
    body = {
        "format": FORMAT,
        "revision": approval.revision,
        "date": approval.date,
        "approved_by": approval.approved_by,
        "accepted": [asdict(blocker) for blocker in approval.accepted],
        "content_key": approval.content_key,
    }
    with environment_failures(record.folder):
        (staging.folder / ISSUE_FILE).write_bytes(canonical_json(body))
    target = record.revision_folder(approval.revision)
    return commit(staging, facts, ledger, snapshot, target, approval.revision)


def _date_problems(record: Record, date: datetime.date, law_as_of: str) -> list[Problem]:
    folder = record.current_revision
    last = str(read_json(folder / ISSUE_FILE)["date"]) if folder is not None else ""
    if date.isoformat() < last:
        what = f"{date.isoformat()} is before the last issue of {last}"
    elif date.isoformat() < law_as_of:
        what = f"{date.isoformat()} is before {law_as_of}, the day of the law in this draft"
    else:
        return []
    return [Problem(Position(str(folder or record.folder)), "--date", what, "write the day of this approval")]


def _blocker_problems(accepted: Collection[str], blocking: Sequence[Blocker]) -> list[Problem]:
    nowhere = Position("")
    problems = []
    for blocker in blocking:
        field = f"{blocker.kind} `{blocker.name}`"
        if blocker.name not in accepted:
            fix = f"{_SETTLE[blocker.kind]}, or --accept {blocker.name}" if blocker.acceptable else "settle it"
            problems.append(Problem(nowhere, field, blocker.what, fix))
        elif not blocker.acceptable:
            problems.append(Problem(nowhere, field, f"{blocker.what} (cannot be accepted)", "settle it"))
    names = [b.name for b in blocking]
    for name in sorted(set(accepted) - set(names)):
        close = difflib.get_close_matches(name, names, 1)
        fix = f"did you mean `{close[0]}`?" if close else "leave it out"
        problems.append(Problem(nowhere, f"--accept {name}", "nothing of that name blocks the issue", fix))
    return problems
