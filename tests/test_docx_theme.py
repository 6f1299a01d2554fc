"""The theme file and the client's colour."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from manualgen.errors import InputError
from manualgen.locations import builtin_root
from manualgen.writers.theme import Colours, Theme, contrast_with_white, load_theme

SHIPPED = builtin_root() / "templates" / "style" / "theme.yaml"


def test_the_shipped_theme_sets_every_value() -> None:
    raw = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    colours = raw.pop("colours")
    theme = load_theme(SHIPPED)
    assert set(raw) == {f.name for f in fields(Theme)} - {"colours"}
    assert {k: getattr(theme, k) for k in raw} == raw
    assert {k: getattr(theme.colours, k) for k in colours} == colours
    assert set(colours) == {f.name for f in fields(Colours)}


def test_a_dark_brand_colour_takes_over_heads_duties_and_law() -> None:
    colours = load_theme(SHIPPED, "#0b5d1e").colours
    assert {colours.brand, colours.head, colours.duty, colours.law} == {"#0B5D1E"}
    assert colours.stop == Theme().colours.stop


@pytest.mark.parametrize("brand", ["#FFCC00", "#888888", "red", "", "#12345"])
def test_a_brand_colour_that_cannot_carry_white_text_is_left_out(brand: str) -> None:
    assert load_theme(SHIPPED, brand) == load_theme(SHIPPED)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)


def test_each_wrong_key_is_named(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text("page: tabloid\nsize_body_pt: big\nfont_bdy: X\ncolours: {brand: blue, gold: '#FFFFFF'}\n")
    with pytest.raises(InputError) as caught:
        load_theme(file)
    assert [p.field for p in caught.value.problems] == [
        "page", "size_body_pt", "font_bdy", "colours.brand", "colours.gold",
    ]  # fmt: skip


def test_a_file_that_is_no_yaml_says_where(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text("id: [a\nb: }\n")
    with pytest.raises(InputError, match=r"theme\.yaml:2:\d+"):
        load_theme(file)
