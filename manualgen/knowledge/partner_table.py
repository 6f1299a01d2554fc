"""Partners and provinces as rows, for ``manualgen show partners`` and ``manualgen show provinces``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manualgen.jurisdictions import PROVINCES
from manualgen.knowledge.partner_model import Partner, Program
from manualgen.knowledge.size_rules import describe_limits


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner on one line; ``programs`` are words such as ``SECOR (1 to 10)``."""

    id: str
    name: str
    provinces: str
    programs: tuple[str, ...]
    status: str
    completeness: str


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """One province or territory and the ids of the partners that certify there; ``partners`` may be empty."""

    code: str
    name: str
    partners: tuple[str, ...]


def partner_table(partners: Mapping[str, Partner]) -> list[PartnerRow]:
    """Return one row a partner, active partners first, then by id."""
    ordered = sorted(partners.values(), key=lambda p: (p.status != "active", p.id))
    return [
        PartnerRow(
            id=p.id,
            name=p.name,
            provinces=", ".join(p.jurisdictions),
            programs=tuple(program_words(program) for program in p.programs if program.status == "active"),
            status=p.status,
            completeness=p.data_completeness.summary,
        )
        for p in ordered
    ]


def province_table(partners: Mapping[str, Partner]) -> list[ProvinceRow]:
    """Return one row a province or territory with its active partners; none means no partner file, not no program."""
    return [
        ProvinceRow(
            code=code,
            name=name,
            partners=tuple(p.id for p in partners.values() if p.status == "active" and code in p.jurisdictions),
        )
        for code, name in PROVINCES.items()
    ]


def program_words(program: Program) -> str:
    """Return a program and its size: ``Small COR (1 to 19)``; an assumed limit is marked."""
    assumed = ", assumed" if program.size.limit == "assumed" else ""
    return f"{program.title} ({describe_limits(program.size)}{assumed})"
