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
from manualgen.knowledge.places import place_of
from manualgen.rendering.context import TemplateError, Voice
from manualgen.rendering.tokens import Tokens

_JOIN = "\ufdd2"


class Scribe:
    """Renders the template texts of one document; holds its tokens."""

    def __init__(self, voice: Voice) -> None:
        from jinja2 import StrictUndefined

        from manualgen.knowledge.sandbox import Sandbox

        self.tokens = Tokens()
        self.voice = voice
        self._environment = Sandbox(
            undefined=StrictUndefined,
            autoescape=True,
            finalize=self.tokens.add,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.loopcontrols"],
        )
        self._environment.globals.clear()
        self._names = voice.names()

    def text(self, source: str, file: str, line: int = 1, **extra: Any) -> str:
        """Return ``source``, which begins on ``line`` of ``file``, rendered.

        Whatever fails in a template is its author's to mend: an ``InputError`` at its line.
        """
        if "{{" not in source and "{%" not in source and "{#" not in source:
            return source
        from jinja2 import TemplateSyntaxError

        folded, origin = fold_tag_lines(source)
        try:
            rendered = self._environment.from_string(folded).render(**self._names, **extra)
            return _EMPTY_BRACKETS.sub("", rendered)
        except TemplateSyntaxError as error:
            at = line + origin[min(error.lineno, len(origin)) - 1]
            what = f"the template cannot be read: {error.message}"
            raise InputError([Problem(Position(file, at, 1), "", what, _SEE)]) from None
        except Exception as error:
            at = line + origin[min(_template_line(error), len(origin)) - 1]
            what, fix = (str(error), "") if isinstance(error, TemplateError) else (f"the template fails: {error}", _SEE)
            raise InputError([Problem(Position(file, at, 1), "", what, fix)]) from None

    def texts(self, sources: Sequence[str], file: str) -> list[str]:
        """Return each of ``sources``, values of the YAML file ``file``, rendered, compiled together."""
        joined = _JOIN.join(sources)
        if "{{" not in joined and "{%" not in joined:
            return list(sources)
        try:
            return self.text(joined, file).split(_JOIN)
        except InputError:
            return [self.value(s, file) for s in sources]

    def value(self, source: str, file: str) -> str:
        """Return ``source``, a value of the YAML file ``file``, rendered; failures stand at its place there."""
        try:
            return self.text(source, file)
        except InputError as error:
            found = error.problems[0]
            raise InputError([Problem(place_of(file, source), "", found.what, found.fix)]) from None


_SEE = "docs/content-formats.md lists what a template may say"
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
