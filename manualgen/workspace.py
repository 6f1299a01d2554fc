"""A consultant's workspace: ``manualgen.yaml`` beside or above the profiles.

It names further libraries and records who verified which provision; nothing in it
is required. Format: ``docs/workspace.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from manualgen.errors import InputError, Problem
from manualgen.locations import Locations
from manualgen.yaml_source import Source, YamlData, read_yaml

if TYPE_CHECKING:
    from manualgen.knowledge.store import Knowledge

FILE = "manualgen.yaml"
LIBRARY_FOLDERS = ("partners", "legislation", "templates")
_KEYS = ("libraries", "output", "verified")
_ENTRY = ("verified_by", "verified_on")
_SHAPE = "write {verified_by: safety consultant, verified_on: 2026-11-21}"


@dataclass(frozen=True)
class Workspace:
    """``libraries`` are folders; ``verified`` maps a provision or good-practice id to (by, on).

    ``source`` is the file it was read from, None for an empty workspace.
    """

    libraries: tuple[Path, ...] = ()
    verified: Mapping[str, tuple[str, date]] = field(default_factory=dict)
    output: Path | None = None
    source: Source | None = field(default=None, repr=False, compare=False)

    def locations(self, further: tuple[Path, ...] = ()) -> Locations:
        """Return the data folders: built-in, the workspace's, then ``further`` (``--library``)."""
        return Locations((*self.libraries, *further))

    def unknown_ids(self, knowledge: Knowledge) -> list[Problem]:
        """Return an error for each verified id that no provision and no good-practice value of ``knowledge`` has.

        A misspelt id would leave the † where it is without a word.
        """
        if not self.verified or self.source is None:
            return []
        from manualgen.intake.nearest import nearest

        known = {key: item.text for key, item in knowledge.good_practice.items.items()}
        for entry in knowledge.law.jurisdictions.values():
            for key, versions in entry.provisions.items():
                known[key] = f"{entry.instruments[versions[-1].instrument].short}, {versions[-1].ref}"
        what = "no provision and no good-practice value has this id"
        return [
            self.source.problem(("verified", key), what, nearest(key, known, "provisions"), key=True)
            for key in self.verified
            if key not in known
        ]


def find_workspace(start: Path, today: date | None = None) -> Workspace:
    """Return the workspace of the nearest ``manualgen.yaml`` at or above ``start``, else an empty one.

    Raises ``InputError`` with positions for unknown keys, missing folders and bad entries, a verification
    dated after ``today`` among them. ``today`` is the machine's date when left out: the clock decides whether
    the file is read, never what is built from it.
    """
    try:
        folder = start.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself: whoever reads the file says so
        folder = start.absolute()
    folder = folder if folder.is_dir() else folder.parent
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return _read(place / FILE, today or newest_day())
    return Workspace()


def newest_day() -> date:
    """Return the day by the machine's clock where the day begins first (UTC+14): later, it is the future everywhere."""
    return datetime.now(timezone(timedelta(hours=14))).date()


def _read(path: Path, today: date) -> Workspace:
    source = read_yaml(path)
    data = source.data if source.data is not None else {}
    if not isinstance(data, dict):
        raise InputError([source.problem((), "keys and values are expected", "see docs/workspace.md")])
    problems = [
        source.problem((key,), "there is no such key", f"use {', '.join(_KEYS)}", key=True)
        for key in data
        if key not in _KEYS
    ]
    output = data.get("output")
    if output is not None and not (isinstance(output, str) and output):
        problems.append(source.problem(("output",), "a folder is expected", "write `output: clients`"))
    elif output and (path.parent / output).exists() and not (path.parent / output).is_dir():
        problems.append(source.problem(("output",), f"{output!r} is a file", "name a folder beside this file"))
    libraries = _libraries(source, problems)
    verified = _verified(source, today, problems)
    if problems:
        raise InputError(problems)
    return Workspace(libraries, verified, path.parent / output if output else None, source)


def _libraries(source: Source, problems: list[Problem]) -> tuple[Path, ...]:
    given = source.get(("libraries",))
    if given is None:
        return ()
    if not isinstance(given, list):
        problems.append(source.problem(("libraries",), "a list is expected", "write `libraries: [our-library]`"))
        return ()
    folders = []
    for index, name in enumerate(given):
        at = ("libraries", index)
        if not isinstance(name, str) or not name or not (source.path.parent / name).is_dir():
            shown = repr(name) if isinstance(name, str) else "of that name"
            problems.append(source.problem(at, f"there is no folder {shown}", "name a folder beside this file"))
        elif not any((source.path.parent / name / inner).is_dir() for inner in LIBRARY_FOLDERS):
            what = f"{name!r} holds none of {', '.join(f'{inner}/' for inner in LIBRARY_FOLDERS)}"
            problems.append(source.problem(at, what, "name the folder above them"))
        else:
            folders.append(source.path.parent / name)
    return tuple(folders)


def _verified(source: Source, today: date, problems: list[Problem]) -> dict[str, tuple[str, date]]:
    given = source.get(("verified",))
    if given is None:
        return {}
    if not isinstance(given, dict):
        fix = "write `ab.ohs-code.s136: {verified_by: safety consultant, verified_on: 2026-11-21}`"
        problems.append(source.problem(("verified",), "ids and who checked them are expected", fix))
        return {}
    verified = {}
    for key, entry in given.items():
        found = _entry(source, key, entry, today, problems)
        if found is not None:
            verified[key] = found
    return verified


def _entry(source: Source, key: str, entry: YamlData, today: date, problems: list[Problem]) -> tuple[str, date] | None:
    """Return who checked the wording of ``key`` and when, or None with the fault added to ``problems``."""
    at = ("verified", key)
    if not isinstance(entry, dict):
        problems.append(source.problem(at, "who and when are missing", _SHAPE))
        return None
    before = len(problems)
    for name in entry:
        if name not in _ENTRY:
            fix = f"write {' and '.join(_ENTRY)}"
            problems.append(source.problem((*at, name), "there is no such field", fix, key=True))
    who, day = entry.get("verified_by"), entry.get("verified_on")
    if not isinstance(who, str) or not who.strip():
        problems.append(
            source.problem((*at, "verified_by"), "nobody is named", "write the role or name of who read it")
        )
    if not day:
        problems.append(source.problem((*at, "verified_on"), "the day is missing", "write it as 2026-11-21"))
        return None
    when = _day(day)
    if when is None:
        problems.append(source.problem((*at, "verified_on"), f"{day!r} is not a date", "write it as 2026-11-21"))
    elif when > today:
        what = f"{when.isoformat()} is in the future: nobody can have read the law on that day"
        fix = f"write the day it was read, {today.isoformat()} or before (or set this machine's clock)"
        problems.append(source.problem((*at, "verified_on"), what, fix))
    return (str(who), when) if when is not None and len(problems) == before else None


def _day(value: YamlData) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
