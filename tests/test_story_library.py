"""The library keeps its own promises."""

from __future__ import annotations

import re

from conftest import ROOT


def test_every_final_text_names_the_dated_sheet_it_was_checked_on(knowledge):
    missing = []
    for item in knowledge.library.documents():
        if item.status == "final":
            match = re.fullmatch(r"\d{4}-\d{2}-\d{2} (docs/desk-checks/[a-z0-9-]+\.md)", item.checked)
            if not match or not (ROOT / match.group(1)).is_file():
                missing.append(item.id)
    assert missing == []


def test_outlines_never_render(words):
    built = words("general-contractor-ab-cor")
    library = built.voice.library
    assert all(library.document(d).status == "final" for d in built.planned.plan.ids())
    assert all(library.texts[s].status == "final" for c in built.planned.plan.chapters for s in c.sections)


def test_the_contractor_has_no_gap_and_keeps_to_its_thickness(words):
    from manualgen.writers.pdf.pages import page_numbers

    built = words("general-contractor-ab-cor")
    assert built.planned.plan.gaps == ()
    pages = page_numbers(built.rendered.manual, built.theme)
    first = {key: pages[f"chapter-{key}/title"] for key in ("practices", "procedures", "return-to-work")}
    assert first["practices"] < first["procedures"] < first["return-to-work"]
    work = first["return-to-work"] - first["practices"]  # whole chapters, their openings too
    assert work <= 150
    assert max(pages.values()) - work <= 130  # the system
