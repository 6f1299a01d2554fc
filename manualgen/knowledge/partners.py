"""Certifying partners: files in, validated read-only items out.

``partners/<id>.yaml`` holds one partner, ``partners/instruments/<id>.yaml`` one
shared instrument that partners inherit elements from. A library's file replaces
the built-in file with the same id. The format is in ``docs/partner-format.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from manualgen.errors import InputError, Position, Problem
from manualgen.knowledge.partner_aspects import Aspect, Vocabulary, load_vocabulary, place_aspects
from manualgen.knowledge.partner_fields import Fields
from manualgen.knowledge.partner_inherit import Complaint, resolve_editions
from manualgen.knowledge.partner_model import (
    Edition,
    Element,
    Instrument,
    Partner,
    Program,
    Question,
    SizeRule,
    Source,
)
from manualgen.knowledge.partner_reader import read_instrument, read_partner
from manualgen.locations import Locations
from manualgen.yaml_source import DATA_BYTES, read_yaml

__all__ = [
    "Edition",
    "Element",
    "Instrument",
    "Partner",
    "PartnerKnowledge",
    "Program",
    "Question",
    "SizeRule",
    "Source",
    "doubts",
    "find_program",
    "load_partner_knowledge",
    "load_partners",
    "why_refused",
]

Item = TypeVar("Item", Partner, Instrument)


@dataclass(frozen=True, slots=True)
class PartnerKnowledge:
    """Everything under ``partners/``: partners and instruments by id, aspects by key."""

    partners: dict[str, Partner]
    instruments: dict[str, Instrument]
    aspects: dict[str, Aspect]


@dataclass(frozen=True, slots=True)
class _Read(Generic[Item]):
    """An item beside the file it came from, for problems that show only across files."""

    item: Item
    fields: Fields


def load_partners(locations: Locations) -> dict[str, Partner]:
    """Return every partner by id, elements inherited and aspects placed.

    Raises :class:`InputError` with every fault of every file, each as
    ``file:line:column: field: what; fix``.
    """
    return load_partner_knowledge(locations).partners


def load_partner_knowledge(locations: Locations) -> PartnerKnowledge:
    """Return partners, shared instruments and the aspect vocabulary; raises like :func:`load_partners`."""
    vocabulary = load_vocabulary(locations)
    problems: list[Problem] = []
    instruments = _read_all(locations.files("partners/instruments", "*.yaml"), read_instrument, vocabulary, problems)
    partners = _read_all(locations.files("partners", "*.yaml"), read_partner, vocabulary, problems)
    for both in sorted(instruments.keys() & partners.keys()):
        partners[both].fields.wrong(("id",), f"`{both}` is an instrument too", "give the partner its own id")
    if not problems:
        _resolve(partners, instruments, vocabulary)
    if problems:
        raise InputError(sorted(dict.fromkeys(problems), key=lambda p: (p.position, p.field, p.what)))
    return PartnerKnowledge(
        {key: read.item for key, read in partners.items()},
        {key: read.item for key, read in instruments.items()},
        dict(vocabulary.aspects),
    )


def _read_all(
    paths: Iterable[Path],
    reader: Callable[[Fields, Vocabulary], Item],
    vocabulary: Vocabulary,
    problems: list[Problem],
) -> dict[str, _Read[Item]]:
    out: dict[str, _Read[Item]] = {}
    for path in paths:
        try:
            source = read_yaml(path, max_bytes=DATA_BYTES)
        except InputError as error:
            problems.extend(error.problems)
            continue
        fields = Fields(source, (), problems)
        item = reader(fields, vocabulary)
        if item.id and item.id != path.stem:
            fields.wrong(("id",), f"`{item.id}` is not the file's name", f"write `{path.stem}` or rename the file")
        out[path.stem] = _Read(item, fields)
    return out


def _resolve(
    partners: dict[str, _Read[Partner]], instruments: dict[str, _Read[Instrument]], vocabulary: Vocabulary
) -> None:
    """Put inherited elements and placed aspects into every item; note references that lead nowhere."""
    editions: dict[str, Edition] = {}
    complain: dict[str, Complaint] = {}
    for instrument_id, instrument in instruments.items():
        for e, edition in enumerate(instrument.item.editions):
            address = f"{instrument_id}/{edition.id}"
            editions[address] = edition
            complain[address] = _complaint(instrument.fields, ("editions", e, "inherit"))
    for partner_id, partner in partners.items():
        for p, program in enumerate(partner.item.programs):
            for e, edition in enumerate(program.editions):
                address = f"{partner_id}/{program.id}/{edition.id}"
                editions[address] = edition
                complain[address] = _complaint(partner.fields, ("programs", p, "editions", e, "inherit"))
                if edition.stand_in and edition.stand_in not in _addresses(instruments):
                    partner.fields.wrong(
                        ("programs", p, "editions", e, "stand_in"),
                        f"`{edition.stand_in}` is not an edition of a shared instrument",
                        f"known: {', '.join(sorted(_addresses(instruments)))}",
                    )
        successor = partner.item.succeeded_by
        if successor and successor.partner and successor.partner not in partners:
            partner.fields.wrong(("succeeded_by", "partner"), f"there is no partner `{successor.partner}`")
    full = {address: place_aspects(e, vocabulary.aspects) for address, e in resolve_editions(editions, complain).items()}
    for instrument_id, instrument in instruments.items():
        for u, use in enumerate(instrument.item.used_by):
            if use.partner not in partners:
                instrument.fields.wrong(("used_by", u, "partner"), f"there is no partner `{use.partner}`")
        resolved = tuple(full[f"{instrument_id}/{e.id}"] for e in instrument.item.editions)
        instruments[instrument_id] = _Read(replace(instrument.item, editions=resolved), instrument.fields)
    for partner_id, partner in partners.items():
        programs = []
        for p, program in enumerate(partner.item.programs):
            resolved = tuple(full[f"{partner_id}/{program.id}/{e.id}"] for e in program.editions)
            programs.append(replace(program, editions=resolved))
            _check_chapters(programs[-1], vocabulary.chapters[program.template_set], partner.fields, p)
        partners[partner_id] = _Read(replace(partner.item, programs=tuple(programs)), partner.fields)


def _addresses(instruments: Mapping[str, _Read[Instrument]]) -> set[str]:
    return {f"{key}/{edition.id}" for key, read in instruments.items() for edition in read.item.editions}


def _complaint(fields: Fields, path: tuple[str | int, ...]) -> Complaint:
    return lambda what, fix: fields.wrong(path, what, fix)


def _check_chapters(program: Program, chapters: Collection[str], fields: Fields, index: int) -> None:
    """Note inherited elements whose chapter the program's template set does not have."""
    for e, edition in enumerate(program.editions):
        for element in edition.elements:
            if element.chapter and element.chapter not in chapters:
                fields.wrong(
                    ("programs", index, "editions", e, "inherit"),
                    f"inherited element `{element.number}` has the chapter `{element.chapter}`, "
                    f"which the {program.template_set} set lacks",
                    "write the element here with a `chapter` of that set",
                )


def why_refused(partner: Partner) -> str:
    """Return why no manual is built for this partner, "" when one may be."""
    if partner.status == "former":
        after = partner.succeeded_by
        followed = f" ({after.name}, {after.when})" if after and after.when else f" ({after.name})" if after else ""
        return f"{partner.name} no longer certifies under this name{followed}"
    if partner.status == "internal":
        return f"{partner.name} certifies its own organisation only"
    return ""


def doubts(partner: Partner, program: Program) -> tuple[str, ...]:
    """Return what a consultant must know before relying on this program's data; () when nothing is missing."""
    out = []
    if partner.status == "unconfirmed":
        out.append(f"{partner.name} was not confirmed as a certifying partner today; ask before you start")
    edition, name = program.edition, f"{partner.short_name} {program.title}"
    if edition is None or not edition.elements:
        stand_in = f"; {edition.stand_in} stands in" if edition and edition.stand_in else ""
        out.append(f"the elements of {name} are not known{stand_in}")
    else:
        if not edition.complete:
            out.append(f"the element list of {name} has gaps")
        if not edition.questions_complete:
            out.append(f"not every question of {name} is public: the manual is cross-referenced by element")
        if "low" in {e.title_confidence for e in edition.elements} or edition.order_confidence == "low":
            out.append(f"element titles or their order at {name} are assumed")
    out.extend(f"missing: {item}" for item in partner.data_completeness.missing)
    return tuple(out)


def find_program(
    partners: Mapping[str, Partner], partner_id: str, program_id: str, position: Position | None = None
) -> tuple[Partner, Program]:
    """Return the partner and program that a profile names.

    Raises :class:`InputError` at ``position`` for an unknown partner or
    program, a retired program, and a partner that is former or internal.
    """
    where = position or Position("")
    partner = partners.get(partner_id)
    if partner is None:
        raise _refusal(where, "partner", f"there is no partner `{partner_id}`", _near(partner_id, partners))
    refused = why_refused(partner)
    if refused:
        raise _refusal(where, "partner", refused, "name the partner that certifies now: `manualgen show partners`")
    active = [p.id for p in partner.programs if p.status == "active"]
    program = partner.program(program_id)
    if program is None:
        what = f"{partner.short_name} has no program `{program_id}`"
        raise _refusal(where, "program", what, f"write one of {', '.join(active)}")
    if program.status == "retired":
        what = f"{partner.short_name} no longer offers {program.title}"
        raise _refusal(where, "program", what, f"write one of {', '.join(active)}")
    return partner, program


def _refusal(where: Position, field: str, what: str, fix: str) -> InputError:
    return InputError([Problem(where, field, what, fix)])


def _near(partner_id: str, partners: Mapping[str, Partner]) -> str:
    from difflib import get_close_matches

    ends = [key for key in partners if key.endswith(f"-{partner_id}")]
    near = ends or get_close_matches(partner_id, list(partners), 3, 0.5)
    return f"did you mean {' or '.join(f'`{key}`' for key in near)}?" if near else "see `manualgen show partners`"
