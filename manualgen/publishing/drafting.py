"""Build a draft, or issue it: words from :mod:`manualgen.building`, ink from the writers, kept in the client's record."""

from __future__ import annotations

import datetime
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from manualgen.errors import InputError, UnabsorbedEdits
from manualgen.locations import Locations
from manualgen.publishing.blocking import blockers
from manualgen.publishing.canonical import read_json
from manualgen.publishing.inking import Engine, Step, write_all
from manualgen.publishing.inputs import bytes_hash, content_hash, engines, library_hash, profile_hash
from manualgen.publishing.issuing import approve, issue
from manualgen.publishing.ledger import Ledger
from manualgen.publishing.manifest import BuildFacts, read_manifest
from manualgen.publishing.record import Record, edited_files, open_record, unchanged
from manualgen.publishing.slug import find_slug
from manualgen.publishing.snapshot import Snapshot, marked, snapshot_of
from manualgen.publishing.staging import Staging, land, stage

if TYPE_CHECKING:
    from manualgen.building import Built
    from manualgen.errors import Problem
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.store import Knowledge
    from manualgen.planning.making import Planned
    from manualgen.rendering.document import Control
    from manualgen.workspace import Workspace



@dataclass(frozen=True)
class BuildReport:
    """What a build did. ``changed`` is false when the current draft already was this build."""

    folder: Path
    number: int
    changed: bool
    pages: int
    documents: int
    blanks: int
    to_verify: int
    assumptions: int
    gaps: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Client:
    """One client at work: profile, knowledge, record and the key of what a build would be."""

    profile: Profile
    knowledge: Knowledge
    workspace: Workspace
    record: Record
    key: str
    profile_key: str
    library_key: str
    base: str
    engine: Engine
    only: Literal["all", "manual"]


def open_client(
    profile_path: Path,
    output: Path | None = None,
    libraries: tuple[Path, ...] = (),
    engine: Engine = "typst",
    only: Literal["all", "manual"] = "all",
) -> Client:
    """Return the client of ``profile_path``; raise ``InputError`` with every problem of the profile."""
    from manualgen.building import base_key
    from manualgen.intake.loading import load_profile
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    before = bytes_hash(profile_path)  # taken first: when the file is saved meanwhile, the next build has another key
    profile = load_profile(profile_path)
    workspace = find_workspace(profile_path)
    locations = workspace.locations(libraries)
    root = output or workspace.output or Path("manuals")
    company = profile.company.name
    record = open_record(root, find_slug(root, company), company)
    verified = sorted(f"{k}={by}@{on}" for k, (by, on) in workspace.verified.items())
    who, data = profile_hash(before, profile), content_hash(library_hash(locations), *verified)
    key = content_hash(who, data, repr(engines()), engine, only, *map(repr, _revisions(record)))
    base = base_key(who, locations, *verified) if bytes_hash(profile_path) == before else ""  # saved while it was read
    return Client(profile, Knowledge(locations), workspace, record, key, who, data, base, engine, only)


def build_draft(client: Client, on_step: Step | None = None, without_edits: bool = False) -> BuildReport:
    """Build the next draft of ``client`` unless nothing changed.

    Raises ``UnabsorbedEdits`` when a built file was edited by hand and ``without_edits`` is
    not set, ``InputError`` for what the profile or a text has wrong.
    """
    started = time.perf_counter()
    record = client.record
    edits = edited_files(record)
    if edits and not without_edits:
        names = ", ".join(str(e.path) for e in edits)
        raise UnabsorbedEdits(
            f"edited by hand and not brought home: {names}; nothing was built. "
            "Build with --without-edits to leave these edits out (the edited files stay where they are)."
        )
    if not edits and unchanged(record, client.key):
        folder = record.current_draft
        assert folder is not None
        summary = read_manifest(folder).facts.plan
        return _report(folder, int(folder.name), False, summary, started)
    check_profile(client)
    with stage(record) as staging:
        if not edits and unchanged(record, client.key):  # another run built it while this one waited
            folder = record.current_draft
            assert folder is not None
            return _report(folder, int(folder.name), False, read_manifest(folder).facts.plan, started)
        built, ledger, snapshot = _render(client, staging, "DRAFT", None, True, _revisions(record))
        pages = write_all(built, snapshot, staging, client.engine, client.only, on_step)
        summary = _summary(built, pages)
        landed = land(staging, _facts(client, built, summary), ledger, snapshot)
        if built.kept.is_new and Locations(client.knowledge.locations.libraries).listing == client.knowledge.locations.listing:
            built.kept.save()  # not when somebody saved a data file while this build read it
    return _report(landed.folder, landed.number, True, summary, started)


def issue_revision(
    client: Client,
    approved_by: str,
    date: datetime.date,
    accept: Collection[str],
    change: str,
    on_step: Step | None = None,
) -> tuple[Path, int]:
    """Freeze the current draft as the next revision; return its folder and number.

    ``accept`` names blockers that are accepted as they are; the word ``all`` is refused on
    purpose. Raises ``InputError`` naming every blocker that is left.
    """
    record = client.record
    check_profile(client)
    last = record.current_revision
    if last is not None and _same_inputs(client, read_manifest(last).facts):
        raise InputError(f"nothing changed since revision {last.name.removeprefix('rev-')}; there is nothing to issue")
    number = record.next_revision()
    with stage(record) as staging:
        revisions = [*_revisions(record), (str(number), date.isoformat(), change, approved_by)]
        built, ledger, snapshot = _render(client, staging, f"Rev {number}", date, False, revisions)
        approval = approve(
            record,
            approved_by=approved_by,
            date=date,
            accepted=accept,
            blocking=blockers(built),
            content_key=client.key,
        )
        pages = write_all(built, snapshot, staging, client.engine, client.only, on_step)
        facts = _facts(client, built, {**_summary(built, pages), "change": change})
        landed = issue(staging, approval, facts, ledger, snapshot)
    return landed.folder, landed.number


def _same_inputs(client: Client, facts: BuildFacts) -> bool:
    """Return whether a revision was made of what the client has now; what the issue itself wrote does not count."""
    return (facts.profile, facts.library, dict(facts.engines)) == (client.profile_key, client.library_key, engines())


def check_profile(client: Client) -> None:
    """Raise ``InputError`` when the profile has errors that only the library, law or partners can know."""
    from manualgen.intake.checks import check
    from manualgen.intake.known import KnownVocabulary

    problems = check(client.profile, KnownVocabulary(client.knowledge))
    errors = [p for p in problems if p.severity == "error"]
    errors += _undrawable(client.profile)
    errors += client.workspace.unknown_ids(client.knowledge)
    if errors:
        raise InputError(errors)


def _undrawable(profile: Profile) -> list[Problem]:
    """Return a problem for each value with a character that no shipped font can draw: it would print as a box."""
    from manualgen.writers.pdf.literals import undrawable

    out: list[Problem] = []
    stack: list[tuple[tuple[str | int, ...], Any]] = [((), profile.model_dump())]
    while stack:
        path, value = stack.pop()
        if isinstance(value, str):
            lost = undrawable([value])
            if lost:
                shown = ", ".join(f"U+{ord(c):04X}" for c in lost[:3])
                out.append(profile.problem(path, f"no font here draws {shown}", "write it in letters that print"))
        elif isinstance(value, Mapping):
            stack += [((*path, str(k)), v) for k, v in value.items()]
        elif isinstance(value, list | tuple):
            stack += [((*path, n), v) for n, v in enumerate(value)]
    return out


def _render(
    client: Client,
    staging: Staging,
    revision: str,
    date: datetime.date | None,
    draft: bool,
    revisions: Sequence[tuple[str, str, str, str]],
) -> tuple[Built, Ledger, Snapshot]:
    from manualgen.building import render
    from manualgen.rendering.document import Control
    from manualgen.rendering.front_matter import Revision
    from manualgen.rendering.manual import SUPPLEMENTS

    profile = client.profile
    prefix = profile.document_control.prefix or ""
    ledgers: list[Ledger] = []

    def assign(planned: Planned) -> Mapping[str, str]:
        ids = ["manual", *SUPPLEMENTS, *planned.plan.ids()]
        ledgers.append(staging.ledger.assign(ids, prefix))
        wanted = set(ids)
        return {k: v for k, v in ledgers[0].numbers.items() if k in wanted}

    def control(planned: Planned) -> Control:
        author = profile.document_control.author
        return Control(
            company=profile.company.name,
            manual_title="Health and Safety Manual",
            revision=revision,
            date=(date or planned.law.as_of).isoformat(),
            client=client.record.slug,
            snapshot="",
            author=(author.company or author.name or "") if author else "",
            draft=draft,
            properties=(("manualgen.prefix", prefix),) if prefix else (),
        )

    built = render(
        profile,
        client.knowledge,
        assign,
        control,
        [Revision(*r) for r in revisions],
        client.workspace.verified,
        client.base,
    )
    snapshot = snapshot_of(built)
    built.kept.used.clear()  # their JSON is in the snapshot
    return marked(built, snapshot), ledgers[0], snapshot


def _facts(client: Client, built: Built, summary: dict[str, Any]) -> BuildFacts:
    return BuildFacts(
        content_key=client.key,
        tool_version=engines()["manualgen"],
        profile=client.profile_key,
        library=client.library_key,
        law_as_of=built.planned.law.as_of.isoformat(),
        plan=summary,
        engines=engines(),
    )


def unused_facts(built: Built, given: Collection[str]) -> list[str]:
    """Return a sentence for each answer under ``facts`` that no text of this build asks for."""
    import difflib

    asked = [q.removeprefix("blank(").rstrip(")") for q in built.planned.questions.answers if q.startswith("blank(")]
    out = []
    for name in sorted(set(given) - set(asked)):
        near = difflib.get_close_matches(name, asked, n=1)
        out.append(f"facts.{name} answers nothing that is asked" + (f"; did you mean {near[0]}?" if near else ""))
    return out


def _summary(built: Built, pages: Mapping[str, int]) -> dict[str, Any]:
    plan = built.planned.plan
    return {
        "partner": plan.partner,
        "program": plan.program,
        "edition": plan.edition,
        "pages": dict(pages),
        "documents": len(plan.documents),
        "blanks": len(built.rendered.blanks),
        "to_verify": len(built.rendered.to_verify),
        "assumptions": [asdict(a) for a in plan.assumptions],
        "gaps": [asdict(g) for g in plan.gaps],
        "unused_facts": unused_facts(built, built.facts_given),
    }


def _report(folder: Path, number: int, changed: bool, summary: Any, started: float) -> BuildReport:
    return BuildReport(
        folder=folder,
        number=number,
        changed=changed,
        pages=int(summary["pages"].get("manual.pdf", 0)),
        documents=int(summary["documents"]),
        blanks=int(summary["blanks"]),
        to_verify=int(summary["to_verify"]),
        assumptions=len(summary["assumptions"]),
        gaps=tuple(f"{g['title']}: {g['missing']}" for g in summary["gaps"]),
        notes=tuple(summary.get("unused_facts", ())),
        seconds=time.perf_counter() - started,
    )


def _revisions(record: Record) -> list[tuple[str, str, str, str]]:
    out = []
    for number in record.revisions():
        folder = record.revision_folder(number)
        issued = read_json(folder / "issue.json")
        plan = read_manifest(folder).facts.plan or {}
        change = plan.get("change", "") if isinstance(plan, dict) else ""
        out.append((str(number), str(issued["date"]), str(change), str(issued["approved_by"])))
    return out
