"""``manualgen issue PROFILE``: freeze the draft as a revision."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812
from datetime import datetime
from pathlib import Path

import click

from manualgen.cli.checked import every_problem, refuse_unknown_ids
from manualgen.cli.options import library_option, profile_argument


@click.command("issue")
@profile_argument
@click.option("--approved-by", required=True, help="Role or name of the person who approves.")
@click.option(
    "--date", "on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Date of the revision, 2026-12-01."
)
@click.option("--change", default="", help="What changed and why, for the revision table.")
@click.option("--accept", multiple=True, metavar="NAME", help="Accept one open item by its name. Repeatable.")
@click.option(
    "--accept-from",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of accepted names, one a line; the draft's open-items.txt is made for it.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of client records (default: manuals/).")
@library_option
def command(
    profile: Path,
    approved_by: str,
    on: datetime,
    change: str,
    accept: tuple[str, ...],
    accept_from: Path | None,
    output: Path | None,
    libraries: tuple[Path, ...],
) -> None:
    """Freeze the current draft as the next revision, with its snapshot.

    Refused while a blank, an assumption, an unverified reference, proposed ratings or missing content
    remain, unless each is accepted by name; the refusal and the draft's open-items.txt list the names.
    Example: manualgen issue company_profiles/acme.yaml --approved-by owner --date 2026-12-01
    """
    from manualgen.cli.progress import progress
    from manualgen.publishing.drafting import issue_revision, open_client
    from manualgen.publishing.manifest import read_manifest

    with every_problem(profile, libraries):
        client = open_client(profile, output, libraries)
    refuse_unknown_ids(client.workspace, client.knowledge)
    draft = client.record.current_draft
    if draft is not None:
        summary = read_manifest(draft).facts.plan
        if isinstance(summary, dict) and len(summary.get("pages", {})) == 1:
            raise click.UsageError("the current draft holds the manual only; run `manualgen build` without --only")
    names = set(accept)
    if accept_from is not None:
        lines = accept_from.read_text(encoding="utf-8").splitlines()
        names |= {name for line in lines if (name := line.split("#", 1)[0].strip())}
    first = not client.record.revisions()
    day: Day = on.date()
    with progress(f"Issuing {client.profile.company.name}") as step:
        folder, number = issue_revision(
            client,
            approved_by,
            day,
            names,
            change or ("First issue" if first else "See the list of changes"),
            step,
        )
    click.echo(f"revision {number} of {day.isoformat()}, approved by {approved_by}: {folder}")
