"""A manual of a given length made from fixed words, for benchmarks: same shape as a real one, no content.

A real manual of 250 pages has about 6,000 blocks with text: some 700 headings, 2,600 paragraphs
and list items, and 2,700 table rows (procedures, hazard registers, forms).
"""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.rendering.document import (
    Block,
    Callout,
    Cell,
    Citation,
    Column,
    Contents,
    Control,
    Cover,
    Document,
    Duty,
    DutyParagraph,
    Field,
    FieldGrid,
    Heading,
    Inlines,
    Landscape,
    ListBlock,
    ListItem,
    Paragraph,
    RecordTable,
    Reference,
    Row,
    SignatureBlock,
    Table,
    Text,
)

BLOCKS_PER_PAGE = 24  # 6,000 on 250 pages

_TEXT = """
check the ladder rails rungs feet rope and label before each climb of the day tag a damaged one red and put it in the
van lock the panel prove the meter on a live source test phase to phase and to ground tell the lead person what was
found write it on the form sign it and keep the form in the binder for two years
"""
_WORDS = tuple(_TEXT.split())
_STEP_COLUMNS = (
    Column("Step", 0.08, "center"),
    Column("What to do", 0.36),
    Column("What can go wrong", 0.22),
    Column("Control", 0.34),
)
_REGISTER_COLUMNS = tuple(Column(f"Column {n + 1}", 1 / 8) for n in range(8))
_TONES = ("", "low", "medium", "high", "extreme")


def words(seed: int, count: int) -> str:
    """Return ``count`` words that depend on ``seed`` alone."""
    size = len(_WORDS)
    text = " ".join(_WORDS[(seed * 7 + n * (1 + seed % 5)) % size] for n in range(count))
    return text[0].upper() + text[1:] + "."


def synthetic_document(pages: int) -> Document:
    """Return a manual of ``pages`` nominal pages: 24 texts a page, 6,000 on 250.

    Laid out it is longer, because every chapter starts a page: 300 nominal pages are 426 in LibreOffice.
    """
    wanted = pages * BLOCKS_PER_PAGE
    blocks: list[Block] = [
        Cover("cover", "Health and Safety Manual", "Example Contracting", (("Program", "COR"),), "DRAFT"),
        Contents("contents", 2),
    ]
    made, number = 0, 0
    while made < wanted:
        number += 1
        chapter = (_policy, _procedure, _procedure, _form, _register)[number % 5]
        for block in chapter(number):
            blocks.append(block)
            made += count(block)
    control = Control("Example Contracting", "Health and Safety Manual", "DRAFT", "2026-01-01", "example", "0")
    return Document("synthetic", "manual", "HSM-001", "Health and Safety Manual", tuple(blocks), control)


def count(block: Block) -> int:
    """Return how many texts with an id of their own ``block`` holds."""
    match block:
        case Table():
            return len(block.rows)
        case ListBlock():
            return len(block.items) + sum(count(child) for item in block.items for child in item.children)
        case Callout() | Landscape():
            return sum(count(b) for b in block.blocks) + 1
        case RecordTable():
            return len(block.labels) or block.rows
        case FieldGrid():
            return len(block.fields)
        case _:
            return 1


def _text(seed: int, length: int) -> Inlines:
    return (Text(words(seed, length)),)


def _rich(seed: int, length: int) -> Inlines:
    """Return text with a bold start, a link back and a citation, as sections have it."""
    return (
        Text(words(seed, 4) + " ", bold=True),
        Text(words(seed + 1, length)),
        Text(" See "),
        Reference(f"doc-{1 + seed % 3}", f"SJP-{1 + seed % 3:03d}"),
        Text(". "),
        Citation("OHS Code, Part 8†", "ladders", "p8", True),
    )


def _items(prefix: str, seed: int, length: int) -> tuple[ListItem, ...]:
    return tuple(ListItem(f"{prefix}-{n}", _text(seed + n, 12)) for n in range(length))


def _policy(n: int) -> Iterator[Block]:
    yield Heading(f"h-{n}", 1, _text(n, 4), f"{n}", page_break=True, document=f"doc-{n}")
    for section in range(8):
        i = f"{n}-{section}"
        yield Heading(f"h-{i}", 2, _text(n + section, 3), f"{n}.{section + 1}")
        yield Paragraph(f"p-{i}-a", _rich(n + section, 34))
        yield Paragraph(f"p-{i}-b", _text(n * section, 46))
        yield DutyParagraph(f"d-{i}", _rich(section, 24), Duty(f"duty-{i}", "role-worker", "checks the ladder"))
        kind = ("bullet", "number", "check", "do")[section % 4]
        yield ListBlock(f"l-{i}", _items(f"l-{i}", section, 6), kind)  # type: ignore[arg-type]
        if section % 3 == 0:
            yield Callout(f"c-{i}", "stop", "Stop work when", (ListBlock(f"cl-{i}", _items(f"cl-{i}", n, 4)),))


def _procedure(n: int) -> Iterator[Block]:
    yield Heading(f"h-{n}", 1, _text(n, 5), f"SJP-{n:03d}", page_break=True, document=f"doc-{n}")
    yield Paragraph(f"p-{n}-scope", _rich(n, 26), style="lead")
    yield Heading(f"h-{n}-before", 2, _text(n, 2))
    yield ListBlock(f"l-{n}-before", _items(f"l-{n}-before", n, 6), "check")
    rows = tuple(
        Row(
            f"s-{n}-{step}",
            (
                Cell(((Text(str(step + 1), bold=True),),)),
                Cell((_text(n + step, 14),)),
                Cell((_text(n * step, 7),), tone=_TONES[step % 5]),
                Cell((_text(n - step, 13), _text(step, 6))),
            ),
        )
        for step in range(14)
    )
    yield Table(f"t-{n}", _STEP_COLUMNS, rows, caption="Steps", summary="Steps, hazards and controls")
    yield Callout(f"c-{n}", "stop", "Stop work when", (ListBlock(f"cl-{n}", _items(f"cl-{n}", n, 4)),))
    yield Heading(f"h-{n}-emergency", 2, _text(n, 2))
    yield ListBlock(f"l-{n}-emergency", _items(f"l-{n}-emergency", n, 5), "number")


def _form(n: int) -> Iterator[Block]:
    yield Heading(f"h-{n}", 1, _text(n, 4), f"F-{n:03d}", page_break=True, document=f"doc-{n}")
    fields = tuple(Field(f"field-{k}", words(k, 2)[:-1], width=(0.25, 0.75, 0.5, 0.5)[k % 4]) for k in range(8))
    yield FieldGrid(f"g-{n}", fields)
    columns = (
        Field("item", "Item", width=0.5),
        Field("ok", "OK", "choice", width=0.1),
        Field("no", "Defect", "choice", width=0.1),
        Field("what", "What is wrong", width=0.3),
    )
    labels = tuple((f"check-{k}", _text(k, 8)) for k in range(16))
    yield RecordTable(f"r-{n}", columns, labels=labels)
    yield SignatureBlock(f"sign-{n}", (("Worker", ""), ("Supervisor", "")), _text(n, 8))


def _register(n: int) -> Iterator[Block]:
    rows = tuple(
        Row(f"w-{n}-{k}", tuple(Cell((_text(n + k + c, 5),), tone=_TONES[(k + c) % 5]) for c in range(8)))
        for k in range(36)
    )
    heading = Heading(f"h-{n}", 1, _text(n, 3), f"{n}", document=f"doc-{n}")
    yield Landscape(f"land-{n}", (heading, Table(f"t-{n}", _REGISTER_COLUMNS, rows)))
