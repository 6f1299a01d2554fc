"""Pictures in Word: size, alternative text, one part for equal pictures."""

from __future__ import annotations

import pytest
from lxml import etree
from test_docx_sample import control, png, sample
from test_docx_writer import body, parts

from manualgen.rendering.document import Document, Figure
from manualgen.writers.docx import pictures

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU_PER_MM = 36000


def test_every_picture_has_alternative_text_and_its_own_number() -> None:
    root = etree.fromstring(parts(sample())["word/document.xml"])
    found = list(root.iter(f"{WP}docPr"))
    assert [d.get("id") for d in found] == ["1", "2", "3"]
    assert [d.get("descr") for d in found] == ["Logo: a blue bar", "A blue bar", "A tall bar"]


def test_a_tall_picture_is_scaled_to_its_greatest_height() -> None:
    extent = body(Figure("f", "x", image=png(60, 300), max_height_mm=40)).find(f".//{WP}extent")
    assert abs(int(extent.get("cy")) - 40 * EMU_PER_MM) < 1000
    assert abs(int(extent.get("cx")) - 8 * EMU_PER_MM) < 1000


def test_equal_pictures_are_stored_once() -> None:
    blocks = tuple(Figure(f"f{n}", "x", image=png()) for n in range(3))
    files = parts(Document("d", "section", "", "T", blocks, control()))
    assert [n for n in files if "media" in n] == ["word/media/image1.png"]


def test_a_figure_without_alternative_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^f: .*alternative text"):
        body(Figure("f", " ", image=png()))


@pytest.mark.parametrize("blob", [b"not a picture", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", png()[:20]])
def test_what_is_no_png_or_jpeg_is_refused(blob: bytes) -> None:
    with pytest.raises(ValueError, match=r"^f: the picture"):
        body(Figure("f", "x", image=blob))


def test_a_drawing_is_drawn_at_220_dots_an_inch(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def draw(svg: str, width: int) -> bytes:
        asked.append((svg, width))
        return png(width, 10)

    import manualgen.writers.raster as raster

    monkeypatch.setattr(raster, "svg_to_png", draw)
    body(Figure("f", "x", svg="<svg/>", width=0.5))
    assert asked == [("<svg/>", round(9859 / 2 / 1440 * pictures.RESOLUTION_DPI))]
