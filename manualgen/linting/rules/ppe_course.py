"""PPE and courses come from the catalogue, where their standards and validity are; a PPE control names its piece."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield unknown PPE and courses, notes on PPE that is not listed, and PPE controls that name none."""
    catalogue = {"ppe": lintable.library.ppe, "course": lintable.library.courses}
    for use in lintable.id_uses:
        if use.group in catalogue and use.id not in catalogue[use.group]:
            file = "ppe.yaml" if use.group == "ppe" else "courses.yaml"
            yield Problem(use.position, use.field, f"no {use.group} {use.id!r}", f"add it to templates/library/{file}")
        if use.group == "ppe-note":
            procedure = lintable.library.procedures.get(use.item)
            if procedure and use.id not in procedure.ppe:
                yield Problem(
                    use.position,
                    use.field,
                    f"a note on {use.id}, which `ppe` does not list",
                    "list it, or drop the note",
                )
    for passage in lintable.passages:
        task = lintable.library.tasks.get(passage.item) if passage.part == "control" else None
        if task is None or len(passage.path) < 4:
            continue
        hazard, number = passage.path[1], passage.path[3]
        assert isinstance(hazard, int)
        assert isinstance(number, int)
        control = task.hazards[hazard].controls[number]
        if control.kind == "ppe" and not control.ppe:
            yield Problem(
                passage.position,
                passage.field,
                "a PPE control that names no piece of the catalogue",
                "add `ppe: [ppe-…]`",
            )


RULE = Rule(
    "ppe-course-known", "PPE or a course that the catalogue does not hold, or a PPE control that names no piece.", check
)
