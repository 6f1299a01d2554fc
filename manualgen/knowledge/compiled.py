"""Knowledge read once, kept compiled: hundreds of data files need not be parsed in every run.

Partners and law are kept whole (:func:`compiled`): any edit reads all of them again. The library is kept
file by file (:func:`compiled_parts`): an author who edits one text has one file read.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from manualgen.cache import key_of, mark_of, program_stamp, prune, read_value, stamp, unpickled, write_value
from manualgen.locations import Locations

T = TypeVar("T")
ENTRIES, MEGABYTES = 8, 100  # of each kind of knowledge


def compiled(locations: Locations, name: str, folders: Sequence[str], load: Callable[[], T]) -> T:
    """Return what ``load`` returns, from the cache when nothing below ``folders`` of any root changed.

    ``name`` tells kinds of knowledge apart. What ``load`` raises passes through and is not cached.
    """
    below = tuple(f"{root / folder}{os.sep}" for root in locations.roots for folder in folders)
    files = (f for f in locations.listing if f[0].startswith(below) and f[0].endswith((".yaml", ".md")))
    entry = f"{name}-{key_of(program_stamp(), *map(str, locations.roots), stamp(files))}.bin"
    kept = read_value(entry)
    if isinstance(kept, tuple) and len(kept) == 1:
        return kept[0]  # type: ignore[no-any-return]
    value = load()
    write_value(entry, (value,))
    prune("", f"{name}-", ENTRIES, MEGABYTES)
    return value


def compiled_parts(
    locations: Locations, name: str, files: Sequence[tuple[Path, str]], parse: Callable[[Path, str], tuple[T, bool]]
) -> list[T]:
    """Return ``parse(path, shape)`` of each of ``files``, in order; only files that changed are parsed.

    ``parse`` also says whether its result is sound: what has problems is not kept.
    """
    entry = f"{name}-{key_of(program_stamp(), *map(str, locations.roots))}.bin"
    kept: Any = read_value(entry)
    before: dict[tuple[str, str], tuple[str, bytes]] = kept if isinstance(kept, dict) else {}
    now: dict[tuple[str, str], tuple[str, bytes]] = {}  # each pickled by itself: one edit, one pickled again
    out: list[T] = []
    changed = False
    for path, shape in files:
        mark = mark_of(path.stat())
        found = before.get((str(path), shape))
        value: T | None = unpickled(found[1]) if found is not None and found[0] == mark else None
        if found is not None and value is not None:
            now[str(path), shape] = found
            out.append(value)
            continue
        value, sound = parse(path, shape)
        changed = True
        if sound:
            now[str(path), shape] = (mark, pickle.dumps(value, protocol=5))
        out.append(value)
    if changed or len(now) != len(before):
        write_value(entry, now)
        prune("", f"{name}-", ENTRIES, MEGABYTES)
    return out
