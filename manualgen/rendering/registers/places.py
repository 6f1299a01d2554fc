"""What a register says of a site whose crews change places: lines of ``templates/library/emergency.yaml``."""

from __future__ import annotations

from manualgen.rendering.document import Inlines
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import inline

FILE = "emergency.yaml"


def stands_for(scribe: Scribe, line: str) -> Inlines:
    """Return the words of the line ``line``, or nothing when the library has none or they come out empty."""
    entry = scribe.voice.library.emergency.get(line)
    return inline(scribe.text(entry.title, FILE).strip(), scribe.tokens) if entry is not None else ()
