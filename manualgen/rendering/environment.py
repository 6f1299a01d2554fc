"""The sandbox in which templates run.

Jinja's immutable sandbox, undefined names are errors, every value leaves as an
opaque token (:mod:`manualgen.rendering.tokens`). Rendering a list of texts costs
one compile: they are joined by a noncharacter and split again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from manualgen.errors import InputError, Position, Problem
from manualgen.rendering.context import TemplateError, Voice
from manualgen.rendering.tokens import Tokens

_JOIN = "\ufdd2"


class Scribe:
    """Renders the template texts of one document; holds its tokens."""

    def __init__(self, voice: Voice) -> None:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        self.tokens = Tokens()
        self.voice = voice
        self._environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            autoescape=True,
            finalize=self.tokens.add,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.loopcontrols"],
        )
        self._environment.globals.clear()
        self._names = voice.names()

    def text(self, source: str, file: str, line: int = 1, **extra: Any) -> str:
        """Return ``source`` rendered; failures become an ``InputError`` at ``file``."""
        if "{{" not in source and "{%" not in source and "{#" not in source:
            return source
        from jinja2 import TemplateSyntaxError, UndefinedError
        from jinja2.exceptions import SecurityError

        folded, origin = fold_tag_lines(source)
        try:
            rendered = self._environment.from_string(folded).render(**self._names, **extra)
            return _EMPTY_BRACKETS.sub("", rendered)
        except TemplateSyntaxError as error:
            at = line + origin[min(error.lineno, len(origin)) - 1]
            raise InputError([Problem(Position(file, at, 1), "", str(error.message))]) from None
        except (TemplateError, UndefinedError, SecurityError, TypeError, KeyError) as error:
            at = line + origin[min(_template_line(error), len(origin)) - 1]
            raise InputError([Problem(Position(file, at, 1), "", str(error))]) from None

    def texts(self, sources: Sequence[str], file: str) -> list[str]:
        """Return each of ``sources`` rendered, compiled together."""
        joined = _JOIN.join(sources)
        if "{{" not in joined and "{%" not in joined:
            return list(sources)
        try:
            return self.text(joined, file).split(_JOIN)
        except InputError:
            return [self._one(s, file) for s in sources]

    def _one(self, source: str, file: str) -> str:
        try:
            return self.text(source, file)
        except InputError as error:
            what = error.problems[0].what
            raise InputError([Problem(_find(file, source), "", what)]) from None


_JINJA_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_EMPTY_BRACKETS = re.compile(r" ?\([ ;,]*\)")  # a citation that this province does not have leaves none behind
_TAG_LINE = re.compile(r"^[ \t]*((?:\{%.*?%\}|\{#.*?#\})+)[ \t]*$")


def fold_tag_lines(source: str) -> tuple[str, list[int]]:
    """Return ``source`` with tag lines between two table rows joined to the row after them.

    A line that holds only tags renders as an empty line, which parts paragraphs and list items as the
    author sees them parted; between table rows it would end the table, so there it leaves nothing. The
    second value maps each line of the result to its line in ``source``, both from 0.
    """
    rows = source.split("\n")
    lines: list[str] = []
    origin: list[int] = []
    number = 0
    while number < len(rows):
        end = number
        while end < len(rows) and _TAG_LINE.match(rows[end]):
            end += 1
        inside = number < end < len(rows) and is_row(rows[end]) and bool(lines) and is_row(lines[-1])
        if inside:
            lines.append("".join(r.strip() for r in rows[number:end]) + rows[end])
            origin.append(end)
            number = end + 1
        else:
            stop = max(end, number + 1)
            lines += rows[number:stop]
            origin += range(number, stop)
            number = stop
    return "\n".join(lines), origin


def is_row(line: str) -> bool:
    """Return whether a line is a row of a Markdown table, tags in front of it aside."""
    return _JINJA_TAG.sub("", line).lstrip().startswith("|")


def _template_line(error: BaseException) -> int:
    trace = error.__traceback__
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _find(file: str, text: str) -> Position:
    """Return where ``text`` stands as a value in the YAML file (its field's position)."""
    from pathlib import Path

    from manualgen.yaml_source import read_yaml

    try:
        source = read_yaml(Path(file))
    except (InputError, OSError):
        return Position(file)

    def search(value: Any, path: tuple[str | int, ...]) -> Position | None:
        if isinstance(value, dict):
            pairs = list(value.items())
        elif isinstance(value, list):
            pairs = list(enumerate(value))
        else:
            return source.positions[path] if value == text else None
        for key, item in pairs:
            found = search(item, (*path, key))
            if found:
                return found
        return None

    return search(source.data, ()) or Position(file)
