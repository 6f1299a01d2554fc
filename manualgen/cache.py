"""What is kept between runs to save time, and when it may be believed.

Every entry is a file below :func:`manualgen.locations.cache_root`. Its name holds the key of all that went
into it. It counts only when it belongs to this user, nobody else can write it and its bytes match the hash in
front of them; anything else is passed over, never read. Losing the cache costs time, nothing more: no failure
here is a failure of the run.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from manualgen.locations import cache_root

_HASH = 32


def key_of(*parts: str) -> str:
    """Return the key of an entry: a hash over ``parts``, in order."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]


def read_entry(name: str) -> bytes | None:
    """Return the bytes kept as ``name`` (forward slashes), or None when there are none that may be trusted."""
    path = cache_root() / name
    try:
        with open(path, "rb") as file:
            stat = os.fstat(file.fileno())
            if os.name == "posix" and (stat.st_uid != os.getuid() or stat.st_mode & 0o022):
                return None
            data = file.read()
    except OSError:
        return None
    payload = data[_HASH:]
    return payload if hashlib.sha256(payload).digest() == data[:_HASH] else None


def write_entry(name: str, payload: bytes) -> None:
    """Keep ``payload`` as ``name`` by one rename. A full or forbidden disk is no failure."""
    path = cache_root() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(hashlib.sha256(payload).digest())
                file.write(payload)
            os.replace(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
    except OSError:
        return


def read_value(name: str) -> Any:
    """Return the Python value kept as ``name``, or None."""
    found = read_entry(name)
    if found is None:
        return None
    try:
        return pickle.loads(found)
    except Exception:  # an entry of another version: whatever it raises, make the value anew
        return None


def write_value(name: str, value: Any) -> None:
    """Keep ``value`` as ``name``."""
    write_entry(name, pickle.dumps(value, protocol=5))


def prune(folder: str, prefix: str, entries: int, megabytes: int) -> None:
    """Drop the oldest entries of ``folder`` whose name begins with ``prefix`` beyond these limits."""
    try:
        with os.scandir(cache_root() / folder) as found:
            kept = [(e.stat(), e.path) for e in found if e.name.startswith(prefix) and e.is_file()]
    except OSError:
        return
    kept.sort(key=lambda pair: pair[0].st_mtime_ns, reverse=True)
    room = megabytes * 1_000_000
    for place, (stat, path) in enumerate(kept):
        room -= stat.st_size
        if place >= entries or room < 0:
            Path(path).unlink(missing_ok=True)


def fresh(name: str) -> None:
    """Note that ``name`` was used, so that it is dropped last."""
    try:
        os.utime(cache_root() / name)
    except OSError:
        return


def files_below(*folders: Path) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time (ns) of every file below ``folders``, hidden and compiled ones aside, in a fixed order."""
    for folder in folders:
        stack = [os.fspath(folder)]
        while stack:
            try:
                with os.scandir(stack.pop()) as found:
                    entries = sorted(found, key=lambda e: e.name)
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith(".") or entry.name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                else:
                    stat = entry.stat()
                    yield entry.path, stat.st_size, stat.st_mtime_ns


def stamp(files: Iterable[tuple[str, int, int]]) -> str:
    """Return the key of files as :func:`files_below` lists them."""
    return key_of(*(f"{path}|{size}|{time}" for path, size, time in files))


@cache
def program_files() -> tuple[tuple[str, int, int], ...]:
    """Return path, size and time of the program's own files, its data aside."""
    here = Path(__file__).parent
    data = f"{here / 'data'}{os.sep}"
    return tuple(f for f in files_below(here) if not f[0].startswith(data))


@cache
def program_stamp() -> str:
    """Return the key of this program: its own source files and Python's version."""
    return key_of(sys.version, stamp(program_files()))


__all__ = [
    "files_below",
    "fresh",
    "key_of",
    "program_files",
    "program_stamp",
    "prune",
    "read_entry",
    "read_value",
    "stamp",
    "write_entry",
    "write_value",
]
