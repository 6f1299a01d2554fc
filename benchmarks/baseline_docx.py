"""The frozen baseline: the same block tree through python-docx's own paragraphs, tables and cells only.

It is what a newcomer writes after reading python-docx's manual: one call a paragraph, ``table.cell``
for each cell. It has no bookmarks, no links and no exact widths. It must never be made faster or
slower: the Word writer is measured against it in the same run.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

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
    Inlines,
    Landscape,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    RecordTable,
    SignatureBlock,
    Table,
    Text,
    plain_text,
)


def write_naively(document: Document) -> bytes:
    """Return ``document`` as a Word file made with python-docx's high-level calls alone."""
    import docx

    out = docx.Document()
    out.core_properties.title = document.title
    section = out.sections[0]
    section.header.paragraphs[0].text = f"{document.control.company} {document.number}"
    section.footer.paragraphs[0].text = f"{document.control.revision} {document.control.date}"
    for block in document.blocks:
        _write(block, out)
    stream = BytesIO()
    out.save(stream)
    return stream.getvalue()


def _write(block: Block, out: Any) -> None:
    match block:
        case Heading():
            if block.page_break:
                out.add_page_break()
            out.add_heading(f"{block.number} {plain_text(block.inlines)}".strip(), block.level)
        case Paragraph() | DutyParagraph():
            _runs(out.add_paragraph(), block.inlines)
        case ListBlock():
            _list(block, out)
        case Table():
            _table(block, out)
        case Callout():
            out.add_paragraph(block.title, style="Intense Quote")
            for inner in block.blocks:
                _write(inner, out)
        case Figure():
            if block.image:
                out.add_picture(BytesIO(block.image))
        case FieldGrid():
            table = out.add_table(rows=len(block.fields), cols=2, style="Table Grid")
            for index, f in enumerate(block.fields):
                table.cell(index, 0).text = f.label
                table.cell(index, 1).text = f.value
        case RecordTable():
            _record_table(block, out)
        case SignatureBlock():
            _runs(out.add_paragraph(), block.statement)
            table = out.add_table(rows=len(block.signers), cols=4, style="Table Grid")
            for index, (role, name) in enumerate(block.signers):
                table.cell(index, 0).text = role
                table.cell(index, 1).text = name
        case Cover():
            out.add_heading(block.title, 0)
            for label, value in block.lines:
                out.add_paragraph(f"{label}: {value}")
        case PageBreak():
            out.add_page_break()
        case Landscape():
            _landscape(block, out)
        case Contents():
            out.add_paragraph("Contents")


def _runs(paragraph: Any, inlines: Inlines) -> None:
    for inline in inlines:
        if isinstance(inline, LineBreak):
            paragraph.add_run().add_break()
            continue
        run = paragraph.add_run(plain_text((inline,)))
        if isinstance(inline, Text):
            run.bold, run.italic = inline.bold, inline.italic


def _list(block: ListBlock, out: Any) -> None:
    style = "List Number" if block.kind == "number" else "List Bullet"
    for item in block.items:
        _runs(out.add_paragraph(style=style), item.inlines)
        for child in item.children:
            _list(child, out)


def _table(block: Table, out: Any) -> None:
    table = out.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
    for column, c in enumerate(block.columns):
        table.cell(0, column).text = c.title
    for index, row in enumerate(block.rows):
        for column, cell in enumerate(row.cells):
            target = table.cell(index + 1, column)
            for n, inlines in enumerate(cell.paragraphs):
                _runs(target.paragraphs[0] if n == 0 else target.add_paragraph(), inlines)


def _record_table(block: RecordTable, out: Any) -> None:
    count = len(block.labels) or block.rows
    table = out.add_table(rows=1 + count, cols=len(block.columns), style="Table Grid")
    for column, f in enumerate(block.columns):
        table.cell(0, column).text = f.label
    for index, (_, inlines) in enumerate(block.labels):
        _runs(table.cell(index + 1, 0).paragraphs[0], inlines)


def _landscape(block: Landscape, out: Any) -> None:
    from docx.enum.section import WD_ORIENT

    section = out.add_section()
    width, height = section.page_width, section.page_height
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, height, width
    for inner in block.blocks:
        _write(inner, out)
    section = out.add_section()
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, width, height
