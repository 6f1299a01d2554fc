"""Tables → ``w:tbl`` with exact widths, repeated heads and rows that never split.

The parts that forms and boxes share (:func:`open_table`, :func:`cell`, :func:`open_row`) are here too.
"""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import Align, Cell, Inlines, LineBreak, Row, Table, plain_text
from manualgen.writers.column_widths import fitted_table
from manualgen.writers.docx.ink import Ink, Place
from manualgen.writers.docx.measure import TWIPS_PER_MM, estimated_lines, half_points, split_width, twips
from manualgen.writers.docx.text import escape, paragraph, run, run_properties, runs

STYLES = {"grid": "ManualGrid", "rows": "ManualRows", "plain": "ManualPlain"}
CELL_SIDE = 90  # twips of margin at each side of a cell, as the table styles have it
TALLEST_ROW_LINES = 40  # a row beyond this may split: it would not fit a page
TALLEST_WHOLE_MM = 110.0  # a table without a head is kept on one page up to this height
TALLEST_KEPT_MM = 70.0  # a table with a head too: a few rows are not torn apart
KEPT_ROWS = 4  # rows of a long table that stay with what follows it

_ALIGN: dict[Align, str] = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


def open_table(
    style: str,
    widths: Sequence[int],
    caption: str = "",
    summary: str = "",
    head: bool = True,
    more: str = "",
    indent: int = 0,
) -> str:
    """Return the start of ``w:tbl``: fixed layout, grid in twips, alternative text. Close it with ``</w:tbl>``.

    ``more``: further properties between layout and look. ``indent``: twips from the margin.
    """
    look = 'w:val="0420" w:firstRow="1"' if head else 'w:val="0400" w:firstRow="0"'
    texts = (f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else "") + (
        f'<w:tblDescription w:val="{escape(summary)}"/>' if summary else ""
    )
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{more}'
        f'<w:tblLook {look} w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{texts}'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def open_row(height: int = 0, head: bool = False, split: bool = False) -> str:
    """Return the start of ``w:tr``: ``height`` in twips at least. Close it with ``</w:tr>``."""
    properties = (
        ("" if split else "<w:cantSplit/>")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>" if properties else "<w:tr>"


def cell(width: int, content: str, fill: str = "", span: int = 1, valign: str = "", borders: str = "") -> str:
    """Return ``w:tc``. ``fill`` is ``#RRGGBB`` or ""; ``content`` ends with a paragraph."""
    properties = (
        f'<w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>' if fill else "")
        + (f'<w:vAlign w:val="{valign}"/>' if valign else "")
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def gap(place: Place) -> str:
    """Return the small empty paragraph after a table: without it two tables would grow together."""
    return paragraph("TableGap", "", Place(place.width, place.keep))


def titles_row(titles: Sequence[str], widths: Sequence[int], aligns: Sequence[Align], ink: Ink, size: int = 0) -> str:
    """Return the repeated row of column titles, kept with the row below it."""
    fill = ink.theme.colours.head
    properties = run_properties(size=size)
    cells = (
        cell(
            width,
            paragraph("TableHead", run(title, properties), Place(width, True), _ALIGN[align]),
            fill,
            valign="bottom",
        )
        for title, width, align in zip(titles, widths, aligns, strict=True)
    )
    return f"{open_row(head=True)}{''.join(cells)}</w:tr>"


def band_row(width: int, columns: int, ink: Ink) -> str:
    """Return a thin coloured band as the repeated head of a long table whose columns have no titles."""
    content = paragraph("TableGap", "", Place(width, True))
    return f"{open_row(head=True)}{cell(width, content, ink.theme.colours.head, columns)}</w:tr>"


def caption_line(block_id: str, caption: str, place: Place, ink: Ink) -> str:
    """Return the caption above a table, kept with it; "" without a caption."""
    if not caption:
        return ""
    return paragraph("Caption", ink.bookmarked(block_id, run(caption)), Place(place.width, True, place.new_page))


def write_table(block: Table, place: Place, ink: Ink) -> str:
    """Return a table with its caption."""
    block = fitted_table(block, place.width / TWIPS_PER_MM, ink.theme.size_table_pt * block.font_scale)
    widths = split_width(place.width, [c.width for c in block.columns])
    size = half_points(ink.theme.size_table_pt * block.font_scale) if block.font_scale != 1.0 else 0
    titled = any(c.title for c in block.columns)
    lines = [_lines(row, widths, ink.theme.size_table_pt * block.font_scale) for row in block.rows]
    height = _height_mm(block, lines, ink.theme.size_table_pt)
    whole = block.keep_together or height <= TALLEST_KEPT_MM
    head = ""
    if titled:
        head = titles_row([c.title for c in block.columns], widths, [c.align for c in block.columns], ink, size)
    elif len(block.rows) > 1 and height > TALLEST_WHOLE_MM:
        head = band_row(place.width, len(widths), ink)
    else:
        whole = True
    out = [
        caption_line(block.id, block.caption, place, ink),
        open_table(STYLES[block.style], widths, block.caption, block.summary, titled),
        head,
    ]
    last = len(block.rows) - 1
    aligns = [c.align for c in block.columns]
    for index, row in enumerate(block.rows):
        # the first row is not left alone below the head
        held = whole or index == 0 or (place.keep and index > last - KEPT_ROWS)
        keep = place.keep if index == last else held
        out.append(_row(row, widths, aligns, keep, size, not head and index == 0, lines[index], ink))
    out.append("</w:tbl>")
    out.append(gap(place))
    return "".join(out)


def _row(
    row: Row, widths: Sequence[int], aligns: Sequence[Align], keep: bool, size: int, head: bool, lines: int, ink: Ink
) -> str:
    out = [open_row(twips(row.min_height_mm), head, lines > TALLEST_ROW_LINES)]
    marked = False
    column = 0
    for item in row.cells:
        span = max(1, min(item.span, len(widths) - column))
        width = widths[column] if span == 1 else sum(widths[column : column + span])
        align = item.align or aligns[column]
        column += span
        mark = ""
        if not marked and any(item.paragraphs):
            marked, mark = True, row.id
        out.append(
            cell(
                width,
                _cell_paragraphs(item, align, Place(width, keep), size, mark, ink),
                ink.theme.colours.tone(item.tone),
                span,
            )
        )
        if column >= len(widths):
            break
    if column < len(widths):  # a short row is filled up: a grid column without a cell is drawn differently everywhere
        left = sum(widths[column:])
        out.append(cell(left, paragraph("TableText", "", Place(left, keep)), span=len(widths) - column))
    out.append("</w:tr>")
    return "".join(out)


def _cell_paragraphs(item: Cell, align: Align, place: Place, size: int, mark: str, ink: Ink) -> str:
    """Return the lines of a cell; with ``mark`` the bookmark of that id is around all of them."""
    style = "TableHead" if item.tone == "head" else "TableText"
    more = _ALIGN[align]
    texts = [runs(inlines, ink, item.bold, size, cell=True) for inlines in item.paragraphs] or [""]
    if mark:
        start, end = ink.bookmark(mark)
        texts[0] = start + texts[0]
        texts[-1] += end
    return "".join([paragraph(style, text, place, more) for text in texts])


def has_text(row: Row) -> bool:
    """Say whether any cell of ``row`` has an inline, so that the row gets a bookmark."""
    return any(any(item.paragraphs) for item in row.cells)


def _lines(row: Row, widths: Sequence[int], size_pt: float) -> int:
    """Return about how many lines the tallest cell of ``row`` takes."""
    tallest, column = 1, 0
    for item in row.cells:
        width = sum(widths[column : column + item.span]) - 2 * CELL_SIDE
        column += item.span
        lines = sum(_inline_lines(p, width, size_pt) for p in item.paragraphs)
        if lines > tallest:
            tallest = lines
    return tallest


def _inline_lines(inlines: Inlines, width: int, size_pt: float) -> int:
    breaks = sum(1 for i in inlines if type(i) is LineBreak)
    return estimated_lines(len(plain_text(inlines)), max(width, 200), size_pt) + breaks


def _height_mm(block: Table, lines: Sequence[int], size_pt: float) -> float:
    line_mm = size_pt * block.font_scale * 1.25 * 25.4 / 72
    return sum(max(row.min_height_mm, count * line_mm + 1.5) for row, count in zip(block.rows, lines, strict=True))
