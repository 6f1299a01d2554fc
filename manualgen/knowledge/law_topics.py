"""``legislation/topics.yaml``: the vocabulary that templates and provisions share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from manualgen.errors import Problem
from manualgen.knowledge.law import UNMAPPED, Basis, NumberKey, Stricter, Topic
from manualgen.knowledge.law_fields import Fields
from manualgen.yaml_source import Source

_TOP = frozenset({"topics"})
_TOPIC = frozenset({"title", "provisions", "parts", "numbers", "headcount", "sectors"})
_NUMBER = frozenset({"unit", "meaning", "stricter"})
_HOW_MANY: tuple[str, ...] = ("one", "many")
_BASIS: tuple[Basis, ...] = tuple(b for b in get_args(Basis) if b != "unknown")
_STRICTER: tuple[Stricter, ...] = get_args(Stricter)


def read_topics(source: Source, problems: list[Problem]) -> dict[str, Topic]:
    """Return the topics of one file by name."""
    top = Fields(source, (), problems, _TOP)
    found: dict[str, Topic] = {}
    for name in top.mapping("topics"):
        fields = Fields(source, ("topics", name), problems, _TOPIC)
        if name == UNMAPPED:
            fields.wrong((), f"`{UNMAPPED}` is reserved for provisions outside the vocabulary", "choose another name")
        found[name] = Topic(
            name=name,
            title=fields.required("title"),
            many=fields.word("provisions", _HOW_MANY, "one") == "many",
            parts=fields.texts("parts"),
            numbers={key: _number(source, name, key, problems) for key in fields.mapping("numbers")},
            headcount=fields.word("headcount", _BASIS, "none"),
            sectors=fields.texts("sectors"),
        )
    return found


def _number(source: Source, topic: str, key: str, problems: list[Problem]) -> NumberKey:
    fields = Fields(source, ("topics", topic, "numbers", key), problems, _NUMBER)
    stricter = fields.word("stricter", _STRICTER, "none")
    return NumberKey(key, fields.required("unit"), fields.required("meaning"), stricter)


def check_parts(topics: Mapping[str, Topic], source: Source, problems: list[Problem]) -> None:
    """Note every part that is no topic or that contains its own whole."""
    for name in source.get(("topics",), {}) or {}:
        topic = topics.get(name)
        for index, part in enumerate(topic.parts if topic else ()):
            path = ("topics", name, "parts", index)
            if part not in topics:
                problems.append(source.problem(path, f"`{part}` is not a topic", "add it or correct the name"))
            elif _contains(topics, part, name):
                problems.append(source.problem(path, f"`{part}` contains `{name}` itself", "break the circle"))


def _contains(topics: Mapping[str, Topic], whole: str, wanted: str) -> bool:
    waiting, seen = [whole], set[str]()
    while waiting:
        name = waiting.pop()
        if name == wanted:
            return True
        if name in topics and name not in seen:
            seen.add(name)
            waiting += topics[name].parts
    return False
