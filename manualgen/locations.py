"""Where data lives: the one module that knows.

A repository checkout keeps ``templates/``, ``partners/`` and ``legislation/`` at
its root; an installed wheel carries them inside the package under ``data/``. A
folder named with ``--library`` has the same shape and comes last, so that its
items replace built-in ones with the same id.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

DATA_FOLDERS = ("templates", "partners", "legislation")
_PACKAGE = Path(__file__).resolve().parent


def builtin_root() -> Path:
    """Return the folder that holds ``templates/``, ``partners/`` and ``legislation/``."""
    wheel = _PACKAGE / "data"
    return wheel if wheel.is_dir() else _PACKAGE.parent


def cache_root() -> Path:
    """Return the folder for caches, never relied upon: ``$MANUALGEN_CACHE``, XDG, or ``~/.cache``."""
    named = os.environ.get("MANUALGEN_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path(os.path.expanduser("~")) / ".cache") / "manualgen"


@dataclass(frozen=True)
class Locations:
    """The data folders of one run: the built-in root first, then each library in order."""

    libraries: tuple[Path, ...] = ()

    @cached_property
    def roots(self) -> tuple[Path, ...]:
        return (builtin_root(), *self.libraries)

    @cached_property
    def listing(self) -> tuple[tuple[str, str], ...]:
        """Path and mark (size, times) of every data file, in a fixed order; listed once a run."""
        from manualgen.cache import files_below

        return tuple(files_below(*(root / folder for root in self.roots for folder in DATA_FOLDERS)))

    def files(self, folder: str, pattern: str) -> list[Path]:
        """Return the files matching ``pattern`` in ``folder`` of every root, in root order, sorted by name.

        Hidden files are passed over, as in :attr:`listing`: what editors leave behind is no content.
        """
        found = (p for root in self.roots for p in sorted((root / folder).glob(pattern)))
        return [p for p in found if not p.name.startswith(".") and p.is_file()]

    def find(self, relative: str) -> Path:
        """Return ``relative`` from the last root that has it; raise ``FileNotFoundError`` otherwise."""
        for root in reversed(self.roots):
            if (root / relative).exists():
                return root / relative
        raise FileNotFoundError(relative)
