"""How wide text is, without opening a font: the advance widths of Carlito Bold, printable ASCII.

Used to see which words fit a column and how tall a passage may be; the engine does the real setting.
"""

from __future__ import annotations

from math import ceil

UNITS_PER_EM = 2048
# fmt: off
ADVANCES_BOLD: tuple[int, ...] = (  # U+0020 to U+007E
    463, 667, 898, 1020, 1038, 1493, 1443, 478, 638, 638, 1020, 1020, 528, 627, 547, 880,
    1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 565, 565, 1020, 1020, 1020, 949,
    1840, 1241, 1148, 1084, 1291, 999, 940, 1305, 1292, 546, 678, 1120, 866, 1790, 1349, 1385,
    1090, 1405, 1153, 968, 1014, 1337, 1211, 1856, 1128, 1064, 979, 665, 880, 665, 1020, 1020,
    615, 1011, 1099, 857, 1099, 1031, 648, 971, 1099, 503, 523, 983, 503, 1666, 1099, 1101,
    1099, 1099, 728, 817, 710, 1099, 969, 1526, 941, 970, 814, 704, 973, 704, 1020,
)
# fmt: on
_OTHER = 0.62  # em, a character outside ASCII
_EM = {chr(32 + n): width / UNITS_PER_EM for n, width in enumerate(ADVANCES_BOLD)}
_AVERAGE_EM = 0.49
POINT_MM = 25.4 / 72


def word_width_em(word: str) -> float:
    """Return the width of ``word`` in em, set in bold (the wider face)."""
    return sum(_EM.get(c, _OTHER) for c in word)


def lines(characters: int, width_em: float) -> int:
    """Return about how many lines ``characters`` characters take in a measure of ``width_em``."""
    return max(1, ceil(characters * _AVERAGE_EM / max(width_em, 1.0)))
