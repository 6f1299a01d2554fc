"""A document with every block type and hostile text, and what the tree itself must hold."""

from __future__ import annotations

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

HOSTILE = (
    "O'Brien & Söhne <b>",
    "{{ 7*7 }}",
    "=1+1",
    '#set text(red) $x$ *bold* _it_ `raw` <label> @ref \\ "quoted" // no comment /* none */',
    "ᓀᐦᐃᔭᐍᐏᐣ",
    "]] } ) ~ -- ... 'quote'",
)
UNBROKEN = "Overlong" * 37 + "Name"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">'
    '<rect x="1" y="1" width="198" height="58" fill="#EEF2F6" stroke="#1F4E79"/>'
    '<text x="100" y="35" font-family="Carlito" font-size="14" text-anchor="middle">Eliminate first</text></svg>'
)


def words(text: str, bold: bool = False) -> Inlines:
    return (Text(text, bold=bold),)


def cell(text: str, **options: object) -> Cell:
    return Cell(paragraphs=(words(text),), **options)  # type: ignore[arg-type]


def control(**changes: object) -> Control:
    facts: dict[str, object] = {
        "company": "Kestrel Coulee Electric",
        "manual_title": "Health and safety manual",
        "revision": "DRAFT",
        "date": "2026-11-21",
        "client": "electrician-ab-secor",
        "snapshot": "0123456789abcdef",
        "author": "Safety consultant",
        "draft": True,
    }
    return Control(**(facts | changes))  # type: ignore[arg-type]


def sample_blocks() -> tuple[Block, ...]:
    duty = Duty(id="ladder-inspect", role="role-worker", action="checks the ladder", frequency="each-use")
    return (
        Cover(
            id="cover",
            title="Health and safety manual",
            company="Kestrel Coulee Electric",
            lines=(("Program", "SECOR"), ("Manual number", "KCE-MAN-001"), ("Law as of", "2026-11-21")),
            status="DRAFT",
            footnote="Not legal advice. Not endorsed by the certifying partner.",
        ),
        Contents("contents"),
        Heading("chapter-1", 1, words("Ladders & steps"), number="1", page_break=True, document="swp-ladders"),
        Paragraph("lead", words("How we choose, set, climb and keep ladders."), style="lead"),
        Paragraph(
            "inlines",
            (
                Text("Set the ladder "),
                Text("1 m out", bold=True),
                Text(" for every ", italic=True),
                Text("4 m up", bold=True, italic=True),
                Text(". See "),
                Reference("sjp-panel", "SJP-004 Replace a panel"),
                Text(", "),
                Reference("not-in-this-file", "SJP-099"),
                Text(" and "),
                Reference("row-target", "the table"),
                Text("; "),
                WebLink("https://example.org/a?b=1&c=2", "the partner's page"),
                Text(". Muster point: "),
                Blank("sites.shop.muster_point", "Muster point at the shop"),
                Text(". "),
                Citation("OHS Code, Part 8, s. 136†", "ladders", "ab.x", True),
                LineBreak(),
                CheckBox(False, "Done"),
                Text(" "),
                CheckBox(True, "Seen"),
            ),
        ),
        Heading("h2", 2, words("Before the climb"), number="1.1"),
        DutyParagraph(
            "duty", words("The journeyperson checks the ladder top to bottom before each climb. Record: F-012."), duty
        ),
        ListBlock(
            "list",
            (
                ListItem(
                    "li-1",
                    words("Rails straight"),
                    (
                        ListBlock("list-n", (ListItem("li-n1", words("no dent")), ListItem("li-n2", words("no burn")))),
                        ListBlock(
                            "list-m", (ListItem("li-m1", words("first")), ListItem("li-m2", words("second"))), "number"
                        ),
                    ),
                ),
                ListItem("li-2", words("Rungs dry")),
            ),
        ),
        ListBlock("num", tuple(ListItem(f"n-{n}", words(f"Step {n} of the climb")) for n in range(3, 6)), "number", 3),
        ListBlock("check", (ListItem("c-1", words("Gloves on")), ListItem("c-2", words("Area clear"))), "check"),
        ListBlock("do", (ListItem("d-1", words("Tie it off")),), "do"),
        ListBlock("dont", (ListItem("dd-1", words("Stand on the top cap")),), "dont"),
        Heading("h3", 3, words("Hostile text")),
        *(Paragraph(f"hostile-{n}", words(text)) for n, text in enumerate(HOSTILE)),
        Paragraph("unbroken", words(UNBROKEN)),
        Heading("h4", 4, words("Small print")),
        Paragraph("small", words("Small text of the colophon."), style="small"),
        Paragraph("note", words("A note in small italics."), style="note", align="right", keep_with_next=True),
        *(
            Callout(
                f"callout-{kind}",
                kind,
                title,
                (  # type: ignore[arg-type]
                    Paragraph(f"callout-{kind}-p", words(f"Text of the {kind} box.")),
                    ListBlock(f"callout-{kind}-l", (ListItem(f"callout-{kind}-i", words("One reason")),)),
                ),
            )
            for kind, title in (
                ("stop", "Stop work when"),
                ("law", "What the law says"),
                ("note", "Good to know"),
                ("verify", "Verify before issue"),
                ("rule", "House rule"),
            )
        ),
        Table(
            "row-target",
            (Column("Hazard", 0.3), Column("Rating", 0.15, "center"), Column("Control", 0.55)),
            (
                Row("r-1", (cell("Shock"), cell("High", tone="high"), cell("Lock, tag, test before touch"))),
                Row(
                    "r-2", (cell("Trip"), cell("Low", tone="low"), Cell((words("Clear cords"), words("Light the way"))))
                ),
                Row("r-3", (cell("Group heading", tone="label", span=3, bold=True),)),
                Row("r-4", (cell(UNBROKEN[:60]), cell("Extreme", tone="extreme"), cell("Stop")), 15),
                Row("r-5", (cell("head", tone="head"), cell("medium", tone="medium"), cell("muted", tone="muted"))),
            ),
            caption="Hazards of the task",
            summary="Each hazard with its rating and control",
        ),
        Table(
            "rows",
            (Column("Who", 0.4), Column("Does", 0.6)),
            (Row("q-1", (cell("Owner"), cell("Signs"))),),
            style="rows",
        ),
        Table(
            "plain",
            (Column("", 0.3), Column("", 0.7)),
            (Row("p-1", (cell("Label", bold=True, tone="label"), cell("Value", tone="head"))),),
            style="plain",
        ),
        Figure("figure", "The first step of the hierarchy", "Hierarchy of controls", svg=SVG, width=0.7),
        Heading("chapter-2", 1, words("A long register"), number="2", page_break=True, document="sjp-panel"),
        Table(
            "long",
            (Column("No.", 0.1), Column("Text", 0.9)),
            tuple(
                Row(
                    f"long-{n}",
                    (
                        cell(str(n)),
                        cell(f"Entry {n}. " + " ".join(["Lock it, tag it, test it, keep the key."] * (n % 5 + 1))),
                    ),
                )
                for n in range(90)
            ),
        ),
        Landscape(
            "wide",
            (
                Heading("wide-title", 2, words("Wide table")),
                Table(
                    "wide-table",
                    tuple(Column(f"Column {n}", 0.1) for n in range(10)),
                    tuple(Row(f"wide-{n}", tuple(cell(f"cell {n}.{k}") for k in range(10))) for n in range(40)),
                    font_scale=0.9,
                ),
            ),
        ),
        Heading("form-title", 1, words("Form F-012 Ladder register"), page_break=True),
        FieldGrid(
            "fields",
            (
                Field("date", "Date", "date", True, width=0.25),
                Field("site", "Site or address", width=0.75),
                Field("weather", "Weather", "multi", choices=("Dry", "Rain", "Snow", "Wind over 40 km/h"), width=0.6),
                Field("ok", "Safe to use", "yesno", width=0.4),
                Field("height", "Height", "number", unit="m", width=0.3),
                Field("risk", "Risk", "rating", width=0.3),
                Field("who", "Checked by", "person", width=0.4, value="Lead journeyperson"),
                Field("notes", "What did you find?", "long", lines=3, hint="Rails, rungs, feet"),
                Field("photo", "Sketch or photo", "photo", lines=5, width=0.5),
            ),
        ),
        RecordTable(
            "checklist",
            (
                Field("item", "Check each item", width=0.5),
                Field("ok", "OK", "choice", width=0.1),
                Field("defect", "Defect", "choice", width=0.1),
                Field("comment", "What is wrong", width=0.3),
            ),
            labels=tuple(
                (
                    f"item-{n}",
                    words(f"Item {n}: side rails straight, no crack, dent or burn on either side" * (n % 2 + 1)),
                )
                for n in range(6)
            ),
        ),
        RecordTable(
            "register",
            (
                Field("no", "Ladder no.", width=0.2),
                Field("date", "Date", "date", width=0.2),
                Field("yes", "Pass", "yesno", width=0.2),
                Field("by", "By", width=0.4),
            ),
            rows=12,
        ),
        Paragraph("before-sign", words("The two below have looked at the ladder together.")),
        SignatureBlock("sign", (("Inspected by", ""), ("Owner", "Casey")), words("I have checked every item above.")),
        PageBreak("break"),
        Paragraph("last", words("The end.")),
    )


def sample_document(**changes: object) -> Document:
    facts: dict[str, object] = {
        "id": "manual",
        "kind": "manual",
        "number": "KCE-MAN-001",
        "title": "Health and safety manual",
        "blocks": sample_blocks(),
        "control": control(),
    }
    return Document(**(facts | changes))  # type: ignore[arg-type]


def test_sample_holds_every_block_type() -> None:
    assert {type(block) for block in walk(sample_blocks())} == set(get_args(Block))
