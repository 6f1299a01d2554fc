"""The fonts that ship with the package: the only ones a PDF may use, so that every machine makes the same file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from manualgen.locations import builtin_root


def font_folder() -> Path:
    """Return the folder of the shipped fonts."""
    return builtin_root() / "templates" / "style" / "fonts"


@cache
def font_files() -> tuple[Path, ...]:
    """Return the shipped font files, sorted by name."""
    return tuple(sorted(font_folder().glob("*.ttf")))
