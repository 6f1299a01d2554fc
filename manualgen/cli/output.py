"""Lines for a person: what a file, a folder or an answer is called never controls the terminal."""

from __future__ import annotations

import click

from manualgen.errors import printable


def say(text: str, *, err: bool = False) -> None:
    """Print ``text`` as a line, control and format characters as escapes; on standard error with ``err``."""
    click.echo(printable(text), err=err)
