"""Registers of people: roles and who holds them, the training matrix."""

from __future__ import annotations

from manualgen.knowledge.library import Entry, Task
from manualgen.rendering.document import Block, Cell, Landscape, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table, words

EVERYBODY = "*"  # a course that the company asks of all
LEADERS = frozenset({"foreman", "superintendent"})  # positions of tasks that direct others
CARRIERS = ("swp-", "sjp-", "prg-")
MANY_POSITIONS = 4  # more than this and the matrix lies on its side


def role_register(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return each role of the client with its title and what it answers for."""
    library = scribe.voice.library
    rows = []
    for role_id in scribe.voice.held_roles:
        entry = library.roles.get(role_id)
        if entry is None:
            continue
        title = scribe.voice.role_title(role_id)
        duties = scribe.tokens.literal(scribe.text(str(entry.get("duties")), "roles.yaml"))
        rows.append((role_id, (words(title[:1].upper() + title[1:]), words(entry.title.capitalize()), words(duties))))
    columns = [("Title here", 0.24), ("Role in this manual", 0.24), ("Answers for", 0.52)]
    return [table(ids, "roles", columns, rows, "Roles and what each answers for")]


def training_matrix(scribe: Scribe, ids: Ids) -> list[Block]:
    """Return the courses that the documents of this build call for, by position, with validity.

    A course that the profile declares as held shows how many people hold it. Where ``courses.yaml`` says so, a course
    is asked only of some positions, of those who lead too, or of people by name.
    """
    voice = scribe.voice
    library = voice.library
    positions, wanted = _wanted(scribe)
    wide = len(positions) > MANY_POSITIONS
    columns = [
        ("Course", 0.24 if wide else 0.3),
        ("Valid for", 0.1 if wide else 0.14),
        *((p[:1].upper() + p[1:], (0.56 if wide else 0.42) / max(1, len(positions))) for p in positions),
        ("Held by", 0.1 if wide else 0.14),
    ]
    rows = []
    for course_id in sorted(wanted, key=library.title_of):
        entry = library.courses.get(course_id)
        if entry is None:
            continue
        held = voice.held_courses.get(course_id)
        cells = [words(entry.title), words(validity(entry.get("validity_years", None)))]
        needed = _positions(entry, wanted[course_id], positions)
        mark = "By name" if entry.get("by_name", False) else "Yes"
        cells += [Cell(((Text(mark if p in needed else "—"),),), align="center") for p in positions]
        cells.append(words(f"{held} people" if held is not None else ""))
        rows.append((course_id, cells))
    matrix = table(ids, "training", columns, rows, "Training matrix by position", 0.85 if wide else 0.92)
    return [Landscape(ids.full("training-landscape"), (matrix,))] if wide else [matrix]


def _wanted(scribe: Scribe) -> tuple[list[str], dict[str, set[str]]]:
    """Return the positions of the declared tasks, and for each course the positions whose tasks ask for it."""
    voice = scribe.voice
    library = voice.library
    wanted: dict[str, set[str]] = {}
    found: set[str] = set()
    for task_id in voice.plan.tasks:
        task = library.tasks.get(task_id)
        if task is None or task.status != "final":
            continue
        courses = set(task.courses)
        for document_id in task.documents:
            item = library.document(document_id) if document_id in voice.numbers else None
            courses |= set(item.courses) if item else set()
        position = position_of(scribe, task)
        found.add(position)
        for course in courses:
            wanted.setdefault(course, set()).add(position)
    for course in voice.required_courses:
        wanted.setdefault(course, set()).add(EVERYBODY)
    for document_id in voice.numbers:  # a machine's practice asks for a course that no task names
        item = library.document(document_id)
        for course in item.courses if item and document_id.startswith(CARRIERS) else ():
            wanted.setdefault(course, set(found))
    return sorted(found), wanted


def _positions(entry: Entry, wanted: set[str], positions: list[str]) -> set[str]:
    """Return the positions that need the course ``entry``, of those that the build has."""
    only = set(entry.get("only_for", ()))
    found = set(positions)
    asked = found if EVERYBODY in wanted or entry.get("for_all", False) else found & wanted
    if only & found:
        return only & found
    if asked and entry.get("leaders_too", False):
        asked |= found & LEADERS
    return asked - set(entry.get("not_for", ()))


def position_of(scribe: Scribe, task: Task) -> str:
    """Return the position that does ``task``; its text may depend on the declared work."""
    return scribe.tokens.literal(scribe.text(task.position, task.file))


def validity(years: object) -> str:
    """Return the validity of a course in words; no term means the provider's or employer's own."""
    if years in (None, "", "null"):
        return "No fixed term"
    return "1 year" if str(years) in ("1", "1.0") else f"{years} years"
