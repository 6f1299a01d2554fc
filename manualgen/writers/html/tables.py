"""Tables → HTML: real tables where columns have titles, rows of boxes where they have none."""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import Cell, Column, Row, Table
from manualgen.rendering.ids import bookmark_name
from manualgen.writers.html.text import Targets, inlines, words


def table(block: Table, targets: Targets) -> str:
    """Return a table with its caption."""
    name = bookmark_name(block.id)
    classes = f"{block.style}{' whole' if block.keep_together else ''}"
    size = f' style="font-size:{block.font_scale:g}em"' if block.font_scale != 1.0 else ""
    if not any(c.title for c in block.columns):
        body = caption_line(block.caption) + _rows(block, targets)
        return f'<div id="{name}" class="layout {classes}"{size}>{body}</div>'
    label = f' aria-label="{words(block.summary)}"' if block.summary and not block.caption else ""
    caption = f"<caption>{words(block.caption)}</caption>" if block.caption else ""
    body = "".join([_row(row, block.columns, targets) for row in block.rows])
    return (
        f'<div class="sized"{size}><table id="{name}" class="{classes}"{label}>{caption}{widths(block.columns)}'
        f"{head([c.title for c in block.columns], [c.align for c in block.columns])}<tbody>{body}</tbody></table></div>"
    )


def widths(columns: Sequence[Column]) -> str:
    """Return the column widths of a table."""
    return "<colgroup>" + "".join([f'<col style="width:{c.width * 100:.4g}%">' for c in columns]) + "</colgroup>"


def head(titles: Sequence[str], aligns: Sequence[str]) -> str:
    """Return the header row."""
    cells = [
        f'<th scope="col"{_named([align] if align != "left" else [])}>{words(title)}</th>'
        for title, align in zip(titles, aligns, strict=True)
    ]
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def caption_line(caption: str) -> str:
    """Return the caption of rows that are no table."""
    return f'<p class="caption">{words(caption)}</p>' if caption else ""


def _row(row: Row, columns: Sequence[Column], targets: Targets) -> str:
    cells = []
    start = 0
    for cell in row.cells:
        align = cell.align or columns[min(start, len(columns) - 1)].align
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        cells.append(f"<td{_named(_classes(cell, align))}{span}{_height(row)}>{_lines(cell, targets)}</td>")
        start += cell.span
    if start < len(columns):
        left = len(columns) - start
        cells.append("<td></td>" if left == 1 else f'<td colspan="{left}"></td>')
    return f'<tr id="{bookmark_name(row.id)}">{"".join(cells)}</tr>'


def _rows(block: Table, targets: Targets) -> str:
    """Return rows without titles as boxes side by side: a table without headers is layout, not data."""
    out = []
    for row in block.rows:
        cells = []
        start = 0
        for cell in row.cells:
            spanned = block.columns[start : start + cell.span]
            share = sum(c.width for c in spanned) * 100
            classes = _named(["cell", *_classes(cell, cell.align or (spanned[0].align if spanned else "left"))])
            height = f";min-height:{row.min_height_mm:g}mm" if row.min_height_mm else ""
            cells.append(f'<div{classes} style="width:{share:.4g}%{height}">{_lines(cell, targets)}</div>')
            start += cell.span
        out.append(f'<div class="row" id="{bookmark_name(row.id)}">{"".join(cells)}</div>')
    return "".join(out)


def _classes(cell: Cell, align: str) -> list[str]:
    return [
        *([f"tone-{cell.tone}"] if cell.tone else []),
        *(["bold"] if cell.bold else []),
        *([align] if align != "left" else []),
    ]


def _named(classes: list[str]) -> str:
    return f' class="{" ".join(classes)}"' if classes else ""


def _height(row: Row) -> str:
    return f' style="height:{row.min_height_mm:g}mm"' if row.min_height_mm else ""


def _lines(cell: Cell, targets: Targets) -> str:
    if len(cell.paragraphs) == 1:
        return inlines(cell.paragraphs[0], targets)
    return "".join([f"<p>{inlines(p, targets)}</p>" for p in cell.paragraphs])
