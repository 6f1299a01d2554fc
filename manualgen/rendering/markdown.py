"""Markdown to blocks.

In: Markdown that Jinja has already rendered (values stand as tokens). Out: the
blocks of :mod:`manualgen.rendering.document`. Fenced blocks (duty, callout, dos,
table, register, include) are handed to the caller as :class:`Fence`.

Ids: a trailing `` ^xxxx`` names a block; one without gets an id from its words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from manualgen.rendering.document import (
    Block,
    Cell,
    Column,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    WebLink,
    plain_text,
)
from manualgen.rendering.tokens import CLOSE, OPEN, Tokens

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BLOCK_ID = re.compile(r"[ \t]*\^([a-z0-9][a-z0-9.-]*)\s*$")
_ID_WITH_TOKENS = re.compile(f"[ \\t]*\\^([a-z0-9{OPEN}][a-z0-9.{OPEN}{CLOSE}-]*)\\s*$")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its word (``duty``), its text and the line it begins on (from 0)."""

    name: str
    text: str
    line: int


class Ids:
    """Gives each block of one document its full id, unique within the document."""

    def __init__(self, document: str) -> None:
        self.document = document
        self._seen: set[str] = set()

    def full(self, local: str) -> str:
        """Return ``document/local``, with ``.2``, ``.3`` … when the name was used before."""
        name, n = local, 1
        while name in self._seen:
            n += 1
            name = f"{local}.{n}"
        self._seen.add(name)
        return f"{self.document}/{name}"

    def from_words(self, words: str) -> str:
        """Return an id made of the words themselves, for a block nobody has stamped."""
        return self.full("w" + hashlib.sha256(words.encode()).hexdigest()[:8])


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])


def split_id(source: str, tokens: Tokens) -> tuple[str, str]:
    """Return ``source`` without a trailing `` ^id`` and that id ("" when there is none).

    Looked for in the source, before values are put in: a client called "^1" stays whole.
    """
    match = _ID_WITH_TOKENS.search(source)
    return (source[: match.start()], tokens.literal(match.group(1))) if match else (source, "")


def line(source: str, tokens: Tokens) -> tuple[Inlines, str]:
    """Return the inlines of one line of inline Markdown and its id ("" when it has none)."""
    text, local = split_id(" ".join(source.split()), tokens)
    return inline(text, tokens), local


def inline(source: str, tokens: Tokens) -> Inlines:
    """Return the inlines of one line of inline Markdown."""
    if not re.search(r"[*_`\[\]\\&<\n]", source):
        return tokens.expand(source)
    parsed = _parser().parseInline(source)
    return _inlines(parsed[0].children or [], tokens)


def blocks(source: str, tokens: Tokens, ids: Ids, fence: Callable[[Fence], list[Block]]) -> list[Block]:
    """Return the blocks of ``source``; ``fence`` turns each fenced block into blocks."""
    return list(_Walk(_parser().parse(source), tokens, ids, fence).run())


class _Walk:
    def __init__(self, stream: list[Token], tokens: Tokens, ids: Ids, fence: Callable[[Fence], list[Block]]) -> None:
        self.stream, self.tokens, self.ids, self.fence = stream, tokens, ids, fence
        self.at = 0

    def run(self, until: str = "") -> Iterator[Block]:
        while self.at < len(self.stream):
            token = self.stream[self.at]
            if token.type == until:
                return
            self.at += 1
            if token.type == "heading_open":
                words, block_id = self._words()
                yield Heading(block_id, min(int(token.tag[1]), 4), words)
            elif token.type == "paragraph_open":
                words, block_id = self._words()
                if words:
                    yield Paragraph(block_id, words)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._list(token)
            elif token.type == "table_open":
                yield self._table()
            elif token.type == "fence":
                name = token.info.strip()
                yield from self.fence(Fence(name, token.content, token.map[0] if token.map else 0))
            elif token.type == "code_block":
                words = self.tokens.expand(token.content.strip())
                yield Paragraph(self.ids.from_words(plain_text(words)), words)

    def _words(self) -> tuple[Inlines, str]:
        """Read the inline token and its closing token; return the words and the full id."""
        children = self.stream[self.at].children or []
        self.at += 2
        words, local = _named(children, self.tokens)
        return words, self.ids.full(local) if local else self.ids.from_words(plain_text(words))

    def _list(self, opening: Token) -> ListBlock:
        ordered = opening.type == "ordered_list_open"
        closing = opening.type.replace("open", "close")
        items: list[ListItem] = []
        while self.stream[self.at].type != closing:
            self.at += 1  # list_item_open
            words: Inlines = ()
            item_id = ""
            children: list[ListBlock] = []
            for block in self.run("list_item_close"):
                if isinstance(block, ListBlock):
                    children.append(block)
                elif isinstance(block, Paragraph):
                    words = (*words, LineBreak(), *block.inlines) if words else block.inlines
                    item_id = item_id or block.id
            self.at += 1
            items.append(ListItem(item_id or self.ids.full("item"), words, tuple(children)))
        self.at += 1
        start = opening.attrGet("start")
        return ListBlock(
            self.ids.full("list-" + items[0].id.rsplit("/", 1)[-1]),
            tuple(items),
            "number" if ordered else "bullet",
            int(start) if start is not None else 1,
        )

    def _table(self) -> Table:
        rows: list[list[Inlines]] = []
        names: list[str] = []
        while self.stream[self.at].type != "table_close":
            token = self.stream[self.at]
            self.at += 1
            if token.type == "tr_open":
                rows.append([])
                names.append("")
            elif token.type == "inline":
                words, local = _named(token.children or [], self.tokens)
                rows[-1].append(words)
                names[-1] = names[-1] or local
        self.at += 1
        return make_table(rows[0], rows[1:], names[1:], self.ids)


def make_table(
    head: list[Inlines],
    body: list[list[Inlines]],
    names: list[str],
    ids: Ids,
    widths: list[float] | None = None,
    caption: str = "",
) -> Table:
    """Return a grid table; ``names`` are the rows' own ids ("" = none).

    Without ``widths`` columns share the width by their longest words.
    """
    if widths is None:
        longest = [
            max(len(plain_text(row[i])) if i < len(row) else 0 for row in [head, *body]) for i in range(len(head))
        ]
        weights = [min(max(n, 8), 60) ** 0.7 for n in longest]
        widths = [w / sum(weights) for w in weights]
    rows = []
    for cells, local in zip(body, names, strict=True):
        key = ids.full(local) if local else ids.from_words("|".join(plain_text(c) for c in cells))
        rows.append(Row(key, tuple(Cell((c,)) for c in cells)))
    titles = [plain_text(h) for h in head]
    return Table(
        ids.from_words("table:" + "|".join(titles)),
        tuple(Column(t, w) for t, w in zip(titles, widths, strict=True)),
        tuple(rows),
        caption=caption,
        summary=caption or "Table: " + ", ".join(t for t in titles if t),
    )


def _named(children: list[Token], tokens: Tokens) -> tuple[Inlines, str]:
    """Return the inlines of ``children`` and the id that the last of them ends with."""
    local = ""
    if children and children[-1].type == "text":
        children[-1].content, local = split_id(children[-1].content, tokens)
    return _inlines(children, tokens), local


def _inlines(children: list[Token], tokens: Tokens) -> Inlines:
    out: list[Inline] = []
    bold = italic = 0
    link = ""
    link_words: list[str] = []
    for child in children:
        kind = child.type
        if kind == "text" or kind == "code_inline":
            if link:
                link_words.append(tokens.literal(child.content))
            else:
                out.extend(tokens.expand(child.content, bold > 0, italic > 0))
        elif kind == "softbreak":
            out.append(Text(" ", bold > 0, italic > 0))
        elif kind == "hardbreak":
            out.append(LineBreak())
        elif kind == "strong_open":
            bold += 1
        elif kind == "strong_close":
            bold -= 1
        elif kind == "em_open":
            italic += 1
        elif kind == "em_close":
            italic -= 1
        elif kind == "link_open":
            link = str(child.attrGet("href") or "")
        elif kind == "link_close":
            out.append(WebLink(link, "".join(link_words)))
            link, link_words = "", []
    return _joined(out)


def _joined(inlines: list[Inline]) -> Inlines:
    """Join neighbouring Text of the same style."""
    out: list[Inline] = []
    for item in inlines:
        last = out[-1] if out else None
        if isinstance(item, Text) and isinstance(last, Text) and (item.bold, item.italic) == (last.bold, last.italic):
            out[-1] = Text(last.text + item.text, item.bold, item.italic)
        else:
            out.append(item)
    return tuple(out)
