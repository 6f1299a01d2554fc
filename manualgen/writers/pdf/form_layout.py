"""How a form's fields flow and how much room each needs: shared by the PDF and HTML writers."""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import Field

LINE_MM = 7.0  # room for one line of handwriting
_BOXES: dict[str, tuple[str, ...]] = {"yesno": ("Yes", "No"), "rating": ("1", "2", "3", "4")}


def field_lines(fields: Sequence[Field]) -> list[list[Field]]:
    """Return ``fields`` in lines: left to right by width until a line is full."""
    out: list[list[Field]] = []
    room = 0.0
    for field in fields:
        if not out or field.width > room + 0.001:
            out.append([])
            room = 1.0
        out[-1].append(field)
        room -= field.width
    return out


def choices_of(field: Field) -> tuple[str, ...]:
    """Return the labels of the boxes to tick; empty when the field is written in."""
    if field.kind in ("choice", "multi"):
        return field.choices or ("",)
    return field.choices or _BOXES.get(field.kind, ())


def field_height_mm(field: Field) -> float:
    """Return the height of the writing space in millimetres, without the label."""
    if field.kind == "photo":
        return LINE_MM * max(field.lines, 4)
    if field.kind == "signature":
        return LINE_MM * max(field.lines, 1) + 3
    lines = max(field.lines, 2 if field.kind == "long" else 1)
    boxes = choices_of(field)
    if boxes:
        room = max(1, int(field.width * 95))
        lines = max(lines, -(-sum(len(choice) + 5 for choice in boxes) // room))
    elif field.value:
        lines = max(lines, -(-len(field.value) // max(1, int(field.width * 95))))
    return LINE_MM * lines
