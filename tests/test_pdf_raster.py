"""Drawings become pictures of the asked width."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from test_pdf_sample import SVG

from manualgen.writers.raster import svg_to_png


def test_width_is_as_asked_and_height_in_proportion() -> None:
    with Image.open(BytesIO(svg_to_png(SVG, 1000))) as picture:
        assert picture.size == (1000, 300)


def test_text_is_drawn_in_the_shipped_font() -> None:
    with Image.open(BytesIO(svg_to_png(SVG, 400))) as picture:
        middle = picture.convert("L").crop((100, 40, 300, 80))
        assert middle.getextrema()[0] < 60


def test_same_drawing_same_bytes() -> None:
    first = svg_to_png(SVG, 300)
    svg_to_png.cache_clear()
    assert svg_to_png(SVG, 300) == first


@pytest.mark.parametrize("svg", ["<svg/>", '<svg viewBox="0 0 0 10"/>'])
def test_a_drawing_without_a_size_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="viewBox"):
        svg_to_png(svg, 100)
