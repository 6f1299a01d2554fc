"""Opaque tokens: how a value passes through Jinja and Markdown without being read as either.

Jinja's ``finalize`` turns every value that is not template text into a token
made of two noncharacters around a number. Markdown sees the token as letters;
after parsing, the token is replaced by the inlines it stands for. So a client
called ``{{ 7*7 }} **Co** <b>`` prints exactly so. Profiles refuse noncharacters,
so no value can forge a token.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from manualgen.rendering.document import Citation, Inline, Inlines, Text

OPEN, CLOSE = "\ufdd0", "\ufdd1"
_UNIT = re.compile(
    r"°|[ \u00a0]?(?:%|(?:mm|cm|km|m|kg|kN|kPa|t|dBA|V|kV|A|ppm|lux|litres?|L|h|min"
    r"|degrees|seconds?|minutes?|hours?|days?|months?|years?|metres?|kilograms?|workers|people|times|per cent)\b(?:/m³)?)"
)
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")


class Value:
    """Inlines that a template function gives back."""

    __slots__ = ("inlines",)

    def __init__(self, *inlines: Inline) -> None:
        self.inlines: Inlines = tuple(inlines)

    def __str__(self) -> str:
        from manualgen.rendering.document import plain_text

        return plain_text(self.inlines)

    def __bool__(self) -> bool:
        return bool(self.inlines)


class Tokens:
    """The values of one rendering, by number."""

    def __init__(self) -> None:
        self._values: list[Inlines] = []
        self._known: dict[Inlines, int] = {}

    def add(self, value: Any) -> Markup:
        """Return the token for ``value`` (used as Jinja's ``finalize``); Markup passes through."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Value):
            inlines = value.inlines
        elif value is None or value == "":
            return Markup("")
        else:
            inlines = (Text(str(value)),)
        number = self._known.get(inlines)
        if number is None:
            number = len(self._values)
            self._values.append(inlines)
            self._known[inlines] = number
        return Markup(f"{OPEN}{number}{CLOSE}")

    def expand(self, text: str, bold: bool = False, italic: bool = False) -> Inlines:
        """Return ``text`` with tokens replaced; plain parts become Text in the given style."""
        if OPEN not in text:
            return (Text(text, bold, italic),) if text else ()
        out: list[Inline] = []
        for index, part in enumerate(TOKEN.split(text)):
            if index % 2:
                out.extend(_styled(i, bold, italic) for i in self._values[int(part)])
            elif part:
                out.append(Text(_after_unit(out, part), bold, italic))
        return tuple(i for i in out if not (isinstance(i, Text) and not i.text))

    def literal(self, text: str) -> str:
        """Return ``text`` with each token replaced by its plain words."""
        from manualgen.rendering.document import plain_text

        return TOKEN.sub(lambda m: plain_text(self._values[int(m.group(1))]), text)

    def unanswered(self, text: str) -> bool:
        """Return whether a token of ``text`` stands for a blank slot."""
        from manualgen.rendering.document import Blank

        return any(isinstance(i, Blank) for m in TOKEN.finditer(text) for i in self._values[int(m.group(1))])


def _after_unit(out: list[Inline], part: str) -> str:
    """Move a unit that follows a daggered number in front of its dagger ("3 m†", not "3† m"); return the rest."""
    last = out[-1] if out else None
    unit = _UNIT.match(part)
    if unit and isinstance(last, Citation) and last.text.endswith("†") and last.text[:1].isdigit():
        out[-1] = replace(last, text=f"{last.text[:-1]}{unit.group()}†")
        return part[unit.end() :]
    return part


def _styled(inline: Inline, bold: bool, italic: bool) -> Inline:
    if isinstance(inline, Text) and (bold or italic):
        return Text(inline.text, inline.bold or bold, inline.italic or italic)
    return inline
