"""A form that no text mentions is a form that nobody knows when to fill in."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield final forms that no duty, text, procedure, assessment or other form names (library only)."""
    if not lintable.whole_library:
        return
    library = lintable.library
    named: set[str] = {str(d.data.get("record")) for d in lintable.duties}
    named |= {a for c in lintable.calls if c.name in ("form", "ref", "title") for a in c.arguments if a != c.item}
    for item in library.documents():
        if item.id in lintable.items and item.kind != "section":
            named.update(f for f in item.forms if f != item.id)
    for task in library.tasks.values():
        if task.id in lintable.items:
            named.update(c.carried_by for h in task.hazards for c in h.controls)
    for form in library.forms.values():
        if form.id in lintable.items and form.id not in named:
            brought = [w.id for w in library.work.values() if form.id in w.forms]
            brought += [t.id for t in library.tasks.values() if form.id in t.forms]
            what = "no text says when to use this form" + (
                f"; only {', '.join(brought[:3])} brings it in" if brought else ""
            )
            yield Problem(lintable.file_of(form.id), "", what, "name it as the record of a duty, or in a text")


RULE = Rule("unused-form", "A form that no text, duty or procedure names.", check)
