"""Read the content library from disk into a :class:`~manualgen.knowledge.library.Library`.

Every problem of every file is collected and raised once as ``InputError``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.library import (
    KIND_BY_PREFIX,
    Condition,
    Entry,
    Figure,
    Form,
    Industry,
    Library,
    Model,
    Procedure,
    Task,
    TemplateSet,
    TextItem,
    WorkItem,
)
from manualgen.locations import Locations
from manualgen.yaml_source import Source, read_yaml

_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.S)
M = TypeVar("M", bound=BaseModel)


def load_library(locations: Locations) -> Library:
    """Return the library of all roots of ``locations``; raise ``InputError`` with every problem found."""
    problems: list[Problem] = []
    lib = "templates/library"

    def each(folder: str, pattern: str) -> list[Path]:
        return locations.files(folder, pattern)

    texts: dict[str, TextItem] = {}
    for folder in ("policies", "practices", "programs", "sections"):
        for path in each(f"{lib}/{folder}", "*.md"):
            item = _text_item(path, problems)
            if item:
                texts[item.id] = item
    procedures = _single(each(f"{lib}/procedures", "*.yaml"), Procedure, problems)
    forms = _single(each(f"{lib}/forms", "*.yaml"), Form, problems, rename={"kind": "form_kind"})
    tasks = _single(each(f"{lib}/work/tasks", "*.yaml"), Task, problems)
    work: dict[str, WorkItem] = {}
    for kind in ("equipment", "products", "conditions", "permits"):
        work.update(_listed(each(f"{lib}/work", f"{kind}.yaml"), WorkItem, problems))
    library = Library.model_construct(
        texts=texts,
        procedures=procedures,
        forms=forms,
        tasks=tasks,
        work=work,
        hazards=_listed(each(lib, "hazards.yaml"), Entry, problems),
        ppe=_listed(each(lib, "ppe.yaml"), Entry, problems),
        courses=_listed(each(lib, "courses.yaml"), Entry, problems),
        roles=_listed(each(lib, "roles.yaml"), Entry, problems),
        industries=_single(each(f"{lib}/industries", "*.yaml"), Industry, problems),
        conditions=_listed(each(lib, "conditions.yaml"), Condition, problems),
        figures=_single(each(f"{lib}/figures", "*.yaml"), Figure, problems),
        template_sets={
            name: one
            for name in ("cor", "secor")
            for one in _single(each(f"templates/{name}", "chapters.yaml"), TemplateSet, problems, own_id=name).values()
        },
    )
    if problems:
        raise InputError(problems)
    return library


def _text_item(path: Path, problems: list[Problem]) -> TextItem | None:
    raw = path.read_text(encoding="utf-8")
    match = _FRONT.match(raw)
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
    paths: Iterable[Path],
    model: type[M],
    problems: list[Problem],
    rename: Mapping[str, str] | None = None,
    own_id: str = "",
) -> dict[str, M]:
    items: dict[str, M] = {}
    for path in paths:
        source = _read(path, problems)
        if source is None:
            continue
        data = {(rename or {}).get(k, k): v for k, v in source.data.items()}
        if own_id:
            data.setdefault("id", own_id)
        item = _build(model, data, source, (), problems, path.stem if not own_id else "")
        if item is not None:
            items[item.id] = item  # type: ignore[attr-defined]
    return items


def _listed(paths: Iterable[Path], model: type[M], problems: list[Problem]) -> dict[str, M]:
    items: dict[str, M] = {}
    for path in paths:
        source = _read(path, problems)
        if source is None:
            continue
        if not isinstance(source.data, list):
            problems.append(
                Problem(Position(str(path), 1, 1), "", "a list is expected", "begin each item with '- id:'")
            )
            continue
        for index, entry in enumerate(source.data):
            item = _build(model, entry, source, (index,), problems)
            if item is not None:
                items[item.id] = item  # type: ignore[attr-defined]
    return items


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
            what = f"`{path[-1]}` is missing" if fault["type"] == "missing" else fault["msg"]
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
