"""Columns as wide as the longest word of their titles, so that no title breaks inside a word.

Shared by the PDF and Word writers. In: a table with the fractions its author chose. Out: the same
table, its fractions with the same sum; the columns that lack room take it from those with more
than their words need. Where there is not enough to take, the fractions stay as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from manualgen.rendering.document import RecordTable, Table, plain_text
from manualgen.writers.metrics import POINT_MM, word_width_em

SIDES_MM = 3.2  # left and right inside a cell
SPARE_MM = 0.4  # what two engines may differ in the width of a word

_BREAKS = re.compile(r"\s+|(?<=[-\u2010\u2013\u2014])")


def fitted_table(block: Table, width_mm: float, size_pt: float) -> Table:
    """Return ``block``, set ``width_mm`` wide at ``size_pt``, with columns that hold the words of their titles."""
    widths = [c.width for c in block.columns]
    titles = [c.title for c in block.columns]
    fitted = fitted_fractions(widths, titles, width_mm, size_pt, lambda column: _cell_texts(block, column))
    if list(fitted) == widths:
        return block
    return replace(block, columns=tuple(replace(c, width=w) for c, w in zip(block.columns, fitted, strict=True)))


def fitted_record_table(block: RecordTable, width_mm: float, size_pt: float) -> RecordTable:
    """Return ``block``, set ``width_mm`` wide at ``size_pt``, with columns that hold the words of their titles."""
    widths = [c.width for c in block.columns]
    titles = [f"{c.label} ({c.unit})" if c.unit else c.label for c in block.columns]
    fitted = fitted_fractions(widths, titles, width_mm, size_pt, lambda column: _printed_texts(block, column))
    if list(fitted) == widths:
        return block
    return replace(block, columns=tuple(replace(c, width=w) for c, w in zip(block.columns, fitted, strict=True)))


def _cell_texts(block: Table, column: int) -> Iterator[str]:
    """Yield what stands in the cells of ``column``; cells over several columns are left out."""
    for row in block.rows:
        at = 0
        for cell in row.cells:
            if at == column and cell.span == 1:
                yield from (plain_text(p) for p in cell.paragraphs)
            at += cell.span


def _printed_texts(block: RecordTable, column: int) -> tuple[str, ...]:
    """Return what is printed in the rows of ``column``."""
    if column == 0 and block.labels:
        return tuple(plain_text(text) for _, text in block.labels)
    field = block.columns[column]
    return (field.value, *field.choices)


def fitted_fractions(
    fractions: Sequence[float],
    titles: Sequence[str],
    width_mm: float,
    size_pt: float,
    texts: Callable[[int], Iterable[str]] = lambda column: (),
) -> tuple[float, ...]:
    """Return ``fractions`` of a table ``width_mm`` wide, moved so that each title's words fit at ``size_pt``.

    ``texts`` gives what stands in the cells of a column; it is asked only when a title lacks room.
    """
    whole = sum(fractions)
    if whole <= 0:
        return tuple(fractions)
    room_mm = [width_mm * f / whole for f in fractions]
    needed = [_longest_mm([title], size_pt) if title.strip() else 0.0 for title in titles]
    lacking = sum(max(need - room, 0.0) for need, room in zip(needed, room_mm, strict=True))
    if lacking <= 0:
        return tuple(fractions)
    spare = [
        max(room - max(need, _longest_mm(texts(column), size_pt)), 0.0) if room > need else 0.0
        for column, (need, room) in enumerate(zip(needed, room_mm, strict=True))
    ]
    if sum(spare) < lacking:
        return tuple(fractions)
    given = lacking / sum(spare)
    return tuple(
        (need if room < need else room - extra * given) * whole / width_mm
        for need, room, extra in zip(needed, room_mm, spare, strict=True)
    )


def _longest_mm(texts: Iterable[str], size_pt: float) -> float:
    """Return the width of a cell that holds the longest word of ``texts`` in bold."""
    widest = max((word_width_em(word) for text in texts for word in _BREAKS.split(text)), default=0.0)
    return widest * size_pt * POINT_MM + SIDES_MM + SPARE_MM
