"""The known ids closest to a mistyped one, as the fix of a problem.

An id that holds every word that was written is nearer than one that differs by a few letters; when neither is
found nothing is suggested: a wrong guess costs the reader more than none. Every fix names the command that lists
the ids of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from manualgen.knowledge.library import DECLARED_PREFIXES, KIND_BY_PREFIX

_KIND_PREFIXES = frozenset({"crs", "role", *KIND_BY_PREFIX, *(p.rstrip("-") for p in DECLARED_PREFIXES)})
_FEW = 20  # so many names fit into one message
_SUGGESTED = 3
_FILLERS = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"})

SHOW = {
    "partners": "manualgen show partners",
    "industries": "manualgen show industries",
    "tasks": "manualgen show work --kind task",
    "equipment": "manualgen show work --kind equipment",
    "products": "manualgen show work --kind product",
    "conditions": "manualgen show work --kind condition",
    "permits": "manualgen show work --kind permit",
    "roles": "manualgen show work --kind role",
    "courses": "manualgen show work --kind course",
    "documents": "manualgen show documents",
    "provisions": "manualgen show law",
}


def nearest(value: str, known: Mapping[str, str], kind: str = "") -> str:
    """Return a fix for an id that must be known: the nearest ids with their titles, or all when they are few.

    ``known`` maps ids to titles; ``kind`` is a key of :data:`SHOW`, or empty for the profile's own ids.
    """
    listed = f"`{SHOW[kind]}` lists them" if kind else ""
    near = closest(value, known)
    if near:
        return "; ".join(filter(None, [_did_you_mean(near, known), listed]))
    if 0 < len(known) <= _FEW:
        return "; ".join(filter(None, [f"write one of: {', '.join(sorted(known))}", listed]))
    return f"write one of those that `{SHOW[kind]}` lists" if kind else "docs/profile-format.md says where the ids are"


def nearest_or_gap(value: str, known: Mapping[str, str], kind: str) -> str:
    """Return the fix for something declared that the library does not have: a likely slip, or a gap in the plan."""
    near = closest(value, known)
    gap = f"it stays declared, and the plan lists it as a gap; `{SHOW[kind]}` lists what the library has"
    return f"{_did_you_mean(near, known)} If not, {gap}" if near else gap


def closest(value: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return up to three known ids near ``value``, the nearest first, all equally near; () when none is near."""
    ranked = sorted((rank, key) for key, title in known.items() if (rank := _rank(value, key, title)) is not None)
    best = [key for rank, key in ranked if rank == ranked[0][0]]
    return tuple(best[:_SUGGESTED])


def _did_you_mean(near: tuple[str, ...], known: Mapping[str, str]) -> str:
    named = [f"`{key}` ({known[key]})" if known[key] else f"`{key}`" for key in near]
    return f"did you mean {' or '.join(named)}?"


def _rank(value: str, key: str, title: str) -> tuple[int, ...] | None:
    """Return how far ``key`` is from ``value``: smaller is nearer, None is too far to be meant.

    0 the same words; 1 a few letters off; 2 all words written stand in the id; 3 all in the title; 4 the id is
    part of what was written. Within each: another kind, then how much differs.
    """
    prefix, words = _words(value)
    other_prefix, known = _words(key)
    other_kind = int(bool(prefix) and prefix != other_prefix)
    if not words:
        return None
    if words == known:
        return (0, other_kind, 0)
    extra = len(known) - len(words)
    if _all_in(words, known):
        return (1, other_kind, extra) if extra <= 1 else (2, other_kind, extra)
    if (slips := _slips(words, known)) is not None:
        return (1, other_kind, slips)
    title_words = re.findall(r"[^\W_]+", title.lower())
    if _all_in([w for w in words if w not in _FILLERS], title_words):
        return (3, other_kind, len(title_words) - len(words))
    if sum(map(len, known)) >= 5 and _all_in(known, words):
        return (4, other_kind, -extra)
    return None


def _words(name: str) -> tuple[str, list[str]]:
    words = [w for w in re.split(r"[^a-z0-9]+", name.lower()) if w]
    if words and words[0] in _KIND_PREFIXES and len(words) > 1:
        return words[0], words[1:]
    return "", words


def _all_in(words: list[str], known: list[str]) -> bool:
    """Tell whether each of ``words`` is one of ``known``, or the beginning or another ending of one."""
    return bool(words) and all(any(_same(w, k) for k in known) for w in words)


def _same(written: str, known: str) -> bool:
    """``ladder`` is ``ladders`` and ``welding`` is ``weld``, but ``underwater`` is not ``under``."""
    if written == known:
        return True
    if len(written) >= 4 and known.startswith(written):
        return True
    return len(known) >= 4 and written.startswith(known) and len(written) - len(known) <= 3


def _slips(words: list[str], known: list[str]) -> int | None:
    """Return the letters that differ, when they are few enough for a slip of the fingers; else None."""
    if len(words) == len(known):
        each = [_edits(a, b, _allowed(a, b)) for a, b in zip(words, known, strict=True)]
        if all(edits is not None for edits in each):
            return sum(edits for edits in each if edits is not None)
        return None
    one, other = "".join(words), "".join(known)
    return _edits(one, other, min(_allowed(one, other), 2))


def _allowed(one: str, other: str) -> int:
    return max(1, round(max(len(one), len(other)) / 4)) if min(len(one), len(other)) > 2 else 0


def _edits(one: str, other: str, limit: int) -> int | None:
    """Return how many letters are put in, left out, changed or swapped with the next; None above ``limit``."""
    if abs(len(one) - len(other)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1] if row[-1] <= limit else None
