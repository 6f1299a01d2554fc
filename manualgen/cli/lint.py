"""``manualgen lint [PROFILE]``: hold content against the rules."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from manualgen.cli.checked import checked_profile
from manualgen.cli.options import json_option, library_option
from manualgen.cli.output import say


@click.command("lint")
@click.argument("profile", type=click.Path(path_type=Path), required=False)
@library_option
@click.option("--rule", "names", multiple=True, metavar="NAME", help="Only this rule. Repeatable.")
@click.option("--decoy", type=click.Path(path_type=Path), help="A profile of other work, for the swap test.")
@click.option("--list", "listed", is_flag=True, help="List the rules and stop.")
@json_option
def command(
    profile: Path | None,
    libraries: tuple[Path, ...],
    names: tuple[str, ...],
    decoy: Path | None,
    listed: bool,
    as_json: bool,
) -> int:
    """Lint the library; with PROFILE, that client's texts and the manual as it prints.

    Exit 0 clean, 1 findings, 2 bad input. The rules are in docs/lint-rules.md.

    \b
    manualgen lint
    manualgen lint --rule vague-control --library my_library
    manualgen lint acme.yaml --decoy other.yaml
    """
    from manualgen.errors import InputError
    from manualgen.linting.engine import run
    from manualgen.linting.registry import chosen

    rules = chosen(names)
    if listed:
        if as_json:
            click.echo(json.dumps([{"name": r.name, "description": r.description} for r in rules], indent=1))
        else:
            width = max(len(r.name) for r in rules)
            say("\n".join(f"{r.name:<{width}}  {r.description}" for r in rules))
        return 0
    if decoy and not profile:
        raise InputError("--decoy compares two manuals; name the profile to lint as well")
    from manualgen.knowledge.store import Knowledge
    from manualgen.linting.reading import gather, gather_client
    from manualgen.workspace import find_workspace

    knowledge = Knowledge(find_workspace(profile or Path()).locations(libraries))
    for client in filter(None, (profile, decoy)):
        checked_profile(client, knowledge)
    lintable = gather_client(knowledge, profile, decoy) if profile else gather(knowledge)
    findings = run(lintable, rules)
    if as_json:
        click.echo(json.dumps([_row(f.rule, f.problem) for f in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            say(f"{_short(str(finding.problem))} [{finding.rule}]")
    errors = sum(f.problem.severity == "error" for f in findings)
    if not as_json:
        say(f"{errors} findings" if errors else "nothing found", err=bool(errors))
    return 1 if errors else 0


def _short(line: str) -> str:
    """Return ``line`` with the file named from the working folder when it is inside it."""
    here = os.getcwd() + os.sep
    return line.removeprefix(here)


def _row(rule: str, problem: object) -> dict[str, object]:
    from manualgen.errors import Problem

    assert isinstance(problem, Problem)
    at = problem.position
    return {
        "rule": rule,
        "file": _short(at.file),
        "line": at.line,
        "column": at.column,
        "field": problem.field,
        "what": problem.what,
        "fix": problem.fix,
        "severity": problem.severity,
    }
