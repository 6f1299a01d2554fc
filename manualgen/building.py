"""The journey of one profile: intake → planning → rendering. Writers and publishing follow.

:func:`render` is what every verb that looks at words uses. It reads the data, the client's logo and pictures and
what an earlier run kept; it writes nothing (``Built.kept.save`` does, when the caller asks).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from manualgen.cache import key_of, stamp
from manualgen.errors import InputError
from manualgen.knowledge.library_loader import DOCUMENT_FOLDERS
from manualgen.planning.making import Planned, make_plan
from manualgen.rendering.bodies import Kept, render_bodies
from manualgen.rendering.coverage import cross_reference
from manualgen.rendering.crosswalk import Atlas, QuestionCoverage, check_crosswalk, cover, load_crosswalk
from manualgen.rendering.document import Control
from manualgen.rendering.drawing import Draughtsman
from manualgen.rendering.environment import Scribe
from manualgen.rendering.forms import form_facts
from manualgen.rendering.front_matter import Revision
from manualgen.rendering.glossary import glossary_terms
from manualgen.rendering.manual import SUPPLEMENTS, Rendered, assemble
from manualgen.rendering.markdown import Ids
from manualgen.rendering.registers import draw_register
from manualgen.rendering.voices import make_voice

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.library import Form
    from manualgen.knowledge.store import Knowledge
    from manualgen.locations import Locations
    from manualgen.rendering.context import Voice
    from manualgen.writers.theme import Theme


@dataclass(frozen=True)
class Built:
    """One client's words, ready for ink."""

    planned: Planned
    voice: Voice
    rendered: Rendered
    theme: Theme
    coverage: tuple[QuestionCoverage, ...] = ()
    kept: Kept = field(default_factory=Kept)

    @property
    def facts_given(self) -> tuple[str, ...]:
        """The names under ``facts`` of the profile."""
        return tuple(self.voice.facts)


def theme_of(profile: Profile, knowledge: Knowledge) -> Theme:
    """Return the theme with the client's brand colour."""
    from manualgen.writers.theme import load_theme

    return load_theme(knowledge.locations.find("templates/style/theme.yaml"), profile.company.brand_colour)


def logo_bytes(profile: Profile) -> bytes:
    """Return the logo file's bytes, or nothing."""
    if not profile.company.logo:
        return b""
    return (Path(profile.folder) / str(profile.company.logo)).read_bytes()


def render(
    profile: Profile,
    knowledge: Knowledge,
    assign: Callable[[Planned], Mapping[str, str]],
    control: Callable[[Planned], Control],
    revisions: Sequence[Revision] = (),
    verified: Mapping[str, tuple[str, date]] | None = None,
    base: str = "",
) -> Built:
    """Return the rendered manual and documents of ``profile``.

    ``assign`` gives each planned document its number (from the client's ledger);
    ``control`` gives the facts of header and footer. ``base`` is :func:`base_key` of this build:
    with it, words that did not change are taken from the last run, and kept for the next by
    ``Built.kept.save()``.
    """
    planned = make_plan(profile, knowledge.library, knowledge.partners, knowledge.law, verified)
    voice = make_voice(profile, planned, knowledge, assign(planned))
    theme = theme_of(profile, knowledge)
    draw = Draughtsman(theme, profile)
    kept = Kept.open(base, voice)
    bodies = render_bodies(voice, draw, kept)
    planned_forms = [f for f in knowledge.library.forms.values() if f.id in voice.numbers]
    facts = kept.piece("form-facts", "", voice, lambda: _facts_of(planned_forms, voice))
    atlas = Atlas(bodies, {**voice.section_numbers, **voice.numbers}, knowledge.library)
    crosswalk = load_crosswalk(knowledge.locations)
    if problems := check_crosswalk(crosswalk, atlas):
        raise InputError(problems)
    edition = planned.edition
    coverage = cover(
        edition,
        knowledge.aspects,
        crosswalk,
        atlas,
        knowledge.library.forms.values(),
        voice.numbers,
        lambda form: facts[form.id],
    )
    appendix = cross_reference(Scribe(voice), coverage, bool(edition and edition.questions_complete))
    terms = kept.piece("glossary", "", voice, lambda: glossary_terms(knowledge.locations, Scribe(voice)))
    register = kept.piece(
        "form-register", "", voice, lambda: tuple(draw_register("forms", Scribe(voice), Ids("manual-forms"))), True
    )
    rendered = assemble(
        voice,
        control(planned),
        bodies,
        logo=logo_bytes(profile),
        org_chart=kept.piece("org-chart", "", voice, lambda: draw.org_chart(voice)) if profile.organisation else None,
        revisions=revisions,
        topics=topics_used(voice),
        terms=terms,
        coverage=appendix,
        form_register=register,
        kept=kept,
    )
    return Built(planned, voice, rendered, theme, coverage, kept)


def _facts_of(forms: Sequence[Form], voice: Voice) -> dict[str, tuple[str, str, str]]:
    scribe = Scribe(voice)
    return {form.id: form_facts(form, scribe) for form in forms}


def base_key(profile_key: str, locations: Locations, *further: str) -> str:
    """Return the key of all that any rendered word may depend on, but for the library's documents.

    ``profile_key``: hash of the profile and its assets. ``further``: what else the caller knows.
    """
    documents = tuple(f"{r / 'templates' / 'library' / f}{os.sep}" for r in locations.roots for f in DOCUMENT_FOLDERS)
    return key_of(profile_key, *further, stamp(f for f in locations.listing if not f[0].startswith(documents)))


def render_without_record(profile: Profile, knowledge: Knowledge) -> Built:
    """Return the words of a client with numbers by plan order, for looking at; nothing is kept."""

    def control(planned: Planned) -> Control:
        as_of = planned.law.as_of.isoformat()
        return Control(profile.company.name, "Health and Safety Manual", "DRAFT", as_of, "", "")

    return render(profile, knowledge, default_numbers, control)


def topics_used(voice: Voice) -> tuple[str, ...]:
    """Return the topics of law that the texts of this build asked for, sorted."""
    asked = {
        key.split("(", 1)[1].rstrip(")").split(", ")[0]
        for key in voice.questions.answers
        if key.startswith(("law(", "number("))
    }
    return tuple(sorted(asked))


def default_numbers(planned: Planned) -> Mapping[str, str]:
    """Return numbers by plan order, as a new ledger gives them, for looking at words without a client record."""
    from manualgen.publishing.ledger import Ledger

    return Ledger().assign(["manual", *SUPPLEMENTS, *planned.plan.ids()]).numbers


__all__ = ["Built", "base_key", "default_numbers", "logo_bytes", "render", "render_without_record", "theme_of", "topics_used"]
