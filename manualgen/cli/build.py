"""``manualgen build PROFILE``: the draft."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from manualgen.cli.checked import every_problem, refuse_unknown_ids
from manualgen.cli.options import library_option, output_option, profile_argument
from manualgen.cli.output import say


@click.command("build")
@profile_argument
@output_option
@click.option(
    "--pdf-engine",
    "engine",
    type=click.Choice(["typst", "weasyprint", "none"]),
    default="typst",
    show_default=True,
    help="none: Word files alone.",
)
@click.option("--only", type=click.Choice(["all", "manual"]), default="all", show_default=True)
@click.option(
    "--without-edits", is_flag=True, help="Build although a built file was edited by hand; the edits stay behind."
)
@click.option("--strict", is_flag=True, help="Exit 1 when declared work has no content yet.")
@library_option
def command(
    profile: Path,
    output: Path | None,
    engine: Literal["typst", "weasyprint", "none"],
    only: Literal["all", "manual"],
    without_edits: bool,
    strict: bool,
    libraries: tuple[Path, ...],
) -> int:
    """Build the draft manual and every document of a client, as DOCX and PDF.

    Example: manualgen build company_profiles/electrician-ab-secor.yaml -o manuals
    """
    from manualgen.cli.progress import progress
    from manualgen.publishing.drafting import build_draft, open_client

    with every_problem(profile, libraries):
        client = open_client(profile, output, libraries, engine, only)
    refuse_unknown_ids(client.workspace, client.knowledge)
    with progress(f"Building {client.profile.company.name}") as step:
        report = build_draft(client, step, without_edits)
    if not report.changed:
        say(f"nothing changed since draft {report.number}: {report.folder}")
    else:
        say(f"draft {report.number}: {report.folder}")
    alone = " (the manual alone; the single files were not asked for)"
    pages = f" of {report.pages} pages" if report.pages else ""  # no PDF, or the second engine's, which does not tell
    say(f"  manual{pages}, {report.documents} documents{alone if only == 'manual' else ''}")
    say(
        f"  {report.blanks} blanks and {report.assumptions} assumptions on the ask-list, {report.to_verify} items to verify"
    )
    for note in report.notes:
        say(f"  {note}")
    for gap in report.gaps:
        say(f"  missing: {gap}")
    say(f"  {report.seconds:.1f} s")
    return 1 if strict and report.gaps else 0
