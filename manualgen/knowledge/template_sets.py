"""Which template sets there are, and the chapters of each: ``templates/<set>/chapters.yaml`` of every data root.

A set is a folder. What a chapter is made of is read with the library; here it is only named, so that
partner files can be held against it.
"""

from __future__ import annotations

from pathlib import Path

from manualgen.errors import InputError, Problem
from manualgen.locations import Locations
from manualgen.yaml_source import DATA_BYTES, read_yaml


def template_files(locations: Locations) -> list[tuple[str, Path]]:
    """Return (set, file) of every root, in root order; a later file replaces the set of the same name."""
    return [(path.parent.name, path) for path in locations.files("templates", "*/chapters.yaml")]


def template_chapters(locations: Locations) -> dict[str, tuple[str, ...]]:
    """Return the keys of the chapters of each set; raise ``InputError`` for a file without chapters."""
    return {name: _keys(path) for name, path in template_files(locations)}


def known_chapters(locations: Locations) -> tuple[str, ...]:
    """Return the keys of every set of every root, those of a replaced set too, each once."""
    return tuple(dict.fromkeys(key for _, path in template_files(locations) for key in _keys(path)))


def _keys(path: Path) -> tuple[str, ...]:
    source = read_yaml(path, max_bytes=DATA_BYTES)
    chapters = source.get(("chapters",))
    if not isinstance(chapters, dict) or not chapters:
        fix = "write `chapters:` and below it `key: {sections: […]}` lines"
        raise InputError([Problem(source.at(("chapters",)), "chapters", "the set has no chapters", fix)])
    return tuple(chapters)
