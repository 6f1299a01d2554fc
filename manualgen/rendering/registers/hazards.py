"""The hazard chain of the declared work: job inventory, and the hazard register.

Ratings are PROPOSED until the people who do the work have gone through them: the
register leaves room for their names and the date (design decision 6).
"""

from __future__ import annotations

from manualgen.knowledge.library import HazardControl, Library, Rating, Task, TaskHazard
from manualgen.rendering.document import Block, Cell, Column, Inline, Landscape, Paragraph, Reference, Row, Table, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import links, table, words
from manualgen.rendering.registers.people import position_of

KIND_LABELS = {
    "elimination": "Eliminate",
    "substitution": "Substitute",
    "engineering": "Engineer",
    "administrative": "Administrate",
    "ppe": "PPE",
}
PPE_POLICY = "pol-ppe"


def band(rating: Rating, library: Library) -> str:
    """Return the risk band of a rating ("low", "medium", "high", "extreme") by the library's matrix."""
    figure = library.figures.get("risk-matrix")
    bands = (figure.model_extra or {}).get("bands", []) if figure else []
    score = rating.likelihood * rating.consequence
    for one in bands:
        if int(one.get("min", 1)) <= score <= int(one.get("max", 16)):
            return str(one["id"])
    return "extreme" if score >= 12 else "high" if score >= 8 else "medium" if score >= 4 else "low"


def tasks_of(scribe: Scribe) -> list[Task]:
    """Return the declared tasks whose assessment is at final quality, in declared order."""
    library = scribe.voice.library
    return [
        library.tasks[t] for t in scribe.voice.plan.tasks if t in library.tasks and library.tasks[t].status == "final"
    ]


def task_inventory(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the job and task inventory: position, task, what it is, documents, worst rating."""
    library = scribe.voice.library
    rows = []
    for task in sorted(tasks_of(scribe), key=lambda t: (position_of(scribe, t), t.title)):
        worst = max((h.before for h in task.hazards), key=lambda r: r.likelihood * r.consequence, default=None)
        tone = band(worst, library) if worst else ""
        rows.append(
            (
                task.id,
                (
                    words(_capital(position_of(scribe, task))),
                    words(task.title + ("\nCritical task" if task.critical else "")),
                    Cell((_texts(scribe, task, [task.steps_seen])[0],)),
                    Cell((links(scribe, task.documents),)),
                    words(tone.capitalize(), tone=tone),
                ),
            )
        )
    columns = [
        ("Position", 0.14),
        ("Task", 0.24),
        ("What the crew does", 0.34),
        ("Documents", 0.17),
        ("Before controls", 0.11),
    ]
    return [table(ids, "tasks", columns, rows, "Job and task inventory (worst proposed rating before controls)", 0.86)]


def hazard_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the hazard register on landscape pages: one row a hazard of a task."""
    rows = []
    for task in tasks_of(scribe):
        texts = [t for h in task.hazards for t in (h.how, *(c.text for c in h.controls))]
        rendered = iter(_texts(scribe, task, texts))
        for index, hazard in enumerate(task.hazards):
            title = words(task.title, bold=index == 0)
            how = next(rendered)
            controls = [(c, next(rendered)) for c in hazard.controls]
            rows.append((f"{task.id}.{hazard.id}", _row(scribe, task, hazard, title, how, controls)))
    columns = [
        ("Task", 0.14),
        ("Hazard, and how it happens here", 0.25),
        ("Before", 0.08),
        ("Controls, strongest first", 0.45),
        ("After", 0.08),
    ]
    note = Paragraph(
        ids.full("proposed"),
        (
            Text("Every rating below is PROPOSED. ", bold=True),
            Text(
                "It becomes the company's own when the people who do the task have gone through it, changed what is wrong "
                "and signed with the date on the hazard assessment form. L is likelihood, C is consequence, each 1 to 4."
            ),
        ),
        style="note",
    )
    register = table(ids, "hazards", columns, rows, "Hazard register of the declared work", 0.85)
    return [Landscape(ids.full("hazards-landscape"), (note, register, _participants(scribe, ids)))]


def _participants(scribe: Scribe, ids: Ids) -> Table:
    """Return the table in which those who went through each task sign: workers must take part."""
    rows = tuple(
        Row(ids.full(f"participants-{t.id}"), (Cell(((Text(t.title),),), tone="label"), Cell(), Cell(), Cell()), 9.0)
        for t in tasks_of(scribe)
    )
    columns = (
        Column("Task", 0.28),
        Column("Gone through by (names of those who do it)", 0.42),
        Column("Date", 0.12),
        Column("Reviewed by", 0.18),
    )
    caption = "Who went through each task, and when"
    return Table(ids.full("participants"), columns, rows, caption=caption, summary=caption, font_scale=0.92)


def worst_hazards(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the hazards rated worst before their controls, one short row each; the register holds the rest."""
    library = scribe.voice.library
    rows = []
    for task in tasks_of(scribe):
        texts = iter(_texts(scribe, task, [h.how for h in task.hazards]))
        for hazard in task.hazards:
            how = next(texts)
            if band(hazard.before, library) != "extreme":
                continue
            carried = dict.fromkeys(c.carried_by for c in hazard.controls if c.carried_by)
            rows.append(
                (
                    f"{task.id}.{hazard.id}",
                    [
                        words(task.title),
                        Cell((how,)),
                        Cell((links(scribe, tuple(carried)),)),
                        _rating(hazard.before, library),
                        _rating(hazard.after, library),
                    ],
                )
            )
    columns = [("Task", 0.22), ("What can happen", 0.42), ("Controlled by", 0.16), ("Before", 0.1), ("After", 0.1)]
    return [table(ids, "worst-hazards", columns, rows, "Worst hazards of the declared work (proposed ratings)", 0.86)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _texts(scribe: Scribe, task: Task, texts: list[str]) -> list[tuple[Inline, ...]]:
    from manualgen.rendering.markdown import inline

    return [inline(" ".join(t.split()), scribe.tokens) for t in scribe.texts(texts, task.file)]


def carrier(scribe: Scribe, task: Task, control: HazardControl) -> str:
    """Return the id of the document that carries a control, or "".

    A control of kind "ppe" that names none is carried by the first document of its task that asks for the gear, else
    by the policy on PPE: who gets it, how it is kept and what ends its life.
    """
    numbers, library = scribe.voice.numbers, scribe.voice.library
    if control.carried_by or control.kind != "ppe":
        return control.carried_by
    for document in task.documents:
        item = library.document(document) if document in numbers else None
        if item is not None and set(item.ppe) & set(control.ppe):
            return document
    return PPE_POLICY if PPE_POLICY in numbers else ""


def _row(
    scribe: Scribe,
    task: Task,
    hazard: TaskHazard,
    task_cell: Cell,
    how: tuple[Inline, ...],
    controls: list[tuple[HazardControl, tuple[Inline, ...]]],
) -> list[Cell]:
    library = scribe.voice.library
    lines = []
    for control, text in controls:
        line: list[Inline] = [Text(f"{KIND_LABELS[control.kind]}: ", bold=True), *text]
        document = carrier(scribe, task, control)
        number = scribe.voice.numbers.get(document)
        if number:
            line += [Text(" ["), Reference(document, number), Text("]")]
        lines.append(tuple(line))
    name = library.hazards[hazard.hazard].title if hazard.hazard in library.hazards else hazard.hazard
    return [
        task_cell,
        Cell(((Text(name, bold=True),), how)),
        _rating(hazard.before, library),
        Cell(tuple(lines)),
        _rating(hazard.after, library),
    ]


def _rating(rating: Rating, library: Library) -> Cell:
    tone = band(rating, library)
    score = rating.likelihood * rating.consequence
    return Cell(
        ((Text(f"L{rating.likelihood}\u00a0×\u00a0C{rating.consequence}"),), (Text(f"{score} {tone}", bold=True),)), tone=tone
    )
