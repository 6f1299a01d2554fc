"""A consultant's workspace: ``manualgen.yaml`` beside or above the profiles.

It names further libraries and records who verified which provision; nothing in it
is required. Format: ``docs/workspace.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from manualgen.errors import InputError
from manualgen.locations import Locations
from manualgen.yaml_source import read_yaml

FILE = "manualgen.yaml"
_KEYS = {"libraries", "verified", "output"}


@dataclass(frozen=True)
class Workspace:
    """``libraries`` are folders; ``verified`` maps a provision or good-practice id to (by, on)."""

    libraries: tuple[Path, ...] = ()
    verified: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    output: Path | None = None

    def locations(self, further: tuple[Path, ...] = ()) -> Locations:
        """Return the data folders: built-in, the workspace's, then ``further`` (``--library``)."""
        return Locations((*self.libraries, *further))


def find_workspace(start: Path) -> Workspace:
    """Return the workspace of the nearest ``manualgen.yaml`` at or above ``start``, else an empty one.

    Raises ``InputError`` with positions for unknown keys, missing folders and bad entries.
    """
    folder = start.resolve()
    folder = folder if folder.is_dir() else folder.parent
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return _read(place / FILE)
    return Workspace()


def _read(path: Path) -> Workspace:
    source = read_yaml(path)
    data = source.data or {}
    problems = []
    if not isinstance(data, dict):
        raise InputError([source.problem((), "keys and values are expected", "see docs/workspace.md")])
    for key in data:
        if key not in _KEYS:
            problems.append(source.problem((key,), f"unknown key {key!r}", f"use {', '.join(sorted(_KEYS))}"))
    libraries = []
    for index, name in enumerate(data.get("libraries") or ()):
        folder = path.parent / str(name)
        if not folder.is_dir():
            problems.append(
                source.problem(("libraries", index), f"no folder {str(name)!r}", "name a folder beside this file")
            )
        libraries.append(folder)
    verified: dict[str, tuple[str, date]] = {}
    given = data.get("verified") or {}
    if not isinstance(given, dict):
        problems.append(source.problem(("verified",), "ids and who checked them are expected", "see docs/workspace.md"))
        given = {}
    if data.get("output") is not None and not isinstance(data["output"], str):
        problems.append(source.problem(("output",), "a folder is expected", "write `output: clients`"))
    for provision, entry in given.items():
        if not isinstance(entry, dict) or not entry.get("verified_by") or not entry.get("verified_on"):
            problems.append(
                source.problem(
                    ("verified", provision),
                    "who and when are missing",
                    "write {verified_by: …, verified_on: 2026-11-21}",
                )
            )
            continue
        try:
            day = date.fromisoformat(str(entry["verified_on"]))
        except ValueError:
            at = ("verified", provision, "verified_on")
            problems.append(source.problem(at, f"{entry['verified_on']!r} is not a date", "write it as 2026-11-21"))
            continue
        verified[str(provision)] = (str(entry["verified_by"]), day)
    if problems:
        raise InputError(problems)
    output = path.parent / str(data["output"]) if data.get("output") else None
    return Workspace(tuple(libraries), verified, output)
