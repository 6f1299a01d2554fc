"""``manualgen check PROFILE``: every problem in one run."""

from __future__ import annotations

from pathlib import Path

import click

from manualgen.cli.options import library_option


@click.command("check")
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_option
def command(profiles: tuple[Path, ...], libraries: tuple[Path, ...]) -> int:
    """Check profiles; print one line per problem: file:line:column: field: what is wrong; what to write.

    Exit 0 when nothing but warnings was found, 2 otherwise.
    Example: manualgen check company_profiles/minimal.yaml
    """
    from manualgen.intake.checks import check_file
    from manualgen.intake.known import KnownVocabulary
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    worst = 0
    for path in profiles:
        knowledge = Knowledge(find_workspace(path).locations(libraries))
        _, problems = check_file(path, KnownVocabulary(knowledge))
        for problem in problems:
            click.echo(str(problem), err=problem.severity == "error")
        errors = sum(p.severity == "error" for p in problems)
        warnings = len(problems) - errors
        if errors:
            worst = 2
        else:
            click.echo(f"{path}: nothing wrong" + (f", {warnings} to look at" if warnings else ""))
    return worst
