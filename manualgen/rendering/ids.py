"""Names made from block ids: the bookmark that carries a block's id inside a Word file.

In: a block id of any length and alphabet. Out: a short name that Word, LibreOffice and the
Open XML schema all accept. The measurements behind the choice are in ``docs/block-ids.md``.
"""

from __future__ import annotations

import hashlib

BOOKMARK_PREFIX = "_m"
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base 32 of RFC 4648 in small letters
_PAIRS = [a + b for a in _LETTERS for b in _LETTERS]


def bookmark_name(block_id: str) -> str:
    """Return the bookmark name of ``block_id``: ``_m`` and 16 characters of ``a``–``z``, ``2``–``7``.

    The leading underscore hides it in Word's list. 80 bits of SHA-256: among a million blocks
    the chance of two equal names is under one in a trillion. One case only, because Word
    compares names without regard to case.
    """
    bits = int.from_bytes(hashlib.sha256(block_id.encode("utf-8")).digest()[:10], "big")
    return BOOKMARK_PREFIX + "".join([_PAIRS[bits >> shift & 1023] for shift in range(70, -1, -10)])


def nested_id(parent: str, child: str) -> str:
    """Return the id of a part of a block: a field of a grid, a labelled row, a signer, a line of the cover.

    Such ids need be unique inside their block only. One that starts with the block's own id is
    taken as complete.
    """
    return child if child.startswith(parent) else f"{parent}/{child}"
