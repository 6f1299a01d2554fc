"""A duty in prose has no record and is in nobody's calendar.

An auditor reads "the supervisor must inspect ladders" and asks when, and where it is
written. So in policies, sections, practices and programs a sentence that binds a role is a
``duty`` block. Not meant: what nobody may do, lists of imperatives, callouts, what the law
says (the sentence cites it), what a person may do, and how something is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from manualgen.errors import Position, Problem
from manualgen.linting.lintable import Lintable, Passage
from manualgen.linting.rule import Rule
from manualgen.linting.sentences import sentences

_ROLE = (
    r"(?:owner|manager|management|supervisor|foreman|lead hand|worker|employee|employer|staff|crew|apprentice|"
    r"journeyperson|coordinator|representative|committee|contractor|subcontractor|visitor|driver|operator|"
    r"first aider|administrator|everyone|everybody|each person|all personnel)s?"
)
_MODAL = (
    r"(?:must|shall|has to|have to|is required to|are required to|is responsible for|are responsible for|"
    r"is accountable for|are accountable for|is expected to|are expected to)"
)
_BINDS = re.compile(rf"\b({_ROLE})\b(?!'s)(?:[^.;:]{{0,50}}?\b({_MODAL})| ((?:is|are) to \w+))\b", re.I)
_OFTEN = re.compile(
    rf"^(?:The|Each|Every|Our|A) (?:[a-z]+ ){{0,3}}({_ROLE}) (?!who|whose|may|can|with|and)[a-z]+s\b[^.;:]{{0,120}}?"
    r"\b(each (?:day|week|month|quarter|year)|every (?:day|week|month|quarter|year|\w+day)|daily|weekly|monthly|quarterly|"
    r"annually|once a (?:day|week|month|quarter|year))\b",
    re.I,
)
_RECORDS = re.compile(
    rf"\b({_ROLE}) (?:[^.;:]{{0,80}}?(?:,| and) (?:and )?)?"
    r"(signs|writes|fills|files|keeps|records|logs|initials|completes)\b[^.;:]{0,60}?\bForm F-",
    re.I,
)
_FINE = re.compile(
    r"\b(?:nobody|no one|no \w+ (?:must|has to)|never|must not|shall not|does not have to|do not have to|need not)\b",
    re.I,
)


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield sentences of prose that bind a role."""
    for passage in lintable.passages:
        if passage.kind not in ("policy", "section", "practice", "program") or passage.part not in (
            "paragraph",
            "item",
        ):
            continue
        if "law(" in passage.source:
            continue
        for sentence in sentences(passage.words):
            found = _bound(sentence)
            if found:
                start = " ".join(sentence.split()[:4])
                what = f"{found!r} binds a role outside a duty: {sentence!r}"
                yield Problem(
                    _place(passage, start, found), passage.field, what, "make it a duty block with when and record"
                )


def _bound(sentence: str) -> str:
    if _FINE.search(sentence) or sentence.rstrip().endswith("?"):
        return ""
    match = _BINDS.search(sentence)
    if match and not re.match(r"\b(?:if|when|where|what|that|which|who|whether|until|unless)\b", match.group(), re.I):
        before = sentence[: match.start()]
        clause = re.search(
            r"\b(?:if|when|where|whether|what|that|who|which|until|unless|before|after|would|so)\b[^,]*$", before, re.I
        )
        inner = re.search(r"\b(?:who|that|which|whether|if|what)\b", match.group(), re.I)
        if not clause and not inner:
            return f"{match.group(1)} … {match.group(2) or match.group(3)}"
    match = _OFTEN.search(sentence) or _RECORDS.search(sentence)
    return f"{match.group(1)} … {match.group(2)}" if match else ""


def _place(passage: Passage, start: str, found: str) -> Position:
    at = passage.at(start)
    return at if at != passage.position else passage.at(found.split(" … ")[-1])


RULE = Rule(
    "obligation-outside-duty",
    "A sentence that binds a role (must, is responsible for, each month) outside a duty block.",
    check,
)
