"""The frozen baseline: the same block tree through plain HTML and WeasyPrint, tagged.

It is what a newcomer writes after reading WeasyPrint's manual: one element a block, one small style
sheet, ``write_pdf``. It shares no code with the HTML writer, so that it cannot change with it. It
must never be made faster or slower: the PDF writer is measured against it in the same run.
"""

from __future__ import annotations

from html import escape

from manualgen.rendering.document import (
    Block,
    Callout,
    Contents,
    Cover,
    Document,
    DutyParagraph,
    FieldGrid,
    Figure,
    Heading,
    Inlines,
    Landscape,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    RecordTable,
    SignatureBlock,
    Table,
    Text,
    plain_text,
    walk,
)

_STYLE = """
@page { size: letter; margin: 24mm 20mm 20mm 22mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8.5pt } }
@page wide { size: letter landscape }
body { font: 10.5pt/1.37 Carlito, sans-serif }
h1 { font-size: 20pt } h2 { font-size: 14pt } h3, h4 { font-size: 11.5pt }
h1, h2, h3, h4 { break-after: avoid }
.new { break-before: page }
.wide { page: wide }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 9.5pt; margin: 6pt 0 }
td, th { border: 0.5pt solid #bfbfbf; padding: 1.3mm 1.6mm; vertical-align: top; text-align: left }
th { background: #1f4e79; color: #fff }
tr { break-inside: avoid }
.box { border: 0.5pt solid #595959; padding: 3mm; margin: 6pt 0 }
.contents a::after { content: leader(".") target-counter(attr(href), page) }
"""


def write_plainly(document: Document) -> bytes:
    """Return ``document`` as a tagged PDF made with WeasyPrint from plain HTML."""
    from weasyprint import HTML

    body = "".join(_block(block, document) for block in document.blocks)
    html = (
        f'<!DOCTYPE html><html lang="{document.language}"><head><title>{escape(document.title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"baseline"))


def _block(block: Block, document: Document) -> str:
    match block:
        case Heading():
            new = ' class="new"' if block.page_break else ""
            words = escape(f"{block.number} {plain_text(block.inlines)}".strip())
            return f'<h{block.level} id="{escape(block.id)}"{new}>{words}</h{block.level}>'
        case Paragraph() | DutyParagraph():
            return f"<p>{_inlines(block.inlines)}</p>"
        case ListBlock():
            return _list(block)
        case Table():
            head = "".join(f'<th style="width:{c.width * 100:g}%">{escape(c.title)}</th>' for c in block.columns)
            rows = "".join(
                "<tr>"
                + "".join(
                    f'<td colspan="{c.span}">' + "".join(f"<div>{_inlines(p)}</div>" for p in c.paragraphs) + "</td>"
                    for c in row.cells
                )
                + "</tr>"
                for row in block.rows
            )
            return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        case Callout():
            inner = "".join(_block(b, document) for b in block.blocks)
            return f'<div class="box"><p><strong>{escape(block.title)}</strong></p>{inner}</div>'
        case Landscape():
            return '<div class="wide">' + "".join(_block(b, document) for b in block.blocks) + "</div>"
        case FieldGrid():
            cells = "".join(f"<p>{escape(f.label)}: ____________</p>" for f in block.fields)
            return f"<div>{cells}</div>"
        case RecordTable():
            head = "".join(f"<th>{escape(c.label)}</th>" for c in block.columns)
            blank = "<td>&nbsp;</td>" * len(block.columns)
            rest = "<td></td>" * (len(block.columns) - 1)
            labelled = "".join(f"<tr><td>{_inlines(text)}</td>{rest}</tr>" for _, text in block.labels)
            rows = labelled or f"<tr>{blank}</tr>" * block.rows
            return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        case SignatureBlock():
            signer = "<tr><td>{}</td><td>{}</td><td></td></tr>"
            rows = "".join(signer.format(escape(role), escape(name)) for role, name in block.signers)
            return f"<table><thead><tr><th>Role</th><th>Name</th><th>Signature</th></tr></thead>{rows}</table>"
        case Contents():
            entries = "".join(
                f'<p><a href="#{escape(b.id)}">{escape(plain_text(b.inlines))}</a></p>'
                for b in walk(document.blocks)
                if isinstance(b, Heading) and b.level <= block.depth
            )
            return f'<div class="contents">{entries}</div>'
        case Cover():
            return f"<h1>{escape(block.title)}</h1><p>{escape(block.company)}</p><p>{escape(block.status)}</p>"
        case Figure():
            return f"<p>{escape(block.alt)}</p>"
        case PageBreak():
            return '<div class="new"></div>'


def _list(block: ListBlock) -> str:
    tag = "ol" if block.kind == "number" else "ul"
    items = "".join(f"<li>{_inlines(i.inlines)}{''.join(_list(c) for c in i.children)}</li>" for i in block.items)
    return f"<{tag}>{items}</{tag}>"


def _inlines(inlines: Inlines) -> str:
    out = []
    for item in inlines:
        if isinstance(item, LineBreak):
            out.append("<br>")
        elif isinstance(item, Text) and item.bold:
            out.append(f"<strong>{escape(item.text)}</strong>")
        else:
            out.append(escape(plain_text((item,))))
    return "".join(out)
