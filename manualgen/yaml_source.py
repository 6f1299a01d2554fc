"""YAML text in, plain data with positions out.

Every scalar stays the text that was written (``province: ON`` is ``"ON"``,
``0123`` is ``"0123"``); only a plain empty value, ``~`` and ``null`` become
``None``. Types are the schema's business, not the reader's. Anchors, aliases,
tags, duplicate keys, tabs and several documents in one file are refused, so that
what a reader sees in the file is what the program gets.

The limits below stand here because they protect this reader: a file is data
written by hand or by an editor, never megabytes of it.
"""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from manualgen.errors import EnvironmentFailure, InputError, Position, Problem

PROFILE_BYTES = 1_000_000
DATA_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_PROBLEMS = 100

YamlPath = tuple[str | int, ...]
YamlData = Any  # None | str | list[YamlData] | dict[str, YamlData]

# Tabs, control characters, and characters YAML 1.1 would silently take for a line break or drop.
_REFUSED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NAMES = {"\t": "a tab", "\x00": "a NUL character", "\ufeff": "a byte order mark inside the text"}

_QUOTE_ALIAS = "put the value in quotes when it starts with `*`"
_QUOTE_ANCHOR = "put the value in quotes when it starts with `&`"
_QUOTE_TAG = "put the value in quotes when it starts with `!`"

_FIXES = {
    "mapping values are not allowed": "put the value in quotes when it holds a colon followed by a space",
    "could not find expected ':'": "write `name: value`, with a space after the colon",
    "did not find expected key": "check the indentation of this line and of the lines above it",
    "did not find expected '-' indicator": "check the indentation: items of one list start in the same column",
    "did not find expected ',' or": "close the bracket, or put the value in quotes when it holds a bracket or comma",
    "found character that cannot start any token": "put the value in quotes",
    "found unexpected end of stream": "close the quotation mark",
    "found unknown escape character": "use single quotes when the text holds a backslash",
    "found undefined tag handle": _QUOTE_TAG,
    "while scanning an alias": _QUOTE_ALIAS,
    "while scanning an anchor": _QUOTE_ANCHOR,
}


class _Positions(Mapping[YamlPath, Position]):
    """Path → :class:`Position`, made when asked for (most positions never are)."""

    def __init__(self, file: str, marks: dict[YamlPath, tuple[int, int]]) -> None:
        self._file = file
        self._marks = marks

    def __getitem__(self, path: YamlPath) -> Position:
        line, column = self._marks[path]
        return Position(self._file, line, column)

    def __iter__(self) -> Iterator[YamlPath]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


@dataclass(frozen=True)
class Source:
    """What one YAML file says, and where it says it.

    ``data`` is made of ``dict``, ``list``, ``str`` and ``None`` only.
    ``positions`` gives the place of each value, ``keys`` the place of each key.
    """

    data: YamlData
    positions: Mapping[YamlPath, Position]
    path: Path
    keys: Mapping[YamlPath, Position] = field(default_factory=dict)

    def at(self, path: Sequence[str | int], *, key: bool = False) -> Position:
        """Return the place of the value (or ``key``) at ``path``, or of its nearest ancestor that was written."""
        steps = tuple(path)
        if key and steps in self.keys:
            return self.keys[steps]
        while steps and steps not in self.positions:
            steps = steps[:-1]
        return self.positions.get(steps, Position(str(self.path)))

    def get(self, path: Sequence[str | int], default: YamlData = None) -> YamlData:
        """Return the value at ``path``, or ``default`` when it was not written."""
        value = self.data
        for step in path:
            in_mapping = isinstance(value, dict) and step in value
            in_list = isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value)
            if not (in_mapping or in_list):
                return default
            value = value[step]
        return value

    def name(self, path: Sequence[str | int]) -> str:
        """Return ``path`` as a user reads it: ``sites.shop.phone``, ``industries[2].share``.

        An item of a list is named by its ``id`` when it has one, else by its number, from 1.
        """
        out = ""
        value: YamlData = self.data
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and step < len(value) else None
                item_id = value.get("id") if isinstance(value, dict) else None
                out += f".{item_id}" if isinstance(item_id, str) and item_id else f"[{step + 1}]"
            else:
                value = value.get(step) if isinstance(value, dict) else None
                out += f".{step}"
        return out.lstrip(".")

    def problem(
        self, path: Sequence[str | int], what: str, fix: str = "", *, severity: str = "error", key: bool = False
    ) -> Problem:
        """Return a :class:`Problem` that points at ``path`` (at its key with ``key=True``, as for unknown fields)."""
        return Problem(self.at(path, key=key), self.name(path), what, fix, severity)


def read_yaml(path: Path, text: str | None = None, *, max_bytes: int = PROFILE_BYTES) -> Source:
    """Read one YAML file (or ``text`` in its place) into a :class:`Source`.

    ``max_bytes`` is the size limit: :data:`PROFILE_BYTES` for what a client
    wrote, :data:`DATA_BYTES` for the library's own data files.

    Raises :class:`InputError` with one problem per fault, each with its line and
    column; :class:`EnvironmentFailure` when the file exists but cannot be read.
    """
    if text is None:
        text = _read_text(path, max_bytes)
    elif len(text) > max_bytes or len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise _one(path, _too_large(max_bytes))
    text = text.removeprefix("\ufeff")
    _refuse_characters(path, text)
    return _parse(path, text)


def _one(path: Path, what: str, fix: str = "", line: int = 0, column: int = 0) -> InputError:
    return InputError([Problem(Position(str(path), line, column), "", what, fix)])


def _too_large(limit: int) -> str:
    return f"the file is larger than {limit:,} bytes"


def _read_text(path: Path, max_bytes: int) -> str:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise _one(path, "not a regular file", "name a YAML file")
        with open(path, "rb") as file:
            raw = file.read(max_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _one(path, "there is no such file", "check the name and the folder") from None
    except ValueError:
        raise _one(path, "the file name holds a NUL character") from None
    except OSError as error:
        raise EnvironmentFailure(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > max_bytes:
        raise _one(path, _too_large(max_bytes), "is this the right file? Split it if it is")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise _one(path, "the file is not UTF-8 text", "save it with the encoding UTF-8", line, column) from None


def _refuse_characters(path: Path, text: str) -> None:
    """Raise for characters that no YAML file of ours may hold; ``\\r\\n`` is fine."""
    first = _REFUSED.search(text)
    if not first:
        return
    starts = [0, *(m.end() for m in re.finditer("\r\n|\r|\n", text))]
    problems = []
    seen_lines: set[int] = set()
    for match in _REFUSED.finditer(text, first.start()):
        line = bisect_right(starts, match.start())
        if line in seen_lines:
            continue
        seen_lines.add(line)
        char = match.group()
        what = f"{_NAMES.get(char, f'the character U+{ord(char):04X}')} is not allowed in the file"
        fix = "indent with spaces" if char == "\t" else "delete it"
        problems.append(Problem(Position(str(path), line, match.start() - starts[line - 1] + 1), "", what, fix))
        if len(problems) >= MAX_PROBLEMS:
            break
    raise InputError(problems)


def _parse(path: Path, text: str) -> Source:
    import yaml

    loader_class = getattr(yaml, "CLoader", None) or yaml.Loader
    loader = loader_class(text)
    builder = _Builder(path)
    try:
        while builder.take(loader.get_event()):
            pass
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(path, error))
    except yaml.YAMLError as error:
        builder.problems.append(Problem(Position(str(path)), "", f"not readable as YAML: {error}".split("\n", 1)[0]))
    except RecursionError:
        builder.problems.append(Problem(Position(str(path)), "", "nested too deeply"))
    finally:
        loader.dispose()
    if builder.problems:
        raise InputError(builder.problems[:MAX_PROBLEMS])
    file = str(path)
    return Source(builder.root, _Positions(file, builder.marks), path, _Positions(file, builder.key_marks))


def _syntax_problem(path: Path, error: Any) -> Problem:
    mark = error.problem_mark or error.context_mark
    position = Position(str(path), mark.line + 1, mark.column + 1) if mark else Position(str(path))
    what = " ".join(str(part) for part in (error.context, error.problem) if part) or "not readable as YAML"
    if error.context and error.context_mark and error.context_mark.line != (mark.line if mark else -1):
        what += f" (it began on line {error.context_mark.line + 1})"
    fix = next((fix for words, fix in _FIXES.items() if words in what), "")
    return Problem(position, "", what, fix)


class _Container:
    """A list or mapping being filled; ``key`` is the key waiting for its value."""

    __slots__ = ("key", "path", "value", "waiting")

    def __init__(self, value: list[YamlData] | dict[str, YamlData], path: YamlPath) -> None:
        self.value = value
        self.path = path
        self.key: str = ""
        self.waiting = False


class _Builder:
    """Turns parser events into data, one event at a time, without recursion."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self.root: YamlData = None
        self.marks: dict[YamlPath, tuple[int, int]] = {}
        self.key_marks: dict[YamlPath, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._stack: list[_Container] = []
        self._documents = 0
        self._skip = 0  # depth inside a container that stands where a key should be

    def take(self, event: Any) -> bool:
        """Take in one event; return False after the last one."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, {} if kind == "MappingStartEvent" else [])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close()
        elif kind == "AliasEvent":
            self._fault(event, f"`*{event.anchor}` is a YAML alias, which is not allowed", _QUOTE_ALIAS)
            self._scalar(None, event)
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._fault(event, "a second YAML document starts here", "delete the `---` line: one document a file")
                return False
        return kind != "StreamEndEvent"

    def _fault(self, event: Any, what: str, fix: str = "") -> None:
        mark = event.start_mark
        self.problems.append(Problem(Position(self.file, mark.line + 1, mark.column + 1), "", what, fix))

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(event, f"`&{event.anchor}` is a YAML anchor, which is not allowed", _QUOTE_ANCHOR)
        if event.tag is not None:
            self._fault(event, f"`{event.tag}` is a YAML tag, which is not allowed", _QUOTE_TAG)

    def _scalar(self, event: Any, alias: Any = None) -> None:
        value: str | None = None
        if event is not None:
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event)
            value = event.value
            if not event.style and value in ("", "~", "null"):
                value = None
            elif value is not None and "\x00" in value:
                self._fault(event, "a NUL character is not allowed in a text", "delete it")
        if self._skip:
            return
        mark = (event or alias).start_mark
        top = self._stack[-1] if self._stack else None
        if top is not None and type(top.value) is dict and not top.waiting:
            self._key(top, value, event or alias)
            return
        path = self._next_path(top)
        self.marks[path] = (mark.line + 1, mark.column + 1)
        self._put(top, value)

    def _key(self, top: _Container, key: str | None, event: Any) -> None:
        mark = event.start_mark
        if key is None:
            self._fault(event, "a field has no name", "write `name: value`")
            key = ""
        elif key in top.value:
            first = self.key_marks.get((*top.path, key))
            where = f", first on line {first[0]}" if first else ""
            self._fault(event, f"`{key}` is given twice{where}", "keep one of them")
        else:
            self.key_marks[(*top.path, key)] = (mark.line + 1, mark.column + 1)
        top.key, top.waiting = key, True

    def _next_path(self, top: _Container | None) -> YamlPath:
        if top is None:
            return ()
        return (*top.path, top.key if type(top.value) is dict else len(top.value))

    def _put(self, top: _Container | None, value: YamlData) -> None:
        if top is None:
            self.root = value
        elif isinstance(top.value, dict):
            top.value[top.key] = value
            top.waiting = False
        else:
            top.value.append(value)

    def _open(self, event: Any, value: list[YamlData] | dict[str, YamlData]) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self._stack) + self._skip >= MAX_DEPTH:
            self._fault(event, f"nested more than {MAX_DEPTH} levels deep", "close the brackets before this one")
            raise InputError(self.problems)
        top = self._stack[-1] if self._stack else None
        if self._skip or (top is not None and type(top.value) is dict and not top.waiting):
            if not self._skip:
                self._fault(event, "a list or mapping stands where a field name should", "put the text in quotes")
            self._skip += 1
            return
        path = self._next_path(top)
        mark = event.start_mark
        self.marks[path] = (mark.line + 1, mark.column + 1)
        self._put(top, value)
        self._stack.append(_Container(value, path))

    def _close(self) -> None:
        if not self._skip:
            self._stack.pop()
            return
        self._skip -= 1
        if not self._skip:  # the bad key is complete: its value follows and is dropped under a name of its own
            self._stack[-1].key, self._stack[-1].waiting = "", True
