"""Other people's readers on our Word files: Open XML SDK, pandoc, LibreOffice. Skipped where they are not installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from test_docx_sample import sample

from manualgen.writers.docx import write_docx
from manualgen.writers.docx.anchors import anchors
from manualgen.writers.theme import Theme

CHECKER = Path(__file__).parent / "validators" / "check_docx.py"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

pytestmark = pytest.mark.validators


def office(source: Path, kind: str, into: Path) -> Path:
    """Convert ``source`` with LibreOffice and return the new file."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    into.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{into.parent}/profile"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(into), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return into / f"{source.stem}.{kind.split(':')[0]}"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "sample.docx"
    path.write_bytes(write_docx(sample(), Theme()))
    return path


def test_the_independent_checker_finds_no_fault(file: Path) -> None:
    if not os.environ.get("OOXML_VALIDATOR"):
        pytest.skip("the Open XML SDK validator is not installed (OOXML_VALIDATOR)")
    done = subprocess.run([sys.executable, str(CHECKER), str(file)], capture_output=True, text=True, timeout=300)
    assert not re.findall(r"^FAIL .*", done.stdout, re.M)
    assert re.search(r"^PASS +schema-open-xml-sdk", done.stdout, re.M)


def test_every_id_comes_home_after_two_saves_in_libreoffice(file: Path, tmp_path: Path) -> None:
    once = office(file, "docx:MS Word 2007 XML", tmp_path / "once")
    twice = office(once, "docx:MS Word 2007 XML", tmp_path / "twice")
    with zipfile.ZipFile(twice) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    names = [b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")]
    ours = [n for n in names if n.startswith("_m")]
    assert sorted(ours) == sorted(set(anchors(sample().blocks).values()))


def test_libreoffice_lays_it_out_without_an_empty_page(file: Path, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is not installed")
    pdf = office(file, "pdf", tmp_path / "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 10
    for number, page in enumerate(pages[1:], 2):
        assert f"Page {number} of {len(pages)}" in page
        assert len(page.split()) > 25, f"page {number} is empty"
    assert "Page 1" not in pages[0]
    for box in ("☐", "☒", "✓", "✗"):
        assert box in text
