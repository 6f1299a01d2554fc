"""Instrument editions of one file: elements and questions as written, before inheritance."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from manualgen.knowledge.partner_aspects import KINDS
from manualgen.knowledge.partner_fields import CONFIDENCES, Fields
from manualgen.knowledge.partner_model import Criterion, EarlierFact, Edition, Element, Inheritance, Question

METHODS = ("D", "I", "O")
ORIGINS = ("partner", "ours")
_METHOD_KINDS = {"I": ("interview",), "O": ("observation",), "D": ("directive", "record")}


def read_editions(parent: Fields, chapters: Sequence[str], aspects: Collection[str]) -> tuple[Edition, ...]:
    """Return the editions under ``parent``; ``chapters`` are the keys allowed, ``aspects`` the known aspects."""
    out: list[Edition] = []
    for item in parent.children("editions"):
        edition = _edition(item, chapters, aspects)
        if any(edition.id == other.id for other in out):
            item.wrong(("id",), f"`{edition.id}` is given twice", "give each edition its own id")
        out.append(edition)
    return tuple(out)


def lower(*confidences: str) -> Any:
    """Return the lowest of the confidences that are given ("" says nothing)."""
    given = [CONFIDENCES.index(c) for c in confidences if c]
    return CONFIDENCES[max(given)] if given else ""


def _edition(item: Fields, chapters: Sequence[str], aspects: Collection[str]) -> Edition:
    inherit = _inherit(item)
    title_confidence = item.confidence("title_confidence")
    question_confidence = item.confidence("question_confidence")
    elements: list[Element] = []
    for entry in item.children("elements"):
        element = _element(entry, chapters, aspects, inherited=inherit is not None)
        if any(element.number == other.number for other in elements):
            entry.wrong(("number",), f"element `{element.number}` is given twice", "give each element its own number")
        elements.append(element)
    edition = Edition(
        id=item.text("id", required=True),
        name=item.text("name"),
        confidence=item.confidence(required=True),
        version=item.text("version"),
        required_from=item.date("required_from"),
        basis=item.text("basis"),
        status=_literal(item.choice("status", ("active", "retired"), default="active")),
        elements=tuple(elements),
        complete=item.flag("complete"),
        questions_complete=item.flag("questions_complete"),
        methods=item.choices("methods", METHODS),
        methods_confidence=item.confidence("methods_confidence"),
        order_confidence=item.confidence("order_confidence"),
        title_confidence=title_confidence,
        question_confidence=question_confidence,
        inherit=inherit,
        stand_in=item.text("stand_in"),
        points_total=item.whole("points_total"),
        points_documentation=item.whole("points_documentation"),
        earlier_refs_edition=item.text("earlier_refs_edition"),
        earlier=tuple(_earlier(entry) for entry in item.children("earlier")),
        scoring=item.texts("scoring"),
        notes=item.texts("notes"),
    )
    if edition.methods and not edition.methods_confidence:
        item.wrong((), "`methods_confidence` is missing", "say how sure the methods are: high, medium or low")
    if elements and inherit is None and not title_confidence and not all(e.title_confidence for e in elements):
        item.wrong((), "`title_confidence` is missing", "say how sure the element titles are: high, medium or low")
    if edition.questions and not question_confidence and not all(q.confidence for q in edition.questions):
        item.wrong((), "`question_confidence` is missing", "say how sure the questions are: high, medium or low")
    item.done()
    return edition


def _literal(value: str) -> Any:
    return value


def _inherit(edition: Fields) -> Inheritance | None:
    item = edition.child("inherit")
    if item is None:
        return None
    out = Inheritance(
        source=item.text("from", required=True),
        questions=item.flag("questions"),
        confidence=item.confidence(),
        without=item.texts("without"),
    )
    item.done()
    return out


def _element(item: Fields, chapters: Sequence[str], aspects: Collection[str], *, inherited: bool) -> Element:
    """Return the element; where elements are inherited, what is not written is taken from there."""
    own_aspects = item.texts("aspects")
    for index, key in enumerate(own_aspects):
        if key not in aspects:
            item.wrong(("aspects", index), f"`{key}` is not an aspect", "add it to partners/vocabulary/aspects.yaml")
    out = Element(
        number=item.text("number", required=True),
        title=item.text("title", required=not inherited),
        chapter=item.choice("chapter", chapters, required=not inherited),
        title_confidence=item.confidence("title_confidence"),
        aspects=own_aspects,
        aspects_origin=_literal(item.choice("aspects_origin", ORIGINS, default="ours" if own_aspects else "")),
        questions=tuple(_question(entry, aspects) for entry in item.children("questions")),
        weight_points=item.whole("weight_points"),
        applies_if=item.text("applies_if"),
        supplement=item.flag("supplement"),
        note=item.text("note"),
    )
    refs = [q.ref for q in out.questions]
    for index, ref in enumerate(refs):
        if ref and ref in refs[:index]:
            item.wrong(("questions", index, "ref"), f"question `{ref}` is given twice", "give each its own reference")
    item.done()
    return out


def _question(item: Fields, aspects: Collection[str]) -> Question:
    key = item.text("key", required=True)
    if key and key not in aspects:
        item.wrong(("key",), f"`{key}` is not an aspect", "add it to partners/vocabulary/aspects.yaml")
    methods = item.choices("methods", METHODS)
    kind = item.choice("kind", KINDS, required=True)
    fitting = [k for method in methods for k in _METHOD_KINDS[method]]
    if methods and kind not in fitting:
        what = f"`{kind}` does not fit the methods {', '.join(methods)}"
        item.wrong(("kind",), what, f"write {' or '.join(fitting)}")
    out = Question(
        ref=item.text("ref"),
        key=key,
        topic=item.text("topic", required=True),
        kind=_literal(kind),
        methods=methods,
        confidence=item.confidence(),
        criteria=tuple(_criterion(entry) for entry in item.children("criteria")),
        points=item.whole("points"),
        points_rule=item.text("points_rule"),
        interviewees=item.texts("interviewees"),
        earlier_refs=item.texts("earlier_refs"),
        note=item.text("note"),
    )
    item.done()
    return out


def _criterion(item: Fields) -> Criterion:
    out = Criterion(
        text=item.text("text", required=True),
        origin=_literal(item.choice("origin", ORIGINS, required=True)),
        number=item.text("number"),
    )
    item.done()
    return out


def _earlier(item: Fields) -> EarlierFact:
    out = EarlierFact(
        edition=item.text("edition", required=True),
        ref=item.text("ref", required=True),
        topic=item.text("topic"),
        methods=item.choices("methods", METHODS),
        interviewees=item.texts("interviewees"),
        points=item.whole("points"),
        note=item.text("note"),
    )
    item.done()
    return out
