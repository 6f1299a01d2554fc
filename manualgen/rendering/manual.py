"""The manual: chapters in the partner's order around the client's documents.

In: the plan, a :class:`Voice` and the rendered bodies. Out: one :class:`Document`
for the manual and one for each stand-alone document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from manualgen.knowledge.library import GUIDE
from manualgen.planning.plan import PlannedChapter
from manualgen.rendering import back_matter, front_matter
from manualgen.rendering.bodies import Kept
from manualgen.rendering.context import Voice
from manualgen.rendering.document import (
    Blank,
    Block,
    Citation,
    Control,
    Document,
    Duty,
    Heading,
    Landscape,
    Paragraph,
    SignatureBlock,
    Text,
)
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers import draw_register
from manualgen.rendering.texts import shifted, with_title

SUPPLEMENTS = {"sup-hazard-register": "Hazard register", "sup-duty-calendar": "Calendar of duties"}


@dataclass(frozen=True)
class Rendered:
    """Everything that was rendered, before any ink.

    ``to_verify`` maps each provision (or good-practice id) behind a † to the blocks that
    rest on it; ``sources`` says how it prints and where it was read; ``blanks`` maps each
    blank slot to (label, blocks that show it).
    """

    manual: Document
    documents: tuple[Document, ...]
    to_verify: Mapping[str, tuple[str, ...]]
    blanks: Mapping[str, tuple[str, tuple[str, ...]]]
    duties: tuple[Duty, ...]
    sources: Mapping[str, tuple[str, str]]


def section_numbers(chapters: Sequence[PlannedChapter]) -> dict[str, str]:
    """Return the number of each section ("2.3"), by section id."""
    return {s: f"{c.number}.{n}" for c in chapters for n, s in enumerate(c.sections, 1)}


def chapter_blocks(chapter: PlannedChapter, voice: Voice, bodies: Mapping[str, Sequence[Block]]) -> list[Block]:
    """Return one chapter: its heading, sections, policies, then the documents it collects."""
    library = voice.library
    out: list[Block] = [
        Heading(f"chapter-{chapter.key}/title", 1, (Text(chapter.title),), number=chapter.number, page_break=chapter.new_page)
    ]
    sections: list[Block] = []
    for section in chapter.sections:
        title = Heading(
            f"{section}/title", 2, (Text(library.texts[section].title),), number=voice.section_numbers[section]
        )
        sections += [title, *shifted(bodies[section], 1)]

    def documents(ids: Sequence[str]) -> list[Block]:
        blocks: list[Block] = []
        for document_id in ids:
            item = library.document(document_id)
            assert item is not None
            body: Sequence[Block] = bodies[document_id]
            if item.kind == "procedure":  # signed on its own sheet, which hangs where the work is
                body = [b for b in body if not isinstance(b, SignatureBlock)]
            blocks += with_title(item, voice.numbers[document_id], body, 2, item.kind == "procedure")
        return blocks

    policies = documents([p for p in chapter.policies if p in bodies])
    out += [*policies, *sections] if chapter.policies_first else [*sections, *policies]
    if chapter.collect:
        out += documents(voice.plan.ids(chapter.collect.removesuffix("s")))
    return out


def assemble(
    voice: Voice,
    control: Control,
    bodies: Mapping[str, Sequence[Block]],
    *,
    logo: bytes,
    org_chart: Block | None,
    revisions: Sequence[front_matter.Revision],
    topics: Sequence[str],
    terms: Sequence[tuple[str, str]],
    coverage: Sequence[Block],
    form_register: Sequence[Block],
    kept: Kept,
) -> Rendered:
    """Return the manual and the stand-alone documents."""
    plan = voice.plan
    title = "Health and Safety Manual"
    front = [
        *front_matter.cover(voice, control, logo, title),
        *front_matter.control_pages(voice, control, revisions),
        *front_matter.contents(),
    ]
    guide = bodies.get(GUIDE)
    if guide:
        front += [
            Heading(f"{GUIDE}/title", 1, (Text(voice.library.texts[GUIDE].title),), page_break=True),
            *shifted(guide, 0),
        ]
    front += front_matter.company_profile(voice, org_chart)
    chapters = [b for c in plan.chapters for b in chapter_blocks(c, voice, bodies)]
    main = [*front, *chapters]
    duties = back_matter.duties_of(main)
    documents = tuple(stand_alone(d, voice, control, bodies[d]) for d in plan.ids())
    programs = back_matter.duties_of(b for d in plan.ids("program") for b in bodies[d])  # these stand alone
    documents += tuple(_supplements(voice, control, (*duties, *programs), kept))
    every = (*main, *(b for d in documents for b in d.blocks))  # programs and registers stand outside the manual
    open_ended = _open_ended({id(b): b for b in every}.values())
    used = _verify(open_ended)
    sources = _sources(voice)
    letters = iter("ABCDEFGHIJ")
    back = [
        *back_matter.forms_index(next(letters), form_register),
        *back_matter.legal_register(next(letters), voice, topics),
        *back_matter.verify_list(next(letters), voice, used, sources),
        *back_matter.coming_changes(next(letters), voice),
        *back_matter.glossary(next(letters), terms),
        Heading("manual/coverage", 1, (Text("Audit cross-reference"),), number=f"Appendix {next(letters)}"),
        *coverage,
        *_colophon(voice, "manual"),
    ]
    blocks = (*main, *back)
    manual = Document(
        "manual", "manual", front_matter.control_number(voice), title, tuple(blocks), control, duties=duties
    )
    return Rendered(manual, documents, used, _blanks([*open_ended, *_open_ended(back)]), duties, sources)


def stand_alone(document_id: str, voice: Voice, control: Control, body: Sequence[Block]) -> Document:
    """Return one policy, practice, procedure, program or form as a document of its own."""
    item = voice.library.document(document_id)
    assert item is not None
    number = voice.numbers[document_id]
    title = Heading(f"{document_id}/title", 1, (Text(item.title),), number=number, document=document_id)
    blocks: tuple[Block, ...] = _opened(title, tuple(body))
    if item.kind in ("form", "policy"):  # sheets that are filled in or posted: one line
        last = Paragraph(f"{document_id}/colophon", (Text(front_matter.short_colophon(voice, control)),), style="small")
        blocks = _closed(blocks, last)
    else:
        blocks = (*blocks, *_colophon(voice, document_id))
    return Document(
        document_id,
        item.kind,  # type: ignore[arg-type]
        number,
        item.title,
        blocks,
        control,
        aspects=item.aspects,
        duties=back_matter.duties_of(body),
    )


def _opened(title: Heading, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return ``body`` under ``title``, which goes onto the landscape page that a form begins with."""
    if body and isinstance(body[0], Landscape):
        return (replace(body[0], blocks=(title, *body[0].blocks)), *body[1:])
    return (title, *body)


def _closed(blocks: tuple[Block, ...], last: Block) -> tuple[Block, ...]:
    """Return ``blocks`` with ``last`` at the end, inside the landscape pages when the form ends on them."""
    if isinstance(blocks[-1], Landscape):
        return (*blocks[:-1], replace(blocks[-1], blocks=(*blocks[-1].blocks, last)))
    return (*blocks, last)


def _supplements(voice: Voice, control: Control, duties: Sequence[Duty], kept: Kept) -> list[Document]:
    """Return the documents drawn from the whole plan: the hazard register and the calendar of duties."""
    out = []
    for document_id, title in SUPPLEMENTS.items():
        number = voice.numbers[document_id]
        heading = Heading(f"{document_id}/title", 1, (Text(title),), number=number, document=document_id)
        if document_id == "sup-hazard-register":
            body = kept.piece(document_id, "", voice, lambda: _hazard_register(voice), blocks=True)
        else:
            body = tuple(back_matter.duty_calendar(voice, duties))
        blocks = _closed(_opened(heading, body), *_colophon(voice, document_id))
        out.append(Document(document_id, "supplement", number, title, blocks, control))
    return out


def _hazard_register(voice: Voice) -> tuple[Block, ...]:
    return tuple(draw_register("hazards", Scribe(voice), Ids("sup-hazard-register")))


def _colophon(voice: Voice, document_id: str) -> list[Block]:
    return [Paragraph(f"{document_id}/colophon", (Text(front_matter.colophon(voice)),), style="small")]


def _open_ended(blocks: Iterable[Block]) -> list[tuple[str, Citation | Blank]]:
    """Return each citation and blank of ``blocks`` with the id of the block that shows it."""
    return [(place, inline) for place, inline in back_matter.inlines_of(blocks) if isinstance(inline, Citation | Blank)]


def _verify(found: Iterable[tuple[str, Citation | Blank]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, dict[str, None]] = {}
    for place, inline in found:
        if isinstance(inline, Citation) and inline.to_verify:
            for provision in inline.provision.split():
                out.setdefault(provision, {})[place] = None
    return {k: tuple(v) for k, v in sorted(out.items())}


def _sources(voice: Voice) -> dict[str, tuple[str, str]]:
    """Return (as printed, where read) of every provision and good-practice item of the client's law."""
    out = {
        row.provision: (f"{row.instrument}, {row.ref}" if row.ref else row.instrument, row.source)
        for row in voice.law.provisions()
    }
    out.update(voice.good_practice_sources)
    return out


def _blanks(found: Iterable[tuple[str, Citation | Blank]]) -> dict[str, tuple[str, tuple[str, ...]]]:
    out: dict[str, tuple[str, dict[str, None]]] = {}
    for place, inline in found:
        if isinstance(inline, Blank):
            out.setdefault(inline.slot, (inline.label, {}))[1][place] = None
    return {slot: (label, tuple(places)) for slot, (label, places) in sorted(out.items())}
