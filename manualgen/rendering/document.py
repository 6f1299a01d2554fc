"""The Document: what passes from rendering to the writers.

A :class:`Document` is an immutable tree of blocks. It knows no engine: no XML,
no Typst, no HTML. Every block that carries text has an ``id`` that is stable
over re-wording, insertion and re-ordering (see ``docs/block-ids.md``); writers
turn it into a hidden bookmark, a label or an HTML id.

Widths are fractions of the text width (0–1) unless a unit is in the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Literal

# --------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text. Never markup: writers escape it."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break inside a paragraph or cell."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another document or block of this build.

    ``target`` is the id of a document (``sjp-panel-replace``) or of a block.
    In a stand-alone file the target may be outside: then writers print the
    text without a link. ``page`` asks for the target's page number behind the
    text where a writer knows it for sure (PDF), never in a Word file.
    """

    target: str
    text: str
    bold: bool = False
    page: bool = False


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page outside; ``url`` starts with https:, http:, mailto: or tel:."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A named, visibly blank slot for a fact nobody has given yet.

    ``slot`` is the path of the fact (``sites.shop.muster_point``); ``label`` is
    the question a person reads. Printed as a shaded, underlined ``[label]``.
    """

    slot: str
    label: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A printed reference to law, already reduced by the printing rule.

    ``text`` is what prints, dagger included; ``provision`` is the id it came
    from ("" when only the instrument's name may print); ``to_verify`` is true
    for a dagger.
    """

    text: str
    topic: str
    provision: str = ""
    to_verify: bool = False


@dataclass(frozen=True, slots=True)
class CheckBox:
    """An empty (or ticked) box a person fills in by pen."""

    checked: bool = False
    label: str = ""


Inline = Text | LineBreak | Reference | WebLink | Blank | Citation | CheckBox
Inlines = tuple[Inline, ...]

# --------------------------------------------------------------------------- duties


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what, when, on which record: the fact behind a duty paragraph.

    ``role`` is a role id; ``frequency`` is the machine word for the calendar
    (see ``docs/content-formats.md``) or "" when ``trigger`` says when;
    ``record`` is a form id or ""; ``retention`` is text such as "3 years".
    """

    id: str
    role: str
    action: str
    when: str = ""
    frequency: str = ""
    trigger: str = ""
    record: str = ""
    retention: str = ""
    law: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()


# --------------------------------------------------------------------------- blocks

ParagraphStyle = Literal["body", "lead", "small", "note"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1–4; ``number`` is printed before the text ("3.2") or "".

    ``page_break`` starts a new page before it. ``document`` is the id of the
    document that this heading opens, or "".
    """

    id: str
    level: int
    inlines: Inlines
    number: str = ""
    page_break: bool = False
    document: str = ""
    in_contents: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    inlines: Inlines
    style: ParagraphStyle = "body"
    align: Align = "left"
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class DutyParagraph:
    """The sentence(s) rendered from a :class:`Duty`; marked at the margin."""

    id: str
    inlines: Inlines
    duty: Duty


@dataclass(frozen=True, slots=True)
class ListItem:
    id: str
    inlines: Inlines
    children: tuple[ListBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """``kind``: "bullet", "number" (restarts at ``start``), "check" (empty boxes), "do", "dont"."""

    id: str
    items: tuple[ListItem, ...]
    kind: Literal["bullet", "number", "check", "do", "dont"] = "bullet"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float  # fraction of the table's width; all columns sum to 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """``paragraphs``: one inline tuple a line. ``tone`` is a named fill of the theme:
    "" none, "head", "label", "low", "medium", "high", "extreme", "muted"."""

    paragraphs: tuple[Inlines, ...] = ()
    tone: str = ""
    span: int = 1
    bold: bool = False
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    cells: tuple[Cell, ...]
    min_height_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the header row made of the column titles repeats on each page
    (omitted when every title is empty). Rows never split.

    ``style``: "grid" all lines, "rows" horizontal lines, "plain" none.
    ``summary`` is the alternative text.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    summary: str = ""
    style: Literal["grid", "rows", "plain"] = "grid"
    font_scale: float = 1.0
    keep_together: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed passage. ``kind``: "stop" (stop work), "law", "note", "verify", "rule"."""

    id: str
    kind: Literal["stop", "law", "note", "verify", "rule"]
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture. ``svg`` is a complete SVG text made by us from data; or ``image``
    is PNG/JPEG bytes (logo, map). ``alt`` is required."""

    id: str
    alt: str
    caption: str = ""
    svg: str = ""
    image: bytes = b""
    width: float = 1.0  # fraction of the text width
    max_height_mm: float = 200.0
    align: Align = "center"


FieldKind = Literal[
    "text", "long", "date", "time", "number", "choice", "multi", "yesno", "rating", "signature", "person", "photo"
]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. ``width`` is a fraction of the line; ``value`` is prefilled text."""

    id: str
    label: str
    kind: FieldKind = "text"
    required: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    width: float = 1.0
    lines: int = 1
    hint: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class FieldGrid:
    """Label-and-space pairs, flowed left to right by ``width`` until a line is full."""

    id: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table to be filled in by hand: typed columns, ``rows`` blank rows; prefilled
    first cells in ``labels`` (a checklist's items) make one row each."""

    id: str
    columns: tuple[Field, ...]  # Field.width = fraction of the table's width
    rows: int = 5
    row_height_mm: float = 8.0
    labels: tuple[tuple[str, Inlines], ...] = ()  # (row id, text of the first column)
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Lines to sign: each signer has a role label, name, signature, date.

    Kept whole and kept with the block before it.
    """

    id: str
    signers: tuple[tuple[str, str], ...]  # (role label, name if known or "")
    statement: Inlines = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: real field in Word, outline + linked list elsewhere."""

    id: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a manual."""

    id: str
    title: str
    company: str
    lines: tuple[tuple[str, str], ...]  # (label, value) pairs
    status: str  # "DRAFT" or "Revision 2"
    logo: bytes = b""
    logo_alt: str = ""
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    id: str


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks set on landscape pages (wide tables). Never nested."""

    id: str
    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | DutyParagraph
    | ListBlock
    | Table
    | Callout
    | Figure
    | FieldGrid
    | RecordTable
    | SignatureBlock
    | Contents
    | Cover
    | PageBreak
    | Landscape
)

DocumentKind = Literal[
    "manual", "section", "policy", "practice", "procedure", "program", "form", "supplement", "ask-list"
]


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that becomes a file, or a chapter of the manual.

    ``number`` comes from the client's ledger ("SJP-014"). ``control`` holds the
    header and footer facts. ``language`` is a BCP 47 tag.
    """

    id: str
    kind: DocumentKind
    number: str
    title: str
    blocks: tuple[Block, ...]
    control: Control
    language: str = "en-CA"
    aspects: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """Document control facts printed in header, footer and file properties."""

    company: str
    manual_title: str
    revision: str  # "DRAFT" or "Rev 2"
    date: str  # ISO date printed in the footer and used as the file's fixed date
    client: str  # slug
    snapshot: str  # hash of the rendered blocks, "" until known
    author: str = ""
    footer_note: str = ""
    draft: bool = True
    properties: tuple[tuple[str, str], ...] = field(default=())


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, depth first, containers before their contents."""
    for block in blocks:
        yield block
        if isinstance(block, Callout | Landscape):
            yield from walk(block.blocks)


def plain_text(inlines: Inlines) -> str:
    """Return the words of ``inlines`` as one line, as a reader would see them."""
    out: list[str] = []
    for i in inlines:
        if isinstance(i, Text | Reference | WebLink | Citation):
            out.append(i.text)
        elif isinstance(i, Blank):
            out.append(f"[{i.label}]")
        elif isinstance(i, LineBreak):
            out.append(" ")
        elif isinstance(i, CheckBox):
            out.append(i.label)
    return "".join(out)


def _restored_quickly() -> None:
    """Let the nodes be unpickled slot by slot: a manual has 50,000, and the dataclasses' own way asks for their fields each time."""
    for kind in [k for k in globals().values() if isinstance(k, type) and k.__module__ == __name__ and is_dataclass(k)]:
        setters = tuple(getattr(kind, f.name).__set__ for f in fields(kind))

        def restore(self: object, state: list[object], setters: tuple[Callable[[object, object], None], ...] = setters) -> None:
            for put, value in zip(setters, state, strict=True):
                put(self, value)

        kind.__setstate__ = restore  # type: ignore[attr-defined]


_restored_quickly()
