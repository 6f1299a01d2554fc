"""Figures: every word fits its box, nothing prints small, colour never stands alone, law is never typed."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from manualgen.locations import builtin_root
from manualgen.rendering.figures import HEIGHT_LIMIT, WIDTH, Position, band_of, draw, flow_chart, org_chart
from manualgen.rendering.figures.measure import text_width, wrap
from manualgen.rendering.figures.svg import EDGE
from manualgen.writers.theme import Theme

FOLDER = builtin_root() / "templates" / "library" / "figures"
FILES = sorted(FOLDER.glob("*.yaml"))
ANSWERS = (
    (r"\{%.*?%\}", ""),
    (r"\{\{ role\.\w+ \}\}", "health and safety representative"),
    (r"\{\{ law\(.*?\) \}\}", "OHS Act, Part 7, s. 33(1)-(2); OHS Act, Part 7, s. 33(6)†"),
    (r"\{\{ number\(.*?\) \}\}", "[phone: confirm in the law]"),
    (r"\{\{ party\(.*?\) \}\}", "principal contractor"),
)


def rendered(value: Any) -> Any:
    """Return ``value`` as if the templates had run, with long answers."""
    if isinstance(value, str):
        for pattern, answer in ANSWERS:
            value = re.sub(pattern, answer, value)
        assert "{" not in value
        return value
    if isinstance(value, dict):
        return {k: rendered(v) for k, v in value.items()}
    return [rendered(v) for v in value] if isinstance(value, list) else value


def data_of(name: str) -> dict[str, Any]:
    return dict(rendered(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))))


def texts(svg: str) -> list[tuple[float, float, float, float, str]]:
    """Return left, right, baseline, size and words of every level line of text."""
    out = []
    for node in etree.fromstring(svg.encode()).iter("{*}text"):
        size, x = float(node.get("font-size")), float(node.get("x"))
        width = text_width(node.text or "", size, node.get("font-weight") == "bold")
        left = x - width / 2 if node.get("text-anchor") == "middle" else x
        if node.get("transform") is None:
            out.append((left, left + width, float(node.get("y")), size, node.text or ""))
    return out


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """Return left, top, right, bottom of every rectangle and of the level part of every polygon."""
    out = []
    root = etree.fromstring(svg.encode())
    for node in root.iter("{*}rect"):
        x, y, w, h = (float(node.get(key)) for key in ("x", "y", "width", "height"))
        out.append((x, y, x + w, y + h))
    for node in root.iter("{*}polygon"):
        points = [tuple(map(float, p.split(","))) for p in node.get("points").split()]
        xs, ys = zip(*points, strict=True)
        out.append((min(xs), min(ys), max(xs), max(ys)))
    return out


def organisation(count: int, shape: str) -> list[Position]:
    """Return ``count`` positions, all under one (flat), three under each (deep) or under four managers (wide)."""
    heads = {"flat": lambda n: 0, "deep": lambda n: (n - 1) // 3, "wide": lambda n: 0 if n < 5 else 1 + n % 4}
    return [
        Position(
            f"Long position name {n}", f"Long position name {heads[shape](n)}" if n else None, n % 3 + 1, ("worker",)
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_law_number_or_phone_is_typed(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\bs\. ?\d|\bsection \d|\bPart \d|\d{3}-\d{4}|CSA ", source)
    assert yaml.safe_load(source)["id"] == path.stem
    assert len(yaml.safe_load(source)["alt"]) > 60


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_library_figures_fit_a_page_and_print_no_text_below_8_points(path: Path) -> None:
    svg = draw(path.stem, data_of(path.stem), Theme())
    width, height = (float(etree.fromstring(svg.encode()).get(key)) for key in ("width", "height"))
    assert width == WIDTH + 2 * EDGE
    assert height <= HEIGHT_LIMIT
    lines = texts(svg)
    assert min(size for _, _, _, size, _ in lines) >= 8
    assert all(left >= -0.01 and right <= WIDTH + 0.01 and y <= height for left, right, y, _, _ in lines)


@pytest.mark.parametrize("name", ["incident-flow", "refusal-flow"])
def test_every_word_of_a_flow_chart_stands_in_a_box(name: str) -> None:
    svg = draw(name, data_of(name), Theme())
    for left, right, y, size, words in texts(svg):
        assert any(
            x0 <= left and right <= x1 and y0 <= y - size * 0.7 and y + size * 0.2 <= y1
            for x0, y0, x1, y1 in boxes(svg)
        ), words


@pytest.mark.parametrize("shape", ["flat", "deep", "wide"])
@pytest.mark.parametrize("count", [2, 5, 13, 30])
def test_organisation_charts_show_everybody_without_overlap(count: int, shape: str) -> None:
    svg = org_chart(organisation(count, shape), Theme())
    found = boxes(svg)
    assert len(found) == count
    assert all(x0 >= 0 and x1 <= WIDTH for x0, _, x1, _ in found)
    assert max(y1 for *_, y1 in found) <= HEIGHT_LIMIT + 30
    for (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) in combinations(found, 2):
        assert ax1 <= bx0 or bx1 <= ax0 or ay1 <= by0 or by1 <= ay0
    for left, right, y, size, words in texts(svg):
        assert any(x0 <= left and right <= x1 and y0 < y and y + size * 0.2 <= y1 for x0, y0, x1, y1 in found), words


def test_several_people_are_counted_and_a_role_that_repeats_the_position_is_left_out() -> None:
    svg = org_chart([Position("Owner", None, 1, ("owner",)), Position("Electrician", "Owner", 4, ("worker",))], Theme())
    assert [words for *_, words in texts(svg)] == ["Owner", "Electrician\u00a0×\u00a04", "worker"]


def test_a_circle_of_reports_is_refused() -> None:
    circle = [Position("Owner"), Position("A", "B"), Position("B", "A")]
    with pytest.raises(ValueError, match="circle"):
        org_chart(circle, Theme())


def test_every_rating_has_a_band_that_is_named_in_the_cell() -> None:
    data = data_of("risk-matrix")
    svg = draw("risk-matrix", data, Theme())
    words = [w for *_, w in texts(svg)]
    for likelihood in range(1, 5):
        for consequence in range(1, 5):
            assert band_of(data, likelihood, consequence)["name"] in words
    assert band_of(data, 1, 1)["id"] == "low"
    assert band_of(data, 2, 4)["id"] == "high"
    assert band_of(data, 3, 4)["id"] == "extreme"
    assert words.count("Extreme") == sum(a * b >= 12 for a in range(1, 5) for b in range(1, 5))


def test_hostile_words_stay_words() -> None:
    hostile = "O'Brien & Söhne <b>]]> \x00\x1b " + "x" * 300
    data = {
        "nodes": [{"id": "a", "text": hostile}, {"id": "b", "text": "ᓀᐦᐃᔭᐍᐏᐣ"}],
        "edges": [{"from": "a", "to": "b"}],
    }
    svg = flow_chart(data, Theme())
    assert max(right for _, right, *_ in texts(svg)) <= WIDTH
    assert "O'Brien & Söhne <b>]]>" in " ".join(w for *_, w in texts(svg))


def test_a_word_that_no_line_holds_is_cut() -> None:
    lines = wrap("x" * 200, 100, 10)
    assert "".join(lines) == "x" * 200
    assert all(text_width(line, 10) <= 100 for line in lines)


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ([{"id": "a", "text": "a"}], [{"from": "a", "to": "gone"}]),
        ([{"id": "a", "text": "a"}, {"id": "b", "text": "b"}], [{"from": "b", "to": "a"}]),
        ([{"id": "a", "text": "a", "kind": "blob"}], []),
    ],
)
def test_a_chart_that_does_not_hang_together_is_refused(
    nodes: list[dict[str, Any]], edges: list[dict[str, Any]]
) -> None:
    with pytest.raises(ValueError, match=r"gone|before it|kind"):
        flow_chart({"nodes": nodes, "edges": edges}, Theme())


def test_an_unknown_figure_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no-such"):
        draw("no-such", {}, Theme())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_letter_of_a_figure_prints_below_eight_points(path: Path) -> None:
    """At the width that the figure's file asks for, and no taller than a page lets it be."""
    data = data_of(path.stem)
    svg = draw(path.stem, data, Theme())
    theme = Theme()
    width_mm = float(data.get("width", 1.0)) * theme.text_width_mm
    box = etree.fromstring(svg.encode()).get("viewBox").split()
    width_mm = min(width_mm, 200.0 * float(box[2]) / float(box[3]))
    points = width_mm / 25.4 * 72 / float(box[2])
    sizes = [float(node.get("font-size")) for node in etree.fromstring(svg.encode()).iter("{*}text")]
    assert min(sizes) * points >= 8.0
