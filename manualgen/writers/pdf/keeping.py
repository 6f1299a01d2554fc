"""What precedes a signature block stays with it: the last rows, items or lines go where the signatures go.

Typst keeps whole blocks together, not the last rows of a long one. So a long block is set as two:
its start, and an end that sticks to what follows.
"""

from __future__ import annotations

from dataclasses import replace

from manualgen.rendering.document import Block, FieldGrid, ListBlock, RecordTable, Table
from manualgen.writers.html.form_layout import field_lines

KEPT = 2  # rows or items


def split_before_signatures(block: Block) -> tuple[Block, Block] | None:
    """Return start and end of a block that is too long to be kept whole; None when it is short or cannot be split."""
    match block:
        case Table() if len(block.rows) > KEPT + 1 and not block.keep_together:
            return replace(block, rows=block.rows[:-KEPT]), replace(block, rows=block.rows[-KEPT:], caption="")
        case RecordTable() if len(block.labels) > KEPT + 1:
            return replace(block, labels=block.labels[:-KEPT]), replace(block, labels=block.labels[-KEPT:])
        case RecordTable() if not block.labels and block.rows > KEPT + 1:
            return replace(block, rows=block.rows - KEPT), replace(block, rows=KEPT)
        case ListBlock() if len(block.items) > KEPT + 1:
            start = block.start + len(block.items) - KEPT
            return replace(block, items=block.items[:-KEPT]), replace(block, items=block.items[-KEPT:], start=start)
        case FieldGrid():
            lines = field_lines(block.fields)
            if len(lines) > 1:
                first = tuple(f for line in lines[:-1] for f in line)
                return replace(block, fields=first), replace(block, fields=tuple(lines[-1]))
    return None
