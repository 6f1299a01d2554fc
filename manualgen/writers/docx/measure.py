"""Lengths of WordprocessingML: twips (1/20 pt), half-points, English metric units; and estimates of height.

In: millimetres, points and fractions of a width. Out: integers that add up exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

EMU_PER_TWIP = 635
TWIPS_PER_MM = 1440 / 25.4


def twips(mm: float) -> int:
    """Return ``mm`` millimetres in twips."""
    return round(mm * TWIPS_PER_MM)


def twips_pt(points: float) -> int:
    """Return ``points`` in twips."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return ``points`` in half-points, the unit of ``w:sz``."""
    return round(points * 2)


def split_width(total: int, fractions: Sequence[float]) -> list[int]:
    """Return ``total`` twips cut by ``fractions``: integers, each at least 1, that sum to ``total``.

    Fractions that do not sum to 1 are scaled: a table whose widths miss the text width is
    drawn differently by each reader.
    """
    whole = sum(fractions)
    if whole <= 0:
        fractions, whole = [1.0] * len(fractions), float(len(fractions))
    edges, so_far = [0], 0.0
    for fraction in fractions:
        so_far += fraction
        edges.append(max(edges[-1] + 1, round(total * so_far / whole)))
    return [b - a for a, b in pairwise(edges)]


def estimated_lines(characters: int, width: int, size_pt: float) -> int:
    """Return about how many lines ``characters`` take in ``width`` twips at ``size_pt`` (mean width 0.48 em)."""
    per_line = max(1.0, width / 20 / (size_pt * 0.48))
    return max(1, -(-characters // int(per_line)))
