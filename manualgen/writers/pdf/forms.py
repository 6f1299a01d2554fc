"""Things to fill in by pen → Typst: field grids, record tables, signature blocks."""

from __future__ import annotations

from collections.abc import Iterable

from manualgen.rendering.document import Field, FieldGrid, RecordTable, SignatureBlock
from manualgen.writers.pdf.form_layout import choices_of, field_height_mm, field_lines
from manualgen.writers.pdf.inlines import inlines
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.setting import Setting, millimetres

PADDING_MM = 3.2
SIGNATURE_ROW_MM = 11.0


def field_grid(block: FieldGrid, setting: Setting) -> str:
    """Return label-and-space pairs, a grid row a line."""
    small = setting.narrowed(setting.width_mm, setting.theme.size_table_pt)
    rows = [_field_row(row, small) for row in field_lines(block.fields)]
    return "block(breakable:" + ("true" if len(rows) > 6 else "false") + ",{\n" + "\n".join(rows) + "\n})"


def _field_row(row: list[Field], setting: Setting) -> str:
    left = 1 - sum(f.width for f in row)
    widths = [f"{f.width:.5g}fr" for f in row] + ([f"{left:.5g}fr"] if left > 0.001 else [])
    height = millimetres(max(field_height_mm(f) for f in row))
    cells = [_field(f, height, setting.narrowed(f.width * setting.width_mm - PADDING_MM)) for f in row]
    return f"fields({_array(widths)},{','.join(cells)})"


def _field(field: Field, height: str, setting: Setting) -> str:
    label = field.label + (f" ({field.unit})" if field.unit else "")
    title = f"label-text({literal(label, setting.line_em)})"
    if field.hint:
        title += f'+"  "+hint-text({literal(field.hint, setting.line_em)})'
    return f"field({title},{height},{_answer(field, setting)})"


def _answer(field: Field, setting: Setting) -> str:
    """Return the space of a field: boxes to tick, the prefilled value, or nothing."""
    boxes = choices_of(field)
    if boxes:
        return '+h(4mm, weak: true)+" "+'.join(f"tick(false,{literal(c, setting.line_em)})" for c in boxes)
    return literal(field.value, setting.line_em) if field.value else "[]"


def record_table(block: RecordTable, setting: Setting) -> str:
    """Return a table to fill in: a row per label, then blank rows up to ``rows``."""
    size = setting.theme.size_table_pt
    columns = [setting.narrowed(c.width * setting.width_mm - PADDING_MM, size) for c in block.columns]
    height = millimetres(max(block.row_height_mm, 8.0) - 2.6)
    blanks = [_blank_cell(c, s) for c, s in zip(block.columns, columns, strict=True)]
    rest = blanks[1:]
    if rest and block.labels:
        rest = [f"strut({height})+{rest[0]}" if rest[0] != "[]" else f"space({height})", *rest[1:]]
    rows = [",".join([inlines(text, columns[0]), *rest]) for _, text in block.labels]
    if not block.labels:
        cells = [f"space({height})" if cell == "[]" else f"strut({height})+{cell}" for cell in blanks]
        rows = [",".join(cells)] * block.rows
    head = [f"th({literal(_title(c), s.line_em)})" for c, s in zip(block.columns, columns, strict=True)]
    aligns = ["horizon+" + ("center" if choices_of(c) else "left") for c in block.columns]
    return (
        f"tb({_array(f'{c.width:.5g}fr' for c in block.columns)},{_array(aligns)},"
        + f'"grid",{size:g}pt,false,'
        + (_array(head) if any(c.label for c in block.columns) else "()")
        + ",\n"
        + ",\n".join(rows)
        + ")"
    )


def _title(column: Field) -> str:
    return column.label + (f" ({column.unit})" if column.unit else "")


def _blank_cell(column: Field, setting: Setting) -> str:
    return _answer(column, setting)


def signature_block(block: SignatureBlock, setting: Setting) -> str:
    """Return the lines to sign, whole: role, name, signature, date."""
    inner = setting.narrowed(setting.width_mm * 0.28 - PADDING_MM, setting.theme.size_table_pt)
    height = millimetres(SIGNATURE_ROW_MM - 2.6)
    statement = f"stick(par({inlines(block.statement, setting)}))\n" if block.statement else ""
    rows = [
        f"b({literal(role, inner.line_em)}),{literal(name, inner.line_em)},space({height}),[]"
        for role, name in block.signers
    ]
    return (
        "block(width:100%,breakable:false,above:12pt,{\n"
        + statement
        + f"tb((0.27fr,0.27fr,0.29fr,0.17fr,),horizon+left,\"grid\",{setting.theme.size_table_pt:g}pt,true,"
        + '(th("Role"),th("Name"),th("Signature"),th("Date"),),\n'
        + ",\n".join(rows)
        + ")\n})"
    )


def _array(items: Iterable[str]) -> str:
    return "(" + "".join([item + "," for item in items]) + ")"
