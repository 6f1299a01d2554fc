"""In the hazard register each control says which document or form of the build carries it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from manualgen.building import Built
from manualgen.rendering.document import Block, Landscape, Reference, Table, plain_text

Words = Callable[[str], Built]


def rows(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Landscape):
            yield from rows(block.blocks)
        elif isinstance(block, Table) and "Controls, strongest first" in [c.title for c in block.columns]:
            yield block


@pytest.mark.parametrize("name", ["electrician-ab-secor", "general-contractor-ab-cor"])
def test_no_control_stands_without_the_document_that_carries_it(name: str, words: Words) -> None:
    built = words(name)
    register = next(d for d in built.rendered.documents if d.id == "sup-hazard-register")
    (table,) = rows(register.blocks)
    lines = [line for row in table.rows for line in row.cells[3].paragraphs]
    assert len(lines) > 100
    alone = [plain_text(line) for line in lines if not any(isinstance(i, Reference) for i in line)]
    assert alone == []


def test_gear_is_carried_by_a_document_of_the_task_that_asks_for_it(words: Words) -> None:
    from manualgen.knowledge.library import HazardControl
    from manualgen.rendering.environment import Scribe
    from manualgen.rendering.registers.hazards import carrier

    built = words("general-contractor-ab-cor")
    task = built.voice.library.tasks["tsk-work-at-height"]
    scribe = Scribe(built.voice)
    harness = HazardControl(kind="ppe", text="Harness on", ppe=("ppe-fall-arrest",))
    boots = HazardControl(kind="ppe", text="Chest waders", ppe=("ppe-hip-waders",))
    assert "ppe-fall-arrest" in built.voice.library.document(carrier(scribe, task, harness)).ppe
    assert carrier(scribe, task, boots) == "pol-ppe"
