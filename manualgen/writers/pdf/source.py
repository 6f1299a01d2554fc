"""Document → Typst source: the theme and the facts as data, the house style, then the blocks.

In: a :class:`Document` and a :class:`Theme`. Out: a :class:`TypstJob`, the source text and the
picture files it reads. Same input, same source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

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
    Inline,
    Landscape,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    RecordTable,
    Reference,
    SignatureBlock,
    Table,
    walk,
)
from manualgen.rendering.ids import bookmark_name
from manualgen.writers.html.draft_mark import draft_mark
from manualgen.writers.html.outline import outline_levels
from manualgen.writers.pdf import forms, front, pictures, prose, tables
from manualgen.writers.pdf.keeping import split_before_signatures
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.setting import Setting
from manualgen.writers.theme import Theme


@dataclass(frozen=True, slots=True)
class TypstJob:
    """One compile: the source text and the files it reads, by name."""

    source: str
    files: dict[str, bytes]


def typst_job(document: Document, theme: Theme) -> TypstJob:
    """Return the Typst source of ``document`` in ``theme``, with its pictures."""
    setting = Setting(
        theme=theme,
        targets=link_targets(document),
        width_mm=theme.text_width_mm,
        height_mm=theme.page_height_mm - theme.margin_top_mm - theme.margin_bottom_mm,
        size_pt=theme.size_body_pt,
    )
    levels = outline_levels(document.blocks)
    body = [_anchored_start(document, setting), *_blocks(document.blocks, levels, setting, set(), fresh=True)]
    source = "\n".join(
        [_theme(theme), _facts(document), _house_style(), "#show: house", "#{", *body, "}", ""],
    )
    files = pictures.image_files(document.blocks)
    if document.control.draft:
        files["draft.svg"] = draft_mark().encode("ascii")
    return TypstJob(source, files)


# --------------------------------------------------------------------------- links and outline


def link_targets(document: Document) -> dict[str, str]:
    """Return the label of every heading, and of every other block or document that something links to."""
    opened = {document.id: bookmark_name(document.id)}
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            opened[block.id] = bookmark_name(block.id)
            if block.document:
                opened[block.document] = opened[block.id]
        elif isinstance(block, Contents):
            opened[block.id] = bookmark_name(block.id)
    wanted = set(_referred(document.blocks)) - opened.keys()
    for block in walk(document.blocks) if wanted else ():
        for inner in (block.id, *_inner_ids(block)):
            if inner in wanted:
                opened[block.id] = opened[inner] = bookmark_name(block.id)
    return opened


def _inner_ids(block: Block) -> Iterator[str]:
    """Yield the ids of rows and items: a link to one leads to the block that holds it."""
    if isinstance(block, Table):
        yield from (row.id for row in block.rows)
    elif isinstance(block, RecordTable):
        yield from (row_id for row_id, _ in block.labels)
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield item.id
            for child in item.children:
                yield child.id
                yield from _inner_ids(child)


def _referred(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the target of every reference."""
    for block in walk(blocks):
        if isinstance(block, Heading | Paragraph | DutyParagraph):
            found = block.inlines
        elif isinstance(block, SignatureBlock):
            found = block.statement
        elif isinstance(block, ListBlock):
            found = tuple(i for item in block.items for i in _item_inlines(item))
        elif isinstance(block, Table):
            found = tuple(i for row in block.rows for cell in row.cells for p in cell.paragraphs for i in p)
        elif isinstance(block, RecordTable):
            found = tuple(i for _, text in block.labels for i in text)
        else:
            continue
        for inline in found:
            if isinstance(inline, Reference):
                yield inline.target


def _item_inlines(item: ListItem) -> Iterator[Inline]:
    yield from item.inlines
    for child in item.children:
        for inner in child.items:
            yield from _item_inlines(inner)


def _anchored_start(document: Document, setting: Setting) -> str:
    """Return the invisible target of links to the document itself, when no heading carries it."""
    return (
        f'opening("{setting.targets[document.id]}")'
        if document.id in set(_referred(document.blocks))
        and not any(isinstance(b, Heading) and b.document == document.id for b in walk(document.blocks))
        else "none"
    )


# --------------------------------------------------------------------------- blocks


def _blocks(
    blocks: tuple[Block, ...], levels: dict[int, int], setting: Setting, anchored: set[str], fresh: bool = False
) -> list[str]:
    """Return one expression a block; what precedes a signature block sticks to it.

    ``anchored`` collects the targets already set; ``fresh`` says that the blocks start a page anyway.
    """
    out = []
    for index, block in enumerate(blocks):
        follows = blocks[index + 1] if index + 1 < len(blocks) else None
        if fresh and index == 0:
            if isinstance(block, PageBreak):
                continue
            if isinstance(block, Heading) and block.page_break:
                levels = levels | {id(changed := replace(block, page_break=False)): levels[id(block)]}
                block = changed
        # a table is not cut for a line of small print: its second head may take more room than the line
        held = _closes(follows) and not isinstance(block, Table | RecordTable)
        if isinstance(follows, SignatureBlock) or held:
            text = _kept(block, levels, setting, anchored)
        else:
            text = _block(block, levels, setting, anchored)
        target = setting.targets.get(block.id)
        if target and target not in anchored and not isinstance(block, Heading | Contents):
            anchored.add(target)
            text = f'anchor("{target}",{{{text}}})'
        out.append(text)
    return out


def _closes(block: Block | None) -> bool:
    """Say whether ``block`` is small print (law, see also, colophon): it never heads a page alone."""
    return isinstance(block, Paragraph) and block.style == "small"


def _kept(block: Block, levels: dict[int, int], setting: Setting, anchored: set[str]) -> str:
    """Return ``block`` so that it, or its end, stays with the next block."""
    parts = split_before_signatures(block)
    if parts is None:
        text = _block(block, levels, setting, anchored)
        alone = isinstance(block, Heading | PageBreak | Landscape | Cover | Contents)
        return text if alone else f"stick({{{text}}})"
    start, end = parts
    gap = "list-gap" if isinstance(block, ListBlock) else "0pt"
    first = _block(start, levels, setting, anchored)
    if isinstance(end, Table):
        last = tables.table(end, setting, continued=True)
    elif isinstance(end, RecordTable):
        last = forms.record_table(end, setting, continued=True)
    else:
        last = _block(end, levels, setting, anchored)
    return f"upper-part({gap},{{{first}}});lower-part({gap},{{{last}}})"


def _block(block: Block, levels: dict[int, int], setting: Setting, anchored: set[str]) -> str:
    match block:
        case Paragraph():
            return prose.paragraph(block, setting)
        case Heading():
            return prose.heading(block, levels[id(block)], setting, _first(block.id, setting, anchored))
        case ListBlock():
            return prose.list_block(block, setting)
        case DutyParagraph():
            return prose.duty_paragraph(block, setting)
        case Table():
            return tables.table(block, setting)
        case Callout():
            return prose.callout(
                block, _blocks(block.blocks, levels, setting.narrowed(setting.width_mm - 8), anchored), setting
            )
        case Figure():
            return pictures.figure(block, setting)
        case FieldGrid():
            return forms.field_grid(block, setting)
        case RecordTable():
            return forms.record_table(block, setting)
        case SignatureBlock():
            return forms.signature_block(block, setting)
        case Contents():
            return front.contents(block, setting, levels[id(block)])
        case Cover():
            return front.cover(block, setting)
        case PageBreak():
            return "pagebreak(weak:true)"
        case Landscape():
            return front.landscape(_blocks(block.blocks, levels, setting.turned(), anchored, fresh=True))


def _first(block_id: str, setting: Setting, anchored: set[str]) -> bool:
    """Say whether the target of ``block_id`` is not set yet, and note that it is now."""
    target = setting.targets[block_id]
    new = target not in anchored
    anchored.add(target)
    return new


# --------------------------------------------------------------------------- data and style


def _theme(theme: Theme) -> str:
    values = asdict(theme)
    colours = values.pop("colours")
    return (
        "#let t = ("
        + ",".join(f"{k}:{_value(v)}" for k, v in values.items())
        + f",page_width_mm:{theme.page_width_mm},page_height_mm:{theme.page_height_mm}"
        + ")\n#let c = ("
        + ",".join(f'{k}:rgb("{v}")' for k, v in colours.items())
        + ")"
    )


def _value(value: object) -> str:
    return literal(value, 1e9) if isinstance(value, str) else repr(value)


def _facts(document: Document) -> str:
    control = document.control
    year, month, day = (int(part) for part in control.date.split("-"))
    language, _, region = document.language.partition("-")
    facts = {
        "title": literal(" ".join(part for part in (document.number, document.title) if part), 1e9),
        "author": literal(control.author or control.company, 1e9),
        "description": literal(f"{control.company}, {control.revision}", 1e9),
        "keywords": "(" + "".join(literal(f"{k}={v}", 1e9) + "," for k, v in file_properties(document)) + ")",
        "date": f"({year},{month},{day})",
        "lang": literal(language, 1e9),
        "region": literal(region, 1e9) if region else "none",
        "draft": "true" if control.draft else "false",
        "cover": "true" if any(isinstance(b, Cover) for b in document.blocks[:1]) else "false",
        "company": literal(control.company),
        "manual": literal(control.manual_title if control.manual_title != control.company else ""),
        "number": literal(document.number),
        "revision": literal(control.revision),
        "foot": literal(foot(document)),
        "note": literal(control.footer_note),
    }
    return "#let doc = (" + ",".join(f"{k}:{v}" for k, v in facts.items()) + ")"


def foot(document: Document) -> str:
    """Return the left side of the footer: number, revision, date."""
    control = document.control
    return "  ·  ".join(part for part in (document.number, control.revision, control.date) if part)


def file_properties(document: Document) -> tuple[tuple[str, str], ...]:
    """Return what lets an e-mailed copy know itself: client, revision and the control's properties.

    The snapshot's hash is not among them: nobody edits a PDF, and without it a document that did not
    change is the same file in the next build. The manifest holds the hash of every PDF.
    """
    control = document.control
    known = (("client", control.client), ("revision", control.revision))
    return tuple((k, v) for k, v in (*known, *control.properties) if v)


@cache
def _house_style() -> str:
    return (Path(__file__).parent / "house.typ").read_text(encoding="utf-8")
