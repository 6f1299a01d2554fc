"""What the checks need to know about the library, the law and the partners.

The checks depend on these protocols only, so that a test can hand in a few
literal ids and the program can hand in its whole knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile


@dataclass(frozen=True, slots=True)
class SizeJudgement:
    """Whether a client of this size may take a program.

    ``allowed`` is ``None`` when the rule or the number is not known. ``reason``
    holds the count and the limit in words, ``source`` where the rule was read.
    ``doubtful``: sources or counts disagree, the partner must be asked.
    """

    allowed: bool | None
    reason: str
    source: str = ""
    doubtful: bool = False


class PartnerFacts(Protocol):
    """The facts of one certifying partner that a profile is checked against."""

    @property
    def name(self) -> str: ...

    @property
    def refused(self) -> str:
        """Why no manual is built for this partner (former, internal); empty when one is."""

    @property
    def confirmed(self) -> bool:
        """Whether it is confirmed that the partner certifies today."""

    @property
    def jurisdictions(self) -> Sequence[str]: ...

    @property
    def industries(self) -> Sequence[str]:
        """Industries it certifies; ``all`` for any; empty when it is none of the library's."""

    @property
    def programs(self) -> Sequence[str]:
        """Ids of the programs offered today."""


class Vocabulary(Protocol):
    """Known ids with their titles, and the partners' size rules."""

    @property
    def tasks(self) -> Mapping[str, str]: ...
    @property
    def equipment(self) -> Mapping[str, str]: ...
    @property
    def products(self) -> Mapping[str, str]: ...
    @property
    def conditions(self) -> Mapping[str, str]: ...
    @property
    def permits(self) -> Mapping[str, str]: ...
    @property
    def industries(self) -> Mapping[str, str]: ...
    @property
    def roles(self) -> Mapping[str, str]: ...
    @property
    def courses(self) -> Mapping[str, str]: ...
    @property
    def documents(self) -> Mapping[str, str]: ...
    @property
    def jurisdictions(self) -> Mapping[str, str]:
        """Provinces and territories (and ``CA``) whose law the registry holds."""

    @property
    def partners(self) -> Mapping[str, PartnerFacts]: ...

    def judge_size(self, profile: Profile, partner: str, program: str, provinces: tuple[str, ...]) -> SizeJudgement:
        """Judge whether the client may take ``program`` of ``partner`` in ``provinces``."""
