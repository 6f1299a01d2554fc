"""The program's whole knowledge in the shape that the checks ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from manualgen.intake.vocabulary import PartnerFacts, SizeJudgement

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.library import Entry, Item
    from manualgen.knowledge.store import Knowledge


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A partner as the checks see it; ``refused`` says why no manual is built for it, or is empty."""

    name: str
    refused: str
    confirmed: bool
    jurisdictions: tuple[str, ...]
    industries: tuple[str, ...]
    programs: tuple[str, ...]


class KnownVocabulary:
    """Ids and titles of the library, law and partners of :class:`Knowledge`; fulfils ``Vocabulary``."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    @cached_property
    def tasks(self) -> Mapping[str, str]:
        return self._offered("tasks") | {key: task.title for key, task in self._knowledge.library.tasks.items()}

    @property
    def equipment(self) -> Mapping[str, str]:
        return self._work("eqp-")

    @property
    def products(self) -> Mapping[str, str]:
        return self._work("prd-")

    @property
    def conditions(self) -> Mapping[str, str]:
        return self._work("cnd-")

    @property
    def permits(self) -> Mapping[str, str]:
        return self._work("prm-")

    @property
    def industries(self) -> Mapping[str, str]:
        return _titles(self._knowledge.library.industries)

    @property
    def roles(self) -> Mapping[str, str]:
        return _titles(self._knowledge.library.roles)

    @property
    def courses(self) -> Mapping[str, str]:
        return _titles(self._knowledge.library.courses)

    @cached_property
    def documents(self) -> Mapping[str, str]:
        documents: list[Item] = self._knowledge.library.documents()
        return {item.id: item.title for item in documents}

    @cached_property
    def jurisdictions(self) -> Mapping[str, str]:
        return {key: item.name_of(key) for key, item in self._knowledge.law.regulators.items() if len(key) == 2}

    @cached_property
    def partners(self) -> Mapping[str, PartnerFacts]:
        from manualgen.knowledge.partners import why_refused

        return {
            key: PartnerCard(
                name=partner.name,
                refused=why_refused(partner),
                confirmed=partner.status == "active",
                jurisdictions=partner.jurisdictions,
                industries=partner.serves,
                programs=tuple(p.id for p in partner.programs if p.status == "active"),
            )
            for key, partner in self._knowledge.partners.items()
        }

    def judge_size(self, profile: Profile, partner: str, program: str, provinces: tuple[str, ...]) -> SizeJudgement:
        """Judge the profile's headcount by the program's own size rule."""
        from manualgen.knowledge.size_rules import judge

        found = self._knowledge.partners[partner].program(program)
        if found is None:
            raise KeyError(f"{partner} has no program {program}")
        verdict = judge(found.size, profile.headcount, provinces)
        allowed = {"ok": True, "boundary": True, "unknown": None, "not-allowed": False}[verdict.outcome]
        doubtful = verdict.outcome in ("boundary", "unknown")
        source = (verdict.source.url or verdict.source.title) if verdict.source else ""
        return SizeJudgement(allowed, verdict.reason, source, doubtful)

    def _work(self, prefix: str) -> dict[str, str]:
        return {key: item.title for key, item in self._knowledge.library.work.items() if key.startswith(prefix)}

    def _offered(self, group: str) -> dict[str, str]:
        """Return what industries offer under ``group`` with a title of its own, outlines included."""
        offered: dict[str, str] = {}
        for industry in self._knowledge.library.industries.values():
            for item in industry.get(group, ()):
                if isinstance(item, Mapping) and item.get("title"):
                    offered[str(item["id"])] = str(item["title"])
        return offered


def _titles(entries: Mapping[str, Entry]) -> dict[str, str]:
    return {key: entry.title for key, entry in entries.items()}
