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
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from manualgen.locations import builtin_root, cache_root

FOLDERS = ("pdf", "pictures")
_HASH = 32
_NAME = re.compile(r"[A-Za-z0-9._-]+")


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
    return payload if _digest(name, payload) == data[:_HASH] else None


def write_entry(name: str, payload: bytes) -> None:
    """Keep ``payload`` as ``name`` by one rename. A full or forbidden disk is no failure."""
    path = cache_root() / name
    try:
        for folder in (cache_root(), path.parent):  # each for this user alone: entries hold clients' words
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_digest(name, payload))
                file.write(payload)
            os.replace(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
    except OSError:
        return


def _digest(name: str, payload: bytes) -> bytes:
    """Return the hash in front of an entry; its name is part of it, so that no entry can stand in for another."""
    digest = hashlib.sha256(f"{name}\0".encode())
    digest.update(payload)
    return digest.digest()


def read_value(name: str) -> Any:
    """Return the Python value kept as ``name``, or None."""
    found = read_entry(name)
    return None if found is None else unpickled(found)


def unpickled(data: bytes) -> Any:
    """Return the value of ``data``, or None when this program cannot read it."""
    try:
        return pickle.loads(data)
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
            with suppress(OSError):  # in use by another run, or forbidden
                Path(path).unlink()


def used_now(name: str) -> None:
    """Note that ``name`` was used, so that it is dropped last."""
    with suppress(OSError):
        os.utime(cache_root() / name)


def clear() -> int:
    """Drop every entry; return how many files went. Folders and files that are not ours stay."""
    gone = 0
    for folder in ("", *FOLDERS):
        try:
            with os.scandir(cache_root() / folder) as found:
                ours = [e.path for e in found if e.is_file(follow_symlinks=False) and e.name.endswith(".bin")]
        except OSError:
            continue
        for path in ours:
            with suppress(OSError):
                Path(path).unlink()
                gone += 1
    return gone


def files_below(*folders: Path) -> Iterator[tuple[str, str]]:
    """Yield path and mark of every file below ``folders``, hidden and compiled ones aside, in a fixed order.

    The mark (size, time of change of content and of the file's own facts, number on the disk) is another one when
    the file was edited or replaced, even by one of the same size and date. Linked folders are entered once.
    """
    seen: set[tuple[int, int]] = set()
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
                try:
                    stat = entry.stat()
                except OSError:  # a link to nothing
                    continue
                if not entry.is_dir():
                    yield entry.path, mark_of(stat)
                elif (stat.st_dev, stat.st_ino) not in seen or not stat.st_ino:
                    seen.add((stat.st_dev, stat.st_ino))
                    stack.append(entry.path)


def mark_of(stat: os.stat_result) -> str:
    """Return the mark of a file as it is now."""
    return f"{stat.st_size}|{stat.st_mtime_ns}|{stat.st_ctime_ns}|{stat.st_ino}"


def stamp(files: Iterable[tuple[str, str]]) -> str:
    """Return the key of files as :func:`files_below` lists them."""
    return key_of(*(f"{path}|{mark}" for path, mark in files))


@cache
def program_files() -> tuple[tuple[str, str], ...]:
    """Return path and mark of the program's own files, its data aside."""
    here = Path(__file__).parent
    data = f"{here / 'data'}{os.sep}"
    return tuple(f for f in files_below(here) if not f[0].startswith(data))


@cache
def program_stamp() -> str:
    """Return the key of this program: its own files, its fonts and styles, Python and the libraries it stands on."""
    style = files_below(builtin_root() / "templates" / "style")
    return key_of(sys.version, repr(library_versions()), stamp(program_files()), stamp(style))


@cache
def library_versions() -> dict[str, str]:
    """Return the version of the program and of every library in its requirements."""
    from importlib import metadata

    wanted = [r for r in metadata.requires("manualgen") or () if "extra ==" not in r]
    names = sorted({_NAME.match(r)[0].lower() for r in wanted})  # type: ignore[index]
    return {name: metadata.version(name) for name in ("manualgen", *names)}


__all__ = [
    "clear",
    "files_below",
    "key_of",
    "library_versions",
    "mark_of",
    "program_files",
    "program_stamp",
    "prune",
    "read_entry",
    "read_value",
    "stamp",
    "unpickled",
    "used_now",
    "write_entry",
    "write_value",
]
