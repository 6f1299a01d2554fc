"""The content library as typed, read-only items.

In: the YAML and Markdown files under ``templates/library`` of every data root.
Out: a :class:`Library`, one model per item, later roots replacing earlier items
with the same id. Formats: ``docs/content-formats.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

Status = Literal["outline", "draft", "final"]
ControlKind = Literal["elimination", "substitution", "engineering", "administrative", "ppe"]


def _as_tuple(value: Any) -> Any:
    """One text where a list may stand is a list of one; nothing is an empty list."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _as_text(value: Any) -> Any:
    return "" if value is None else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Text = Annotated[str, BeforeValidator(_as_text)]


class Model(BaseModel):
    """Base of all items: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Item(Model):
    """What every document of the library has (the common front matter)."""

    id: str
    title: str
    status: Status
    summary: Text = ""
    triggers: Texts = ()
    needs: Text = ""
    hazards: Texts = ()
    ppe: Texts = ()
    courses: Texts = ()
    forms: Texts = ()
    related: Texts = ()
    aspects: Texts = ()
    law: Texts = ()
    checked: Text = ""
    file: str = ""

    @property
    def kind(self) -> str:
        """The kind by the id's prefix: policy, practice, procedure, program, form, section."""
        return KIND_BY_PREFIX[self.id.split("-", 1)[0]]


class TextItem(Item):
    """A policy, practice, program or section: Markdown in ``body``.

    ``body_line`` is the file's line on which the body begins; ``signers`` are the
    role ids that sign it.
    """

    body: str = ""
    body_line: int = 1
    signers: Texts = ()


class Step(Model):
    """One step of a procedure: one action, what can go wrong, the specific control, who."""

    id: str
    do: str
    hazard: Text = ""
    hazards: Texts = ()
    control: Text = ""
    who: Text = ""


class Procedure(Item):
    """A safe job procedure; texts may hold Jinja and inline Markdown."""

    scope: Text = ""
    who: Text = ""
    tools: Texts = ()
    permits: Texts = ()
    before: Texts = ()
    steps: tuple[Step, ...] = ()
    stop: Texts = ()
    emergency: Texts = ()
    cleanup: Texts = ()
    records: Text = ""
    ppe_notes: Mapping[str, str] = {}


class FormField(Model):
    """One field of a form, or one column of its table; ``width`` is a fraction of the line, ``lines`` the height."""

    id: str
    label: str
    kind: Literal[
        "text", "long", "date", "time", "number", "choice", "multi", "yesno", "rating", "signature", "person", "photo"
    ] = "text"
    width: float = 1.0
    required: bool = False
    unit: Text = ""
    choices: Texts = ()
    lines: int = 1
    hint: Text = ""
    value: Text = ""


class ChecklistItem(Model):
    """One line to tick; ``when`` shows it only where one of these ids is declared, or a condition holds."""

    id: str
    text: str
    when: Texts = ()


class Checklist(Model):
    """Items with one box for each of ``answers``; ``comment`` is the title of the last column, "" for none."""

    answers: Texts = ("OK", "Defect", "N/A")
    comment: Text = ""
    items: tuple[ChecklistItem, ...]


class RecordColumns(Model):
    """An empty table to fill in by hand."""

    rows: int = 8
    row_height_mm: float = 8.0
    columns: tuple[FormField, ...]


class Signer(Model):
    """Who signs; ``label`` is what prints."""

    id: str
    role: Text = ""
    label: str


class Signatures(Model):
    """The lines to sign under a statement."""

    statement: Text = ""
    signers: tuple[Signer, ...]


class FormSection(Model):
    """One part of a form; exactly one of the content keys is used beside title and text."""

    id: str
    title: Text = ""
    text: Text = ""
    fields: tuple[FormField, ...] = ()
    checklist: Checklist | None = None
    table: RecordColumns | None = None
    signatures: Signatures | None = None
    include: Text = ""
    register_of: Text = Field("", alias="register")
    when: Texts = ()


class Form(Item):
    """A blank form; ``form_kind`` is the key ``kind`` of the file, for those who look for a form."""

    form_kind: Literal["form", "log", "register", "permit", "checklist", "plan", "poster", "template", "record"] = (
        Field(alias="form_kind")
    )
    orientation: Literal["portrait", "landscape"] = "portrait"
    who: Text = ""
    when: Text = ""
    retention: Text = ""
    keep: Text = ""
    instructions: Text = ""
    sections: tuple[FormSection, ...] = ()


class Rating(Model):
    """A risk on the library's matrix, 1 (low) to 4 (high) each."""

    likelihood: int = Field(ge=1, le=4)
    consequence: int = Field(ge=1, le=4)


class HazardControl(Model):
    """One control of a hazard; ``carried_by`` (``in`` in the file) is the document that carries it."""

    kind: ControlKind
    text: str
    carried_by: Text = Field("", alias="in")
    ppe: Texts = ()


class TaskHazard(Model):
    """A hazard of a task: how it happens here, rated before and after its controls."""

    id: str
    hazard: str
    how: str
    before: Rating
    controls: tuple[HazardControl, ...]
    after: Rating


class Task(Model):
    """A declared task with its hazard assessment."""

    id: str
    title: str
    status: Status
    industries: Mapping[str, str] = {}
    position: Text = ""
    critical: bool = False
    steps_seen: Text = ""
    documents: Texts = ()
    forms: Texts = ()
    courses: Texts = ()
    hazards: tuple[TaskHazard, ...] = ()
    file: str = ""


class WorkItem(Model):
    """A piece of equipment, a hazardous product, a site condition or a permit."""

    id: str
    title: str
    industries: Mapping[str, str] = {}
    documents: Texts = ()
    forms: Texts = ()
    hazards: Texts = ()
    note: Text = ""
    status: Status = "final"


class Entry(BaseModel):
    """A catalogue entry (hazard, PPE, course, role); further keys are facts of its kind."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)
    id: str
    title: str

    def get(self, key: str, default: Any = "") -> Any:
        """Return the fact ``key`` or ``default`` when absent or null."""
        value = (self.model_extra or {}).get(key)
        return default if value is None else value


class Industry(Entry):
    """An industry: its work and which of it is assumed for a minimal profile."""


class Condition(Model):
    """A named condition; ``test`` is an expression over the facts of the client."""

    id: str
    title: str
    test: str
    file: str = ""

    @field_validator("test")
    @classmethod
    def _readable(cls, test: str) -> str:
        from manualgen.knowledge.conditions import fault_of_test

        if fault := fault_of_test(test):
            raise ValueError(fault)
        return test


class Figure(BaseModel):
    """Data of a drawn figure; texts may hold Jinja."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)
    id: str
    alt: str
    caption: str = ""
    file: str = ""


class Chapter(Model):
    """How a chapter of a template set is put together."""

    title: Text = ""  # only for supplements; else the partner's own title
    sections: Texts = ()
    policies: Texts = ()
    collect: Annotated[Literal["", "practices", "procedures"], BeforeValidator(_as_text)] = ""  # every one in the plan
    policies_first: bool = False  # the signed policy opens the chapter
    supplement: bool = False


class TemplateSet(Model):
    """``templates/<set>/chapters.yaml``: chapters by canonical key, plus supplements."""

    id: str
    chapters: Mapping[str, Chapter]
    supplements: Texts = ()
    forms: Texts = ()
    new_page: Texts = ()  # keys of the chapters that begin a page; none named = every chapter does

    @field_validator("supplements", "new_page")
    @classmethod
    def _named(cls, keys: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for key in keys:
            if key not in info.data.get("chapters", keys):
                raise ValueError(f"`{key}` is no chapter of this set; write a key that stands under `chapters`")
        return keys


class Library(Model):
    """Every item by id.

    ``frame`` is a hash over everything that one document may print of others; ``words`` gives
    the hash of what only the document itself prints. Both are for knowing a rendering again.
    """

    texts: Mapping[str, TextItem]
    procedures: Mapping[str, Procedure]
    forms: Mapping[str, Form]
    tasks: Mapping[str, Task]
    work: Mapping[str, WorkItem]
    hazards: Mapping[str, Entry]
    ppe: Mapping[str, Entry]
    courses: Mapping[str, Entry]
    roles: Mapping[str, Entry]
    industries: Mapping[str, Industry]
    conditions: Mapping[str, Condition]
    figures: Mapping[str, Figure]
    template_sets: Mapping[str, TemplateSet]
    blanks: Mapping[str, Entry] = {}  # questions behind the blanks
    emergency: Mapping[str, Entry] = {}  # lines of the emergency registers that hold for a kind of work
    frame: str = ""
    words: Mapping[str, str] = {}

    def document(self, item_id: str) -> Item | None:
        """Return the policy, practice, procedure, program, section or form with this id, or None."""
        return self.texts.get(item_id) or self.procedures.get(item_id) or self.forms.get(item_id)

    def documents(self) -> list[Item]:
        """Return every document of the library, by kind, then id."""
        return [*self.texts.values(), *self.procedures.values(), *self.forms.values()]

    def title_of(self, any_id: str) -> str:
        """Return the title of any item, or the id itself."""
        for group in (self.tasks, self.work, self.hazards, self.ppe, self.courses, self.roles, self.industries):
            if any_id in group:
                return str(group[any_id].title)
        item = self.document(any_id)
        return item.title if item else any_id


DECLARED_PREFIXES = ("tsk-", "eqp-", "prd-", "cnd-", "prm-")  # ids of work that a client declares
GUIDE = "sec-how-to-use"  # the section that stands before the first chapter of every manual
KIND_BY_PREFIX = {
    "pol": "policy",
    "swp": "practice",
    "sjp": "procedure",
    "prg": "program",
    "frm": "form",
    "sec": "section",
}
