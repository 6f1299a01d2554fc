"""The audit cross-reference: by question where the instrument's questions are public, else by element.

A directive is answered by text in the build; a record is evidence still to be
produced, for which the build gives form, owner, when and retention. The two are
never added into one figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.knowledge.library import Form
from manualgen.rendering.context import Voice
from manualgen.rendering.document import Block, Cell, Inline, Paragraph, Reference, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table, words


def element_cross_reference(scribe: Scribe) -> list[Block]:
    """Return the table element → where the manual answers it → records that prove it.

    For a program whose questions are not public (provisional by nature).
    """
    voice = scribe.voice
    ids = Ids("manual-coverage")
    rows = []
    for chapter in voice.plan.chapters:
        if chapter.supplement:
            continue
        answered = _links(voice, [*chapter.sections, *chapter.policies])
        if chapter.collect:
            count = len(voice.plan.ids(chapter.collect.removesuffix("s")))
            answered += [Text(f"{', ' if answered else ''}{count} {chapter.collect}")]
        records = _links(voice, _forms(voice, chapter.sections, chapter.policies))
        rows.append(
            (chapter.key, [words(f"{chapter.number}  {chapter.title}", bold=True), Cell((tuple(answered),)), Cell((tuple(records),))])
        )
    text = (
        f"{voice.plan.partner_name} does not publish the questions of its {voice.plan.program_title} evaluation, so this "
        "cross-reference is by element and provisional. The middle column is answered by this manual. The right column is not: "
        "those forms must be filled in, month by month, before they count as evidence."
    )
    columns = [("Element", 0.34), ("Answered in", 0.36), ("Records to produce", 0.3)]
    return [
        Paragraph("manual/coverage-text", (Text(text),)),
        table(ids, "elements", columns, rows, "Elements of the evaluation and where each is answered"),
    ]


def _forms(voice: Voice, sections: Sequence[str], policies: Sequence[str]) -> list[str]:
    out: dict[str, None] = {}
    for item_id in (*sections, *policies):
        item = voice.library.document(item_id)
        for form in item.forms if item else ():
            if form in voice.numbers:
                out[form] = None
    return sorted(out, key=lambda f: voice.numbers[f])


def _links(voice: Voice, ids: Sequence[str]) -> list[Inline]:
    out: list[Inline] = []
    for one in ids:
        number = voice.section_numbers.get(one) or voice.numbers.get(one)
        if number:
            target = f"{one}/title" if one in voice.section_numbers else one
            out += [Text(", "), Reference(target, number)] if out else [Reference(target, number)]
    return out


def record_owner(form: Form, voice: Voice) -> str:
    """Return the title of the role that fills in ``form``."""
    return voice.role_title(form.who) if form.who.startswith("role-") else form.who
