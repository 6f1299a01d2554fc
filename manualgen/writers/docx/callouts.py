"""Callouts → a one-cell table with a heavy left edge.

A table, not bordered paragraphs: Word draws a new box whenever the indent changes, so a list
inside bordered paragraphs falls apart.
"""

from __future__ import annotations

from collections.abc import Callable

from manualgen.rendering.document import Block, Callout, DutyParagraph, ListBlock, Paragraph, plain_text
from manualgen.writers.docx.ink import Ink, Place
from manualgen.writers.docx.measure import estimated_lines
from manualgen.writers.docx.tables import cell, gap, open_row, open_table
from manualgen.writers.docx.text import paragraph, run

WriteBlocks = Callable[[tuple[Block, ...], Place, Ink], str]

TALLEST_WHOLE_LINES = 26  # a taller box may run over the page end
TITLE_STYLES = {
    "stop": "CalloutStop",
    "law": "CalloutLaw",
    "note": "CalloutNote",
    "verify": "CalloutVerify",
    "rule": "CalloutRule",
}
SIDE = 150  # twips between edge and text
EDGE = 36  # eighths of a point
EDGE_TWIPS = EDGE * 5 // 2  # half of it lies outside the cell: the box is narrower by as much


def edge_and_fill(kind: str, ink: Ink) -> tuple[str, str]:
    """Return the colours (``#RRGGBB``) of the edge and the ground of a callout."""
    c = ink.theme.colours
    return {
        "stop": (c.stop, c.stop_fill),
        "law": (c.law, c.law_fill),
        "note": (c.note, c.note_fill),
        "verify": (c.verify, c.verify_fill),
        "rule": (c.rule_mark, c.rule_fill),
    }[kind]


def write_callout(block: Callout, place: Place, ink: Ink, write_blocks: WriteBlocks) -> str:
    """Return the box; ``write_blocks`` writes what stands in it."""
    edge, fill = edge_and_fill(block.kind, ink)
    inner = Place(place.width - EDGE_TWIPS - 2 * SIDE, place.keep, False, True)
    title = ""
    if block.title:
        title = paragraph(
            TITLE_STYLES[block.kind], ink.bookmarked(block.id, run(block.title)), Place(inner.width, bool(block.blocks))
        )
    content = title + write_blocks(block.blocks, inner, ink)
    if not content.endswith("</w:p>"):
        content += paragraph("TableGap", "", inner)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="{edge[1:]}"/>'
        for side, weight in (("top", 4), ("left", EDGE), ("bottom", 4), ("right", 4))
    )
    width = place.width - EDGE_TWIPS
    tall = _lines(block, inner.width, ink.theme.size_body_pt) > TALLEST_WHOLE_LINES
    return (
        open_table("CalloutBox", [width], head=False, indent=EDGE_TWIPS // 2)
        + open_row(split=tall)
        + cell(width, content, fill, borders=sides)
        + "</w:tr></w:tbl>"
        + gap(place)
    )


def _lines(block: Callout, width: int, size_pt: float) -> int:
    """Return about how many lines the box takes; anything but text counts as tall."""
    total = 1
    for b in block.blocks:
        match b:
            case Paragraph(inlines=inlines) | DutyParagraph(inlines=inlines):
                total += estimated_lines(len(plain_text(inlines)), width, size_pt)
            case ListBlock():
                total += _list_lines(b, width, size_pt)
            case _:
                total += 8
    return total


def _list_lines(block: ListBlock, width: int, size_pt: float) -> int:
    return sum(
        estimated_lines(len(plain_text(item.inlines)), width, size_pt)
        + sum(_list_lines(child, width, size_pt) for child in item.children)
        for item in block.items
    )
