"""The profile: everything a client told us, each value with its place in the file."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Field, PrivateAttr

from manualgen.errors import Position, Problem
from manualgen.intake.origin import Origin
from manualgen.intake.parts import (
    Asset,
    Certification,
    Choices,
    Company,
    Contractor,
    DocumentControl,
    Headcount,
    IndustryShare,
    Listed,
    Operation,
    Part,
    Post,
    RoleHolder,
    Site,
    Training,
    Work,
    says,
)
from manualgen.intake.text import Day, Id, Prose, Province


class Profile(Part):
    """One client. Two profiles are equal when they say the same, wherever it is written."""

    company: Company = Field(description="The client")
    province: Province = Field(description="Home province or territory", examples=["AB"])
    headcount: Headcount = Field(description="How many people; `employees: 7` is short for its total")
    certifications: Annotated[tuple[Certification, ...], Listed] = Field(
        description="Certificates held or sought; `partner: ab-acsa` is short for one of them", min_length=1
    )
    industries: Annotated[tuple[IndustryShare, ...], Listed] = Field(description="What kind of work", min_length=1)
    operations: Annotated[tuple[Operation, ...], Listed] = says("Lines of work with their regulators", default=())
    work: Work = Field(default_factory=Work, description="Declared tasks, equipment, products, conditions, permits")
    assets: Annotated[tuple[Asset, ...], Listed] = says("Machines and vehicles with their own number", default=())
    sites: Annotated[tuple[Site, ...], Listed] = says("Workplaces", default=())
    roles: Annotated[tuple[RoleHolder, ...], Listed] = says("Safety roles and who holds them", default=())
    organisation: Annotated[tuple[Post, ...], Listed] = says("Organisation chart", default=())
    contractors: Annotated[tuple[Contractor, ...], Listed] = says("Trades hired in", default=())
    training: Training = Field(default_factory=Training, description="Training held and required")
    document_control: DocumentControl = Field(default_factory=DocumentControl, description="Numbering and approval")
    facts: Mapping[Id, Prose] = says(
        "Answers to named blanks, by the name the ask-list gives", {"contact-gas-utility": "…"}, default={}
    )
    choices: Choices = Field(default_factory=Choices, description="What the client decided differently")
    as_of: Day | None = says("Law as of this day; empty = the day of the law registry", "2026-11-21")

    _origin: Origin = PrivateAttr(default_factory=Origin)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]

    # ------------------------------------------------------------------ asking

    def ask(self, path: str) -> Any:
        """Return the value at a dotted ``path`` (``sites.shop.muster_point``), or None when it was not given.

        Items of a list are named by their ``id`` (a role by its role id, a
        certification by its partner). Raises :class:`KeyError` for a path that
        no profile can have and for an item that this profile does not have.
        """
        value: Any = self
        kind: Any = Profile
        for step in path.split("."):
            value, kind = _step(value, kind, step, path)
        return value

    def position(self, path: str) -> Position:
        """Return where the value at a dotted ``path`` stands in the file (or what should hold it)."""
        return self._origin.at(self._steps(path))

    def problem(
        self, path: str | tuple[str | int, ...], what: str, fix: str = "", *, severity: str = "error", key: bool = False
    ) -> Problem:
        """Return a :class:`Problem` at ``path``: dotted, or a tuple of field names and list numbers."""
        steps = self._steps(path) if isinstance(path, str) else path
        return self._origin.problem(steps, what, fix, severity=severity, key=key)

    def _steps(self, path: str) -> tuple[str | int, ...]:
        steps: list[str | int] = []
        value: Any = self
        for step in path.split("."):
            if isinstance(value, tuple):
                index = next((i for i, item in enumerate(value) if _item_id(item) == step), None)
                if index is None:
                    break
                steps.append(index)
                value = value[index]
            else:
                steps.append(step)
                value = value.get(step) if isinstance(value, Mapping) else getattr(value, step, None)
        return tuple(steps)

    # ------------------------------------------------------------------ derived

    def written_ids(self, group: str) -> set[str]:
        """Return every ``id`` written in the list ``group``, those of items that were left out as faulty too."""
        items = self._origin.source.get((group,)) if self._origin.source else None
        mappings = [i for i in items if isinstance(i, dict)] if isinstance(items, list) else []
        return {i["id"] for i in mappings if isinstance(i.get("id"), str)}

    @property
    def primary(self) -> Certification:
        """The certification whose elements give the chapters: the one marked, else the first."""
        return next((c for c in self.certifications if c.primary), self.certifications[0])

    @property
    def regulators(self) -> tuple[str, ...]:
        """The regulators of the operations, in order, each once; the home province when none is given."""
        return tuple(dict.fromkeys(o.regulator for o in self.operations)) or (self.province,)

    @property
    def source_file(self) -> str:
        """The file the profile was read from, as it was named; empty when made in memory."""
        return self._origin.file

    @property
    def folder(self) -> str:
        """The folder that asset paths start from."""
        return self._origin.folder


def _item_id(item: Any) -> str | None:
    for name in ("id", "role", "partner", "unit", "position", "course", "document", "trade", "title"):
        found = getattr(item, name, None)
        if isinstance(found, str):
            return found
    return item if isinstance(item, str) else None


def bare_type(kind: Any) -> Any:
    """Return ``kind`` without ``Annotated`` and ``None``."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, types.UnionType):
            kind = next(a for a in get_args(kind) if a is not type(None))
        else:
            return kind


# Derived facts that a template may ask for; where the profile lies on the consultant's disk is nobody's business.
ASKABLE = frozenset({"primary", "regulators", "name", "city", "peak"})


def _step(value: Any, kind: Any, step: str, path: str) -> tuple[Any, Any]:
    kind = bare_type(kind)
    if get_origin(kind) is tuple:
        item_kind = get_args(kind)[0]
        for item in value or ():
            if _item_id(item) == step:
                return item, item_kind
        raise KeyError(f"{path}: this profile has no `{step}`")
    if get_origin(kind) is not None and issubclass(get_origin(kind), Mapping):
        return (None if value is None else value.get(step)), get_args(kind)[1]
    if isinstance(kind, type) and issubclass(kind, Part):
        if step in kind.model_fields:
            return (None if value is None else getattr(value, step)), kind.model_fields[step].annotation
        derived = getattr(kind, step, None)
        if isinstance(derived, property) and step in ASKABLE:
            return (None if value is None else getattr(value, step)), object
    raise KeyError(f"{path}: a profile has no field `{step}` there")
