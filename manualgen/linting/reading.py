"""From the knowledge of a run (and one or two profiles) to a :class:`Lintable`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manualgen.errors import Position, Problem
from manualgen.knowledge.library import DECLARED_PREFIXES, GUIDE, Item, Task, TextItem
from manualgen.knowledge.partner_aspects import load_aspects
from manualgen.knowledge.places import FRONT_MATTER
from manualgen.knowledge.template_sets import template_files
from manualgen.linting.lintable import Call, DutyBlock, IdUse, Lintable, Manual, Passage, SourceText
from manualgen.linting.passages import read_markdown, read_yaml_passages
from manualgen.linting.templates import TemplateCall, parse
from manualgen.rendering.environment import fold_tag_lines
from manualgen.yaml_source import DATA_BYTES, Source, read_yaml

if TYPE_CHECKING:
    from manualgen.knowledge.store import Knowledge

_ID = re.compile(r"(haz|ppe|crs|role|frm|swp|sjp|pol|prg|sec|tsk|eqp|prd|cnd|prm|gp)-[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_GROUPS = {"haz": "hazard", "ppe": "ppe", "crs": "course", "role": "role", "gp": "good"} | {
    prefix.rstrip("-"): "declared" for prefix in DECLARED_PREFIXES
}
_KEYED = {"law": "topic", "cite": "cite", "aspects": "aspect", "needs": "condition", "figure": "figure"}


def gather(
    knowledge: Knowledge, manual: Manual | None = None, decoy: Manual | None = None, items: frozenset[str] | None = None
) -> Lintable:
    """Return what the rules look at: every final text, or those whose ids are in ``items``."""
    library, good = knowledge.library, knowledge.good_practice
    sources: list[SourceText] = []
    passages: list[Passage] = []
    calls: list[Call] = []
    uses: list[IdUse] = []
    duties: list[DutyBlock] = []
    faults: list[Problem] = []
    names: list[Problem] = []
    documents = [d for d in library.documents() if d.status == "final" and (items is None or d.id in items)]
    tasks = [t for t in library.tasks.values() if t.status == "final" and (items is None or t.id in items)]
    linted: list[Item | Task] = [*documents, *tasks]
    for one in linted:
        kind = one.kind if isinstance(one, Item) else "task"
        text = Path(one.file).read_text(encoding="utf-8")
        sources.append(SourceText(one.id, kind, one.file, text))
        if isinstance(one, TextItem):
            front = FRONT_MATTER.match(text)
            source = read_yaml(Path(one.file), "\n" + (front.group(1) if front else ""))
            read = read_markdown(one, text, library, good)
            passages += _front_passages(one, source)
            passages += read.passages
            duties += read.duties
            faults += read.faults
            for name, data, here in read.fences:
                uses += _fence_ids(one.id, name, data, here)
            folded, origin = fold_tag_lines(one.body)
            _templates(one.id, folded, one.file, [one.body_line + o for o in origin], text, calls, faults, names)
        else:
            source = read_yaml(Path(one.file), text, max_bytes=DATA_BYTES)
            found = read_yaml_passages(one.id, kind, source, text, library, good)
            passages += found
            for path, value in _values(source.data):
                if "{{" in value or "{%" in value:
                    place = next((p for p in found if p.path == path), None)
                    _scalar_templates(one.id, value, source.positions[path], place, calls, faults, names)
        uses += _ids(one.id, source)
    if items is None:
        uses += [u for path in _catalogues(knowledge) for u in _catalogue_ids(path)]
    return Lintable(
        library=library,
        law=knowledge.law,
        good=good,
        aspects=frozenset(load_aspects(knowledge.locations)),
        items=frozenset(d.id for d in linted),
        sources=tuple(sources),
        passages=tuple(passages),
        calls=tuple(calls),
        id_uses=tuple(uses),
        duties=tuple(duties),
        faults=tuple(faults),
        catalogue=_catalogue_places(knowledge),
        names=tuple(names),
        manual=manual,
        decoy=decoy,
    )


def _front_passages(item: TextItem, source: Source) -> Iterator[Passage]:
    for key, part in (("title", "title"), ("summary", "summary")):
        value = source.get((key,))
        if value:
            yield Passage(item.id, item.kind, part, key, source.at((key,)), str(value), str(value), (key,))


def _templates(
    item: str,
    folded: str,
    file: str,
    lines: list[int],
    text: str,
    calls: list[Call],
    faults: list[Problem],
    names: list[Problem],
) -> None:
    parsed = parse(folded)
    file_lines = text.split("\n")

    def place(line: int, words: str) -> Position:
        at = lines[min(line, len(lines)) - 1]
        for number in range(max(at - 3, 1), min(at + 2, len(file_lines)) + 1):
            if words and words in file_lines[number - 1]:
                return Position(file, number, file_lines[number - 1].index(words) + 1)
        return Position(file, at, 1)

    if parsed.error:
        faults.append(
            Problem(place(parsed.error[0], ""), "", f"the template cannot be read: {parsed.error[1]}", "correct it")
        )
    for call in parsed.calls:
        calls.append(Call(item, call.name, call.arguments, place(call.line, _as_written(call)), call.guards))
    names += [Problem(place(f.line, f.name), f.name, f.what, f.fix) for f in parsed.faults]


def _scalar_templates(
    item: str,
    value: str,
    position: Position,
    passage: Passage | None,
    calls: list[Call],
    faults: list[Problem],
    names: list[Problem],
) -> None:
    parsed = parse(value)

    def place(words: str) -> Position:
        return passage.at(words) if passage and words else position

    if parsed.error:
        faults.append(Problem(position, "", f"the template cannot be read: {parsed.error[1]}", "correct it"))
    for call in parsed.calls:
        calls.append(Call(item, call.name, call.arguments, place(_as_written(call)), call.guards))
    names += [Problem(place(f.name), f.name, f.what, f.fix) for f in parsed.faults]


def _as_written(call: TemplateCall) -> str:
    """Return words of ``call`` that stand in the source."""
    first = call.arguments[0] if call.arguments else call.name
    return "role." + first.removeprefix("role-").replace("-", "_") if call.name == "role" else first


def _values(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _values(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _group(path: tuple[str | int, ...], value: str) -> str:
    key = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
    if key in ("id", "file"):
        return ""
    if key in _KEYED:
        return _KEYED[key]
    match = _ID.match(value)
    return _GROUPS.get(match.group(1), "document") if match else ""


def _ids(item: str, source: Source) -> Iterator[IdUse]:
    for path, value in _values(source.data):
        group = _group(path, value)
        if group and path:
            yield IdUse(item, group, value, source.positions[path], source.name(path))
    notes = source.get(("ppe_notes",))
    for key in notes if isinstance(notes, dict) else ():
        yield IdUse(item, "ppe-note", key, source.at(("ppe_notes", key), key=True), "ppe_notes")


def _fence_ids(item: str, name: str, data: Any, here: Position) -> Iterator[IdUse]:
    if name == "duty":
        return  # incomplete-duty looks at these
    for path, value in _values(data):
        group = _group(path, value) if name in ("include", "callout") else ""
        if group in ("figure",):
            yield IdUse(item, group, value, here, f"{name}.figure")


def _catalogues(knowledge: Knowledge) -> list[Path]:
    found = knowledge.locations.files
    lib = "templates/library"
    return [
        *(
            p
            for kind in ("equipment", "products", "conditions", "permits")
            for p in found(f"{lib}/work", f"{kind}.yaml")
        ),
        *found(f"{lib}/industries", "*.yaml"),
        *(path for _, path in template_files(knowledge.locations)),
        *found(lib, "glossary.yaml"),
    ]


def _catalogue_places(knowledge: Knowledge) -> dict[str, Position]:
    """Return where each condition and each figure stands."""
    places: dict[str, Position] = {}
    lib = "templates/library"
    for path in (
        *knowledge.locations.files(lib, "conditions.yaml"),
        *knowledge.locations.files(f"{lib}/figures", "*.yaml"),
    ):
        source = read_yaml(path, max_bytes=DATA_BYTES)
        entries = (
            [((), source.data)] if isinstance(source.data, dict) else [((n,), e) for n, e in enumerate(source.data)]
        )
        places |= {str(entry["id"]): source.at((*at, "id")) for at, entry in entries}
    return places


def _catalogue_ids(path: Path) -> Iterator[IdUse]:
    """Yield the ids that a list of the catalogue names; entries that are outlines are left out."""
    source = read_yaml(path, max_bytes=DATA_BYTES)
    if isinstance(source.data, dict) and source.data.get("status") == "outline":
        return
    for at, value in _values(source.data):
        entry = source.get(at[:1]) if isinstance(source.data, list) else None
        if isinstance(entry, dict) and entry.get("status") == "outline":
            continue
        offered = at[-1] == "id" and len(at) > 2
        group = _group((*at[:-1], "offers"), value) if offered else _group(at, value)
        if group:
            owner = entry.get("id") or path.stem if isinstance(entry, dict) else path.stem
            yield IdUse(str(owner), group, value, source.positions[at], source.name(at))


def gather_client(knowledge: Knowledge, profile: Path, decoy: Path | None = None) -> Lintable:
    """Return what the rules look at for one client: its texts, its manual as it prints, and a decoy's.

    Raises ``InputError`` when a profile is wrong.
    """
    from manualgen.building import render_without_record
    from manualgen.intake.loading import load_profile
    from manualgen.linting.printed import printed

    client = load_profile(profile)
    built = render_without_record(client, knowledge)
    plan = built.planned.plan
    items = {*plan.ids(), *plan.tasks, *(s for c in plan.chapters for s in c.sections), GUIDE}
    other = None
    if decoy is not None:
        other_client = load_profile(decoy)
        other = printed(render_without_record(other_client, knowledge), other_client, str(decoy))
    return gather(knowledge, printed(built, client, str(profile)), other, frozenset(items))
