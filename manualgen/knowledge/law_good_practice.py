"""Good practice: figures that no act sets, asked by id and printed by the rule of the law.

``templates/library/good_practice.yaml`` of every root goes in; answers come out.
High prints plain, medium with a dagger, low as a blank slot with the item's label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.law import Confidence, lower_of
from manualgen.knowledge.law_fields import Fields
from manualgen.knowledge.law_printing import DAGGER
from manualgen.locations import Locations
from manualgen.yaml_source import DATA_BYTES, Source, read_yaml

_FOLDER = "templates/library"
_FILE = "good_practice.yaml"
_ITEM = frozenset(
    {"id", "text", "value", "unit", "standard", "source", "read_on", "confidence", "ref_confidence", "note"}
)
_CONFIDENCE: tuple[Confidence, ...] = get_args(Confidence)


@dataclass(frozen=True, slots=True)
class GoodPracticeItem:
    """One figure. ``value`` is as it prints, without the ``unit``; ``text`` says what it is about."""

    id: str
    text: str
    value: str
    source: str
    confidence: Confidence
    ref_confidence: Confidence
    unit: str = ""
    standard: str = ""
    read_on: date | None = None
    note: str = ""

    @property
    def level(self) -> Confidence:
        """The lower of the two confidences."""
        return lower_of(self.confidence, self.ref_confidence)


@dataclass(frozen=True, slots=True)
class GoodPracticeAnswer:
    """A figure as it prints. ``value`` carries the unit and no dagger; ``label`` names the blank slot.

    ``printable`` False: print a blank slot. ``text`` is ``value`` with its dagger.
    """

    id: str
    label: str
    value: str
    to_verify: bool
    printable: bool
    standard: str
    source: str

    @property
    def text(self) -> str:
        """The value as it prints, dagger included; "" when it must not print."""
        return f"{self.value}{DAGGER if self.to_verify else ''}" if self.printable else ""


@dataclass(frozen=True)
class GoodPractice:
    """All good-practice figures by id. ``verified`` holds ids a person has checked: id → (who, when)."""

    items: Mapping[str, GoodPracticeItem]
    verified: Mapping[str, tuple[str, date]] = field(default_factory=dict)

    def good(self, item_id: str) -> GoodPracticeAnswer:
        """Return the answer for ``item_id``; raise :class:`InputError` for an id that does not exist."""
        item = self.items.get(item_id)
        if item is None:
            what = f"there is no good-practice value `{item_id}`"
            raise InputError([Problem(Position(f"{_FOLDER}/{_FILE}"), item_id, what, "add it or correct the id")])
        verified = item_id in self.verified
        printable = verified or item.level != "low"
        return GoodPracticeAnswer(
            id=item.id,
            label=item.text,
            value=" ".join(part for part in (item.value, item.unit) if part) if printable else "",
            to_verify=printable and not verified and item.level == "medium",
            printable=printable,
            standard=item.standard,
            source=item.source,
        )


def load_good_practice(locations: Locations) -> GoodPractice:
    """Read the figures of every root; a later root replaces an item with the same id.

    Raises :class:`InputError` with every problem of every file.
    """
    problems: list[Problem] = []
    items: dict[str, GoodPracticeItem] = {}
    for file in locations.files(_FOLDER, _FILE):
        items.update(_read(read_yaml(file, max_bytes=DATA_BYTES), problems))
    if problems:
        raise InputError(dict.fromkeys(problems))
    return GoodPractice(items)


def _read(source: Source, problems: list[Problem]) -> dict[str, GoodPracticeItem]:
    top = Fields(source, (), problems, frozenset({"good_practice"}))
    found: dict[str, GoodPracticeItem] = {}
    for index in top.items("good_practice"):
        fields = Fields(source, ("good_practice", index), problems, _ITEM)
        item = fields.required("id")
        if item and not item.startswith("gp-"):
            fields.wrong(("id",), f"`{item}` must start with `gp-`")
        if item in found:
            fields.wrong(("id",), f"`{item}` is given twice", "keep one of them")
        confidence = fields.word("confidence", _CONFIDENCE, "low")
        found[item] = GoodPracticeItem(
            id=item,
            text=fields.required("text"),
            value=fields.required("value"),
            source=fields.required("source"),
            confidence=confidence,
            ref_confidence=fields.word("ref_confidence", _CONFIDENCE, confidence),
            unit=fields.text("unit"),
            standard=fields.text("standard"),
            read_on=fields.day("read_on"),
            note=fields.text("note"),
        )
    return found
