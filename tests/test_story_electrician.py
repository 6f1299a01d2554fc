"""The first client's story: seven electricians, Alberta, ACSA SECOR."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import zipfile

import pytest
from click.testing import CliRunner
from conftest import PROFILES

from manualgen.cli import program
from manualgen.errors import InputError, UnabsorbedEdits
from manualgen.rendering.back_matter import inlines_of
from manualgen.rendering.document import Blank, Citation, Heading, Reference, walk

PROFILE = PROFILES / "electrician-ab-secor.yaml"
ACSA_SECOR = [
    "Corporate Health and Safety Policy", "Hazard Assessments", "Safe Work Practices", "Safe Job Procedures",
    "Company Rules", "Personal Protective Equipment", "Maintenance", "Training and Communication", "Inspections",
    "Investigations", "Emergency Planning", "Records and Statistics", "Contracting Services",
]  # fmt: skip


def test_chapters_stand_in_the_partners_order_under_the_partners_titles(words):
    chapters = words("electrician-ab-secor").planned.plan.chapters
    assert [c.title for c in chapters if not c.supplement] == ACSA_SECOR
    assert [c.number for c in chapters if not c.supplement] == [str(n) for n in range(1, 14)]
    assert "Legislation" in [c.title for c in chapters if c.supplement]


def test_every_declared_task_has_its_content(words):
    plan = words("electrician-ab-secor").planned.plan
    assert plan.gaps == ()
    assert len(plan.tasks) == 16
    assert all(d.reasons for d in plan.documents)


def test_no_reference_dangles_and_every_form_is_named_by_a_text(words):
    built = words("electrician-ab-secor")
    documents = (built.rendered.manual, *built.rendered.documents)
    inside = (*built.voice.numbers, "manual")
    for block, inline in (pair for d in documents for pair in inlines_of(d.blocks)):
        if isinstance(inline, Reference) and not inline.target.startswith(("sec-", "chapter-", "manual-")):
            assert inline.target.split("/")[0] in inside, (block, inline.target)
    named = {
        inline.target
        for d in documents
        if d.kind != "supplement"
        for _, inline in inlines_of(d.blocks)
        if isinstance(inline, Reference)
    }
    assert [f for f in built.planned.plan.ids("form") if f not in named] == []


def test_no_phone_number_is_invented(words):
    built = words("electrician-ab-secor")
    given = "403-555-0142"
    text = " ".join(_texts(built))
    phones = set(re.findall(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b", text))
    assert phones <= {given, "1-866-415-8690"}  # the second is the registry's, for serious incidents
    assert built.planned.law.number("incident.report", "phone").value == "1-866-415-8690"


def test_facts_nobody_gave_are_named_blanks_on_the_ask_list(words):
    blanks = words("electrician-ab-secor").rendered.blanks
    assert "company.wcb_account" in blanks
    assert all(label for label, _ in blanks.values())


def test_hazard_ratings_fall_and_are_called_proposed(words):
    built = words("electrician-ab-secor")
    tasks = [built.voice.library.tasks[t] for t in built.planned.plan.tasks]
    for task in tasks:
        for hazard in task.hazards:
            before = hazard.before.likelihood * hazard.before.consequence
            assert hazard.after.likelihood * hazard.after.consequence < before, (task.id, hazard.id)
            assert hazard.controls
    register = next(d for d in built.rendered.documents if d.id == "sup-hazard-register")
    assert "PROPOSED" in " ".join(_texts_of(register))


def test_a_dagger_stands_behind_every_unverified_reference_and_only_there(words):
    built = words("electrician-ab-secor")
    for d in (built.rendered.manual, *built.rendered.documents):
        for _, inline in inlines_of(d.blocks):
            if isinstance(inline, Citation):
                assert ("†" in inline.text) == inline.to_verify, inline
                assert not re.match(r"ab\.", inline.text)


def test_the_draft_folder_holds_what_a_consultant_hands_over(electrician):
    report, _ = electrician
    names = {p.name for p in report.folder.iterdir()}
    wanted = {"manual.docx", "manual.pdf", "policies", "practices", "procedures", "forms", "supplements"}
    assert wanted | {"ask-list.docx", "index.html", "manifest.json", "open-items.txt"} <= names
    stand_alone = [p for p in report.folder.rglob("*.pdf") if p.parent != report.folder]
    assert len(stand_alone) == report.documents + 2
    assert all(p.with_suffix(".docx").is_file() for p in stand_alone)
    assert 60 <= report.pages <= 125


def test_draft_is_marked_on_every_page_and_in_the_word_header(electrician):
    report, _ = electrician
    if shutil.which("pdftotext"):
        pages = subprocess.run(
            ["pdftotext", str(report.folder / "manual.pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout.split("\f")[:-1]
        assert len(pages) == report.pages
        assert all("DRAFT" in re.sub(r"\s", "", page) for page in pages)
    with zipfile.ZipFile(report.folder / "manual.docx") as word:
        headers = [word.read(n).decode() for n in word.namelist() if re.match(r"word/header\d*\.xml", n)]
    assert any("DRAFT" in h for h in headers)


def test_nothing_changed_makes_no_new_draft_and_says_so(electrician):
    _, root = electrician
    result = CliRunner().invoke(program, ["build", str(PROFILE), "-o", str(root)], standalone_mode=False)
    assert "nothing changed since draft 1" in result.output
    assert [p.name for p in (root / "kestrel-coulee-electric/drafts").iterdir()] == ["1"]


def test_same_input_gives_the_same_bytes_in_another_folder(electrician, tmp_path, monkeypatch):
    from manualgen import build

    report, _ = electrician
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    again = build(PROFILE, tmp_path / "else where")
    first = json.loads((report.folder / "manifest.json").read_text())
    second = json.loads((again.folder / "manifest.json").read_text())
    assert first["files"] == second["files"]


def test_a_hand_edit_stops_the_build_and_is_never_overwritten(electrician, tmp_path):
    from manualgen.publishing.drafting import build_draft, open_client

    report, root = electrician
    copy = tmp_path / "manuals"
    shutil.copytree(root, copy)
    edited = copy / "kestrel-coulee-electric/drafts/1/manual.docx"
    edited.write_bytes(edited.read_bytes() + b" ")
    client = open_client(PROFILE, copy)
    with pytest.raises(UnabsorbedEdits, match=r"manual\.docx"):
        build_draft(client)
    after = build_draft(client, without_edits=True)
    assert after.number == 2
    assert edited.read_bytes().endswith(b" ")
    assert report.number == 1


def test_issue_refuses_what_is_open_and_freezes_once_each_is_accepted_by_name(electrician, tmp_path):
    import datetime

    from manualgen.publishing.canonical import unpack_snapshot
    from manualgen.publishing.drafting import issue_revision, open_client
    from manualgen.publishing.verify import verify

    _, root = electrician
    copy = tmp_path / "manuals"
    shutil.copytree(root, copy)
    client = open_client(PROFILE, copy)
    day = datetime.date(2026, 12, 1)
    with pytest.raises(InputError) as refused:
        issue_revision(client, "owner", day, set(), "First issue")
    text = str(refused.value)
    assert "company.wcb_account" in text
    assert "hazard-ratings" in text
    names = _open_items(client)
    folder, number = issue_revision(client, "owner", day, names, "First issue")
    assert (number, folder.name) == (1, "rev-1")
    assert verify(folder).ok
    with pytest.raises(InputError, match="nothing changed since revision 1"):
        issue_revision(client, "owner", day, names, "Again")
    snapshot = unpack_snapshot(folder / "snapshot.json.gz")
    assert {"blocks", "questions", "numbers"} <= set(snapshot)
    assert any(v is False for v in snapshot["questions"].values())  # what was asked and not so is kept too
    with zipfile.ZipFile(folder / "manual.docx") as word:
        everything = b"".join(word.read(n) for n in word.namelist() if n.endswith(".xml"))
    assert b"DRAFT" not in everything
    assert b"Rev 1" in everything


def _open_items(client) -> set[str]:
    from manualgen.building import render_without_record
    from manualgen.publishing.drafting import blockers

    return {b.name for b in blockers(render_without_record(client.profile, client.knowledge))}


def test_every_policy_ends_with_a_signature_and_every_procedure_says_when_to_stop(words):
    for document in words("electrician-ab-secor").rendered.documents:
        kinds = [type(b).__name__ for b in walk(document.blocks)]
        if document.kind == "policy":
            assert "SignatureBlock" in kinds, document.id
        if document.kind == "procedure":
            assert "Callout" in kinds, document.id
            steps = next(b for b in document.blocks if getattr(b, "id", "").endswith("/steps-table"))
            assert 6 <= len(steps.rows) <= 15, document.id


def test_headings_never_skip_a_level(words):
    built = words("electrician-ab-secor")
    for document in (built.rendered.manual, *built.rendered.documents):
        levels = [b.level for b in walk(document.blocks) if isinstance(b, Heading)]
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), document.id


def test_blanks_print_in_brackets(words):
    slots = [i for _, i in inlines_of(words("electrician-ab-secor").rendered.manual.blocks) if isinstance(i, Blank)]
    assert slots
    assert all(s.label.strip() for s in slots)


def _texts(built):
    for d in (built.rendered.manual, *built.rendered.documents):
        yield from _texts_of(d)


def _texts_of(document):
    for _, inline in inlines_of(document.blocks):
        yield getattr(inline, "text", "")
