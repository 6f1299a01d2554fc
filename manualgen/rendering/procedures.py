"""A safe job procedure to its blocks: the page a foreman works from."""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.knowledge.library import Procedure
from manualgen.rendering.document import (
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    Text,
    plain_text,
)
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids, line
from manualgen.rendering.texts import ppe_and_training, references


def step_columns(number: str) -> tuple[Column, ...]:
    """Return the columns of the steps; the procedure's number stands in the head, which is repeated on the next page."""
    return (
        Column("#", 0.05, "center"),
        Column(f"{number}: do this" if number else "Do this", 0.35),
        Column("What can go wrong", 0.2),
        Column("Control", 0.4),
    )


def procedure_blocks(item: Procedure, scribe: Scribe) -> list[Block]:
    """Return the body of ``item``."""
    ids = Ids(item.id)
    groups: list[Sequence[str]] = [
        (item.scope, item.who, item.records),
        item.tools,
        item.permits,
        item.before,
        item.stop,
        item.emergency,
        item.cleanup,
        tuple(item.ppe_notes.values()),
    ]
    flat = [text for group in groups for text in group]
    steps = [text for s in item.steps for text in (s.do, s.hazard, s.control, _who(s.who, scribe))]
    rendered = iter(scribe.texts([*flat, *steps], item.file))
    (scope, who, records), tools, permits, before, stop, emergency, cleanup, notes = (
        [next(rendered) for _ in group] for group in groups
    )
    cells = list(rendered)
    words = scribe.tokens.literal
    ppe_notes = {k: words(v) for k, v in zip(item.ppe_notes, notes, strict=True)}
    out: list[Block] = []
    for key, label, text in (("scope", "Scope", scope), ("who", "Who may do it", who)):
        if text:
            inlines = _line(text, scribe)
            out.append(Paragraph(ids.full(key), (Text(f"{label}: ", bold=True), *inlines)))
    out += ppe_and_training(item, scribe, ids, ppe_notes)
    for key, label, several in (("tools", "Tools and equipment", tools), ("permits", "Permits", permits)):
        if several:
            out.append(Paragraph(ids.full(key), (Text(f"{label}: ", bold=True), *_joined(several, scribe))))
    out += _listed(ids, "before", "Before you start", before, scribe, kind="check")
    out.append(_heading(ids, "steps", "Steps"))
    out.append(_steps(item, ids, cells, scribe))
    if stop:
        items = _items(ids, "stop", stop, scribe)
        box = ListBlock(ids.full("stop-list"), items)
        number = scribe.voice.numbers.get(item.id, "")
        title = f"{number}: stop work when" if number else "Stop work when"
        out.append(Callout(ids.full("stop"), "stop", title, (box,)))
    out += _listed(ids, "emergency", "If something goes wrong", emergency, scribe, kind="number")
    out += _listed(ids, "cleanup", "When the job is done", cleanup, scribe)
    if records:
        out.append(Paragraph(ids.full("records"), (Text("Records: ", bold=True), *_line(records, scribe))))
    out += references(item, scribe, ids)
    supervisor = scribe.voice.role_title("role-supervisor").capitalize()
    worker = f"Worker: {scribe.voice.role_title('role-worker')}"
    out.append(
        SignatureBlock(
            ids.full("signatures"),
            ((supervisor, ""), (worker, "")),
            (Text("Reviewed with the crew that does this job:"),),
        )
    )
    return out


def _who(who: str, scribe: Scribe) -> str:
    return scribe.voice.role_title(who) if who.startswith("role-") else who


def _steps(item: Procedure, ids: Ids, cells: list[str], scribe: Scribe) -> Table:
    rows = []
    for index, step in enumerate(item.steps):
        do, hazard, control, who = cells[index * 4 : index * 4 + 4]
        action = _line(do, scribe)
        paragraphs: tuple[Inlines, ...] = (action,)
        if who:
            paragraphs = (action, (Text("Who: ", bold=True), *_line(who, scribe)))
        rows.append(
            Row(
                ids.full(step.id),
                (
                    Cell(((Text(str(index + 1), bold=True),),), tone="label"),
                    Cell(paragraphs),
                    Cell((_line(hazard, scribe),)),
                    Cell((_line(control, scribe),)),
                ),
            )
        )
    return Table(
        ids.full("steps-table"),
        step_columns(scribe.voice.numbers.get(item.id, "")),
        tuple(rows),
        summary=f"Steps of {item.title}: action, what can go wrong, control",
    )


def _line(text: str, scribe: Scribe) -> Inlines:
    return line(text, scribe.tokens)[0]


def _joined(texts: Sequence[str], scribe: Scribe) -> Inlines:
    """Return several short texts as one sentence, parted by semicolons."""
    out: list[Inline] = []
    for n, text in enumerate(texts):
        words = list(_line(text, scribe))
        last = words[-1] if words else None
        if isinstance(last, Text):
            words[-1] = Text(last.text.rstrip(". "), last.bold, last.italic)
        out += [Text("; "), *words] if n else words
    return (*out, Text("."))


def _items(ids: Ids, key: str, texts: Sequence[str], scribe: Scribe) -> tuple[ListItem, ...]:
    items = []
    for text in texts:
        words, local = line(text, scribe.tokens)
        items.append(ListItem(ids.full(local) if local else ids.from_words(f"{key}:{plain_text(words)}"), words))
    return tuple(items)


def _heading(ids: Ids, key: str, title: str) -> Heading:
    return Heading(ids.full(f"h-{key}"), 2, (Text(title),), in_contents=False)


def _listed(ids: Ids, key: str, title: str, texts: Sequence[str], scribe: Scribe, kind: str = "bullet") -> list[Block]:
    if not texts:
        return []
    items = _items(ids, key, texts, scribe)
    return [_heading(ids, key, title), ListBlock(ids.full(f"{key}-list"), items, kind)]  # type: ignore[arg-type]
