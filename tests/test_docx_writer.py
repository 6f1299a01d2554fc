"""What every Word file of ours must hold, read from its XML."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from test_docx_sample import COMPANY, LONG_NAME, SYLLABICS, control, form, sample, t

from manualgen.rendering.document import (
    Contents,
    Document,
    Heading,
    Landscape,
    PageBreak,
    Paragraph,
    Reference,
    WebLink,
)
from manualgen.rendering.ids import bookmark_name
from manualgen.writers.docx import write_docx
from manualgen.writers.theme import Theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THEME = Theme()


def parts(document: Document, theme: Theme = THEME) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(write_docx(document, theme))) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def body(*blocks: object) -> etree._Element:
    document = Document("doc", "section", "S-001", "Title", tuple(blocks), control())  # type: ignore[arg-type]
    return etree.fromstring(parts(document)["word/document.xml"])


def words(element: etree._Element) -> str:
    return "".join(x.text or "" for x in element.iter(f"{W}t"))


def style(p: etree._Element) -> str:
    return str(p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    return parts(sample(hostile=True))


@pytest.fixture(scope="module")
def tree(whole: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(whole["word/document.xml"])


def test_python_docx_opens_the_file_and_finds_the_house_styles() -> None:
    import docx

    opened = docx.Document(BytesIO(write_docx(sample(), THEME)))
    assert opened.core_properties.title == "Health and Safety Manual"
    for name in ("Title", "Heading 1", "Heading 4", "Body Text", "Lead", "List Bullet", "List Number", "Caption",
                 "toc 3", "Header", "Footer", "Hyperlink", "Blank", "Citation", "Manual Grid", "Duty"):  # fmt: skip
        assert name in [s.name for s in opened.styles], name


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests'); from test_docx_sample import sample;"
        "from manualgen.writers.docx import write_docx; from manualgen.writers.theme import Theme;"
        "print(hashlib.sha256(write_docx(sample(), Theme())).hexdigest())"
    )
    root = Path(__file__).parent.parent
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(seen) == 1


def test_every_zip_entry_has_the_fixed_time() -> None:
    with zipfile.ZipFile(BytesIO(write_docx(form(), THEME))) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_dates_come_from_document_control(whole: dict[str, bytes]) -> None:
    core = whole["docProps/core.xml"].decode()
    assert core.count("2026-11-21T00:00:00Z") == 2


def test_a_date_that_is_no_date_is_refused() -> None:
    bad = replace(form(), control=replace(control(), date="next week"))
    with pytest.raises(ValueError, match=r"frm-ladder-inspection.*next week"):
        write_docx(bad, THEME)


def test_an_emailed_copy_knows_client_document_and_revision(whole: dict[str, bytes]) -> None:
    custom = etree.fromstring(whole["docProps/custom.xml"])
    got = {p.get("name"): "".join(p.itertext()) for p in custom}
    assert got["manualgen.client"] == "obrien-soehne"
    assert got["manualgen.document"] == "manual"
    assert got["manualgen.number"] == "HSM-001"
    assert got["manualgen.revision"] == "DRAFT"
    assert got["manualgen.snapshot"] == "3f9a"
    assert got["Prepared for"] == COMPANY


def test_hostile_text_is_printed_literally(tree: etree._Element) -> None:
    text = words(tree)
    for literal in ("{{ 7*7 }}", "=1+1", "<b>not bold</b>", ']]> &amp; "quoted"', SYLLABICS, LONG_NAME, "<script>"):
        assert literal in text


def test_syllabics_name_a_font_that_has_them(tree: etree._Element) -> None:
    run = next(r for r in tree.iter(f"{W}r") if SYLLABICS in words(r))
    assert words(run) == SYLLABICS
    assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Gadugi"


def test_a_forbidden_character_names_the_block() -> None:
    with pytest.raises(ValueError, match=r"^p-bad: the character U\+000B"):
        body(Paragraph("p-good", t("fine")), Paragraph("p-bad", t("a\x0bb")))
    with pytest.raises(ValueError, match=r"^p-bad: the character U\+D800"):
        body(Paragraph("p-bad", t("half a \ud800 pair")))


def test_a_forbidden_character_in_the_facts_is_refused() -> None:
    with pytest.raises(ValueError, match="document control"):
        write_docx(replace(form(), control=replace(control(), company="A\x00B")), THEME)


def test_two_blocks_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^same: two blocks"):
        body(Paragraph("same", t("a")), Paragraph("same", t("b")))


def test_a_link_that_could_run_something_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^p: 'javascript:alert"):
        body(Paragraph("p", (WebLink("javascript:alert(1)", "x"),)))


def test_bookmarks_are_unique_closed_and_short(tree: etree._Element) -> None:
    starts = list(tree.iter(f"{W}bookmarkStart"))
    names = [b.get(f"{W}name") for b in starts]
    assert len(names) == len({n.lower() for n in names}) > 150
    assert all(re.fullmatch(r"_m[a-z2-7]{16}", n) for n in names)
    assert [b.get(f"{W}id") for b in starts] == [str(n) for n in range(len(starts))]
    assert sorted(b.get(f"{W}id") for b in tree.iter(f"{W}bookmarkEnd")) == sorted(b.get(f"{W}id") for b in starts)


def test_a_heading_keeps_its_number_outside_the_bookmark() -> None:
    p = next(body(Heading("h", 2, t("Duties"), number="1.1")).iter(f"{W}p"))
    tags = [etree.QName(x).localname for x in p]
    assert tags == ["pPr", "r", "bookmarkStart", "r", "bookmarkEnd"]
    assert words(p) == "1.1\u2003Duties"


def test_every_internal_link_leads_to_a_bookmark_of_the_file(tree: etree._Element) -> None:
    names = {b.get(f"{W}name") for b in tree.iter(f"{W}bookmarkStart")}
    anchors = {h.get(f"{W}anchor") for h in tree.iter(f"{W}hyperlink") if h.get(f"{W}anchor")}
    assert anchors
    assert anchors <= names


def test_a_reference_to_a_document_leads_to_its_heading(tree: etree._Element) -> None:
    link = next(h for h in tree.iter(f"{W}hyperlink") if words(h) == "SJP-001 Replace a panel")
    assert link.get(f"{W}anchor") == bookmark_name("sjp")


def test_a_reference_out_of_the_file_is_plain_text(tree: etree._Element) -> None:
    assert not [h for h in tree.iter(f"{W}hyperlink") if words(h) == "F-099"]
    assert "F-099" in words(tree)


def test_further_targets_lead_to_bookmarks_of_this_file_only() -> None:
    blocks = (Paragraph("p", (Reference("elsewhere", "here"), Reference("gone", "there"))),)
    document = Document("doc", "section", "", "Title", blocks, control())
    targets = {"elsewhere": bookmark_name("p"), "gone": bookmark_name("not in this file")}
    with zipfile.ZipFile(BytesIO(write_docx(document, THEME, targets))) as archive:
        xml = archive.read("word/document.xml").decode()
    assert xml.count("<w:hyperlink") == 1


def test_the_contents_are_a_field_with_linked_entries_and_no_page_numbers(tree: etree._Element) -> None:
    entries = [p for p in tree.iter(f"{W}p") if style(p).startswith("TOC") and style(p) != "TOCHeading"]
    assert [words(p) for p in entries][:2] == ["1\u2003Management leadership", "1.1\u2003Duties"]
    assert not [p for p in entries if words(p) == "Not in the contents"]
    assert all(p.find(f"{W}hyperlink") is not None for p in entries)
    field = [e.get(f"{W}fldCharType") for p in entries for e in p.iter(f"{W}fldChar")]
    assert field == ["begin", "separate", "end"]
    assert [e.text for e in tree.iter(f"{W}instrText")] == [' TOC \\o "1-2" \\h \\z \\u ']
    assert not list(tree.iter(f"{W}tab"))  # no stored page number


def test_word_is_not_asked_to_update_fields(whole: dict[str, bytes]) -> None:
    everything = b"".join(v for n, v in whole.items() if n.endswith(".xml"))
    assert b"updateFields" not in everything
    assert b"w:dirty" not in everything


def test_a_heading_outside_the_contents_is_not_collected_by_the_field(whole: dict[str, bytes]) -> None:
    styles = etree.fromstring(whole["word/styles.xml"])
    unlisted = next(s for s in styles if s.get(f"{W}styleId") == "Heading2Unlisted")
    assert unlisted.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "9"


def test_sections_turn_the_page_and_numbers_run_on(tree: etree._Element) -> None:
    sections = list(tree.iter(f"{W}sectPr"))
    turns = [s.find(f"{W}pgSz").get(f"{W}orient") == "landscape" for s in sections]
    assert turns == [False, True, False, True, True, False]
    assert [s.find(f"{W}titlePg") is not None for s in sections] == [True, False, False, False, False, False]
    assert not list(tree.iter(f"{W}pgNumType"))
    for s, wide in zip(sections, turns, strict=True):
        used = [e.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id") for e in s][:2]
        name = "Landscape" if wide else "Portrait"
        assert used == [f"rHeader{name}", f"rFooter{name}"]


def test_no_break_makes_an_empty_page_beside_a_section() -> None:
    root = body(
        Paragraph("a", t("a")),
        PageBreak("b1"),
        Landscape("l", (PageBreak("b2"), Paragraph("b", t("b")), PageBreak("b3"))),
        PageBreak("b4"),
        Heading("c", 1, t("c"), page_break=True),
    )
    assert [words(p) for p in root.iter(f"{W}p")] == ["a", "b", "c"]
    assert len(list(root.iter(f"{W}pageBreakBefore"))) == 1
    assert not list(root.iter(f"{W}br"))


def test_a_document_that_starts_or_ends_wide_has_no_empty_section() -> None:
    root = body(Landscape("l", (Paragraph("b", t("b")),)))
    assert len(list(root.iter(f"{W}sectPr"))) == 1


def test_header_and_footer_carry_the_control_facts(whole: dict[str, bytes]) -> None:
    header, footer = (etree.fromstring(whole[f"word/{n}1.xml"]) for n in ("header", "footer"))
    assert [w for w in (words(p) for p in header.iter(f"{W}tc")) if w] == [
        COMPANY + "Health and Safety Manual", "DRAFT", "HSM-001",
    ]  # fmt: skip
    assert "HSM-001  ·  DRAFT  ·  2026-11-21" in words(footer)
    assert [e.text.strip() for e in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_the_wide_header_is_as_wide_as_the_wide_page(whole: dict[str, bytes]) -> None:
    for number, text_width in ((1, 12240 - 1247 - 1134), (2, 15840 - 1247 - 1134)):
        header = etree.fromstring(whole[f"word/header{number}.xml"])
        assert sum(int(c.get(f"{W}w")) for c in header.iter(f"{W}gridCol")) == text_width


def test_an_issued_document_does_not_say_draft() -> None:
    files = parts(form())
    assert not [n for n, data in files.items() if b"DRAFT" in data]
    assert [n for n, data in parts(sample()).items() if b"DRAFT" in data and "header" in n]


def test_no_legacy_vml_is_written(whole: dict[str, bytes]) -> None:
    assert not [n for n, data in whole.items() if b"urn:schemas-microsoft-com:vml" in data]


def test_the_language_is_the_documents_own() -> None:
    assert b'<w:lang w:val="fr-CA"' in parts(replace(form(), language="fr-CA"))["word/styles.xml"]


def test_a_paragraph_that_ends_in_a_colon_stays_with_its_list(tree: etree._Element) -> None:
    p = next(p for p in tree.iter(f"{W}p") if words(p) == "Before the climb:")
    assert p.find(f"{W}pPr/{W}keepNext") is not None


def test_the_contents_start_a_page_of_their_own() -> None:
    root = body(Paragraph("a", t("a")), Contents("toc"), Heading("h", 1, t("One"), page_break=True))
    title = next(p for p in root.iter(f"{W}p") if words(p) == "Contents")
    assert title.find(f"{W}pPr/{W}pageBreakBefore") is not None
