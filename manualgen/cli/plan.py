"""``manualgen plan PROFILE``: what will be built, and why."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from manualgen.cli.checked import checked_profile
from manualgen.cli.options import json_option, library_option, profile_argument
from manualgen.cli.output import say


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
    say(f"{client.company.name}: {plan.program_title}, {plan.partner_name} ({plan.edition})")
    say("\nChapters")
    for chapter in plan.chapters:
        mark = " (supplement)" if chapter.supplement else ""
        inside = [*chapter.sections, *chapter.policies, *([chapter.collect] if chapter.collect else [])]
        say(f"  {chapter.number:>3}  {chapter.title}{mark}: {', '.join(inside) or 'nothing yet'}")
    for kind in ("policy", "practice", "procedure", "program", "form"):
        ids = plan.ids(kind)
        if not ids:
            continue
        say(f"\n{kind.capitalize()} documents ({len(ids)})")
        for document in plan.documents:
            if document.kind == kind:
                say(f"  {document.id}  {document.title}")
                for reason in document.reasons[:4]:
                    say(f"      {reason.text}")
                if (more := len(document.reasons) - 4) > 0:
                    say(f"      and {more} more reason{'s' if more > 1 else ''}")
    if plan.notes:
        say("\nAsk the partner")
        for note in plan.notes:
            say(f"  {note}")
    if plan.excluded:
        say("\nLeft out on purpose")
        for document_id, why in plan.excluded:
            say(f"  {document_id}: {why}")
    if plan.assumptions:
        say("\nAssumed, to confirm")
        for assumption in plan.assumptions:
            say(f"  {assumption.field} = {assumption.value}: {assumption.why}")
    say("\nMissing content" if plan.gaps else "\nNothing that was declared is missing.")
    for gap in plan.gaps:
        say(f"  {gap.what}  {gap.title}: {gap.missing}")
    return 1 if strict and plan.gaps else 0
