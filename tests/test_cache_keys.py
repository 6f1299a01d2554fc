"""Each thing that decides a byte is in the key: change it and nothing old is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import PROFILES

from manualgen.building import base_key
from manualgen.cache import program_stamp
from manualgen.locations import Locations
from manualgen.publishing.inking import pdf_key
from manualgen.rendering.bodies import Kept
from manualgen.rendering.document import Control, Document, Paragraph, Text
from manualgen.writers.theme import Theme

CONTROL = Control("A company", "Manual", "DRAFT", "2026-01-01", "a-company", "the snapshot", author="A consultant")
DOCUMENT = Document("pol-a", "policy", "POL-001", "A policy", (Paragraph("pol-a/p", (Text("Words"),)),), CONTROL)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"number": "POL-002"},
        {"kind": "practice"},
        {"language": "fr-CA"},
        *({"control": replace(CONTROL, **{name: "x"})} for name in ("company", "manual_title", "revision", "date", "client", "author")),
        {"control": replace(CONTROL, footer_note="x")},
        {"control": replace(CONTROL, draft=False)},
        {"control": replace(CONTROL, properties=(("manualgen.prefix", "KCE"),))},
    ],
    ids=str,
)
def test_what_a_pdf_prints_of_itself_is_in_its_key(change):
    assert pdf_key(replace(DOCUMENT, **change), Theme(), "typst", "b") != pdf_key(DOCUMENT, Theme(), "typst", "b")


def test_blocks_theme_engine_and_program_are_in_the_key_of_a_pdf(monkeypatch):
    key = pdf_key(DOCUMENT, Theme(), "typst", "blocks")
    assert pdf_key(DOCUMENT, Theme(), "typst", "other blocks") != key
    assert pdf_key(DOCUMENT, replace(Theme(), size_body_pt=11.5), "typst", "blocks") != key
    assert pdf_key(DOCUMENT, Theme(), "weasyprint", "blocks") != key
    assert pdf_key(replace(DOCUMENT, control=replace(CONTROL, snapshot="another")), Theme(), "typst", "blocks") == key
    monkeypatch.setattr("manualgen.publishing.inking.program_stamp", lambda: "another program")
    assert pdf_key(DOCUMENT, Theme(), "typst", "blocks") != key


def test_style_sheets_fonts_and_libraries_are_in_the_programs_stamp(monkeypatch):
    from manualgen import cache

    named = {Path(path).name for path, _ in cache.program_files()}
    assert {"house.css", "house.typ", "vague_words.yaml", "cache.py"} <= named
    assert {"typst", "weasyprint", "jinja2", "pillow", "pydantic", "pyyaml"} <= set(cache.library_versions())
    before = program_stamp()
    real = cache.files_below

    def a_font_changed(*folders):
        return ((path, "another mark" if path.endswith(".ttf") else mark) for path, mark in real(*folders))

    program_stamp.cache_clear()
    monkeypatch.setattr(cache, "files_below", a_font_changed)
    try:
        assert program_stamp() != before
    finally:
        program_stamp.cache_clear()


@pytest.fixture(scope="module")
def voice(words):
    return words("electrician-ab-secor").voice


def entry(voice, base="base") -> str:
    return Kept.open(base, voice).entry


def test_numbers_plan_frame_and_base_are_in_the_key_of_the_bodies(voice, monkeypatch):
    first = next(iter(voice.numbers))
    assert entry(voice) == entry(voice)
    assert entry(replace(voice, numbers={**voice.numbers, first: "POL-999"})) != entry(voice)
    assert entry(replace(voice, plan=replace(voice.plan, partner_name="Another"))) != entry(voice)
    assert entry(replace(voice, library=voice.library.model_copy(update={"frame": "another"}))) != entry(voice)
    assert entry(voice, "another base") != entry(voice)
    assert entry(voice, "") == ""
    before = entry(voice)
    monkeypatch.setattr("manualgen.rendering.bodies.program_stamp", lambda: "another program")
    assert entry(voice) != before


def test_the_base_covers_profile_verifications_and_all_data_but_the_documents(tmp_path):
    library = tmp_path / "lib"
    names = ("templates/library/good_practice.yaml", "legislation/xx.yaml", "partners/zz.yaml", "templates/style/theme.yaml")
    document = library / "templates/library/sections/sec-a.md"
    for name in (*names, document.relative_to(library)):
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).write_text("a")

    def key(profile="profile", *further: str) -> str:
        return base_key(profile, Locations((library,)), *further)

    before = key()
    assert key() == before
    assert key("another") != before
    assert key("profile", "topic=somebody@2026-01-01") != before
    document.write_text("its own words are in the key of its own body")
    assert key() == before
    for name in names:
        (library / name).write_text("b")
        assert key() != before, name
        before = key()


def test_everything_asked_for_is_in_the_key_of_a_build(tmp_path, monkeypatch):
    from manualgen.publishing.drafting import open_client

    folder = tmp_path / "profile"
    (folder / "assets").mkdir(parents=True)
    profile, logo = folder / "electrician-ab-secor.yaml", folder / "assets" / "kestrel-coulee.png"
    profile.write_bytes((PROFILES / profile.name).read_bytes())
    logo.write_bytes((PROFILES / "assets" / logo.name).read_bytes())

    def key(**options) -> str:
        return open_client(profile, tmp_path / "out", **options).key

    keys = [key(), key(engine="none"), key(engine="weasyprint"), key(only="manual")]
    assert key() == keys[0]
    logo.write_bytes(logo.read_bytes() + b" ")
    keys.append(key())
    profile.write_bytes(profile.read_bytes() + b"# a note\n")
    keys.append(key())
    (folder / "manualgen.yaml").write_text(
        "verified:\n  gp-meter-category-panel: {verified_by: safety consultant, verified_on: 2026-01-02}\n"
    )
    keys.append(key())
    monkeypatch.setattr("manualgen.publishing.drafting._revisions", lambda record: [("1", "2026-01-01", "first", "owner")])
    keys.append(key())
    monkeypatch.setattr("manualgen.publishing.inputs.program_hash", lambda: "another program")
    keys.append(key())
    assert len(set(keys)) == len(keys)
