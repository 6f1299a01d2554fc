"""Fenced blocks of a text: duty, callout, dos, table, include, register, site-pictures.

Each is YAML that Jinja has already rendered; each becomes blocks. One function a word.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from manualgen.errors import InputError, Position, Problem
from manualgen.rendering.context import TemplateError
from manualgen.rendering.document import (
    Block,
    Callout,
    Figure,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Reference,
    plain_text,
)
from manualgen.rendering.duties import FREQUENCIES, KEYS, duty_paragraph
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Fence, Ids, inline, line, make_table
from manualgen.rendering.registers.pictures import site_pictures

FIELDS: Mapping[str, Collection[str]] = {
    "duty": KEYS,
    "callout": ("kind", "title", "text"),
    "dos": ("do", "dont"),
    "table": ("columns", "rows", "caption"),
    "include": ("figure",),
    "register": ("of",),
    "site-pictures": ("site",),
}
_SEE = "docs/content-formats.md shows the block"
CALLOUT_TITLES = {"stop": "Stop work", "law": "What the law says", "note": "Note", "rule": "Our rule"}


class Fences:
    """Turns the fences of one document into blocks.

    ``register`` and ``figure`` draw what the fence names: a register of the plan, a figure of the library.
    """

    def __init__(
        self,
        scribe: Scribe,
        ids: Ids,
        file: str,
        first_line: int,
        register: Callable[[str, Ids], list[Block]],
        figure: Callable[[str, Ids], Figure],
    ) -> None:
        self.scribe, self.ids, self.file, self.first_line = scribe, ids, file, first_line
        self._register, self._figure = register, figure

    def __call__(self, fence: Fence) -> list[Block]:
        words: dict[str, Callable[[Mapping[str, Any]], list[Block]]] = {
            "duty": self._duty,
            "callout": self._callout,
            "dos": self._dos,
            "table": self._table,
            "include": lambda d: [self._figure(str(d["figure"]), self.ids)],
            "register": lambda d: self._register(str(d["of"]), self.ids),
            "site-pictures": lambda d: site_pictures(self.scribe, self.ids, self.scribe.tokens.literal(str(d["site"]))),
        }
        if fence.name not in words:
            self._fail(fence, f"unknown fenced block {fence.name!r}", f"use one of {', '.join(words)}")
        data = self._yaml(fence)
        for key in data:
            if key not in FIELDS[fence.name]:
                self._fail(fence, f"unknown field {key!r}", f"write one of {', '.join(sorted(FIELDS[fence.name]))}", key)
        try:
            return words[fence.name](data)
        except KeyError as error:
            return self._fail(fence, f"the field {error} is missing", _SEE)
        except WrongField as error:
            return self._fail(fence, error.what, error.fix, error.field)
        except TemplateError as error:
            return self._fail(fence, str(error), "", error.about)
        except (ValueError, TypeError) as error:
            return self._fail(fence, f"the block cannot be drawn: {error}", _SEE)

    def _yaml(self, fence: Fence) -> Mapping[str, Any]:
        import yaml

        try:
            data = yaml.load(fence.text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        except yaml.YAMLError as error:
            what = " ".join(str(getattr(error, "problem", error)).split())
            self._fail(fence, what, "put the value in quotes when it holds a colon")
        if not isinstance(data, dict):
            self._fail(fence, "fields are expected", "write `field: value`")
        return data  # type: ignore[no-any-return]

    def _fail(self, fence: Fence, what: str, fix: str, about: str = "") -> list[Block]:
        """Raise ``InputError`` at the fence, or at the first place in it that holds ``about``."""
        raise InputError([Problem(self._place(fence, about), fence.name, what, fix)])

    def _place(self, fence: Fence, about: str) -> Position:
        """Return where ``about`` stands in ``fence``, or where the fence opens.

        Conditions and loops above it may have moved the rendered text, so it is looked up in the file by
        its first words.
        """
        computed = self.first_line + fence.line
        try:
            rows = Path(self.file).read_text(encoding="utf-8").split("\n")
        except OSError:
            return Position(self.file, computed, 1)
        own = fence.text.split("\n")[0].strip()
        alike = [
            n for n in range(1, len(rows)) if rows[n - 1].strip() == f"```{fence.name}" and rows[n].strip() == own
        ]
        opens = min(alike, key=lambda n: abs(n - computed), default=computed)
        for number in range(opens, min(opens + fence.text.count("\n"), len(rows)) if about else opens):
            if about in rows[number]:
                return Position(self.file, number + 1, rows[number].index(about) + 1)
        return Position(self.file, opens, 1)

    def _duty(self, data: Mapping[str, Any]) -> list[Block]:
        frequency = data.get("frequency")
        if frequency and frequency not in FREQUENCIES:
            raise WrongField("frequency", f"unknown frequency {frequency!r}", f"write one of {', '.join(FREQUENCIES)}")
        voice = self.scribe.voice
        check = data.get("verify") or {}
        if not isinstance(check, dict) or (check and not {"role", "action"} <= set(check) <= {"role", "action", "when"}):
            fix = "write `verify: {role: role-…, action: what the person does, when: when}`"
            raise WrongField("verify", "`verify` is not a role and an action", fix)
        for key in ("id", "role", "action", "when", "frequency", "trigger", "record", "retention", "then"):
            _text(data, key)
        return [
            duty_paragraph(
                data,
                self.ids.full(str(data["id"])),
                subject(voice.role_title(str(data["role"])), str(data["role"])),
                subject(voice.role_title(str(check["role"])), str(check["role"])) if check else "",
                self.scribe.tokens,
                lambda topic: voice.cite(topic).inlines,
                lambda form_id: _reference(voice.title(form_id).inlines, "Form "),
            )
        ]

    def _callout(self, data: Mapping[str, Any]) -> list[Block]:
        kind = str(data["kind"])
        if kind not in CALLOUT_TITLES:
            raise WrongField("kind", f"unknown kind {kind!r}", f"write one of {', '.join(CALLOUT_TITLES)}")
        if data["text"] == "":
            return []  # conditions left every line out for this client
        lines = [data["text"]] if isinstance(data["text"], str) else _texts(data, "text")
        block_id = self.ids.from_words(f"callout:{kind}:{data.get('title', '')}")
        inner: Block
        if len(lines) == 1:
            words, local = line(lines[0], self.scribe.tokens)
            inner = Paragraph(self.ids.full(local) if local else self.ids.from_words(plain_text(words)), words)
        else:
            inner = ListBlock(self.ids.from_words("list:" + block_id), self._items(lines))
        title = self.scribe.tokens.literal(str(data.get("title") or CALLOUT_TITLES[kind]))
        return [Callout(block_id, kind, title, (inner,))]  # type: ignore[arg-type]

    def _items(self, lines: list[str]) -> tuple[ListItem, ...]:
        items = []
        for text in lines:
            words, local = line(text, self.scribe.tokens)
            items.append(ListItem(self.ids.full(local) if local else self.ids.from_words(plain_text(words)), words))
        return tuple(items)

    def _dos(self, data: Mapping[str, Any]) -> list[Block]:
        out: list[Block] = []
        for key in ("do", "dont"):
            if data.get(key):
                items = self._items(_texts(data, key))
                out.append(ListBlock(self.ids.from_words(f"{key}:{items[0].id}"), items, key))
        return out

    def _table(self, data: Mapping[str, Any]) -> list[Block]:
        columns, rows = data["columns"], data["rows"]
        if not isinstance(columns, list) or not columns or not all(isinstance(c, dict) and "title" in c for c in columns):
            fix = "write `columns: [{title: What, width: 0.5}, …]`"
            raise WrongField("columns", "`columns` is not a list of columns with a title each", fix)
        if rows == "":
            return []  # conditions left every row out for this client
        if not isinstance(rows, list):
            raise WrongField("rows", "`rows` is not a list of rows", "write `- [text, text]` for each row")
        for row in rows:
            if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
                raise WrongField("rows", "a row is not a list of texts", "write `- [text, text]`; quote a text with a colon")
            if len(row) != len(columns):
                what = f"a row has {len(row)} cells, the table {len(columns)} columns"
                raise WrongField(row[0] if row else "rows", what, "write one text a column, in quotes when it holds a comma")
        head: list[Inlines] = [inline(str(c["title"]), self.scribe.tokens) for c in columns]
        widths = [_width(str(c.get("width", 1 / len(columns)))) for c in columns]
        total = sum(widths)
        named = [[line(cell, self.scribe.tokens) for cell in row] for row in rows]
        body = [[words for words, _ in row] for row in named]
        names = [row[0][1] for row in named]
        caption = self.scribe.tokens.literal(str(data.get("caption") or ""))
        return [make_table(head, body, names, self.ids, [w / total for w in widths], caption)]


class WrongField(Exception):
    """A field of a fenced block does not hold what it should; ``field`` is its name, or words that stand in it."""

    def __init__(self, field: str, what: str, fix: str) -> None:
        super().__init__(what)
        self.field, self.what, self.fix = field, what, fix


def _text(data: Mapping[str, Any], key: str) -> None:
    if not isinstance(data.get(key, ""), str):
        raise WrongField(key, f"`{key}` is not one text", "put it in quotes when it holds a colon or a bracket")


def _texts(data: Mapping[str, Any], key: str) -> list[str]:
    """Return the list of texts under ``key``; an item with an unquoted colon would be a mapping."""
    items = data[key]
    if not isinstance(items, list) or not items:
        raise WrongField(key, f"`{key}` is not a list of texts", f"write `{key}:` and below it one `- ` line an item")
    for item in items:
        if not isinstance(item, str):
            first = str(next(iter(item), key))
            raise WrongField(first, f"the item {first!r} is not one text", "put it in quotes when it holds a colon")
    return items


def _width(written: str) -> float:
    try:
        width = float(written)
    except ValueError:
        width = 0.0
    if not 0 < width <= 1:
        what = f"the width {written!r} is not a fraction of the text width"
        raise WrongField(written, what, "write a number such as 0.25")
    return width


def subject(title: str, role_id: str) -> str:
    """Return the subject of a duty: "Each …" for workers, who are several, else "The …"."""
    return f"Each {title}" if role_id == "role-worker" else f"The {title}"


def _reference(inlines: Inlines, prefix: str) -> Reference:
    first = inlines[0]
    assert isinstance(first, Reference)
    return Reference(first.target, prefix + first.text)
