"""The training matrix asks each course of the positions that need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from manualgen.building import Built
from manualgen.rendering.document import Block, Landscape, Table, plain_text

Words = Callable[[str], Built]


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Landscape):
            yield from tables(block.blocks)
        elif isinstance(block, Table) and block.caption == "Training matrix by position":
            yield block


@pytest.fixture
def matrix(words: Words) -> dict[str, dict[str, str]]:
    built = words("general-contractor-ab-cor")
    table = next(tables(built.rendered.manual.blocks))
    titles = [c.title for c in table.columns]
    cells = [["".join(plain_text(p) for p in cell.paragraphs) for cell in row.cells] for row in table.rows]
    return {row[0]: dict(zip(titles, row, strict=True)) for row in cells}


def test_who_leads_a_crew_needs_what_the_crew_needs_to_go_home(matrix: dict[str, dict[str, str]]) -> None:
    assert matrix["Fall protection end-user"]["Foreman"] == "Yes"
    assert matrix["WHMIS education and site-specific training"]["Superintendent"] == "Yes"


def test_a_leaders_course_is_not_asked_of_the_crew(matrix: dict[str, dict[str, str]]) -> None:
    row = matrix["Leadership for Safety Excellence (LSE)"]
    assert (row["Foreman"], row["Labourer"], row["Office"]) == ("Yes", "—", "—")


def test_first_aid_is_asked_of_people_by_name(matrix: dict[str, dict[str, str]]) -> None:
    row = matrix["Standard/Intermediate First Aid with CPR"]
    assert {row["Carpenter"], row["Foreman"], row["Office"]} == {"By name"}


def test_a_course_that_only_a_practice_asks_for_has_a_row(matrix: dict[str, dict[str, str]]) -> None:
    assert matrix["Chainsaw operation and maintenance"]["Carpenter"] == "By name"
