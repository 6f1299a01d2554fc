"""Flow charts: boxes and decisions from top to bottom, the way to the side for one answer.

Two lanes: ``main`` at the left, ``side`` at the right. A side node stands beside the node it
comes from; a main node stands below everything that leads to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from manualgen.rendering.figures.measure import wrap
from manualgen.rendering.figures.svg import LINE, WIDTH, drawing, lines_of_text, path, polygon, rect, tag
from manualgen.writers.theme import Theme

LANES = {"main": (0.0, 250.0), "side": (284.0, WIDTH - 284.0)}  # left edge, width
SIZE = 9.0
CITE = 8.2  # the law below the words
PAD = 4.0
POINT = 11.0  # depth of a decision's points
GAP = 13.5
KINDS = ("start", "step", "decision", "end")


@dataclass(frozen=True, slots=True)
class _Box:
    """A node with its lines and its place: ``x``, ``y`` of the top left corner."""

    id: str
    kind: str
    lane: str
    row: int
    words: tuple[str, ...]
    cite: tuple[str, ...]
    x: float
    width: float
    height: float
    y: float = 0.0
    row_top: float = 0.0

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def flow_chart(data: Mapping[str, Any], theme: Theme) -> str:
    """Return the chart of ``nodes`` (id, kind, text, optional cite and lane) and ``edges`` (from, to, optional label).

    Raises ``ValueError`` for an edge to no node, an edge that leads upwards, or two nodes in one place.
    """
    nodes, edges = list(data["nodes"]), list(data["edges"])
    rows = _rows(nodes, edges)
    boxes = _place([_box(node, rows[node["id"]]) for node in nodes])
    parts = [_edge(edge, boxes, theme) for edge in edges]
    parts += [_shape(box, theme) for box in boxes.values()]
    parts += [_label(edge, boxes, theme) for edge in edges if edge.get("label")]
    return drawing(max(box.y + box.height for box in boxes.values()) + 2, parts)


def _rows(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the row of each node."""
    lanes = {node["id"]: node.get("lane", "main") for node in nodes}
    rows: dict[str, int] = {}
    last_main = -1
    for node in nodes:
        if node.get("kind", "step") not in KINDS or lanes[node["id"]] not in LANES:
            raise ValueError(f"{node['id']}: kind is one of {', '.join(KINDS)}, lane main or side")
        before = [edge["from"] for edge in edges if edge["to"] == node["id"]]
        if any(name not in rows for name in before):
            raise ValueError(f"{node['id']}: what leads to it must stand before it in nodes")
        if lanes[node["id"]] == "side":
            row = max((rows[n] + (lanes[n] == "side") for n in before), default=0)
        else:
            row = max([last_main, *(rows[n] for n in before)]) + 1
            last_main = row
        if any(rows[n] == row and lanes[n] == lanes[node["id"]] for n in rows):
            raise ValueError(f"{node['id']}: two nodes beside one another in the same lane")
        rows[node["id"]] = row
    unknown = {edge[end] for edge in edges for end in ("from", "to")} - rows.keys()
    if unknown:
        raise ValueError(f"no node {', '.join(sorted(unknown))}")
    return rows


def _box(node: Mapping[str, Any], row: int) -> _Box:
    """Return the node with its words in lines."""
    lane, kind = node.get("lane", "main"), node.get("kind", "step")
    x, width = LANES[lane]
    room = width - 2 * PAD - (POINT if kind == "decision" else 0)
    words = tuple(wrap(node["text"], room, SIZE, bold=kind != "step"))
    cite = tuple(wrap(node["cite"], room, CITE)) if node.get("cite") else ()
    height = len(words) * SIZE * LINE + len(cite) * CITE * LINE + 2 * PAD
    return _Box(node["id"], kind, lane, row, words, cite, x, width, max(height, 22.0))


def _place(boxes: list[_Box]) -> dict[str, _Box]:
    """Return the boxes by id, each row as tall as its tallest box, boxes of a row in the middle of it."""
    out = {}
    top = 1.0
    for row in range(max(box.row for box in boxes) + 1):
        here = [box for box in boxes if box.row == row]
        height = max((box.height for box in here), default=0.0)
        for box in here:
            out[box.id] = replace(box, y=top + (height - box.height) / 2, row_top=top)
        top += height + GAP
    return {box.id: out[box.id] for box in boxes}


def _shape(box: _Box, theme: Theme) -> str:
    """Return the outline and the words of a node; each kind has a shape of its own."""
    colours = theme.colours
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    if box.kind == "decision":
        centre = y + box.height / 2
        points = [
            (x, centre),
            (x + POINT, y),
            (right - POINT, y),
            (right, centre),
            (right - POINT, bottom),
            (x + POINT, bottom),
        ]
        outline = polygon(points, colours.rule_fill, colours.rule_mark, 1.5)
    elif box.kind == "step":
        outline = rect(x, y, box.width, box.height, colours.label, colours.brand, 2)
    else:
        outline = rect(x, y, box.width, box.height, colours.head, colours.head, 12)
    ink = colours.head_text if box.kind in ("start", "end") else colours.text
    top = y + (box.height - len(box.words) * SIZE * LINE - len(box.cite) * CITE * LINE) / 2
    return (
        outline
        + lines_of_text(box.middle, top, box.words, SIZE, ink, bold=box.kind != "step", anchor="middle")
        + lines_of_text(box.middle, top + len(box.words) * SIZE * LINE, box.cite, CITE, ink, anchor="middle")
    )


def _route(source: _Box, target: _Box) -> list[tuple[float, float]]:
    """Return the corners of the way from one box to another."""
    if source.lane == target.lane:
        return [(source.middle, source.y + source.height), (target.middle, target.y)]
    if source.lane == "main" and source.row == target.row:
        level = target.y + target.height / 2
        return [(source.x + source.width, level), (target.x, level)]
    turn = target.row_top - GAP * 0.5
    return [
        (source.middle, source.y + source.height),
        (source.middle, turn),
        (target.middle, turn),
        (target.middle, target.y),
    ]


def _edge(edge: Mapping[str, Any], boxes: Mapping[str, _Box], theme: Theme) -> str:
    return path(_route(boxes[edge["from"]], boxes[edge["to"]]), theme.colours.muted, arrow=True)


def _label(edge: Mapping[str, Any], boxes: Mapping[str, _Box], theme: Theme) -> str:
    """Return the word on an arrow, near where it starts."""
    (x0, y0), (x1, y1) = _route(boxes[edge["from"]], boxes[edge["to"]])[:2]
    if y0 == y1:
        return tag((x0 + x1) / 2 - 3, y0, edge["label"], theme.colours.text)
    return tag(x0 + 14, min(y0 + GAP * 0.42, (y0 + y1) / 2), edge["label"], theme.colours.text)
