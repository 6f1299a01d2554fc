"""Blocks → the whole page: head, running title for the screen, main."""

from __future__ import annotations

from collections.abc import Mapping

from manualgen.rendering.document import (
    Block,
    Callout,
    Contents,
    Cover,
    Document,
    DutyParagraph,
    FieldGrid,
    Figure,
    Heading,
    Landscape,
    ListBlock,
    PageBreak,
    Paragraph,
    RecordTable,
    SignatureBlock,
    Table,
    plain_text,
    walk,
)
from manualgen.rendering.ids import bookmark_name, nested_id
from manualgen.writers.html import forms, front, prose, tables
from manualgen.writers.html.outline import outline_levels
from manualgen.writers.html.style import style_sheet
from manualgen.writers.html.text import words
from manualgen.writers.theme import Theme

LONGEST_WHOLE_CALLOUT = 1200  # characters; a longer one may break over pages


def page(document: Document, theme: Theme) -> str:
    """Return the page of ``document``."""
    control = document.control
    title = " ".join(part for part in (document.number, document.title) if part)
    body = _Page(document).blocks(document.blocks)
    mark = "DRAFT" if control.draft else ""
    left = f"<strong>{words(control.company)}</strong>"
    if control.manual_title and control.manual_title != control.company:
        left += f"<br>{words(control.manual_title)}"
    return (
        f'<!DOCTYPE html>\n<html lang="{words(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{words(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{words(control.author or control.company)}">\n'
        f'<meta name="description" content="{words(f"{control.company}, {control.revision}")}">\n'
        f'<meta name="dcterms.created" content="{words(control.date)}">\n'
        f'<meta name="dcterms.modified" content="{words(control.date)}">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src '
        "'unsafe-inline'\">\n"
        f"<style>\n{style_sheet(document, theme)}</style>\n</head>\n<body>\n"
        f'<div class="running"><div><div>{left}</div><div class="draft-mark">{mark}</div>'
        f'<div class="right"><strong>{words(document.number)}</strong></div></div></div>\n'
        f'<main id="{bookmark_name(document.id)}">\n{body}\n</main>\n</body>\n</html>\n'
    )


class _Page:
    """The blocks of one document, with what links and levels need."""

    def __init__(self, document: Document) -> None:
        self._draft = document.control.draft
        self._levels = outline_levels(document.blocks)
        self._headings = [b for b in walk(document.blocks) if isinstance(b, Heading)]
        self._targets = link_targets(document)

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        return "\n".join([self._block(block) for block in blocks])

    def _block(self, block: Block) -> str:
        targets = self._targets
        match block:
            case Paragraph():
                return prose.paragraph(block, targets)
            case Heading():
                return prose.heading(block, self._levels[id(block)], targets)
            case ListBlock():
                return prose.list_block(block, targets)
            case DutyParagraph():
                return prose.duty_paragraph(block, targets)
            case Table():
                return tables.table(block, targets)
            case Callout():
                return prose.callout(block, self.blocks(block.blocks), is_long(block))
            case Figure():
                return front.figure(block)
            case FieldGrid():
                return forms.field_grid(block)
            case RecordTable():
                return forms.record_table(block, targets)
            case SignatureBlock():
                return forms.signature_block(block, targets)
            case Contents():
                return front.contents(block, self._levels[id(block)], self._headings)
            case Cover():
                return front.cover(block, self._draft)
            case PageBreak():
                return f'<div class="page-break" id="{bookmark_name(block.id)}"></div>'
            case Landscape():
                name = bookmark_name(block.id)
                return f'<section class="landscape" id="{name}">\n{self.blocks(block.blocks)}\n</section>'


def is_long(block: Callout) -> bool:
    """Say whether a callout is too long to be kept on one page."""
    length = 0
    for inner in walk(block.blocks):
        if isinstance(inner, Paragraph | DutyParagraph | Heading):
            length += len(plain_text(inner.inlines)) + 60
        elif isinstance(inner, ListBlock):
            length += sum(len(plain_text(item.inlines)) + 60 for item in inner.items)
        else:
            return True
    return length > LONGEST_WHOLE_CALLOUT


def link_targets(document: Document) -> Mapping[str, str]:
    """Return the page's id of everything that a reference may name."""
    targets = {document.id: bookmark_name(document.id)}
    for block in walk(document.blocks):
        targets[block.id] = bookmark_name(block.id)
        if isinstance(block, Heading) and block.document:
            targets[block.document] = targets[block.id]
        elif isinstance(block, Table):
            targets |= {row.id: bookmark_name(row.id) for row in block.rows}
        elif isinstance(block, RecordTable):
            targets |= {row_id: bookmark_name(nested_id(block.id, row_id)) for row_id, _ in block.labels}
        elif isinstance(block, ListBlock):
            targets |= _item_ids(block)
    return targets


def _item_ids(block: ListBlock) -> dict[str, str]:
    out = {}
    for item in block.items:
        out[item.id] = bookmark_name(item.id)
        for child in item.children:
            out |= {child.id: bookmark_name(child.id)} | _item_ids(child)
    return out
