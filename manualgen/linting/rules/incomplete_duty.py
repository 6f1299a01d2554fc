"""A duty says who, what, when and where it is written, so that an auditor can ask three people and compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from manualgen.errors import Problem
from manualgen.linting.lintable import DutyBlock, Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.templates import spoken
from manualgen.rendering.duties import FREQUENCIES, KEYS


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield what a duty leaves out, and ids it names that do not exist."""
    seen: dict[tuple[str, str], DutyBlock] = {}
    for duty in lintable.duties:
        name = str(duty.data.get("id") or "")
        for key, what, fix in [*_missing(duty.data, lintable), *_unknown(duty.data, lintable)]:
            yield Problem(duty.at(key), f"duty {name}" if name else "duty", what, fix)
        first = seen.setdefault((duty.item, name), duty)
        if name and first is not duty:
            what = f"the id {name!r} is used twice, first on line {first.position.line}"
            yield Problem(duty.at("id"), f"duty {name}", what, "give it a name of its own")


def _missing(data: Mapping[str, Any], lintable: Lintable) -> Iterator[tuple[str, str, str]]:
    for key in ("id", "role", "action"):
        if not data.get(key):
            yield key, f"no {key}", f"add `{key}: …`"
    if not data.get("when") and not data.get("trigger"):
        yield "when", "it does not say when", "add `when: …`, which prints after the action"
    if not data.get("frequency") and not data.get("trigger"):
        yield (
            "frequency",
            "it is in no calendar",
            f"add `frequency:` with one of {', '.join(FREQUENCIES)}, or a `trigger:`",
        )
    record = data.get("record")
    proof = data.get("proof")
    if not record and proof != "observed":
        yield "record", "neither a record nor `proof: observed`", "name the form, or say that it is seen"
    if record and proof:
        yield "proof", "both a record and a proof", "keep one of them"
    form = lintable.library.forms.get(str(record))
    if record and not data.get("retention") and form and form.status == "final" and not form.retention:
        yield "record", f"nothing says how long {record} is kept", "add `retention: …` here or in the form"
    kept = spoken(form.retention, lintable.library, lintable.good) if form else ""
    if kept and data.get("retention") and not _among(str(data["retention"]), kept):
        what = f"kept {data['retention']} here, but {kept} on {record}"
        yield "retention", what, "leave it to the form, or make them agree"
    check_ = data.get("verify")
    if check_ is not None and (not isinstance(check_, dict) or not check_.get("role") or not check_.get("action")):
        yield "verify", "a check without role or action", "write {role: …, action: …, when: …}"


def _among(retention: str, form_retention: str) -> bool:
    """Tell whether ``retention`` is the form's, or one of the several that the form gives by case."""
    cases = [case.strip() for case in re.split(r"[,;]", form_retention)]
    return retention == form_retention or any(case == retention or case.endswith(f" {retention}") for case in cases)


def _unknown(data: Mapping[str, Any], lintable: Lintable) -> Iterator[tuple[str, str, str]]:
    library = lintable.library
    for key in data:
        if key not in KEYS:
            yield key, f"unknown key {key!r}", f"use {', '.join(sorted(KEYS))}"
    check_ = data.get("verify")
    roles = [("role", data.get("role")), ("verify", check_.get("role") if isinstance(check_, dict) else None)]
    for key, role in roles:
        if role and role not in library.roles:
            yield key, f"no role {role!r}", "see templates/library/roles.yaml"
    if data.get("frequency") and data["frequency"] not in FREQUENCIES:
        yield "frequency", f"unknown frequency {data['frequency']!r}", f"use {', '.join(FREQUENCIES)}"
    record = data.get("record")
    if record and (record not in library.forms or library.forms[str(record)].status != "final"):
        state = "is not final" if record in library.forms else "does not exist"
        yield "record", f"the form {record!r} {state}", "name a final form"
    for topic in _list(data.get("law")):
        if topic not in lintable.law.topics:
            yield "law", f"no topic of law {topic!r}", "see legislation/topics.yaml"
    for aspect in _list(data.get("aspects")):
        if aspect not in lintable.aspects:
            yield "aspects", f"no aspect {aspect!r}", "see partners/vocabulary/aspects.yaml"


def _list(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []


RULE = Rule(
    "incomplete-duty",
    "A duty without role, action, when, frequency or record, or with an id that does not exist.",
    check,
)
