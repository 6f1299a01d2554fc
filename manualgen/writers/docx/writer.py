"""One :class:`~manualgen.rendering.document.Document` → the bytes of one Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from manualgen.rendering.document import Document, Heading, walk
from manualgen.writers.docx.anchors import anchors
from manualgen.writers.docx.body import write_body
from manualgen.writers.docx.ink import Ink, sizes
from manualgen.writers.docx.lists import numbering_xml
from manualgen.writers.docx.package import (
    app_xml,
    content_types,
    core_xml,
    custom_xml,
    document_relationships,
    package_relationships,
    with_declaration,
    zipped,
)
from manualgen.writers.docx.sections import blank_footer_xml, blank_header_xml, footer_xml, header_xml
from manualgen.writers.docx.shell import NAMESPACES, shell
from manualgen.writers.theme import Theme

# https://www.w3.org/TR/xml/#charsets: everything else may not stand in XML 1.0, escaped or not
LONG = 1_000_000  # characters of a body whose check and packing are worth two threads
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(document: Document, theme: Theme, targets: Mapping[str, str] | None = None) -> bytes:
    """Return ``document`` as a ``.docx`` file. The same input gives the same bytes.

    ``targets``: further ids that links may name → the bookmark in this file where they lead
    (:func:`manualgen.rendering.ids.bookmark_name`). A link to an id outside the file, or to a
    bookmark the file does not have, prints as plain text.

    Raises ``ValueError`` naming the block when text holds a character that XML forbids, two
    blocks share an id, a picture cannot be read or a web link has a scheme that is not
    https:, http:, mailto: or tel:.
    """
    own = anchors(document.blocks)
    present = set(own.values())
    names = {**{i: n for i, n in (targets or {}).items() if n in present}, **own}
    headings = tuple(b for b in walk(document.blocks) if isinstance(b, Heading))
    if headings:
        names.setdefault(document.id, names[headings[0].id])
    ink = Ink(theme, names, headings)
    body = write_body(document.blocks, ink)
    parts = dict(_edges(document, theme))
    texts = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **parts,
        "word/numbering.xml": numbering_xml(ink.lists, theme, NAMESPACES),
        "word/_rels/document.xml.rels": document_relationships(ink, EDGES),
        "docProps/core.xml": core_xml(document),
        "docProps/app.xml": app_xml(document),
        "docProps/custom.xml": custom_xml(document),
    }
    long = len(body) > LONG
    del body  # it is in texts; of a manual each copy is ten megabytes
    try:
        encoded = {name: with_declaration(texts.pop(name)) for name in list(texts)}
    except UnicodeEncodeError:
        raise ValueError(_where_forbidden(document)) from None
    media = {f"word/{p.part}": p.blob for p in ink.pictures.values()}
    constant = shell(theme, document.language)
    order = [*encoded, *constant]
    packed = {
        "[Content_Types].xml": with_declaration(content_types([n for n in order if n.endswith(".xml")])),
        "_rels/.rels": with_declaration(package_relationships()),
        **encoded,
        **constant,
        **media,
    }
    if not long:
        _guard(document, encoded.values())
        return zipped(packed)
    with ThreadPoolExecutor(1) as pool:  # packing lets the other processor work
        guarded = pool.submit(_guard, document, encoded.values())
        data = zipped(packed)
        guarded.result()
    return data


def _guard(document: Document, parts: Iterable[bytes]) -> None:
    """Refuse a part that is no XML: a mistake of ours must not reach a reader. Expat builds no tree.

    When a character that XML forbids is behind it, say in which block.
    """
    for data in parts:
        try:
            ParserCreate(namespace_separator=" ").Parse(data, True)
        except ExpatError as error:
            if FORBIDDEN.search(data.decode()):
                raise ValueError(_where_forbidden(document)) from None
            raise ValueError(f"{document.id}: not well-formed, a fault of the Word writer: {error}") from error


EDGES = {
    "rHeaderPortrait": "header1.xml",
    "rHeaderLandscape": "header2.xml",
    "rHeaderCover": "header3.xml",
    "rFooterPortrait": "footer1.xml",
    "rFooterLandscape": "footer2.xml",
    "rFooterCover": "footer3.xml",
}


def _edges(document: Document, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield part name and XML of each header and footer."""
    lengths = sizes(theme)
    for number, width in ((1, lengths.portrait), (2, lengths.landscape)):
        yield f"word/header{number}.xml", header_xml(document, width, theme, NAMESPACES)
        yield f"word/footer{number}.xml", footer_xml(document, width, theme, NAMESPACES)
    yield "word/header3.xml", blank_header_xml(NAMESPACES)
    yield "word/footer3.xml", blank_footer_xml(NAMESPACES)


def _where_forbidden(document: Document) -> str:
    """Say which block, or which fact of the document, holds a character that XML forbids."""
    for block in walk(document.blocks):
        for owner, text in _strings(block, block.id):
            found = FORBIDDEN.search(text)
            if found:
                return f"{owner}: the character U+{ord(found[0]):04X} may not stand in a Word file; remove it"
    return f"{document.id}: title, number or document control holds a character that may not stand in a Word file"


def _strings(value: object, owner: str) -> Iterator[tuple[str, str]]:
    """Yield every text in ``value`` with the id of the nearest block, item or row around it."""
    if isinstance(value, str):
        yield owner, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part, owner)
    elif is_dataclass(value):
        owner = getattr(value, "id", "") or owner
        for f in fields(value):
            yield from _strings(getattr(value, f.name), owner)
