"""The law and the agency of another place, and law that is no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable, Manual
from manualgen.linting.rule import Rule
from manualgen.linting.templates import bare
from manualgen.linting.word_lists import data

# Words that name an instrument in many jurisdictions say nothing about a place.
_GENERIC = re.compile(
    r"(?:Workers'? )?(?:OHS|Safety|Workers'? Compensation|Criminal|Hazardous Products|TDG|WHMIS|First Aid|Working Alone)?"
    r" ?(?:Act|Code|Regulations?|Policies|Guidelines)|Guidelines|General Regulation"
)

_TWO_CAPITALS = re.compile(r"[A-Z][A-Z]|[A-Z][a-z]+[A-Z]|[A-Z]\S*[ -]+(?:of (?:the )?)?[A-Z]|R\.|Reg")


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield typed names of one jurisdiction; in a client's manual those of another; and repealed law."""
    names = _names(lintable)
    fix = "write {{ law('topic') }} or {{ party('regulator') }}, which print the client's own"
    for passage in lintable.passages:
        text = bare(passage.source)
        for name in names if _capital(text) else ():
            found = name.typed_in(text)
            if found:
                what = f"{found!r} is at home in one jurisdiction; a text of the library serves all"
                yield Problem(passage.at(found), passage.field, what, fix)
    if lintable.manual:
        yield from _printed(lintable, lintable.manual, names)
    yield from _repealed(lintable)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and the regulators where it is at home; ``literal`` is a fast first look, "" for an expression."""

    find: re.Pattern[str]
    homes: frozenset[str]
    literal: str = ""

    def typed_in(self, text: str) -> str:
        """Return the name as ``text`` has it, or ""."""
        if self.literal and self.literal not in text:
            return ""
        match = self.find.search(text)
        return match.group() if match else ""


def _names(lintable: Lintable) -> list[_Name]:
    """Return the listed names and those of the law files; federal names are at home everywhere."""
    homes: dict[str, set[str]] = {}
    for jurisdiction in lintable.law.jurisdictions.values():
        parties = [p.name for key, p in jurisdiction.parties.items() if key in ("regulator", "compensation-board")]
        printed = [name for i in jurisdiction.instruments.values() for name in (i.short, i.citation)]
        for name in (*parties, *printed):
            if len(name) > 4 and not _GENERIC.fullmatch(name) and name[:1].isupper():
                homes.setdefault(name, set()).update(jurisdiction.codes)
    listed = [_Name(re.compile(entry["find"]), frozenset(entry["of"])) for entry in data("foreign_names")]
    return listed + [
        _Name(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), frozenset(codes), name)
        for name, codes in homes.items()
        if "CA" not in codes
    ]


def _capital(text: str) -> bool:
    """Tell whether ``text`` has two capitals in a row or two words with one: less names no act or agency."""
    return bool(_TWO_CAPITALS.search(text))


def _printed(lintable: Lintable, manual: Manual, names: list[_Name]) -> Iterator[Problem]:
    regulators = set(manual.regulators)
    for block in manual.blocks:
        for name in names:
            found = name.typed_in(block.text)
            if found and not name.homes & regulators and not any(found in own for own in manual.own_words):
                what = f"{found!r} prints for a client of {', '.join(manual.regulators)}"
                yield Problem(block.position, "", what, "cite by topic")
        for provision in block.provisions:
            if manual.as_of and not _in_force(lintable, provision, manual):
                what = f"{provision} is not in force on {manual.as_of.isoformat()}"
                yield Problem(block.position, "", what, "cite by topic")


def _in_force(lintable: Lintable, provision: str, manual: Manual) -> bool:
    for jurisdiction in lintable.law.jurisdictions.values():
        versions = jurisdiction.provisions.get(provision)
        if versions is not None and manual.as_of:
            return any(v.in_force_on(manual.as_of) for v in versions)
    return True


def _repealed(lintable: Lintable) -> Iterator[Problem]:
    """Yield topics whose every provision, in every jurisdiction that has one, is out of force."""
    alive: dict[str, bool] = {}
    for jurisdiction in lintable.law.jurisdictions.values():
        for versions in jurisdiction.provisions.values():
            for one in versions:
                alive[one.topic] = alive.get(one.topic, False) or one.in_force_on(jurisdiction.as_of)
    asked = [(u.id, u.position, u.field) for u in lintable.id_uses if u.group == "topic"]
    asked += [(c.arguments[0], c.position, "law()") for c in lintable.calls if c.name == "law" and c.arguments]
    for topic, position, field in asked:
        parts = lintable.law.with_parts(topic)
        if parts and any(p in alive for p in parts) and not any(alive.get(p, False) for p in parts):
            yield Problem(position, field, f"every provision on {topic} is repealed", "cite what took its place")


RULE = Rule("foreign-law", "An act or agency of another jurisdiction, or law that is repealed.", check)
