"""Fenced blocks of a text: duty, callout, dos, table, include, register, site-pictures.

Each is YAML that Jinja has already rendered; each becomes blocks. One function a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
        try:
            return words[fence.name](self._yaml(fence))
        except KeyError as error:
            return self._fail(fence, f"{fence.name}: missing or unknown {error}", "see docs/content-formats.md")
        except TemplateError as error:
            return self._fail(fence, f"{fence.name}: {error}", "")

    def _yaml(self, fence: Fence) -> Mapping[str, Any]:
        import yaml

        try:
            data = yaml.load(fence.text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        except yaml.YAMLError as error:
            what = " ".join(str(getattr(error, "problem", error)).split())
            self._fail(fence, f"{fence.name}: {what}", "put the value in quotes when it holds a colon")
        if not isinstance(data, dict):
            self._fail(fence, f"{fence.name}: keys and values are expected", "write `key: value`")
        return data  # type: ignore[no-any-return]

    def _fail(self, fence: Fence, what: str, fix: str) -> list[Block]:
        raise InputError([Problem(Position(self.file, self.first_line + fence.line, 1), "", what, fix)])

    def _duty(self, data: Mapping[str, Any]) -> list[Block]:
        unknown = set(data) - KEYS
        if unknown:
            raise KeyError(", ".join(sorted(unknown)))
        frequency = data.get("frequency")
        if frequency and frequency not in FREQUENCIES:
            raise KeyError(f"frequency {frequency}")
        voice = self.scribe.voice
        check = data.get("verify") or {}
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
            raise KeyError(f"kind {kind}")
        lines = data["text"]
        lines = [lines] if isinstance(lines, str) else lines
        _plain(lines)
        block_id = self.ids.from_words(f"callout:{kind}:{data.get('title', '')}")
        inner: Block
        if len(lines) == 1:
            words, local = line(str(lines[0]), self.scribe.tokens)
            inner = Paragraph(self.ids.full(local) if local else self.ids.from_words(plain_text(words)), words)
        else:
            inner = ListBlock(self.ids.from_words("list:" + block_id), self._items(lines))
        title = self.scribe.tokens.literal(str(data.get("title") or CALLOUT_TITLES[kind]))
        return [Callout(block_id, kind, title, (inner,))]  # type: ignore[arg-type]

    def _items(self, lines: list[Any]) -> tuple[ListItem, ...]:
        items = []
        _plain(lines)
        for text in lines:
            words, local = line(str(text), self.scribe.tokens)
            items.append(ListItem(self.ids.full(local) if local else self.ids.from_words(plain_text(words)), words))
        return tuple(items)

    def _dos(self, data: Mapping[str, Any]) -> list[Block]:
        unknown = set(data) - {"do", "dont"}
        if unknown:
            raise KeyError(", ".join(sorted(unknown)))
        out: list[Block] = []
        for key in ("do", "dont"):
            if data.get(key):
                items = self._items(list(data[key]))
                out.append(ListBlock(self.ids.from_words(f"{key}:{items[0].id}"), items, key))
        return out

    def _table(self, data: Mapping[str, Any]) -> list[Block]:
        columns = data["columns"]
        head: list[Inlines] = [inline(str(c["title"]), self.scribe.tokens) for c in columns]
        widths = [float(c.get("width", 1 / len(columns))) for c in columns]
        total = sum(widths)
        named = [[line(str(cell or ""), self.scribe.tokens) for cell in row] for row in data["rows"]]
        body = [[words for words, _ in row] for row in named]
        names = [row[0][1] for row in named]
        for row in body:
            if len(row) != len(head):
                raise KeyError(f"cell: a row has {len(row)} cells, the table {len(head)} columns")
        caption = self.scribe.tokens.literal(str(data.get("caption") or ""))
        return [make_table(head, body, names, self.ids, [w / total for w in widths], caption)]


def _plain(lines: list[Any]) -> None:
    """Raise ``KeyError`` for an item that YAML read as a mapping: an unquoted colon in its text."""
    for item in lines:
        if not isinstance(item, str):
            raise KeyError(f"text: put the item {str(next(iter(item), ''))!r} in quotes, it holds a colon")


def subject(title: str, role_id: str) -> str:
    """Return the subject of a duty: "Each …" for workers, who are several, else "The …"."""
    return f"Each {title}" if role_id == "role-worker" else f"The {title}"


def _reference(inlines: Inlines, prefix: str) -> Reference:
    first = inlines[0]
    assert isinstance(first, Reference)
    return Reference(first.target, prefix + first.text)
