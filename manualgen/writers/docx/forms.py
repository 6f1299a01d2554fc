"""Forms → ruled, shaded tables a gloved hand can fill in: field grids, record tables, signatures."""

from __future__ import annotations

from manualgen.rendering.document import Field, FieldGrid, RecordTable, SignatureBlock
from manualgen.rendering.ids import nested_id
from manualgen.writers.column_widths import fitted_record_table
from manualgen.writers.docx.ink import Ink, Place
from manualgen.writers.docx.measure import TWIPS_PER_MM, split_width, twips
from manualgen.writers.docx.tables import KEPT_ROWS, band_row, cell, gap, open_row, open_table, titles_row
from manualgen.writers.docx.text import BOX, NO_BREAK_HYPHEN, TICKED_BOX, paragraph, run, run_properties, runs

WRITING_MM = 9.0  # height of a space for one line of handwriting, in gloves
LONG_LINE_MM = 8.0
# lowered to the middle of its line; not in the style, where LibreOffice takes it for a small index
_BOX_LOOK = '<w:rPr><w:rStyle w:val="FormBox"/><w:position w:val="-5"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
# the symbol font is tall: an exact line keeps a row with a box as high as one without
BOX_LINE = '<w:spacing w:before="20" w:after="20" w:line="320" w:lineRule="exact"/>'
SIGNATURE_MM = 13.0
LABEL_MM = 4.6
SMALLEST_ROW_MM = 8.0
TALLEST_WHOLE_MM = 75.0  # a record table up to this height stays on one page
TALLEST_GRID_MM = 62.0  # lines of fields are kept on one page in groups up to this height
SHORT_NOTE = 14  # characters
YES_NO = ("Yes", "No")
FORMATS = {"date": "YYYY-MM-DD", "time": "24 h"}
SIGNATURE_TITLES = ("Role", "Name", "Signature", "Date")
SIGNATURE_WIDTHS = (0.24, 0.26, 0.32, 0.18)

_FULL = 1.0001
# between two groups of the same grid: as thin as a paragraph gets, so that they look like one
_SEAM = paragraph("TableGap", "", Place(0), '<w:spacing w:line="20" w:lineRule="exact"/>')


def write_field_grid(block: FieldGrid, place: Place, ink: Ink) -> str:
    """Return the fields in lines: a shaded strip of labels above the spaces to write in.

    Lines are grouped into tables that stay on one page, so that no label leaves its space.
    """
    groups: list[list[list[Field]]] = []
    height = 0.0
    for line in field_lines(block.fields):
        tall = LABEL_MM + max(space_mm(f) for f in line)
        if not groups or height + tall > TALLEST_GRID_MM:
            groups.append([])
            height = 0.0
        groups[-1].append(line)
        height += tall
    out = []
    for index, group in enumerate(groups):
        last = index == len(groups) - 1
        here = Place(place.width, place.keep and last, place.new_page and index == 0)
        out.append(_grid_table(block, group, here, ink) + (gap(here) if last else _SEAM))
    return "".join(out)


def field_lines(fields: tuple[Field, ...]) -> list[list[Field]]:
    """Return ``fields`` flowed left to right: a line ends before the field that would overfill it."""
    lines: list[list[Field]] = []
    used = 0.0
    for f in fields:
        if not lines or used + f.width > _FULL:
            lines.append([])
            used = 0.0
        lines[-1].append(f)
        used += f.width
    return lines


def space_mm(f: Field) -> float:
    """Return the height in millimetres of the space to write in."""
    if f.kind in ("long", "photo"):
        return max(f.lines, 2) * LONG_LINE_MM
    if f.kind == "signature":
        return SIGNATURE_MM
    return max(WRITING_MM, f.lines * LONG_LINE_MM)


def _grid_table(block: FieldGrid, lines: list[list[Field]], place: Place, ink: Ink) -> str:
    """Return one table; lines of unlike widths share a grid made of all their edges."""
    cuts = [split_width(place.width, [f.width for f in line]) for line in lines]
    edges = _shared_edges(cuts)
    out = [open_table("ManualForm", [b - a for a, b in zip([0, *edges], edges, strict=False)])]
    last = len(lines) - 1
    for index, (line, cut) in enumerate(zip(lines, cuts, strict=True)):
        spans = _spans(cut, edges)
        cells = "".join(
            cell(width, _label(block, f, Place(width, True), ink), ink.theme.colours.label, span)
            for f, (width, span) in zip(line, spans, strict=True)
        )
        out.append(f"{open_row(twips(LABEL_MM), index == 0)}{cells}</w:tr>")
        keep = place.keep or index < last
        if len(line) == 1 and line[0].kind == "long" and not line[0].value:
            out.append(_ruled_rows(line[0], spans[0], keep, ink))
            continue
        cells = "".join(
            cell(width, _space(f, Place(width, keep), ink), span=span, valign=_valign(f))
            for f, (width, span) in zip(line, spans, strict=True)
        )
        out.append(f"{open_row(twips(max(space_mm(f) for f in line)))}{cells}</w:tr>")
    return "".join([*out, "</w:tbl>"])


def _valign(f: Field) -> str:
    return "" if f.kind in ("long", "photo") else "center"


def _shared_edges(cuts: list[list[int]]) -> list[int]:
    """Return the right edges (twips from the left) of a grid that every line of ``cuts`` fits."""
    edges: set[int] = set()
    for cut in cuts:
        at = 0
        for width in cut:
            at += width
            edges.add(at)
    return sorted(edges)


def _spans(cut: list[int], edges: list[int]) -> list[tuple[int, int]]:
    """Return width and number of grid columns of each cell of a line."""
    out = []
    at = 0
    for width in cut:
        out.append((width, sum(1 for e in edges if at < e <= at + width)))
        at += width
    return out


def _label(block: FieldGrid, f: Field, place: Place, ink: Ink) -> str:
    """Return the label; a star marks what must be filled in, small print says the form of the answer."""
    star = run(" *", run_properties(color=ink.theme.colours.stop[1:])) if f.required else ""
    notes = [n for n in (FORMATS.get(f.kind, ""), f.unit and f"in {f.unit}", f.hint) if n]
    words = "; ".join(n.replace(" ", "\u00a0") if len(n) < SHORT_NOTE else n for n in notes)
    small = _unbroken(run(f"  {words}", run_properties("FieldHint"))) if notes else ""
    return paragraph("FieldLabel", ink.bookmarked(nested_id(block.id, f.id), run(f.label)) + star + small, place)


def _unbroken(text: str) -> str:
    """Return the run ``text`` with the form of a date on one line: Word breaks lines at a plain hyphen."""
    date = FORMATS["date"]
    return text.replace(date, date.replace("-", NO_BREAK_HYPHEN))


def _space(f: Field, place: Place, ink: Ink) -> str:
    """Return what stands in the space: prefilled text, boxes to tick, or nothing."""
    choices = choices_of(f)
    if choices:
        return paragraph("FieldSpace", _boxes(choices, f.value), place, BOX_LINE)
    return paragraph("FieldSpace", run(f.value), place)


def choices_of(f: Field) -> tuple[str, ...]:
    """Return the answers to tick for ``f``, () when it is written in."""
    if f.kind == "yesno":
        return f.choices or YES_NO
    return f.choices if f.kind in ("choice", "multi", "rating") else ()


def _boxes(choices: tuple[str, ...], value: str) -> str:
    box = run(BOX, _BOX_LOOK)
    ticked = run(TICKED_BOX, _BOX_LOOK)
    return "".join(
        f"{ticked if value and c == value else box}"
        f"{run(chr(0xA0) + c.replace(' ', chr(0xA0))).replace('-', NO_BREAK_HYPHEN)}"
        f"{run('    ') if n < len(choices) - 1 else ''}"
        for n, c in enumerate(choices)
    )


def _ruled_rows(f: Field, at: tuple[int, int], keep: bool, ink: Ink) -> str:
    """Return the space of a long answer: one row a line, ruled lightly between."""
    width, span = at
    rule = ink.theme.colours.muted[1:]
    light = f'w:val="dotted" w:sz="6" w:space="0" w:color="{rule}"/>'
    count = max(f.lines, 2)
    out = []
    for n in range(count):
        borders = (f"<w:top {light}" if n else "") + (f"<w:bottom {light}" if n < count - 1 else "")
        blank = paragraph("FieldSpace", "", Place(width, keep or n < count - 1))
        out.append(f"{open_row(twips(LONG_LINE_MM))}{cell(width, blank, '', span, borders=borders)}</w:tr>")
    return "".join(out)


def write_record_table(block: RecordTable, place: Place, ink: Ink) -> str:
    """Return a table to fill in: ``labels`` make one row each, then the blank rows."""
    block = fitted_record_table(block, place.width / TWIPS_PER_MM, ink.theme.size_table_pt)
    widths = split_width(place.width, [c.width for c in block.columns])
    titles = [column_title(c) for c in block.columns]
    height = twips(max(block.row_height_mm, SMALLEST_ROW_MM))
    rows: list[tuple[str, str]] = [(nested_id(block.id, row_id), runs(text, ink)) for row_id, text in block.labels]
    if any(titles):
        boxes = [is_box(c, bool(rows)) for c in block.columns]
        head = titles_row(titles, widths, ["center" if b else "left" for b in boxes], ink)
    else:
        head = band_row(place.width, len(widths), ink)
    out = [open_table("ManualForm", widths, "", block.summary), head]
    total = len(rows) or block.rows
    whole = total * max(block.row_height_mm, SMALLEST_ROW_MM) <= TALLEST_WHOLE_MM
    for index in range(total):
        # the first row is not left alone below the head
        held = whole or index == 0 or (place.keep and index > total - KEPT_ROWS - 1)
        keep = place.keep if index == total - 1 else held
        cells = []
        for column, (f, width) in enumerate(zip(block.columns, widths, strict=True)):
            here = Place(width, keep)
            if column == 0 and rows:
                row_id, text = rows[index]
                label = paragraph("TableText", ink.bookmarked(row_id, text), here)
                cells.append(cell(width, label, ink.theme.colours.label, valign="center"))
            else:
                cells.append(cell(width, _record_space(f, here, bool(rows)), valign="center"))
        out.append(f"{open_row(height)}{''.join(cells)}</w:tr>")
    return "".join([*out, "</w:tbl>", gap(place)])


def is_box(f: Field, checklist: bool) -> bool:
    """Say whether a column of a record table is one box to tick, its title being the answer.

    In a checklist (a table with labelled rows) a column of kind ``yesno`` is such a box too.
    """
    return f.kind in (("choice", "multi", "yesno") if checklist else ("choice", "multi")) and not f.choices


def column_title(f: Field) -> str:
    """Return the title of a column of a record table, with the unit."""
    return f"{f.label} ({f.unit})" if f.unit else f.label


def _record_space(f: Field, place: Place, checklist: bool) -> str:
    if is_box(f, checklist):
        return paragraph(
            "FieldSpace",
            run(BOX, _BOX_LOOK),
            place,
            BOX_LINE + '<w:jc w:val="center"/>',
        )
    choices = choices_of(f)
    if choices:
        return paragraph("FieldSpace", _boxes(choices, f.value), place, BOX_LINE)
    return paragraph("FieldSpace", run(f.value), place)


def write_signatures(block: SignatureBlock, place: Place, ink: Ink) -> str:
    """Return statement and lines to sign, all on one page."""
    statement = ""
    if block.statement:
        content = ink.bookmarked(block.id, runs(block.statement, ink))
        statement = paragraph("BodyText", content, Place(place.width, True, place.new_page))
    widths = split_width(place.width, SIGNATURE_WIDTHS)
    out = [
        statement,
        open_table("ManualForm", widths, "Signatures", "Role, name, signature and date of each signer"),
        titles_row(SIGNATURE_TITLES, widths, ["left"] * 4, ink),
    ]
    last = len(block.signers) - 1
    for index, (role, name) in enumerate(block.signers):
        keep = place.keep or index < last
        texts = (ink.bookmarked(nested_id(block.id, str(index + 1)), run(role)), run(name), "", "")
        cells = "".join(
            cell(
                width,
                paragraph("TableText", text, Place(width, keep)),
                ink.theme.colours.label if column == 0 else "",
                valign="center",
            )
            for column, (text, width) in enumerate(zip(texts, widths, strict=True))
        )
        out.append(f"{open_row(twips(SIGNATURE_MM))}{cells}</w:tr>")
    return "".join([*out, "</w:tbl>", gap(place)])
