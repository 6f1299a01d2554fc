"""The Word file, both PDFs and the HTML page say the same words in the same order."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from test_pdf_sample import HOSTILE, UNBROKEN, sample_document

from manualgen.writers.docx import write_docx
from manualgen.writers.html import write_html
from manualgen.writers.pdf import write_pdf
from manualgen.writers.theme import Theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    """Return ``text`` without spaces and without list marks, which readers count differently."""
    return re.sub(r"[\s\u200b•–·✓✗☐]+", "", text)


def docx_paragraphs() -> list[str]:
    with zipfile.ZipFile(BytesIO(write_docx(sample_document(), Theme()))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = ("".join(node.text or "-" for node in p.iter(f"{W}t", f"{W}noBreakHyphen")) for p in root.iter(f"{W}p"))
    return [text for text in map(squeezed, found) if text]


def html_text() -> str:
    root = html.fromstring(write_html(sample_document(), Theme())).find(".//main")
    assert root is not None
    return squeezed("".join(root.itertext()))


def pdf_text(engine: str, folder: Path) -> str:
    """Return the words of a PDF without header, footer, the contents' page numbers and the list numbers."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    path = folder / "words.pdf"
    path.write_bytes(write_pdf(sample_document(), Theme(), engine))  # type: ignore[arg-type]
    # -x -y -W -H: without the running head and foot; points
    box = ["-x", "0", "-y", "64", "-W", "800", "-H", "672"]
    out = subprocess.run(
        ["pdftotext", "-raw", "-nopgbrk", *box, str(path), "-"], capture_output=True, text=True, check=True
    )
    return squeezed(out.stdout)


def test_html_has_the_words_of_the_word_file_in_order() -> None:
    assert html_text() == "".join(docx_paragraphs())


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_pdf_has_the_words_of_the_word_file_in_order(engine: str, tmp_path: Path) -> None:
    printed = pdf_text(engine, tmp_path)
    at = 0
    for paragraph in docx_paragraphs():
        found = printed.find(paragraph, at)
        assert found >= 0, f"{paragraph!r} is not after ...{printed[max(at - 60, 0) : at]!r}"
        at = found + len(paragraph)


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_hostile_text_is_printed_literally(engine: str, tmp_path: Path) -> None:
    printed = pdf_text(engine, tmp_path)
    for text in HOSTILE:
        assert squeezed(text) in printed
    assert UNBROKEN in printed
