"""Parts → the ``.docx``: properties, relationships, content types, and a zip that is the same every day."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from manualgen.rendering.document import Document
from manualgen.writers.docx.ink import Ink
from manualgen.writers.docx.pictures import relation_id
from manualgen.writers.docx.shell import XML
from manualgen.writers.docx.text import escape

ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")

PART_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}


def core_xml(document: Document) -> str:
    """Return title, author, subject and dates; both dates are the document's own, never the clock's."""
    control = document.control
    if not _DATE.match(control.date):
        raise ValueError(f"{document.id}: the document date {control.date!r} is not YYYY-MM-DD")
    stamp = f"{control.date}T00:00:00Z"
    author = control.author or control.company
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(control.manual_title)}</dc:subject>"
        f"<dc:creator>{escape(author)}</dc:creator><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:identifier>{escape(document.number)}</dc:identifier><dc:language>{escape(document.language)}</dc:language>"
        f"<cp:contentStatus>{'Draft' if control.draft else 'Final'}</cp:contentStatus></cp:coreProperties>"
    )


def app_xml(document: Document) -> str:
    """Return the program and the company."""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>manualgen</Application><Company>{escape(document.control.company)}</Company></Properties>"
    )


def custom_properties(document: Document) -> dict[str, str]:
    """Return what an e-mailed copy must still know of itself: client, document, number, revision, snapshot."""
    control = document.control
    own = {
        "manualgen.client": control.client,
        "manualgen.document": document.id,
        "manualgen.number": document.number,
        "manualgen.revision": control.revision,
        "manualgen.snapshot": control.snapshot,
    }
    return {**dict(control.properties), **own}


def custom_xml(document: Document) -> str:
    """Return ``docProps/custom.xml`` with :func:`custom_properties`."""
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(custom_properties(document).items(), 2)
    )
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>'
    )


def document_relationships(ink: Ink, edges: Mapping[str, str]) -> str:
    """Return the relationships of ``document.xml``; ``edges``: relationship id → header or footer part name."""
    rows = [
        _relation(f"rPart{n}", kind, target)
        for n, (kind, target) in enumerate(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("numbering", "numbering.xml"),
                ("theme", "theme/theme1.xml"),
            ),
            1,
        )
    ]
    rows += [_relation(rid, "header" if name.startswith("header") else "footer", name) for rid, name in edges.items()]
    rows += [_relation(relation_id(p), "image", p.part) for p in ink.pictures.values()]
    rows += [_relation(rid, "hyperlink", url, True) for url, rid in ink.links.items()]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _relation(rid: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{rid}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'


def package_relationships() -> str:
    """Return the relationships of the package itself."""
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        f'<Relationship Id="rId4" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )


def content_types(names: list[str]) -> str:
    """Return the content type of each part in ``names``."""
    rows = "".join(f'<Override PartName="/{n}" ContentType="{_type(n)}"/>' for n in names if n.endswith(".xml"))
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f"{rows}</Types>"
    )


def _type(name: str) -> str:
    if name in PART_TYPES:
        return PART_TYPES[name]
    return f"{_WORD}.header+xml" if "/header" in name else f"{_WORD}.footer+xml"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip of ``parts`` in their order, with one fixed time and no trace of the machine."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system = 0  # the same on every operating system
            entry.compress_type = zipfile.ZIP_STORED if name.endswith((".png", ".jpeg")) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def with_declaration(xml: str) -> bytes:
    """Return the bytes of an XML part."""
    return XML.encode() + xml.encode()
