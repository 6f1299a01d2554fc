"""What other people's programs say of our files. Slow; needs tests/validators/setup.sh (tasks.py test --validators)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import PROFILES, ROOT

pytestmark = pytest.mark.validators
CHECKS = ROOT / "tests" / "validators"
PYTHON = os.environ.get("VALIDATOR_PYTHON", "")


@pytest.fixture(scope="module", autouse=True)
def tools():
    missing = [
        name
        for name, there in (
            ("OOXML_VALIDATOR", Path(os.environ.get("OOXML_VALIDATOR", "")).is_file()),
            ("VERAPDF_CP", bool(os.environ.get("VERAPDF_CP"))),
            ("VALIDATOR_PYTHON", Path(PYTHON).is_file()),
            *((tool, shutil.which(tool)) for tool in ("java", "soffice", "pandoc", "qpdf", "mutool", "pdftotext")),
        )
        if not there
    ]
    assert not missing, f"validators are missing, their absence is a failure: {missing}; run tests/validators/setup.sh"


def _check(script: str, *arguments: str) -> list[str]:
    out = subprocess.run(
        [PYTHON, str(CHECKS / script), "--json", *arguments], capture_output=True, text=True, check=False
    ).stdout
    return [
        f"{Path(f['file']).name}: {c['status']} {c['name']} {c['detail']}"
        for f in json.loads(out)
        for c in f.get("checks", ())
        if c["status"] in ("FAIL", "SKIP")
    ]


def test_the_manual_in_word_is_read_by_all(electrician):
    report, _ = electrician
    assert _check("check_docx.py", str(report.folder / "manual.docx")) == []


def test_the_manual_in_pdf_is_clean(electrician):
    report, _ = electrician
    assert _check("check_pdf.py", "--min-outline", "40", str(report.folder / "manual.pdf")) == []


def test_every_word_file_follows_the_open_xml_sdk(electrician):
    report, _ = electrician
    files = sorted(str(p) for p in report.folder.rglob("*.docx"))
    assert len(files) > 90
    found = _check("check_docx.py", "--no-toc", "--no-soffice", *files)
    assert [f for f in found if "reader-libreoffice" not in f] == []


@pytest.mark.parametrize("kind", ["policies", "practices", "procedures", "forms", "supplements"])
def test_two_of_each_kind_are_read_by_libreoffice_and_pandoc(electrician, kind):
    report, _ = electrician
    files = sorted(str(p) for p in (report.folder / kind).glob("*.docx"))
    assert _check("check_docx.py", "--no-toc", files[0], files[-1]) == []


def test_every_pdf_is_pdf_ua_1(electrician):
    report, _ = electrician
    files = sorted(str(p) for p in report.folder.rglob("*.pdf"))
    assert len(files) > 90
    assert _vera(files) == []


def _vera(files: list[str]) -> list[str]:
    out = subprocess.run(
        ["java", "-cp", os.environ["VERAPDF_CP"], str(CHECKS / "VeraCheck.java"), "ua1", *files],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == len(files)
    return [f"{Path(r['file']).name}: {r.get('failed') or r.get('error')}" for r in rows if not r["compliant"]]


def test_the_second_engine_says_the_same_words_and_is_clean_too(electrician, tmp_path):
    import re

    from manualgen.publishing.drafting import build_draft, open_client

    report, _ = electrician
    client = open_client(PROFILES / "electrician-ab-secor.yaml", tmp_path, engine="weasyprint", only="manual")
    other = build_draft(client)
    assert _vera([str(other.folder / "manual.pdf")]) == []

    def words(path: Path) -> list[str]:
        text = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout
        text = re.sub(r"Page \d+ of \d+|\.{3,}|(?:\. ){3,}|-\n", " ", text)
        return sorted(w for w in re.findall(r"[^\W\d_]{3,}", text))

    first, second = words(report.folder / "manual.pdf"), words(other.folder / "manual.pdf")
    from collections import Counter

    missing = Counter(first) - Counter(second)
    extra = Counter(second) - Counter(first)
    # headers repeat once a page and the engines break pages differently; addresses of sources break at other letters
    addresses = " ".join(
        line
        for name in ("legislation/ab.yaml", "templates/library/good_practice.yaml")
        for line in (ROOT / name).read_text().splitlines()
        if "http" in line
    )
    for header in (
        "Kestrel",
        "Coulee",
        "Electric",
        "Manual",
        "DRAFT",
        "MAN",
        "KCE",
        *re.findall(r"[^\W\d_]{3,}", addresses),
    ):
        missing.pop(header, None)
        extra.pop(header, None)
    share = (sum(missing.values()) + sum(extra.values())) / len(first)
    assert share < 0.01, (missing.most_common(10), extra.most_common(10))


def test_the_wheel_alone_builds_a_manual_from_any_folder(tmp_path):
    import sys

    run = lambda *c, **k: subprocess.run([str(x) for x in c], check=True, capture_output=True, text=True, **k)  # noqa: E731
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path / "dist", ROOT)
    wheel = next((tmp_path / "dist").glob("*.whl"))
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    python = tmp_path / "venv/bin/python"
    run(python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel)
    profile = tmp_path / "here" / "client.yaml"
    profile.parent.mkdir()
    shutil.copy(PROFILES / "minimal.yaml", profile)
    out = run(python, "-m", "manualgen", "build", "client.yaml", cwd=profile.parent).stdout
    assert "draft 1" in out
    assert list(profile.parent.glob("manuals/*/drafts/1/manual.pdf"))
