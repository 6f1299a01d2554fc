"""The Plan: which documents this client gets, in which order, and why.

Plain frozen data that passes from planning to rendering; it prints and compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ReasonKind = Literal["always", "declared", "assumed", "named-by", "audit", "chosen"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document is in: ``what`` is the id that put it there, ``text`` the words for a person."""

    kind: ReasonKind
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A policy, practice, procedure, program or form of this client."""

    id: str
    kind: str
    title: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PlannedChapter:
    """A chapter of the manual, in the partner's order.

    ``key`` is our canonical chapter; ``number`` and ``title`` are the partner's own.
    ``sections`` and ``policies`` are ids; ``collect`` is "practices", "procedures" or "".
    """

    number: str
    key: str
    title: str
    sections: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    collect: str = ""
    aspects: tuple[str, ...] = ()
    supplement: bool = False
    policies_first: bool = False
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the declared work asks for that the library cannot answer yet."""

    what: str  # id
    title: str
    missing: str
    kind: Literal["no-entry", "no-assessment", "no-procedure", "outline", "no-trigger", "no-chapter"]


@dataclass(frozen=True, slots=True)
class Assumption:
    """A default that was used because the profile is silent; listed to confirm."""

    field: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything rendering needs to know about what to make."""

    partner: str
    partner_name: str
    program: str
    program_title: str
    edition: str
    template_set: str
    chapters: tuple[PlannedChapter, ...]
    documents: tuple[PlannedDocument, ...]
    tasks: tuple[str, ...]
    declared: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()  # (document, reason given)
    notes: tuple[str, ...] = ()
    conditions: tuple[tuple[str, bool], ...] = field(default=())

    def ids(self, kind: str = "") -> tuple[str, ...]:
        """Return the ids of the planned documents, of one kind if named, in plan order."""
        return tuple(d.id for d in self.documents if not kind or d.kind == kind)

    def has(self, document_id: str) -> bool:
        """Return whether the document is in the plan."""
        return any(d.id == document_id for d in self.documents)
