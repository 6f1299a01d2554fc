"""The organisation chart: positions as a tree, from 2 to about 30 boxes.

Heads stand above their people. The people of the first head who has several stand side by side,
wrapped into rows; below that everyone hangs from a line at the left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from manualgen.rendering.figures.measure import wrap
from manualgen.rendering.figures.svg import HEIGHT_LIMIT, LINE, SMALLEST, WIDTH, drawing, lines_of_text, path, rect
from manualgen.writers.theme import Theme

SIZE = 10.0
PAD = 4.0
INDENT = 14.0
GAP_X = 8.0
GAP_Y = 8.0
DROP = 18.0  # from a head to the row of its people
BOX_WIDTHS = (124.0, 112.0, 104.0)
LEAF_ROWS = (8, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Position:
    """A box of the chart: ``roles`` are titles as they print; ``reports_to`` is a position or None."""

    position: str
    reports_to: str | None = None
    count: int = 1
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A placed piece of the chart: its size and what to draw, from its own top left corner.

    ``boxes`` are (x, y, height, position); ``lines`` are corners of connecting lines; ``stem`` is
    where a line from above meets it.
    """

    width: float
    height: float
    boxes: tuple[tuple[float, float, float, Position], ...]
    lines: tuple[tuple[tuple[float, float], ...], ...] = ()
    stem: float = 0.0

    def at(self, dx: float, dy: float) -> _Part:
        """Return the same part, moved."""
        return _Part(
            self.width,
            self.height,
            tuple((x + dx, y + dy, h, p) for x, y, h, p in self.boxes),
            tuple(tuple((x + dx, y + dy) for x, y in line) for line in self.lines),
            self.stem + dx,
        )


Tree = tuple[Position, tuple["Tree", ...]]


def org_chart(positions: Iterable[Position | Mapping[str, Any]], theme: Theme) -> str:
    """Return the chart of ``positions`` (:class:`Position`, or mappings with the same keys).

    A position that reports to nobody in the list stands at the top. Raises ``ValueError`` when
    there is no position or when two report to one another in a circle.
    """
    forest = _forest([p if isinstance(p, Position) else _position(p) for p in positions])
    best: _Part | None = None
    box_width, score = BOX_WIDTHS[0], 0.0
    for width in BOX_WIDTHS:
        for rows in LEAF_ROWS:
            part = _whole(forest, width, rows)
            cost = part.height + (BOX_WIDTHS[0] - width) + max(part.height - HEIGHT_LIMIT * 0.7, 0)
            if part.width <= WIDTH and (best is None or cost < score - 0.5):
                best, box_width, score = part, width, cost
            if part.height <= HEIGHT_LIMIT * 0.7:
                break
    if best is None:  # deeper than the page is wide: the outline form, narrowed by its boxes
        best = _hang(forest[0], box_width, 99)
    placed = best.at((WIDTH - best.width) / 2, 1)
    parts = [path(line, theme.colours.muted) for line in placed.lines]
    parts += [_draw(x, y, box_width, h, p, theme) for x, y, h, p in placed.boxes]
    return drawing(best.height + 2, parts)


def _position(raw: Mapping[str, Any]) -> Position:
    return Position(
        str(raw["position"]), raw.get("reports_to"), int(raw.get("count") or 1), tuple(raw.get("roles") or ())
    )


def _forest(positions: Sequence[Position]) -> list[Tree]:
    """Return the trees of ``positions``, in their order."""
    names = {p.position for p in positions}
    seen: set[str] = set()

    def grown(position: Position) -> Tree:
        if position.position in seen:
            raise ValueError(f"org-chart: {position.position} appears twice or reports to itself")
        seen.add(position.position)
        return position, tuple(grown(p) for p in positions if p.reports_to == position.position)

    forest = [grown(p) for p in positions if p.reports_to is None or p.reports_to not in names]
    if not forest or len(seen) != len(positions):
        raise ValueError("org-chart: no position, or positions that report to one another in a circle")
    return forest


def _lines(position: Position, width: float) -> tuple[list[str], list[str]]:
    """Return the title (with the number of people) and the roles, in lines."""
    title = position.position + (f"\u00a0×\u00a0{position.count}" if position.count > 1 else "")
    roles = ", ".join(r for r in position.roles if r.casefold() != position.position.casefold())
    return wrap(title, width - 2 * PAD, SIZE, bold=True), wrap(roles, width - 2 * PAD, SMALLEST) if roles else []


def _box(position: Position, width: float) -> _Part:
    title, roles = _lines(position, width)
    height = len(title) * SIZE * LINE + len(roles) * SMALLEST * LINE + 2 * PAD
    return _Part(width, height, ((0.0, 0.0, height, position),), (), width / 2)


def _whole(forest: list[Tree], width: float, rows: int) -> _Part:
    """Return the whole chart: a chain of single heads, then their people in rows."""
    if len(forest) > 1:
        return _side_by_side([_fan(tree, width, rows) for tree in forest])[0]
    return _fan(forest[0], width, rows)


def _fan(tree: Tree, width: float, rows: int) -> _Part:
    """Return a head with its people side by side below."""
    position, people = tree
    head = _box(position, width)
    if not people:
        return head
    if len(people) == 1:
        below = _fan(people[0], width, rows)
        middle = max(head.width / 2, below.stem)
        head, below = head.at(middle - head.width / 2, 0), below.at(middle - below.stem, head.height + DROP)
        return _Part(
            max(middle + head.width / 2, middle - below.stem + below.width, below.width),
            head.height + DROP + below.height,
            head.boxes + below.boxes,
            (*head.lines, *below.lines, ((middle, head.height), (middle, head.height + DROP))),
            middle,
        )
    row, buses = _side_by_side([_hang(child, width, rows) for child in people])
    middle = buses[0][1]
    head, row = head.at(max(middle - head.width / 2, 0), 0), row.at(0, head.height + DROP)
    bend = head.height + DROP / 2
    down = ((middle, head.height), (middle, bend))
    lines = [*row.lines, down]
    for number, (top, _, stems) in enumerate(buses):
        level = head.height + DROP + top - DROP / 2
        ends = [*stems, middle] if number == 0 else list(stems)
        first = 0.0 if len(buses) > 1 else min(ends)
        lines.append(((first, level), (max(ends), level)))
        lines += [((stem, level), (stem, level + DROP / 2)) for stem in stems]
    if len(buses) > 1:
        lines.append(((0.0, bend), (0.0, head.height + DROP + buses[-1][0] - DROP / 2)))
    return _Part(
        max(row.width, head.width), head.height + DROP + row.height, head.boxes + row.boxes, tuple(lines), middle
    )


Bus = tuple[float, float, tuple[float, ...]]  # top of the row, its middle, where its parts' stems are


def _side_by_side(parts: list[_Part]) -> tuple[_Part, list[Bus]]:
    """Return ``parts`` in rows that fit the page, and for each row where lines reach it."""
    rows = _filled(parts)
    indent = GAP_X if len(rows) > 1 else 0.0
    boxes: list[tuple[float, float, float, Position]] = []
    lines: list[tuple[tuple[float, float], ...]] = []
    buses: list[Bus] = []
    top = 0.0
    for row in rows:
        x = indent
        stems = []
        for part in row:
            moved = part.at(x, top)
            boxes += moved.boxes
            lines += moved.lines
            stems.append(moved.stem)
            x += part.width + GAP_X
        buses.append((top, (stems[0] + stems[-1]) / 2, tuple(stems)))
        top += max(part.height for part in row) + DROP
    width = indent + max(sum(p.width + GAP_X for p in row) - GAP_X for row in rows)
    return _Part(width, top - DROP, tuple(boxes), tuple(lines), buses[0][1]), buses


def _filled(parts: list[_Part]) -> list[list[_Part]]:
    rows: list[list[_Part]] = [[]]
    room = WIDTH - GAP_X
    if sum(p.width + GAP_X for p in parts) - GAP_X <= WIDTH:
        return [parts]
    for part in parts:
        used = sum(p.width + GAP_X for p in rows[-1])
        if rows[-1] and used + part.width > room:
            rows.append([])
        rows[-1].append(part)
    return rows


def _hang(tree: Tree, width: float, rows: int) -> _Part:
    """Return a head with everyone below hanging from a line at the left; many leaves in columns."""
    position, people = tree
    head = _box(position, width)
    if not people:
        return head
    boxes, lines = list(head.boxes), list(head.lines)
    trunk = INDENT / 2
    top, bottom, widest = head.height + GAP_Y, head.height, head.width
    columns = -(-len(people) // rows) if all(not child[1] for child in people) else 1
    parts = [_hang(child, width, rows) for child in people]
    if columns > 1:
        top += GAP_Y / 2
    for start in range(0, len(parts), columns):
        row = parts[start : start + columns]
        level = top - GAP_Y * 0.75
        x = INDENT
        for part in row:
            moved = part.at(x, top)
            boxes += moved.boxes
            lines += moved.lines
            if columns > 1:
                lines.append(((moved.stem, level), (moved.stem, top)))
            else:
                level = top + moved.boxes[0][2] / 2
            x += part.width + GAP_X
        lines.append(((trunk, level), (x - GAP_X - row[-1].width / 2 if columns > 1 else INDENT, level)))
        bottom = level
        widest = max(widest, x - GAP_X)
        top += max(part.height for part in row) + (GAP_Y * 1.5 if columns > 1 else GAP_Y)
    lines.append(((trunk, head.height), (trunk, bottom)))
    height = max(y + h for _, y, h, _ in boxes)
    return _Part(widest, height, tuple(boxes), tuple(lines), head.width / 2)


def _draw(x: float, y: float, width: float, height: float, position: Position, theme: Theme) -> str:
    colours = theme.colours
    title, roles = _lines(position, width)
    top_of_tree = position.reports_to is None
    fill, ink = (colours.head, colours.head_text) if top_of_tree else (colours.label, colours.text)
    return (
        rect(x, y, width, height, fill, colours.brand, 2)
        + lines_of_text(x + width / 2, y + PAD - 0.5, title, SIZE, ink, bold=True, anchor="middle")
        + lines_of_text(x + width / 2, y + PAD + len(title) * SIZE * LINE - 0.5, roles, SMALLEST, ink, anchor="middle")
    )
