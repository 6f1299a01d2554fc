"""The document register: which number each document of a client has, for ever.

A number is given once, in the order in which documents first enter the plan. It
is never given again, also when its document leaves the plan, and it never
depends on the place of a document: a printed ``SJP-004`` in a truck must not come
to mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from manualgen.errors import InputError, Position, Problem
from manualgen.publishing.canonical import Json, canonical_json, read_json

FORMAT = 1
KINDS: Mapping[str, str] = MappingProxyType(
    {"pol": "POL", "swp": "SWP", "sjp": "SJP", "prg": "PRG", "frm": "F", "sec": "SEC", "manual": "MAN", "sup": "SUP"}
)
_NUMBER = re.compile(r"([A-Z0-9]+)-([0-9]{3,})")


@dataclass(frozen=True)
class Ledger:
    """Document id → number (``SJP-004``), in the order given. ``prefix`` is the client's letters (``KCE``)."""

    numbers: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""

    def assign(self, document_ids: Iterable[str], prefix: str = "", kinds: Mapping[str, str] = KINDS) -> Ledger:
        """Return a ledger in which every id has a number.

        ``document_ids`` come in plan order. ``kinds`` maps the beginning of an id
        to the letters of its number; an unknown beginning is used in capitals.
        ``prefix`` counts only while the ledger has none: documents in the field
        carry the old one.
        """
        numbers = dict(self.numbers)
        last: dict[str, int] = {}
        for number in numbers.values():
            letters, _, digits = number.rpartition("-")
            last[letters] = max(last.get(letters, 0), int(digits))
        for document in document_ids:
            if document in numbers:
                continue
            beginning = document.partition("-")[0]
            letters = kinds.get(beginning, beginning.upper())
            last[letters] = last.get(letters, 0) + 1
            numbers[document] = f"{letters}-{last[letters]:03d}"
        return replace(self, numbers=numbers, prefix=self.prefix or prefix)

    def number(self, document: str) -> str:
        """Return the number without the client's prefix; raise :class:`KeyError` for an id that has none."""
        return self.numbers[document]

    def full_number(self, document: str) -> str:
        """Return the number with the client's prefix: ``KCE-SJP-004``."""
        number = self.numbers[document]
        return f"{self.prefix}-{number}" if self.prefix else number

    def extends(self, other: Ledger) -> bool:
        """Return whether every number of ``other`` stands here unchanged."""
        kept = all(self.numbers.get(document) == number for document, number in other.numbers.items())
        return kept and other.prefix in ("", self.prefix)

    def to_json(self) -> bytes:
        """Return the file's bytes; a list keeps the order in which numbers were given."""
        rows = [{"document": document, "number": number} for document, number in self.numbers.items()]
        return canonical_json({"format": FORMAT, "prefix": self.prefix, "numbers": rows})


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in ``path``, an empty one when there is no file.

    Raises :class:`InputError` when the file is damaged or gives a number twice:
    guessing would give documents wrong numbers.
    """
    if not path.exists():
        return Ledger()
    data = read_json(path)
    rows = data.get("numbers") if isinstance(data, dict) and data.get("format") == FORMAT else None
    if not isinstance(rows, list) or not isinstance(data.get("prefix"), str):
        raise _damaged(path, "not a ledger of this program")
    numbers: dict[str, str] = {}
    for row in rows:
        document, number = _row(path, row)
        if document in numbers or number in numbers.values():
            raise _damaged(path, f"{document} or {number} stands there twice")
        numbers[document] = number
    return Ledger(numbers, data["prefix"])


def _row(path: Path, row: Json) -> tuple[str, str]:
    document = row.get("document") if isinstance(row, dict) else None
    number = row.get("number") if isinstance(row, dict) else None
    if not isinstance(document, str) or not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise _damaged(path, f"`{row}` is no document with its number")
    return document, number


def _damaged(path: Path, what: str) -> InputError:
    return InputError([Problem(Position(str(path)), "", what, "restore it from a backup or from the newest draft")])
