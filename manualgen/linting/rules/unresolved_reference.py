"""Every id that a text names exists, and what it prints or pulls in is at final quality."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from manualgen.errors import Problem
from manualgen.knowledge.library import Library
from manualgen.linting.lintable import Call, Lintable
from manualgen.linting.rule import Rule
from manualgen.rendering.manual import SUPPLEMENTS


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield ids in YAML and in template calls that do not exist or are not final."""
    known = _known(lintable)
    final = {d.id for d in lintable.library.documents() if d.status == "final"} | set(SUPPLEMENTS)
    every = {d.id for d in lintable.library.documents()} | set(SUPPLEMENTS)
    told: set[tuple[str, str]] = set()  # a document that is not there is told once a file

    def first_time(item: str, target: str) -> bool:
        new = (item, target) not in told
        told.add((item, target))
        return new

    for use in lintable.id_uses:
        ids = known.get(use.group)
        if ids is None or use.id in ids:
            needed = use.group == "document" and not use.field.startswith(("related", "triggers"))
            if needed and use.id in every and use.id not in final and first_time(use.item, use.id):
                what = f"{use.id} is not at final quality, so nothing prints here"
                yield Problem(use.position, use.field, what, "finish it, or take it out until then")
            continue
        if use.group == "declared" and use.id == "all":
            continue
        if use.group != "document" or first_time(use.item, use.id):
            yield Problem(use.position, use.field, f"no {use.group} {use.id!r}", _near(use.id, ids))
    for call in lintable.calls:
        for name, fix in _call(call, lintable, known, final, every):
            if call.name in ("ref", "title", "form", "included") and not first_time(call.item, call.arguments[0]):
                continue
            yield Problem(call.position, f"{call.name}()", name, fix)
    yield from _perhaps_absent(lintable, final)


def _perhaps_absent(lintable: Lintable, final: Collection[str]) -> Iterator[Problem]:
    """Yield references to final documents that some client with this text does not get: the build would stop there."""
    named = [
        (c.item, c.arguments[0], c.guards, c.position, f"{c.name}()")
        for c in lintable.calls
        if c.name in ("ref", "title", "form") and c.arguments
    ]
    for duty in lintable.duties:
        if duty.data.get("record"):
            guards = tuple(
                one for key, branch in duty.branches if branch == "yes" for one in re.findall(r"'([^']+)'", key)
            )
            named.append((duty.item, str(duty.data["record"]), guards, duty.at("record"), "duty record"))
    for item, target, guards, position, field in named:
        if target not in final or target in guards or target == item or comes_with(lintable.library, item, target):
            continue
        what = f"{target} is not in every build that has {item}"
        fix = "name it under `forms`" if target.startswith("frm-") else f"guard it with {{% if included('{target}') %}}"
        yield Problem(position, field, what, fix)


def comes_with(library: Library, item_id: str, target_id: str) -> bool:
    """Tell whether every client who gets ``item_id`` gets ``target_id`` too."""
    item, target = library.document(item_id), library.document(target_id)
    if item is None or target is None:
        return True  # a task, or an id that is reported elsewhere
    if target.needs and target.needs != item.needs:
        return False
    if target_id in item.forms or "all" in target.triggers or target.kind == "section":
        return True
    if library.template_sets and all(target_id in t.forms for t in library.template_sets.values()):
        return True
    brought = {w.id: {*w.documents, *w.forms} for w in library.work.values()}
    brought |= {t.id: {*t.documents, *t.forms} for t in library.tasks.values()}
    ways = {*item.triggers, *(w for w, ids in brought.items() if item_id in ids)}
    return bool(ways) and all(w in target.triggers or target_id in brought.get(w, ()) for w in ways)


def _known(lintable: Lintable) -> dict[str, Collection[str]]:
    library = lintable.library
    return {
        "hazard": library.hazards,
        "role": library.roles,
        "document": {d.id for d in library.documents()},
        "declared": declarable(lintable),
        "topic": lintable.law.topics,
        "aspect": lintable.aspects,
        "condition": library.conditions,
        "figure": {*library.figures, "org-chart"},
        "good": lintable.good.items,
    }


def declarable(lintable: Lintable) -> frozenset[str]:
    """Return every id that a profile can declare: catalogued work and what industries offer by title."""
    library = lintable.library
    offered = {
        str(item["id"])
        for industry in library.industries.values()
        for group in ("tasks", "equipment", "products", "conditions", "permits")
        for item in industry.get(group, ())
        if isinstance(item, dict) and item.get("title")
    }
    return frozenset({*library.tasks, *library.work, *offered, "all"})


def _call(
    call: Call, lintable: Lintable, known: dict[str, Collection[str]], final: Collection[str], every: Collection[str]
) -> Iterator[tuple[str, str]]:
    first = call.arguments[0] if call.arguments else ""
    groups: dict[str, str] = {"law": "topic", "number": "topic", "good": "good", "when": "condition", "role": "role"}
    if call.name in groups:
        ids = known[groups[call.name]]
        if first not in ids:
            yield f"no {groups[call.name]} {first!r}", _near(first, ids)
        elif call.name == "number":
            keys = [k for part in lintable.law.with_parts(first) for k in lintable.law.topics[part].numbers]
            if len(call.arguments) > 1 and call.arguments[1] not in keys:
                yield (
                    f"the topic {first} has no number {call.arguments[1]!r}",
                    f"its numbers: {', '.join(keys) or 'none'}",
                )
    elif call.name == "has":
        for one in call.arguments:
            if one not in known["declared"]:
                yield f"nothing that can be declared is called {one!r}", _near(one, known["declared"])
    elif call.name in ("ref", "title", "form"):
        if first not in every:
            yield f"no document {first!r}", _near(first, every)
        elif first not in final and first not in call.guards:
            yield (
                f"{first} is not at final quality, so this text cannot be built",
                "finish it, or guard with included()",
            )
    elif call.name == "included":
        for one in call.arguments:
            if one not in every:
                yield f"no document {one!r}", _near(one, every)
    elif call.name == "party":
        parties = {p for j in lintable.law.jurisdictions.values() for p in j.parties}
        if first not in parties:
            yield f"no jurisdiction names a party {first!r}", _near(first, parties)


def _near(name: str, ids: Collection[str]) -> str:
    near = difflib.get_close_matches(name, list(ids), n=1, cutoff=0.7)
    return f"did you mean {near[0]}?" if near else "add it, or take the reference out"


RULE = Rule(
    "unresolved-reference",
    "An id of a document, form, hazard, role, topic, number or aspect that does not exist or is not final.",
    check,
)
