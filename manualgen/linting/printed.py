"""One client's rendered manual as the rules see it: each block's text, chapter and place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from manualgen.errors import Position
from manualgen.linting.lintable import Manual, PrintedBlock
from manualgen.rendering.document import (
    Blank,
    Block,
    Callout,
    Citation,
    DutyParagraph,
    Heading,
    Inlines,
    Landscape,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    plain_text,
)

if TYPE_CHECKING:
    from manualgen.building import Built
    from manualgen.intake.profile import Profile


_PHONE = re.compile(r"\d[\d\-. ()]{5,}\d")


def printed(built: Built, profile: Profile, file: str) -> Manual:
    """Return the manual of ``built``; ``file`` is the profile's path, the place of what no source holds."""
    places = _Places(built, file)
    out = []
    chapter = document = ""
    for block in built.rendered.manual.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter = block.id.removeprefix("chapter-").split("/")[0] if block.id.startswith("chapter-") else ""
            document = ""
        if isinstance(block, Heading) and (block.document or block.id.startswith("sec-")) and block.level <= 2:
            document = block.id.split("/")[0]
        for block_id, inlines, duty in _texts(block):
            text = _words(inlines).strip()
            provisions = tuple(p for i in inlines if isinstance(i, Citation) for p in (i.provision or i.topic).split())
            if text:
                out.append(PrintedBlock(chapter, document, places.of(block_id), text, duty, provisions))
    return Manual(
        file,
        tuple(out),
        tuple(own_words(profile, built)),
        tuple(profile.regulators),
        frozenset(built.planned.plan.declared),
        built.planned.law.as_of,
    )


def own_words(profile: Profile, built: Built) -> Iterator[str]:
    """Yield the client's names, places, phones, e-mails and role titles, each once.

    Of the answers under ``facts`` only telephone numbers: other answers are words that any manual may hold.
    """
    found: dict[str, None] = {}

    def take(value: object) -> None:
        if isinstance(value, str):
            if len(value.strip()) > 2:
                found[value.strip()] = None
        elif isinstance(value, dict):
            for inner in value.values():
                take(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                take(inner)

    data = profile.model_dump(mode="json")
    for key in ("company", "sites", "roles", "organisation", "contractors"):
        take(data.get(key))
    take([number for answer in profile.facts.values() for number in _PHONE.findall(answer)])
    take(list(built.voice.role_titles.values()))
    yield from found


def _words(inlines: Inlines) -> str:
    """Return the words of ``inlines``; a named slot is its label, not the brackets of a slot typed by hand."""
    return plain_text(tuple(Text(i.label) if isinstance(i, Blank) else i for i in inlines))


def _texts(block: Block) -> Iterator[tuple[str, Inlines, bool]]:
    if isinstance(block, Paragraph):
        yield block.id, block.inlines, False
    elif isinstance(block, DutyParagraph):
        yield block.id, block.inlines, True
    elif isinstance(block, ListBlock):
        yield from _items(block.items)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    yield row.id, paragraph, False
    elif isinstance(block, Callout | Landscape):
        for inner in block.blocks:
            yield from _texts(inner)


def _items(items: tuple[ListItem, ...]) -> Iterator[tuple[str, Inlines, bool]]:
    for item in items:
        yield item.id, item.inlines, False
        for child in item.children:
            yield from _items(child.items)


class _Places:
    """Where a block's text stands: the line of its id in the source, else the file, else the profile."""

    def __init__(self, built: Built, file: str) -> None:
        self._library = built.voice.library
        self._file = file
        self._lines: dict[str, dict[str, int]] = {}

    def of(self, block_id: str) -> Position:
        """Return the place of block ``sec-x/k7f2``."""
        document, _, local = block_id.partition("/")
        item = self._library.document(document)
        if item is None:
            return Position(self._file)
        if item.file not in self._lines:
            lines = Path(item.file).read_text(encoding="utf-8").split("\n")
            marks = (
                (n, m)
                for n, line in enumerate(lines, 1)
                for m in re.findall(r"(?:\^|\bid: )([a-z0-9][a-z0-9.-]*)", line)
            )
            self._lines[item.file] = {mark: n for n, mark in marks}
        return Position(item.file, self._lines[item.file].get(local, 1), 1)
