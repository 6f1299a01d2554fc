"""The block tree → ``document.xml``: one function a block type, page breaks, sections.

Breaks are held back until the next block is known: an empty page before a landscape passage
or a heading that starts a page would be one break too many.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manualgen.rendering.document import (
    Block,
    Callout,
    Contents,
    Cover,
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
)
from manualgen.writers.docx.callouts import write_callout
from manualgen.writers.docx.forms import write_field_grid, write_record_table, write_signatures
from manualgen.writers.docx.front import write_contents, write_cover
from manualgen.writers.docx.ink import Ink, Place, sizes
from manualgen.writers.docx.lists import write_list
from manualgen.writers.docx.pictures import write_figure
from manualgen.writers.docx.sections import section_properties
from manualgen.writers.docx.tables import write_table
from manualgen.writers.docx.text import paragraph, write_duty, write_heading, write_paragraph

Write = Callable[[Any, Place, Ink], str]

WRITERS: dict[type, Write] = {
    Heading: write_heading,
    Paragraph: write_paragraph,
    DutyParagraph: write_duty,
    ListBlock: write_list,
    Table: write_table,
    Callout: lambda block, place, ink: write_callout(block, place, ink, write_blocks),
    Figure: write_figure,
    FieldGrid: write_field_grid,
    RecordTable: write_record_table,
    SignatureBlock: write_signatures,
    Contents: write_contents,
    Cover: write_cover,
}

_TAKE_A_BREAK = (Heading, Paragraph, DutyParagraph, ListBlock, Figure, Contents)  # can start a page by themselves
_DEPENDENT = (ListBlock, Table, RecordTable, FieldGrid)  # a line that ends in a colon stays with these


def write_blocks(blocks: tuple[Block, ...], place: Place, ink: Ink) -> str:
    """Return ``blocks`` one after the other; the last one keeps what ``place.keep`` says."""
    out: list[str] = []
    new_page = place.new_page
    last = len(blocks) - 1
    for index, block in enumerate(blocks):
        if type(block) is PageBreak:
            new_page = not place.boxed
            continue
        new_page = new_page or (type(block) is Contents and index > 0)
        following = blocks[index + 1] if index < last else None
        keep = place.keep if following is None else _stays_with(block, following)
        takes = new_page and isinstance(block, _TAKE_A_BREAK)
        if new_page and not takes:
            out.append(paragraph("TableGap", "", Place(place.width, True, True)))
        top = place.top and index == 0
        out.append(write_block(block, Place(place.width, keep, takes, place.boxed, top), ink))
        new_page = type(block) is Cover
    return "".join(out)


def write_block(block: Block, place: Place, ink: Ink) -> str:
    """Return one block; a fault names its id."""
    try:
        return WRITERS[type(block)](block, place, ink)
    except ValueError as error:
        if str(error).startswith(block.id):
            raise
        raise ValueError(f"{block.id}: {error}") from error


def _stays_with(block: Block, following: Block) -> bool:
    """Say whether ``block`` must not part from ``following``."""
    if isinstance(following, SignatureBlock):
        return not isinstance(block, Cover | Contents)
    if _closes(following):
        return not isinstance(block, Cover | Contents)
    if isinstance(block, Paragraph | DutyParagraph) and isinstance(following, _DEPENDENT):
        return plain_text(block.inlines).rstrip().endswith(":")
    return False


def _closes(block: Block) -> bool:
    """Say whether ``block`` is small print (law, see also, colophon): it never heads a page alone."""
    return isinstance(block, Paragraph) and block.style == "small"


def write_body(blocks: tuple[Block, ...], ink: Ink) -> str:
    """Return the inside of ``w:body``: portrait and landscape sections in turn."""
    lengths = sizes(ink.theme)
    out: list[str] = []
    stretches = _stretches(blocks)
    for index, (landscape, inner) in enumerate(stretches):
        width = lengths.landscape if landscape else lengths.portrait
        text = write_blocks(inner, Place(width, top=True), ink)
        first = index == 0 and bool(inner) and isinstance(inner[0], Cover)
        properties = section_properties(lengths, landscape, first)
        out.append(text + properties if index == len(stretches) - 1 else _closed(text, properties))
    return "".join(out)


def _stretches(blocks: tuple[Block, ...]) -> list[tuple[bool, tuple[Block, ...]]]:
    """Return ``blocks`` cut into portrait and landscape runs, without empty ones and breaks at their edges."""
    out: list[tuple[bool, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Landscape):
            out.append((True, list(block.blocks)))
        elif out and not out[-1][0]:
            out[-1][1].append(block)
        else:
            out.append((False, [block]))
    trimmed = [(landscape, _trimmed(inner)) for landscape, inner in out]
    return [(landscape, inner) for landscape, inner in trimmed if inner] or [(False, ())]


def _trimmed(blocks: list[Block]) -> tuple[Block, ...]:
    first, last = 0, len(blocks)
    while first < last and isinstance(blocks[first], PageBreak):
        first += 1
    while last > first and isinstance(blocks[last - 1], PageBreak):
        last -= 1
    return tuple(blocks[first:last])


def _closed(text: str, properties: str) -> str:
    """Return ``text`` with ``properties`` in its last paragraph, which ends the section.

    A paragraph of its own could fall on a page of its own.
    """
    if not text.endswith("</w:p>"):
        return text + f'<w:p><w:pPr><w:pStyle w:val="TableGap"/>{properties}</w:pPr></w:p>'
    start = text.rindex("<w:p>")
    close = text.index("</w:pPr>", start)
    return text[:close] + properties + text[close:]
