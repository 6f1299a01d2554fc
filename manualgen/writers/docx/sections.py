"""Sections, headers and footers: page, margins, and what is printed at the edge of each page.

A landscape section has its own header and footer: tabs and columns are set for its width.
"""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import Document
from manualgen.writers.docx.ink import Sizes
from manualgen.writers.docx.measure import split_width
from manualgen.writers.docx.tables import open_table
from manualgen.writers.docx.text import run, run_properties
from manualgen.writers.docx.watermark import NAMESPACES as MARK_NAMESPACES
from manualgen.writers.docx.watermark import watermark
from manualgen.writers.theme import Theme


def section_properties(lengths: Sizes, landscape: bool, cover: bool) -> str:
    """Return ``w:sectPr``. ``cover``: the first page has no header."""
    references = _references("default", "Landscape" if landscape else "Portrait")
    if cover:
        references += _references("first", "Cover")
    width, height = lengths.page_width, lengths.page_height
    if landscape:
        width, height = height, width
    orient = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{lengths.top}" w:right="{lengths.right}" w:bottom="{lengths.bottom}" w:left="{lengths.left}"'
        f' w:header="{lengths.header}" w:footer="{lengths.footer}" w:gutter="0"/><w:cols w:space="720"/>'
        f"{'<w:titlePg/>' if cover else ''}</w:sectPr>"
    )


def _references(kind: str, name: str) -> str:
    return (
        f'<w:headerReference w:type="{kind}" r:id="rHeader{name}"/>'
        f'<w:footerReference w:type="{kind}" r:id="rFooter{name}"/>'
    )


def header_xml(document: Document, width: int, theme: Theme, namespaces: str) -> str:
    """Return a header: company and manual title at the left, DRAFT in the middle, number at the right."""
    control = document.control
    titles = [control.manual_title] if control.manual_title not in ("", control.company) else []
    left = [run(control.company, run_properties(bold=True)), *(run(t) for t in titles)]
    draft = [run(DRAFT, run_properties("DraftMark"))] if control.draft else [""]
    number = [run(document.number, run_properties(bold=True))]
    rule = f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{theme.colours.brand[1:]}"/>'
    table = _edge_table(width, (0.60, 0.18, 0.22), (left, draft, number), "Header", rule, "bottom")
    mark = watermark(DRAFT, FIRST_MARK + width) if control.draft else ""
    end = _END.replace("</w:p>", f"{mark}</w:p>")
    return f"<w:hdr {namespaces}{MARK_NAMESPACES if mark else ''}>{table}{end}</w:hdr>"


def footer_xml(document: Document, width: int, theme: Theme, namespaces: str) -> str:
    """Return a footer: number, revision and date at the left, page of pages at the right, the note below."""
    control = document.control
    facts = [document.number, control.revision, control.date]
    left = [run("  ·  ".join(f for f in facts if f))]
    if control.draft and control.revision.upper() != DRAFT:
        left[0] = run(DRAFT, run_properties("DraftMark")) + run("  ·  ") + left[0]
    if control.footer_note:
        left.append(run(control.footer_note))
    page = [f"{run('Page ')}{_field('PAGE')}{run(' of ')}{_field('NUMPAGES')}"]
    rule = f'<w:top w:val="single" w:sz="4" w:space="0" w:color="{theme.colours.rule[1:]}"/>'
    table = _edge_table(width, (0.80, 0.20), (left, page), "Footer", rule, "top")
    return f"<w:ftr {namespaces}>{table}{_END}</w:ftr>"


DRAFT = "DRAFT"
FIRST_MARK = 1_000_000  # drawing ids of the headers, clear of those of the body
# as thin as a paragraph gets: a header taller than its margin would push the text of each page down
_END = '<w:p><w:pPr><w:pStyle w:val="TableGap"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def _edge_table(
    width: int, shares: Sequence[float], columns: Sequence[Sequence[str]], style: str, rule: str, valign: str
) -> str:
    """Return a one-row table for the page edge: ``columns`` of paragraphs, the last to the right."""
    widths = split_width(width, shares)
    sides = ["left", *["center"] * (len(widths) - 2), "right"]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/><w:tcBorders>{rule}</w:tcBorders>'
        f'<w:vAlign w:val="{valign}"/></w:tcPr>'
        + "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>{text}</w:p>' for text in texts
        )
        + "</w:tc>"
        for w, side, texts in zip(widths, sides, columns, strict=True)
    )
    sizes = (("top", 40), ("left", 0), ("bottom", 60), ("right", 0))
    margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sizes)
    margins = f"<w:tblCellMar>{margins}</w:tblCellMar>"
    return f"{open_table('ManualPlain', widths, head=False, more=margins)}<w:tr>{cells}</w:tr></w:tbl>"


def blank_header_xml(namespaces: str) -> str:
    """Return the header of the cover: nothing."""
    return f'<w:hdr {namespaces}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'


def blank_footer_xml(namespaces: str) -> str:
    """Return the footer of the cover: nothing."""
    return f'<w:ftr {namespaces}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>'


def _field(code: str) -> str:
    """Return a field that readers compute on each page; "1" stands in until they do."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
