"""``manualgen issue PROFILE``: freeze the draft as a revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date as Day  # noqa: N812
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from manualgen.cli.checked import every_problem, refuse_unknown_ids
from manualgen.cli.options import library_option, output_option, profile_argument
from manualgen.cli.output import say

if TYPE_CHECKING:
    from manualgen.errors import Position

ACCEPTED_BYTES = 1_000_000
_AHEAD = timedelta(days=366)  # an approval may name a day to come; a year ahead is a slip of the keyboard


def _words(_: click.Context, __: click.Parameter, text: str) -> str:
    """Return ``text``, which prints in the manual; refuse what no document may hold."""
    from manualgen.intake.text import NAME_LENGTH, refused_character

    found = refused_character(text)
    if found:
        raise click.BadParameter(f"it holds {found}; write it without")
    if len(text) > NAME_LENGTH:
        raise click.BadParameter(f"it has {len(text)} characters; write at most {NAME_LENGTH}")
    return text


def _day(_: click.Context, __: click.Parameter, on: datetime) -> Day:
    """Return the day of the revision; refuse one that nobody means. The clock decides no byte of what is built."""
    from manualgen.workspace import newest_day

    if on.date() > newest_day() + _AHEAD:
        raise click.BadParameter(f"{on.date().isoformat()} is more than a year ahead; write the day of this approval")
    return on.date()


@click.command("issue")
@profile_argument
@click.option("--approved-by", required=True, callback=_words, help="Role or name of the person who approves.")
@click.option(
    "--date",
    "day",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="Date of the revision, 2026-12-01.",
)
@click.option("--change", default="", callback=_words, help="What changed and why, for the revision table.")
@click.option("--accept", multiple=True, metavar="NAME", help="Accept one open item by its name. Repeatable.")
@click.option(
    "--accept-from",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of accepted names, one a line; the draft's open-items.txt is made for it.",
)
@output_option
@library_option
def command(
    profile: Path,
    approved_by: str,
    day: Day,
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
    from manualgen.errors import InputError
    from manualgen.publishing.drafting import issue_revision, open_client
    from manualgen.publishing.manifest import read_manifest

    with every_problem(profile, libraries):
        client = open_client(profile, output, libraries)
    refuse_unknown_ids(client.workspace, client.knowledge)
    draft = client.record.current_draft
    if draft is None:
        raise InputError(f"{client.record.folder}: there is no draft to issue; run `manualgen build` first")
    summary = read_manifest(draft).facts.plan
    if isinstance(summary, dict) and len(summary.get("pages", {})) == 1:
        raise click.UsageError("the current draft holds the manual only; run `manualgen build` without --only")
    listed = _accepted(accept_from) if accept_from is not None else {}
    first = not client.record.revisions()
    why = change or ("First issue" if first else "See the list of changes")
    with progress(f"Issuing {client.profile.company.name}") as step, _lines_named(listed):
        folder, number = issue_revision(client, approved_by, day, {*accept, *listed}, why, step)
    say(f"revision {number} of {day.isoformat()}, approved by {approved_by}: {folder}")


def _accepted(path: Path) -> dict[str, Position]:
    """Return the names in ``path``, one a line up to a ``#``, each with its place; raise ``InputError`` otherwise."""
    from manualgen.errors import InputError, Position, Problem

    if path.stat().st_size > ACCEPTED_BYTES:
        what = f"the file is larger than {ACCEPTED_BYTES:,} bytes"
        raise InputError([Problem(Position(str(path)), "", what, "name a copy of the draft's open-items.txt")])
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        what = "the file is not UTF-8 text"
        raise InputError(
            [Problem(Position(str(path)), "", what, "name a copy of the draft's open-items.txt")]
        ) from None
    names: dict[str, Position] = {}
    for number, line in enumerate(lines, 1):
        if name := line.split("#", 1)[0].strip():
            names.setdefault(name, Position(str(path), number, line.index(name) + 1))
    return names


@contextmanager
def _lines_named(listed: Mapping[str, Position]) -> Iterator[None]:
    """Give each problem with a name of the file the place where it stands there."""
    from manualgen.errors import InputError

    try:
        yield
    except InputError as error:
        places = {f"--accept {name}": (name, place) for name, place in listed.items()}
        raise InputError(
            replace(p, position=places[p.field][1], field=places[p.field][0]) if p.field in places else p
            for p in error.problems
        ) from None
