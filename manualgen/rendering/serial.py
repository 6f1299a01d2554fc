"""Documents as plain JSON data, for the snapshot: what a later redline or merge compares with.

A dataclass becomes ``{"is": "Paragraph", …}`` with its default values left out; bytes
(logo, pictures) become their hash.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
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
        for name, default in _fields(type(value)):
            item = getattr(value, name)
            if default is MISSING or item != default:
                out[name] = item if type(item) is str else to_data(item)
        return out
    raise TypeError(f"cannot store {type(value).__name__}")


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(kind))


def to_json(value: Any) -> str:
    """Return ``value`` as canonical JSON: sorted keys, no space, no character escaped that need not be."""
    data = to_data(value)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
