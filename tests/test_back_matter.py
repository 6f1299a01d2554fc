"""The lists at the end of a manual are in the order in which people look things up."""

from __future__ import annotations

from manualgen.rendering.back_matter import in_number_order
from manualgen.rendering.document import Table, WebLink, plain_text


def test_sections_stand_in_the_order_of_their_numbers():
    sections = ["s. 124", "s. 26", "s. 390.3", "s. 390", "s. 4", "s. 43.1", "s. 40"]
    assert sorted(sections, key=in_number_order) == ["s. 4", "s. 26", "s. 40", "s. 43.1", "s. 124", "s. 390", "s. 390.3"]


def test_each_item_to_verify_names_a_source_that_is_listed_once(words):
    for client in ("electrician-ab-secor", "general-contractor-ab-cor"):
        tables = {b.id: b for b in words(client).rendered.manual.blocks if isinstance(b, Table)}
        items, sources = tables["manual/verify-table"], tables["manual/verify-sources"]
        numbers = [plain_text(row.cells[0].paragraphs[0]) for row in sources.rows]
        assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
        named = {plain_text(row.cells[1].paragraphs[0]) for row in items.rows}
        assert named == set(numbers)
        addresses = [row.cells[1].paragraphs[0][0] for row in sources.rows]
        assert sum(isinstance(a, WebLink) for a in addresses) > len(addresses) / 2
        printed = [plain_text(row.cells[0].paragraphs[0]) for row in items.rows]
        assert printed == sorted(printed, key=in_number_order)
