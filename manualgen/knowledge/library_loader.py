"""Read the content library from disk into a :class:`~manualgen.knowledge.library.Library`.

Every problem of every file is collected and raised once as ``InputError``.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from manualgen.cache import key_of
from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.library import (
    KIND_BY_PREFIX,
    Condition,
    Entry,
    Figure,
    Form,
    Industry,
    Item,
    Library,
    Model,
    Procedure,
    Task,
    TemplateSet,
    TextItem,
    WorkItem,
)
from manualgen.knowledge.places import FRONT_MATTER, place_of
from manualgen.knowledge.template_sets import template_files
from manualgen.locations import Locations
from manualgen.yaml_source import Source, read_yaml

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Part:
    """What one file holds: its items by id, its problems, and the hashes by which a rendering is known again.

    ``frame`` covers what other documents may see of the file, ``words`` each document's own words.
    """

    items: Mapping[str, Any]
    problems: tuple[Problem, ...]
    frame: str
    words: Mapping[str, str]


# What only the document itself prints; everything else of it may be printed by others (title, forms, retention …).
OWN_WORDS: dict[type[BaseModel], frozenset[str]] = {
    TextItem: frozenset({"body", "body_line", "checked"}),
    Procedure: frozenset(Procedure.model_fields) - frozenset(Item.model_fields) | {"checked"},
    Form: frozenset({"instructions", "sections", "checked"}),
}
TEXT_FOLDERS = ("policies", "practices", "programs", "sections")
DOCUMENT_FOLDERS = (*TEXT_FOLDERS, "procedures", "forms")  # below templates/library: a file there is one document
_SINGLE: dict[str, type[BaseModel]] = {
    "procedures": Procedure,
    "forms": Form,
    "work/tasks": Task,
    "industries": Industry,
    "figures": Figure,
}
_LISTED: dict[str, type[BaseModel]] = {
    **dict.fromkeys(("equipment", "products", "conditions", "permits"), WorkItem),
    "hazards": Entry,
    "ppe": Entry,
    "courses": Entry,
    "roles": Entry,
    "blanks": Entry,
    "emergency": Entry,
    "named-conditions": Condition,
}


def load_library(locations: Locations) -> Library:
    """Return the library of all roots of ``locations``; raise ``InputError`` with every problem found."""
    from manualgen.knowledge.compiled import compiled_parts

    lib = "templates/library"
    files: list[tuple[Path, str]] = []

    def add(shape: str, folder: str, pattern: str) -> None:
        files.extend((path, shape) for path in locations.files(folder, pattern))

    for folder in TEXT_FOLDERS:
        add("text", f"{lib}/{folder}", "*.md")
    for folder in _SINGLE:
        add(folder, f"{lib}/{folder}", "*.yaml")
    for kind in ("equipment", "products", "conditions", "permits"):
        add(kind, f"{lib}/work", f"{kind}.yaml")
    for kind in ("hazards", "ppe", "courses", "roles", "blanks", "emergency"):
        add(kind, lib, f"{kind}.yaml")
    add("named-conditions", lib, "conditions.yaml")
    files.extend((path, f"set:{name}") for name, path in template_files(locations))
    parts = compiled_parts(locations, "library", files, _part)
    problems = [p for part in parts for p in part.problems]
    if problems:
        raise InputError(problems)
    groups: dict[str, dict[str, Any]] = {}
    for (_, shape), part in zip(files, parts, strict=True):
        groups.setdefault(shape.split(":")[0], {}).update(part.items)
    library = Library.model_construct(
        texts=groups.get("text", {}),
        procedures=groups.get("procedures", {}),
        forms=groups.get("forms", {}),
        tasks=groups.get("work/tasks", {}),
        work={i: w for kind in ("equipment", "products", "conditions", "permits") for i, w in groups.get(kind, {}).items()},
        hazards=groups.get("hazards", {}),
        ppe=groups.get("ppe", {}),
        courses=groups.get("courses", {}),
        roles=groups.get("roles", {}),
        blanks=groups.get("blanks", {}),
        emergency=groups.get("emergency", {}),
        industries=groups.get("industries", {}),
        conditions=groups.get("named-conditions", {}),
        figures=groups.get("figures", {}),
        template_sets=groups.get("set", {}),
        frame=key_of(*(f"{shape} {part.frame}" for (_, shape), part in zip(files, parts, strict=True))),
        words={i: w for part in parts for i, w in part.words.items()},
    )
    unknown = [d for d in library.documents() if d.needs and d.needs not in library.conditions]
    if unknown:
        fix = "name one of templates/library/conditions.yaml"
        raise InputError(
            Problem(place_of(d.file, d.needs), "needs", f"there is no condition {d.needs!r}", fix) for d in unknown
        )
    return library


def _part(path: Path, shape: str) -> tuple[Part, bool]:
    """Return what the file at ``path`` holds, and whether it holds it without a problem."""
    problems: list[Problem] = []
    items: dict[str, Any]
    if shape == "text":
        text = _text_item(path, problems)
        items = {text.id: text} if text else {}
    elif shape.startswith("set:"):
        items = _single(path, TemplateSet, problems, own_id=shape.removeprefix("set:"))
    elif shape in _SINGLE:
        items = _single(path, _SINGLE[shape], problems, rename={"kind": "form_kind"} if shape == "forms" else None)
    else:
        items = _listed(path, _LISTED[shape], problems)
    own = {i: OWN_WORDS[type(item)] for i, item in items.items() if type(item) in OWN_WORDS}
    frame = [
        repr(item.model_dump(exclude=set(own.get(i, ())))) + type(item).__name__ for i, item in items.items()
    ]
    words = {i: key_of(repr(items[i].model_dump(include=set(fields)))) for i, fields in own.items()}
    return Part(items, tuple(problems), key_of(*frame), words), not problems


def _text_item(path: Path, problems: list[Problem]) -> TextItem | None:
    raw = path.read_text(encoding="utf-8")
    match = FRONT_MATTER.match(raw)
    if not match:
        problems.append(Problem(Position(str(path), 1, 1), "", "no front matter", "begin the file with a --- block"))
        return None
    source = _read(path, problems, text="\n" + match.group(1))
    if source is None:
        return None
    data = dict(source.data)
    data["body"] = raw[match.end() :]
    data["body_line"] = raw[: match.end()].count("\n") + 1
    return _build(TextItem, data, source, (), problems)


def _read(path: Path, problems: list[Problem], text: str | None = None) -> Source | None:
    try:
        source = read_yaml(path, text)
    except InputError as error:
        problems.extend(error.problems)
        return None
    if not isinstance(source.data, dict | list):
        problems.append(Problem(Position(str(path), 1, 1), "", "the file is empty", "write one item"))
        return None
    return source


def _single(
    path: Path,
    model: type[M],
    problems: list[Problem],
    rename: Mapping[str, str] | None = None,
    own_id: str = "",
) -> dict[str, M]:
    """Return the item that the file is, by its id; none when it has a problem."""
    source = _read(path, problems)
    if source is None:
        return {}
    if not isinstance(source.data, dict):
        problems.append(Problem(Position(str(path), 1, 1), "", "one item is expected", "write `field: value` lines"))
        return {}
    data = {(rename or {}).get(k, k): v for k, v in source.data.items()}
    if own_id:
        data.setdefault("id", own_id)
    item = _build(model, data, source, (), problems, path.stem if not own_id else "")
    return {} if item is None else {item.id: item}  # type: ignore[attr-defined]


def _listed(path: Path, model: type[M], problems: list[Problem]) -> dict[str, M]:
    """Return the items that the file lists, by id."""
    source = _read(path, problems)
    if source is None:
        return {}
    if not isinstance(source.data, list):
        problems.append(Problem(Position(str(path), 1, 1), "", "a list is expected", "begin each item with '- id:'"))
        return {}
    built = [_build(model, entry, source, (index,), problems) for index, entry in enumerate(source.data)]
    return {item.id: item for item in built if item is not None}  # type: ignore[attr-defined]


def _build(
    model: type[M],
    data: Any,
    source: Source,
    base: tuple[str | int, ...],
    problems: list[Problem],
    stem: str = "",
) -> M | None:
    """Validate ``data``; every complaint becomes a Problem at its own line and column."""
    if isinstance(data, dict) and "file" in model.model_fields:
        data = {**data, "file": str(source.path)}
    try:
        item = model.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            path = (*base, *(p for p in fault["loc"] if isinstance(p, str | int)))
            fix = ""
            if fault["type"] == "extra_forbidden":
                fix = _fix_for_extra(model, path, base, fault["input"])
            what = f"`{path[-1]}` is missing" if fault["type"] == "missing" else fault["msg"].removeprefix("Value error, ")
            problems.append(_problem(source, path, what, fix, key=fault["type"] == "extra_forbidden"))
        return None
    named = getattr(item, "id", "")
    if stem and named != stem:
        problems.append(
            _problem(source, (*base, "id"), f"the id {named!r} differs from the file name", f"write {stem}")
        )
    if "kind" not in model.model_fields and isinstance(item, TextItem) and named.split("-", 1)[0] not in KIND_BY_PREFIX:
        problems.append(_problem(source, (*base, "id"), f"unknown prefix in {named!r}", "use pol-, swp-, prg- or sec-"))
    return item


def _fix_for_extra(model: type[BaseModel], path: tuple[str | int, ...], base: tuple[str | int, ...], value: Any) -> str:
    if value is None and " " in str(path[-1]):
        return "put the text before it in quotes: inside { } a comma ends a plain text"
    if len(path) > len(base) + 1:
        return "see docs/content-formats.md"
    near = difflib.get_close_matches(str(path[-1]), _names(model), n=1)
    return f"did you mean {near[0]!r}?" if near else f"allowed here: {', '.join(sorted(_names(model)))}"


def _names(model: type[BaseModel]) -> list[str]:
    return [f.alias or n for n, f in model.model_fields.items()] if issubclass(model, Model) else ["id", "title"]


def _problem(source: Source, path: tuple[str | int, ...], what: str, fix: str, key: bool = False) -> Problem:
    """Return a Problem at ``path`` or at the nearest place above it that is in the file."""
    while path and path not in source.positions:
        path = path[:-1]
    return source.problem(path, what, fix, key=key)
