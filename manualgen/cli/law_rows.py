"""Rows of ``manualgen show law``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manualgen.cli.checked import checked_profile

if TYPE_CHECKING:
    from manualgen.knowledge.store import Knowledge

_ASKED = re.compile(r"(?:law|number)\(\s*'([^']+)'")
_DUTY = re.compile(r"^law:\s*\[([^\]]*)\]", re.M)


def law_rows(knowledge: Knowledge, jurisdiction: str | None, topic: str | None, asked: bool) -> list[dict[str, Any]]:
    """Return one row a provision, unmapped ones included, filtered as named."""
    wanted = topics_asked(knowledge) if asked else None
    rows = []
    for code, entry in sorted(knowledge.law.jurisdictions.items()):
        if jurisdiction and jurisdiction.upper() not in (code, *entry.codes):
            continue
        for versions in entry.provisions.values():
            for p in versions:
                if (topic and p.topic != topic) or (wanted is not None and p.topic not in wanted):
                    continue
                rows.append(
                    {
                        "jurisdiction": code,
                        "topic": p.topic,
                        "provision": p.id,
                        "reference": f"{entry.instruments[p.instrument].short}, {p.ref}",
                        "confidence": p.confidence,
                        "ref_confidence": p.ref_confidence,
                        "numbers": ", ".join(f"{k}={v}" for k, v in p.numbers.items()),
                        "in_force": p.effective_from.isoformat() if p.effective_from else "",
                        "read_on": p.read_on.isoformat(),
                        "source": p.source,
                    }
                )
    return rows


def topics_asked(knowledge: Knowledge) -> frozenset[str]:
    """Return the topics that final texts of the library ask for, parts included."""
    found: set[str] = set()
    for item in knowledge.library.documents():
        if item.status != "final":
            continue
        text = Path(item.file).read_text(encoding="utf-8")
        found.update(_ASKED.findall(text))
        found.update(item.law)
        for listed in _DUTY.findall(text):
            found.update(t.strip() for t in listed.split(",") if t.strip())
    known = [t for t in found if t in knowledge.law.topics]
    return frozenset(name for t in known for name in knowledge.law.with_parts(t))


def used_rows(profile: Path, knowledge: Knowledge) -> list[dict[str, Any]]:
    """Return one row for each legal reference or number that the client's manual prints, with source and places."""
    from manualgen.building import render_without_record
    from manualgen.rendering.back_matter import inlines_of
    from manualgen.rendering.document import Citation

    built = render_without_record(checked_profile(profile, knowledge), knowledge)
    places: dict[tuple[str, str], list[str]] = {}
    for document in (built.rendered.manual, *built.rendered.documents):
        for place, inline in inlines_of(document.blocks):
            if isinstance(inline, Citation):
                places.setdefault((inline.topic, inline.text), []).append(place)
    rows = []
    for (topic, text), where in sorted(places.items()):
        sources = list(built.planned.law.provisions([topic])) if not topic.startswith("good:") else []
        rows.append(
            {
                "topic": topic,
                "printed": text,
                "provisions": ", ".join(r.provision for r in sources) or topic.removeprefix("good:"),
                "source": ", ".join(dict.fromkeys(r.source for r in sources))
                or built.rendered.sources.get(topic.removeprefix("good:"), ("", ""))[1],
                "used": len(where),
                "places": ", ".join(sorted(set(where))[:3]),
            }
        )
    return rows
