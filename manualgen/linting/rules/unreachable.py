"""What no client can ever get: documents, sections, policies, conditions and figures that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.knowledge.library import GUIDE, Item
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.rules.unresolved_reference import declarable


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield unreachable documents, sections in no chapter, conditions and figures nobody uses (library only)."""
    if not lintable.whole_library:
        return
    library = lintable.library
    reached = reachable(lintable)
    chapters = [c for t in library.template_sets.values() for c in t.chapters.values()]
    placed = {i for c in chapters for i in (*c.sections, *c.policies)} | {GUIDE}
    for item in library.documents():
        if item.id not in lintable.items:
            continue
        if item.kind in ("section", "policy") and item.id not in placed:  # programs stand alone
            what, fix = (
                f"a {item.kind} in no chapter",
                "name it in the chapters.yaml of a template set",
            )
            yield Problem(lintable.file_of(item.id), "", what, fix)
        elif item.kind != "section" and item.id not in reached:
            tried = ", ".join(item.triggers) or "none"
            what, fix = f"no declared work leads here (triggers: {tried})", "add a trigger that an industry offers"
            yield Problem(lintable.file_of(item.id), "triggers", what, fix)
    yield from _unused(lintable)


def reachable(lintable: Lintable) -> set[str]:
    """Return the documents that some profile gets: by trigger, by declared work, by template set, by another text."""
    library = lintable.library
    declared = declarable(lintable)
    found = {d.id for d in library.documents() if d.status == "final" and any(t in declared for t in d.triggers)}
    for task in library.tasks.values():
        found.update((*task.documents, *task.forms))
    for work in library.work.values():
        found.update((*work.documents, *work.forms))
    for template_set in library.template_sets.values():
        found.update(template_set.forms)
        found.update(s for c in template_set.chapters.values() for s in c.sections)
    waiting = list(found)
    while waiting:
        item: Item | None = library.document(waiting.pop())
        for form in item.forms if item else ():
            if form not in found:
                found.add(form)
                waiting.append(form)
    return found


def _unused(lintable: Lintable) -> Iterator[Problem]:
    library = lintable.library
    asked = {a for c in lintable.calls if c.name == "when" for a in c.arguments}
    asked |= {u.id for u in lintable.id_uses if u.group == "condition"}
    drawn = {u.id for u in lintable.id_uses if u.group == "figure"}
    drawn |= {s.include for f in library.forms.values() for s in f.sections}
    for one in sorted({*library.conditions, *library.figures} - asked - drawn):
        what = f"{one} is used by no text"
        yield Problem(lintable.catalogue[one], one, what, "use it or take it out")


RULE = Rule("unreachable", "A document, section, condition or figure that no profile can bring into a manual.", check)
