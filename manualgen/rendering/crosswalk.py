"""Which text answers which audit question, and which form will hold the evidence.

In: the edition's questions, the rendered bodies and the crosswalk of the library. Out:
one :class:`QuestionCoverage` a question. A *directive* is answered by text of the build, a
*record* by forms still to be filled in; *interview* and *observation* by people and sites, whom
the text prepares. The four are never added into one figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.library import Form, Library
from manualgen.locations import Locations
from manualgen.rendering.document import Block, DutyParagraph, Heading, ListBlock, Table, plain_text, walk
from manualgen.yaml_source import read_yaml

if TYPE_CHECKING:
    from manualgen.knowledge.partner_aspects import Aspect
    from manualgen.knowledge.partner_model import Edition, Question

FILE = "crosswalk.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the build: ``block`` is the block's id, ``document`` the section or document that holds it,
    ``number`` its printed number, ``title`` the heading it stands under."""

    block: str
    document: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class CriterionCoverage:
    """One criterion with the places that meet it; ``origin`` says whose criterion it is."""

    text: str
    origin: str  # "partner" or "ours"
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RecordCoverage:
    """A form that will hold the evidence, who fills it in, when, and how long it is kept."""

    form: str
    number: str
    title: str
    owner: str
    when: str
    retention: str


@dataclass(frozen=True, slots=True)
class QuestionCoverage:
    """One audit question and what the build has for it.

    ``state``: answered | partly | open (directive), to-produce | open (record),
    prepared | open (interview, observation).
    """

    element: str
    ref: str
    key: str
    topic: str
    kind: str
    methods: tuple[str, ...]
    criteria: tuple[CriterionCoverage, ...]
    places: tuple[Place, ...]
    records: tuple[RecordCoverage, ...]
    state: str


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """One criterion of an aspect and the blocks that meet it, as the library's authors say.

    ``root`` is the folder of the library that says so, ``position`` the place in its file.
    """

    text: str
    at: tuple[str, ...]
    root: str
    position: Position


def load_crosswalk(locations: Locations) -> dict[str, tuple[CrosswalkEntry, ...]]:
    """Return aspect → criteria with their places; later roots replace an aspect.

    Raises ``InputError`` with positions for entries without a criterion or a place.
    """
    out: dict[str, tuple[CrosswalkEntry, ...]] = {}
    problems: list[Problem] = []
    for path in locations.files("templates/library", FILE):
        source = read_yaml(path)
        for index, entry in enumerate(source.data or ()):
            if not isinstance(entry, dict) or not entry.get("aspect"):
                problems.append(source.problem((index,), "an aspect is missing", "write `- aspect: policy.signed`"))
                continue
            rows = []
            for number, row in enumerate(entry.get("criteria") or ()):
                places = row.get("at") if isinstance(row, dict) else None
                at = (index, "criteria", number)
                if not places or not row.get("is"):
                    problems.append(
                        source.problem(at, "a criterion needs `is` and `at`", "see docs/content-formats.md")
                    )
                    continue
                named = (places,) if isinstance(places, str) else tuple(str(p) for p in places)
                rows.append(CrosswalkEntry(str(row["is"]), named, str(path.parent), source.at(at)))
            out[str(entry["aspect"])] = tuple(rows)
    if problems:
        raise InputError(problems)
    return out


class Atlas:
    """Where each block of the build stands: its document, number and nearest heading."""

    def __init__(self, bodies: Mapping[str, Sequence[Block]], numbers: Mapping[str, str], library: Library) -> None:
        self._places: dict[str, Place] = {}
        self._duties: dict[str, list[str]] = {}
        self._texts: dict[str, list[Place]] = {}  # aspect → whole texts that carry it
        self._library = library
        for document, blocks in bodies.items():
            number = numbers.get(document, "")
            title = library.title_of(document)
            self._places[document] = whole = Place(f"{document}/title", document, number, title)
            item = library.document(document)
            if item is not None and item.kind != "form":
                for aspect in item.aspects:
                    self._texts.setdefault(aspect, []).append(whole)
            heading = title
            for block in walk(tuple(blocks)):
                if isinstance(block, Heading):
                    heading = plain_text(block.inlines)
                for one in (block.id, *_inner_ids(block)):
                    self._places[one] = Place(one, document, number, heading)
                if isinstance(block, DutyParagraph):
                    for aspect in block.duty.aspects:
                        self._duties.setdefault(aspect, []).append(block.id)

    def place(self, block: str) -> Place | None:
        """Return the place of a block or document of this build, or None."""
        return self._places.get(block)

    def is_own(self, document: str, root: str) -> bool:
        """Return whether ``document`` is in this build as the library at ``root`` has it, not replaced by another's."""
        item = self._library.document(document)
        return document in self._places and item is not None and Path(item.file).is_relative_to(root)

    def tagged(self, aspect: str) -> tuple[Place, ...]:
        """Return the texts that carry ``aspect``: whole sections, policies and practices, then single duties elsewhere."""
        whole = list(self._texts.get(aspect, ()))
        order = {"section": 0, "policy": 1, "program": 2, "practice": 3, "procedure": 4}
        whole.sort(key=lambda p: order.get(getattr(self._library.document(p.document), "kind", ""), 9))
        covered = {p.document for p in whole}
        single = [self._places[d] for d in self._duties.get(aspect, ()) if self._places[d].document not in covered]
        return tuple(whole + single)


def _inner_ids(block: Block) -> Iterator[str]:
    """Yield the ids of the rows and items of ``block``."""
    if isinstance(block, Table):
        yield from (row.id for row in block.rows)
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield item.id
            for child in item.children:
                yield from (child.id, *_inner_ids(child))


def check_crosswalk(crosswalk: Mapping[str, Sequence[CrosswalkEntry]], atlas: Atlas) -> list[Problem]:
    """Return a problem for each place that ``crosswalk`` names in a document of this build that does not hold it.

    A document that is not in the build, or that another library has replaced, is passed over: what it
    would have answered is looked for among the texts tagged with the aspect.
    """
    return [
        Problem(
            entry.position,
            "at",
            f"{place} is not in the build, {document} is",
            "name a block that every client with this document gets",
        )
        for entries in crosswalk.values()
        for entry in entries
        for place in entry.at
        for document in (place.split("/")[0],)
        if atlas.place(place) is None and atlas.is_own(document, entry.root)
    ]


def cover(
    edition: Edition | None,
    aspects: Mapping[str, Aspect],
    crosswalk: Mapping[str, tuple[CrosswalkEntry, ...]],
    atlas: Atlas,
    forms: Iterable[Form],
    numbers: Mapping[str, str],
    facts: Callable[[Form], tuple[str, str, str]],
) -> tuple[QuestionCoverage, ...]:
    """Return the coverage of every question of ``edition`` (none when its questions are not public).

    ``facts`` gives a form's owner, when and retention in the client's words.
    """
    planned = [f for f in forms if f.id in numbers]
    out = []
    for element in edition.elements if edition else ():
        for question in element.questions:
            criteria = _criteria(question, aspects, crosswalk.get(question.key, ()), atlas)
            places = atlas.tagged(question.key)
            records = _records(question, planned, numbers, facts)
            out.append(
                QuestionCoverage(
                    element=f"{element.number} {element.title}",
                    ref=question.ref,
                    key=question.key,
                    topic=question.topic,
                    kind=question.kind,
                    methods=question.methods,
                    criteria=criteria,
                    places=places,
                    records=records,
                    state=_state(question.kind, criteria, places, records),
                )
            )
    return tuple(out)


def _criteria(
    question: Question, aspects: Mapping[str, Aspect], entries: Sequence[CrosswalkEntry], atlas: Atlas
) -> tuple[CriterionCoverage, ...]:
    """Return the partner's criteria where public, else ours.

    Places come from the crosswalk; where it says nothing, or names only documents that this build does
    not have, from the tagged texts.
    """
    if question.kind != "directive":
        return ()
    aspect = aspects.get(question.key)
    wanted = [(c.text, c.origin) for c in question.criteria]
    wanted = wanted or [(text, "ours") for text in (aspect.criteria if aspect else ())] or [(question.topic, "ours")]
    by_text = {e.text: e for e in entries}
    tagged = atlas.tagged(question.key)
    out = []
    for text, origin in wanted:
        entry = by_text.get(text)
        found = tuple(p for p in (atlas.place(a) for a in (entry.at if entry else ())) if p is not None)
        out.append(CriterionCoverage(text, origin, found or tagged))
    return tuple(out)


def _records(
    question: Question,
    forms: Sequence[Form],
    numbers: Mapping[str, str],
    facts: Callable[[Form], tuple[str, str, str]],
) -> tuple[RecordCoverage, ...]:
    return tuple(
        RecordCoverage(f.id, numbers[f.id], f.title, *facts(f))
        for f in forms
        if question.key in f.aspects
    )


def _state(
    kind: str, criteria: Sequence[CriterionCoverage], places: Sequence[Place], records: Sequence[RecordCoverage]
) -> str:
    if kind == "directive":
        met = sum(bool(c.places) for c in criteria)
        return "answered" if met == len(criteria) else "partly" if met else "open"
    if kind == "record":
        return "to-produce" if records else "open"
    return "prepared" if places or records else "open"


def figures(coverage: Sequence[QuestionCoverage]) -> dict[str, dict[str, int]]:
    """Return kind → state → number of questions; never one figure for all."""
    out: dict[str, dict[str, int]] = {}
    for question in coverage:
        states = out.setdefault(question.kind, {})
        states[question.state] = states.get(question.state, 0) + 1
    return out
