"""Lists → paragraphs with numbering; and ``numbering.xml``.

Symbol lists (bullets, boxes, do, don't) share one ``w:num`` a kind. Each numbered list has its
own ``w:num`` with a restart, or its count would run on from the list before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from manualgen.rendering.document import ListBlock, ListItem
from manualgen.writers.docx.ink import Ink, Place
from manualgen.writers.docx.measure import twips_pt
from manualgen.writers.docx.text import paragraph, runs
from manualgen.writers.theme import Theme

KINDS = ("bullet", "number", "check", "do", "dont")
STYLES = {
    "bullet": "ListBullet",
    "number": "ListNumber",
    "check": "ListCheck",
    "do": "ListDo",
    "dont": "ListDont",
}
NUM_IDS = {kind: index + 1 for index, kind in enumerate(KINDS)}
FIRST_LIST = len(KINDS) + 1  # w:num ids of numbered lists start here
DEEPEST = 8
STEP = 340  # twips of indent a level

_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_SYMBOL_FONT = "Segoe UI Symbol"


def write_list(block: ListBlock, place: Place, ink: Ink, level: int = 0, tail: bool = True) -> str:
    """Return the items of a list, nested lists included.

    The first item stays with the second and the last with the one before it, so that no item
    is left alone at the edge of a page. With ``tail`` the last paragraph is followed by the
    space of body text, which the items among themselves do not have.
    """
    level = min(level, DEEPEST)
    if block.kind == "number":
        ink.lists.append((level, block.start))
        number = FIRST_LIST + len(ink.lists) - 1
    else:
        number = NUM_IDS[block.kind]
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    last = len(block.items) - 1
    out: list[str] = []
    for index, item in enumerate(block.items):
        keep = place.keep if index == last else index in (0, last - 1)
        here = Place(place.width, keep, place.new_page and index == 0, place.boxed)
        out.append(_item(item, STYLES[block.kind], numbering, here, ink, level, tail and index == last))
    return "".join(out)


def _item(item: ListItem, style: str, numbering: str, place: Place, ink: Ink, level: int, tail: bool) -> str:
    if tail and not item.children:
        numbering += f'<w:spacing w:after="{twips_pt(ink.theme.space_after_pt + 1)}"/>'
    own = Place(place.width, place.keep or bool(item.children), place.new_page, place.boxed)
    text = paragraph(style, ink.bookmarked(item.id, runs(item.inlines, ink)), own, numbering)
    below = Place(place.width, place.keep, False, place.boxed)
    last = len(item.children) - 1
    nested = (
        write_list(child, below, ink, level + 1, tail and index == last) for index, child in enumerate(item.children)
    )
    return text + "".join(nested)


def numbering_xml(lists: list[tuple[int, int]], theme: Theme, namespaces: str) -> str:
    """Return ``numbering.xml``: five abstract lists, and one ``w:num`` for each numbered list."""
    c = theme.colours
    abstract = {
        "bullet": _symbols(NUM_IDS["bullet"], ("•", "–", "·"), "", c.brand),
        "number": _numbers(NUM_IDS["number"]),
        "check": _symbols(NUM_IDS["check"], ("☐",), _SYMBOL_FONT, c.text),
        "do": _symbols(NUM_IDS["do"], ("✓",), _SYMBOL_FONT, c.do),
        "dont": _symbols(NUM_IDS["dont"], ("✗",), _SYMBOL_FONT, c.dont),
    }
    numbers = [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in NUM_IDS.values()]
    for index, (level, start) in enumerate(lists):
        overrides = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        if level:  # the outer levels of the same definition restart as well
            overrides = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' + overrides
        numbers.append(
            f'<w:num w:numId="{FIRST_LIST + index}"><w:abstractNumId w:val="{NUM_IDS["number"]}"/>{overrides}</w:num>'
        )
    return f"<w:numbering {namespaces}>{''.join(abstract.values())}{''.join(numbers)}</w:numbering>"


def _symbols(number: int, symbols: tuple[str, ...], font: str, colour: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>' if font else ""
    return _abstract(
        number,
        (
            f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{symbols[min(level, len(symbols) - 1)]}"/>'
            f'<w:lvlJc w:val="left"/>{_indent(level)}'
            f'<w:rPr>{fonts}<w:b w:val="0"/><w:color w:val="{colour[1:]}"/></w:rPr>'
            for level in range(9)
        ),
    )


def _numbers(number: int) -> str:
    return _abstract(
        number,
        (
            f'<w:numFmt w:val="{_FORMATS[level % 3]}"/><w:lvlText w:val="%{level + 1}."/><w:lvlJc w:val="left"/>'
            f"{_indent(level)}"
            for level in range(9)
        ),
    )


def _indent(level: int) -> str:
    left = STEP * (level + 1)
    tabs = f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
    return f'<w:pPr>{tabs}<w:ind w:left="{left}" w:hanging="{STEP}"/></w:pPr>'


def _abstract(number: int, levels: Iterable[str]) -> str:
    inner = "".join(f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>{text}</w:lvl>' for level, text in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x4D0A0000 + number:08X}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="{0x4D0B0000 + number:08X}"/>'
        f"{inner}</w:abstractNum>"
    )
