"""``manualgen check PROFILE``: every problem in one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from manualgen.cli.options import library_option
from manualgen.cli.output import say

if TYPE_CHECKING:
    from manualgen.errors import Problem


@click.command("check")
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_option
def command(profiles: tuple[Path, ...], libraries: tuple[Path, ...]) -> int:
    """Check profiles; print one line per problem: file:line:column: field: what is wrong; what to write.

    Exit 0 when nothing but warnings was found, 2 otherwise.
    Example: manualgen check company_profiles/minimal.yaml
    """
    from manualgen.errors import InputError
    from manualgen.intake.checks import check_file
    from manualgen.intake.known import KnownVocabulary
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import find_workspace

    worst = 0
    told: set[str] = set()
    for path in profiles:
        problems: list[Problem] = []
        try:
            workspace = find_workspace(path)
            knowledge = Knowledge(workspace.locations(libraries))
            problems += workspace.unknown_ids(knowledge)
            problems += check_file(path, KnownVocabulary(knowledge))[1]
        except InputError as error:  # not readable at all; the other files are checked nevertheless
            problems += error.problems
        for problem in problems:
            line = str(problem)
            if line not in told:  # several profiles may share one workspace
                say(line, err=problem.severity == "error")
            told.add(line)
        errors = sum(p.severity == "error" for p in problems)
        warnings = len(problems) - errors
        if errors:
            worst = 2
        else:
            say(f"{path}: nothing wrong" + (f", {warnings} to look at" if warnings else ""))
    return worst
