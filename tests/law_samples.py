"""A small invented jurisdiction for tests of the law: files written into a folder that stands for a library."""

from __future__ import annotations

from pathlib import Path

TOPICS = """\
topics:
  height:
    title: Working at height
    provisions: many
    parts: [height.ladder]
    numbers:
      height_m: {unit: m, meaning: Fall height, stricter: min}
  height.ladder:
    title: Ladders at height
    numbers:
      ratio: {unit: ratio, meaning: Base to height}
  crew:
    title: The crew's committee
    headcount: organisation
    numbers:
      workers_min: {unit: workers, meaning: From, stricter: min}
      workers_max: {unit: workers, meaning: To}
  shift: {title: Rules for one trade, sectors: [mining]}
"""

HEAD = """\
jurisdiction: XX
name: Xanadu
as_of: '2026-11-01'
parties:
  prime-contractor: {name: head builder, source: 'https://law.example', confidence: high}
instruments:
  - {id: xx.act, short: Height Act, title: Working at Height Act, confidence: high}
provisions:
"""


def provision(item: str, topic: str = "height", **fields: str) -> str:
    """Return one provision as YAML; ``fields`` replace or add lines (values as YAML)."""
    lines = {
        "id": item,
        "topic": topic,
        "instrument": "xx.act",
        "ref": "Part 1, s. 10",
        "summary": f"Duty of {item}.",
        "source": "https://law.example",
        "confidence": "high",
        "ref_confidence": "high",
        **fields,
    }
    first, *rest = [f"{key}: {value}" for key, value in lines.items() if value]
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


def write_library(root: Path, *provisions: str, topics: str = TOPICS, head: str = HEAD, tail: str = "") -> Path:
    """Write ``legislation/`` under ``root`` and return ``root``."""
    folder = root / "legislation"
    folder.mkdir(parents=True, exist_ok=True)
    if topics:
        (folder / "topics.yaml").write_text(topics, encoding="utf-8")
    (folder / "xx.yaml").write_text(head + "".join(provisions) + tail, encoding="utf-8")
    return root
