"""Registers of things: PPE, equipment, hazardous products."""

from __future__ import annotations

from manualgen.rendering.document import Block, Cell, Inlines, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids, inline
from manualgen.rendering.registers.cells import links, table, words


def ppe_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the PPE of the build's documents: item and standard, care and check, where it is called for."""
    library, numbers = scribe.voice.library, scribe.voice.numbers
    users: dict[str, list[str]] = {}
    for document_id in numbers:
        item = library.document(document_id)
        for ppe in item.ppe if item else ():
            users.setdefault(ppe, []).append(document_id)
    rows = []
    for ppe_id in sorted(users, key=lambda p: library.title_of(p)):
        entry = library.ppe.get(ppe_id)
        if entry is None:
            continue
        title, standard, care = scribe.texts(
            [entry.title, str(entry.get("standard")), str(entry.get("care") or entry.get("inspection"))], "ppe.yaml"
        )
        shown = title if not standard or standard in title else f"{title}\n{standard}"
        rows.append(
            (
                ppe_id,
                (
                    words(scribe.tokens.literal(shown)),
                    Cell((inline(care, scribe.tokens),)),
                    Cell((_first(scribe, users[ppe_id]),)),
                ),
            )
        )
    columns = [("PPE and standard", 0.3), ("Care and check", 0.42), ("Called for in", 0.28)]
    return [table(ids, "ppe", columns, rows, "PPE that the declared work calls for")]


SHOWN = 10  # documents named beside a piece of PPE; more would bury the piece


def _first(scribe: Scribe, users: list[str]) -> Inlines:
    """Return links to the first documents that call for a piece, and how many more there are."""
    more = (Text(f" and {len(users) - SHOWN} more"),) if len(users) > SHOWN else ()
    return (*links(scribe, users[:SHOWN]), *more)


def equipment_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the declared equipment with the practice, procedure and inspection form of each."""
    return [_declared(scribe, ids, "eqp-", "equipment", "Equipment", "Declared equipment and its documents")]


def product_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the declared hazardous products with their hazards and documents."""
    return [_declared(scribe, ids, "prd-", "products", "Product", "Declared hazardous products and their documents")]


def _declared(scribe: Scribe, ids: Ids, prefix: str, name: str, label: str, caption: str) -> Block:
    library = scribe.voice.library
    rows = []
    for item_id in scribe.voice.plan.declared:
        item = library.work.get(item_id)
        if item is None or not item_id.startswith(prefix):
            continue
        hazards = "; ".join(library.hazards[h].title for h in item.hazards if h in library.hazards)
        rows.append(
            (
                item_id,
                (
                    words(item.title),
                    words(hazards),
                    Cell((links(scribe, item.documents),)),
                    Cell((links(scribe, item.forms),)),
                ),
            )
        )
    columns = [(label, 0.24), ("Main hazards", 0.42), ("Practice or procedure", 0.2), ("Form", 0.14)]
    return table(ids, name, columns, rows, caption)
