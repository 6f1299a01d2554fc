"""Whatever prints as a blank slot, in whichever file of a build, stands among the blanks that the ask-list asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import parts

from manualgen.building import Built
from manualgen.rendering.document import Blank, Citation, Field

Words = Callable[[str], Built]
CLIENTS = ["electrician-ab-secor", "general-contractor-ab-cor", "minimal", "mechanical-on-cor", "municipality-ab-cor"]


def printed(built: Built) -> list[object]:
    """Return every part of the manual and of the stand-alone documents."""
    rendered = built.rendered
    return [p for document in (rendered.manual, *rendered.documents) for p in parts(document.blocks)]


@pytest.mark.parametrize("name", CLIENTS)
def test_each_blank_of_each_file_is_asked_for(name: str, words: Words) -> None:
    built = words(name)
    found = {p.slot for p in printed(built) if isinstance(p, Blank)}
    assert found
    assert sorted(found - set(built.rendered.blanks)) == []


@pytest.mark.parametrize("name", CLIENTS)
def test_a_blank_has_the_same_words_wherever_it_prints(name: str, words: Words) -> None:
    labels: dict[str, set[str]] = {}
    for part in printed(words(name)):
        if isinstance(part, Blank) and part.slot.startswith("facts."):
            labels.setdefault(part.slot, set()).add(part.label)
    assert {slot: sorted(said) for slot, said in labels.items() if len(said) > 1} == {}


@pytest.mark.parametrize("name", CLIENTS)
def test_a_field_is_not_filled_in_with_the_label_of_a_blank(name: str, words: Words) -> None:
    filled = [p for p in printed(words(name)) if isinstance(p, Field) and p.value]
    assert [p.id for p in filled if p.value.startswith("[") or "confirm in the law" in p.value] == []


@pytest.mark.parametrize("name", CLIENTS)
def test_each_dagger_of_each_file_is_on_the_list_to_verify(name: str, words: Words) -> None:
    built = words(name)
    marked = {i for p in printed(built) if isinstance(p, Citation) and p.to_verify for i in p.provision.split()}
    assert sorted(marked - set(built.rendered.to_verify)) == []
