"""Typed values out of YAML text, with every fault noted at its line and column.

:class:`Fields` wraps one mapping of a :class:`~manualgen.yaml_source.Source`.
Each method takes one field by name, notes a problem when it is wrong and
returns a harmless value, so that one pass finds every fault of a file.
:meth:`Fields.done` notes fields that nobody asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from manualgen.errors import Problem
from manualgen.yaml_source import Source

CONFIDENCES = ("high", "medium", "low")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")
_NUMBER = re.compile(r"\d{1,6}\Z")


class Fields:
    """One mapping of a data file; ``path`` is where it stands in the file."""

    def __init__(self, source: Source, path: Sequence[str | int], problems: list[Problem]) -> None:
        self.source = source
        self.path = tuple(path)
        self.problems = problems
        self._asked: set[str] = set()
        value = source.get(self.path)
        self.data: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.wrong((), "must be a mapping of fields", "write `name: value` lines")

    def wrong(self, path: Sequence[str | int], what: str, fix: str = "", *, key: bool = False) -> None:
        """Note a problem at ``path`` inside this mapping."""
        self.problems.append(self.source.problem((*self.path, *path), what, fix, key=key))

    def has(self, name: str) -> bool:
        """Return whether the field was written with a value."""
        self._asked.add(name)
        return self.data.get(name) is not None

    def text(self, name: str, *, required: bool = False) -> str:
        """Return the field as one line of text, "" when it is absent."""
        if not self.has(name):
            if required:
                self.wrong((name,) if name in self.data else (), f"`{name}` is missing", f"write `{name}: …`")
            return ""
        value = self.data[name]
        if not isinstance(value, str):
            self.wrong((name,), "must be text", "put one text here, in quotes when it holds a colon")
            return ""
        return " ".join(value.split())

    def choice(self, name: str, allowed: Sequence[str], *, default: str = "", required: bool = False) -> str:
        """Return the field when it is one of ``allowed``, else note it and return the first of them."""
        value = self.text(name, required=required)
        if not value:
            return default or (allowed[0] if required else "")
        if value not in allowed:
            self.wrong((name,), f"`{value}` is not known here", f"write one of {', '.join(allowed)}")
            return allowed[0]
        return value

    def confidence(self, name: str = "confidence", *, required: bool = False, default: str = "") -> Any:
        """Return high, medium or low; ``default`` when absent."""
        return self.choice(name, CONFIDENCES, required=required, default=default)

    def whole(self, name: str) -> int | None:
        """Return a whole number, or ``None`` when absent."""
        value = self.text(name)
        if not value:
            return None
        if not _NUMBER.match(value):
            self.wrong((name,), f"`{value}` is not a whole number", "write digits only")
            return None
        return int(value)

    def percent(self, name: str) -> int | None:
        """Return a percentage from 0 to 100, or ``None`` when absent."""
        value = self.whole(name)
        if value is not None and value > 100:
            self.wrong((name,), f"{value} is more than 100 percent")
            return None
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return ``true`` or ``false`` as written."""
        value = self.choice(name, ("true", "false"))
        return default if not value else value == "true"

    def date(self, name: str, *, required: bool = False) -> str:
        """Return an ISO date as text."""
        value = self.text(name, required=required)
        if value and not _DATE.match(value):
            self.wrong((name,), f"`{value}` is not a date", "write it as 2026-11-21")
            return ""
        return value

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        if not self.has(name):
            if required:
                self.wrong((), f"`{name}` is missing", f"write `{name}: […]`")
            return ()
        value = self.data[name]
        if not isinstance(value, list):
            self.wrong((name,), "must be a list", "write one `- ` line for each item")
            return ()
        out = []
        for index, item in enumerate(value):
            if isinstance(item, str) and item.strip():
                out.append(" ".join(item.split()))
            else:
                self.wrong((name, index), "must be text", "put the item in quotes")
        return tuple(out)

    def choices(self, name: str, allowed: Sequence[str], *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts, each one of ``allowed``."""
        out = self.texts(name, required=required)
        for index, item in enumerate(out):
            if item not in allowed:
                self.wrong((name, index), f"`{item}` is not known here", f"write one of {', '.join(allowed)}")
        return tuple(item for item in out if item in allowed)

    def child(self, name: str) -> Fields | None:
        """Return the mapping under ``name``, or ``None`` when absent."""
        if not self.has(name):
            return None
        return Fields(self.source, (*self.path, name), self.problems)

    def children(self, name: str) -> Iterator[Fields]:
        """Yield each mapping of the list under ``name``."""
        if not self.has(name):
            return
        value = self.data[name]
        if not isinstance(value, list):
            self.wrong((name,), "must be a list", "write one `- ` line for each item")
            return
        for index in range(len(value)):
            yield Fields(self.source, (*self.path, name, index), self.problems)

    def done(self) -> None:
        """Note every field that no method asked for."""
        from difflib import get_close_matches

        for name in self.data:
            if name not in self._asked:
                near = get_close_matches(name, sorted(self._asked), 1)
                fix = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(sorted(self._asked))}"
                self.wrong((name,), "unknown field", fix, key=True)
