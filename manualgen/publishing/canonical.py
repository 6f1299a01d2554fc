"""The same data, the same bytes: canonical JSON, hashes and snapshots."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from pathlib import Path
from typing import Any

from manualgen.errors import InputError, Position, Problem

Json = Any  # None | bool | int | float | str | list[Json] | dict[str, Json]
SNAPSHOT_BYTES = 200_000_000  # unpacked; a snapshot of a 300-page manual is about 3 MB


def canonical_json(data: Json) -> bytes:
    """Return ``data`` as JSON with sorted keys, two spaces of indent, UTF-8, one final newline."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n").encode("utf-8")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(text: bytes) -> bytes:
    """Return ``text`` as gzip without time or file name in it."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, mtime=0, compresslevel=4) as packed:
        packed.write(text)
    return buffer.getvalue()


def unpack_snapshot(path: Path) -> Json:
    """Return the data of a packed snapshot; raise :class:`InputError` when it is damaged or unreasonably large."""
    try:
        with gzip.open(path, "rb") as packed:
            raw = packed.read(SNAPSHOT_BYTES + 1)
        if len(raw) > SNAPSHOT_BYTES:
            raise ValueError("larger than any snapshot")
        return json.loads(raw)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        what = f"the snapshot cannot be read: {error}"
        raise InputError([Problem(Position(str(path)), "", what, "restore it from a backup")]) from error


def read_json(path: Path) -> Json:
    """Return the data of one of our own JSON files; raise :class:`InputError` when it is damaged."""
    try:
        return json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        problem = Problem(Position(str(path)), "", f"not readable as JSON: {error}", "restore it from a backup")
        raise InputError([problem]) from error


def compact(data: Json) -> bytes:
    """Return ``data`` as canonical JSON without spaces: what a snapshot's hash is taken of."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")
