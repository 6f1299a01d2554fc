"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

NARROWEST = 40  # columns of a terminal; below that a table is one letter wide, and the terminal wraps better

profile_argument = click.argument("profile", type=click.Path(path_type=Path))


def _libraries(_: click.Context, __: click.Parameter, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return ``folders``; refuse one without any of the three folders, which would change nothing without a word."""
    from manualgen.workspace import LIBRARY_FOLDERS

    for folder in folders:
        if not any((folder / name).is_dir() for name in LIBRARY_FOLDERS):
            raise click.BadParameter(
                f"{str(folder)!r} holds none of {', '.join(f'{n}/' for n in LIBRARY_FOLDERS)}; name the folder above them"
            )
    return folders


def library_option(function: F) -> F:
    """Add ``--library DIR`` (repeatable): a folder of own partners, law and templates."""
    return click.option(
        "--library",
        "libraries",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_libraries,
        help="Folder with own partners/, legislation/ and templates/; replaces built-in items by id. Repeatable.",
    )(function)


class _Folder(click.Path):
    """A folder to write into: it need not exist; a file and an empty name, as of an unset variable, are refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of the folder is empty", param, ctx)
        return super().convert(value, param, ctx)


def output_option(function: F) -> F:
    """Add ``-o``, ``--output DIR``: the folder of client records."""
    return click.option(
        "-o",
        "--output",
        type=_Folder(file_okay=False, path_type=Path),
        help="Folder of client records (default: manuals/).",
    )(function)


def json_option(function: F) -> F:
    """Add ``--json``: output for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")(function)


def print_rows(rows: list[dict[str, Any]], as_json: bool, columns: list[str] | None = None) -> None:
    """Print rows as JSON, or as a table that fits the terminal (in a pipe as wide as its words)."""
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

    cells = {name: [_cell(row.get(name)) for row in rows] for name in columns or list(rows[0])}
    terminal = sys.stdout is not None and sys.stdout.isatty()
    natural = {name: _width([name, *column]) for name, column in cells.items()}
    width = max(Console().width, NARROWEST) if terminal else sum(natural.values()) + 4 * len(cells)
    console = Console(highlight=False, width=width)
    names = _that_fit(natural, width) if terminal else list(cells)
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name.replace("_", " "), overflow="fold")
    for line in zip(*(cells[name] for name in names), strict=True):
        table.add_row(*map(Text, line))
    with console.capture() as captured:  # written by click, which knows a closed pipe
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))
    if hidden := [name.replace("_", " ") for name in cells if name not in names]:
        click.echo(f"(no room for: {', '.join(hidden)}; widen the terminal, or add --json)", err=True)


def _width(texts: list[str]) -> int:
    """Return what a column of ``texts`` needs so that no word breaks and only long texts wrap."""
    longest_word = max(len(word) for text in texts for word in text.split() or [""])
    return max(longest_word, min(60, max(map(len, texts))))


def _that_fit(natural: dict[str, int], width: int) -> list[str]:
    """Return the first columns that fit ``width`` with at least 20 characters, or all they need, for each."""
    names: list[str] = []
    used = 0
    for name, needed in natural.items():
        used += min(needed, 20) + 3
        if used > width and len(names) >= 2:
            break
        names.append(name)
    return names


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(v) for v in value)
    return str(value)
