"""Elements taken over from an instrument or another partner, with what the file itself says on top.

An edition's ``inherit.source`` is ``instrument/edition`` or
``partner/program/edition``. An element of the edition with the same number
replaces what it writes and keeps the rest; a new number is added at the end;
``without`` drops numbers. Nothing is ever surer than where it came from, except
a title that the file states itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from manualgen.knowledge.partner_edition_reader import lower
from manualgen.knowledge.partner_model import Edition, Element

Complaint = Callable[[str, str], None]


def resolve_editions(editions: Mapping[str, Edition], complain: Mapping[str, Complaint]) -> dict[str, Edition]:
    """Return every edition with its inherited elements.

    ``editions`` is keyed by address (``ab-esc/cor/2023``). ``complain[address]``
    takes (what, fix) for an edition whose ``inherit`` cannot be followed.
    """
    done: dict[str, Edition] = {}

    def resolve(address: str, trail: tuple[str, ...]) -> Edition:
        if address in done:
            return done[address]
        edition = editions[address]
        if edition.inherit is not None:
            target = edition.inherit.source
            if target not in editions:
                complain[address](f"`{target}` is not an edition of any file", _fix(target, editions))
            elif target in (*trail, address):
                complain[address](f"`{target}` inherits from this edition again", "break the circle")
            else:
                edition = _merge(edition, resolve(target, (*trail, address)), complain[address])
        done[address] = _with_confidences(edition)
        return done[address]

    for address in editions:
        resolve(address, ())
    return done


def _fix(target: str, editions: Mapping[str, Edition]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(target, list(editions), 1, 0.5)
    return f"did you mean `{near[0]}`?" if near else "write `instrument/edition` or `partner/program/edition`"


def _merge(edition: Edition, base: Edition, complain: Complaint) -> Edition:
    inherit = edition.inherit
    assert inherit is not None
    numbers = [element.number for element in base.elements]
    for number in inherit.without:
        if number not in numbers:
            complain(f"`{inherit.source}` has no element `{number}` to leave out", f"it has {', '.join(numbers)}")
    own = {element.number: element for element in edition.elements}
    elements = [
        _override(element, own.pop(element.number, None), edition)
        for element in base.elements
        if element.number not in inherit.without
    ]
    for element in own.values():
        if not element.title or not element.chapter:
            complain(f"element `{element.number}` is new here", "give it a `title` and a `chapter`")
        elements.append(element)
    with_questions = inherit.questions
    return replace(
        edition,
        elements=tuple(elements),
        questions_complete=edition.questions_complete or (with_questions and base.questions_complete),
        earlier_refs_edition=edition.earlier_refs_edition or (base.earlier_refs_edition if with_questions else ""),
        methods=edition.methods or (base.methods if with_questions else ()),
        methods_confidence=edition.methods_confidence or (base.methods_confidence if with_questions else ""),
        points_total=edition.points_total if edition.points_total is not None else base.points_total,
        points_documentation=(
            edition.points_documentation if edition.points_documentation is not None else base.points_documentation
        ),
    )


def _override(base: Element, own: Element | None, edition: Edition) -> Element:
    inherit = edition.inherit
    assert inherit is not None
    confidence = edition.title_confidence or lower(base.title_confidence, inherit.confidence)
    questions = base.questions if inherit.questions else ()
    questions = tuple(replace(q, confidence=lower(q.confidence, inherit.confidence)) for q in questions)
    taken = replace(base, title_confidence=confidence, questions=questions)
    if not inherit.questions:
        taken = replace(taken, note="" if own and own.title else base.note)
    if own is None:
        return taken
    return replace(
        taken,
        title=own.title or taken.title,
        chapter=own.chapter or taken.chapter,
        title_confidence=own.title_confidence or taken.title_confidence,
        aspects=own.aspects or taken.aspects,
        aspects_origin=own.aspects_origin or taken.aspects_origin,
        questions=own.questions or taken.questions,
        weight_points=own.weight_points if own.weight_points is not None else taken.weight_points,
        applies_if=own.applies_if or taken.applies_if,
        supplement=own.supplement or taken.supplement,
        note=own.note or taken.note,
    )


def _with_confidences(edition: Edition) -> Edition:
    """Return ``edition`` with its own defaults written into elements and questions that state none."""
    return replace(
        edition,
        elements=tuple(
            replace(
                element,
                title_confidence=element.title_confidence or edition.title_confidence,
                questions=tuple(
                    q if q.confidence else replace(q, confidence=edition.question_confidence) for q in element.questions
                ),
            )
            for element in edition.elements
        ),
    )
