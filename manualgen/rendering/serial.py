"""Documents as plain JSON data, for the snapshot: what a later redline or merge compares with.

A dataclass becomes ``{"is": "Paragraph", …}`` with its default values left out; bytes
(logo, pictures) become their hash.
"""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, fields, is_dataclass
from typing import Any


def to_data(value: Any) -> Any:
    """Return ``value`` as JSON-able data; equal trees give equal data."""
    if isinstance(value, str | int | float | bool | type(None)):
        return value
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest()}
    if isinstance(value, tuple | list):
        return [to_data(v) for v in value]
    if isinstance(value, dict):
        return {str(k): to_data(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {"is": type(value).__name__}
        for field in fields(value):
            item = getattr(value, field.name)
            if field.default is MISSING or item != field.default:
                out[field.name] = to_data(item)
        return out
    raise TypeError(f"cannot store {type(value).__name__}")
