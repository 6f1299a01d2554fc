"""Where a value stands in a file of the library; looked up only when something is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

from manualgen.errors import ManualgenError, Position
from manualgen.yaml_source import DATA_BYTES, read_yaml

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.S)


def place_of(file: str, value: str) -> Position:
    """Return the first place of ``value`` in ``file``: as a value of its YAML or front matter, else as words.

    The beginning of the file when it is not found, the file alone when it cannot be read.
    """
    path = Path(file)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return Position(file)
    front = FRONT_MATTER.match(text) if path.suffix == ".md" else None
    if path.suffix != ".md" or front:
        try:
            source = read_yaml(path, "\n" + front.group(1) if front else text, max_bytes=DATA_BYTES)
        except ManualgenError:
            return Position(file, 1, 1)
        for at, position in source.positions.items():
            if source.get(at) == value:
                return position
    for number, line in enumerate(text.split("\n") if value else (), 1):
        if value in line:
            return Position(file, number, line.index(value) + 1)
    return Position(file, 1, 1)
