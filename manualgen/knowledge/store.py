"""All knowledge of one run, each part read when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from manualgen.locations import Locations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manualgen.knowledge.law import LawRegistry
    from manualgen.knowledge.law_good_practice import GoodPractice
    from manualgen.knowledge.library import Library
    from manualgen.knowledge.partner_aspects import Aspect
    from manualgen.knowledge.partners import Partner


class Knowledge:
    """Partners, law, library and good practice of the given locations; read-only."""

    def __init__(self, locations: Locations | None = None) -> None:
        self.locations = locations or Locations()

    @cached_property
    def library(self) -> Library:
        """The content library."""
        from manualgen.knowledge.library_loader import load_library

        return load_library(self.locations)

    @cached_property
    def partners(self) -> Mapping[str, Partner]:
        """Every certifying partner by id."""
        from manualgen.knowledge.compiled import compiled
        from manualgen.knowledge.template_sets import template_files

        def load() -> Mapping[str, Partner]:
            from manualgen.knowledge.partners import load_partners

            return load_partners(self.locations)

        sets = (f"templates/{name}" for name, _ in template_files(self.locations))  # their chapters are checked
        return compiled(self.locations, "partners", ("partners", *dict.fromkeys(sets)), load)

    @cached_property
    def aspects(self) -> Mapping[str, Aspect]:
        """The vocabulary of audit aspects by key."""
        from manualgen.knowledge.partner_aspects import load_aspects

        return load_aspects(self.locations)

    @cached_property
    def law(self) -> LawRegistry:
        """The law registry of every jurisdiction."""
        from manualgen.knowledge.compiled import compiled

        def load() -> LawRegistry:
            from manualgen.knowledge.law import load_law

            return load_law(self.locations)

        return compiled(self.locations, "law", ("legislation",), load)

    @cached_property
    def good_practice(self) -> GoodPractice:
        """The good-practice registry."""
        from manualgen.knowledge.law_good_practice import load_good_practice

        return load_good_practice(self.locations)
