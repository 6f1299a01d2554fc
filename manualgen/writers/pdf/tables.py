"""Tables → Typst: tagged header row that repeats, rows that never split, exact column widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from manualgen.rendering.document import Cell, Column, Row, Table, plain_text
from manualgen.writers.column_widths import fitted_table
from manualgen.writers.metrics import POINT_MM, lines
from manualgen.writers.pdf.inlines import inlines
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.setting import Setting, array, millimetres

PADDING_MM = 3.2  # left and right inside a cell
PADDING_HEIGHT_MM = 2.3  # above and below
LEADING = 1.32  # line height in em, inside tables
LONGEST_WHOLE = 0.8  # of the page height: what is taller may break
TALLEST_KEPT_MM = 70.0  # up to this height a table is not torn apart
FIRST_ROWS = 2  # rows of a longer one that do not part from its head
HEAD_MM = 7.0
MOST_RESERVED_MM = 80.0


def table(block: Table, setting: Setting, continued: bool = False) -> str:
    """Return a table with its caption; ``continued``: it follows its own start, see :mod:`.keeping`."""
    size = setting.theme.size_table_pt * block.font_scale
    block = fitted_table(block, setting.width_mm, size)
    columns = [setting.narrowed(c.width * setting.width_mm - PADDING_MM, size) for c in block.columns]
    heights = [_row_height(row, columns) for row in block.rows]
    limit = setting.height_mm * LONGEST_WHOLE
    head = any(c.title for c in block.columns)
    whole = sum(heights) < (limit if block.keep_together else TALLEST_KEPT_MM)
    cells = [
        _cell(cell, inner, row, kind="td" if head else "gd", strut=index == shortest, splits=height > limit)
        for row, height in zip(block.rows, heights, strict=True)
        for shortest in [_shortest(row)]
        for index, (cell, inner) in enumerate(_placed(row, columns))
    ]
    return (
        (f"caption({literal(block.caption, setting.line_em)})\n" if block.caption else "")
        + ("" if whole or continued else reserve(heights, head))
        + f"tb({array(f'{c.width:.5g}fr' for c in block.columns)},{array(c.align for c in block.columns)},"
        + f'"{block.style}",{size:g}pt,{"true" if whole else "false"},{"true" if continued else "false"},'
        + (array(header_cell(c, s) for c, s in zip(block.columns, columns, strict=True)) if head else "()")
        + ",\n"
        + ",\n".join(cells)
        + ")"
    )


def reserve(heights: Sequence[float], head: bool) -> str:
    """Return what keeps the head and the first two rows of a long table from standing alone at the foot of a page.

    ``heights``: of the rows, in millimetres.
    """
    first = sum(heights[:FIRST_ROWS]) + (HEAD_MM if head else 0)
    return f"reserve({millimetres(first)})\n" if len(heights) > FIRST_ROWS and first < MOST_RESERVED_MM else ""


def header_cell(column: Column, setting: Setting) -> str:
    """Return the header cell of ``column``."""
    return f"th({literal(column.title, setting.line_em)})"


def _placed(row: Row, columns: list[Setting]) -> list[tuple[Cell, Setting]]:
    """Return each cell, cut to the columns there are, with the setting of the columns it spans."""
    out = []
    start = 0
    for cell in row.cells:
        spanned = columns[start : start + max(cell.span, 1)]
        if not spanned:
            break
        width = sum(c.width_mm for c in spanned) + PADDING_MM * (len(spanned) - 1)
        fitted = cell if cell.span == len(spanned) else replace(cell, span=len(spanned))
        out.append((fitted, spanned[0].narrowed(width)))
        start += len(spanned)
    if start < len(columns):  # a short row is filled up
        out.append((Cell(span=len(columns) - start), columns[start]))
    return out


def _cell(cell: Cell, setting: Setting, row: Row, kind: str, strut: bool, splits: bool) -> str:
    """Return one cell; a plain one is only its text, because there are thousands."""
    head = cell.tone == "head"
    lines_ = [inlines(p, setting) for p in cell.paragraphs]
    body = lines_[0] if len(lines_) == 1 else "{" + ";".join(f"par({p})" for p in lines_) + "}" if lines_ else "[]"
    if strut and row.min_height_mm:
        height = millimetres(max(row.min_height_mm - PADDING_HEIGHT_MM, 1.0))
        body = f"deep({height})+{body}" if len(lines_) <= 1 else body
    options = []
    if cell.span > 1:
        options.append(f"colspan:{cell.span}")
    if cell.tone and not head:
        options.append(f'fill:rgb("{setting.theme.colours.tone(cell.tone)}")')
    if cell.align:
        options.append(f"align:{cell.align}")
    if splits:
        options.append("breakable:true")
    if head:
        return f"{kind[0]}h({','.join([*options, body])})"
    if cell.bold:
        body = f"b({body})"
    if not options:
        return body
    return f"{kind}({','.join([*options, body])})"


def _row_height(row: Row, columns: list[Setting]) -> float:
    """Return about how tall ``row`` gets, in millimetres."""
    tallest = max(
        (
            sum(lines(len(plain_text(p)), setting.line_em) for p in cell.paragraphs) * setting.size_pt
            for cell, setting in _placed(row, columns)
        ),
        default=0.0,
    )
    return max(tallest * LEADING * POINT_MM + PADDING_HEIGHT_MM, row.min_height_mm)


def _shortest(row: Row) -> int:
    """Return the index of the cell with the least text: it carries the row's minimum height."""
    if not row.min_height_mm:
        return -1
    lengths = [sum(len(plain_text(p)) for p in cell.paragraphs) for cell in row.cells]
    return lengths.index(min(lengths)) if lengths else -1
