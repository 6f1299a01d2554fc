"""The calendar of duties holds what repeats, in the manual and in the programs that stand alone."""

from __future__ import annotations

import pytest

from manualgen.rendering.document import Paragraph, Table, Text

CALENDAR = "sup-duty-calendar"


def _calendar(built):
    return next(d for d in built.rendered.documents if d.id == CALENDAR)


@pytest.mark.parametrize("client", ["general-contractor-ab-cor", "electrician-ab-secor"])
def test_each_repeating_duty_has_one_row(words, client):
    built = words(client)
    programs = [d for d in built.rendered.documents if d.kind == "program"]
    said = [*built.rendered.duties, *(duty for d in programs for duty in d.duties)]
    rows = [r.id for b in _calendar(built).blocks if isinstance(b, Table) for r in b.rows]
    for duty in said:
        times = sum(row.endswith(f"-{duty.id}") for row in rows)
        assert times == (1 if duty.frequency else 0), f"{duty.id}: {times} rows"


@pytest.mark.parametrize(("client", "programs"), [("general-contractor-ab-cor", True), ("electrician-ab-secor", False)])
def test_the_calendar_says_what_it_holds(words, client, programs):
    first = next(b for b in _calendar(words(client)).blocks if isinstance(b, Paragraph))
    text = "".join(i.text for i in first.inlines if isinstance(i, Text))
    assert ("and its programs" in text) is programs
