"""Inlines, paragraphs, headings and duties → runs and ``w:p``.

In: :mod:`manualgen.rendering.document` inlines. Out: XML text; the caller's text is data and
is always escaped here, in :func:`run`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from manualgen.rendering.document import (
    Blank,
    CheckBox,
    Citation,
    DutyParagraph,
    Heading,
    Inlines,
    LineBreak,
    Paragraph,
    Reference,
    Text,
    WebLink,
)
from manualgen.writers.docx.ink import Ink, Place

BOX, TICKED_BOX = "☐", "☒"
EM_SPACE = "\u2003"
SYLLABICS_FONT = "Gadugi"  # Windows and Office carry it; elsewhere the reader finds another

_SPECIAL = re.compile('[&<>"\t\n\r\u1400-\u167f\u18b0-\u18ff]')
_SYLLABICS = re.compile("([\u1400-\u167f\u18b0-\u18ff](?:[ \u1400-\u167f\u18b0-\u18ff]*[\u1400-\u167f\u18b0-\u18ff])?)")
_WHITE = str.maketrans("\t\n\r", "   ")

_PARAGRAPH_STYLES = {"body": "BodyText", "lead": "Lead", "small": "SmallText", "note": "NoteText"}
_ALIGN = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


def escape(text: str) -> str:
    """Return ``text`` as XML character data, good in attributes too; line ends and tabs become spaces."""
    if not _SPECIAL.search(text):
        return text
    text = text.translate(_WHITE)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=512)
def run_properties(style: str = "", bold: bool = False, italic: bool = False, size: int = 0, color: str = "") -> str:
    """Return ``w:rPr`` for a character style, weight, slant, size (half-points) and colour (RRGGBB)."""
    inner = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{color}"/>' if color else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def run(text: str, properties: str = "") -> str:
    """Return one run of literal ``text``; syllabics get a font that has them."""
    if not text:
        return ""
    if not _SPECIAL.search(text):
        return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
    parts = _SYLLABICS.split(text)
    if len(parts) == 1:
        return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return "".join(
        f'<w:r>{_with_font(properties) if i % 2 else properties}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for i, part in enumerate(parts)
        if part
    )


def _with_font(properties: str) -> str:
    """Return ``properties`` with the font for Canadian syllabics added where the schema wants it."""
    fonts = f'<w:rFonts w:ascii="{SYLLABICS_FONT}" w:hAnsi="{SYLLABICS_FONT}" w:cs="{SYLLABICS_FONT}"/>'
    if not properties:
        return f"<w:rPr>{fonts}</w:rPr>"
    head, style, rest = re.match(r"(<w:rPr>)(<w:rStyle [^>]*/>)?(.*)", properties, re.S).groups("")  # type: ignore[union-attr]
    return f"{head}{style}{fonts}{rest}"


NO_BREAK_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'  # inside a run's text
_NUMBER = re.compile(r"(?:[A-Z]+-)+\d+")


def runs(inlines: Inlines, ink: Ink, bold: bool = False, size: int = 0, color: str = "", cell: bool = False) -> str:
    """Return the runs of ``inlines``; ``bold``, ``size`` (half-points) and ``color`` hold for all of them.

    In a ``cell`` a document's number ("SWP-016") does not break at its hyphen; in prose it stays as it is typed, for
    whoever searches for it.
    """
    out: list[str] = []
    for i in inlines:
        kind = type(i)
        if kind is Text:
            out.append(run(i.text, run_properties("", bold or i.bold, i.italic, size, color)))  # type: ignore[union-attr]
        elif kind is LineBreak:
            out.append("<w:r><w:br/></w:r>")
        else:
            out.append(_marked_run(i, ink, bold, size, color, cell))
    return "".join(out)


def _marked_run(i: object, ink: Ink, bold: bool, size: int, color: str, cell: bool) -> str:
    """Return an inline that carries a character style or a link."""
    match i:
        case Reference(target=target, text=text):
            anchor = ink.anchors.get(target)
            style = "Reference" if anchor and not color else ""
            inner = run(text, run_properties(style, bold or i.bold, False, size, color))
            if cell and _NUMBER.fullmatch(text):
                inner = inner.replace(text, text.replace("-", NO_BREAK_HYPHEN))
            if anchor is None:
                return inner
            return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inner}</w:hyperlink>'
        case WebLink(url=url, text=text):
            inner = run(text, run_properties("Hyperlink", bold, False, size))
            return f'<w:hyperlink r:id="{ink.link(url)}" w:history="1">{inner}</w:hyperlink>'
        case Blank(label=label):
            return run(f"[{label}]", run_properties("Blank", bold, False, size))
        case Citation(text=text):
            return run(text, run_properties("Citation", bold, False, size, color))
        case CheckBox(checked=checked, label=label):
            box = run(TICKED_BOX if checked else BOX, run_properties("CheckBox", False, False, 0, color))
            return box + run(f"\u00a0{label}" if label else "", run_properties("", bold, False, size, color))
    raise TypeError(f"no inline: {i!r}")


def paragraph(style: str, content: str, place: Place, more: str = "") -> str:
    """Return ``w:p`` in ``style``; ``more`` holds the properties that the schema puts after the keeps."""
    keeps = ("<w:keepNext/>" if place.keep else "") + ("<w:pageBreakBefore/>" if place.new_page else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keeps}{more}</w:pPr>{content}</w:p>'


def write_paragraph(block: Paragraph, place: Place, ink: Ink) -> str:
    """Return a paragraph in the style its kind names."""
    if block.keep_with_next and not place.keep:
        place = Place(place.width, True, place.new_page, place.boxed)
    content = ink.bookmarked(block.id, runs(block.inlines, ink))
    return paragraph(_PARAGRAPH_STYLES[block.style], content, place, _ALIGN[block.align])


def write_duty(block: DutyParagraph, place: Place, ink: Ink) -> str:
    """Return a duty: marked at the margin by its style."""
    return paragraph("Duty", ink.bookmarked(block.id, runs(block.inlines, ink)), place)


def write_heading(block: Heading, place: Place, ink: Ink) -> str:
    """Return a heading: its number and an em space, then its words inside the bookmark.

    The number stands outside the bookmark, so that re-numbering is no edit of the words.
    """
    level = min(max(block.level, 1), 4)
    style = f"Heading{level}" if block.in_contents else f"Heading{level}Unlisted"
    number = run(block.number + EM_SPACE) if block.number else ""
    content = number + ink.bookmarked(block.id, runs(block.inlines, ink))
    # keepNext is the style's; only the page break is the block's own. At the head of a page: no space above
    new_page = block.page_break or place.new_page
    space = '<w:spacing w:before="0"/>' if new_page or place.top else ""
    return paragraph(style, content, Place(place.width, False, new_page), space)
