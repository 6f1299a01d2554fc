"""Tables, boxes, lists and forms in Word: widths, heads, rows, restarts, boxes."""

from __future__ import annotations

import pytest
from lxml import etree
from test_docx_sample import form, form_blocks, sample, t
from test_docx_writer import W, body, parts, style, words

from manualgen.rendering.document import (
    Callout,
    Cell,
    Column,
    Field,
    FieldGrid,
    ListBlock,
    ListItem,
    Paragraph,
    RecordTable,
    Row,
    SignatureBlock,
    Table,
)
from manualgen.rendering.ids import bookmark_name, nested_id
from manualgen.writers.docx.forms import field_lines
from manualgen.writers.docx.measure import split_width, twips
from manualgen.writers.theme import Theme

TEXT_WIDTH = 12240 - 1247 - 1134


def tables(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(f"{W}tbl"))


def simple(*rows: Row, **more: object) -> Table:
    return Table("t", (Column("A", 1 / 3), Column("B", 1 / 3), Column("C", 1 / 3)), rows, **more)  # type: ignore[arg-type]


def row(row_id: str, *texts: str) -> Row:
    return Row(row_id, tuple(Cell((t(x),)) for x in texts))


def keeps(element: etree._Element) -> bool:
    return all(p.find(f"{W}pPr/{W}keepNext") is not None for p in element.iter(f"{W}p"))


@pytest.mark.parametrize("total", [9859, 9860, 9861, 7])
def test_widths_always_sum_to_the_whole(total: int) -> None:
    for fractions in ([1 / 3] * 3, [0.1] * 7, [0.46, 0.08, 0.1, 0.08, 0.28], [2, 1], [0, 0]):
        widths = split_width(total, fractions)
        assert sum(widths) == total
        assert min(widths) > 0


def test_every_cell_of_every_table_is_as_wide_as_its_grid() -> None:
    root = etree.fromstring(parts(sample())["word/document.xml"])
    for table in tables(root):
        grid = [int(c.get(f"{W}w")) for c in table.find(f"{W}tblGrid")]
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(grid)
        for tr in table.findall(f"{W}tr"):
            at = 0
            for tc in tr.findall(f"{W}tc"):
                span = tc.find(f"{W}tcPr/{W}gridSpan")
                count = int(span.get(f"{W}val")) if span is not None else 1
                assert int(tc.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) == sum(grid[at : at + count])
                at += count
            assert at == len(grid)


def test_plain_tables_fill_the_text_width() -> None:
    (table,) = tables(body(simple(row("r", "a", "b", "c"))))
    assert sum(int(c.get(f"{W}w")) for c in table.find(f"{W}tblGrid")) == TEXT_WIDTH


def test_the_head_repeats_and_rows_do_not_split() -> None:
    (table,) = tables(body(simple(*(row(f"r{n}", "a", "b", "c") for n in range(60)))))
    rows = table.findall(f"{W}tr")
    heads = [r.find(f"{W}trPr/{W}tblHeader") for r in rows]
    assert heads[0] is not None
    assert dict(heads[0].attrib) == {}  # bare: LibreOffice's w:val="true" is invalid in strict readers
    assert not [h for h in heads[1:] if h is not None]
    assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)


def test_a_row_longer_than_a_page_may_split() -> None:
    (table,) = tables(body(simple(row("r", "word " * 2000, "b", "c"))))
    assert table.findall(f"{W}tr")[1].find(f"{W}trPr/{W}cantSplit") is None


def test_a_long_table_without_titles_repeats_a_band_not_a_row_of_facts() -> None:
    rows = tuple(row(f"r{n}", "fact", "value") for n in range(80))
    (table,) = tables(body(Table("t", (Column("", 0.5), Column("", 0.5)), rows)))
    head = table.findall(f"{W}tr")[0]
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert words(head) == ""


def test_a_short_table_without_titles_stays_on_one_page() -> None:
    (table,) = tables(body(Table("t", (Column("", 0.5), Column("", 0.5)), (row("a", "1", "2"), row("b", "3", "4")))))
    assert [words(r) for r in table.findall(f"{W}tr")] == ["12", "34"]
    assert keeps(table.findall(f"{W}tr")[0])


def test_the_bookmark_of_a_row_is_in_its_first_cell_with_text() -> None:
    (table,) = tables(body(simple(Row("r", (Cell(), Cell((t("x"), t("y"))), Cell((t("z"),)))))))
    tcs = table.findall(f"{W}tr")[1].findall(f"{W}tc")
    assert [len(list(tc.iter(f"{W}bookmarkStart"))) for tc in tcs] == [0, 1, 0]
    paragraphs = list(tcs[1].iter(f"{W}p"))
    assert paragraphs[0].find(f"{W}bookmarkStart").get(f"{W}name") == bookmark_name("r")
    assert paragraphs[1].find(f"{W}bookmarkEnd") is not None


def test_alternative_text_and_caption_are_on_the_table() -> None:
    (table,) = tables(body(simple(row("r", "a", "b", "c"), caption='Steps "A" & B', summary="What to do")))
    properties = table.find(f"{W}tblPr")
    assert properties.find(f"{W}tblCaption").get(f"{W}val") == 'Steps "A" & B'
    assert properties.find(f"{W}tblDescription").get(f"{W}val") == "What to do"


def test_tones_are_the_themes_fills() -> None:
    (table,) = tables(body(simple(Row("r", (Cell((t("x"),), "extreme"), Cell((t("y"),), "muted"), Cell((t("z"),)))))))
    fills = [tc.find(f"{W}tcPr/{W}shd") for tc in table.findall(f"{W}tr")[1].findall(f"{W}tc")]
    colours = Theme().colours
    assert [f.get(f"{W}fill") if f is not None else "" for f in fills] == [
        colours.extreme[1:], colours.note_fill[1:], "",
    ]  # fmt: skip


def test_an_unknown_tone_names_the_table() -> None:
    with pytest.raises(ValueError, match=r"^t: unknown tone 'pink'"):
        body(simple(Row("r", (Cell((t("x"),), "pink"),))))


def test_two_tables_never_touch() -> None:
    root = body(simple(row("r1", "a", "b", "c")), Table("u", (Column("A", 1.0),), (row("r2", "a"),)))
    tags = [etree.QName(x).localname for x in root[0]]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_each_numbered_list_starts_where_it_says() -> None:
    lists = [
        ListBlock("a", (ListItem("a1", t("x"), (ListBlock("n", (ListItem("n1", t("y")),), "number", 5),)),), "number"),
        ListBlock("b", (ListItem("b1", t("x")),), "number", 3),
        ListBlock("c", (ListItem("c1", t("x")),), "bullet"),
        ListBlock("d", (ListItem("d1", t("x")),), "bullet"),
    ]
    from manualgen.rendering.document import Document

    files = parts(Document("doc", "section", "", "T", tuple(lists), form().control))
    root = etree.fromstring(files["word/document.xml"])
    used = [p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for p in root.iter(f"{W}p")]
    levels = [p.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val") for p in root.iter(f"{W}p")]
    assert levels == ["0", "1", "0", "0", "0"]
    assert len(set(used[:3])) == 3
    numbering = etree.fromstring(files["word/numbering.xml"])
    starts = {
        n.get(f"{W}numId"): [
            (o.get(f"{W}ilvl"), o.find(f"{W}startOverride").get(f"{W}val")) for o in n.iter(f"{W}lvlOverride")
        ]
        for n in numbering.findall(f"{W}num")
    }
    assert [starts[n][-1] for n in used[:3]] == [("0", "1"), ("1", "5"), ("0", "3")]


def test_signatures_stay_with_the_block_before_them() -> None:
    sign = SignatureBlock("s", (("Owner", ""), ("Worker", "")), t("I agree."))
    root = body(simple(*(row(f"r{n}", "a", "b", "c") for n in range(30))), sign)
    first, second = tables(root)
    rows = first.findall(f"{W}tr")
    assert keeps(rows[-1])
    assert not keeps(rows[15])  # the long table itself may run over pages
    between = root[0].findall(f"{W}p")[:2]
    assert [words(p) for p in between] == ["", "I agree."]
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in between)
    assert [keeps(r) for r in second.findall(f"{W}tr")] == [True, True, False]


def test_a_paragraph_or_list_before_signatures_is_kept_with_them() -> None:
    sign = SignatureBlock("s", (("Owner", ""),))
    root = body(Paragraph("p", t("x")), sign)
    assert next(root.iter(f"{W}p")).find(f"{W}pPr/{W}keepNext") is not None
    items = ListBlock("l", tuple(ListItem(f"i{n}", t("x")) for n in range(9)))
    root = body(items, SignatureBlock("s", (("Owner", ""),)))
    held = [p.find(f"{W}pPr/{W}keepNext") is not None for p in root.iter(f"{W}p")][:9]
    assert held[-1] is True
    assert held[4] is False


def test_a_callout_is_one_cell_and_holds_tables() -> None:
    inner = Table("t", (Column("A", 1.0),), (row("r", "x"),))
    root = body(Callout("c", "stop", "Stop", (inner,)))
    box = tables(root)[0]
    assert len(box.findall(f"{W}tr")) == 1
    assert etree.QName(box.find(f"{W}tr/{W}tc")[-1]).localname == "p"  # a cell must end with a paragraph


def test_a_tall_callout_may_run_over_a_page_and_a_short_one_not() -> None:
    def split(lines: int) -> bool:
        block = Callout("c", "law", "Law", tuple(Paragraph(f"p{n}", t("One line.")) for n in range(lines)))
        return tables(body(block))[0].find(f"{W}tr/{W}trPr/{W}cantSplit") is None

    assert not split(5)
    assert split(60)


def test_fields_flow_until_the_line_is_full() -> None:
    fields = [Field(str(n), "x", width=w) for n, w in enumerate((0.25, 0.75, 0.5, 0.25, 0.5, 1.0))]
    assert [[f.id for f in line] for line in field_lines(tuple(fields))] == [["0", "1"], ["2", "3"], ["4"], ["5"]]


def test_every_space_to_write_in_is_high_enough_for_gloves() -> None:
    root = etree.fromstring(parts(form())["word/document.xml"])
    for table in tables(root):
        for tr in table.findall(f"{W}tr"):
            if any(style(p) == "FieldSpace" for p in tr.iter(f"{W}p")):
                height = tr.find(f"{W}trPr/{W}trHeight")
                assert int(height.get(f"{W}val")) >= twips(8)
                assert height.get(f"{W}hRule") == "atLeast"  # typed text must not be cut off


def test_a_group_of_fields_stays_on_one_page() -> None:
    fields = tuple(Field(str(n), "x", "long", lines=6) for n in range(8))
    groups = tables(body(FieldGrid("g", fields)))
    assert len(groups) > 1
    for group in groups:
        assert all(keeps(tr) for tr in group.findall(f"{W}tr")[:-1])


def test_a_field_carries_its_id_on_the_label() -> None:
    root = body(FieldGrid("g", (Field("date", "Date", "date"),)))
    assert root.find(f".//{W}bookmarkStart").get(f"{W}name") == bookmark_name("g/date")


def test_checklists_have_a_row_an_item_and_a_box_an_answer() -> None:
    block = next(b for b in form_blocks() if isinstance(b, RecordTable) and b.labels)
    rows = tables(body(block))[0].findall(f"{W}tr")
    assert len(rows) == 1 + len(block.labels)
    assert all(words(r).count("☐") == 3 for r in rows[1:])


def test_a_checklist_column_of_yes_or_no_is_one_box_and_elsewhere_two_answers() -> None:
    columns = (Field("item", "Item", width=0.8), Field("ok", "OK", "yesno", width=0.2))
    (checklist,) = tables(body(RecordTable("r", columns, labels=(("x", t("Rails")),))))
    assert words(checklist.findall(f"{W}tr")[1]) == "Rails☐"
    (log,) = tables(body(RecordTable("r", columns, rows=1)))
    assert words(log.findall(f"{W}tr")[1]) == "☐\u00a0Yes    ☐\u00a0No"


def test_blank_rows_are_as_many_as_asked() -> None:
    block = RecordTable("r", (Field("a", "A", width=1.0),), rows=12)
    assert len(tables(body(block))[0].findall(f"{W}tr")) == 13


def test_parts_of_blocks_get_ids_below_their_block() -> None:
    assert nested_id("frm-x.grid", "date") == "frm-x.grid/date"
    assert nested_id("frm-x", "frm-x.items.rails") == "frm-x.items.rails"
