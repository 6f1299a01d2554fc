"""The known name closest to a mistyped one, as the fix of a problem."""

from __future__ import annotations

import difflib
from collections.abc import Mapping


def nearest(value: str, known: Mapping[str, str]) -> str:
    """Return a fix that names the known id closest to ``value``, with its title; or a hint where to look."""
    match = closest(value, known)
    if match:
        return f"did you mean `{match}` ({known[match]})?"
    if 0 < len(known) <= 20:
        return f"write one of: {', '.join(sorted(known))}"
    return "docs/profile-format.md says where the ids are listed"


def nearest_or_gap(value: str, known: Mapping[str, str]) -> str:
    """Return the fix for something declared that the library does not have: a likely slip, or a gap in the plan."""
    match = closest(value, known, 0.8)
    gap = "it stays declared, and the plan lists it as a gap"
    return f"did you mean `{match}` ({known[match]})? If not, {gap}" if match else gap


def closest(value: str, known: Mapping[str, str], cutoff: float = 0.6) -> str | None:
    """Return the known id closest to ``value`` by id or by title, or None; the kind's prefix does not count."""
    prefix, _, words = value.lower().partition("-")
    bare = {key.removeprefix(f"{prefix}-"): key for key in known} if words else {key: key for key in known}
    match = difflib.get_close_matches(words or value.lower(), bare, 1, cutoff)
    if match:
        return bare[match[0]]
    by_title = {title.lower(): key for key, title in known.items()}
    match = difflib.get_close_matches((words or value).replace("-", " ").lower(), by_title, 1, cutoff)
    return by_title[match[0]] if match else None
