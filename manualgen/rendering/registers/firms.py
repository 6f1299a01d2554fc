"""The register of hired firms: the trades that the profile names, with firm and telephone where it gives them."""

from __future__ import annotations

from manualgen.rendering.document import Block, Cell, Inlines, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table, words


def firm_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return each hired trade with its work and firm; nothing when the profile names none."""
    voice = scribe.voice
    firms = voice.profile.ask("contractors") or ()
    told = [f"{f.trade}: {f.work}; {f.company or ''}; {f.phone or ''}" for f in firms]
    voice.questions.record("fact", "contractors", answer=told or None)
    if not firms:
        return []
    named = any(f.company or f.phone for f in firms)
    rows: list[tuple[str, list[Cell]]] = []
    for number, firm in enumerate(firms, 1):
        lines: tuple[Inlines, ...] = tuple((Text(part),) for part in (firm.company, firm.phone) if part)
        cells = [words(firm.trade, bold=True), words(firm.work)]
        rows.append((str(number), [*cells, Cell(lines)] if named else cells))
    columns = [("Trade", 0.28), ("What it does for us", 0.44), ("Firm, telephone", 0.28)]
    return [table(ids, "contractors", columns if named else columns[:2], rows, "Trades that we hire")]
