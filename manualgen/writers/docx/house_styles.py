"""The house styles of the Word file, as data: every look of the body is a named style.

In: the theme. Out: ``w:style`` texts. A consultant who changes "Body Text" or "Manual Grid" in
Word changes the whole manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.writers.docx.lists import NUM_IDS, STEP
from manualgen.writers.docx.measure import half_points, twips_pt
from manualgen.writers.docx.tables import CELL_SIDE
from manualgen.writers.docx.text import escape
from manualgen.writers.theme import Theme

SYMBOL_FONT = "Segoe UI Symbol"
BOX_PT = 16.0  # of a box to tick on a form


def house_styles(theme: Theme) -> Iterator[str]:
    """Yield each style as XML text, basic styles first."""
    yield from _basic_styles(theme)
    yield from _text_styles(theme)
    yield from _heading_styles(theme)
    yield from _list_styles(theme)
    yield from _front_styles(theme)
    yield from _table_text_styles(theme)
    yield from _character_styles(theme)
    yield from _table_styles(theme)


def document_defaults(theme: Theme, language: str) -> str:
    """Return ``w:docDefaults``: body font, size, language."""
    size = half_points(theme.size_body_pt)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(theme.font_body_word)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{escape(language)}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def fonts(name: str) -> str:
    """Return ``w:rFonts`` that names ``name`` for every script."""
    name = escape(name)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def _colour(hex_colour: str) -> str:
    return f'<w:color w:val="{hex_colour[1:]}"/>'


def _spacing(before: float, after: float, line: float = 0.0) -> str:
    """Return ``w:spacing``: points before and after, ``line`` as a multiple of single spacing."""
    lines = f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{twips_pt(before)}" w:after="{twips_pt(after)}"{lines}/>'


def _style(
    kind: str, style_id: str, name: str, based: str = "", following: str = "", inner: str = "", shown: bool = True
) -> str:
    custom = "" if name.lower() in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + '<w:uiPriority w:val="1"/>'
        + ("<w:qFormat/>" if shown and kind != "table" else "")
        + f"{inner}</w:style>"
    )


_BUILT_IN = frozenset(
    (
        *("normal", "body text", "title", "subtitle", "caption", "header", "footer", "hyperlink", "toc heading"),
        *("list bullet", "list number", "heading 1", "heading 2", "heading 3", "heading 4"),
        *("toc 1", "toc 2", "toc 3", "toc 4"),
    )
)


def _p(style_id: str, name: str, ppr: str = "", rpr: str = "", based: str = "Normal", following: str = "") -> str:
    inner = (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return _style("paragraph", style_id, name, based, following, inner)


def _basic_styles(t: Theme) -> Iterator[str]:
    # the text colour is here and not in the defaults: LibreOffice lets defaults win over character styles in tables
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{_colour(t.colours.text)}</w:rPr></w:style>"
    )
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _text_styles(t: Theme) -> Iterator[str]:
    c = t.colours
    body = _spacing(0, t.space_after_pt, t.line_spacing)
    yield _p("BodyText", "Body Text", body)
    yield _p(
        "Lead",
        "Lead",
        _spacing(0, t.space_after_pt + 3, t.line_spacing),
        _colour(c.muted) + _size(t.size_body_pt + 1.5),
        "BodyText",
        "BodyText",
    )
    yield _p("SmallText", "Small Text", _spacing(0, t.space_after_pt * 0.7, 1.05), _size(t.size_small_pt), "BodyText")
    yield _p("NoteText", "Note Text", "", f"<w:i/><w:iCs/>{_colour(c.muted)}", "BodyText")
    bar = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{c.duty[1:]}"/></w:pBdr>'
    yield _p(
        "Duty",
        "Duty",
        f'<w:keepLines/>{bar}{_spacing(0, t.space_after_pt + 1, t.line_spacing)}<w:ind w:left="227"/>',
        "",
        "BodyText",
    )
    rule = '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>'
    yield _p("Header", "header", rule, _size(t.size_small_pt), "Normal")
    yield _p("Footer", "footer", rule, _colour(c.muted) + _size(t.size_small_pt), "Normal")
    yield _p(
        "Caption",
        "caption",
        "<w:keepNext/>" + _spacing(4, 3),
        f"<w:b/><w:bCs/>{_colour(c.muted)}" + _size(t.size_table_pt),
        "Normal",
        "BodyText",
    )
    yield _p("Figure", "Figure", _spacing(3, 3), "", "Normal", "FigureCaption")
    yield _p(
        "FigureCaption",
        "Figure Caption",
        _spacing(0, t.space_after_pt + 3),
        f"{_colour(c.muted)}" + _size(t.size_table_pt),
        "Normal",
        "BodyText",
    )


def _heading_styles(t: Theme) -> Iterator[str]:
    c = t.colours
    font = fonts(t.font_heading_word)
    looks = (
        (
            1,
            t.size_h1_pt,
            18.0,
            7.0,
            c.brand,
            f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="3" w:color="{c.brand[1:]}"/></w:pBdr>',
        ),
        (2, t.size_h2_pt, 11.5, 3.0, c.brand, ""),
        (3, t.size_h3_pt, 9.0, 3.0, c.text, ""),
        (4, t.size_h4_pt, 7.0, 2.0, c.muted, ""),
    )
    for level, size, before, after, colour, border in looks:
        keep = "<w:keepNext/><w:keepLines/>"
        ppr = f'{keep}{border}{_spacing(before, after)}<w:outlineLvl w:val="{level - 1}"/>'
        rpr = f"{font}<w:b/><w:bCs/>{_colour(colour)}{_size(size)}"
        yield _p(f"Heading{level}", f"heading {level}", ppr, rpr, "Normal", "BodyText")
        # not in the contents: the TOC field collects the styles "heading n" and outline levels
        yield _p(
            f"Heading{level}Unlisted",
            f"Heading {level} Unlisted",
            '<w:outlineLvl w:val="9"/>',
            "",
            f"Heading{level}",
            "BodyText",
        )


def _list_styles(t: Theme) -> Iterator[str]:
    names = (
        ("ListBullet", "List Bullet", "bullet"),
        ("ListNumber", "List Number", "number"),
        ("ListCheck", "List Check", "check"),
        ("ListDo", "List Do", "do"),
        ("ListDont", "List Do Not", "dont"),
    )
    for style_id, name, kind in names:
        numbering = f'<w:numPr><w:numId w:val="{NUM_IDS[kind]}"/></w:numPr>'
        spacing = _spacing(0, max(t.space_after_pt - 2, 0), t.line_spacing)
        ppr = f'{numbering}{spacing}<w:ind w:left="{STEP}" w:hanging="{STEP}"/>'
        yield _p(style_id, name, ppr, "", "BodyText")


def _front_styles(t: Theme) -> Iterator[str]:
    c = t.colours
    font = fonts(t.font_heading_word)
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="10" w:color="{c.brand[1:]}"/></w:pBdr>'
    yield _p(
        "Title",
        "Title",
        f"<w:keepLines/>{rule}{_spacing(0, 14)}",
        f"{font}<w:b/><w:bCs/>{_colour(c.brand)}{_size(32)}",
        "Normal",
        "BodyText",
    )
    yield _p("Subtitle", "Subtitle", _spacing(0, 8), f"{_colour(c.muted)}{_size(14)}", "Normal", "BodyText")
    yield _p("CoverLogo", "Cover Logo", _spacing(40, 90))
    yield _p("CoverCompany", "Cover Company", _spacing(0, 6), f"{font}<w:b/><w:bCs/>{_size(18)}")
    yield _p("CoverStatus", "Cover Status", _spacing(0, 70), f"{font}<w:b/><w:bCs/>{_size(16)}")
    yield _p("CoverLabel", "Cover Label", _spacing(3, 3), f"{_colour(c.muted)}{_size(t.size_body_pt)}")
    yield _p("CoverValue", "Cover Value", _spacing(3, 3), f"<w:b/><w:bCs/>{_size(t.size_body_pt)}")
    yield _p("CoverFootnote", "Cover Footnote", _spacing(24, 0, 1.1), f"{_colour(c.muted)}{_size(t.size_small_pt)}")
    yield _p(
        "TOCHeading",
        "TOC Heading",
        f"<w:keepNext/>{_spacing(0, 10)}",
        f"{font}<w:b/><w:bCs/>{_colour(c.brand)}{_size(t.size_h1_pt)}",
        "Normal",
        "BodyText",
    )
    right = round(t.text_width_mm * 1440 / 25.4)
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs>'
    for level, before, indent, look in (
        (1, 3.5, 0, "<w:b/><w:bCs/>"),
        (2, 0.0, 284, ""),
        (3, 0.0, 567, ""),
        (4, 0.0, 850, ""),
    ):
        keep = "<w:keepNext/>" if level == 1 else ""
        yield _p(
            f"TOC{level}",
            f"toc {level}",
            f'{keep}{tabs}{_spacing(before, 0.5)}<w:ind w:left="{indent}" w:right="567"/>',
            look + _size(t.size_table_pt),
            "Normal",
            "Normal",
        )


def _table_text_styles(t: Theme) -> Iterator[str]:
    c = t.colours
    text = _size(t.size_table_pt)
    yield _p("TableText", "Table Text", _spacing(1.5, 1.5, 1.02), text)
    yield _p(
        "TableHead",
        "Table Head",
        "<w:keepLines/>" + _spacing(2, 2),
        f"<w:b/><w:bCs/>{_colour(c.head_text)}{text}",
        "TableText",
    )
    yield _p("TableGap", "Table Gap", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', _size(2))
    yield _p(
        "FieldLabel", "Field Label", "<w:keepNext/>" + _spacing(0.5, 0.5), f"<w:b/><w:bCs/>{_size(t.size_small_pt)}"
    )
    yield _p("FieldSpace", "Field Space", _spacing(1, 1), _size(t.size_body_pt))
    edges = (
        ("CalloutStop", "Callout Stop", c.stop),
        ("CalloutLaw", "Callout Law", c.law),
        ("CalloutNote", "Callout Note", c.note),
        ("CalloutVerify", "Callout Verify", c.verify),
        ("CalloutRule", "Callout Rule", c.rule_mark),
    )
    for style_id, name, colour in edges:
        yield _p(
            style_id,
            name,
            "<w:keepNext/><w:keepLines/>" + _spacing(2, 3),
            f"<w:b/><w:bCs/>{_colour(colour)}{_size(t.size_body_pt + 0.5)}",
            "Normal",
            "BodyText",
        )


def _character_styles(t: Theme) -> Iterator[str]:
    c = t.colours

    def char(style_id: str, name: str, rpr: str) -> str:
        return _style("character", style_id, name, "DefaultParagraphFont", "", f"<w:rPr>{rpr}</w:rPr>")

    yield char("Hyperlink", "Hyperlink", f'{_colour(c.brand)}<w:u w:val="single"/>')
    yield char("Reference", "Reference", _colour(c.brand))
    yield char(
        "Blank", "Blank", f'<w:u w:val="dotted"/><w:shd w:val="clear" w:color="auto" w:fill="{c.blank_fill[1:]}"/>'
    )
    # a name only: a limit in volts is a citation too, and must not be paler than the words around it
    yield _style("character", "Citation", "Citation", "DefaultParagraphFont")
    yield char("CheckBox", "Check Box", fonts(SYMBOL_FONT))
    # 4 mm of ink, a box a gloved hand can tick
    yield char("FormBox", "Form Box", f'{fonts(SYMBOL_FONT)}{_size(BOX_PT)}')
    yield char("FieldHint", "Field Hint", f'<w:b w:val="0"/><w:bCs w:val="0"/>{_colour(c.muted)}')
    yield char(
        "DraftMark",
        "Draft Mark",
        f'<w:b/><w:bCs/>{_colour(c.stop)}<w:spacing w:val="30"/>{_size(t.size_body_pt + 1.5)}',
    )


def _table_styles(t: Theme) -> Iterator[str]:
    c = t.colours
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{c.rule[1:]}"/>'
    strong = f'w:val="single" w:sz="6" w:space="0" w:color="{c.muted[1:]}"/>'
    grid = "".join(f"<w:{side} {line}" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    rows = "".join(f"<w:{side} {line}" for side in ("top", "bottom", "insideH"))
    form = "".join(f"<w:{side} {strong}" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    head = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/>{_colour(c.head_text)}</w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{c.head[1:]}"/></w:tcPr></w:tblStylePr>'
    )
    for style_id, name, borders, first in (
        ("ManualGrid", "Manual Grid", grid, head),
        ("ManualRows", "Manual Rows", rows, head),
        ("ManualPlain", "Manual Plain", "", ""),
        ("ManualForm", "Manual Form", form, ""),
        ("CalloutBox", "Callout Box", "", ""),
    ):
        side, top, bottom = (150, 70, 20) if style_id == "CalloutBox" else (CELL_SIDE, 20, 20)
        inner = (
            '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
            + (f"<w:tblBorders>{borders}</w:tblBorders>" if borders else "")
            + f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
            f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr>{first}"
        )
        yield _style("table", style_id, name, "TableNormal", "", inner)
