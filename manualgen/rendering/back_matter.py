"""The appendices: duties by time, forms, law, items to verify, coming changes, glossary, audit cross-reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from manualgen.rendering.context import Voice
from manualgen.rendering.document import (
    Block,
    Callout,
    Cell,
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
    WebLink,
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


def _title(key: str, letter: str, title: str, page_break: bool = True) -> Heading:
    return Heading(f"manual/{key}", 1, (Text(title),), number=f"Appendix {letter}", page_break=page_break)


def _table(
    table_id: str, columns: Sequence[tuple[str, float]], rows: Sequence[tuple[str, Sequence[Inlines]]], caption: str
) -> Table:
    return Table(
        table_id,
        tuple(Column(t, w) for t, w in columns),
        tuple(Row(f"{table_id}-{key}", tuple(Cell((c,) if c else ()) for c in cells)) for key, cells in rows),
        caption=caption,
        summary=caption,
        font_scale=0.84,
    )


def duty_calendar(voice: Voice, duties: Sequence[Duty]) -> list[Block]:
    """Return who does what, when: every duty with a frequency, grouped by it."""
    whole = "the manual and its programs" if voice.plan.ids("program") else "the manual"
    text = f"Every duty of {whole} that repeats, in one place. The text that sets the duty is named beside it."
    out: list[Block] = [Paragraph("sup-duty-calendar/text", (Text(text),))]
    for frequency, title in FREQUENCY_TITLES.items():
        group = [d for d in duties if d.frequency == frequency]
        if not group:
            continue
        rows = []
        for duty in group:
            record: Inlines = (
                (Reference(duty.record, voice.numbers[duty.record]),) if duty.record in voice.numbers else ()
            )
            source = duty.id.split("/", 1)[0]
            where = voice.numbers.get(source) or voice.section_numbers.get(source, "")
            action = duty.action + (f" {duty.when}" if duty.when else "")
            rows.append(
                (
                    duty.id,
                    (
                        _plain(voice.role_title(duty.role).capitalize()),
                        _plain(action),
                        record,
                        (Reference(duty.id, where),) if where else (),
                    ),
                )
            )
        out.append(Heading(f"sup-duty-calendar/{frequency}", 2, (Text(title),), in_contents=False))
        out.append(
            _table(
                f"sup-duty-calendar/table-{frequency}",
                (("Who", 0.23), ("What", 0.59), ("Record", 0.08), ("See", 0.1)),
                rows,
                "",
            )
        )
    return out


def _plain(text: str) -> Inlines:
    return (Text(text),) if text else ()


def forms_index(letter: str, register: Sequence[Block]) -> list[Block]:
    """Return the index of forms around the form register."""
    text = "The blank forms stand alone: copy the file, never the filled-in one. Each is kept where and as long as it says here."
    return [_title("forms", letter, "Forms and records"), Paragraph("manual/forms-text", (Text(text),)), *register]


def legal_register(letter: str, voice: Voice, topics: Sequence[str]) -> list[Block]:
    """Return the legal register: each provision the manual rests on, by instrument, with as-of date."""
    law = voice.law
    several = len(law.regulators) > 1
    rows = []
    used: set[tuple[str, str]] = set()
    unread: set[str] = set()
    entries = sorted(law.provisions(topics), key=lambda e: (e.regulator, e.instrument, not e.ref, in_number_order(e.ref)))
    for entry in entries:
        used.add((entry.regulator, entry.instrument))
        if not entry.summary and not entry.ref:  # one line for all that nobody has read in this instrument
            if entry.instrument in unread:
                continue
            unread.add(entry.instrument)
        mark = "†" if entry.to_verify and entry.ref else ""
        text = f"{entry.regulator}: " if several else ""
        text += f"{entry.instrument}, {entry.ref}{mark}" if entry.ref else entry.instrument
        since = entry.effective_from.isoformat() if entry.effective_from else ""
        summary = entry.summary or "Duties that were not read at their source: confirm before relying on them."
        rows.append((f"{entry.regulator}.{entry.provision}", (_plain(text), _plain(summary), _plain(since))))
    instruments = [
        (
            i.short,
            (
                _plain(i.short),
                _plain(i.title),
                _plain(i.citation),
                _plain(i.current_to.isoformat() if i.current_to else "not read"),
            ),
        )
        for i in law.instruments()
        if (i.regulator, i.short) in used
    ]
    text = (
        f"Law as of {law.as_of.isoformat()}; sources last read {law.sources_last_read.isoformat()}. † marks a reference "
        "that is not yet verified; where the last column is empty, the day was not given where the text was read. The summaries "
        "are in our own words: the law itself decides."
    )
    return [
        _title("law", letter, "Legal register"),
        Paragraph("manual/law-text", (Text(text),)),
        _table(
            "manual/law-instruments",
            (("Name here", 0.2), ("Title", 0.4), ("Citation", 0.22), ("Text read as of", 0.18)),
            instruments,
            "Instruments",
        ),
        _table(
            "manual/law-table",
            (("Reference", 0.19), ("What it asks of us", 0.7), ("In force from", 0.11)),
            _each_once(rows),
            "Provisions this manual rests on",
        ),
    ]


def _each_once(rows: Sequence[tuple[str, tuple[Inlines, ...]]]) -> list[tuple[str, tuple[Inlines, ...]]]:
    """Return ``rows`` without those that print the same words as one before (provisions that were not read)."""
    first: dict[tuple[Inlines, ...], tuple[str, tuple[Inlines, ...]]] = {}
    for row in rows:
        first.setdefault(row[1], row)
    return list(first.values())


def verify_list(
    letter: str, voice: Voice, used: Mapping[str, Sequence[str]], sources: Mapping[str, tuple[str, str]]
) -> list[Block]:
    """Return the items marked † with where each is used.

    ``used`` maps a provision (or good-practice) id to the blocks that rest on it; ``sources``
    maps it to (as printed, where it was read).
    """
    out: list[Block] = [
        _title("verify", letter, "Items to verify before issue"),
        Paragraph(
            "manual/verify-text",
            (
                Text(
                    "Each reference or number marked † was read in a copy or a secondary source. Check it in the official "
                    "text, then record who checked it and when."
                ),
            ),
        ),
    ]
    if not used:
        return [*out, Paragraph("manual/verify-none", (Text("Nothing is marked †."),))]
    numbers: dict[str, int] = {}
    rows = []
    for item, places in sorted(used.items(), key=lambda pair: in_number_order(sources.get(pair[0], (pair[0], ""))[0])):
        printed, source = sources.get(item, (item, ""))
        documents = list(dict.fromkeys(p.split("/", 1)[0] for p in places))
        shown = [n for n in (voice.numbers.get(d) or voice.section_numbers.get(d) for d in documents) if n]
        more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
        number = str(numbers.setdefault(source, len(numbers) + 1))
        rows.append((item, (_plain(printed), _plain(number), _plain(", ".join(shown[:5]) + more), ())))
    columns = (("Printed", 0.3), ("Source", 0.09), ("Used in", 0.37), ("Checked by, date", 0.24))
    read_in = [(str(n), (_plain(str(n)), _address(source))) for source, n in numbers.items()]
    return [
        *out,
        _table("manual/verify-table", columns, rows, "To verify"),
        _table("manual/verify-sources", (("Source", 0.09), ("Where it was read", 0.91)), read_in, "Sources"),
    ]


def _address(source: str) -> Inlines:
    return (WebLink(source, source),) if source.startswith("https://") else _plain(source or "not noted")


def in_number_order(text: str) -> tuple[tuple[int, float, str], ...]:
    """Return a key that sorts ``text`` as people count: s. 26 before s. 124, s. 390 before s. 390.3."""
    parts = re.split(r"(\d+(?:\.\d+)?)", text)
    return tuple((1, float(p), "") if n % 2 else (0, 0.0, p) for n, p in enumerate(parts))


def coming_changes(letter: str, voice: Voice) -> list[Block]:
    """Return what is enacted but not yet in force, and what is only watched; never as a current duty."""
    out: list[Block] = [_title("coming", letter, "Coming changes", False)]
    changes = voice.law.coming()
    if not changes:
        text = (
            f"The registry holds no change with a date after {voice.law.as_of.isoformat()} for the law that governs this "
            "work. That is not proof that none exists."
        )
        return [*out, Paragraph("manual/coming-none", (Text(text),))]
    for kind, caption in (("enacted", "Enacted, not yet in force"), ("watch", "Watched: not law")):
        rows = [
            (c.entry, (_plain(c.when), _plain(f"{c.regulator}: {c.instrument} {c.sections}".strip()), _plain(c.text)))
            for c in changes
            if c.kind == kind
        ]
        if rows:
            columns = (("When", 0.16), ("Law", 0.28), ("What changes", 0.56))
            out.append(_table(f"manual/coming-{kind}", columns, rows, caption))
    return out


def glossary(letter: str, terms: Sequence[tuple[str, str]]) -> list[Block]:
    """Return the glossary; ``terms`` are (term, meaning) already in order."""
    rows = [(t, ((Text(t, bold=True),), _plain(meaning))) for t, meaning in terms]
    return [
        _title("glossary", letter, "Words used in this manual", False),
        _table("manual/glossary-table", (("Word", 0.26), ("Meaning here", 0.74)), rows, ""),
    ]
