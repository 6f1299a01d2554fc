"""Knowledge read once, kept compiled: hundreds of data files need not be parsed in every run.

The key is made of every data file's path, size and time, of the program's own source files and of
Python's version, so that an edited file is read again. An entry counts only when it belongs to this user, nobody else can
write it and its bytes match the hash in front of them; anything else is discarded, never read.
Losing the cache costs a few tenths of a second, nothing more.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from manualgen.locations import Locations, cache_root

T = TypeVar("T")
_HASH = 32


def compiled(locations: Locations, name: str, folders: Sequence[str], load: Callable[[], T]) -> T:
    """Return what ``load`` returns, from the cache when nothing below ``folders`` of any root changed.

    ``name`` tells kinds of knowledge apart. Failures of the cache are never failures of the run;
    what ``load`` raises passes through and is not cached.
    """
    path = cache_root() / f"{name}-{_key(locations, folders)}.bin"
    found = _read(path)
    if found is not None:
        try:
            return pickle.loads(found)  # type: ignore[no-any-return]
        except Exception:  # an entry of another version: whatever it raises, read the files
            path.unlink(missing_ok=True)
    value = load()
    _write(path, pickle.dumps(value, protocol=5))
    return value


def _key(locations: Locations, folders: Sequence[str]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).resolve().parent
    for root, below in [*((r, f) for r in locations.roots for f in folders), (package, ".")]:
        digest.update(f"{root / below}\0".encode())
        stack = [os.fspath(root / below)]
        while stack:
            try:
                entries = sorted(os.scandir(stack.pop()), key=lambda e: e.name)
            except OSError:
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        stack.append(entry.path)
                elif entry.name.endswith((".yaml", ".md", ".py")):
                    stat = entry.stat()
                    digest.update(f"{entry.path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:32]


def _read(path: Path) -> bytes | None:
    """Return the entry's payload, or None when there is none that may be trusted."""
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


def _write(path: Path, payload: bytes) -> None:
    """Keep the entry by one rename; drop older entries of its kind. A full or forbidden disk is no failure."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(payload).digest() + payload)
        os.replace(temporary, path)
        kind = path.name.split("-", 1)[0]
        kept = sorted(path.parent.glob(f"{kind}-*.bin"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in kept[8:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
