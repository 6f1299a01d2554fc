"""Forms filled in by pen and in gloves: room for the answer, boxes to tick, the same rows in Word and PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from test_pdf_sample import control

from manualgen.rendering.document import Document, Field, FieldGrid, Landscape, RecordTable, Text
from manualgen.writers.docx import write_docx
from manualgen.writers.pdf import write_pdf
from manualgen.writers.theme import Theme

SIGNATURE_MM = 44.5
DATE_MM = 24.0  # a date in a field of its own
DATE_IN_A_ROW_MM = 16.9


def _form(*blocks: FieldGrid | RecordTable) -> Document:
    return Document("frm-sample", "form", "F-001", "Sample", blocks, control())


@pytest.mark.parametrize("client", ["general-contractor-ab-cor", "electrician-ab-secor"])
def test_each_signature_and_date_of_a_form_has_room(words, client: str) -> None:
    built = words(client)
    theme = built.theme
    short: list[str] = []
    for document in built.rendered.documents:
        if document.kind != "form":
            continue
        for block, width in _fields(document, theme):
            in_row = isinstance(block, RecordTable)
            for field in block.columns if isinstance(block, RecordTable) else block.fields:
                least = {"signature": SIGNATURE_MM, "date": DATE_IN_A_ROW_MM if in_row else DATE_MM}.get(field.kind, 0)
                if field.width * width < least:
                    short.append(f"{field.id}: {field.width * width:.1f} mm")
    assert not short


def _fields(document: Document, theme: Theme) -> list[tuple[FieldGrid | RecordTable, float]]:
    """Return each block to fill in with the width of its page's text, millimetres."""
    turned = theme.page_height_mm - theme.margin_left_mm - theme.margin_right_mm
    out: list[tuple[FieldGrid | RecordTable, float]] = []
    for block in document.blocks:
        inner, width = (block.blocks, turned) if isinstance(block, Landscape) else ((block,), theme.text_width_mm)
        out += [(b, width) for b in inner if isinstance(b, FieldGrid | RecordTable)]
    return out


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_a_row_of_eight_millimetres_prints_as_eight_with_a_box_in_it(tmp_path: Path) -> None:
    labels = tuple((f"frm-sample/r{n}", (Text(f"Row{n}"),)) for n in range(6))
    columns = (Field("c0", "Check", width=0.7), Field("c1", "OK", "choice", width=0.3))
    path = tmp_path / "form.pdf"
    path.write_bytes(write_pdf(_form(RecordTable("frm-sample/t", columns, row_height_mm=8, labels=labels)), Theme()))
    text = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    tops = [float(y) for y in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">Row\d<', text)]
    pitches = [(b - a) / 72 * 25.4 for a, b in pairwise(tops)]
    assert pitches == pytest.approx([8.0] * 5, abs=0.05)


def _word_xml(document: Document, part: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(write_docx(document, Theme()))) as package:
        return package.read(part).decode()


def test_a_box_in_word_is_sixteen_points_on_a_line_that_does_not_grow() -> None:
    columns = (Field("c0", "Check", width=0.7), Field("c1", "OK", "choice", width=0.3))
    xml = _word_xml(_form(RecordTable("frm-sample/t", columns, labels=(("frm-sample/r", (Text("Row"),)),))))
    cell = re.search(r"<w:p>(?:(?!</w:p>).)*☐(?:(?!</w:p>).)*</w:p>", xml)
    assert cell
    assert '<w:sz w:val="32"/>' in cell[0]
    assert 'w:line="320" w:lineRule="exact"' in cell[0]


def test_a_hyphen_in_an_answer_does_not_break_the_line_in_word() -> None:
    grid = FieldGrid("frm-sample/g", (Field("kind", "Kind", "choice", choices=("stand-down", "other")),))
    assert "stand</w:t><w:noBreakHyphen/>" in _word_xml(_form(grid))


def test_the_header_in_word_is_not_taller_than_its_margin() -> None:
    """Its last paragraph is as thin as one gets: a taller header would push down the text of every page."""
    xml = _word_xml(_form(FieldGrid("frm-sample/g", (Field("a", "A"),))), "word/header1.xml")
    last = xml.split("</w:tbl>")[1].split("</w:pPr>")[0]
    assert 'w:line="20" w:lineRule="exact"' in last
