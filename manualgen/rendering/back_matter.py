"""The appendices: duties by time, forms, law, items to verify, coming changes, glossary, audit cross-reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from manualgen.rendering.context import Voice
from manualgen.rendering.document import (
    Block,
    Callout,
    Cell,
    Citation,
    Column,
    Duty,
    DutyParagraph,
    FieldGrid,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    RecordTable,
    Reference,
    Row,
    SignatureBlock,
    Table,
    Text,
    walk,
)

FREQUENCY_TITLES = {
    "each-use": "Each time of use",
    "before-work": "Before work starts",
    "each-shift": "Each shift",
    "daily": "Every day",
    "weekly": "Every week",
    "biweekly": "Every two weeks",
    "monthly": "Every month",
    "quarterly": "Every three months",
    "semiannual": "Twice a year",
    "annual": "Every year",
    "every-3-years": "Every three years",
    "at-hire": "When somebody is hired",
    "on-change": "When something changes",
    "on-event": "When it happens",
    "once": "Once",
}


def inlines_of(blocks: Iterable[Block]) -> Iterable[tuple[str, Inline]]:
    """Yield every inline of the blocks with the id of the block that holds it."""
    for block in walk(tuple(blocks)):
        if isinstance(block, Heading | Paragraph | DutyParagraph):
            for one in block.inlines:
                yield block.id, one
        elif isinstance(block, ListBlock):
            yield from _list_inlines(block.items)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        for one in paragraph:
                            yield row.id, one
        elif isinstance(block, RecordTable):
            for row_id, words in block.labels:
                for one in words:
                    yield row_id, one
        elif isinstance(block, SignatureBlock):
            for one in block.statement:
                yield block.id, one
        elif isinstance(block, FieldGrid | Callout):
            continue


def _list_inlines(items: Sequence[ListItem]) -> Iterable[tuple[str, Inline]]:
    for item in items:
        for one in item.inlines:
            yield item.id, one
        for child in item.children:
            yield from _list_inlines(child.items)


def duties_of(blocks: Iterable[Block]) -> tuple[Duty, ...]:
    """Return the duties stated in the blocks, in order."""
    return tuple(b.duty for b in walk(tuple(blocks)) if isinstance(b, DutyParagraph))


def _title(key: str, letter: str, title: str) -> Heading:
    return Heading(f"manual/{key}", 1, (Text(title),), number=f"Appendix {letter}", page_break=True)


def _table(table_id: str, columns: Sequence[tuple[str, float]], rows: Sequence[tuple[str, Sequence[Inlines]]], caption: str) -> Table:
    return Table(
        table_id,
        tuple(Column(t, w) for t, w in columns),
        tuple(Row(f"{table_id}-{key}", tuple(Cell((c,) if c else ()) for c in cells)) for key, cells in rows),
        caption=caption,
        summary=caption,
        font_scale=0.9,
    )


def duty_calendar(letter: str, voice: Voice, duties: Sequence[Duty]) -> list[Block]:
    """Return who does what, when: every duty with a frequency, grouped by it."""
    out: list[Block] = [
        _title("calendar", letter, "Who does what, when"),
        Paragraph("manual/calendar-text", (Text("Every duty of this manual that repeats, in one place. The text that sets the duty is named beside it."),)),
    ]
    for frequency, title in FREQUENCY_TITLES.items():
        group = [d for d in duties if d.frequency == frequency]
        if not group:
            continue
        rows = []
        for duty in group:
            record: Inlines = (Reference(duty.record, voice.numbers[duty.record]),) if duty.record in voice.numbers else ()
            source = duty.id.split("/", 1)[0]
            where = voice.numbers.get(source) or voice.section_numbers.get(source, "")
            action = duty.action + (f" {duty.when}" if duty.when else "")
            rows.append((duty.id, (_plain(voice.role_title(duty.role).capitalize()), _plain(action), record, (Reference(duty.id, where),) if where else ())))
        out.append(Heading(f"manual/calendar-{frequency}", 2, (Text(title),), in_contents=False))
        out.append(_table(f"manual/calendar-table-{frequency}", (("Who", 0.18), ("What", 0.56), ("Record", 0.12), ("See", 0.14)), rows, ""))
    return out


def _plain(text: str) -> Inlines:
    return (Text(text),) if text else ()


def forms_index(letter: str, register: Sequence[Block]) -> list[Block]:
    """Return the index of forms around the form register."""
    text = "The blank forms stand alone: copy the file, never the filled-in one. Each is kept where and as long as it says here."
    return [_title("forms", letter, "Forms and records"), Paragraph("manual/forms-text", (Text(text),)), *register]


def legal_register(letter: str, voice: Voice, topics: Sequence[str]) -> list[Block]:
    """Return the legal register: each provision the manual rests on, by instrument, with as-of date."""
    rows = []
    for entry in voice.law.register(topics):
        cited: Inlines = (Citation(entry.text, entry.topic, entry.provision, entry.to_verify),)
        rows.append((entry.provision, (cited, _plain(entry.summary), _plain(entry.effective_from or "not read"))))
    text = f"Law as of {voice.law.as_of.isoformat()}; sources last read {voice.law.sources_last_read.isoformat()}. † marks a reference that is not yet verified. The summaries are in our own words: the law itself decides."
    columns = (("Reference", 0.24), ("What it asks of us", 0.6), ("In force from", 0.16))
    return [
        _title("law", letter, "Legal register"),
        Paragraph("manual/law-text", (Text(text),)),
        _table("manual/law-instruments", (("Instrument", 0.5), ("Citation", 0.5)), [(i.id, (_plain(i.title), _plain(i.citation))) for i in voice.law.instruments(topics)], "Instruments"),
        _table("manual/law-table", columns, rows, "Provisions this manual rests on"),
    ]


def verify_list(letter: str, voice: Voice, used: Mapping[tuple[str, str], Sequence[str]]) -> list[Block]:
    """Return the items marked † with where each is used.

    ``used`` maps (printed text, provision id) to the ids of the blocks that print it.
    """
    out: list[Block] = [
        _title("verify", letter, "Items to verify before issue"),
        Paragraph(
            "manual/verify-text",
            (Text("Each reference or number marked † was read in a copy or a secondary source. Check it in the official consolidation, then record who checked it and when."),),
        ),
    ]
    if not used:
        return [*out, Paragraph("manual/verify-none", (Text("Nothing is marked †."),))]
    rows = []
    for (text, provision), places in sorted(used.items()):
        documents = sorted({p.split("/", 1)[0] for p in places})
        links: list[Inline] = []
        for document in documents[:6]:
            number = voice.numbers.get(document) or voice.section_numbers.get(document)
            if number:
                links += [Text(", "), Text(number)] if links else [Text(number)]
        more = f" and {len(documents) - 6} more" if len(documents) > 6 else ""
        rows.append((f"{provision}.{text}", ((Text(text),), _plain(voice.law.source_of(provision)), (*links, *_plain(more)), ())))
    columns = (("Printed", 0.22), ("Where it was read", 0.4), ("Used in", 0.2), ("Checked by, date", 0.18))
    return [*out, _table("manual/verify-table", columns, rows, "To verify")]


def coming_changes(letter: str, voice: Voice) -> list[Block]:
    """Return enacted changes that are not yet in force, never as a current duty."""
    out: list[Block] = [_title("coming", letter, "Coming changes")]
    changes = voice.law.coming()
    if not changes:
        text = f"No enacted change with a date after {voice.law.as_of.isoformat()} is in the registry for the law that governs this work. That is not proof that none exists."
        return [*out, Paragraph("manual/coming-none", (Text(text),))]
    rows = [(c.id, (_plain(c.effective), _plain(c.title), _plain(c.summary))) for c in changes]
    return [*out, _table("manual/coming-table", (("In force", 0.14), ("Law", 0.26), ("What changes", 0.6)), rows, "Enacted, not yet in force")]


def glossary(letter: str, terms: Sequence[tuple[str, str]]) -> list[Block]:
    """Return the glossary; ``terms`` are (term, meaning) already in order."""
    rows = [(t, ((Text(t, bold=True),), _plain(meaning))) for t, meaning in terms]
    return [_title("glossary", letter, "Words used in this manual"), _table("manual/glossary-table", (("Word", 0.26), ("Meaning here", 0.74)), rows, "")]
