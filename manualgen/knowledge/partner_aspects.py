"""The vocabulary of audit aspects, and where an aspect lives when questions are not public.

Data: ``partners/vocabulary/aspects.yaml``. The chapters are ours, those of the template sets; a partner
file names one for each of its elements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from manualgen.errors import InputError, Problem
from manualgen.knowledge.partner_fields import Fields
from manualgen.knowledge.partner_model import Criterion, Edition, Element, Question, QuestionKind
from manualgen.knowledge.template_sets import known_chapters, template_chapters
from manualgen.locations import Locations
from manualgen.yaml_source import DATA_BYTES, read_yaml

KINDS = ("directive", "record", "interview", "observation")


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing an audit looks for, in our words.

    ``chapters``: the first of these that an edition has is the aspect's home;
    an entry with several keys is a home in each of them. ``criteria`` are what we
    check where a partner publishes none.
    """

    key: str
    title: str
    kind: QuestionKind
    chapters: tuple[tuple[str, ...], ...]
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What partner files may name: ``aspects`` by key, ``chapters`` by template set; ``all_chapters`` of any set."""

    aspects: Mapping[str, Aspect]
    chapters: Mapping[str, tuple[str, ...]]
    all_chapters: tuple[str, ...]


def load_vocabulary(locations: Locations) -> Vocabulary:
    """Return aspects and chapters; raises like :func:`load_aspects`."""
    return Vocabulary(load_aspects(locations), template_chapters(locations), known_chapters(locations))


def load_aspects(locations: Locations) -> dict[str, Aspect]:
    """Return every aspect by key; a library's aspect replaces the built-in one with the same key.

    Raises :class:`InputError` with every fault of the vocabulary files.
    """
    aspects: dict[str, Aspect] = {}
    problems: list[Problem] = []
    known = known_chapters(locations)
    for path in locations.files("partners/vocabulary", "aspects.yaml"):
        aspects.update(_read(path, known, problems))
    if problems:
        raise InputError(problems)
    return aspects


def _read(path: Path, known: Sequence[str], problems: list[Problem]) -> dict[str, Aspect]:
    root = Fields(read_yaml(path, max_bytes=DATA_BYTES), (), problems)
    out: dict[str, Aspect] = {}
    for item in root.children("aspects"):
        chapters = []
        for index, entry in enumerate(item.texts("chapters", required=True)):
            keys = tuple(part.strip() for part in entry.split("+"))
            for key in keys:
                if key not in known:
                    fix = f"write one of {', '.join(known)}"
                    item.wrong(("chapters", index), f"`{key}` is in no template set", fix)
            chapters.append(keys)
        kind: QuestionKind = item.choice("kind", KINDS, required=True)  # type: ignore[assignment]
        aspect = Aspect(
            key=item.text("key", required=True),
            title=item.text("title", required=True),
            kind=kind,
            chapters=tuple(chapters),
            criteria=item.texts("criteria"),
        )
        item.done()
        if aspect.key in out:
            item.wrong(("key",), f"`{aspect.key}` is listed twice", "keep one of them")
        out[aspect.key] = aspect
    root.done()
    return out


def place_aspects(edition: Edition, aspects: Mapping[str, Aspect]) -> Edition:
    """Return ``edition`` with ``aspects``, ``aspects_origin`` and missing ``criteria`` filled in.

    With every question known, an element's aspects are those of its questions.
    Otherwise aspects that no element of the edition names yet go to their home
    chapter, marked as ours. A question without the partner's criteria gets ours.
    """
    edition = _with_criteria(edition, aspects)
    named = [_asked(element) for element in edition.elements]
    placed: list[list[str]] = [[] for _ in edition.elements]
    if not edition.questions_complete:
        taken = {key for keys in named for key in keys}
        for aspect in aspects.values():
            if aspect.key not in taken:
                for index in _homes(aspect, edition.elements):
                    placed[index].append(aspect.key)
    return replace(
        edition,
        elements=tuple(
            _with_aspects(element, asked, ours)
            for element, asked, ours in zip(edition.elements, named, placed, strict=True)
        ),
    )


def _with_criteria(edition: Edition, aspects: Mapping[str, Aspect]) -> Edition:
    return replace(
        edition,
        elements=tuple(
            replace(e, questions=tuple(_question_with_criteria(q, aspects) for q in e.questions))
            for e in edition.elements
        ),
    )


def _question_with_criteria(question: Question, aspects: Mapping[str, Aspect]) -> Question:
    aspect = aspects.get(question.key)
    if question.criteria or aspect is None or question.kind not in ("directive", "record"):
        return question
    return replace(question, criteria=tuple(Criterion(text, "ours") for text in aspect.criteria))


def _asked(element: Element) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*element.aspects, *(q.key for q in element.questions)]))


def _homes(aspect: Aspect, elements: Sequence[Element]) -> list[int]:
    """Return the positions of the elements that the aspect lives in: the first element of each home chapter."""
    first: dict[str, int] = {}
    for index, element in enumerate(elements):
        first.setdefault(element.chapter, index)
    for keys in aspect.chapters:
        homes = [first[key] for key in keys if key in first]
        if homes:
            return homes
    return []


def _with_aspects(element: Element, asked: tuple[str, ...], ours: Sequence[str]) -> Element:
    written_by_us = bool(element.aspects) and element.aspects_origin != "partner"
    if not asked and not ours:
        return element
    if (ours or written_by_us) and element.questions:
        origin = "mixed"
    else:
        origin = "ours" if ours or written_by_us else "partner"
    return replace(element, aspects=(*asked, *ours), aspects_origin=origin)  # type: ignore[arg-type]
