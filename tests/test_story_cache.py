"""What is kept between runs saves time and never shows: the files are those of a build without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from manualgen.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
PROFILE = ROOT / "company_profiles" / "electrician-ab-secor.yaml"
LIBRARY = ROOT / "templates" / "library"


@pytest.fixture
def library(tmp_path):
    """A library folder with three documents of its own, replacing the built-in ones."""
    for name in ("sections/sec-first-aid.md", "procedures/sjp-panel-replace.yaml", "forms/frm-flha.yaml"):
        target = tmp_path / "lib" / "templates" / "library" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(LIBRARY / name, target)
    return tmp_path / "lib"


def _profile(tmp_path: Path) -> Path:
    for name in (PROFILE.name, "assets/kestrel-coulee.png"):
        target = tmp_path / "profile" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROFILE.parent / name, target)
    return tmp_path / "profile" / PROFILE.name


def _edit(library: Path, name: str, old: str, new: str) -> None:
    path = next((library / "templates" / "library").rglob(name))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _build(profile: Path, out: Path, library: Path, cache: Path, monkeypatch, engine="none", only="all"):
    from manualgen.publishing.drafting import build_draft, open_client

    monkeypatch.setenv("MANUALGEN_CACHE", str(cache))
    client = open_client(profile, out, (library,), engine, only)
    return build_draft(client, without_edits=True).folder


def _files(folder: Path) -> dict[str, bytes]:
    """Every file of the draft."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def rendered(monkeypatch):
    """Names of the documents whose words were made anew, in order."""
    from manualgen.rendering import bodies

    made: list[str] = []
    real = bodies.render_body

    def watched(item_id, voice, draw):
        made.append(item_id)
        return real(item_id, voice, draw)

    monkeypatch.setattr(bodies, "render_body", watched)
    return made


EDITS = {
    "the words of a section": ("sec-first-aid.md", "first aid", "first-aid", ["sec-first-aid"]),
    "a control of a procedure": ("sjp-panel-replace.yaml", "control: ", "control: Stop. ", ["sjp-panel-replace"]),
    "a note that nobody prints": ("sjp-panel-replace.yaml", "steps:", "# a note\nsteps:", []),
    "the title of a procedure": ("sjp-panel-replace.yaml", "title: ", "title: New ", None),
    "the retention of a form": ("frm-flha.yaml", "retention: ", "retention: Nine years or ", None),
}


@pytest.mark.parametrize("what", EDITS)
def test_after_an_edit_the_files_are_those_of_a_build_without_a_cache(what, tmp_path, library, rendered, monkeypatch):
    name, old, new, anew = EDITS[what]
    profile, warm = _profile(tmp_path), tmp_path / "warm"
    _build(profile, tmp_path / "first", library, warm, monkeypatch)
    if name == "sec-first-aid.md":  # in the body, not in what others may print of it
        text = (library / "templates/library/sections" / name).read_text(encoding="utf-8")
        body = text.split("---\n", 2)[2]
        old = next(w for w in body.split("\n") if w.endswith(".") and w[:1].isalpha())
        new = old + " Kit number nine."
    _edit(library, name, old, new)
    rendered.clear()
    with_cache = _build(profile, tmp_path / "second", library, warm, monkeypatch)
    if anew is None:
        assert len(rendered) > 50, "what others may print of it changed, so all are made anew"
    else:
        assert rendered == anew
    without = _build(profile, tmp_path / "third", library, tmp_path / "cold", monkeypatch)
    assert _files(with_cache) == _files(without)


FACTS = {
    "a phone number": ("555-01", "555-09"),
    "a person's title": ("lead journeyperson", "chief journeyperson"),
    "the work": ("tsk-high-bay-lighting", "tsk-office-work"),
}


@pytest.mark.parametrize("what", FACTS)
def test_a_new_fact_of_the_client_reaches_every_file(what, tmp_path, library, rendered, monkeypatch):
    old, new = FACTS[what]
    profile, warm = _profile(tmp_path), tmp_path / "warm"
    first = _build(profile, tmp_path / "first", library, warm, monkeypatch)
    text = profile.read_text(encoding="utf-8")
    assert old in text
    profile.write_text(text.replace(old, new), encoding="utf-8")
    with_cache = _build(profile, tmp_path / "second", library, warm, monkeypatch)
    without = _build(profile, tmp_path / "third", library, tmp_path / "cold", monkeypatch)
    assert _files(with_cache) == _files(without) != _files(first)


def test_the_pdf_of_a_changed_manual_is_that_of_a_build_without_a_cache(tmp_path, library, monkeypatch):
    profile, warm = _profile(tmp_path), tmp_path / "warm"
    first = _build(profile, tmp_path / "first", library, warm, monkeypatch, "typst", "manual")
    _edit(library, "sjp-panel-replace.yaml", "control: ", "control: Stop. ")
    with_cache = _build(profile, tmp_path / "second", library, warm, monkeypatch, "typst", "manual")
    without = _build(profile, tmp_path / "third", library, tmp_path / "cold", monkeypatch, "typst", "manual")
    assert _files(with_cache) == _files(without)
    assert _files(with_cache)["manual.pdf"] != _files(first)["manual.pdf"]


def test_after_an_issue_the_next_draft_shows_the_revision(tmp_path, library, monkeypatch):
    import datetime
    import zipfile

    from manualgen.publishing.drafting import issue_revision, open_client

    profile, out, cache = _profile(tmp_path), tmp_path / "out", tmp_path / "cache"
    first = _build(profile, out, library, cache, monkeypatch, only="manual")
    client = open_client(profile, out, (library,), "none", "manual")
    monkeypatch.setattr("manualgen.publishing.drafting.blockers", lambda built: [])
    day = datetime.date(2026, 11, 21)
    issue_revision(client, "owner", day, (), "First issue of the year")
    second = _build(profile, out, library, cache, monkeypatch, only="manual")
    assert second != first

    def words_of(folder: Path) -> str:
        return zipfile.ZipFile(folder / "manual.docx").read("word/document.xml").decode()

    assert "First issue of the year" not in words_of(first)
    assert "First issue of the year" in words_of(second)
    assert _build(profile, out, library, cache, monkeypatch, only="manual") == second
    again = open_client(profile, out, (library,), "none", "manual")
    with pytest.raises(InputError, match="nothing changed since revision 1"):
        issue_revision(again, "owner", day, (), "Again")


def test_where_a_profile_lies_is_no_fact_a_text_may_print(words):
    from manualgen.intake.loading import load_profile

    profile = load_profile(PROFILE)
    assert profile.ask("company.name") == profile.company.name
    for name in ("folder", "source_file", "model_extra"):
        with pytest.raises(KeyError):
            profile.ask(name)


def test_a_pdf_that_did_not_change_is_not_made_again(tmp_path, monkeypatch):
    from manualgen.publishing import inking
    from manualgen.publishing.snapshot import Snapshot
    from manualgen.rendering.document import Control, Document, Paragraph, Text
    from manualgen.writers import pdf
    from manualgen.writers.theme import load_theme

    monkeypatch.setenv("MANUALGEN_CACHE", str(tmp_path))
    made: list[str] = []

    def write(jobs):
        made.extend(job.key for job in jobs)
        return {job.key: b"%PDF " + job.key.encode() for job in jobs}

    monkeypatch.setattr(pdf, "write_pdfs", write)
    theme = load_theme(ROOT / "templates/style/theme.yaml")
    control = Control("A company", "Manual", "DRAFT", "2026-01-01", "a-company", "one")

    def files(words: str, revision: str = "DRAFT") -> dict[str, bytes]:
        from dataclasses import replace

        documents = {
            name: Document(
                name, "policy", name, name, (Paragraph(f"{name}/p", (Text(text),)),), replace(control, revision=revision)
            )
            for name, text in (("pol-a", "always the same"), ("pol-b", words))
        }
        snapshot = Snapshot(words.encode(), {n: repr(d.blocks) for n, d in documents.items()})
        with inking.Pdfs(documents, theme, "typst", snapshot) as pdfs:
            return pdfs.finished()

    first = files("old")
    assert made == ["pol-a", "pol-b"]
    assert files("new").keys() == first.keys()
    assert made == ["pol-a", "pol-b", "pol-b"]
    files("new")
    assert made == ["pol-a", "pol-b", "pol-b"]
    files("new", "Rev 1")
    assert made == ["pol-a", "pol-b", "pol-b", "pol-a", "pol-b"], "the footer shows the revision"


def test_the_snapshot_is_the_same_text_with_and_without_the_kept_blocks(words):
    from dataclasses import replace

    from manualgen.publishing.canonical import compact
    from manualgen.publishing.snapshot import snapshot_of
    from manualgen.rendering.bodies import Kept
    from manualgen.rendering.serial import to_data

    built = words("electrician-ab-secor")
    plain = snapshot_of(replace(built, kept=Kept()))
    documents = (built.rendered.manual, *built.rendered.documents)
    data = {
        "format": 1,
        "blocks": {d.id: to_data(d.blocks) for d in documents},
        "questions": to_data(built.planned.questions.answers),
        "numbers": dict(built.voice.numbers),
        "plan": to_data(built.planned.plan),
        "law_as_of": built.planned.law.as_of.isoformat(),
    }
    assert plain.text == compact(data)


def test_a_corrected_program_makes_another_draft(tmp_path, library, monkeypatch):
    from manualgen.publishing import inputs

    profile = _profile(tmp_path)
    first = _build(profile, tmp_path / "out", library, tmp_path / "cache", monkeypatch)
    assert _build(profile, tmp_path / "out", library, tmp_path / "cache", monkeypatch) == first
    monkeypatch.setattr(inputs, "program_hash", lambda: "another program of the same version")
    assert _build(profile, tmp_path / "out", library, tmp_path / "cache", monkeypatch) != first
