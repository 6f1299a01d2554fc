"""One partner or instrument file in, one typed item out (elements not yet inherited).

The format is described in ``docs/partner-format.md``.
"""

from __future__ import annotations

from typing import Any

from manualgen.jurisdictions import REGULATORS
from manualgen.knowledge.partner_aspects import Vocabulary
from manualgen.knowledge.partner_edition_reader import read_editions
from manualgen.knowledge.partner_fields import Fields
from manualgen.knowledge.partner_model import (
    ActionPlan,
    Boundary,
    Completeness,
    Cycle,
    DocumentationMonths,
    DueDate,
    EvidenceClasses,
    Instrument,
    InstrumentUse,
    Partner,
    PassMark,
    PastEdition,
    Program,
    SizeRule,
    Source,
    Submission,
    Succession,
)

PARTNER_STATUSES = ("active", "former", "internal", "unconfirmed")
PROGRAM_STATUSES = ("active", "retired")
BASES = ("peak-12-months", "total", "fte", "operating-month-average")
SCOPES = ("province", "company", "account", "worksite")
LIMITS = ("stated", "assumed", "none", "not-found")
WHO = (
    "everyone-on-account",
    "all-employees",
    "owners",
    "managers",
    "administrative",
    "full-time",
    "part-time",
    "temporary",
    "casual",
    "seasonal",
    "family",
    "volunteers",
    "subcontractors",
    "dedicated-contractors",
)
NOT_COUNTED = ("suppliers", "inspectors", "rental-deliverers")
CONDITIONS = (
    "no-dedicated-contractors",
    "no-regular-subcontracting",
    "one-office-worker-extra",
    "assessments-10000",
)

Sources = dict[str, Source]


def read_partner(root: Fields, vocabulary: Vocabulary) -> Partner:
    """Return the partner written in ``root``; faults go to ``root.problems``."""
    sources = read_sources(root)
    partner = Partner(
        id=root.text("id", required=True),
        name=root.text("name", required=True),
        short_name=root.text("short_name") or root.text("name"),
        status=_any(root.choice("status", PARTNER_STATUSES, required=True)),
        as_of=root.date("as_of", required=True),
        jurisdictions=root.choices("jurisdictions", tuple(REGULATORS), required=True),
        serves=root.texts("serves", required=True),
        industries=root.texts("industries"),
        data_completeness=_completeness(root),
        programs=tuple(_program(item, sources, vocabulary) for item in root.children("programs")),
        sources=tuple(sources.values()),
        website=root.text("website"),
        former_names=root.texts("former_names"),
        succeeded_by=_succession(root, sources),
        training=root.texts("training"),
        requirements=root.texts("requirements"),
        context=root.texts("context"),
        conflicts=root.texts("conflicts"),
        notes=root.texts("notes"),
    )
    if not partner.programs:
        root.wrong((), "`programs` is missing", "list at least one program")
    _unique(root, "programs", [p.id for p in partner.programs])
    root.done()
    return partner


def read_instrument(root: Fields, vocabulary: Vocabulary) -> Instrument:
    """Return the shared instrument written in ``root``; faults go to ``root.problems``."""
    sources = read_sources(root)
    instrument = Instrument(
        id=root.text("id", required=True),
        name=root.text("name", required=True),
        owner=root.text("owner", required=True),
        status=_any(root.choice("status", PROGRAM_STATUSES, required=True)),
        as_of=root.date("as_of", required=True),
        jurisdictions=root.choices("jurisdictions", tuple(REGULATORS), required=True),
        data_completeness=_completeness(root),
        editions=read_editions(root, vocabulary.all_chapters, vocabulary.aspects),
        sources=tuple(sources.values()),
        website=root.text("website"),
        industries=root.texts("industries"),
        members=root.texts("members"),
        history=tuple(_past_edition(item) for item in root.children("history")),
        pass_mark=_pass_mark(root, "pass"),
        maintenance_pass=_pass_mark(root, "maintenance_pass"),
        cycle=_cycle(root),
        requirements=root.texts("requirements"),
        used_by=tuple(_use(item) for item in root.children("used_by")),
        conflicts=root.texts("conflicts"),
        notes=root.texts("notes"),
    )
    root.done()
    return instrument


def read_sources(root: Fields) -> Sources:
    """Return the file's sources by id; each names a page (``url``) or says what it was (``title``)."""
    out: Sources = {}
    for item in root.children("sources"):
        source = Source(
            id=item.text("id", required=True),
            supports=item.text("supports", required=True),
            confidence=item.confidence(required=True),
            url=item.text("url"),
            title=item.text("title"),
            read_on=item.date("read_on"),
            note=item.text("note"),
        )
        if not source.url and not source.title:
            item.wrong((), "a source needs an address", "write `url: https://…`, or `title:` for what has none")
        if source.url and not source.url.startswith(("https://", "http://")):
            item.wrong(("url",), f"`{source.url}` is not a web address", "write `https://…`")
        if source.id in out:
            item.wrong(("id",), f"`{source.id}` names two sources", "give each its own id")
        item.done()
        out[source.id] = source
    if not out:
        root.wrong((), "`sources` is missing", "list at least one page that was read")
    return out


def _any(value: str) -> Any:
    """Return a checked choice for a field typed as a literal."""
    return value


def _unique(fields: Fields, name: str, ids: list[str]) -> None:
    for index, item_id in enumerate(ids):
        if item_id in ids[:index]:
            fields.wrong((name, index, "id"), f"`{item_id}` is given twice", "give each its own id")


def _named_source(fields: Fields, sources: Sources, *, required: bool) -> Source | None:
    name = fields.text("source")
    if not name:
        if required:
            fields.wrong((), "`source` is missing", "name the id of one of this file's sources")
        return None
    if name not in sources:
        known = ", ".join(sources) or "none"
        fields.wrong(("source",), f"`{name}` is not among this file's sources", f"known: {known}")
    return sources.get(name)


def _completeness(root: Fields) -> Completeness:
    item = root.child("completeness")
    if item is None:
        root.wrong((), "`completeness` is missing", "write `completeness: {summary: what is known}`")
        return Completeness("")
    out = Completeness(item.text("summary", required=True), item.texts("missing"))
    item.done()
    return out


def _succession(root: Fields, sources: Sources) -> Succession | None:
    item = root.child("succeeded_by")
    if item is None:
        return None
    out = Succession(
        name=item.text("name", required=True),
        when=item.text("when"),
        partner=item.text("partner"),
        confidence=item.confidence(required=True),
        source=_named_source(item, sources, required=True),
        note=item.text("note"),
    )
    item.done()
    return out


def _program(item: Fields, sources: Sources, vocabulary: Vocabulary) -> Program:
    template_set = item.choice("template_set", tuple(vocabulary.chapters), required=True)
    status = item.choice("status", PROGRAM_STATUSES, required=True)
    program = Program(
        id=item.text("id", required=True),
        title=item.text("title", required=True),
        template_set=template_set,
        status=_any(status),
        size=_size(item, sources),
        editions=read_editions(item, vocabulary.chapters[template_set], vocabulary.aspects),
        pass_mark=_pass_mark(item, "pass"),
        maintenance_pass=_pass_mark(item, "maintenance_pass"),
        cycle=_cycle(item),
        documentation_months=_months(item),
        training=item.texts("training"),
        requirements=item.texts("requirements"),
        submission=_submission(item),
        action_plan=_action_plan(item),
        evidence=_evidence(item, sources),
        notes=item.texts("notes"),
    )
    if status == "active" and not program.editions:
        item.wrong((), "`editions` is missing", "list at least one edition of the audit instrument")
    item.done()
    return program


def _size(program: Fields, sources: Sources) -> SizeRule:
    item = program.child("size")
    if item is None:
        program.wrong((), "`size` is missing", "write the size rule; `limit: not-found` when none was read")
        return SizeRule("total", "company", "not-found", "", "low")
    limit = item.choice("limit", LIMITS, required=True)
    counts = item.child("counts")
    boundary = item.child("boundary")
    rule = SizeRule(
        basis=_any(item.choice("basis", BASES, required=True)),
        scope=_any(item.choice("scope", SCOPES, required=True)),
        limit=_any(limit),
        wording=item.text("wording", required=True),
        confidence=item.confidence(required=True),
        minimum=item.whole("min"),
        maximum=item.whole("max"),
        who=counts.choices("who", WHO) if counts else (),
        not_counted=counts.choices("not", NOT_COUNTED) if counts else (),
        conditions=item.choices("conditions", CONDITIONS),
        month_over=item.whole("month_over"),
        also_basis=_any(found) if (found := item.choice("also_basis", BASES)) else None,
        boundary=_boundary(boundary) if boundary else None,
        source=_named_source(item, sources, required=limit in ("stated", "assumed")),
    )
    if limit in ("stated", "assumed") and not item.has("min") and not item.has("max"):
        item.wrong((), f"a size rule that is {limit} has a number", "write `min`, `max` or both")
    if rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
        item.wrong(("min",), f"min {rule.minimum} is more than max {rule.maximum}", "swap them")
    if counts:
        counts.done()
    item.done()
    return rule


def _boundary(item: Fields) -> Boundary:
    at = item.texts("at")
    numbers = [int(n) for n in at if n.isdigit()]
    if at and (len(numbers) != 2 or numbers[0] > numbers[1]):
        item.wrong(("at",), "must be two numbers, the first and the last headcount in doubt", "write `at: [10, 10]`")
        numbers = []
    out = Boundary(item.text("reading", required=True), *(numbers or (None, None)))
    item.done()
    return out


def _pass_mark(parent: Fields, name: str) -> PassMark | None:
    item = parent.child(name)
    if item is None:
        return None
    overall = item.percent("overall")
    out = PassMark(
        overall=overall,
        element=item.percent("element"),
        quality_review=item.percent("quality_review"),
        confidence=item.confidence(required=overall is not None),
        note=item.text("note"),
    )
    item.done()
    return out


def _cycle(parent: Fields) -> Cycle | None:
    item = parent.child("cycle")
    if item is None:
        return None
    out = Cycle(
        years=item.whole("years"),
        maintenance=item.text("maintenance"),
        options=item.texts("options"),
        notes=item.texts("notes"),
        confidence=item.confidence(required=True),
    )
    item.done()
    return out


def _months(parent: Fields) -> DocumentationMonths | None:
    item = parent.child("documentation_months")
    if item is None:
        return None
    out = DocumentationMonths(
        initial=item.whole("initial"),
        lookback=item.whole("lookback"),
        one_year=item.whole("one_year"),
        confidence=item.confidence(required=True),
        note=item.text("note"),
    )
    item.done()
    return out


def _due_dates(parent: Fields) -> tuple[DueDate, ...]:
    out = []
    for item in parent.children("due"):
        out.append(DueDate(item.text("what", required=True), item.text("day", required=True)))
        item.done()
    return tuple(out)


def _submission(parent: Fields) -> Submission | None:
    item = parent.child("submission")
    if item is None:
        return None
    out = Submission(
        how=item.text("how"),
        within_days=item.whole("within_days"),
        gathering_days=item.whole("gathering_days"),
        due=_due_dates(item),
        confidence=item.confidence(required=True),
        note=item.text("note"),
    )
    item.done()
    return out


def _action_plan(parent: Fields) -> ActionPlan | None:
    item = parent.child("action_plan")
    if item is None:
        return None
    out = ActionPlan(
        eligibility=item.texts("eligibility", required=True),
        due=_due_dates(item),
        confidence=item.confidence(required=True),
        note=item.text("note"),
    )
    item.done()
    return out


def _evidence(parent: Fields, sources: Sources) -> EvidenceClasses | None:
    item = parent.child("evidence")
    if item is None:
        return None
    out = EvidenceClasses(
        directive=item.texts("directive", required=True),
        records=item.texts("records", required=True),
        months=item.whole("months"),
        source=_named_source(item, sources, required=False),
    )
    item.done()
    return out


def _past_edition(item: Fields) -> PastEdition:
    out = PastEdition(
        id=item.text("id", required=True),
        required_from=item.date("required_from"),
        dated=item.date("dated"),
        elements=item.whole("elements"),
        questions=item.whole("questions"),
        note=item.text("note"),
    )
    item.done()
    return out


def _use(item: Fields) -> InstrumentUse:
    out = InstrumentUse(item.text("partner", required=True), item.confidence(required=True), item.text("note"))
    item.done()
    return out
