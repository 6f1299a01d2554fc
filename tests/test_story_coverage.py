"""The audit's questions against the finished manual of the builder: every one has its place, and the place is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import PROFILES

from manualgen.building import render_without_record
from manualgen.errors import InputError, Position
from manualgen.intake.loading import load_profile
from manualgen.rendering.crosswalk import Atlas, CrosswalkEntry, check_crosswalk, load_crosswalk
from manualgen.rendering.document import Block, Heading, ListBlock, Paragraph, Table, Text, walk

CONTRACTOR = "general-contractor-ab-cor"
RESPONSIBILITIES = "sec-cor-responsibilities"


@pytest.fixture(scope="module")
def contractor(words):
    return words(CONTRACTOR)


def _ids(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in walk(blocks):
        yield block.id
        if isinstance(block, Table):
            yield from (row.id for row in block.rows)
        elif isinstance(block, ListBlock):
            yield from (item.id for item in block.items)


def _of_kind(built, *kinds: str):
    return [q for q in built.coverage if q.kind in kinds]


def test_the_audit_has_all_its_questions(contractor):
    assert len(contractor.coverage) == 108
    assert len(_of_kind(contractor, "directive")) == 29
    assert len(_of_kind(contractor, "record")) == 30


def test_every_criterion_of_a_directive_question_stands_in_a_block_of_the_manual(contractor):
    printed = set(_ids(contractor.rendered.manual.blocks))
    for question in _of_kind(contractor, "directive"):
        for criterion in question.criteria:
            assert criterion.places, f"{question.ref}: {criterion.text}"
            missing = [p.block for p in criterion.places if p.block not in printed]
            assert not missing, f"{question.ref}: {criterion.text}: {missing}"


def test_every_criterion_of_a_directive_question_is_placed_by_an_author(contractor, knowledge):
    crosswalk = load_crosswalk(knowledge.locations)
    for question in _of_kind(contractor, "directive"):
        placed = {e.text for e in crosswalk.get(question.key, ())}
        assert {c.text for c in question.criteria} <= placed, question.ref


def test_the_crosswalk_repeats_criteria_word_for_word(knowledge):
    known = {key: set(aspect.criteria) for key, aspect in knowledge.aspects.items()}
    for partner in knowledge.partners.values():
        for program in partner.programs:
            for edition in program.editions:
                for question in (q for e in edition.elements for q in e.questions):
                    known.setdefault(question.key, set()).update(c.text for c in question.criteria)
    for aspect, entries in load_crosswalk(knowledge.locations).items():
        assert {e.text for e in entries} <= known[aspect], aspect


def test_every_record_question_has_a_form_with_owner_time_and_retention(contractor):
    for question in _of_kind(contractor, "record"):
        assert question.records, question.ref
        for record in question.records:
            assert contractor.voice.numbers[record.form] == record.number
            assert all(words.strip() for words in (record.owner, record.when, record.retention)), record


def test_no_question_of_any_kind_is_open(contractor):
    assert not [q.ref for q in contractor.coverage if q.state in ("open", "partly")]


def _atlas(knowledge) -> Atlas:
    body = (
        Heading(f"{RESPONSIBILITIES}/head", 2, (Text("Lists"),)),
        Paragraph(f"{RESPONSIBILITIES}/here", (Text("Signs the policy."),)),
    )
    return Atlas({RESPONSIBILITIES: body}, {}, knowledge.library)


def _entry(knowledge, place: str) -> CrosswalkEntry:
    root = load_crosswalk(knowledge.locations)["policy.signed"][0].root
    return CrosswalkEntry("A criterion", (place,), root, Position("crosswalk.yaml", 7, 5))


def test_a_block_that_its_document_does_not_hold_is_an_error_at_its_line(knowledge):
    wrong = _entry(knowledge, f"{RESPONSIBILITIES}/gone")
    (problem,) = check_crosswalk({"policy.signed": (wrong,)}, _atlas(knowledge))
    assert problem.position.line == 7
    assert f"{RESPONSIBILITIES}/gone" in problem.what


@pytest.mark.parametrize("place", [f"{RESPONSIBILITIES}/here", RESPONSIBILITIES, "pol-health-safety/gone"])
def test_blocks_that_are_there_and_documents_that_are_not_in_the_build_are_no_error(knowledge, place):
    assert not check_crosswalk({"policy.signed": (_entry(knowledge, place),)}, _atlas(knowledge))


def test_a_document_that_another_library_replaces_is_passed_over(knowledge):
    elsewhere = replace(_entry(knowledge, f"{RESPONSIBILITIES}/gone"), root="/another/library")
    assert not check_crosswalk({"policy.signed": (elsewhere,)}, _atlas(knowledge))


def test_the_build_stops_at_a_place_that_is_gone(knowledge, monkeypatch):
    wrong = {"policy.signed": (_entry(knowledge, f"{RESPONSIBILITIES}/gone"),)}
    monkeypatch.setattr("manualgen.building.load_crosswalk", lambda locations: wrong)
    with pytest.raises(InputError, match="gone is not in the build"):
        render_without_record(load_profile(PROFILES / f"{CONTRACTOR}.yaml"), knowledge)
