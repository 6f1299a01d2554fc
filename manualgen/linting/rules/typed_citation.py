"""Law, standards and the numbers they set are data with a source; typed by hand they go stale unseen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from manualgen.errors import Problem
from manualgen.linting.lintable import PROSE, Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.templates import bare
from manualgen.linting.word_lists import matching

_PARTS = PROSE | {"cell", "column", "label", "heading", "title", "summary", "tools"}
_UNITS = {
    "m": r"m|metres?",
    "mm": r"mm|millimetres?",
    "cm": r"cm|centimetres?",
    "km/h": r"km/h",
    "kg": r"kg",
    "kV": r"kV",
    "V": r"V|volts?",
    "dBA": r"dBA?|decibels?",
    "lux": r"lux",
    "ppm": r"ppm",
    "%": r"%|per cent|percent",
    "years": r"years?",
    "months": r"months?",
    "days": r"days?",
    "hours": r"hours?|h",
    "minutes": r"minutes?|min",
    "workers": r"workers|employees|people",
}
# Words that say nothing about which number is meant, units among them.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "from with which that this than they their what when where work worker workers more less each must above below "
        "number after before years months days hours minutes metres",
    )
)
_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "ten": "10"}


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield typed references, and typed numbers that a topic named by the same text sets."""
    for passage in lintable.passages:
        if passage.part in _PARTS:
            for pattern, found in matching("typed_citations", bare(passage.source)):
                yield Problem(passage.at(found), passage.field, f"{found!r}: {pattern.why}", pattern.fix)
    yield from _typed_numbers(lintable)


def _typed_numbers(lintable: Lintable) -> Iterator[Problem]:
    topics: dict[str, set[str]] = defaultdict(set)
    for call in lintable.calls:
        if call.name in ("law", "number") and call.arguments:
            topics[call.item].add(call.arguments[0])
    for use in lintable.id_uses:
        if use.group == "topic":
            topics[use.item].add(use.id)
    values = _values(lintable)
    for passage in lintable.passages:
        if passage.part not in PROSE | {"cell"} or passage.kind in ("task", "form"):
            continue
        seen: set[str] = set()
        for topic in sorted(t for name in topics[passage.item] for t in lintable.law.with_parts(name)):
            for number in values.get(topic, ()):
                match = next((m for s in re.split(r"[.;:] ", bare(passage.source)) for m in number.typed_in(s)), "")
                if not match or match in seen:
                    continue
                seen.add(match)
                what = f"{match!r} is a number of the law here: {topic}, {number.key}"
                fix = f"write {{{{ number('{topic}', '{number.key}') }}}}, or say whose rule another figure is"
                yield Problem(passage.at(match), passage.field, what, fix)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a topic: ``find`` matches its values with unit, ``about`` the words of its meaning."""

    key: str
    find: re.Pattern[str]
    about: frozenset[str]

    def typed_in(self, sentence: str) -> Iterator[str]:
        """Yield the value when the sentence also speaks of what the number is about (two of its words)."""
        match = self.find.search(sentence)
        if match and len(self.about & _stems(sentence)) >= 2:
            yield match.group()


def _stems(text: str) -> set[str]:
    """Return the first five letters of each word of four letters or more that says something."""
    return {w[:5] for w in re.findall(r"[a-z]{4,}", text.casefold()) if w not in _EMPTY}


def _values(lintable: Lintable) -> dict[str, list[_Number]]:
    """Return, by topic, its numbers with the values that any jurisdiction prints."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for jurisdiction in lintable.law.jurisdictions.values():
        for versions in jurisdiction.provisions.values():
            for provision in versions:
                for key, value in provision.numbers.items():
                    found[provision.topic, key].add(value)
    out: dict[str, list[_Number]] = defaultdict(list)
    for (topic, key), numbers in found.items():
        number_key = lintable.law.topics[topic].numbers.get(key) if topic in lintable.law.topics else None
        if number_key is None or number_key.unit not in _UNITS:
            continue
        spelled = {w for w, digit in _WORDS.items() if digit in numbers}
        choices = "|".join(sorted((re.escape(n) for n in numbers | spelled), key=len, reverse=True))
        find = re.compile(rf"(?<![\d.,–-])(?:{choices})[ -]?(?:{_UNITS[number_key.unit]})\b", re.I)
        about = f"{lintable.law.topics[topic].title} {number_key.meaning}"
        out[topic].append(_Number(key, find, frozenset(_stems(about))))
    return out


RULE = Rule("typed-citation", "A section, act, standard or legal number typed by hand.", check)
