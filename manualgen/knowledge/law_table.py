"""The law as a table for ``manualgen show law``: what each topic cites in each jurisdiction, and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from manualgen.knowledge.law import UNMAPPED, Confidence, LawRegistry
from manualgen.knowledge.law_printing import print_citation


@dataclass(frozen=True, slots=True)
class LawTableRow:
    """One provision: ``cites`` as a manual prints it; ``numbers`` as "key = value unit", only those that may print."""

    topic: str
    title: str
    regulator: str
    provision: str
    cites: str
    level: Confidence
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawOverview:
    """The rows, in the order of the vocabulary, and for each regulator how many provisions have no topic yet."""

    rows: tuple[LawTableRow, ...]
    unmapped: Mapping[str, int]


def law_table(registry: LawRegistry, regulators: tuple[str, ...] = (), as_of: date | None = None) -> LawOverview:
    """Return the overview for ``regulators`` (() = all on file) on ``as_of`` (default: the registry's own date).

    Raises :class:`~manualgen.errors.InputError` for a regulator without a file.
    """
    asked = regulators or tuple(j.codes[0] for j in registry.jurisdictions.values())
    view = registry.view(asked, as_of)
    rows: list[LawTableRow] = []
    unmapped: Counter[str] = Counter()
    for regulator in asked:
        jurisdiction = view.jurisdiction(regulator)
        unmapped[regulator] = 0
        for versions in jurisdiction.provisions.values():
            for provision in versions:
                if not provision.in_force_on(view.as_of):
                    continue
                if provision.topic == UNMAPPED:
                    unmapped[regulator] += 1
                    continue
                topic = registry.topics[provision.topic]
                short = jurisdiction.instruments[provision.instrument].short
                printable = provision.confidence != "low"
                rows.append(
                    LawTableRow(
                        topic=topic.name,
                        title=topic.title,
                        regulator=regulator,
                        provision=provision.id,
                        cites=str(print_citation(short, provision.ref, provision.level, False)),
                        level=provision.level,
                        numbers=tuple(
                            f"{key} = {value} {topic.numbers[key].unit}" for key, value in provision.numbers.items()
                        )
                        if printable
                        else (),
                    )
                )
    order = {name: place for place, name in enumerate(registry.topics)}
    rows.sort(key=lambda row: order[row.topic])
    return LawOverview(tuple(rows), unmapped)
