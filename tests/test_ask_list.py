"""Each row of the ask-list is a question that can be read out, with the document that needs it and where it goes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import ROOT

from manualgen.building import Built
from manualgen.intake.parts import Company, Hospital, Site
from manualgen.planning.plan import Assumption, Gap
from manualgen.rendering.ask_list import ask_list
from manualgen.rendering.ask_questions import COMPANY, SITE, gap_title, question
from manualgen.rendering.document import Document, Heading, Table, plain_text
from manualgen.rendering.registers.emergency import CONTACT

Words = Callable[[str], Built]
CLIENTS = ["electrician-ab-secor", "general-contractor-ab-cor", "minimal", "mechanical-on-cor", "municipality-ab-cor"]


def asked(built: Built) -> Document:
    rendered = built.rendered
    return ask_list(built.voice, rendered.manual.control, rendered.blanks, rendered.to_verify)


def rows(document: Document) -> list[tuple[str, str, str]]:
    """Return (question, needed for, answer) of every row, lines of a cell joined."""
    out = []
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                what, why, answer = (" ".join(plain_text(line) for line in cell.paragraphs) for cell in row.cells)
                out.append((what.strip(), why.strip(), answer.strip()))
    return out


@pytest.mark.parametrize("name", CLIENTS)
def test_no_cell_is_empty_and_no_question_stands_twice(name: str, words: Words) -> None:
    found = rows(asked(words(name)))
    assert found
    assert [row for row in found if not all(row)] == []
    questions = [what for what, _, _ in found]
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("name", CLIENTS)
def test_every_blank_is_asked_once_and_its_field_stands_beside_it(name: str, words: Words) -> None:
    built = words(name)
    answers = [answer for _, _, answer in rows(asked(built))]
    for slot in built.rendered.blanks:
        field = f"{slot}.name" if slot.endswith(".hospital") else slot
        if not slot.startswith(("law.", "good.")):
            assert len([a for a in answers if a.startswith(f"{field}:")]) == 1, slot


@pytest.mark.parametrize("name", CLIENTS)
def test_a_question_about_a_site_names_the_site(name: str, words: Words) -> None:
    built = words(name)
    titles = {str(s["id"]): str(s["title"]) for s in built.voice.sites}
    for what, _, answer in rows(asked(built)):
        if answer.startswith("sites."):
            assert titles[answer.split(".")[1]] in what


def test_the_hospital_is_called_by_its_name_when_it_is_known(words: Words) -> None:
    told = {answer: what for what, _, answer in rows(asked(words("electrician-ab-secor")))}
    assert told["sites.shop.hospital.phone:"] == (
        "What is the phone number of Chinook Regional Hospital, nearest to Shop and office?"
    )


def test_sections_come_with_number_and_title(words: Words) -> None:
    built = words("electrician-ab-secor")
    number = built.voice.section_numbers["sec-emergency-plan"]
    needed = {answer: why for _, why, answer in rows(asked(built))}
    title = built.voice.library.title_of("sec-emergency-plan")
    assert needed["sites.shop.gas_shutoff:"] == f"{number} {title}"
    assert needed["company.wcb_account:"] == "Company page of the manual"
    assert needed["facts.contact-electric-utility:"].startswith(number), "a section is named before a procedure"


def test_an_assumption_is_a_question_with_boxes_and_the_documents_it_brings(words: Words) -> None:
    built = words("minimal")
    found = {what: (why, answer) for what, why, answer in rows(asked(built))}
    why, answer = found["Do your crews do this: Replace panels and services to 200 A?"]
    assert answer == "yes     no work.tasks: - tsk-panel-replacement"
    assert re.match(r"POL-\d{3} ", why)
    assert not [what for what in found if "tsk-" in what or " = " in what]
    assert len([1 for _, answer in found.values() if answer.startswith("yes")]) + 2 == len(
        built.planned.plan.assumptions
    )
    assert Assumption("sites", "none", "no site given: site pages have blank slots") in built.planned.plan.assumptions


def test_what_only_the_law_can_say_is_no_question_to_the_client(words: Words) -> None:
    built = words("mechanical-on-cor")
    document = asked(built)
    headings = [plain_text(b.inlines) for b in document.blocks if isinstance(b, Heading)]
    assert "Numbers the law has and this manual leaves open (for the consultant)" in headings
    legal = [row for row in rows(document) if "manualgen show law" in row[2]]
    assert len(legal) == len([s for s in built.rendered.blanks if s.startswith("law.")]) > 20
    assert not [what for what, _, _ in legal if what.endswith("?") or "_" in what]
    topics = built.voice.law.registry.topics
    assert all(answer.split("--topic ")[1].split()[0] in topics for _, _, answer in legal)
    assert all("--jurisdiction ON" in answer for _, _, answer in legal)


def test_a_gap_is_named_in_words_and_says_what_to_do(words: Words) -> None:
    built = words("mechanical-on-cor")
    found = {what: (why, do) for what, why, do in rows(asked(built))}
    why, do = found["Install and test gas lines (tsk-gas-fitting)"]
    assert why.startswith("The library does not know it")
    assert do.startswith("Ask what exactly is done")
    assert gap_title(built.voice, Gap("tsk-spray-painting", "tsk-spray-painting", "", "no-entry")) == "Spray painting"


def test_every_answer_the_library_asks_for_has_a_question_of_its_own(knowledge) -> None:
    texts = (p.read_text("utf-8") for p in (ROOT / "templates" / "library").rglob("*") if p.suffix in (".md", ".yaml"))
    asked_for = {slot for text in texts for slot in re.findall(r"""\bblank\(\s*['"]([^'"]+)['"]""", text)}
    listed = {line for line in knowledge.library.emergency if line.startswith(CONTACT)}
    assert asked_for | listed == set(knowledge.library.blanks), "write its question into templates/library/blanks.yaml"


def test_the_fields_asked_for_exist() -> None:
    assert set(COMPANY) <= set(Company.model_fields)
    fields = {*Site.model_fields, *(f"hospital.{name}" for name in Hospital.model_fields)}
    assert set(SITE) - {"map_posted"} <= fields


def test_a_slot_of_somebody_elses_library_is_asked_by_its_label(words: Words) -> None:
    voice = words("electrician-ab-secor").voice
    assert (
        question(voice, "facts.van-colour", "Colour of the vans") == "What is to be written here: Colour of the vans?"
    )
    assert (
        question(voice, "facts.contact-site-gate", "Phone: Gate (Yard)") == "What is the phone number of: Gate (Yard)?"
    )
    assert question(voice, "sites.shop.flag", "Where the flag is") == "Where the flag is, at Shop and office?"


def test_the_first_aid_a_schedule_asks_for_is_asked_by_site(words: Words) -> None:
    voice = words("electrician-ab-secor").voice
    asks = "Which first aiders and which kit does the first-aid schedule of AB ask for"
    assert question(voice, "facts.first-aid.need", "x") == f"{asks}?"
    assert question(voice, "facts.first-aid-need-shop", "x") == f"{asks} at Shop and office?"
