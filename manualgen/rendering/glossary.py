"""The glossary: words of the library's list that this client's manual uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.partner_fields import Fields
from manualgen.locations import Locations
from manualgen.rendering.context import TemplateError
from manualgen.rendering.document import plain_text
from manualgen.rendering.environment import Scribe
from manualgen.yaml_source import DATA_BYTES, read_yaml


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and its meaning (may hold Jinja); ``law`` is a topic to cite, ``when`` limits it to declared work."""

    term: str
    meaning: str
    law: str
    when: tuple[str, ...]
    position: Position


def glossary_terms(locations: Locations, scribe: Scribe) -> list[tuple[str, str]]:
    """Return (term, meaning) in alphabetical order; later roots replace a term.

    Raises ``InputError`` with every fault of the lists, and for a call in a meaning that fails.
    """
    problems: list[Problem] = []
    entries = {
        entry.term: entry
        for path in locations.files("templates/library", "glossary.yaml")
        for entry in _entries(path, problems)
    }
    if problems:
        raise InputError(problems)
    voice = scribe.voice
    out = []
    for term in sorted(entries, key=str.casefold):
        entry = entries[term]
        try:
            if entry.when and not voice.has(*entry.when):
                continue
            meaning = scribe.tokens.literal(scribe.value(entry.meaning, entry.position.file))
            cited = plain_text(voice.cite(entry.law).inlines) if entry.law else ""
        except TemplateError as error:
            raise InputError([Problem(entry.position, term, str(error))]) from None
        out.append((term, f"{meaning} ({cited})" if cited else meaning))
    return out


def _entries(path: Path, problems: list[Problem]) -> Iterator[Entry]:
    source = read_yaml(path, max_bytes=DATA_BYTES)
    if not isinstance(source.data, list):
        fix = "begin each entry with `- {term: …, meaning: …}`"
        problems.append(Problem(Position(str(path), 1, 1), "", "a list of terms is expected", fix))
        return
    for index in range(len(source.data)):
        item = Fields(source, (index,), problems)
        term, meaning = item.text("term", required=True), item.text("meaning", required=True)
        yield Entry(term, meaning, item.text("law"), item.texts("when"), source.at((index,)))
        item.done()
