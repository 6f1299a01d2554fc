"""The law and the agency of another place, and law that is no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield typed names of one jurisdiction; in a client's manual those of another; and repealed law."""
    names = _names(lintable)
    fix = "write {{ law('topic') }} or {{ party('regulator') }}, which print the client's own"
    any_name = re.compile("|".join(pattern.pattern for pattern, _ in names))
    for passage in lintable.passages:
        text = bare(passage.source)
        for pattern, _ in names if any_name.search(text) else ():
            match = pattern.search(text)
            if match:
                what = f"{match.group()!r} is at home in one jurisdiction; a text of the library serves all"
                yield Problem(passage.at(match.group()), passage.field, what, fix)
    if lintable.manual:
        yield from _printed(lintable, lintable.manual, names)
    yield from _repealed(lintable)


def _names(lintable: Lintable) -> list[tuple[re.Pattern[str], frozenset[str]]]:
    out = [(re.compile(entry["find"]), frozenset(entry["of"])) for entry in data("foreign_names")]
    homes: dict[str, set[str]] = {}
    for jurisdiction in lintable.law.jurisdictions.values():
        parties = [p.name for key, p in jurisdiction.parties.items() if key in ("regulator", "compensation-board")]
        shorts = [name for i in jurisdiction.instruments.values() for name in (i.short, i.citation)]
        for name in (*parties, *shorts):
            if len(name) > 4 and not _GENERIC.fullmatch(name) and name[:1].isupper():
                homes.setdefault(name, set()).update(jurisdiction.codes)
    national = {c for name, codes in homes.items() if "CA" in codes for c in codes}
    found = [
        (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), frozenset(codes))
        for name, codes in homes.items()
        if not codes & national
    ]
    return [*out, *found]


def _printed(
    lintable: Lintable, manual: Manual, names: list[tuple[re.Pattern[str], frozenset[str]]]
) -> Iterator[Problem]:
    any_name = re.compile("|".join(pattern.pattern for pattern, _ in names))
    for block in manual.blocks:
        for pattern, homes in names if any_name.search(block.text) else ():
            match = pattern.search(block.text)
            if (
                match
                and not homes & set(manual.regulators)
                and not any(match.group() in own for own in manual.own_words)
            ):
                what = f"{match.group()!r} prints for a client of {', '.join(manual.regulators)}"
                yield Problem(block.position, "", what, "cite by topic")
        for provision in block.provisions:
            if manual.as_of and not _in_force(lintable, provision, manual):
                yield Problem(
                    block.position, "", f"{provision} is not in force on {manual.as_of.isoformat()}", "cite by topic"
                )


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
