"""Policies, practices, programs and sections: a text item to its blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from manualgen.knowledge.library import Item, TextItem
from manualgen.rendering.document import (
    Block,
    FieldGrid,
    Figure,
    Heading,
    Inline,
    ListBlock,
    ListItem,
    Paragraph,
    RecordTable,
    Reference,
    SignatureBlock,
    Table,
    Text,
    plain_text,
)
from manualgen.rendering.environment import Scribe
from manualgen.rendering.fences import Fences
from manualgen.rendering.markdown import Ids, blocks

Register = Callable[[str, Ids], list[Block]]
Draw = Callable[[str, Ids], Figure]

TITLED_LINKS = 4
SHORT_LEAD_IN = 260  # characters: a longer passage under a heading may stand without its table


def text_blocks(item: TextItem, scribe: Scribe, register: Register, figure: Draw) -> list[Block]:
    """Return the body of ``item``: its Markdown, then what every document of its kind carries."""
    ids = Ids(item.id)
    source = scribe.text(item.body, item.file, item.body_line)
    fences = Fences(scribe, ids, item.file, item.body_line, register, figure)
    body = with_lead_ins_kept(without_empty_headings(blocks(source, scribe.tokens, ids, fences)))
    if item.kind in ("practice", "program"):
        body = [*ppe_and_training(item, scribe, ids), *body]
    if item.kind != "section":
        body += references(item, scribe, ids)
    if item.kind == "policy":
        signers = item.signers or ("role-owner",)
        titles = tuple((scribe.voice.role_title(r).capitalize(), "") for r in signers)
        body.append(SignatureBlock(ids.full("signatures"), titles))
    return body


def without_empty_headings(body: Sequence[Block]) -> list[Block]:
    """Return ``body`` without headings whose text was left out by conditions for this client."""
    out: list[Block] = []
    for block in reversed(body):
        after = out[-1] if out else None
        closes = after is None or (
            isinstance(after, Heading) and isinstance(block, Heading) and after.level <= block.level
        )
        if not (isinstance(block, Heading) and closes):
            out.append(block)
    return out[::-1]


def with_lead_ins_kept(body: Sequence[Block]) -> list[Block]:
    """Return ``body``, the first block under a heading, with each lead-in bound to what it leads to.

    A line that ends in a colon stays with its list, table, figure or fields; a short passage between a
    heading and a table or figure goes with it, so that no heading stays behind at the foot of a page.
    """
    out: list[Block] = []
    for index, block in enumerate(body):
        follows = body[index + 1] if index + 1 < len(body) else None
        if isinstance(block, Paragraph) and not block.keep_with_next and _leads_in(block, body[:index][-1:], follows):
            block = replace(block, keep_with_next=True)
        out.append(block)
    return out


def _leads_in(block: Paragraph, before: Sequence[Block], follows: Block | None) -> bool:
    words = plain_text(block.inlines).rstrip()
    if words.endswith(":") and isinstance(follows, ListBlock | Table | RecordTable | FieldGrid | Figure):
        return True
    under_heading = not before or isinstance(before[0], Heading)
    return under_heading and isinstance(follows, Table | Figure) and len(words) <= SHORT_LEAD_IN


def ppe_and_training(item: Item, scribe: Scribe, ids: Ids, notes: dict[str, str] | None = None) -> list[Block]:
    """Return the box of facts under a document's title: hazards, PPE and training, by name."""
    library = scribe.voice.library
    lines: list[ListItem] = []

    def line(key: str, label: str, names: list[str]) -> None:
        if names:
            lines.append(ListItem(ids.full(key), (Text(f"{label}: ", bold=True), Text("; ".join(names) + "."))))

    if item.kind == "program":  # steps, and the "why" of a practice, name theirs; the register lists all
        line("hazards", "Hazards", [library.hazards[h].title for h in item.hazards if h in library.hazards])
    noted = notes or {}
    line(
        "ppe",
        "PPE",
        [library.ppe[p].title + (f" ({noted[p]})" if p in noted else "") for p in item.ppe if p in library.ppe],
    )
    line("training", "Training", [library.courses[c].title for c in item.courses if c in library.courses])
    return [ListBlock(ids.full("facts"), tuple(lines))] if lines else []


def references(item: Item, scribe: Scribe, ids: Ids) -> list[Paragraph]:
    """Return the closing lines: law by topic, related documents and forms that are in this build.

    They are kept together; in a policy or procedure, also with the signatures below.
    """
    voice = scribe.voice
    out: list[Paragraph] = []
    cited: list[Inline] = []
    seen: set[str] = set()
    for topic in item.law:
        for part in voice.cite(topic).inlines:
            text = getattr(part, "text", "")
            if text and text not in seen and text != "; ":
                seen.add(text)
                cited += [Text("; "), part] if cited else [part]
    if cited:
        out.append(Paragraph(ids.full("law"), (Text("Law: ", bold=True), *cited, Text(".")), style="small"))
    links: list[Inline] = []
    wanted = dict.fromkeys(d for d in (*item.related, *item.forms) if d in voice.numbers and d != item.id)
    for place, document_id in enumerate(wanted):
        number = voice.numbers[document_id]
        titled = place < TITLED_LINKS  # the first by title, the rest by number: the line stays readable
        link = Reference(document_id, f"{number} {voice.library.title_of(document_id)}" if titled else number)
        links += [Text("; "), link] if links else [link]
    if links:
        out.append(Paragraph(ids.full("related"), (Text("See also: ", bold=True), *links, Text(".")), style="small"))
    # the closing lines go together, and to signatures below them
    bound = len(out) if item.kind in ("policy", "procedure") else len(out) - 1
    return [replace(p, keep_with_next=n < bound) for n, p in enumerate(out)]


def with_title(item: Item, number: str, body: Sequence[Block], level: int, page_break: bool) -> list[Block]:
    """Return ``body`` under a heading of ``level``; inner headings move below it."""
    title = Heading(
        f"{item.id}/title", level, (Text(item.title),), number=number, page_break=page_break, document=item.id
    )
    return [title, *shifted(body, level - 1)]


def shifted(body: Sequence[Block], by: int) -> list[Block]:
    """Return ``body`` with heading levels raised by ``by`` (never beyond 4), kept out of the contents."""
    return [replace(b, level=min(b.level + by, 4), in_contents=False) if isinstance(b, Heading) else b for b in body]
