"""The audit cross-reference of the manual: by question where the questions are public, else by element."""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.context import Voice
from manualgen.rendering.crosswalk import Place, QuestionCoverage, figures
from manualgen.rendering.document import Block, Cell, Heading, Inline, Inlines, Paragraph, Reference, Text
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers.cells import table, words

METHODS = {"D": "documents", "I": "interview", "O": "observation"}
STATES = {
    "answered": "answered by this manual",
    "partly": "answered in part",
    "to-produce": "evidence to be produced",
    "prepared": "prepared for by this manual",
    "open": "open",
}
KINDS = {
    "directive": "Directive: answered by text",
    "record": "Record: answered by filled-in forms",
    "interview": "Interview: answered by people",
    "observation": "Observation: answered by the site",
}


def cross_reference(scribe: Scribe, coverage: Sequence[QuestionCoverage], public: bool) -> list[Block]:
    """Return the appendix: by question when ``coverage`` has any, else by element."""
    return _by_question(scribe, coverage, public) if coverage else element_cross_reference(scribe)


def _by_question(scribe: Scribe, coverage: Sequence[QuestionCoverage], public: bool) -> list[Block]:
    voice = scribe.voice
    ids = Ids("manual-coverage")
    counts = figures(coverage)
    lines = [
        f"{KINDS[kind].split(':')[0]}: " + ", ".join(f"{n} {STATES[state]}" for state, n in sorted(states.items()))
        for kind, states in counts.items()
    ]
    source = voice.plan.edition if public else f"{voice.plan.edition}, as far as its questions are public"
    text = (
        f"Questions of the {source}, in our own words. Criteria marked “ours” are our own reading where the partner's are "
        "not public. A record, an interview or an observation is never answered by a manual alone."
    )
    out: list[Block] = [
        Paragraph("manual/coverage-text", (Text(text),)),
        Paragraph("manual/coverage-figures", (Text("; ".join(lines) + "."),), style="small"),
    ]
    elements = list(dict.fromkeys(q.element for q in coverage))
    for element in elements:
        rows = [(q.ref, _row(q, voice)) for q in coverage if q.element == element]
        out.append(Heading(ids.full(f"element-{element.split(' ')[0]}"), 2, (Text(element),), in_contents=False))
        columns = [("No.", 0.06), ("Question", 0.26), ("How it is answered", 0.39), ("Records to produce", 0.29)]
        out.append(table(ids, f"questions-{element.split(' ')[0]}", columns, rows, "", 0.85))
    return out


def _row(question: QuestionCoverage, voice: Voice) -> list[Cell]:
    methods = ", ".join(METHODS.get(m, m) for m in question.methods)
    kind = question.kind.capitalize() + ("" if methods == question.kind else f" ({methods})")
    answered: list[Inlines] = []
    if question.kind == "directive":
        for criterion in question.criteria:
            mark = " (ours)" if criterion.origin == "ours" else ""
            where = _places(criterion.places[:3])
            answered.append((Text(f"{criterion.text}{mark}: "), *(where or (Text("open", bold=True),))))
    elif question.places:
        answered.append((Text("See "), *_places(question.places[:4])))
    else:
        answered.append((Text(STATES[question.state]),))
    records: list[Inlines] = []
    if question.records:
        first, *others = question.records[:5]
        facts = f" {first.title}. {_capital(first.owner)}; {first.when}; kept {first.retention}."
        records.append((Reference(first.form, first.number), Text(facts)))
        if others:
            more: list[Inline] = [Text("Also ")]
            for n, record in enumerate(others):
                more += (
                    [Text(", "), Reference(record.form, record.number)]
                    if n
                    else [Reference(record.form, record.number)]
                )
            records.append((*more, Text(" (Appendix A).")))
    return [
        words(question.ref, bold=True),
        Cell(((Text(question.topic),), (Text(kind, italic=True),))),
        Cell(tuple(answered)),
        Cell(tuple(records)),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _places(places: Sequence[Place]) -> Inlines:
    out: list[Inline] = []
    seen: set[str] = set()
    for place in places:
        label = f"{place.number} {place.title}".strip()
        if label in seen:
            continue
        seen.add(label)
        reference = Reference(place.block if "/" in place.block else place.document, label, page=True)
        out += [Text("; "), reference] if out else [reference]
    return tuple(out)


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
            (
                chapter.key,
                [
                    words(f"{chapter.number}  {chapter.title}", bold=True),
                    Cell((tuple(answered),)),
                    Cell((tuple(records),)),
                ],
            )
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
