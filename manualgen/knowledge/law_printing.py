"""The printing rule: what of a provision may appear in a manual.

The lower of ``confidence`` and ``ref_confidence`` decides. High prints plain;
medium prints with a dagger and is listed to verify; low prints the instrument's
name only. A person's verification raises any of them to plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from manualgen.knowledge.law import Confidence

DAGGER = "†"

_HEADING = re.compile(r"^(?:Parts? [\w.]+|Div\. [\w.]+)\s*[,/]\s*(?=(?:Parts?|Div\.|ss?\.)\s)")
_INNER = re.compile(r"^Part [\w.]+ \((ss?\. [^)]+)\)$")
_REMARK = re.compile(r"\s*\((?![\d a-z]{1,3}\))[^()]*\)$")
_CITABLE = re.compile(r"\bss?\. ?\d|\bParts? (?:\d|[IVXL]+\b)|\bSchedules? |\bTables? |\bAppendix |\bPolicy |\bSOR/")
_SECTIONS = re.compile(r"^ss?\. ((?:[\w.()-]|, | to | and )+)$")


def printed_ref(ref: str) -> str:
    """Return ``ref`` as it prints: no Part before a section, no remark at the end; "" when nothing citable is left.

    >>> printed_ref("Part 8, s. 136")
    's. 136'
    >>> printed_ref("Schedule 2, Table 7 (high hazard work)")
    'Schedule 2, Table 7'
    """
    pieces = []
    for piece in ref.split(";"):
        text = _INNER.sub(r"\1", piece.strip())
        while (shorter := _HEADING.sub("", text)) != text:
            text = shorter
        text = _REMARK.sub("", text)
        if _CITABLE.search(text):
            pieces.append(text)
    return "; ".join(pieces)


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """One citation as it prints: instrument, reference ("" = name only), dagger."""

    instrument: str
    ref: str
    to_verify: bool

    def __str__(self) -> str:
        mark = DAGGER if self.to_verify else ""
        return f"{self.instrument}, {self.ref}{mark}" if self.ref else f"{self.instrument}{mark}"


def print_citation(short: str, ref: str, level: Confidence, verified: bool) -> PrintedCitation:
    """Apply the printing rule to one reference of the instrument named ``short``."""
    if verified:
        return PrintedCitation(short, printed_ref(ref), False)
    if level == "low":
        return PrintedCitation(short, "", False)
    return PrintedCitation(short, printed_ref(ref), level == "medium")


def join_citations(citations: Sequence[PrintedCitation]) -> str:
    """Return citations as one line, each instrument named once.

    Sections of one instrument are listed together ("OHS Code, ss. 124†, 136");
    a bare name is dropped where the same instrument is cited with a section.
    """
    by_instrument: dict[str, list[PrintedCitation]] = {}
    for citation in citations:
        group = by_instrument.setdefault(citation.instrument, [])
        if citation not in group:
            group.append(citation)
    lines = []
    for group in by_instrument.values():
        with_ref = [c for c in group if c.ref]
        lines.append(_join_group(with_ref) if with_ref else str(group[0]))
    return "; ".join(lines)


def _join_group(group: Sequence[PrintedCitation]) -> str:
    sections: list[str] = []
    others: list[str] = []
    several = False
    for citation in group:
        mark = DAGGER if citation.to_verify else ""
        for piece in citation.ref.split("; "):
            match = _SECTIONS.match(piece)
            if match:
                several = several or piece.startswith("ss.")
                sections += [item + mark for item in re.split(r", (?=\d)", match.group(1))]
            else:
                others.append(piece + mark)
    sections = sorted((s for s in dict.fromkeys(sections) if s + DAGGER not in sections), key=_order)
    several = several or len(sections) > 1
    first = [("ss. " if several else "s. ") + ", ".join(sections)] if sections else []
    return f"{group[0].instrument}, " + "; ".join([*first, *dict.fromkeys(others)])


def _order(section: str) -> tuple[tuple[int, ...], str]:
    """Sort sections by number, not by letter: 3, 17(5), 139(1), 139(3), 150.1."""
    return tuple(int(digits) for digits in re.findall(r"\d+", section)), section
