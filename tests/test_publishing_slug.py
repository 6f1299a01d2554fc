"""Folder names of clients: safe on every system, never shared by two companies."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from manualgen.publishing.slug import MAX_LENGTH, find_slug, slug_of


@pytest.mark.parametrize(
    ("company", "slug"),
    [
        ("Kestrel Coulee Electric", "kestrel-coulee-electric"),
        ("O'Brien & Söhne <b>", "obrien-sohne-b"),
        ("Łódź Ærø Straße Ltd.", "lodz-aero-strasse-ltd"),
        ("CON", "con-client"),
        ("nul.", "nul-client"),
        ("COM1", "com1-client"),
        ("Acme...", "acme"),
        ("../../etc/passwd", "etc-passwd"),
        ("A\\B:C*D?", "a-b-c-d"),
    ],
)
def test_a_slug_is_plain(company: str, slug: str) -> None:
    assert slug_of(company) == slug


@pytest.mark.parametrize("company", ["ᓀᐦᐃᔭᐤ Construction", "株式会社", "!!!", "x" * 300, "é" * 300, "CON " * 60])
def test_every_name_gives_a_safe_folder(company: str) -> None:
    slug = slug_of(company)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_LENGTH
    assert slug == slug_of(company)


def test_names_that_lose_letters_stay_apart() -> None:
    assert slug_of("ᓀᐦᐃᔭᐤ Construction") != slug_of("ᐊᓂᔑᓈᐯ Construction")
    assert slug_of("x" * 300) != slug_of("x" * 301)
    assert slug_of("!!!") != slug_of("???")


def test_a_second_company_with_the_same_slug_gets_its_own_folder(tmp_path: Path) -> None:
    slug = find_slug(tmp_path, "Acme Electric")
    (tmp_path / slug).mkdir()
    (tmp_path / slug / "client.json").write_text(json.dumps({"company": "Acme Electric"}))
    assert find_slug(tmp_path, "Acme Electric") == "acme-electric"
    other = find_slug(tmp_path, "ACME electric!")
    assert other.startswith("acme-electric-")
    assert other == find_slug(tmp_path, "ACME electric!")


def test_the_two_ways_to_write_an_accent_are_one_company(tmp_path: Path) -> None:
    (tmp_path / "cafe-noir").mkdir()
    (tmp_path / "cafe-noir" / "client.json").write_text(json.dumps({"company": "Café Noir"}))
    assert find_slug(tmp_path, "Cafe\u0301 Noir") == "cafe-noir"
