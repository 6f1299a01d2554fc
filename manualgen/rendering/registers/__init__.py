"""Registers: tables drawn from the plan, the profile and the catalogue.

A text names one with a ``register`` block. One function a register; the table
:data:`REGISTERS` lists them by name.
"""

from __future__ import annotations

from collections.abc import Callable

from manualgen.rendering.context import TemplateError
from manualgen.rendering.document import Block
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers import documents, emergency, firms, first_aid, hazards, people, work

Drawer = Callable[[Scribe, Ids], list[Block]]

REGISTERS: dict[str, Drawer] = {
    "hazards": hazards.hazard_register,
    "worst-hazards": hazards.worst_hazards,
    "tasks": hazards.task_inventory,
    "ppe": work.ppe_register,
    "equipment": work.equipment_register,
    "products": work.product_register,
    "training": people.training_matrix,
    "roles": people.role_register,
    "raci": people.role_register,
    "contacts": emergency.contact_register,
    "first-aid": first_aid.first_aid_register,
    "sites": emergency.site_register,
    "contractors": firms.firm_register,
    "forms": documents.form_register,
    "inspections": documents.inspection_register,
}


def draw_register(name: str, scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the blocks of register ``name``; raise ``TemplateError`` for an unknown name."""
    if name not in REGISTERS:
        raise TemplateError(f"unknown register {name!r}; use one of {', '.join(REGISTERS)}", name)
    return REGISTERS[name](scribe, ids)
