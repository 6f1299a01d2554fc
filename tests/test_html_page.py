"""The HTML page: self-contained, accessible, and safe with any words in it."""

from __future__ import annotations

from lxml import etree, html
from test_pdf_sample import control, sample_blocks, sample_document, words

from manualgen.rendering.document import Field as FormField
from manualgen.rendering.document import Heading, Paragraph, RecordTable, Table, WebLink, walk
from manualgen.rendering.ids import bookmark_name
from manualgen.writers.html import write_html
from manualgen.writers.html.style import css_string
from manualgen.writers.theme import Theme


def parsed(**changes: object) -> html.HtmlElement:
    return html.document_fromstring(write_html(sample_document(**changes), Theme()))


def test_nothing_comes_from_outside() -> None:
    root = parsed()
    assert not root.xpath(
        "//script | //iframe | //object | //link | //*[@onload or @onclick or @style[contains(., 'url')]]"
    )
    assert all(src.startswith("data:") for src in root.xpath("//@src"))
    assert "url(http" not in write_html(sample_document(), Theme())


def test_ids_are_unique_bookmark_names_and_links_find_them() -> None:
    root = parsed()
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(target[1:] in ids for target in root.xpath("//a/@href") if target.startswith("#"))
    wanted = {bookmark_name(block.id) for block in walk(sample_blocks())}
    assert wanted <= set(ids)


def test_structure_is_named_for_assistive_readers() -> None:
    root = parsed()
    assert root.get("lang") == "en-CA"
    assert root.xpath("//title/text()") == ["KCE-MAN-001 Health and safety manual"]
    assert len(root.xpath("//main")) == 1
    assert all(alt.strip() for alt in root.xpath("//img/@alt"))
    assert len(root.xpath("//img")) == len(root.xpath("//img[@alt]"))
    for table in root.xpath("//table"):
        assert table.xpath(".//th[@scope='col']")


def test_heading_levels_have_no_gap() -> None:
    blocks = tuple(Heading(f"h{n}", level, words("x")) for n, level in enumerate((3, 1, 4, 4, 2, 3)))
    tags = [node.tag for node in parsed(blocks=blocks).xpath("//main/*")]
    assert tags == ["h1", "h1", "h2", "h2", "h2", "h3"]


def test_rows_without_titles_are_no_table() -> None:
    blocks = tuple(b for b in sample_blocks() if isinstance(b, Table) and not any(c.title for c in b.columns))
    assert blocks
    assert not parsed(blocks=blocks).xpath("//table")
    untitled = RecordTable("r", (FormField("a", "", width=0.5), FormField("b", "", width=0.5)), rows=2)
    root = parsed(blocks=(untitled,))
    assert not root.xpath("//table")
    assert len(root.xpath("//div[@class='row']")) == 2


def test_hostile_facts_stay_text() -> None:
    hostile = '</style><script>alert(1)</script>" \\ \n }'
    page = write_html(
        sample_document(title=hostile, number=hostile, control=control(company=hostile, footer_note=hostile)), Theme()
    )
    root = html.document_fromstring(page)
    assert not root.xpath("//script")
    assert len(root.xpath("//style")) == 1
    assert "alert(1)" in root.xpath("string(//title)")
    assert css_string('a"\\</style>\n') == '"a\\22 \\5c \\3c \\2f style\\3e \\a "'


def test_only_web_mail_and_phone_links_are_links() -> None:
    urls = ("javascript:alert(1)", "data:text/html,x", "https://example.org/", "tel:911")
    root = parsed(blocks=(Paragraph("p", tuple(WebLink(url, url) for url in urls)),))
    assert root.xpath("//main//a/@href") == ["https://example.org/", "tel:911"]


def test_the_page_is_well_formed_enough_for_a_strict_reader() -> None:
    parser = etree.HTMLParser(recover=False)
    etree.fromstring(write_html(sample_document(), Theme()).replace("<main", "<div").replace("</main", "</div"), parser)
