"""The ask-list: what the consultant still has to ask the client, and what to confirm.

Each row is a question to read out on the phone, the documents that print the answer, and the field of the profile
to write it into. What only the law can answer stands apart: it is no question to the client.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from manualgen.planning.plan import Gap
from manualgen.rendering.ask_questions import assumption_question, gap_missing, gap_title, question, site_title
from manualgen.rendering.context import Voice
from manualgen.rendering.document import (
    Block,
    Cell,
    CheckBox,
    Column,
    Control,
    Document,
    Heading,
    Inlines,
    Paragraph,
    Row,
    Table,
    Text,
)
from manualgen.rendering.front_matter import colophon

Blanks = Mapping[str, tuple[str, tuple[str, ...]]]

_TITLED = 2  # so many documents are named with their titles, the next by number alone
_NUMBERED = 4
_ROOM_MM = 13.0  # of a row that is answered by hand


def ask_list(voice: Voice, control: Control, blanks: Blanks, to_verify: Mapping[str, Sequence[str]]) -> Document:
    """Return the ask-list: questions by site with profile field and documents, assumptions, gaps, the count of † items.

    ``blanks`` maps each open slot to its label and the ids of the blocks that print it; ``to_verify`` each item behind
    a † to its blocks.
    """
    blanks = _merged(blanks)
    intro = (
        f"Questions to {voice.company['name']} before this draft can be issued. Read each out, write the answer on the line, "
        "then into the profile at the field named under it, and build again: the answer then stands everywhere it is used. "
        "A field that begins with facts. goes under facts: in the profile, without that word."
    )
    blocks: list[Block] = [
        Heading("ask-list/title", 1, (Text("Ask-list"),)),
        Paragraph("ask-list/text", (Text(intro),)),
    ]
    for key, title, slots in _groups(voice, blanks):
        rows = [_question_row(voice, slot, *blanks[slot]) for slot in slots]
        blocks += _group(title, key, rows, ("Ask", "Needed for", "Answer, and where to write it"))
    legal = [_legal_row(voice, slot, *blanks[slot]) for slot in blanks if _is_legal(slot)]
    heads = ("Look up", "Needed for", "What to do")
    blocks += _group("Numbers the law has and this manual leaves open (for the consultant)", "law", legal, heads)
    assumed = [
        _row(
            f"assumed-{n}",
            (Text(assumption_question(voice, a)),),
            _assumed_for(voice, a.value) or (Text(a.why[:1].upper() + a.why[1:]),),
            *_assumed_answer(a.field, a.value),
        )
        for n, a in enumerate(voice.plan.assumptions)
    ]
    blocks += _group("Assumed, to confirm", "assumed", assumed, ("Ask", "Needed for", "Answer, and where to write it"))
    gaps = [_gap_row(voice, n, g) for n, g in enumerate(voice.plan.gaps) if g.kind != "no-chapter"]
    heads = ("What was declared", "What is missing", "What to do")
    note = "Write the id that the library has, add the content to a library (CONTRIBUTING.md), or accept the gap by the name in brackets."
    blocks += _group("Declared work the library cannot answer yet", "gaps", gaps, heads, note)
    count = len(to_verify)
    text = (
        f"{count} legal references and good-practice values carry † and wait to be checked; they are listed in the manual's "
        "appendix. Ratings in the hazard register are proposed until the crew has gone through them."
    )
    blocks += [Heading("ask-list/verify", 2, (Text("To check"),)), Paragraph("ask-list/verify-text", (Text(text),))]
    closing = f"{control.company}, {control.manual_title}, {control.revision}, {control.date}."
    blocks.append(Paragraph("ask-list/colophon", (Text(f"{closing} {colophon(voice)}"),), style="small"))
    return Document("ask-list", "ask-list", "", "Ask-list", tuple(blocks), control)


def _merged(blanks: Blanks) -> Blanks:
    """Return the blanks with a site's hospital asked once, by its name, whichever way the texts ask for it."""
    out: dict[str, tuple[str, tuple[str, ...]]] = {}
    for slot, (label, places) in blanks.items():
        field = f"{slot}.name" if slot.startswith("sites.") and slot.endswith(".hospital") else slot
        known, earlier = out.get(field, (label, ()))
        out[field] = (known, tuple(dict.fromkeys((*earlier, *places))))
    return out


def _groups(voice: Voice, blanks: Blanks) -> list[tuple[str, str, list[str]]]:
    """Return (key, title, slots): the company, each site in the profile's order, then everything else."""
    asked = [slot for slot in blanks if not _is_legal(slot)]
    groups = [("company", "The company", [s for s in asked if s.startswith("company.")])]
    for site in voice.sites:
        slots = [s for s in asked if s.startswith(f"sites.{site['id']}.")]
        groups.append((f"site-{site['id']}", f"Site: {site_title(voice, str(site['id']))}", slots))
    taken = {slot for _, _, slots in groups for slot in slots}
    return [*groups, ("facts", "Telephone numbers, limits and other facts", [s for s in asked if s not in taken])]


def _is_legal(slot: str) -> bool:
    return slot.startswith(("law.", "good."))


def _question_row(voice: Voice, slot: str, label: str, places: Sequence[str]) -> Row:
    return _row(slot, (Text(question(voice, slot, label)),), _needed_for(voice, places), *_written_at(slot))


def _legal_row(voice: Voice, slot: str, label: str, places: Sequence[str]) -> Row:
    group, _, rest = slot.partition(".")
    topic = rest.rpartition(".")[0]
    if group == "law":
        show = f"manualgen show law --jurisdiction {voice.law_home} --topic {topic}"
        do = f"Read it in the source that {show} names; add the number to legislation/ of your library"
    else:
        do = f"Confirm the value from its source; write {rest} under verified in manualgen.yaml"
    return _row(slot, (Text(question(voice, slot, label)),), _needed_for(voice, places), (Text(f"{do}."),))


def _written_at(slot: str) -> tuple[Inlines, ...]:
    parts = " {street: , city: , province: , postal_code: }" if slot.endswith(".address") else ""
    return (Text(""),), (Text(f"{slot}:{parts}", italic=True),)


def _assumed_answer(field: str, value: str) -> tuple[Inlines, ...]:
    if not field.startswith("work."):
        return _written_at(field)
    line: Inlines = (CheckBox(label=" yes"), Text("    "), CheckBox(label=" no"))
    return line, (Text(f"{field}: - {value}", italic=True),)


def _assumed_for(voice: Voice, value: str) -> Inlines:
    """Return the documents that are in the build because of the assumed ``value``."""
    return _documents(
        voice, [d.id for d in voice.plan.documents if any(value in reason.what.split() for reason in d.reasons)]
    )


def _gap_row(voice: Voice, number: int, gap: Gap) -> Row:
    title = gap_title(voice, gap)
    what = title if title == gap.what else f"{title} ({gap.what})"
    missing = gap_missing(gap)
    if gap.kind == "no-entry":
        do = "Ask what exactly is done and with what; look for it in manualgen show work."
    else:
        do = "Until it is there, give the crew the client's own written procedure, or let the work wait."
    return _row(
        f"{gap.what}.{gap.kind}.{number}", (Text(what),), (Text(missing[:1].upper() + missing[1:] + "."),), (Text(do),)
    )


def _needed_for(voice: Voice, places: Iterable[str]) -> Inlines:
    """Return the documents of the blocks ``places``, sections by number and title."""
    ids = list(dict.fromkeys(place.split("/", 1)[0] for place in places))
    ids.sort(key=lambda one: one not in voice.section_numbers)  # where a reader looks first
    front = ["Company page of the manual"] if "manual" in ids else []
    front += ["Register of forms"] if "manual-forms" in ids else []
    return _documents(voice, [i for i in ids if i not in ("manual", "manual-forms")], front)


def _documents(voice: Voice, ids: Sequence[str], front: Sequence[str] = ()) -> Inlines:
    """Return the first documents with number and title, the next with the number, the rest as a count."""
    names = list(front)
    for document in ids:
        number = voice.section_numbers.get(document) or voice.numbers.get(document) or ""
        title = voice.library.title_of(document)
        if len(names) < _TITLED:
            names.append(f"{number} {title if title != document else ''}".strip() or document)
        else:
            names.append(number or title)
    shown = names[:_NUMBERED]
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown)} more")
    return (Text(", ".join(shown)),) if shown else ()


def _row(key: str, what: Inlines, why: Inlines, *answer: Inlines) -> Row:
    return Row(f"ask-list/{key}", (Cell((what,)), Cell((why,)), Cell(answer)), _ROOM_MM if len(answer) > 1 else 0.0)


def _group(title: str, key: str, rows: Sequence[Row], heads: tuple[str, str, str], note: str = "") -> list[Block]:
    if not rows:
        return []
    columns = tuple(Column(h, w) for h, w in zip(heads, (0.4, 0.27, 0.33), strict=True))
    table = Table(f"ask-list/{key}-table", columns, tuple(rows), summary=title)
    said = [Paragraph(f"ask-list/{key}-text", (Text(note),))] if note else []
    return [Heading(f"ask-list/{key}", 2, (Text(title),)), *said, table]
