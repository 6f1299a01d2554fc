"""Things to fill in by pen → Typst: field grids, record tables, signature blocks."""

from __future__ import annotations

from manualgen.rendering.document import Field, FieldGrid, RecordTable, SignatureBlock
from manualgen.writers.column_widths import fitted_record_table
from manualgen.writers.html.form_layout import (
    LONG_LINE_MM,
    REQUIRED,
    SIGNATURE_MM,
    SIGNATURE_TITLES,
    SIGNATURE_WIDTHS,
    SMALLEST_ROW_MM,
    TALLEST_WHOLE_MM,
    choices_of,
    column_title,
    field_lines,
    field_notes,
    is_box,
    ruled_lines,
    space_mm,
)
from manualgen.writers.pdf.inlines import inlines
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.setting import Setting, array, millimetres
from manualgen.writers.pdf.tables import reserve

PADDING_MM = 3.2  # left and right inside a cell
PADDING_HEIGHT_MM = 2.3  # above and below


def field_grid(block: FieldGrid, setting: Setting) -> str:
    """Return the fields in lines: a shaded strip of labels above the spaces to write in."""
    small = setting.narrowed(setting.width_mm, setting.theme.size_table_pt)
    lines = [_field_line(line, small) for line in field_lines(block.fields)]
    return "form({\n" + "\n".join(lines) + "\n})"


def _field_line(line: list[Field], setting: Setting) -> str:
    """Return one line of fields, whole: the labels, then the spaces."""
    left = 1 - sum(f.width for f in line)
    widths = [f"{f.width:.5g}fr" for f in line] + ([f"{left:.5g}fr"] if left > 0.001 else [])
    columns = [setting.narrowed(f.width * setting.width_mm - PADDING_MM) for f in line]
    labels = "".join([_label(f, c) + "," for f, c in zip(line, columns, strict=True)])
    ruled = ruled_lines(line)
    if ruled:
        return f"fields({array(widths)},({labels}),{millimetres(LONG_LINE_MM)},({'[],' * ruled}),dotted:true)"
    spaces = "".join([_space(f, c) + "," for f, c in zip(line, columns, strict=True)])
    height = millimetres(max(space_mm(f) for f in line))
    top = "true" if any(f.kind in ("long", "photo") for f in line) else "false"
    return f"fields({array(widths)},({labels}),{height},({spaces}),top:{top})"


def _label(field: Field, setting: Setting) -> str:
    notes = field_notes(field)
    return (
        f"b({literal(field.label, setting.line_em)})"
        + (f'+text(fill:c.stop,"{REQUIRED}")' if field.required else "")
        + (f'+"  "+hint({literal(notes, setting.line_em)})' if notes else "")
    )


def _space(field: Field, setting: Setting) -> str:
    """Return what stands in the space: boxes to tick, the prefilled value, or nothing."""
    choices = choices_of(field)
    if choices:
        ticks = [_tick(choice, field.value, setting) for choice in choices]
        return '+h(3.5mm,weak:true)+" "+'.join(ticks)
    return literal(field.value, setting.line_em) if field.value else "[]"


def _tick(choice: str, value: str, setting: Setting) -> str:
    chosen = "true" if value and value == choice else "false"
    return f"box-to-tick({chosen},{literal(choice.replace(' ', chr(0xA0)), setting.line_em)})"


def record_table(block: RecordTable, setting: Setting, continued: bool = False) -> str:
    """Return a table to fill in: a row for each label or, without labels, ``rows`` blank rows.

    ``continued``: it follows its own start, see :mod:`.keeping`.
    """
    size = setting.theme.size_table_pt
    block = fitted_record_table(block, setting.width_mm, size)
    columns = [setting.narrowed(c.width * setting.width_mm - PADDING_MM, size) for c in block.columns]
    height = millimetres(max(block.row_height_mm, SMALLEST_ROW_MM) - PADDING_HEIGHT_MM)
    spaces = ['box-to-tick(false,"")' if is_box(c) else _space(c, s) for c, s in zip(block.columns, columns, strict=True)]
    titles = [column_title(c) for c in block.columns]
    if block.labels:
        kind = "td" if any(titles) else "gd"
        rest = ",".join([_with_height(height, spaces[1:2]), *spaces[2:]]) if spaces[1:] else ""
        rows = [f"{kind}(fill:c.label,{inlines(text, columns[0])}),{rest}" for _, text in block.labels]
    else:
        rows = [",".join([_with_height(height, spaces[:1]), *spaces[1:]])] * block.rows
    tall = [max(block.row_height_mm, SMALLEST_ROW_MM)] * (len(block.labels) or block.rows)
    whole = sum(tall) <= TALLEST_WHOLE_MM
    head = [f"th({literal(title, s.line_em)})" for title, s in zip(titles, columns, strict=True)]
    return (
        ("" if whole or continued else reserve(tall, any(titles)))
        + f"tb({array(f'{c.width:.5g}fr' for c in block.columns)},"
        + array("horizon+" + ("center" if is_box(c) else "left") for c in block.columns)
        + f',"form",{size:g}pt,{"true" if whole else "false"},{"true" if continued else "false"},{array(head) if any(titles) else "()"},\n'
        + ",\n".join(rows)
        + ")"
    )


def _with_height(height: str, spaces: list[str]) -> str:
    """Return a cell that keeps its row at least ``height`` tall."""
    return f"space({height})" if spaces == ["[]"] else f"strut({height})+{spaces[0]}"


def signature_block(block: SignatureBlock, setting: Setting) -> str:
    """Return the lines to sign, whole: role, name, signature, date."""
    inner = setting.narrowed(setting.width_mm * SIGNATURE_WIDTHS[0] - PADDING_MM, setting.theme.size_table_pt)
    height = millimetres(SIGNATURE_MM - PADDING_HEIGHT_MM)
    statement = f"stick(par({inlines(block.statement, setting)}))\n" if block.statement else ""
    head = array(f"th({literal(title)})" for title in SIGNATURE_TITLES)
    rows = [
        f"td(fill:c.label,{literal(role, inner.line_em)}),{literal(name, inner.line_em)},space({height}),[]"
        for role, name in block.signers
    ]
    return (
        "whole({\n"
        + statement
        + f"tb({array(f'{w}fr' for w in SIGNATURE_WIDTHS)},horizon+left,"
        + f'"form",{setting.theme.size_table_pt:g}pt,true,false,{head},\n'
        + ",\n".join(rows)
        + ")\n})"
    )
