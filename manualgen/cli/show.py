"""``manualgen show …``: the knowledge as tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manualgen.cli.options import json_option, library_option, print_rows

if TYPE_CHECKING:
    from manualgen.knowledge.store import Knowledge


@click.group("show")
def command() -> None:
    """List partners, provinces, industries, work, documents and law (tables, or --json for scripts)."""


@command.command("partners")
@click.option("--for", "profile", type=click.Path(path_type=Path), help="Who may certify this company, and why.")
@library_option
@json_option
def partners(profile: Path | None, libraries: tuple[Path, ...], as_json: bool) -> None:
    """List certifying partners; with --for PROFILE, the programs open to that company with reasons."""
    from manualgen.intake.loading import load_profile
    from manualgen.knowledge.partner_table import partner_table
    from manualgen.knowledge.size_rules import eligible
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    knowledge = Knowledge(find_workspace(profile or Path()).locations(libraries))
    if profile is None:
        rows = [
            {**dataclasses.asdict(row), "programs": "; ".join(row.programs)}
            for row in partner_table(knowledge.partners)
        ]
        print_rows(rows, as_json)
        return
    client = load_profile(profile)
    provinces = {client.province, *client.headcount.by_province}
    found = eligible(
        knowledge.partners,
        provinces=sorted(provinces),
        industries=[i.id for i in client.industries],
        headcount=client.headcount,
    )
    print_rows(
        [
            {
                "partner": e.partner.id,
                "status": e.partner.status,
                "program": e.program.id,
                "verdict": e.verdict,
                "reason": e.reason,
                "source": (e.source.url or e.source.title) if e.source else "",
            }
            for e in found
        ],
        as_json,
    )


@command.command("provinces")
@library_option
@json_option
def provinces(libraries: tuple[Path, ...], as_json: bool) -> None:
    """List provinces and territories with their partners and whether law is on file."""
    from manualgen.knowledge.partner_table import province_table
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    knowledge = Knowledge(find_workspace(Path()).locations(libraries))
    print_rows(
        [
            {
                "code": row.code,
                "name": row.name,
                "law": "on file" if row.code in knowledge.law.regulators else "none",
                "partners": ", ".join(row.partners),
            }
            for row in province_table(knowledge.partners)
        ],
        as_json,
    )


@command.command("industries")
@library_option
@json_option
def industries(libraries: tuple[Path, ...], as_json: bool) -> None:
    """List industries with the number of tasks and equipment that each offers."""
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    library = Knowledge(find_workspace(Path()).locations(libraries)).library
    rows = [
        {
            "id": i.id,
            "title": i.title,
            "tasks": len(i.get("tasks", ())),
            "equipment": len(i.get("equipment", ())),
            "status": i.get("status", ""),
        }
        for i in library.industries.values()
    ]
    print_rows(rows, as_json)


@command.command("work")
@click.option("--kind", type=click.Choice(["task", "equipment", "product", "condition", "permit", "role", "course"]))
@click.option("--industry", metavar="ID", help="Only the work that this industry offers.")
@library_option
@json_option
def work(kind: str | None, industry: str | None, libraries: tuple[Path, ...], as_json: bool) -> None:
    """List the ids that a profile may declare: tasks, equipment, products, conditions, permits, roles, courses."""
    from manualgen.cli.work_rows import work_rows
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    library = Knowledge(find_workspace(Path()).locations(libraries)).library
    _known("industry", industry, library.industries)
    print_rows(work_rows(library, kind, industry), as_json)


@command.command("documents")
@click.option("--kind", type=click.Choice(["policy", "practice", "procedure", "program", "form", "section"]))
@click.option("--status", type=click.Choice(["outline", "draft", "final"]))
@library_option
@json_option
def documents(kind: str | None, status: str | None, libraries: tuple[Path, ...], as_json: bool) -> None:
    """List the documents of the library with their status and triggers."""
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    library = Knowledge(find_workspace(Path()).locations(libraries)).library
    rows = [
        {"id": d.id, "kind": d.kind, "title": d.title, "status": d.status, "triggers": ", ".join(d.triggers)}
        for d in library.documents()
        if (kind is None or d.kind == kind) and (status is None or d.status == status)
    ]
    print_rows(rows, as_json)


@command.command("law")
@click.option("--jurisdiction", help="Two letters, CA for federal.")
@click.option("--topic", help="One topic of legislation/topics.yaml.")
@click.option("--asked", is_flag=True, help="Only the topics that the library's texts ask for.")
@click.option(
    "--used-by", type=click.Path(path_type=Path), help="Every legal reference and number this client's manual prints."
)
@library_option
@json_option
def law(
    jurisdiction: str | None,
    topic: str | None,
    asked: bool,
    used_by: Path | None,
    libraries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List provisions: topic, printed reference, confidence, numbers, source."""
    from manualgen.cli.law_rows import law_rows, used_rows
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    knowledge = Knowledge(find_workspace(used_by or Path()).locations(libraries))
    _known("topic", topic, knowledge.law.topics, "the column topic of `manualgen show law` lists them")
    _known("jurisdiction", jurisdiction and jurisdiction.upper(), _codes(knowledge))
    rows = used_rows(used_by, knowledge) if used_by else law_rows(knowledge, jurisdiction, topic, asked)
    print_rows(rows, as_json)


def _codes(knowledge: Knowledge) -> set[str]:
    """Return every code that ``--jurisdiction`` may name."""
    return {code for name, entry in knowledge.law.jurisdictions.items() for code in (name, *entry.codes)}


def _known(option: str, value: str | None, names: Iterable[str], listed: str = "") -> None:
    """Refuse a ``value`` that is none of ``names``: with the nearest; when they are few, all; else where they are ``listed``."""
    from manualgen.intake.nearest import closest

    known = sorted(names)
    if value is None or value in known:
        return
    near = closest(value, dict.fromkeys(known, ""))
    write = (
        f"did you mean {' or '.join(near)}?"
        if near
        else f"write one of: {', '.join(known)}"
        if len(known) < 30
        else listed
    )
    raise click.BadParameter(
        "; ".join(filter(None, [f"there is no {option} {value!r}", write])), param_hint=f"--{option}"
    )
