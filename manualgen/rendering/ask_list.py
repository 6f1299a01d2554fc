"""The ask-list: what the consultant still has to ask the client, and what to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from manualgen.planning.plan import Plan
from manualgen.rendering.context import Voice
from manualgen.rendering.document import Block, Cell, Column, Control, Document, Heading, Paragraph, Row, Table, Text
from manualgen.rendering.front_matter import colophon


def ask_list(
    voice: Voice,
    control: Control,
    blanks: Mapping[str, tuple[str, tuple[str, ...]]],
    to_verify: Mapping[str, Sequence[str]],
) -> Document:
    """Return the ask-list: blanks with their profile field and place, assumptions, gaps, and the count of † items."""
    plan = voice.plan
    blocks: list[Block] = [
        Heading("ask-list/title", 1, (Text("Ask-list"),)),
        Paragraph(
            "ask-list/text",
            (
                Text(
                    f"Questions to {voice.company['name']} before this draft can be issued. Write each answer into the profile "
                    "field named beside it and build again; the answer then stands everywhere it is used."
                ),
            ),
        ),
    ]
    blocks += _group(
        "Facts nobody has given yet",
        "blanks",
        _blank_rows(voice, blanks),
        ("Question", "Answer", "Profile field", "Used in"),
    )
    blocks += _group(
        "Assumed, to confirm",
        "assumed",
        [(f"{a.field}.{a.value}", f"{a.field} = {a.value}", "", a.why) for a in plan.assumptions],
        ("What", "Right? If not, what", "Why"),
    )
    blocks += _group(
        "Declared work the library cannot answer yet", "gaps", _gap_rows(plan), ("What", "What to do", "Missing")
    )
    count = len(to_verify)
    text = (
        f"{count} legal references and good-practice values carry † and wait to be checked; they are listed in the manual's "
        "appendix. Ratings in the hazard register are proposed until the crew has gone through them."
    )
    blocks += [Heading("ask-list/verify", 2, (Text("To check"),)), Paragraph("ask-list/verify-text", (Text(text),))]
    closing = f"{control.company}, {control.manual_title}, {control.revision}, {control.date}."
    blocks.append(Paragraph("ask-list/colophon", (Text(f"{closing} {colophon(voice)}"),), style="small"))
    return Document("ask-list", "ask-list", "", "Ask-list", tuple(blocks), control)


def _blank_rows(voice: Voice, blanks: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for slot, (label, places) in blanks.items():
        documents = list(dict.fromkeys(p.split("/", 1)[0] for p in places))
        names = [voice.numbers.get(d) or voice.section_numbers.get(d) or "manual" for d in documents]
        where = ", ".join(list(dict.fromkeys(names))[:4])
        rows.append((slot, label, "", slot, where))
    return rows


def _gap_rows(plan: Plan) -> list[tuple[str, ...]]:
    return [
        (f"{g.what}.{g.kind}.{n}", g.title, "", g.missing) for n, g in enumerate(plan.gaps) if g.kind != "no-chapter"
    ]


def _group(title: str, key: str, rows: Sequence[tuple[str, ...]], heads: tuple[str, ...]) -> list[Block]:
    if not rows:
        return []
    widths = {4: (0.34, 0.28, 0.24, 0.14), 3: (0.36, 0.3, 0.34)}[len(heads)]
    body = tuple(
        Row(f"ask-list/{key}-{row[0]}", tuple(Cell(((Text(c),),) if c else ()) for c in row[1:]), 9.0) for row in rows
    )
    columns = tuple(Column(h, w) for h, w in zip(heads, widths, strict=True))
    return [Heading(f"ask-list/{key}", 2, (Text(title),)), Table(f"ask-list/{key}-table", columns, body, summary=title)]
