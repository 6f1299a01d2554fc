"""A document that uses every block type, for the tests of the Word writer. All names are invented."""

from __future__ import annotations

import struct
import zlib
from typing import get_args

from manualgen.rendering.document import (
    Blank,
    Block,
    Callout,
    Cell,
    CheckBox,
    Citation,
    Column,
    Contents,
    Control,
    Cover,
    Document,
    Duty,
    DutyParagraph,
    Field,
    FieldGrid,
    Figure,
    Heading,
    Inlines,
    Landscape,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    RecordTable,
    Reference,
    Row,
    SignatureBlock,
    Table,
    Text,
    WebLink,
    walk,
)

COMPANY = "O'Brien & Söhne Electric"
SYLLABICS = "ᓀᐦᐃᔭᐍᐏᐣ"
LONG_NAME = "Northern " + "Extremely Long Contracting Name " * 9 + "Ltd."


def png(width: int = 120, height: int = 40, rgb: tuple[int, int, int] = (31, 78, 121)) -> bytes:
    """Return a plain PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(rgb) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def t(text: str, bold: bool = False, italic: bool = False) -> Inlines:
    """Return one inline of literal text."""
    return (Text(text, bold, italic),)


def control(draft: bool = True, company: str = COMPANY) -> Control:
    """Return document control facts with a fixed date."""
    return Control(
        company=company,
        manual_title="Health and Safety Manual",
        revision="DRAFT" if draft else "Rev 2",
        date="2026-11-21",
        client="obrien-soehne",
        snapshot="3f9a",
        author="Foothills Safety Consulting",
        footer_note="Printed copies are uncontrolled. Check the number and revision before use.",
        draft=draft,
        properties=(("Prepared for", company),),
    )


def form_blocks() -> tuple[Block, ...]:
    """Return the blocks of one stand-alone form."""
    return (
        Heading("frm-h", 1, t("Ladder register and inspection"), number="F-012", document="frm-ladder-inspection"),
        Paragraph(
            "frm-how",
            t("Fill this in before the first use of each month. A ladder with a defect gets a red tag at once."),
            style="lead",
        ),
        FieldGrid(
            "frm-header",
            (
                Field("date", "Date", "date", required=True, width=0.25),
                Field("time", "Start time", "time", width=0.25),
                Field("site", "Site or address", width=0.5, required=True),
                Field("by", "Inspected by", "person", width=0.5),
                Field("load", "Rated load", "number", unit="kg", width=0.25),
                Field("tagged", "Red tag used", "yesno", width=0.25),
                Field("kind", "Ladder type", "choice", choices=("Step", "Extension", "Platform"), width=1.0),
                Field("notes", "What was found and done", "long", lines=4, hint="one line for each defect"),
                Field("sketch", "Sketch or photo", "photo", lines=4, width=0.6),
                Field("rating", "Risk", "rating", choices=("Low", "Medium", "High"), width=0.4),
            ),
        ),
        Heading("frm-check", 2, t("Check each item")),
        RecordTable(
            "frm-items",
            (
                Field("item", "Item", width=0.46),
                Field("ok", "OK", "choice", width=0.08),
                Field("defect", "Defect", "choice", width=0.1),
                Field("na", "N/A", "choice", width=0.08),
                Field("comment", "What is wrong, tagged by", width=0.28),
            ),
            labels=(
                ("rails", t("Side rails straight, no crack, dent or burn")),
                ("rungs", t("Rungs tight, clean and not bent")),
                ("feet", t("Feet in place, rubber not worn through")),
                ("label", t("Maker's label can be read")),
            ),
            summary="Inspection items with boxes to tick",
        ),
        Heading("frm-log", 2, t("Register")),
        RecordTable(
            "frm-reg",
            (
                Field("no", "Ladder no.", width=0.14),
                Field("where", "Where it is", width=0.36),
                Field("len", "Length", "number", unit="m", width=0.14),
                Field("out", "Taken out of service", "date", width=0.36),
            ),
            rows=5,
            row_height_mm=9.0,
        ),
        SignatureBlock(
            "frm-sign",
            (("Journeyperson", ""), ("Owner", "A. Example")),
            t("I have checked each ladder listed above."),
        ),
    )


def procedure_rows(count: int) -> tuple[Row, ...]:
    """Return ``count`` steps of an invented procedure."""
    return tuple(
        Row(
            f"step-{n}",
            (
                Cell((t(str(n + 1), bold=True),), align="center"),
                Cell((t(f"Prove the meter on a known live source, then test terminal {n + 1} dead."),)),
                Cell((t("Shock from a circuit believed dead"),), tone=("low", "medium", "high", "extreme")[n % 4]),
                Cell((t("Meter CAT III 600 V; test phase to phase and phase to ground."), t("Prove the meter again."))),
            ),
        )
        for n in range(count)
    )


STEP_COLUMNS = (
    Column("Step", 0.08, "center"),
    Column("What to do", 0.36),
    Column("What can go wrong", 0.22),
    Column("Control", 0.34),
)


def sample(hostile: bool = False, draft: bool = True) -> Document:
    """Return the whole sample. ``hostile`` adds text that other formats would take for a command."""
    duty = Duty("ladder-inspect", "role-worker", "checks the ladder", frequency="each-use")
    nasty = (
        (
            Paragraph(
                "h1", t("{{ 7*7 }} {% raw %} =1+1 @SUM(A1) <script>alert(1)</script> ]]> &amp; \"quoted\" 'single'")
            ),
            Paragraph("h2", t(LONG_NAME)),
            Paragraph("h3", t("tab\tnew\nline A" + "b" * 400)),
        )
        if hostile
        else ()
    )
    blocks = (
        Cover(
            "cover",
            "Health and Safety Manual",
            COMPANY,
            (("Program", "SECOR"), ("Province", "Alberta"), ("Date", "2026-11-21"), ("Law as of", "2026-10-01")),
            "DRAFT" if draft else "Revision 2",
            logo=png(),
            logo_alt="Logo: a blue bar",
            footnote="Not legal advice. COR and SECOR are marks of their owners.",
        ),
        Contents("toc", 2),
        Heading("c1", 1, t("Management leadership"), number="1", page_break=True, document="sec-leadership"),
        Paragraph("p1", t("What the company promises and who carries it."), style="lead"),
        Paragraph(
            "p2",
            (
                Text("Call "),
                Blank("sites.shop.phone", "Phone of the shop"),
                Text(" first. See "),
                Reference("sjp-panel", "SJP-001 Replace a panel"),
                Text(" and "),
                Reference("not-here", "F-099"),
                Text(". Law: "),
                Citation("OHS Code, Part 8†", "ladders", "ab.ohs.p8", True),
                Text("; "),
                WebLink("https://example.com/a?b=1&c=2", "the regulator's page"),
                Text("."),
                LineBreak(),
                Text(f"Cree: {SYLLABICS} <b>not bold</b>", italic=True),
            ),
        ),
        *nasty,
        Heading("c1-1", 2, t("Duties"), number="1.1"),
        DutyParagraph(
            "d1",
            (
                Text(
                    "The lead journeyperson checks the ladder top to bottom before each climb-up of the day", bold=True
                ),
                Text(". Record: "),
                Reference("frm-ladder-inspection", "F-012 Ladder register"),
                Text(
                    ", kept 2 years. A ladder with a defect gets a red tag and goes in the van, not back on the wall."
                ),
            ),
            duty,
        ),
        DutyParagraph("d2", t("The owner initials the register on the last Friday of the month."), duty),
        Paragraph("p3", t("Before the climb:")),
        ListBlock(
            "l1",
            (
                ListItem(
                    "l1a",
                    t("Look at the ground under both feet."),
                    (
                        ListBlock(
                            "l1n",
                            (
                                ListItem("l1n1", t("Level and firm")),
                                ListItem(
                                    "l1n2",
                                    t("No ice, no oil"),
                                    (ListBlock("l1d", (ListItem("l1d1", t("A third level")),)),),
                                ),
                            ),
                            "bullet",
                        ),
                    ),
                ),
                ListItem("l1b", t("Set the base one out for every four up.")),
                ListItem("l1c", t("Tie the top.")),
            ),
            "number",
        ),
        Paragraph("p4", t("The next list starts again, at 3:")),
        ListBlock("l2", (ListItem("l2a", t("Third")), ListItem("l2b", t("Fourth"))), "number", 3),
        ListBlock(
            "l3",
            (
                ListItem("l3a", t("Meter")),
                ListItem("l3b", (Text("Lock and tag "), CheckBox(True, "shop"))),
            ),
            "check",
        ),
        ListBlock(
            "l4",
            (
                ListItem("l4a", t("Face the ladder.")),
                ListItem("l4b", t("Keep three points of contact.")),
            ),
            "do",
        ),
        ListBlock(
            "l5",
            (
                ListItem("l5a", t("Stand on the top two steps.")),
                ListItem("l5b", t("Lean past the rails.")),
            ),
            "dont",
        ),
        Callout(
            "stop",
            "stop",
            "Stop work when",
            (
                ListBlock(
                    "s1",
                    (
                        ListItem("s1a", t("the meter has not been proved on a known live source")),
                        ListItem("s1b", t("a lock is missing or its key is not with its owner")),
                    ),
                ),
                Paragraph("s2", t("The lead journeyperson decides the restart.")),
            ),
        ),
        Callout(
            "law",
            "law",
            "What the law asks",
            (Paragraph("lw", t("Tell the regulator of a serious incident at once.")),),
        ),
        Callout("note", "note", "", (Paragraph("nt", t("A note without a title.")),)),
        Callout(
            "verify",
            "verify",
            "To verify before issue",
            (
                Table(
                    "vt",
                    (Column("What", 0.5), Column("Where", 0.5)),
                    (Row("vt1", (Cell((t("Part 8"),)), Cell((t("1.1"),)))),),
                ),
            ),
        ),
        Callout("rule", "rule", "House rule", (Paragraph("hr", t("Nobody works alone on the roof.")),)),
        Heading("c1-2", 2, t("Not in the contents"), in_contents=False),
        Heading("c1-2-1", 3, t("A third level, and")),
        Heading("c1-2-1-1", 4, t("a fourth")),
        Paragraph("p5", t("Small print, to the right."), style="small", align="right"),
        Paragraph("p6", t("A note in the text, centred."), style="note", align="center"),
        Figure("fig", "A blue bar", caption="Figure 1. A bar", image=png(300, 60), width=0.6),
        Figure("fig2", "A tall bar", image=png(60, 300, (30, 107, 52)), width=1.0, max_height_mm=40, align="left"),
        PageBreak("pb1"),
        Heading(
            "sjp",
            1,
            t("Replace a panel or service (to 200 A)"),
            number="SJP-001",
            page_break=True,
            document="sjp-panel",
        ),
        Table("steps", STEP_COLUMNS, procedure_rows(34), caption="Steps", summary="Steps, hazards and controls"),
        SignatureBlock("after-long", (("Owner", ""),)),
        Table(
            "facts",
            (Column("", 0.3), Column("", 0.7)),
            (
                Row(
                    "f1",
                    (
                        Cell((t("Muster point"),), "label", bold=True),
                        Cell(((Blank("m", "Muster point at the shop"),),)),
                    ),
                ),
                Row("f2", (Cell((t("Both"),), "head", span=2),), 10.0),
                Row("f3", (Cell((t("Short row"),)),)),
            ),
            style="rows",
            keep_together=True,
        ),
        Table(
            "long-facts",
            (Column("", 0.3), Column("", 0.7)),
            tuple(Row(f"lf{n}", (Cell((t(f"Fact {n}"),), "label"), Cell((t("Value " * 12),)))) for n in range(40)),
            caption="A long table without titles",
            style="rows",
            font_scale=0.9,
        ),
        Table(
            "pl",
            (Column("Left", 0.5), Column("Right", 0.5, "right")),
            (Row("pl1", (Cell((t("1"),)), Cell((t("2"),)))),),
            style="plain",
        ),
        PageBreak("pb2"),
        Landscape(
            "land",
            (
                Heading("wide", 1, t("Hazard register"), number="2"),
                Table(
                    "wide-t",
                    tuple(Column(f"Column {n}", 0.125) for n in range(8)),
                    tuple(
                        Row(
                            f"w{n}",
                            tuple(
                                Cell((t("Line to the van"),), ("", "muted", "label", "high")[n % 4]) for _ in range(8)
                            ),
                        )
                        for n in range(40)
                    ),
                ),
            ),
        ),
        Heading("after", 1, t("After the wide pages"), number="3", page_break=True),
        Paragraph("p7", t("Portrait again.")),
        Landscape("land2", (Paragraph("lp", t("One paragraph on a wide page.")),)),
        Landscape("land3", (Paragraph("lp2", t("Another wide page.")),)),
        PageBreak("pb3"),
        *form_blocks(),
    )
    return Document("manual", "manual", "HSM-001", "Health and Safety Manual", blocks, control(draft))


def form() -> Document:
    """Return the form alone, without contents and cover."""
    return Document("frm-ladder-inspection", "form", "F-012", "Ladder register", form_blocks(), control(False))


def test_the_sample_uses_every_block_type() -> None:
    used = {type(block) for block in walk(sample().blocks)}
    assert used == set(get_args(Block))
