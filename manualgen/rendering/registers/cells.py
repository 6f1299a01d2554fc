"""Short-hand for the cells and tables of registers."""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import Cell, Column, Inline, Inlines, Reference, Row, Table, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids


def words(text: str, tone: str = "", bold: bool = False) -> Cell:
    """Return a cell of plain words; lines split at newlines."""
    lines: tuple[Inlines, ...] = tuple((Text(line),) for line in text.split("\n") if line)
    return Cell(lines, tone=tone, bold=bold)


def links(scribe: Scribe, ids: Sequence[str], titled: bool = False) -> Inlines:
    """Return the numbers (and titles) of those documents that are in this build, as links."""
    out: list[Inline] = []
    for document_id in ids:
        number = scribe.voice.numbers.get(document_id)
        if number:
            text = f"{number} {scribe.voice.library.title_of(document_id)}" if titled else number
            out += [Text(", "), Reference(document_id, text)] if out else [Reference(document_id, text)]
    return tuple(out)


def table(
    ids: Ids,
    name: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    caption: str,
    font_scale: float = 0.92,
) -> Table:
    """Return a register table; ``columns`` are (title, width), ``rows`` are (key, cells)."""
    total = sum(width for _, width in columns)
    return Table(
        ids.full(f"register-{name}"),
        tuple(Column(title, width / total) for title, width in columns),
        tuple(Row(ids.full(f"{name}-{key}"), tuple(cells)) for key, cells in rows),
        caption=caption,
        summary=caption,
        font_scale=font_scale,
    )
