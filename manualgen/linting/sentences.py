"""Sentences, words, syllables and the reading grade of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_END = re.compile(r"(?<=[.!?])[\"”')\]]*\s+(?=[\"“'(\[]?[A-Z0-9])")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|No|no|Mr|Ms|Dr|St|approx|max|min|s|ss)\.$")
_WORD = re.compile(r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ'’/-]*")
_VOWELS = re.compile(r"[aeiouyàâéèêëîïôûü]+")
_SILENT_E = re.compile(r"(?:[^laeiouy]e|[^aeiouy]les|[^aeiouytd]ed|[^aeiouyscxgz]es)$")


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; a semicolon does not end one."""
    out: list[str] = []
    for piece in _END.split(" ".join(text.split())):
        if out and _SHORT.search(out[-1]):
            out[-1] += " " + piece
        elif piece.strip():
            out.append(piece.strip())
    return out


def words(text: str) -> list[str]:
    """Return the words of ``text``; a number is a word, punctuation is not."""
    return _WORD.findall(text)


def normal(sentence: str) -> str:
    """Return ``sentence`` in the form in which two are compared: lower case, words only."""
    return " ".join(words(sentence)).casefold()


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return about how many syllables an English ``word`` has; a number or an abbreviation counts as one a part.

    >>> [syllables(w) for w in ("rung", "ladder", "inspected", "electrical", "operate")]
    [1, 2, 3, 4, 3]
    """
    if not any(c.islower() for c in word):
        return max(1, len(re.findall(r"\d+|[A-Z]+", word)))
    total = 0
    for part in re.split(r"['’/-]", word.casefold()):
        if not part:
            continue
        count = len(_VOWELS.findall(part)) + len(re.findall(r"i[ao](?!u)(?!n)|eo|ua(?!r)|creat|rea$", part))
        if _SILENT_E.search(part):
            count -= 1
        total += max(count, 1) if len(part) > 2 or _VOWELS.search(part) else 0
    return max(total, 1)


def reading_grade(texts: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of sentences; 0 for none."""
    count = word_count = syllable_count = 0
    for sentence in texts:
        found = words(sentence)
        if not found:
            continue
        count += 1
        word_count += len(found)
        syllable_count += sum(map(syllables, found))
    if not count:
        return 0.0
    return 0.39 * word_count / count + 11.8 * syllable_count / word_count - 15.59
