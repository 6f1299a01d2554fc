"""The glossary: words of the library's list that this client's manual uses."""

from __future__ import annotations

from manualgen.locations import Locations
from manualgen.rendering.document import plain_text
from manualgen.rendering.environment import Scribe
from manualgen.yaml_source import read_yaml


def glossary_terms(locations: Locations, scribe: Scribe) -> list[tuple[str, str]]:
    """Return (term, meaning) in alphabetical order; later roots replace a term."""
    voice = scribe.voice
    entries: dict[str, dict[str, object]] = {}
    for path in locations.files("templates/library", "glossary.yaml"):
        for entry in read_yaml(path).data:
            entries[str(entry["term"])] = entry
    out = []
    for term in sorted(entries, key=str.casefold):
        entry = entries[term]
        when = entry.get("when")
        if isinstance(when, list) and not voice.has(*when):
            continue
        meaning = scribe.tokens.literal(scribe.text(str(entry["meaning"]), "glossary.yaml"))
        law = entry.get("law")
        if law:
            cited = plain_text(voice.cite(str(law)).inlines)
            meaning = f"{meaning} ({cited})" if cited else meaning
        out.append((term, meaning))
    return out
