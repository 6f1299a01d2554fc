"""The chapters of a manual: the partner's elements in their order, then what the elements do not ask.

In: an edition, the recipes of its template set and the planned documents. Out: chapters with their sections and
policies, each placed once, and the gaps.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from manualgen.knowledge.library import Library, TemplateSet
from manualgen.planning.facts import Conditions
from manualgen.planning.plan import Gap, PlannedChapter

if TYPE_CHECKING:
    from manualgen.knowledge.partners import Edition


def planned_chapters(
    edition: Edition | None,
    library: Library,
    templates: TemplateSet,
    conditions: Conditions,
    documents: Collection[str],
) -> tuple[tuple[PlannedChapter, ...], tuple[Gap, ...]]:
    """Return the chapters and the gaps; ``documents`` are the ids of the planned documents."""
    shelf = _Shelf(library, templates, conditions, documents)
    chapters = _elements(edition, shelf)
    chapters += _supplements(shelf, {c.key for c in chapters}, len(chapters))
    loose = [d for d in documents if d.startswith("pol-") and d not in shelf.placed]
    what = "is named in no chapter of the template set"
    return tuple(chapters), (*shelf.gaps, *(Gap(d, library.title_of(d), what, "no-chapter") for d in loose))


@dataclass
class _Shelf:
    """The sections and policies of one template set; each is given out once."""

    library: Library
    templates: TemplateSet
    conditions: Conditions
    documents: Collection[str]
    placed: set[str] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)

    def take(self, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the sections and policies of chapter ``key`` that no chapter before it took."""
        recipe = self.templates.chapters[key]
        sections = []
        for section in recipe.sections:
            item = self.library.texts.get(section)
            if item is None or item.status != "final":
                what = f"section of chapter {key!r} is not at final quality"
                self.gaps.append(Gap(section, section, what, "outline"))
            elif section not in self.placed and (not item.needs or self.conditions.holds(item.needs)):
                sections.append(section)
                self.placed.add(section)
        policies = tuple(p for p in recipe.policies if p in self.documents and p not in self.placed)
        self.placed.update(policies)
        return tuple(sections), policies

    def begins_page(self, key: str) -> bool:
        return not self.templates.new_page or key in self.templates.new_page


def _elements(edition: Edition | None, shelf: _Shelf) -> list[PlannedChapter]:
    """Return one chapter an element; of several that name one key, the first holds it."""
    chapters: list[PlannedChapter] = []
    used: set[str] = set()
    for element in edition.elements if edition else ():
        key = element.chapter
        recipe = shelf.templates.chapters.get(key)
        if recipe is None:
            what = f"no chapter recipe {key!r} in templates/{shelf.templates.id}"
            shelf.gaps.append(Gap(key, element.title, what, "no-chapter"))
            continue
        sections, policies = shelf.take(key)
        chapters.append(
            PlannedChapter(
                str(element.number),
                key,
                element.title,
                sections,
                policies,
                recipe.collect if key not in used else "",
                tuple(element.aspects),
                policies_first=recipe.policies_first,
                new_page=shelf.begins_page(key),
            )
        )
        used.add(key)
    return chapters


def _supplements(shelf: _Shelf, used: Collection[str], number: int) -> list[PlannedChapter]:
    """Return chapters for the recipes that no element names and that have something left, numbered after ``number``."""
    chapters: list[PlannedChapter] = []
    templates = shelf.templates
    for key in templates.supplements or tuple(templates.chapters):
        recipe = templates.chapters[key]
        if key in used:
            continue
        sections, policies = shelf.take(key)
        if not sections and not policies and not recipe.collect:
            continue
        number += 1
        title = recipe.title or key.replace("-", " ").capitalize()
        chapters.append(
            PlannedChapter(
                str(number),
                key,
                title,
                sections,
                policies,
                recipe.collect,
                supplement=True,
                new_page=shelf.begins_page(key),
            )
        )
    return chapters
