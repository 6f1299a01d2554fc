"""The known name closest to a mistyped one, as the fix of a problem."""

from __future__ import annotations

import difflib
from collections.abc import Mapping


def nearest(value: str, known: Mapping[str, str]) -> str:
    """Return a fix that names the known id closest to ``value``, with its title; or a hint where to look."""
    match = difflib.get_close_matches(value, known, 1, 0.6)
    if not match:
        by_title = {title.lower(): key for key, title in known.items()}
        words = value.partition("-")[2].replace("-", " ") or value
        match = [by_title[t] for t in difflib.get_close_matches(words, by_title, 1, 0.6)]
    if match:
        return f"did you mean `{match[0]}` ({known[match[0]]})?"
    if 0 < len(known) <= 20:
        return f"write one of: {', '.join(sorted(known))}"
    return "see docs/profile-format.md for the lists of ids"
