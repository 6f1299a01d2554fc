"""Things to fill in by pen → HTML: field grids, record tables, signature blocks."""

from __future__ import annotations

from manualgen.rendering.document import Field, FieldGrid, RecordTable, SignatureBlock
from manualgen.rendering.ids import bookmark_name, nested_id
from manualgen.writers.html.form_layout import (
    LONG_LINE_MM,
    REQUIRED,
    SIGNATURE_MM,
    SIGNATURE_TITLES,
    SIGNATURE_WIDTHS,
    SMALLEST_ROW_MM,
    choices_of,
    column_title,
    field_lines,
    field_notes,
    is_box,
    ruled_lines,
    space_mm,
)
from manualgen.writers.html.tables import head
from manualgen.writers.html.text import NO_BREAK_SPACE, Targets, box, inlines, words


def field_grid(block: FieldGrid) -> str:
    """Return the fields in lines: a shaded strip of labels above the spaces to write in."""
    lines = "".join([_field_line(block, line) for line in field_lines(block.fields)])
    return f'<div class="fields" id="{bookmark_name(block.id)}">{lines}</div>'


def _field_line(block: FieldGrid, line: list[Field]) -> str:
    shares = [f"width:{f.width * 100:.4g}%" for f in line]
    labels = "".join(
        [
            f'<div class="label" id="{bookmark_name(nested_id(block.id, f.id))}" style="{share}">{_label(f)}</div>'
            for f, share in zip(line, shares, strict=True)
        ]
    )
    ruled = ruled_lines(line)
    if ruled:
        spaces = f'<div class="space ruled" style="width:100%;height:{LONG_LINE_MM:g}mm"></div>' * ruled
        return f'<div class="line"><div class="row">{labels}</div>{spaces}</div>'
    height = max(space_mm(f) for f in line)
    spaces = "".join(
        [
            f'<div class="space" style="{share};min-height:{height:g}mm">{_space(f)}</div>'
            for f, share in zip(line, shares, strict=True)
        ]
    )
    return f'<div class="line"><div class="row">{labels}</div><div class="row">{spaces}</div></div>'


def _label(field: Field) -> str:
    notes = field_notes(field)
    return (
        f"<strong>{words(field.label)}</strong>"
        + (f'<span class="required">{REQUIRED}</span>' if field.required else "")
        + (f'{NO_BREAK_SPACE} <span class="hint">{words(notes)}</span>' if notes else "")
    )


def _space(field: Field) -> str:
    """Return what stands in the space: boxes to tick, the prefilled value, or nothing."""
    choices = choices_of(field)
    if not choices:
        return words(field.value)
    ticks = [box(bool(field.value) and c == field.value, c.replace(" ", NO_BREAK_SPACE)) for c in choices]
    return f"{NO_BREAK_SPACE * 3} ".join(ticks)


def record_table(block: RecordTable, targets: Targets) -> str:
    """Return a table to fill in: a row for each label or, without labels, ``rows`` blank rows."""
    titles = [column_title(c) for c in block.columns]
    aligns = ["center" if is_box(c) else "left" for c in block.columns]
    height = f' style="height:{max(block.row_height_mm, SMALLEST_ROW_MM):g}mm"'
    spaces = [f'<td class="center">{box(False)}</td>' if is_box(c) else f"<td>{_space(c)}</td>" for c in block.columns]
    if block.labels:
        rest = "".join(spaces[1:])
        body = "".join(
            [
                f'<tr id="{bookmark_name(nested_id(block.id, row_id))}"{height}>'
                f'<td class="tone-label">{inlines(text, targets)}</td>{rest}</tr>'
                for row_id, text in block.labels
            ]
        )
    else:
        body = f"<tr{height}>{''.join(spaces)}</tr>" * block.rows
    if not any(titles):  # rows without headers are layout, not data
        return f'<div class="layout" id="{bookmark_name(block.id)}">{_untitled(block, targets)}</div>'
    label = f' aria-label="{words(block.summary)}"' if block.summary else ""
    columns = "".join([f'<col style="width:{c.width * 100:.4g}%">' for c in block.columns])
    return (
        f'<table id="{bookmark_name(block.id)}" class="grid record"{label}><colgroup>{columns}</colgroup>'
        f"{head(titles, aligns)}<tbody>{body}</tbody></table>"
    )


def _untitled(block: RecordTable, targets: Targets) -> str:
    """Return the rows of a record table whose columns have no titles, as boxes side by side."""
    height = max(block.row_height_mm, SMALLEST_ROW_MM)

    def cell(column: Field, text: str, kind: str) -> str:
        return f'<div class="{kind}" style="width:{column.width * 100:.4g}%;min-height:{height:g}mm">{text}</div>'

    spaces = [cell(c, box(False) if is_box(c) else _space(c), "space") for c in block.columns]
    if not block.labels:
        return f'<div class="row">{"".join(spaces)}</div>' * block.rows
    first, rest = block.columns[0], "".join(spaces[1:])
    return "".join(
        [
            f'<div class="row" id="{bookmark_name(nested_id(block.id, row_id))}">'
            f"{cell(first, inlines(text, targets), 'space tone-label')}{rest}</div>"
            for row_id, text in block.labels
        ]
    )


def signature_block(block: SignatureBlock, targets: Targets) -> str:
    """Return the lines to sign, whole: role, name, signature, date."""
    statement = f"<p>{inlines(block.statement, targets)}</p>" if block.statement else ""
    columns = "".join([f'<col style="width:{w * 100:g}%">' for w in SIGNATURE_WIDTHS])
    rows = "".join(
        [
            f'<tr id="{bookmark_name(nested_id(block.id, str(n)))}" style="height:{SIGNATURE_MM:g}mm">'
            f'<td class="tone-label">{words(role)}</td><td>{words(name)}</td><td></td><td></td></tr>'
            for n, (role, name) in enumerate(block.signers, start=1)
        ]
    )
    return (
        f'<div class="signatures whole" id="{bookmark_name(block.id)}">{statement}'
        f'<table class="grid record" aria-label="Signatures"><colgroup>{columns}</colgroup>'
        f"{head(SIGNATURE_TITLES, ['left'] * 4)}<tbody>{rows}</tbody></table></div>"
    )
