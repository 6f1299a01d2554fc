"""Law, standards and the numbers they set are data with a source; typed by hand they go stale unseen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import PROSE, Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.templates import bare
from manualgen.linting.word_lists import patterns

_PARTS = PROSE | {"cell", "label", "heading", "summary", "tools"}
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
_WORDS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "ten": "10",
    "twenty": "20",
}


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield typed references, and typed numbers that a topic named by the same text sets."""
    for passage in lintable.passages:
        if passage.part in _PARTS:
            text = bare(passage.source)
            for pattern in patterns("typed_citations"):
                found = pattern.search(text)
                if found:
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
        text = bare(passage.source)
        for topic in sorted(t for name in topics[passage.item] for t in lintable.law.with_parts(name)):
            for key, pattern in values.get(topic, ()):
                match = pattern.search(text)
                if match:
                    what = f"{match.group()!r} is {topic}, {key.replace('_', ' ')}, a number of the law"
                    fix = f"write {{{{ number('{topic}', '{key}') }}}}, or another figure if the rule is the company's own"
                    yield Problem(passage.at(match.group()), passage.field, what, fix)


def _values(lintable: Lintable) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Return, by topic, each number key with an expression for its printable values and unit in any jurisdiction."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for jurisdiction in lintable.law.jurisdictions.values():
        for versions in jurisdiction.provisions.values():
            for provision in versions:
                for key, value in provision.numbers.items():
                    found[provision.topic, key].add(value)
    out: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
    for (topic, key), numbers in found.items():
        number_key = lintable.law.topics[topic].numbers.get(key) if topic in lintable.law.topics else None
        if number_key is None or number_key.unit not in _UNITS:
            continue
        spelled = {w for w, digit in _WORDS.items() if digit in numbers}
        choices = "|".join(sorted((re.escape(n) for n in numbers | spelled), key=len, reverse=True))
        out[topic].append((key, re.compile(rf"(?<![\d.,–-])(?:{choices})[ -]?(?:{_UNITS[number_key.unit]})\b", re.I)))
    return out


RULE = Rule("typed-citation", "A section, act, standard or legal number typed by hand.", check)
