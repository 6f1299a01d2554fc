"""Jinja in a source: its calls, its names, the branch each line stands in, and sample words in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

    from manualgen.knowledge.law_good_practice import GoodPractice
    from manualgen.knowledge.library import Library

# What rendering/context.py gives to templates; a test holds the two together.
NAMES = frozenset(
    [
        "company",
        "role",
        "ref",
        "title",
        "form",
        "law",
        "number",
        "good",
        "fact",
        "blank",
        "own_text",
        "party",
        "has",
        "when",
        "included",
        "sites",
        "loop",
    ]
)
COMPANY = frozenset(("name", "legal_name", "trade_name", "city", "phone", "email", "website"))

_EXPRESSION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.S)
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.S)
_ELSE = re.compile(r"\{%-?\s*el(?:se|if\b[^%]*)\s*-?%\}[^\n]*?(?=\{%-?\s*endif)")
_CALL = re.compile(r"(\w+)\(\s*(.*)\)\s*$", re.S)
_TEXT = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_BRANCHING = re.compile(r"\{%-?\s*(if|elif|else|endif|for|endfor)\b(.*?)-?%\}")
_EXCLUSIVE = re.compile(r"when\('((crew|program)-\w+)'\)$")

_FIRST_TOKEN = 0xE000
_TOKEN = re.compile("[\ue000-\uf8ff]")


class Masked:
    """A source with each template expression replaced by one private character that stands for sample words."""

    def __init__(self, source: str, library: Library, good: GoodPractice) -> None:
        self._words: list[str] = []

        def token(match: re.Match[str]) -> str:
            self._words.append(sample(match.group(1), library, good))
            return chr(_FIRST_TOKEN + (len(self._words) - 1) % 6400) + "\n" * match.group().count("\n")

        self.text = _TAG.sub(lambda m: "\n" * m.group().count("\n"), _EXPRESSION.sub(token, _ELSE.sub("", source)))

    def words(self, text: str) -> str:
        """Return ``text`` (a part of ``self.text``) with the sample words in."""
        return _TOKEN.sub(lambda m: self._words[ord(m.group()) - _FIRST_TOKEN], text)


def spoken(source: str, library: Library, good: GoodPractice) -> str:
    """Return ``source`` with sample words in place of templates."""
    if "{{" not in source and "{%" not in source:
        return source
    masked = Masked(source, library, good)
    return masked.words(masked.text)


@lru_cache(maxsize=50_000)
def bare(source: str) -> str:
    """Return ``source`` with a box in place of every template expression, so that only typed words are left."""
    return _TAG.sub("", _EXPRESSION.sub("□", source))


def sample(expression: str, library: Library, good: GoodPractice) -> str:
    """Return words of about the length and form that ``expression`` prints."""
    if expression.startswith("role."):
        role = library.roles.get("role-" + expression[5:].replace("_", "-"))
        return role.title if role else "worker"
    if expression.startswith("company."):
        return "the company"
    match = _CALL.match(expression)
    if not match:
        return "site"
    name = match.group(1)
    given = [a or b for a, b in _TEXT.findall(match.group(2))]
    first = given[0] if given else ""
    if name == "number":
        return "9"
    if name == "good":
        return good.items[first].value if first in good.items else "9"
    if name == "law":
        return "OHS law"
    if name in ("ref", "form"):
        return "Form F-000" if name == "form" else "DOC-000"
    if name == "title":
        return f"DOC-000 {library.title_of(first)}"
    if name in ("fact", "blank"):
        return given[-1] if given else "site"
    return first.replace("-", " ")


def line_branches(folded: str) -> list[tuple[tuple[str, str], ...]]:
    """Return, for each line, the conditions around its first words: (which condition, branch).

    Two lines whose branches of one condition differ never print together. ``{% if a %}`` and
    ``{% if not a %}`` are branches of one condition wherever they stand; so are crew sizes and programs.
    """
    stack: list[dict[str, str]] = []
    out: list[tuple[tuple[str, str], ...]] = []

    def now() -> tuple[tuple[str, str], ...]:
        return tuple({k: v for frame in stack for k, v in frame.items()}.items())

    for number, line in enumerate(folded.split("\n"), 1):
        state: tuple[tuple[str, str], ...] | None = None
        at = 0
        for match in _BRANCHING.finditer(line):
            if state is None and line[at : match.start()].strip():
                state = now()
            at = match.end()
            word, test = match.group(1), match.group(2).strip()
            if word == "for":
                stack.append({})
            elif word == "if":
                stack.append({f"line {number}": "0"} | _test(test))
            elif word in ("elif", "else") and stack:
                chain = next((k for k in stack[-1] if k.startswith("line ")), f"line {number}")
                place = int(stack[-1].get(chain, "0")) + 1
                before = {k: {"yes": "no", "no": "yes"}.get(v, "") for k, v in stack[-1].items() if v in ("yes", "no")}
                stack[-1] = {chain: str(place)} | before | (_test(test) if word == "elif" else {})
            elif word in ("endif", "endfor") and stack:
                stack.pop()
        out.append(now() if state is None else state)
    return out


def _test(test: str) -> dict[str, str]:
    known = _EXCLUSIVE.match(test)
    positive = test.removeprefix("not ").strip()
    simple = " and " not in positive and " or " not in positive
    out = {positive: "no" if positive != test else "yes"} if simple else {}
    return out | ({known.group(2): known.group(1)} if known else {})


@dataclass(frozen=True, slots=True)
class TemplateCall:
    """A call with constant texts. ``line`` counts from 1; ``guards`` are ids of the ``included()`` around it."""

    name: str
    arguments: tuple[str, ...]
    line: int
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameFault:
    """A template name that cannot be right; ``line`` counts from 1."""

    name: str
    line: int
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one template asks for."""

    calls: tuple[TemplateCall, ...] = ()
    faults: tuple[NameFault, ...] = ()
    error: tuple[int, str] | None = None  # line and message of a syntax error


def parse(source: str) -> Parsed:
    """Return the calls and the wrong names of a template."""
    if "{{" not in source and "{%" not in source:
        return Parsed()
    from jinja2 import TemplateSyntaxError

    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as error:
        return Parsed(error=(error.lineno, str(error.message)))
    return Parsed(tuple(_calls(tree, ())), tuple(_names(tree)))


@cache
def _environment() -> Environment:
    from jinja2 import Environment

    return Environment(extensions=["jinja2.ext.loopcontrols"])


def _calls(node: nodes.Node, guards: tuple[str, ...]) -> Iterator[TemplateCall]:
    from jinja2 import nodes

    if isinstance(node, nodes.If):
        asked = tuple(a for call in _calls(node.test, ()) if call.name in ("included", "has") for a in call.arguments)
        yield from _calls(node.test, guards)
        for child in node.body:
            yield from _calls(child, (*guards, *asked))
        for child in (*node.elif_, *node.else_):
            yield from _calls(child, guards)
        return
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        given = [a.value for a in node.args if isinstance(a, nodes.Const)]
        if len(given) == len(node.args) or given[:1] == [getattr(node.args[0], "value", None)]:
            yield TemplateCall(node.node.name, tuple(str(g) for g in given), node.lineno, guards)
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "role":
        yield TemplateCall("role", ("role-" + node.attr.replace("_", "-"),), node.lineno)
    for child in node.iter_child_nodes():
        yield from _calls(child, guards)


def _names(tree: nodes.Template) -> Iterator[NameFault]:
    from jinja2 import nodes

    every: list[Any] = list(tree.find_all(nodes.Name))
    stored = {n.name for n in every if n.ctx != "load"}
    loaded = {n.name for n in every if n.ctx == "load"}
    for name in every:
        if name.ctx == "load" and name.name not in NAMES and name.name not in stored:
            fix = "define it with {% set %}, or use a name of docs/content-formats.md"
            yield NameFault(name.name, name.lineno, f"the template name {name.name!r} is not defined", fix)
    for assignment in tree.find_all(nodes.Assign):
        for target in [assignment.target, *assignment.target.find_all(nodes.Name)]:
            if isinstance(target, nodes.Name) and target.name not in loaded:
                yield NameFault(target.name, target.lineno, f"{target.name!r} is set and never used", "delete the line")
    for getter in tree.find_all(nodes.Getattr):
        base = getter.node
        if isinstance(base, nodes.Name) and base.name == "company" and getter.attr not in COMPANY:
            what = f"company.{getter.attr} is not a name templates may use"
            yield NameFault(getter.attr, getter.lineno, what, f"use one of {', '.join(sorted(COMPANY))}")
