"""What a template may say: the functions and names of ``docs/content-formats.md``.

One :class:`Voice` per build. Each call is recorded as a question with its answer.
Values go out as inlines (:class:`~manualgen.rendering.tokens.Value`), so that no
profile text is ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from manualgen.errors import InputError
from manualgen.knowledge.library import DECLARED_PREFIXES
from manualgen.planning.facts import Conditions, Questions
from manualgen.planning.plan import Plan
from manualgen.rendering.document import Blank, Citation, Reference, Text
from manualgen.rendering.tokens import Value

if TYPE_CHECKING:
    from manualgen.knowledge.law_view import LawView
    from manualgen.knowledge.library import Library


class TemplateError(InputError):
    """A text asked for something that is not there; the message says what and the fix.

    ``about`` is the id as the author wrote it ("" when a template made it): who knows the file finds its place.
    """

    def __init__(self, message: str, about: str = "") -> None:
        super().__init__(message)
        self.about = about


class Client(Protocol):
    """The profile as templates see it."""

    def ask(self, path: str) -> Any:
        """Return the value at ``path``, None when nothing is given; raise ``KeyError`` for an unknown path."""


@dataclass(frozen=True)
class Voice:
    """Everything one build's templates can reach.

    ``numbers`` maps document ids to ledger numbers ("SJP-004"); ``role_titles`` maps role
    ids to the client's titles after falling through to whoever holds the role;
    ``good_practice`` is the registry's ``good(id)`` answer function.
    """

    profile: Client
    library: Library
    law: LawView
    good_practice: Any
    plan: Plan
    numbers: Mapping[str, str]
    role_titles: Mapping[str, str]
    conditions: Conditions
    questions: Questions
    company: Mapping[str, str]
    sites: tuple[Mapping[str, Any], ...]
    texts: Mapping[str, str]
    facts: Mapping[str, str] = field(default_factory=dict)
    held_roles: tuple[str, ...] = ()
    held_courses: Mapping[str, int] = field(default_factory=dict)
    required_courses: tuple[str, ...] = ()
    law_home: str = ""
    contacts: tuple[Mapping[str, Any], ...] = ()
    section_numbers: Mapping[str, str] = field(default_factory=dict)
    headcount_words: str = ""
    programs: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (partner, program) → both in words
    good_practice_sources: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    # ------------------------------------------------------------------ references

    def ref(self, document_id: str) -> Value:
        """Return the number of a document of this build as a link."""
        return Value(Reference(document_id, self._number(document_id)))

    def title(self, document_id: str) -> Value:
        """Return number and title of a document of this build as a link."""
        return Value(Reference(document_id, f"{self._number(document_id)} {self.library.title_of(document_id)}"))

    def form(self, form_id: str) -> Value:
        """Return "Form F-007" as a link."""
        return Value(Reference(form_id, f"Form {self._number(form_id)}"))

    def _number(self, document_id: str) -> str:
        self.questions.record("ref", document_id, answer=document_id in self.numbers)
        if document_id not in self.numbers:
            item = self.library.document(document_id)
            if item is None:
                raise TemplateError(f"no document has the id {document_id!r}", document_id)
            raise TemplateError(
                f"{document_id!r} is not in this build; guard it with {{% if included('{document_id}') %}} "
                "or name it under `forms`",
                document_id,
            )
        return self.numbers[document_id]

    # ------------------------------------------------------------------ law and good practice

    def cite(self, topic: str) -> Value:
        """Return the citation for ``topic`` by the printing rule."""
        answer = self.law.cite(topic)
        if answer.applies == "unknown-topic":
            raise TemplateError(f"unknown topic of law {topic!r}; see legislation/topics.yaml", topic)
        self.questions.record(
            "law", topic, answer={"applies": answer.applies, "parts": [p.entry for p in answer.parts]}
        )
        if not answer.text:
            return Value()
        return Value(Citation(answer.text, topic, " ".join(answer.to_verify), bool(answer.to_verify)))

    def number(self, topic: str, key: str) -> Value:
        """Return the number ``key`` of ``topic``, or a blank slot when it may not print."""
        answer = self.law.number(topic, key)
        self.questions.record("number", topic, key, answer=answer.value if answer.printable else None)
        if not answer.printable:
            return Value(Blank(f"law.{topic}.{key}", f"{key.replace('_', ' ')}: confirm in the law"))
        return Value(Citation(answer.text, topic, answer.provision if answer.to_verify else "", answer.to_verify))

    def good(self, item_id: str) -> Value:
        """Return a good-practice value by the same printing rule."""
        answer = self.good_practice(item_id)
        self.questions.record("good", item_id, answer=answer.value if answer.printable else None)
        if not answer.printable:
            return Value(Blank(f"good.{item_id}", f"{answer.label}: confirm"))
        mark = "†" if answer.to_verify else ""
        return Value(Citation(f"{answer.value}{mark}", f"good:{item_id}", item_id, answer.to_verify))

    def party(self, name: str) -> Value:
        """Return the jurisdiction's name of a party."""
        return Value(Text(str(self.questions.record("party", name, answer=self.law.party(name).name))))

    # ------------------------------------------------------------------ the client's facts

    def fact(self, path: str, label: str) -> Value:
        """Return the profile's fact at ``path``, or a named blank slot."""
        try:
            value = self.profile.ask(path)
        except KeyError:
            raise TemplateError(f"the profile has no field {path!r}") from None
        shown = None if value is None else fact_text(value)
        self.questions.record("fact", path, answer=shown)
        return Value(Text(shown)) if shown else Value(Blank(path, label))

    def blank(self, slot: str, label: str) -> Value:
        """Return the answer that the profile gives under ``facts``, or the blank slot."""
        answer = self.facts.get(slot, "")
        self.questions.record("blank", slot, answer=answer or None)
        return Value(Text(answer)) if answer else Value(Blank(f"facts.{slot}", label))

    def own_text(self, slot: str) -> Value:
        """Return the client's own words for a named slot, or nothing."""
        words = self.texts.get(slot, "")
        self.questions.record("own_text", slot, answer=bool(words))
        return Value(Text(words)) if words else Value()

    # ------------------------------------------------------------------ conditions

    def has(self, *ids: str) -> bool:
        """Return whether any of the declared-work ids holds for this client."""
        for one in ids:
            if not isinstance(one, str) or not one.startswith(DECLARED_PREFIXES):
                raise TemplateError(f"has({one!r}): only tsk-, eqp-, prd-, cnd- and prm- ids can be declared", str(one))
        answers = [self.questions.record("has", i, answer=i in self.plan.declared) for i in ids]
        return any(answers)

    def when(self, name: str) -> bool:
        """Return whether the named condition holds."""
        try:
            return self.conditions.holds(name)
        except KeyError:
            raise TemplateError(f"unknown condition {name!r}; see templates/library/conditions.yaml", name) from None

    def included(self, *ids: str) -> bool:
        """Return whether any of the documents is in this build."""
        for one in ids:
            if self.library.document(one) is None:
                raise TemplateError(f"no document has the id {one!r}", one)
        return any(self.questions.record("included", i, answer=i in self.numbers) for i in ids)

    def role_title(self, role_id: str) -> str:
        """Return the client's title for a role (without "the")."""
        if role_id not in self.role_titles:
            raise TemplateError(f"unknown role {role_id!r}; see templates/library/roles.yaml", role_id)
        return str(self.questions.record("role", role_id, answer=self.role_titles[role_id]))

    def names(self) -> dict[str, Any]:
        """Return the names a template sees."""
        return {
            "company": _Names(self.company, "company", self.questions),
            "role": _Roles(self),
            "ref": self.ref,
            "title": self.title,
            "form": self.form,
            "law": self.cite,
            "number": self.number,
            "good": self.good,
            "fact": self.fact,
            "blank": self.blank,
            "own_text": self.own_text,
            "party": self.party,
            "has": self.has,
            "when": self.when,
            "included": self.included,
            "sites": self.sites,
        }


class _Names(dict[str, Any]):
    """Attribute access that records what was asked; a missing fact is a blank slot."""

    def __init__(self, values: Mapping[str, str], root: str, questions: Questions) -> None:
        super().__init__(values)
        self._root, self._questions = root, questions

    def __getitem__(self, key: str) -> Any:
        if key not in self:
            raise TemplateError(f"{self._root}.{key} is not a name templates may use")
        value = super().__getitem__(key)
        self._questions.record("fact", f"{self._root}.{key}", answer=value)
        return value if value else Value(Blank(f"{self._root}.{key}", key.replace("_", " ").capitalize()))


class _Roles:
    """``role.supervisor`` → the client's title of ``role-supervisor``."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._voice.role_title("role-" + name.replace("_", "-"))


def fact_text(value: Any) -> str:
    """Return a profile value as the words to print; an address or hospital as one line."""
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, Mapping):
        parts: list[Any] = list(value.values())
    elif hasattr(value, "model_dump"):
        parts = list(value.model_dump().values())
    elif isinstance(value, list | tuple):
        parts = list(value)
    else:
        parts = [value]
    words = [fact_text(p) if not isinstance(p, str) else p for p in parts if p not in (None, "", (), [])]
    return re.sub(r", ([A-Z]{2}), ([A-Z]\d[A-Z] ?\d[A-Z]\d)", r", \1  \2", ", ".join(words))
