"""How a form's fields flow, what stands in them and how much room each needs.

Shared by the PDF and HTML writers; the Word writer prints the same words at the same sizes
(``tests/test_pdf_words.py`` compares them).
"""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import Field

WRITING_MM = 9.0  # height of a space for one line of handwriting, in gloves
LONG_LINE_MM = 8.0
SIGNATURE_MM = 13.0
SMALLEST_ROW_MM = 8.0
TALLEST_WHOLE_MM = 75.0  # a record table up to this height stays on one page
REQUIRED = " *"
SIGNATURE_TITLES = ("Role", "Name", "Signature", "Date")
SIGNATURE_WIDTHS = (0.24, 0.26, 0.32, 0.18)
_FORMATS = {"date": "YYYY-MM-DD", "time": "24 h"}


def field_lines(fields: Sequence[Field]) -> list[list[Field]]:
    """Return ``fields`` flowed left to right: a line ends before the field that would overfill it."""
    lines: list[list[Field]] = []
    used = 0.0
    for field in fields:
        if not lines or used + field.width > 1.0001:
            lines.append([])
            used = 0.0
        lines[-1].append(field)
        used += field.width
    return lines


def choices_of(field: Field) -> tuple[str, ...]:
    """Return the answers to tick, () when the field is written in."""
    if field.kind == "yesno":
        return field.choices or ("Yes", "No")
    return field.choices if field.kind in ("choice", "multi", "rating") else ()


def is_box(column: Field) -> bool:
    """Say whether a column of a record table is one box to tick: its title is the answer."""
    return column.kind in ("choice", "multi") and not column.choices


def column_title(column: Field) -> str:
    """Return the title of a column of a record table, with the unit."""
    return f"{column.label} ({column.unit})" if column.unit else column.label


def field_notes(field: Field) -> str:
    """Return the small print after a label: the form of the answer, the unit, the hint."""
    notes = (_FORMATS.get(field.kind, ""), field.unit and f"in {field.unit}", field.hint)
    return "; ".join(note for note in notes if note)


def space_mm(field: Field) -> float:
    """Return the height in millimetres of the space to write in."""
    if field.kind in ("long", "photo"):
        return max(field.lines, 2) * LONG_LINE_MM
    if field.kind == "signature":
        return SIGNATURE_MM
    return max(WRITING_MM, field.lines * LONG_LINE_MM)


def ruled_lines(line: Sequence[Field]) -> int:
    """Return how many ruled lines a line of fields is: more than 0 for a long answer that stands alone."""
    alone = len(line) == 1 and line[0].kind == "long" and not line[0].value
    return max(line[0].lines, 2) if alone else 0
