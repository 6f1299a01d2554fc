"""Markdown to blocks: ids, literal values, fences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from manualgen.rendering.document import (
    Blank,
    Citation,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    Text,
    WebLink,
    plain_text,
    walk,
)
from manualgen.rendering.environment import fold_tag_lines
from manualgen.rendering.markdown import Ids, blocks, inline
from manualgen.rendering.stamping import stamp_markdown, stamp_procedure
from manualgen.rendering.tokens import Tokens, Value


def _parse(source: str, tokens: Tokens | None = None):
    return blocks(source, tokens or Tokens(), Ids("doc"), lambda fence: [])


def test_a_trailing_mark_names_the_block_and_does_not_print():
    heading, paragraph, items, grid = _parse(
        "## Title ^h1\n\nSome words. ^p1\n\n- one ^i1\n- two ^i2\n\n| A | B |\n|---|---|\n| x ^r1 | y |\n"
    )
    assert isinstance(heading, Heading)
    assert (heading.id, plain_text(heading.inlines)) == ("doc/h1", "Title")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.id == "doc/p1"
    assert isinstance(items, ListBlock)
    assert [i.id for i in items.items] == ["doc/i1", "doc/i2"]
    assert isinstance(grid, Table)
    assert grid.rows[0].id == "doc/r1"
    assert plain_text(grid.rows[0].cells[0].paragraphs[0]) == "x"


def test_ids_survive_insertion_and_reordering():
    before = {plain_text(b.inlines): b.id for b in _parse("First. ^aaaa\n\nSecond. ^bbbb\n")}
    after = {plain_text(b.inlines): b.id for b in _parse("Second. ^bbbb\n\nNew words. ^cccc\n\nFirst. ^aaaa\n")}
    assert {k: after[k] for k in before} == before


def test_bold_italic_and_links():
    items = inline("a **b** *c* [d](https://e.example)", Tokens())
    assert items == (Text("a "), Text("b", bold=True), Text(" "), Text("c", italic=True), Text(" "),
                     WebLink("https://e.example", "d"))  # fmt: skip


def test_html_is_words():
    assert plain_text(_parse("<b>x</b> & <script>")[0].inlines) == "<b>x</b> & <script>"


@settings(max_examples=150)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=60))
def test_a_value_prints_character_for_character_wherever_it_stands(value):
    tokens = Tokens()
    mark = tokens.add(value)
    source = f"## {mark}\n\n{mark} and **{mark}**\n\n- {mark}\n\n| A |\n|---|\n| {mark} |\n"
    heading, paragraph, items, grid = _parse(source, tokens)
    assert plain_text(heading.inlines) == value
    assert plain_text(paragraph.inlines) == f"{value} and {value}"
    assert plain_text(items.items[0].inlines) == value
    assert plain_text(grid.rows[0].cells[0].paragraphs[0]) == value


def test_a_dagger_stands_behind_the_unit():
    tokens = Tokens()
    height = tokens.add(Value(Citation("3†", "fall", "p", True)))
    assert plain_text(inline(f"from {height} m up, {height}° steep, {height} more", tokens)) == "from 3 m† up, 3°† steep, 3† more"


def test_a_blank_stays_a_blank_through_markdown():
    tokens = Tokens()
    mark = tokens.add(Value(Blank("sites.shop.muster_point", "Muster point")))
    assert _parse(f"Meet at {mark}.", tokens)[0].inlines[1] == Blank("sites.shop.muster_point", "Muster point")


def test_tag_lines_part_paragraphs_but_not_table_rows():
    source = "a\n{% if x %}\nb {% endif %}\n\n| h |\n|---|\n{% if x %}\n| r |\n{% endif %}\n{% if y %}\n| s |\n{% endif %}\nc"
    folded, origin = fold_tag_lines(source)
    assert folded == (
        "a\n{% if x %}\nb {% endif %}\n\n| h |\n|---|\n{% if x %}| r |\n{% endif %}{% if y %}| s |\n{% endif %}\nc"
    )
    assert [source.split("\n")[n] for n in origin][-2:] == ["{% endif %}", "c"]
    plain = fold_tag_lines("first ^aaaa\n{% if x %}\nsecond ^bbbb\n{% endif %}\n")[0].replace("{% if x %}", "").replace("{% endif %}", "")
    assert [b.id for b in _parse(plain)] == ["doc/aaaa", "doc/bbbb"]


WORDS = st.text(alphabet="abcdefg ", min_size=3, max_size=20).map(str.strip).filter(bool)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=6, unique=True))
def test_stamping_names_every_block_once_and_then_rests(paragraphs):
    source = "---\nid: swp-x\n---\n" + "\n\n".join(paragraphs) + "\n"
    first = stamp_markdown(source, "swp-x")
    assert first.written == len(paragraphs)
    assert stamp_markdown(first.text, "swp-x").written == 0
    ids = [b.id for b in walk(tuple(_parse(first.text.split("---\n")[2])))]
    assert len(set(ids)) == len(paragraphs)
    assert all(f"^{i.split('/')[1]}" in first.text for i in ids)


def test_stamping_reports_a_loop_and_leaves_it():
    source = "---\nid: sec-x\n---\n{% for site in sites %}\nMeet here.\n{% endfor %}\n"
    result = stamp_markdown(source, "sec-x")
    assert (result.written, result.unnamed) == (0, (5,))


def test_stamping_a_procedure_touches_only_its_plain_lists():
    source = 'id: sjp-x\nscope: Here\ntools:\n  - a hammer\n  - "a saw, sharp"\nsteps:\n  - {id: s1, do: Cut}\n'
    result = stamp_procedure(source, "sjp-x")
    assert result.written == 2
    assert "a hammer ^" in result.text
    assert "sharp ^" in result.text
    assert "do: Cut}" in result.text
    assert stamp_procedure(result.text, "sjp-x").written == 0
