"""Text on its way into Typst source: always a string literal in code mode, never markup.

In: any text of a profile or template. Out: a Typst string literal that shows exactly that text,
without control characters, with break chances inside words that no line could hold, and with
U+FFFD for the characters that no shipped font can draw (PDF/UA forbids an empty box).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from manualgen.writers.metrics import word_width_em
from manualgen.writers.pdf.fonts import font_files

ZERO_WIDTH_SPACE = "\u200b"
REPLACEMENT = "\ufffd"

_ESCAPES: dict[int, str | None] = {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\n"): " ",
    ord("\r"): " ",
    ord("\t"): " ",
    0x2028: " ",
    0x2029: " ",
}
# Control characters, bidirectional overrides and isolates, and the byte order mark never print.
_NEVER_PRINTED = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
_ESCAPES |= {code: None for code in _NEVER_PRINTED if code not in _ESCAPES}

# What every shipped family draws: no need to look further.
_SURELY_DRAWN = re.compile(r"[ -~\u00a0-\u017f–—‘’“”•…†←-↓☐☑✓✗≤≥−×\u2011\u200b]*\Z")
_LONG = re.compile(r"[^\s\u200b]{12,}")


def literal(text: str, line_em: float = 90.0) -> str:
    """Return ``text`` as a Typst string literal for a line ``line_em`` em wide."""
    if not _SURELY_DRAWN.match(text):
        text = drawable(text)
    if len(text) > 11 or line_em < 12:
        text = _with_break_chances(text, line_em)
    return '"' + text.translate(_ESCAPES) + '"'


def drawable(text: str) -> str:
    """Return ``text`` with U+FFFD for every character that no shipped font has."""
    covered = _coverage()
    return "".join(c if ord(c) in covered or ord(c) in _ESCAPES else REPLACEMENT for c in text)


def undrawable(texts: Iterable[str]) -> str:
    """Return, sorted, the characters of ``texts`` that no shipped font can draw."""
    suspicious = {c for text in texts if not _SURELY_DRAWN.match(text) for c in text}
    return "".join(sorted(c for c in suspicious if drawable(c) != c))


@cache
def _coverage() -> frozenset[int]:
    """Return every code point that a shipped regular font draws."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    covered = {0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2011}  # drawn as a space, a hyphen or nothing
    for path in font_files():
        if "Bold" not in path.name and "Italic" not in path.name:
            with TTFont(path, lazy=True) as font:
                covered.update(font.getBestCmap())
    return frozenset(covered)


def _with_break_chances(text: str, line_em: float) -> str:
    """Return ``text`` with zero-width spaces inside words wider than ``line_em``."""
    if len(text) * 0.25 < line_em and " " not in text and word_width_em(text) <= line_em:
        return text
    pattern = _LONG if line_em >= 12 else _WORD
    return pattern.sub(
        lambda m: ZERO_WIDTH_SPACE.join(m[0]) if word_width_em(m[0]) > line_em else m[0],
        text,
    )


_WORD = re.compile(r"[^\s\u200b]+")
