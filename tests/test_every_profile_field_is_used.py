"""Every field of a profile prints where its reader looks for it, or it is known here what else it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any, get_args, get_origin

import pytest
from conftest import parts

from manualgen.building import Built, render_without_record
from manualgen.intake.parts import Part
from manualgen.intake.profile import Profile, bare_type
from manualgen.knowledge.store import Knowledge
from manualgen.rendering.document import Figure

# Fields that decide something and are no words of their own, with what they decide. A field is here or it prints.
DRIVES = {
    "province": "the law and the partners",
    "headcount.by_province": "size rules; printed where there are several provinces",
    "headcount.by_workplace": "thresholds of the law; printed where there are several workplaces",
    "headcount.peak_12_months": "size rules and thresholds of the law",
    "headcount.operating_month_average": "size rules",
    "certifications.partner": "chapters and program; prints as the partner's name",
    "certifications.program": "chapters and program; prints as the program's title",
    "certifications.provinces": "partners and size rules; print where there are several certificates",
    "certifications.primary": "whose elements give the chapters",
    "industries.id": "assumed work and law of the sector; prints as a title",
    "operations.id": "named by sites",
    "work.tasks": "which documents are in; print as titles",
    "work.equipment": "which documents are in; print as titles",
    "work.products": "which documents are in; print as titles",
    "work.conditions": "which documents are in; print as titles",
    "work.permits": "which documents are in; print as titles",
    "assets.equipment": "prints as a title",
    "assets.site": "prints as the site's title",
    "assets.rented": "prints as the word rented",
    "sites.id": "named by fields and blanks",
    "sites.kind": "which page a site gets",
    "sites.operation": "the law over the site; prints as the operation's title",
    "sites.first_aid_class": "which table of the law holds; prints as words",
    "sites.is_prime_contractor": "the coordination sections of the site",
    "sites.tasks": "print as titles",
    "sites.conditions": "print as titles",
    "sites.map": "the picture and its caption, see test_site_pictures.py",
    "sites.photos": "the pictures and their captions, see test_site_pictures.py",
    "roles.role": "which title the role prints under",
    "roles.sites": "print as titles",
    "organisation.roles": "print as titles in the chart",
    "training.held.course": "the row of the training matrix",
    "training.required": "rows of the training matrix",
    "company.contacts.id": "which line of the contact register it takes",
    "sites.contacts.id": "which line of the contact register it takes",
    "company.logo": "the picture itself",
    "company.brand_colour": "the colour of headings",
    "document_control.prefix": "the beginning of document numbers, which the client's record gives",
    "choices.exclude": "which documents are out; the reason prints in `manualgen plan` and stays in the record",
    "choices.include": "which documents are in; the reason prints in `manualgen plan` and stays in the record",
}
GIVEN: dict[str, Any] = {  # values that the field's own meaning fixes
    "province": "AB",
    "certifications.partner": "ab-acsa",
    "industries.id": "general-construction",
    "operations.regulator": "AB",
    "sites.kind": "project",
    "sites.first_aid_class": "high-hazard",
    "sites.is_prime_contractor": True,
    "assets.equipment": "eqp-crane",
    "roles.role": "role-supervisor",
    "training.held.course": "crs-first-aid",
    "training.required": ("crs-whmis",),
    "work.tasks": ("tsk-service-call", "tsk-rewire-house"),
    "work.equipment": ("eqp-crane", "eqp-scissor-lift"),
    "work.products": ("prd-gasoline",),
    "work.conditions": ("cnd-is-prime-contractor", "cnd-work-under-prime-contractor"),
    "work.permits": ("prm-hot-work",),
    "sites.id": "north",
    "sites.operation": "line",
    "operations.id": "line",
    "sites.tasks": ("tsk-service-call",),
    "sites.conditions": ("cnd-is-prime-contractor",),
    "assets.site": "north",
    "roles.sites": ("north",),
    "organisation.roles": ("role-supervisor",),
    "organisation.position": "Zedhead",
    "organisation.reports_to": None,
    "certifications.provinces": ("AB",),
    "company.contacts.id": "office-line",
    "sites.contacts.id": "gate-line",
    "document_control.prefix": "ZQX",
    "headcount.by_province": {"AB": 5},
    "headcount.total": 5,
    "headcount.peak_12_months": 8,
    "headcount.fte": 4.375,
    "headcount.operating_month_average": 4.5,
    "industries.share": 100,
    "choices.exclude": (),
    "choices.include": (),
    "choices.text": {"policy-why": "Own words of the marker"},
    "facts": {"contact-gas-utility": "Number of the marker"},
    "sites.map": None,
    "sites.photos": (),
    "company.logo": None,
    "as_of": "2026-11-21",
}
PRINTED_AS = {
    "operations.regulator": "(AB",
    "industries.share": "General construction",  # a share alone prints where there are several
    "choices.text": "Own words of the marker",
    "facts": "Number of the marker",
    "organisation.reports_to": "is at the top",
    "headcount.total": "5 people in all",
    "headcount.fte": "4.375 full-time",
}


@dataclass(frozen=True)
class Leaf:
    """A field that holds no part of its own: ``path`` without list numbers, and the value it was given."""

    path: str
    value: Any


def pattern_of(field: Any) -> str:
    return " ".join(str(m) for m in (*field.metadata, field.annotation))


def example(path: str, field: Any, number: int) -> Any:
    """Return a value of the field's kind that stands nowhere else in a manual."""
    told = pattern_of(field)
    kind = bare_type(field.annotation)
    if path in GIVEN:
        return GIVEN[path]
    if get_origin(kind) is tuple:
        return (f"Marker {number} of the list",)
    if get_origin(kind) is not None and issubclass(get_origin(kind), Mapping):
        return {"north": 7000 + number}
    if kind is int:
        return 7000 + number
    if kind is float:
        return 70 + number / 1000
    if kind is bool:
        return True
    if kind is date:
        return (date(2031, 1, 1) + timedelta(days=number)).isoformat()
    for word, text in (
        ("email", f"m{number}@marker.example"),
        ("https?", f"https://marker{number}.example"),
        ("#[0-9A-F", "#123456"),
        ("postal", f"A{number % 10}A {number // 10 % 10}A{number % 7}"),
        ("coordinates", f"49.{6000 + number}, -112.{8000 + number}"),
        ("phone", f"888-555-{number:04d}"),
        ("province", "AB"),
    ):
        if word in told or word in path.rpartition(".")[2]:
            return text
    return f"Marker {number} of {path}"[:200]


def filled(model: type[Part], path: str = "", numbers: Iterator[int] | None = None) -> tuple[dict[str, Any], list[Leaf]]:
    """Return data for ``model`` with every field given, and its leaves; ``numbers`` makes each value its own."""
    numbers = numbers or count(1)
    data: dict[str, Any] = {}
    leaves: list[Leaf] = []
    for name, field in model.model_fields.items():
        at = f"{path}.{name}".lstrip(".")
        kind = bare_type(field.annotation)
        item = bare_type(get_args(kind)[0]) if get_origin(kind) is tuple else kind
        if isinstance(item, type) and issubclass(item, Part) and at not in GIVEN:
            inner, found = filled(item, at, numbers)
            data[name] = (inner,) if get_origin(kind) is tuple else inner
            leaves += found
        else:
            value = example(at, field, next(numbers))
            data[name] = value
            leaves.append(Leaf(at, value))
    return data, leaves


def printed(built: Built) -> str:
    """Return every word of the manual and of the documents, those of drawn figures too."""
    out = []
    for document in (built.rendered.manual, *built.rendered.documents):
        for part in parts(document.blocks):
            if isinstance(part, str):
                out.append(part)
            elif isinstance(part, Figure):
                out += [part.alt, part.caption, part.svg]
    return "\n".join(out)


@cache
def client(program: str) -> tuple[str, tuple[Leaf, ...]]:
    data, leaves = filled(Profile)
    data["certifications"][0]["program"] = program
    profile = Profile.model_validate(data)
    return printed(render_without_record(profile, Knowledge())), tuple(leaves)


PATHS = [leaf.path for leaf in filled(Profile)[1]]


@pytest.mark.parametrize("program", ["cor", "secor"])
@pytest.mark.parametrize("path", [p for p in PATHS if p not in DRIVES])
def test_a_field_that_is_given_prints(path: str, program: str) -> None:
    words, leaves = client(program)
    leaf = next(one for one in leaves if one.path == path)
    value = leaf.value[0] if isinstance(leaf.value, tuple) else leaf.value
    value = next(iter(value.values())) if isinstance(value, dict) else value
    assert PRINTED_AS.get(path, str(value)) in words, f"{path} = {value!r} prints nowhere"


def test_each_field_said_to_drive_something_is_a_field() -> None:
    assert sorted(set(DRIVES) - set(PATHS)) == []
