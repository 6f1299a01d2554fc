"""A small sound library, and overlays of it that break one rule, beside this file."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from manualgen.knowledge.store import Knowledge
from manualgen.linting.engine import Finding, run
from manualgen.linting.reading import gather
from manualgen.linting.registry import chosen
from manualgen.locations import Locations

FIXTURES = Path(__file__).parent
HOUSE = FIXTURES / "house"


class Only(Locations):
    """The named folders alone, without the built-in data."""

    @cached_property
    def roots(self) -> tuple[Path, ...]:
        return self.libraries


def house(*overlays: Path) -> Knowledge:
    """Return the knowledge of the sound library with ``overlays`` in its place."""
    return Knowledge(Only((HOUSE, *overlays)))


def lint(*overlays: Path, rule: str = "") -> list[Finding]:
    """Return what all rules (or one) find in the sound library with ``overlays``."""
    return run(gather(house(*overlays)), chosen((rule,) if rule else ()))
