"""Which ids of a document get a bookmark, and where a link to any other id leads.

In: the block tree. Out: id → bookmark name. Ids without text of their own (a table, a list, a
landscape passage) lead to the first text inside them.
"""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.rendering.document import (
    Block,
    Callout,
    Cover,
    DutyParagraph,
    FieldGrid,
    Figure,
    Heading,
    Landscape,
    ListBlock,
    Paragraph,
    RecordTable,
    SignatureBlock,
    Table,
)
from manualgen.rendering.ids import bookmark_name, nested_id
from manualgen.writers.docx.tables import has_text


def anchors(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return the bookmark name of each id. Raise ``ValueError`` when two blocks have the same id.

    Word keeps only the last of two equal bookmarks, and the link of the first would lead astray.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    aliases: list[tuple[str, str]] = []
    for block in blocks:
        first = ""
        for block_id in _marked(block, aliases):
            name = bookmark_name(block_id)
            if block_id in names or name in taken:
                raise ValueError(f"{block_id}: two blocks have this id")
            names[block_id] = name
            taken.add(name)
            first = first or block_id
        if first:
            aliases.append((block.id, first))
    for alias, block_id in aliases:
        names.setdefault(alias, names[block_id])
    return names


def _marked(block: Block, aliases: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the ids of ``block`` and of what is in it that carry a bookmark, in the order of the page."""
    match block:
        case Heading(id=block_id, document=document):
            if document and document != block_id:
                aliases.append((document, block_id))
            yield block_id
        case Paragraph(id=block_id) | DutyParagraph(id=block_id) | Figure(id=block_id):
            yield block_id
        case ListBlock():
            yield from _items(block, aliases)
        case Table():
            if block.caption:
                yield block.id
            yield from (row.id for row in block.rows if has_text(row))
        case Callout() | Landscape():
            if isinstance(block, Callout) and block.title:
                yield block.id
            for inner in block.blocks:
                first = ""
                for block_id in _marked(inner, aliases):
                    first = first or block_id
                    yield block_id
                if first:
                    aliases.append((inner.id, first))
        case FieldGrid():
            yield from _nested(block.id, [f.id for f in block.fields], aliases)
        case RecordTable():
            yield from _nested(block.id, [row_id for row_id, _ in block.labels], aliases)
        case SignatureBlock():
            if block.statement:
                yield block.id
            yield from (nested_id(block.id, str(n + 1)) for n in range(len(block.signers)))
        case Cover():
            yield from _cover(block)
        case _:
            return


def _nested(parent: str, children: list[str], aliases: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the ids of parts of a block; a link may also name a part by its own id, where no other has it."""
    for child in children:
        aliases.append((child, nested_id(parent, child)))
        yield nested_id(parent, child)


def _items(block: ListBlock, aliases: list[tuple[str, str]]) -> Iterator[str]:
    for item in block.items:
        yield item.id
        for child in item.children:
            if child.items:
                aliases.append((child.id, child.items[0].id))
            yield from _items(child, aliases)


def _cover(block: Cover) -> Iterator[str]:
    yield block.id
    parts = [("company", block.company), ("status", block.status), ("footnote", block.footnote)]
    yield from (nested_id(block.id, name) for name, text in parts if text)
    yield from (nested_id(block.id, f"line-{n + 1}") for n in range(len(block.lines)))
