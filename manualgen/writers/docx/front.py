"""Cover and contents → the first pages.

The contents are a true TOC field. Its stored result has linked numbers and titles and no page
numbers: a number that might be wrong is worse than none. F9 in Word fills them in.
"""

from __future__ import annotations

from manualgen.rendering.document import Contents, Cover, plain_text
from manualgen.rendering.ids import nested_id
from manualgen.writers.docx.ink import Ink, Place
from manualgen.writers.docx.measure import split_width, twips
from manualgen.writers.docx.pictures import inline_picture
from manualgen.writers.docx.tables import cell, gap, open_row, open_table
from manualgen.writers.docx.text import EM_SPACE, paragraph, run, run_properties

LOGO_SHARE = 0.42  # of the text width
LOGO_MAX_MM = 38.0


def write_cover(block: Cover, place: Place, ink: Ink) -> str:
    """Return the first page: logo, company, title, status, the lines of facts, footnote."""
    out = []
    if block.logo:
        alt = block.logo_alt or f"Logo of {block.company}"
        picture = inline_picture(block.id, block.logo, alt, round(place.width * LOGO_SHARE), twips(LOGO_MAX_MM), ink)
        out.append(paragraph("CoverLogo", picture, place))
    else:
        out.append(paragraph("CoverLogo", "", place))

    def part(name: str, text: str, style: str, more: str = "") -> None:
        if text:
            out.append(paragraph(style, ink.bookmarked(nested_id(block.id, name), run(text)), place, more))

    part("company", block.company, "CoverCompany")
    out.append(paragraph("Title", ink.bookmarked(block.id, run(block.title)), place))
    colours = ink.theme.colours
    draft = block.status.upper().startswith("DRAFT")
    status = run(block.status, run_properties(color=(colours.stop if draft else colours.brand)[1:]))
    if block.status:
        out.append(paragraph("CoverStatus", ink.bookmarked(nested_id(block.id, "status"), status), place))
    if block.lines:
        widths = split_width(place.width, (0.34, 0.66))
        out.append(open_table("ManualRows", widths, "Document control", "Facts of this document", head=False))
        for index, (label, value) in enumerate(block.lines):
            keep = Place(place.width, index < len(block.lines) - 1)
            mark = nested_id(block.id, f"line-{index + 1}")
            left = paragraph("CoverLabel", run(label), keep)
            right = paragraph("CoverValue", ink.bookmarked(mark, run(value)), keep)
            out.append(f"{open_row(twips(8), index == 0)}{cell(widths[0], left)}{cell(widths[1], right)}</w:tr>")
        out.append("</w:tbl>" + gap(place))
    part("footnote", block.footnote, "CoverFootnote")
    return "".join(out)


def write_contents(block: Contents, place: Place, ink: Ink) -> str:
    """Return the TOC field down to level ``depth`` with its linked entries."""
    depth = min(max(block.depth, 1), 4)
    code = f' TOC \\o "1-{depth}" \\h \\z \\u '
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code.replace(chr(34), "&quot;")}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    out = [paragraph("TOCHeading", run("Contents"), place)]
    entries = [h for h in ink.headings if h.in_contents and h.level <= depth]
    inside = Place(place.width)
    for index, heading in enumerate(entries):
        number = run(heading.number + EM_SPACE) if heading.number else ""
        link = (
            f'<w:hyperlink w:anchor="{ink.anchors[heading.id]}" w:history="1">'
            f"{number}{run(plain_text(heading.inlines))}</w:hyperlink>"
        )
        content = (begin if index == 0 else "") + link + (end if index == len(entries) - 1 else "")
        out.append(paragraph(f"TOC{max(heading.level, 1)}", content, inside))
    if not entries:
        out.append(paragraph("TOC1", begin + end, inside))
    return "".join(out)
