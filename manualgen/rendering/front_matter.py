"""The pages before chapter 1: cover, control, approval, acknowledgement, contents, company profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from manualgen.rendering.company_facts import company_pairs, machine_table, person, place_table
from manualgen.rendering.context import Voice
from manualgen.rendering.document import (
    Blank,
    Block,
    Cell,
    Column,
    Contents,
    Control,
    Cover,
    Heading,
    Inlines,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    Text,
)

COLOPHON = (
    "Prepared for {company} from facts that {company} supplied. Law as of {as_of}; sources last read {read}. "
    "This manual is not legal advice. It is not endorsed by {partner} or by any other certifying partner; COR and SECOR are "
    "marks of their owners. It does not promise certification or a premium refund."
)


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of the revision table."""

    number: str
    date: str
    change: str
    approved_by: str


def cover(voice: Voice, control: Control, logo: bytes, title: str) -> list[Block]:
    """Return the cover page."""
    plan = voice.plan
    return [
        Cover(
            "manual/cover",
            title,
            voice.company["legal_name"] or voice.company["name"],
            (
                ("Certifying partner", plan.partner_name),
                ("Program", plan.program_title),
                ("Document number", f"{control_number(voice)}"),
                ("Law as of", voice.law.as_of.isoformat()),
                ("Revision", control.revision),
                ("Date", control.date),
            ),
            "DRAFT" if control.draft else control.revision,
            logo,
            f"Logo of {voice.company['name']}" if logo else "",
            colophon(voice),
        )
    ]


def control_number(voice: Voice) -> str:
    """Return the manual's own document number."""
    return voice.numbers.get("manual", "MAN-001")


def colophon(voice: Voice) -> str:
    """Return the colophon that every document carries."""
    return COLOPHON.format(
        company=voice.company["name"],
        as_of=voice.law.as_of.isoformat(),
        read=voice.law.sources_last_read.isoformat(),
        partner=voice.plan.partner_name,
    )


def short_colophon(voice: Voice, control: Control) -> str:
    """Return the colophon in one line, for the end of a form or policy."""
    return (
        f"{control.company}, {control.manual_title}, {control.revision}, {control.date}. Law as of "
        f"{voice.law.as_of.isoformat()}. Not legal advice or endorsed; COR and SECOR are marks of their owners."
    )


def control_pages(voice: Voice, control: Control, revisions: Sequence[Revision]) -> list[Block]:
    """Return document control with the revision table, approval and acknowledgement pages."""
    approver = voice.role_title("role-approver")
    out: list[Block] = [
        _front("control", "Document control"),
        Paragraph(
            "manual/control-text",
            (
                Text("This copy is "),
                Text(control.revision, bold=True),
                Text(
                    f". The {approver} approves each revision. A printed copy is current only if its revision matches the "
                    "file in the office; when in doubt, ask before using it. Replaced copies are destroyed, one is kept."
                ),
            ),
        ),
        _pairs("manual/control-facts", _control_pairs(voice), "Document control"),
        _revision_table(revisions),
        *_distribution(voice),
    ]
    out += [
        _front("approval", "Approval", page_break=False),
        Paragraph(
            "manual/approval-text",
            (
                Text(
                    "I have read this manual. It describes how we work, I put the time and money behind it that it needs, "
                    "and I answer for it."
                ),
            ),
            keep_with_next=True,
        ),
        SignatureBlock("manual/approval-sign", ((f"{_capital(approver)}, {voice.company['name']}", _approver_name(voice)),)),
        _front("acknowledgement", "Acknowledgement"),
        Paragraph(
            "manual/acknowledgement-text",
            (
                Text(
                    "Each person signs after the manual has been gone through with them and their questions are answered: "
                    "at hire, and again when a revision changes their work."
                ),
            ),
        ),
        _sign_table(12),
    ]
    return out


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _approver_name(voice: Voice) -> str:
    """Return the name of the one person who approves, when the profile gives it."""
    title = voice.role_title("role-approver")
    names = [n for one in voice.profile.ask("roles") or () if one.title == title for n in one.held_by]
    return names[0] if len(names) == 1 else ""


def _control_pairs(voice: Voice) -> list[tuple[str, Inlines]]:
    """Return who approves, prepares and keeps the manual and how often it is reviewed."""
    months = int(voice.profile.ask("document_control.review_months"))
    voice.questions.record("fact", "document_control.review_months", answer=months)
    told = (
        ("Approved by", _capital(voice.role_title("role-approver"))),
        ("Master copy kept by", _capital(voice.role_title("role-keeper"))),
        ("Reviewed", f"At least every {months} months" if months != 1 else "Every month"),
        ("Prepared by", person(voice, "author")),
    )
    return [(label, (Text(words),)) for label, words in told if words]


def _distribution(voice: Voice) -> list[Block]:
    """Return the distribution list of the controlled copies; nothing when the profile names none."""
    copies = tuple(voice.profile.ask("document_control.copies") or ())
    voice.questions.record("fact", "document_control.copies", answer=list(copies) or None)
    if not copies:
        return []
    rows = tuple(
        Row(f"manual/copy-{n}", (Cell(((Text(str(n)),),)), Cell(((Text(place),),)), Cell(), Cell()), 7.0)
        for n, place in enumerate(copies, 1)
    )
    columns = (Column("Copy", 0.1), Column("Where it is", 0.46), Column("Revision put in, date", 0.24), Column("Initials", 0.2))
    return [Table("manual/copies", columns, rows, caption="Controlled copies", summary="Where controlled copies are")]


def _front(key: str, title: str, page_break: bool = True) -> Heading:
    return Heading(f"manual/{key}", 1, (Text(title),), page_break=page_break, in_contents=key == "profile")


def _revision_table(revisions: Sequence[Revision]) -> Table:
    rows = [
        Row(
            f"manual/revision-{r.number}",
            tuple(Cell(((Text(value),),)) for value in (r.number, r.date, r.change, r.approved_by)),
        )
        for r in revisions
    ]
    rows += [
        Row(f"manual/revision-blank-{n}", (Cell(), Cell(), Cell(), Cell()), 8.0) for n in range(max(0, 4 - len(rows)))
    ]
    columns = (
        Column("Revision", 0.14),
        Column("Date", 0.16),
        Column("What changed and why", 0.44),
        Column("Approved by", 0.26),
    )
    return Table("manual/revisions", columns, tuple(rows), caption="Revisions", summary="Revisions of this manual")


def _sign_table(count: int) -> Table:
    rows = tuple(Row(f"manual/ack-{n}", (Cell(), Cell(), Cell(), Cell()), 9.0) for n in range(1, count + 1))
    columns = (Column("Name", 0.34), Column("Position", 0.22), Column("Signature", 0.28), Column("Date", 0.16))
    return Table("manual/acknowledgements", columns, rows, summary="Names, positions, signatures and dates")


def contents() -> list[Block]:
    """Return the contents page."""
    return [
        Contents("manual/contents", 2),
    ]


def company_profile(voice: Voice, org_chart: Block | None) -> list[Block]:
    """Return the company profile: facts, organisation chart, declared work, places, machines.

    The chart stands before the tables that break across pages: behind them it would often need a page of its own.
    """
    plan, library = voice.plan, voice.library
    out: list[Block] = [
        _front("profile", "Company profile"),
        _pairs("manual/profile-facts", company_pairs(voice), "Facts about the company"),
    ]
    if org_chart is not None:
        out += [Heading("manual/organisation-title", 2, (Text("Who reports to whom"),), in_contents=False), org_chart]
    out += [
        Heading("manual/profile-work-title", 2, (Text("The work we do"),), in_contents=False),
        Paragraph(
            "manual/profile-work",
            (
                Text(
                    "This manual is built on the work below. Work that is not listed is not covered: tell the office before taking it on."
                ),
            ),
        ),
    ]
    groups = (
        ("tsk-", "Tasks"),
        ("eqp-", "Equipment"),
        ("prd-", "Hazardous products"),
        ("cnd-", "Site conditions"),
        ("prm-", "Permits"),
    )
    pairs: list[tuple[str, Inlines]] = []
    for prefix, label in groups:
        known = [d for d in plan.declared if d.startswith(prefix) and library.title_of(d) != d]
        titles = [library.title_of(d) for d in known]  # what the library has no entry for is on the ask-list
        if titles:
            pairs.append((label, (Text("; ".join(titles) + "."),)))
    declared = _pairs("manual/profile-declared", pairs, "Declared work", ("Kind", "What was declared"))
    out.append(replace(declared, font_scale=0.88))
    return [*out, *place_table(voice), *machine_table(voice)]


def _pairs(
    table_id: str, pairs: Sequence[tuple[str, Inlines]], summary: str, titles: tuple[str, str] = ("", "")
) -> Table:
    rows = tuple(
        Row(
            f"{table_id}-{n}",
            (Cell(((Text(label),),), tone="label", bold=True), Cell((value or (Blank("?", label),),))),
        )
        for n, (label, value) in enumerate(pairs)
    )
    return Table(table_id, (Column(titles[0], 0.26), Column(titles[1], 0.74)), rows, summary=summary)
