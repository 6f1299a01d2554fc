"""YAML under ``legislation/`` in, a validated :class:`LawRegistry` out.

Every fault of every file is collected before anything is refused, each with its
file, line and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.law import Jurisdiction, LawRegistry, Topic
from manualgen.knowledge.law_fields import Fields
from manualgen.knowledge.law_instruments import read_changes, read_instruments, read_parties
from manualgen.knowledge.law_provisions import read_provisions
from manualgen.knowledge.law_topics import check_parts, read_topics
from manualgen.locations import Locations
from manualgen.yaml_source import DATA_BYTES, Source, read_yaml

FOLDER = "legislation"
TOPICS = "topics.yaml"

_TOP = frozenset(
    {"jurisdiction", "name", "names", "codes", "as_of", "notes", "parties", "instruments", "provisions", "changes"}
)


def read_registry(locations: Locations, only: tuple[str, ...] = ()) -> LawRegistry:
    """Read the vocabulary and the jurisdictions named by ``only`` (() = all) from every root."""
    problems: list[Problem] = []
    topics: dict[str, Topic] = {}
    for file in locations.files(FOLDER, TOPICS):
        source = read_yaml(file, max_bytes=DATA_BYTES)
        topics.update(read_topics(source, problems))
        check_parts(topics, source, problems)
    found: dict[str, Jurisdiction] = {}
    for file in locations.files(FOLDER, "*.yaml"):
        if file.name == TOPICS or (only and not _wanted(file.stem, only)):
            continue
        _read_file(read_yaml(file, max_bytes=DATA_BYTES), topics, found, problems)
    if problems:
        raise InputError(dict.fromkeys(problems))
    if not found:
        wanted = ", ".join(only) or "any jurisdiction"
        what = f"no legislation file for {wanted}"
        raise InputError([Problem(Position(FOLDER), "", what, "add one, see docs/law-format.md")])
    return LawRegistry(topics, found)


def _wanted(stem: str, only: Iterable[str]) -> bool:
    """Tell whether the file named ``nt-nu`` is needed for a regulator such as ``NU`` (``federal`` lives in ``ca``)."""
    codes = {"ca" if code.lower() == "federal" else code.lower() for code in only}
    return bool(codes & {stem, *stem.split("-")})


def _read_file(
    source: Source, topics: Mapping[str, Topic], found: dict[str, Jurisdiction], problems: list[Problem]
) -> None:
    top = Fields(source, (), problems, _TOP)
    code = top.required("jurisdiction")
    base = found.get(code)
    as_of = top.day("as_of") or (base.as_of if base else None)
    if as_of is None and not top.text("as_of"):
        top.wrong(("as_of",), "`as_of` is missing", "add the day the file was compiled, `as_of: '2026-11-21'`")
    name = top.text("name") or (base.name if base else "")
    if not name:
        top.wrong(("name",), "`name` is missing", "add the jurisdiction's printed name")
    day = as_of or date.min
    instruments = {**(base.instruments if base else {}), **read_instruments(top)}
    provisions = read_provisions(top, topics, instruments, day)
    found[code] = Jurisdiction(
        code=code,
        name=name,
        codes=top.texts("codes") or (base.codes if base else (code,)),
        as_of=day,
        instruments=instruments,
        provisions={**(base.provisions if base else {}), **provisions},
        changes={**(base.changes if base else {}), **read_changes(top, instruments, day)},
        parties={**(base.parties if base else {}), **read_parties(top)},
        names={key: str(value) for key, value in top.mapping("names").items()} or (base.names if base else {}),
        notes=top.text("notes") or (base.notes if base else ""),
    )
