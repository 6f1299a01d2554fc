"""``manualgen coverage PROFILE``: where each audit question is answered."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import click

from manualgen.cli.checked import checked_profile
from manualgen.cli.options import json_option, library_option, print_rows, profile_argument
from manualgen.cli.output import say


@click.command("coverage")
@profile_argument
@library_option
@json_option
@click.option("--kind", type=click.Choice(["directive", "record", "interview", "observation"]), help="Only one kind.")
@click.option("--open", "only_open", is_flag=True, help="Only questions that are open or answered in part.")
@click.option(
    "--pages/--no-pages", default=True, show_default=True, help="Find the page of each place (makes the PDF)."
)
@click.option("--strict", is_flag=True, help="Exit 1 when a directive or record question is open.")
def command(
    profile: Path,
    libraries: tuple[Path, ...],
    as_json: bool,
    kind: str | None,
    only_open: bool,
    pages: bool,
    strict: bool,
) -> int:
    """Show where the manual answers each audit question, by kind, never as one figure.

    Example: manualgen coverage company_profiles/general-contractor-ab-cor.yaml --kind directive
    """
    from manualgen.building import render_without_record
    from manualgen.knowledge.store import Knowledge
    from manualgen.rendering.crosswalk import figures
    from manualgen.workspace import find_workspace

    knowledge = Knowledge(find_workspace(profile).locations(libraries))
    built = render_without_record(checked_profile(profile, knowledge), knowledge)
    coverage = built.coverage
    if not coverage:
        if as_json:
            click.echo(json.dumps({"figures": {}, "questions": []}, indent=1))
            return 0
        say(
            f"{built.planned.plan.program_title}: its questions are not public; the manual is cross-referenced by element"
        )
        return 0
    at: dict[str, int] = {}
    if pages:
        from manualgen.writers.pdf.pages import page_numbers

        at = page_numbers(built.rendered.manual, built.theme)
    shown = [
        q for q in coverage if (kind is None or q.kind == kind) and (not only_open or q.state in ("open", "partly"))
    ]
    if as_json:
        click.echo(
            json.dumps(
                {"figures": figures(coverage), "questions": [_data(q, at) for q in shown]}, ensure_ascii=False, indent=1
            )
        )
    else:
        print_rows([_row(q, at) for q in shown], False)
        for name, states in figures(coverage).items():
            say(f"{name}: " + ", ".join(f"{n} {state}" for state, n in sorted(states.items())))
    failing = [q for q in coverage if q.kind in ("directive", "record") and q.state in ("open", "partly")]
    return 1 if strict and failing else 0


def _data(question: Any, at: dict[str, int]) -> dict[str, Any]:
    data = dataclasses.asdict(question)
    for place in [*data["places"], *(p for c in data["criteria"] for p in c["places"])]:
        place["page"] = at.get(place["block"])
    return data


def _row(question: Any, at: dict[str, int]) -> dict[str, Any]:
    places = dict.fromkeys(
        f"{p.number} {p.title}" + (f" (p. {at[p.block]})" if p.block in at else "")
        for p in [*(x for c in question.criteria for x in c.places), *question.places]
    )
    return {
        "question": question.ref,
        "kind": question.kind,
        "topic": question.topic,
        "state": question.state,
        "answered in": "; ".join(list(places)[:4]),
        "records": "; ".join(f"{r.number} {r.owner}, {r.when}, kept {r.retention}" for r in question.records[:3]),
    }
