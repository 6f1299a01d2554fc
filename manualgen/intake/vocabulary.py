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

    ``allowed`` is ``None`` when the partner's rule cannot be decided from what is
    known. ``doubt`` says why a yes or no should be confirmed with the partner
    (the count is at the limit, sources differ); empty when there is none.
    """

    allowed: bool | None
    rule: str
    source: str = ""
    counted: str = ""
    doubt: str = ""


class PartnerFacts(Protocol):
    """The facts of one certifying partner that a profile is checked against."""

    @property
    def name(self) -> str: ...

    @property
    def status(self) -> str:
        """``active``, ``former``, ``internal``, ``unconfirmed``, or ``base``/``instrument`` for shared instruments."""

    @property
    def jurisdictions(self) -> Sequence[str]: ...

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

    def judge_size(self, profile: Profile, partner: str, program: str, province: str) -> SizeJudgement:
        """Judge whether the client may take ``program`` of ``partner`` in ``province``."""
