"""Rows of ``manualgen show work``: the ids that a profile may declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manualgen.knowledge.library import Library, Task, WorkItem

KINDS = ("task", "equipment", "product", "condition", "permit", "role", "course")
_PREFIXES = {"eqp": "equipment", "prd": "product", "cnd": "condition", "prm": "permit"}


def work_rows(library: Library, kind: str | None, industry: str | None) -> list[dict[str, str]]:
    """Return one row for each id that ``work``, ``roles`` and ``training`` of a profile may name, by kind, then title.

    ``kind`` is one of ``KINDS``; ``industry`` keeps the work that this industry of the library offers. Roles and courses
    belong to every industry.
    """
    rows = []
    declared: list[Task | WorkItem] = [*library.tasks.values(), *library.work.values()]
    for work in declared:
        found = _PREFIXES.get(work.id.split("-", 1)[0], "task")
        if industry is None or industry in work.industries:
            offered = ", ".join(sorted(work.industries))
            rows.append(
                {"id": work.id, "kind": found, "title": work.title, "status": work.status, "industries": offered}
            )
    for found, entries in (("role", library.roles), ("course", library.courses)):
        for entry in entries.values():
            rows.append(
                {"id": entry.id, "kind": found, "title": entry.title, "status": "", "industries": "every industry"}
            )
    chosen = [row for row in rows if kind in (None, row["kind"])]
    return sorted(chosen, key=lambda row: (KINDS.index(row["kind"]), row["title"].casefold()))
