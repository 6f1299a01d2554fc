"""The name of a client's folder: from the company's name, safe on every system, never shared by two companies."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path

MAX_LENGTH = 48
CLIENT_FILE = "client.json"

_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}  # Windows devices
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "'": "", "’": ""})


def slug_of(company: str) -> str:
    """Return the folder name for a company name: lower-case ASCII letters, digits and single hyphens.

    Where letters are lost (another script, a very long name) a short hash of the
    whole name keeps two such names apart.
    """
    name = unicodedata.normalize("NFC", company)
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    slug = re.sub("[^a-z0-9]+", "-", letters).strip("-")
    lost = any(c.isalnum() and not c.isascii() for c in letters)
    if not slug:
        return f"client-{_hash(name)}"
    if lost or len(slug) > MAX_LENGTH:
        return f"{slug[: MAX_LENGTH - 9].rstrip('-')}-{_hash(name)}"
    return f"{slug}-client" if slug in _RESERVED else slug


def find_slug(root: Path, company: str) -> str:
    """Return the folder name of ``company`` under ``root``: its own when it has one, else a free one.

    A folder belongs to the company named in its ``client.json``. A second company
    whose name gives the same slug gets a hash added.
    """
    slug = slug_of(company)
    owner = _owner(root / slug)
    if owner is None or _same(owner, company):
        return slug
    return f"{slug[: MAX_LENGTH - 9].rstrip('-')}-{_hash(unicodedata.normalize('NFC', company))}"


def _owner(folder: Path) -> str | None:
    try:
        found = json.loads((folder / CLIENT_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    owner = found.get("company") if isinstance(found, dict) else None
    return owner if isinstance(owner, str) else None


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
