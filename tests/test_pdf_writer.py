"""The PDF: tagged, linked, the same bytes everywhere, and nothing lost at page ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from test_pdf_sample import HOSTILE, cell, control, sample_document, words

from manualgen.errors import EnvironmentFailure
from manualgen.rendering.document import (
    Block,
    Column,
    Document,
    Heading,
    Landscape,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    RecordTable,
    Reference,
    Row,
    SignatureBlock,
    Table,
    Text,
)
from manualgen.rendering.document import Field as FormField
from manualgen.writers.metrics import ADVANCES_BOLD
from manualgen.writers.pdf import PdfJob, write_pdf, write_pdfs
from manualgen.writers.pdf.fonts import font_files
from manualgen.writers.pdf.literals import literal, undrawable
from manualgen.writers.theme import Theme

SENTENCE = "Lock it, tag it, test it, keep the key in your pocket. "
SIGNATURES = SignatureBlock("sign", (("Owner", ""), ("Lead journeyperson", "")), words("I have read this."))


def document(*blocks: Block, **changes: object) -> Document:
    return sample_document(blocks=blocks, **changes)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def page_texts(data: bytes, folder: Path) -> list[str]:
    """Return the text of each page without the running head and foot."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    path = folder / "pages.pdf"
    path.write_bytes(data)
    box = ["-x", "0", "-y", "64", "-W", "800", "-H", "672"]
    out = subprocess.run(["pdftotext", "-raw", *box, str(path), "-"], capture_output=True, text=True, check=True)
    return out.stdout.split("\f")[:-1]


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    def walk(items: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str]]:
        return [entry for item in items for entry in [(level, item.title), *walk(item.children, level + 1)]]

    with pdf.open_outline() as tree:
        return walk(list(tree.root), 1)


def test_file_says_what_it_is() -> None:
    pdf = opened(write_pdf(sample_document(), Theme()))
    assert str(pdf.Root.Lang) == "en-CA"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.docinfo.Title) == "KCE-MAN-001 Health and safety manual"
    assert str(pdf.docinfo.Author) == "Safety consultant"
    assert str(pdf.docinfo.CreationDate).startswith("D:20261121000000")
    assert "client=" in str(pdf.docinfo.Keywords)
    assert "snapshot=" not in str(pdf.docinfo.Keywords), "an unchanged document is the same PDF in the next build"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_outline_has_the_headings_without_gaps() -> None:
    blocks = [Heading(f"h{n}", level, words(f"Level {level}")) for n, level in enumerate((3, 1, 4, 4, 2, 3))]
    assert outline(opened(write_pdf(document(*blocks), Theme()))) == [
        (1, "Level 3"),
        (1, "Level 1"),
        (2, "Level 4"),
        (2, "Level 4"),
        (2, "Level 2"),
        (3, "Level 3"),
    ]


def test_links_lead_inside_the_file_or_are_plain_text() -> None:
    target = Paragraph("target", words("Here"))
    item = ListBlock("list", (ListItem("item", words("An item")),))
    links = [Reference(t, t) for t in ("target", "item", "manual", "elsewhere")]
    pdf = opened(write_pdf(document(Paragraph("from", tuple(links)), target, target, item), Theme()))
    assert len(pdf.pages[0].get("/Annots", [])) == 3


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_same_bytes_in_another_process_place_and_time_zone(engine: str, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}]\n"
        "import hashlib\n"
        "from test_pdf_sample import sample_document\n"
        "from manualgen.writers.pdf import write_pdf\nfrom manualgen.writers.theme import Theme\n"
        f"print(hashlib.sha256(write_pdf(sample_document(), Theme(), {engine!r})).hexdigest())"
    )
    found = set()
    for zone, seed in (("UTC", "1"), ("America/Edmonton", "2")):
        place = tmp_path / zone.replace("/", "-")
        place.mkdir()
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "HOME": str(place), "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=place, env=environment
        )
        found.add(done.stdout)
    assert len(found) == 1


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
def test_a_row_taller_than_a_page_loses_no_word(engine: str, tmp_path: Path) -> None:
    row = Row("tall", (cell("left"), cell(" ".join(f"word{n}" for n in range(2500)))))
    table = Table("t", (Column("A", 0.3), Column("B", 0.7)), (row, Row("last", (cell("b"), cell("end")))))
    printed = " ".join(page_texts(write_pdf(document(table), Theme(), engine), tmp_path))  # type: ignore[arg-type]
    assert set(re.findall(r"word\d+", printed)) == {f"word{n}" for n in range(2500)}


def test_rows_do_not_split_and_the_head_repeats(tmp_path: Path) -> None:
    rows = tuple(Row(f"r{n}", (cell(f"start{n}"), cell(SENTENCE * 6 + f"end{n}"))) for n in range(60))
    pages = page_texts(
        write_pdf(document(Table("t", (Column("Head", 0.2), Column("Text", 0.8)), rows)), Theme()), tmp_path
    )
    assert len(pages) > 3
    for page in pages:
        assert page.startswith("Head Text")
        assert re.findall(r"start(\d+)", page) == re.findall(r"end(\d+)", page)


def before_signatures() -> dict[str, Block]:
    """Return blocks that stand before a signature block, each as long as needed to fill most of a page."""
    return {
        "table": Table(
            "t",
            (Column("A", 0.2), Column("B", 0.8)),
            tuple(Row(f"r{n}", (cell(f"mark{n}"), cell("x"))) for n in range(30)),
        ),
        "record": RecordTable(
            "r",
            (FormField("a", "A", width=0.5), FormField("b", "B", width=0.5)),
            labels=tuple((f"l{n}", words(f"mark{n}")) for n in range(22)),
        ),
        "list": ListBlock("l", tuple(ListItem(f"i{n}", words(f"mark{n}")) for n in range(30)), "number"),
        "paragraph": Paragraph("p", words("mark0 " + SENTENCE * 3)),
    }


@pytest.mark.parametrize("kind", sorted(before_signatures()))
def test_signatures_stay_whole_and_with_what_precedes(kind: str, tmp_path: Path) -> None:
    moved = 0
    for spare in range(0, 24, 2):
        fill = [Paragraph(f"f{n}", words("fill")) for n in range(spare)]
        pages = page_texts(write_pdf(document(*fill, before_signatures()[kind], SIGNATURES), Theme()), tmp_path)
        [signed] = [page for page in pages if "I have read this." in page]
        assert "mark" in signed.partition("I have read this.")[0]
        assert "Lead journeyperson" in signed
        moved += signed is not pages[0]
        numbers = [int(n) for n in re.findall(r"mark(\d+)", " ".join(pages))]
        assert numbers == list(range(len(numbers)))
    assert moved or kind == "paragraph"


def test_landscape_pages_are_turned_and_none_is_empty(tmp_path: Path) -> None:
    blocks = (
        Heading("h1", 1, words("First"), page_break=True),
        Landscape("wide", (Heading("h2", 2, words("Wide"), page_break=True), Paragraph("w", words("wide")))),
        PageBreak("break"),
        Heading("h3", 1, words("Upright"), page_break=True),
    )
    data = write_pdf(document(*blocks), Theme())
    boxes = [[float(v) for v in page.mediabox][2:] for page in opened(data).pages]
    assert [width > height for width, height in boxes] == [False, True, False]
    assert all(page.strip() for page in page_texts(data, tmp_path))


def test_a_heading_never_ends_a_page(tmp_path: Path) -> None:
    for spare in range(20, 40):
        fill = [Paragraph(f"f{n}", words("fill")) for n in range(spare)]
        end = (
            Heading("h", 2, words("Last heading")),
            Heading("k", 3, words("Under it")),
            Paragraph("p", words("text")),
        )
        pages = page_texts(write_pdf(document(*fill, *end), Theme()), tmp_path)
        [held] = [page for page in pages if "Last heading" in page]
        assert "Under it" in held
        assert "text" in held


def test_draft_and_issue_look_different(tmp_path: Path) -> None:
    (tmp_path / "issued.pdf").write_bytes(
        write_pdf(document(Paragraph("p", words("x")), control=control(draft=False, revision="Rev 2")), Theme())
    )
    (tmp_path / "draft.pdf").write_bytes(write_pdf(document(Paragraph("p", words("x"))), Theme()))
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    issued, draft = (
        subprocess.run(
            ["pdftotext", str(tmp_path / f"{name}.pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout
        for name in ("issued", "draft")
    )
    assert "DRAFT" in draft
    assert "DRAFT" not in issued
    assert "Rev 2" in issued


def test_what_no_font_draws_is_replaced_and_named() -> None:
    assert undrawable(["plain", "ᓀᐦᐃᔭᐍᐏᐣ ☐ é †", "中\U0001f6a7"]) == "中\U0001f6a7"
    assert write_pdf(document(Paragraph("p", words("中文 \x00\x1b \u202e"))), Theme()).startswith(b"%PDF")


@pytest.mark.parametrize("text", [*HOSTILE, "a\\", '"', "\\u{41}", "line\nbreak"])
def test_text_is_a_literal_of_itself(text: str) -> None:
    import typst

    value = typst.Compiler().eval(literal(text), format="json")
    assert json.loads(value) == text.replace("\n", " ")


def test_words_wider_than_their_cell_may_break_and_others_not() -> None:
    assert "\u200b" not in literal("Likelihood of harm", 20)
    assert "\u200b" in literal("Likelihood", 3)
    assert literal("x" * 300, 90).count("\u200b") == 299


def test_widths_are_those_of_the_shipped_font() -> None:
    from fontTools.ttLib import TTFont

    [bold] = [path for path in font_files() if path.name == "Carlito-Bold.ttf"]
    with TTFont(bold) as font:
        cmap, metrics = font.getBestCmap(), font["hmtx"]
        assert tuple(metrics[cmap[code]][0] for code in range(32, 127)) == ADVANCES_BOLD


def test_many_documents_come_back_by_key_from_worker_processes() -> None:
    documents = {f"d{n}": document(Paragraph("p", (Text(f"Document {n}"),))) for n in range(3)}
    done: list[str] = []
    made = write_pdfs([PdfJob(k, d, Theme()) for k, d in documents.items()], workers=1, on_done=done.append)
    assert made == {key: write_pdf(d, Theme()) for key, d in documents.items()}
    assert done == list(documents)
    assert write_pdfs([]) == {}


def test_without_pango_the_second_engine_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(EnvironmentFailure, match="Pango") as failure:
        write_pdf(sample_document(), Theme(), "weasyprint")
    assert "\n" not in str(failure.value)


def test_the_second_engine_reads_no_file_and_no_network(tmp_path: Path) -> None:
    from manualgen.writers.pdf.weasy import html_to_pdf
    from manualgen.writers.raster import svg_to_png

    secret = tmp_path / "secret.png"
    secret.write_bytes(svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', 9))
    html = f'<html lang="en"><title>t</title><img alt="a" src="{secret.as_uri()}"><p>text</p></html>'
    pdf = opened(html_to_pdf(html))
    assert not pdf.pages[0].Resources.get("/XObject", {})
