"""Which documents the declared work asks for, each with its reasons.

In: the library, the declared ids (task, equipment, product, condition, permit) and the
client's choices. Out: planned documents in the library's order plus the gaps.
Rule: declared work triggers content; ``outline`` never renders; a declared task
without a procedure and a procedure without a trigger are reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from manualgen.knowledge.library import Item, Library, TemplateSet
from manualgen.planning.facts import ClientFacts, Conditions
from manualgen.planning.plan import Gap, PlannedDocument, Reason

_KINDS = ("policy", "practice", "procedure", "program", "form")


def triggered(
    library: Library,
    template_set: TemplateSet,
    facts: ClientFacts,
    conditions: Conditions,
    include: Mapping[str, str],
    exclude: Mapping[str, str],
) -> tuple[tuple[PlannedDocument, ...], tuple[Gap, ...]]:
    """Return the planned documents and the gaps.

    ``include`` and ``exclude`` map document ids to the reason the client gave.
    """
    reasons: dict[str, list[Reason]] = {}
    gaps: list[Gap] = []
    wanted_outlines: dict[str, list[str]] = {}

    def put(document_id: str, reason: Reason) -> None:
        item = library.document(document_id)
        if item is None or item.status != "final":
            wanted_outlines.setdefault(document_id, []).append(reason.text)
            return
        if item.needs and not conditions.holds(item.needs):
            return
        if reason not in reasons.setdefault(document_id, []):
            reasons[document_id].append(reason)

    for offered in library.documents():
        if offered.kind == "section" or offered.status != "final":
            continue
        for trigger in offered.triggers:
            if trigger == "all":
                put(offered.id, Reason("always", "all", "every client of this program"))
            elif trigger in facts.declared:
                put(offered.id, _declared(library, facts, trigger))
    for declared in facts.declared:
        named = library.tasks.get(declared) or library.work.get(declared)
        if named is None:
            gaps.append(Gap(declared, declared, "the library has no entry for it", "no-entry"))
            continue
        if getattr(named, "status", "final") != "final":
            gaps.append(Gap(declared, named.title, "its hazard assessment is not at final quality", "no-assessment"))
        for document_id in (*named.documents, *named.forms):
            put(document_id, _declared(library, facts, declared))
    for document_id, why in include.items():
        put(document_id, Reason("chosen", document_id, f"asked for in the profile: {why}"))
    for form_id in template_set.forms:
        put(form_id, Reason("audit", form_id, "record that the audit of this program asks for"))
    _pull_forms(library, template_set, reasons, put)
    for document_id in exclude:
        reasons.pop(document_id, None)
    gaps.extend(_uncovered(library, facts, reasons))
    for document_id, whys in sorted(wanted_outlines.items()):
        item = library.document(document_id)
        state = "outline only" if item else "not in the library"
        title = item.title if item else document_id
        gaps.append(Gap(document_id, title, f"{state}; wanted because: {'; '.join(sorted(set(whys))[:3])}", "outline"))
    return _ordered(library, reasons), tuple(gaps)


def _declared(library: Library, facts: ClientFacts, what: str) -> Reason:
    title = library.title_of(what)
    if facts.declared[what] == "assumed":
        return Reason("assumed", what, f"assumed for the industry: {title}")
    return Reason("declared", what, f"declared: {title}")


def _pull_forms(
    library: Library,
    template_set: TemplateSet,
    reasons: Mapping[str, Sequence[Reason]],
    put: Callable[[str, Reason], None],
) -> None:
    """Bring in the forms that the included texts and sections use."""
    users: list[Item] = [i for i in map(library.document, list(reasons)) if i is not None]
    for chapter in template_set.chapters.values():
        users += [library.texts[s] for s in chapter.sections if s in library.texts]
    for user in users:
        if user.kind == "section" and user.status != "final":
            continue
        for form_id in user.forms:
            put(form_id, Reason("named-by", user.id, f"used by {user.title}"))


def _uncovered(library: Library, facts: ClientFacts, reasons: Mapping[str, object]) -> Iterable[Gap]:
    for task_id in (d for d in facts.declared if d.startswith("tsk-")):
        task = library.tasks.get(task_id)
        if task is None:
            continue
        procedures = [d for d in task.documents if d.startswith("sjp-")]
        if task.critical and not any(p in reasons for p in procedures):
            yield Gap(task_id, task.title, "a critical task without a safe job procedure", "no-procedure")
    for document_id in reasons:
        item = library.document(document_id)
        if item is not None and item.kind == "procedure" and not item.triggers:
            yield Gap(document_id, item.title, "a procedure that no declared work triggers", "no-trigger")


def _ordered(library: Library, reasons: Mapping[str, list[Reason]]) -> tuple[PlannedDocument, ...]:
    """Order: kind, then title, so that a list reads alphabetically within its kind."""
    items = [i for i in (library.document(d) for d in reasons) if i is not None]
    items.sort(key=lambda i: (_KINDS.index(i.kind), i.title.casefold(), i.id))
    return tuple(PlannedDocument(i.id, i.kind, i.title, tuple(reasons[i.id])) for i in items)
