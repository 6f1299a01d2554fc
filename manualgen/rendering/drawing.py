"""Figures of the library, their texts rendered for this client, drawn as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from manualgen.rendering.context import TemplateError, Voice
from manualgen.rendering.document import Figure
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.writers.theme import Theme


class Draughtsman:
    """Draws the figures of one build in one theme."""

    def __init__(self, theme: Theme, profile: Profile) -> None:
        self._theme, self._profile = theme, profile

    def __call__(self, name: str, scribe: Scribe, ids: Ids) -> Figure:
        """Return figure ``name``: a data figure of the library, or ``org-chart`` from the profile."""
        from manualgen.rendering.figures import draw

        library = scribe.voice.library
        if name == "org-chart":
            return self.org_chart(scribe.voice)
        if name not in library.figures:
            raise TemplateError(
                f"unknown figure {name!r}; use org-chart or one of {', '.join(sorted(library.figures))}", name
            )
        figure = library.figures[name]
        data = _rendered(figure.model_dump(exclude={"file"}), scribe, figure.file)
        return Figure(
            ids.full(f"figure-{name}"),
            str(data["alt"]),
            str(data.get("caption", "")),
            svg=draw(name, data, self._theme),
            width=float(data.get("width", 1.0)),
        )

    def org_chart(self, voice: Voice) -> Figure:
        """Return the organisation chart of the profile."""
        from manualgen.rendering.figures import draw

        posts = self._profile.organisation
        data = {
            "positions": [
                {
                    "position": p.position,
                    "reports_to": p.reports_to,
                    "count": p.count,
                    "roles": [voice.library.title_of(r) for r in p.roles],
                }
                for p in posts
            ]
        }
        lines = "; ".join(
            f"{p.position}" + (f" reports to {p.reports_to}" if p.reports_to else " is at the top") for p in posts
        )
        return Figure(
            "manual/org-chart",
            f"Organisation chart. {lines}.",
            "",  # its heading says what it is
            svg=draw("org-chart", data, self._theme),
            width=0.88,
        )


def _rendered(value: Any, scribe: Scribe, file: str) -> Any:
    """Return ``value``, read from ``file``, with every text rendered and its tokens made literal."""
    if isinstance(value, str):
        return scribe.tokens.literal(scribe.value(value, file))
    if isinstance(value, dict):
        return {k: _rendered(v, scribe, file) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_rendered(v, scribe, file) for v in value]
    return value
