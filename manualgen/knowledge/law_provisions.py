"""The provisions of one law file, each with its dated versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from manualgen.errors import Problem
from manualgen.knowledge.law import UNMAPPED, Basis, Instrument, LawTable, Provision, Status, TableRow, Topic
from manualgen.knowledge.law_fields import Fields, Path
from manualgen.knowledge.law_instruments import CONFIDENCE
from manualgen.yaml_source import Source

_VERSION = frozenset(
    {
        *("instrument", "ref", "summary", "numbers", "numbers_unverified", "numbers_other", "table"),
        *("effective_from", "effective_to", "status", "source", "confidence", "ref_confidence"),
        *("read_in", "read_on", "note", "basis", "sectors"),
    }
)
_PROVISION = _VERSION | {"id", "topic", "topic_as_read", "versions"}
_TABLE = frozenset({"title", "columns", "rows", "note"})
_ROW = frozenset({"workers_min", "workers_max", "cells"})
_STATUS: tuple[Status, ...] = get_args(Status)
_BASIS: tuple[Basis, ...] = get_args(Basis)
_VALUE = frozenset({"value", "unit"})


def read_provisions(
    top: Fields, topics: Mapping[str, Topic], instruments: Mapping[str, Instrument], as_of: date
) -> dict[str, tuple[Provision, ...]]:
    """Return the provisions of a file by id, the current wording first, then its ``versions``.

    Notes as a problem two values of one number in force on the same day.
    """
    found: dict[str, tuple[Provision, ...]] = {}
    places: dict[str, Path] = {}
    for index in top.items("provisions"):
        path: Path = ("provisions", index)
        fields = Fields(top.source, path, top.problems, _PROVISION)
        item = fields.required("id")
        if item in found:
            line = top.source.at((*places[item], "id")).line
            fields.wrong(("id",), f"`{item}` is given twice, first on line {line}", "keep one of them")
            continue
        topic = fields.required("topic")
        if topic and topic != UNMAPPED and topic not in topics:
            fix = f"use a topic of topics.yaml, or `{UNMAPPED}` with `topic_as_read`"
            fields.wrong(("topic",), f"`{topic}` is not in the vocabulary", fix)
        first = _read_version(fields, item, topics.get(topic), topic, instruments, as_of, fields)
        older = [
            _read_version(
                Fields(top.source, (*path, "versions", n), top.problems, _VERSION),
                *(item, topics.get(topic), topic, instruments, as_of, fields),
            )
            for n in fields.items("versions")
        ]
        found[item] = (first, *older)
        places[item] = path
        if older:
            _check_versions(fields, found[item])
    _check_numbers(found, places, top.source, top.problems)
    return found


def _read_version(
    fields: Fields,
    item: str,
    topic: Topic | None,
    topic_name: str,
    instruments: Mapping[str, Instrument],
    as_of: date,
    base: Fields,
) -> Provision:
    """Read one wording; what a version leaves out it takes from the provision, dates and numbers excepted."""

    def inherit(key: str) -> Fields:
        return fields if key in fields.data or fields is base else base

    instrument = inherit("instrument").required("instrument")
    if instrument and instrument not in instruments:
        fields.wrong(("instrument",), f"`{instrument}` is not an instrument of this jurisdiction", "add it to the list")
    start, end = fields.day("effective_from"), fields.day("effective_to")
    if start and end and end < start:
        fields.wrong(("effective_to",), "ends before it starts")
    status = fields.word("status", _STATUS, "in-force")
    if status == "in-force" and start and start > as_of:
        fix = "write `status: enacted` until that day"
        fields.wrong(("effective_from",), f"is after the file's own date, {as_of.isoformat()}", fix)
    basis = inherit("basis")
    return Provision(
        id=item,
        topic=topic_name,
        instrument=instrument,
        ref=inherit("ref").text("ref"),
        summary=inherit("summary").required("summary"),
        confidence=inherit("confidence").word("confidence", CONFIDENCE, "low"),
        ref_confidence=inherit("ref_confidence").word("ref_confidence", CONFIDENCE, "low"),
        source=inherit("source").required("source"),
        read_on=inherit("read_on").day("read_on") or as_of,
        status=status,
        numbers=_numbers(fields, topic),
        numbers_unverified=_plain(fields, "numbers_unverified"),
        numbers_other=_plain(fields, "numbers_other"),
        table=_table(fields) if fields.data.get("table") is not None else None,
        effective_from=start,
        effective_to=end,
        basis=basis.word("basis", _BASIS, "none") if basis.text("basis") else None,
        sectors=inherit("sectors").texts("sectors"),
        read_in=inherit("read_in").text("read_in"),
        note=fields.text("note"),
        topic_as_read=base.text("topic_as_read"),
    )


def _numbers(fields: Fields, topic: Topic | None) -> dict[str, str]:
    """Return ``numbers``: a plain value takes the topic's unit; ``{value, unit}`` must repeat it."""
    found: dict[str, str] = {}
    for key, given in fields.mapping("numbers").items():
        if topic is not None and key not in topic.numbers:
            known = ", ".join(topic.numbers) or "none"
            fields.wrong(("numbers", key), f"`{key}` is not a number of topic `{topic.name}`", f"its numbers: {known}")
            continue
        value: Any = given
        if isinstance(given, dict):
            inner = Fields(fields.source, (*fields.path, "numbers", key), fields.problems, _VALUE)
            value = inner.required("value")
            if topic is not None and inner.text("unit") != topic.numbers[key].unit:
                inner.wrong(("unit",), f"the unit of `{key}` is {topic.numbers[key].unit}")
        if not isinstance(value, str) or not value:
            fields.wrong(("numbers", key), "must be one value", "leave the key out when the law sets none")
            continue
        found[key] = value
    return found


def _plain(fields: Fields, key: str) -> dict[str, str]:
    return {name: str(value) for name, value in fields.mapping(key).items() if value is not None}


def _table(fields: Fields) -> LawTable:
    path: Path = (*fields.path, "table")
    table = Fields(fields.source, path, fields.problems, _TABLE)
    columns = table.texts("columns")
    rows = []
    for index in table.items("rows"):
        row = Fields(fields.source, (*path, "rows", index), fields.problems, _ROW)
        cells = row.texts("cells")
        if len(cells) != len(columns):
            row.wrong(("cells",), f"has {len(cells)} cells where the table has {len(columns)} columns")
        rows.append(TableRow(row.count("workers_min"), row.count("workers_max"), cells))
    return LawTable(table.required("title"), columns, tuple(rows), table.text("note"))


def _check_versions(fields: Fields, versions: tuple[Provision, ...]) -> None:
    """Note wordings of one provision that are in force on the same day."""
    for number, later in enumerate(versions):
        for earlier in versions[:number]:
            if _overlap(earlier, later):
                fields.wrong(("versions",), "two wordings are in force on the same day", "end one before the other")
                return


def _overlap(one: Provision, other: Provision) -> bool:
    start = max(one.effective_from or date.min, other.effective_from or date.min)
    return one.in_force_on(start) and other.in_force_on(start)


def _check_numbers(
    provisions: Mapping[str, tuple[Provision, ...]], places: Mapping[str, Path], source: Source, problems: list[Problem]
) -> None:
    """Note a number that two provisions of one topic set differently on the same day."""
    seen: dict[tuple[str, str], list[Provision]] = {}
    for versions in provisions.values():
        for provision in versions:
            if provision.topic == UNMAPPED:
                continue
            for key, value in provision.numbers.items():
                for other in seen.setdefault((provision.topic, key), []):
                    if other.id != provision.id and other.numbers[key] != value and _overlap(other, provision):
                        what = f"`{other.id}` gives {other.numbers[key]} for the same number of `{provision.topic}`"
                        fix = "split the topic, or keep one of them"
                        problems.append(source.problem((*places[provision.id], "numbers", key), what, fix))
                seen[(provision.topic, key)].append(provision)
