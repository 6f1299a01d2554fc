"""The Document: what passes from rendering to the writers.

A :class:`Document` is an immutable tree of blocks. It knows no engine: no XML,
no Typst, no HTML. Every block that carries text has an ``id`` that is stable
over re-wording, insertion and re-ordering (see ``docs/block-ids.md``); writers
turn it into a hidden bookmark, a label or an HTML id.

Widths are fractions of the text width (0–1) unless a unit is in the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

# Inlines are part of the Document: writers take them from here.
from manualgen.rendering.inlines import Blank as Blank
from manualgen.rendering.inlines import CheckBox as CheckBox
from manualgen.rendering.inlines import Citation as Citation
from manualgen.rendering.inlines import Inline as Inline
from manualgen.rendering.inlines import Inlines as Inlines
from manualgen.rendering.inlines import LineBreak as LineBreak
from manualgen.rendering.inlines import Reference as Reference
from manualgen.rendering.inlines import Text as Text
from manualgen.rendering.inlines import WebLink as WebLink
from manualgen.rendering.inlines import plain_text as plain_text
from manualgen.rendering.unpickling import restored_quickly

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
    """One paragraph. ``keep_with_next`` keeps it on the page of the block after it."""

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
    """One item of a list; ``children`` are the lists below it."""

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
    """One column of a table; ``width`` is a fraction of the table's width, all columns sum to 1."""

    title: str
    width: float
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
    """One row of a table; a ``Cell`` with a ``span`` stands for several columns."""

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
    """What follows begins a new page."""

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


restored_quickly(kind for kind in globals().values() if getattr(kind, "__module__", "") == __name__)
