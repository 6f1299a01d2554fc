"""What a certifying partner is, as data: partner, program, size rule, edition, element, question.

A *partner* offers *programs* (COR, SECOR, Small COR …), a program has instrument
*editions*, an edition has *elements* in the partner's own order, an element has
audit *questions*. Content is tagged with canonical *aspects* (``policy.signed``),
never with a partner's numbers; questions and elements point at aspects.

Every fact carries a confidence: ``high`` read on an official page, ``medium`` a
credible secondary page, ``low`` background or assumption. "" means that nothing
was found. ``None`` as a number means not found, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Confidence = Literal["high", "medium", "low", ""]
PartnerStatus = Literal["active", "former", "internal", "unconfirmed"]
ProgramStatus = Literal["active", "retired"]
Basis = Literal["peak-12-months", "total", "fte", "operating-month-average"]
Scope = Literal["province", "company", "account", "worksite"]
Limit = Literal["stated", "assumed", "none", "not-found"]
QuestionKind = Literal["directive", "record", "interview", "observation"]
Origin = Literal["partner", "ours", "mixed", ""]


@dataclass(frozen=True, slots=True)
class Source:
    """A page that was read: ``url`` or, for what has no address, ``title``."""

    id: str
    supports: str
    confidence: Confidence
    url: str = ""
    title: str = ""
    read_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where sources or counts disagree. From ``low`` to ``high`` people the answer is "ask the partner"."""

    reading: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class SizeRule:
    """Who may use a program, computable by :func:`manualgen.knowledge.size_rules.judge`.

    ``limit`` says what stands behind the numbers: ``stated`` by the partner,
    ``assumed`` (inferred), ``none`` (no size split was found where one would
    stand), ``not-found``. ``who`` and ``not_counted`` are the groups counted.
    ``month_over``: more people than this in any month makes the firm large.
    ``also_basis``: a second count that must agree, or the answer is boundary.
    """

    basis: Basis
    scope: Scope
    limit: Limit
    wording: str
    confidence: Confidence
    minimum: int | None = None
    maximum: int | None = None
    who: tuple[str, ...] = ()
    not_counted: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    month_over: int | None = None
    also_basis: Basis | None = None
    boundary: Boundary | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a question's answer is checked for; ``origin`` tells whose words' meaning it is."""

    text: str
    origin: Literal["partner", "ours"]
    number: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One audit question, its topic in our own words.

    ``methods``: D documentation, I interview, O observation. ``kind`` is what
    answers it: ``directive`` text or a document of the build, ``record``
    filled-in records over months, ``interview``, ``observation``.
    """

    ref: str
    key: str
    topic: str
    kind: QuestionKind
    methods: tuple[str, ...] = ()
    confidence: Confidence = ""
    criteria: tuple[Criterion, ...] = ()
    points: int | None = None
    points_rule: str = ""
    interviewees: tuple[str, ...] = ()
    earlier_refs: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One element (section) of an edition, with the partner's own number and title.

    ``chapter`` is our canonical chapter key. ``aspects`` are all canonical
    aspects it answers: from its questions (``aspects_origin`` partner), placed
    by us where questions are not public (ours), or both (mixed).
    """

    number: str
    title: str
    chapter: str
    title_confidence: Confidence = ""
    aspects: tuple[str, ...] = ()
    aspects_origin: Origin = ""
    questions: tuple[Question, ...] = ()
    weight_points: int | None = None
    applies_if: str = ""
    supplement: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class EarlierFact:
    """A fact about an older edition that is kept beside the current one."""

    edition: str
    ref: str
    topic: str = ""
    methods: tuple[str, ...] = ()
    interviewees: tuple[str, ...] = ()
    points: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Inheritance:
    """Elements taken from ``source``: ``instrument/edition`` or ``partner/program/edition``."""

    source: str
    questions: bool
    confidence: Confidence = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of an audit instrument with its elements in order.

    ``complete``: the whole element list is known. ``questions_complete``: so is
    every question. ``methods``: how evidence is gathered at all (D, I, O).
    ``stand_in`` names an instrument that may stand in for an unknown list, and
    must be called a stand-in wherever it prints.
    """

    id: str
    name: str
    confidence: Confidence
    version: str = ""
    required_from: str = ""
    basis: str = ""
    status: ProgramStatus = "active"
    elements: tuple[Element, ...] = ()
    complete: bool = False
    questions_complete: bool = False
    methods: tuple[str, ...] = ()
    methods_confidence: Confidence = ""
    order_confidence: Confidence = ""
    title_confidence: Confidence = ""
    question_confidence: Confidence = ""
    inherit: Inheritance | None = None
    stand_in: str = ""
    points_total: int | None = None
    points_documentation: int | None = None
    earlier_refs_edition: str = ""
    earlier: tuple[EarlierFact, ...] = ()
    scoring: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in element order."""
        return tuple(q for element in self.elements for q in element.questions)


@dataclass(frozen=True, slots=True)
class PassMark:
    """Percentages; ``element`` is the floor in every element. ``None`` = not found or not asked."""

    overall: int | None
    element: int | None = None
    quality_review: int | None = None
    confidence: Confidence = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cycle:
    """How long a certificate lasts, in years, and what happens in between."""

    years: int | None
    maintenance: str = ""
    options: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: Confidence = ""


@dataclass(frozen=True, slots=True)
class DocumentationMonths:
    """Months of records: before the first certificate, looked back at each audit, for a one-year certificate."""

    initial: int | None = None
    lookback: int | None = None
    one_year: int | None = None
    confidence: Confidence = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DueDate:
    """``day`` is month and day, ``05-31``."""

    what: str
    day: str


@dataclass(frozen=True, slots=True)
class Submission:
    """How and when an audit or evaluation is handed in; days count from completion."""

    how: str = ""
    within_days: int | None = None
    gathering_days: int | None = None
    due: tuple[DueDate, ...] = ()
    confidence: Confidence = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """Who may file an action plan in place of a maintenance audit."""

    eligibility: tuple[str, ...]
    due: tuple[DueDate, ...] = ()
    confidence: Confidence = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceClasses:
    """What the partner sorts as directive documents and as records, looking back ``months``."""

    directive: tuple[str, ...]
    records: tuple[str, ...]
    months: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """One certification a partner offers. ``template_set`` names the folder of ``templates/`` that prints it."""

    id: str
    title: str
    template_set: str
    status: ProgramStatus
    size: SizeRule
    editions: tuple[Edition, ...] = ()
    pass_mark: PassMark | None = None
    maintenance_pass: PassMark | None = None
    cycle: Cycle | None = None
    documentation_months: DocumentationMonths | None = None
    training: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    submission: Submission | None = None
    action_plan: ActionPlan | None = None
    evidence: EvidenceClasses | None = None
    notes: tuple[str, ...] = ()

    @property
    def edition(self) -> Edition | None:
        """The edition in use: the first that is not retired, or ``None`` when none is known."""
        return next((e for e in self.editions if e.status != "retired"), None)


@dataclass(frozen=True, slots=True)
class Succession:
    """Who took over from a former partner; ``partner`` is an id when that body has a file."""

    name: str
    when: str = ""
    partner: str = ""
    confidence: Confidence = ""
    source: Source | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is known of a partner in one line, and what is missing."""

    summary: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """A certifying partner. ``serves`` are our industry ids, or ``all``; ``industries`` its own words."""

    id: str
    name: str
    short_name: str
    status: PartnerStatus
    as_of: str
    jurisdictions: tuple[str, ...]
    serves: tuple[str, ...]
    industries: tuple[str, ...]
    data_completeness: Completeness
    programs: tuple[Program, ...]
    sources: tuple[Source, ...]
    website: str = ""
    former_names: tuple[str, ...] = ()
    succeeded_by: Succession | None = None
    training: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def program(self, program_id: str) -> Program | None:
        """Return the program with this id, or ``None``."""
        return next((p for p in self.programs if p.id == program_id), None)


@dataclass(frozen=True, slots=True)
class InstrumentUse:
    """A partner that uses a shared instrument, and how sure that is."""

    partner: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class PastEdition:
    """One line on an edition that is no longer in use."""

    id: str
    required_from: str = ""
    dated: str = ""
    elements: int | None = None
    questions: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A shared audit instrument or national standard that partners inherit elements from; not a partner."""

    id: str
    name: str
    owner: str
    status: ProgramStatus
    as_of: str
    jurisdictions: tuple[str, ...]
    data_completeness: Completeness
    editions: tuple[Edition, ...]
    sources: tuple[Source, ...]
    website: str = ""
    industries: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    history: tuple[PastEdition, ...] = ()
    pass_mark: PassMark | None = None
    maintenance_pass: PassMark | None = None
    cycle: Cycle | None = None
    requirements: tuple[str, ...] = ()
    used_by: tuple[InstrumentUse, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
