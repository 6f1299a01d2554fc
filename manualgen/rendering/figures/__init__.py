"""Figures: data → SVG text, drawn with the shipped font and the theme's colours.

In: the data of ``templates/library/figures/<id>.yaml`` with every text already rendered (or the
positions of an organisation) and a :class:`Theme`. Out: a complete SVG, :data:`WIDTH` units wide;
one unit is one point when the figure fills the text width. A figure asks for at least 0.9 of it, so
no text prints below 8 pt; the flow charts, which have the smallest letters, ask for all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manualgen.rendering.figures.flow_chart import flow_chart
from manualgen.rendering.figures.hierarchy import hierarchy_of_controls
from manualgen.rendering.figures.org_chart import Position, org_chart
from manualgen.rendering.figures.risk_matrix import band_of, risk_matrix
from manualgen.rendering.figures.svg import HEIGHT_LIMIT, WIDTH
from manualgen.writers.theme import Theme

__all__ = [
    "FIGURE_IDS",
    "HEIGHT_LIMIT",
    "WIDTH",
    "Position",
    "band_of",
    "draw",
    "flow_chart",
    "hierarchy_of_controls",
    "org_chart",
    "risk_matrix",
]

_DRAWN = {
    "risk-matrix": risk_matrix,
    "hierarchy-of-controls": hierarchy_of_controls,
    "incident-flow": flow_chart,
    "refusal-flow": flow_chart,
}
FIGURE_IDS = (*_DRAWN, "org-chart")


def draw(figure_id: str, data: Mapping[str, Any], theme: Theme) -> str:
    """Return the SVG of ``figure_id`` drawn from ``data``.

    ``org-chart`` takes ``{"positions": [...]}``, see :func:`org_chart`. Any other id whose data
    has ``nodes`` and ``edges`` is drawn as a flow chart. Raises ``ValueError`` for an id that
    cannot be drawn and for data that do not hang together.
    """
    if figure_id == "org-chart":
        return org_chart(data["positions"], theme)
    if figure_id in _DRAWN:
        return _DRAWN[figure_id](data, theme)
    if "nodes" in data and "edges" in data:
        return flow_chart(data, theme)
    raise ValueError(f"{figure_id}: no such figure; write one of {', '.join(FIGURE_IDS)}")
