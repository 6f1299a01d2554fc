"""``manualgen plan PROFILE``: what will be built, and why."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from manualgen.cli.checked import checked_profile
from manualgen.cli.options import json_option, library_option, profile_argument


@click.command("plan")
@profile_argument
@library_option
@json_option
@click.option("--strict", is_flag=True, help="Exit 1 when declared work has no content yet.")
def command(profile: Path, libraries: tuple[Path, ...], as_json: bool, strict: bool) -> int:
    """Show program, chapters and documents with their reasons, without building.

    Example: manualgen plan company_profiles/electrician-ab-secor.yaml
    """
    from manualgen.knowledge.store import Knowledge
    from manualgen.planning.making import make_plan
    from manualgen.workspace import find_workspace

    knowledge = Knowledge(find_workspace(profile).locations(libraries))
    client = checked_profile(profile, knowledge)
    plan = make_plan(client, knowledge.library, knowledge.partners, knowledge.law).plan
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(plan), ensure_ascii=False, indent=1))
        return 1 if strict and plan.gaps else 0
    click.echo(f"{client.company.name}: {plan.program_title}, {plan.partner_name} ({plan.edition})")
    click.echo("\nChapters")
    for chapter in plan.chapters:
        mark = " (supplement)" if chapter.supplement else ""
        inside = [*chapter.sections, *chapter.policies, *([chapter.collect] if chapter.collect else [])]
        click.echo(f"  {chapter.number:>3}  {chapter.title}{mark}: {', '.join(inside) or 'nothing yet'}")
    for kind in ("policy", "practice", "procedure", "program", "form"):
        ids = plan.ids(kind)
        if not ids:
            continue
        click.echo(f"\n{kind.capitalize()} documents ({len(ids)})")
        for document in plan.documents:
            if document.kind == kind:
                click.echo(f"  {document.id}  {document.title}")
                for reason in document.reasons[:4]:
                    click.echo(f"      {reason.text}")
                if (more := len(document.reasons) - 4) > 0:
                    click.echo(f"      and {more} more reason{'s' if more > 1 else ''}")
    if plan.notes:
        click.echo("\nAsk the partner")
        for note in plan.notes:
            click.echo(f"  {note}")
    if plan.excluded:
        click.echo("\nLeft out on purpose")
        for document_id, why in plan.excluded:
            click.echo(f"  {document_id}: {why}")
    if plan.assumptions:
        click.echo("\nAssumed, to confirm")
        for assumption in plan.assumptions:
            click.echo(f"  {assumption.field} = {assumption.value}: {assumption.why}")
    click.echo("\nMissing content" if plan.gaps else "\nNothing that was declared is missing.")
    for gap in plan.gaps:
        click.echo(f"  {gap.what}  {gap.title}: {gap.missing}")
    return 1 if strict and plan.gaps else 0
