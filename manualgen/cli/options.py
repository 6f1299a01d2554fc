"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

profile_argument = click.argument("profile", type=click.Path(path_type=Path))


def library_option(function: F) -> F:
    """Add ``--library DIR`` (repeatable): a folder of own partners, law and templates."""
    return click.option(
        "--library",
        "libraries",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder with own partners/, legislation/ and templates/; replaces built-in items by id. Repeatable.",
    )(function)


def json_option(function: F) -> F:
    """Add ``--json``: output for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")(function)


def print_rows(rows: list[dict[str, Any]], as_json: bool, columns: list[str] | None = None) -> None:
    """Print rows as JSON, or as a table that fits the terminal (full width in a pipe)."""
    import json
    import sys

    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
        return
    if not rows:
        click.echo("nothing to show")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = columns or list(rows[0])
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(name))) for name in names))
    width = None if sys.stdout.isatty() else 200
    Console(width=width, highlight=False).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return str(value)
