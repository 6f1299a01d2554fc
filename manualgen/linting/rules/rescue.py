"""Calling 911 is no rescue: for hazards that kill within minutes a line says how the person is reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule
from manualgen.linting.word_lists import data


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield procedures with such a hazard whose emergency part holds no line that does it."""
    for entry in data("rescue"):
        about, does = re.compile(entry["about"], re.I), re.compile(entry["does"], re.I)
        for procedure in lintable.library.procedures.values():
            met = {*procedure.hazards, *(h for s in procedure.steps for h in s.hazards)}
            if procedure.id not in lintable.items or entry["hazard"] not in met:
                continue
            lines = [p for p in lintable.passages if p.item == procedure.id and p.part == "emergency"]
            if not any(about.search(p.words) and does.search(p.words) for p in lines):
                title = lintable.library.title_of(entry["hazard"]).lower()
                position = lines[0].position if lines else lintable.file_of(procedure.id)
                yield Problem(position, "emergency", f"no line that rescues after: {title}", entry["fix"])


RULE = Rule(
    "rescue",
    "A procedure with falls from height, confined spaces or live parts whose emergency part rescues nobody.",
    check,
)
