"""Reading single fields of the law files: each reader returns a value or notes a problem with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from manualgen.errors import Problem
from manualgen.yaml_source import Source

Path = tuple[str | int, ...]
Word = TypeVar("Word", bound=str)


class Fields:
    """The fields of one mapping in a source, read one by one.

    Problems are appended to ``problems``; a faulty field gives its default, so
    that one pass finds every fault of a file.
    """

    def __init__(self, source: Source, path: Path, problems: list[Problem], allowed: frozenset[str]) -> None:
        self.source = source
        self.path = path
        self.problems = problems
        data = source.get(path)
        self.data: Mapping[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.wrong((), "must be a mapping of fields", "write `name: value` lines")
        for key in self.data:
            if key not in allowed:
                known = ", ".join(sorted(allowed))
                what = f"`{key}` is not a field here"
                problems.append(source.problem((*path, key), what, f"known: {known}", key=True))

    def wrong(self, at: Sequence[str | int], what: str, fix: str = "") -> None:
        """Note a problem at ``at``, a path below this mapping."""
        self.problems.append(self.source.problem((*self.path, *at), what, fix))

    def text(self, key: str, default: str = "") -> str:
        """Return a text field; "" or ``default`` when it is absent or null."""
        value = self.data.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self.wrong((key,), "must be a text")
            return default
        return value

    def required(self, key: str) -> str:
        """Return a text field that must be there."""
        value = self.text(key)
        if not value and not isinstance(self.data.get(key), dict | list):
            self.wrong((key,), f"`{key}` is missing", f"add `{key}: …`")
        return value

    def word(self, key: str, words: tuple[Word, ...], default: Word) -> Word:
        """Return a field that must be one of ``words``."""
        value = self.text(key, default)
        if value not in words:
            self.wrong((key,), f"`{value}` is not a known {key}", f"write one of: {', '.join(words)}")
            return default
        return next(word for word in words if word == value)

    def day(self, key: str) -> date | None:
        """Return an ISO date, or None when absent or null."""
        value = self.text(key)
        if not value:
            return None
        try:
            if len(value) != 10:
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            self.wrong((key,), f"`{value}` is not a date", "write it as 2026-11-21")
            return None

    def count(self, key: str) -> int | None:
        """Return a whole number of 0 or more, or None when absent or null."""
        value = self.text(key)
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            self.wrong((key,), f"`{value}` is not a whole number")
            return None
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; () when absent."""
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong((key,), "must be a list of texts", "write `[one, two]`")
            return ()
        return tuple(value)

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Return a mapping; {} when absent or null."""
        value = self.data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.wrong((key,), "must be a mapping of fields")
            return {}
        return value

    def items(self, key: str) -> range:
        """Return the indexes of a list; empty when absent."""
        value = self.data.get(key)
        if value is None:
            return range(0)
        if not isinstance(value, list):
            self.wrong((key,), "must be a list", "start each item with `- `")
            return range(0)
        return range(len(value))
