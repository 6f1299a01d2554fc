"""Instruments, changes and party names of one law file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from manualgen.knowledge.law import Change, Confidence, Instrument, Party
from manualgen.knowledge.law_fields import Fields

CONFIDENCE: tuple[Confidence, ...] = get_args(Confidence)

_INSTRUMENT = frozenset(
    {
        *("id", "short", "title", "citation", "in_force", "current_to", "last_known_amendment"),
        *("url", "confidence", "note", "counterparts"),
    }
)
_CHANGE = frozenset(
    {"id", "effective", "instrument", "sections", "what_changed", "source", "confidence", "note", "read_in", "status"}
)
_PARTY = frozenset({"name", "source", "confidence"})
_CHANGE_STATUS: tuple[Literal["in-force", "enacted", "watch"], ...] = ("in-force", "enacted", "watch")


def read_instruments(top: Fields) -> dict[str, Instrument]:
    """Return the instruments of a file by id."""
    found: dict[str, Instrument] = {}
    for index in top.items("instruments"):
        fields = Fields(top.source, ("instruments", index), top.problems, _INSTRUMENT)
        item = fields.required("id")
        if item in found:
            fields.wrong(("id",), f"`{item}` is given twice", "keep one of them")
        found[item] = Instrument(
            id=item,
            short=fields.required("short"),
            title=fields.required("title"),
            citation=fields.text("citation"),
            confidence=fields.word("confidence", CONFIDENCE, "low"),
            in_force=fields.day("in_force"),
            current_to=fields.day("current_to"),
            url=fields.text("url"),
            note=fields.text("note"),
            last_known_amendment=fields.text("last_known_amendment"),
            counterparts={code: str(other) for code, other in fields.mapping("counterparts").items()},
        )
    return found


def read_changes(top: Fields, instruments: Mapping[str, Instrument], as_of: date) -> dict[str, Change]:
    """Return the changes of a file by id. ``effective`` is a day, or text where no day is known.

    Without a ``status`` of its own a change with a day after ``as_of`` is
    enacted, one without a day is as stated, any other is in force.
    """
    found: dict[str, Change] = {}
    for index in top.items("changes"):
        fields = Fields(top.source, ("changes", index), top.problems, _CHANGE)
        item = fields.required("id")
        if item in found:
            fields.wrong(("id",), f"`{item}` is given twice", "keep one of them")
        when = fields.required("effective")
        day = fields.day("effective") if len(when) == 10 and when[:1].isdigit() else None
        status = _CHANGE_STATUS[1] if day is not None and day > as_of else _CHANGE_STATUS[0]
        instrument = fields.required("instrument")
        if instrument and instrument not in instruments:
            fields.wrong(("instrument",), f"`{instrument}` is not an instrument of this jurisdiction")
        found[item] = Change(
            id=item,
            when=when,
            effective=day,
            instrument=instrument,
            sections=fields.texts("sections"),
            what_changed=fields.required("what_changed"),
            source=fields.text("source"),
            confidence=fields.word("confidence", CONFIDENCE, "low"),
            status=fields.word("status", _CHANGE_STATUS, status),
            note=fields.text("note"),
            read_in=fields.text("read_in"),
        )
    return found


def read_parties(top: Fields) -> dict[str, Party]:
    """Return what the file calls the parties, by key (``prime-contractor``)."""
    found: dict[str, Party] = {}
    for key in top.mapping("parties"):
        fields = Fields(top.source, ("parties", key), top.problems, _PARTY)
        confidence = fields.word("confidence", CONFIDENCE, "low")
        found[key] = Party(key, fields.required("name"), fields.text("source"), confidence)
    return found
