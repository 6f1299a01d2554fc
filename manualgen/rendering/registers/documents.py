"""Registers of documents: forms with owner and retention, the inspection schedule."""

from __future__ import annotations

from manualgen.knowledge.library import Form
from manualgen.rendering.document import Block, Cell, Reference
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids, inline
from manualgen.rendering.registers.cells import table, words


def forms_of(scribe: Scribe) -> list[Form]:
    """Return the forms of this build in number order."""
    voice = scribe.voice
    return sorted((f for i, f in voice.library.forms.items() if i in voice.numbers), key=lambda f: voice.numbers[f.id])


def form_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return every form of the build: number, title, who, when, retention, where kept."""
    rows = []
    for form in forms_of(scribe):
        who = scribe.voice.role_title(form.who) if form.who.startswith("role-") else form.who
        texts = scribe.texts([who, form.when, form.retention, form.keep], form.file)
        cells = [Cell((inline(" ".join(t.split()), scribe.tokens),)) for t in texts]
        rows.append(
            (form.id, [Cell(((Reference(form.id, scribe.voice.numbers[form.id]),),)), words(form.title), *cells])
        )
    columns = [("No.", 0.06), ("Form", 0.2), ("Filled in by", 0.13), ("When", 0.24), ("Kept", 0.15), ("Where", 0.22)]
    return [table(ids, "forms", columns, rows, "Forms and records", 0.82)]


def inspection_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the inspections of this build: what, who, when, on which form."""
    rows = []
    for form in forms_of(scribe):
        if "inspection.completed" not in form.aspects:
            continue
        who = scribe.voice.role_title(form.who) if form.who.startswith("role-") else form.who
        texts = scribe.texts([who, form.when], form.file)
        cells = [Cell((inline(" ".join(t.split()), scribe.tokens),)) for t in texts]
        rows.append(
            (form.id, [words(form.title), *cells, Cell(((Reference(form.id, scribe.voice.numbers[form.id]),),))])
        )
    columns = [("Inspection", 0.34), ("Who", 0.22), ("When", 0.32), ("Form", 0.12)]
    return [table(ids, "inspections", columns, rows, "Inspection schedule")]
