"""A blank form to its blocks, from its one definition."""

from __future__ import annotations

from manualgen.errors import InputError, Problem
from manualgen.knowledge.library import DECLARED_PREFIXES, Form, FormField, FormSection
from manualgen.knowledge.places import place_of
from manualgen.rendering.document import (
    Block,
    Field,
    FieldGrid,
    Heading,
    Inlines,
    Landscape,
    Paragraph,
    RecordTable,
    SignatureBlock,
    Text,
)
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Fence, Ids, blocks, line
from manualgen.rendering.texts import Draw, Register


def form_blocks(item: Form, scribe: Scribe, register: Register, figure: Draw) -> list[Block]:
    """Return the body of the form, in landscape when the form asks for it."""
    ids = Ids(item.id)
    out: list[Block] = []
    if item.instructions:
        words = _line(scribe.value(item.instructions, item.file), scribe)
        out.append(Paragraph(ids.full("instructions"), words, style="note"))
    shown = [s for s in item.sections if _shown(s.when, scribe)]
    for section in shown:
        out += _section(section, item, ids, scribe, register, figure)
    out.append(Paragraph(ids.full("keep"), _filing(item, scribe), style="small"))
    return [Landscape(ids.full("landscape"), tuple(out))] if item.orientation == "landscape" else out


def form_facts(item: Form, scribe: Scribe) -> tuple[str, str, str]:
    """Return who fills in the form, when, and how long it is kept, in the client's words."""
    owner = scribe.voice.role_title(item.who) if item.who.startswith("role-") else item.who
    who, when, kept = (scribe.tokens.literal(t) for t in scribe.texts([owner, item.when, item.retention], item.file))
    return who, when, kept


def _filing(item: Form, scribe: Scribe) -> Inlines:
    role = scribe.voice.role_title(item.who) if item.who.startswith("role-") else item.who
    parts = [
        ("Filled in by", role),
        ("When", item.when),
        ("Kept", item.retention),
        ("Where", item.keep),
    ]
    rendered = scribe.texts([value for _, value in parts], item.file)
    out: list[Text] = []
    for (label, _), value in zip(parts, rendered, strict=True):
        if value:
            out += [Text(f"{label}: ", bold=True), Text(scribe.tokens.literal(value).rstrip(".") + ". ")]
    return tuple(out)


def _section(
    section: FormSection, item: Form, ids: Ids, scribe: Scribe, register: Register, figure: Draw
) -> list[Block]:
    out: list[Block] = []
    if section.title:
        title = scribe.tokens.literal(scribe.value(section.title, item.file))
        out.append(Heading(ids.full(f"h-{section.id}"), 2, (Text(title),), in_contents=False))
    if section.text:
        source = scribe.value(section.text, item.file)

        def refused(fence: Fence) -> list[Block]:
            at = place_of(item.file, section.text)
            fix = "give the section `include`, `register` or `table`, or move it to a policy or practice"
            raise InputError([Problem(at, "", f"a form's text takes no block {fence.name!r}", fix)])

        out += blocks(source, scribe.tokens, ids, refused)
    if section.fields:
        out.append(FieldGrid(ids.full(section.id), tuple(_field(f, item, ids, scribe) for f in section.fields)))
    if section.checklist:
        out.append(_checklist(section, item, ids, scribe))
    if section.table:
        table = section.table
        columns = tuple(_field(c, item, ids, scribe) for c in table.columns)
        out.append(
            RecordTable(
                ids.full(section.id), columns, table.rows, table.row_height_mm, summary=section.title or item.title
            )
        )
    if section.signatures:
        statement = _line(scribe.value(section.signatures.statement, item.file), scribe)
        labels = scribe.texts([s.label for s in section.signatures.signers], item.file)
        signers = tuple((scribe.tokens.literal(label), "") for label in labels)
        out.append(SignatureBlock(ids.full(section.id), signers, statement))
    if section.include:
        try:
            out.append(figure(section.include, ids))
        except ValueError as error:  # the figure's data do not hang together
            at = place_of(item.file, section.include)
            raise InputError([Problem(at, section.include, f"the figure cannot be drawn: {error}")]) from None
    if section.register_of:
        out += register(section.register_of, ids)
    return out


def _field(field: FormField, item: Form, ids: Ids, scribe: Scribe) -> Field:
    label, hint, value, *choices = scribe.texts([field.label, field.hint, field.value, *field.choices], item.file)
    words = scribe.tokens.literal
    return Field(
        ids.full(field.id),
        words(label),
        field.kind,
        field.required,
        field.unit,
        tuple(words(c) for c in choices),
        field.width,
        field.lines,
        words(hint),
        "" if scribe.tokens.unanswered(value) else words(value),  # the field itself is the place for the answer
    )


def _checklist(section: FormSection, item: Form, ids: Ids, scribe: Scribe) -> RecordTable:
    assert section.checklist is not None
    sheet = section.checklist
    shown = [i for i in sheet.items if _shown(i.when, scribe)]
    texts = scribe.texts([i.text for i in shown], item.file)
    labels = tuple((ids.full(i.id), _line(t, scribe)) for i, t in zip(shown, texts, strict=True) if t.strip())
    answer_width = 0.085
    comment_width = 0.28 if sheet.comment else 0.0
    first = 1.0 - answer_width * len(sheet.answers) - comment_width
    columns = [Field(ids.full(f"{section.id}-item"), "Check", "text", width=first)]
    columns += [
        Field(ids.full(f"{section.id}-a{n}"), answer, "choice", width=answer_width)
        for n, answer in enumerate(sheet.answers)
    ]
    if sheet.comment:
        columns.append(Field(ids.full(f"{section.id}-comment"), sheet.comment, "text", width=comment_width))
    return RecordTable(
        ids.full(section.id), tuple(columns), len(labels), 8.0, labels, summary=section.title or item.title
    )


def _shown(names: tuple[str, ...], scribe: Scribe) -> bool:
    """Return whether one of ``names`` holds: an id of declared work, or a condition. No name: always."""
    voice = scribe.voice
    return not names or any(voice.has(n) if n.startswith(DECLARED_PREFIXES) else voice.when(n) for n in names)


def _line(text: str, scribe: Scribe) -> Inlines:
    return line(text, scribe.tokens)[0]
