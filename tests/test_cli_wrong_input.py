"""Whatever a person hands to a verb by mistake is answered in a sentence, with the documented exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="terminals are asked for on POSIX systems")

PROFILE = "company: {name: Acme}\nprovince: AB\nemployees: 4\npartner: ab-acsa\nindustries: [electrical]\n"
VERBS = (
    ("check",),
    ("plan",),
    ("build",),
    ("issue", "--approved-by", "owner", "--date", "2026-12-01"),
    ("coverage", "--no-pages"),
    ("lint",),
    ("show", "law", "--used-by"),
)
ESCAPE = "\x1b[31m"


def run(folder: Path, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "manualgen", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        **more,  # type: ignore[call-overload]
    )


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """Return what the program writes when standard output and error are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "manualgen", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "8"},
    )
    os.close(theirs)
    told = b""
    try:
        while piece := os.read(ours, 65536):
            told += piece
    except OSError:  # the other end is closed
        pass
    process.wait()
    os.close(ours)
    return told.decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "ok.yaml").write_text(PROFILE)
    (folder / "folder.yaml").mkdir()
    (folder / "binary.yaml").write_bytes(bytes(range(128, 256)) * 9)
    (folder / "tab.yaml").write_text("company:\n\tname: A\n")
    (folder / "twice.yaml").write_text("company: {name: A}\ncompany: {name: B}\n")
    (folder / "empty.yaml").write_text("")
    (folder / "huge.yaml").write_text(PROFILE + "# " + "x" * 1_100_000)
    (folder / "unknown.yaml").write_text(PROFILE.replace("name: Acme", "name: Acme, nam: B"))
    (folder / "place.yaml").write_text(PROFILE.replace("AB", "ZZ").replace("ab-acsa", "acsa"))
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / f"n{ESCAPE}.yaml").write_text(PROFILE)
    return folder


@pytest.fixture(scope="module")
def drafted(folder: Path) -> Path:
    assert run(folder, "build", "ok.yaml", "-o", "record").returncode == 0
    return folder / "record"


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_file_that_is_no_profile_is_one_line(verb: tuple[str, ...], folder: Path) -> None:
    for name, answer in (
        ("missing.yaml", "missing.yaml: there is no such file"),
        ("folder.yaml", "folder.yaml: not a regular file"),
        ("binary.yaml", "binary.yaml:1:1: the file is not UTF-8 text"),
        ("empty.yaml", "empty.yaml: the file holds no profile"),
        ("loop.yaml", "loop.yaml: cannot be read"),
    ):
        result = run(folder, *verb, name)
        assert result.returncode == (3 if name == "loop.yaml" else 2), (name, result.stderr)
        assert result.stderr.startswith(answer)
        assert result.stderr.count("\n") == 1
    assert not (folder / "manuals").exists()


def test_faults_of_the_text_have_their_place(folder: Path) -> None:
    told = run(folder, "check", "tab.yaml", "twice.yaml", "huge.yaml", "unknown.yaml", "place.yaml", "ok.yaml")
    assert told.returncode == 2
    assert [line.split("; ")[0] for line in told.stderr.splitlines()] == [
        "tab.yaml:2:1: a tab is not allowed in the file",
        "twice.yaml:2:1: `company` is given twice, first on line 1",
        "huge.yaml: the file is larger than 1,000,000 bytes",
        "unknown.yaml:1:23: company.nam: there is no such field",
        "place.yaml:2:11: province: `ZZ` is not a province or territory",
        "place.yaml:4:10: partner: there is no certifying partner `acsa`",
    ]
    assert "did you mean `name`?" in told.stderr
    assert told.stdout == "ok.yaml: nothing wrong\n", "a file that cannot be read does not hide the next"


def test_lint_refuses_a_profile_with_all_that_check_finds(folder: Path) -> None:
    told = run(folder, "lint", "place.yaml").stderr
    assert "is not a province" in told
    assert "did you mean `ab-acsa`" in told


@pytest.mark.parametrize(
    "verb", [("build",), ("issue", "--approved-by", "owner", "--date", "2026-12-01")], ids=" ".join
)
@pytest.mark.parametrize(
    ("output", "answer"), [("ok.yaml", "Directory 'ok.yaml' is a file"), ("", "the name of the folder is empty")]
)
def test_an_output_that_is_no_folder_is_refused(verb: tuple[str, ...], output: str, answer: str, folder: Path) -> None:
    before = sorted(folder.iterdir())
    result = run(folder, *verb, "ok.yaml", "-o", output)
    assert (result.returncode, answer in result.stderr) == (2, True)
    assert sorted(folder.iterdir()) == before


def test_an_output_that_cannot_be_made_is_the_environment_s_fault(folder: Path) -> None:
    result = run(folder, "build", "ok.yaml", "-o", "ok.yaml/sub")
    assert (result.returncode, result.stderr.count("\n")) == (3, 1)
    assert "ok.yaml/sub" in result.stderr


def issue(folder: Path, *arguments: str, by: str = "owner", on: str = "2026-12-01") -> subprocess.CompletedProcess[str]:
    return run(folder, "issue", "ok.yaml", "-o", "record", "--approved-by", by, "--date", on, *arguments)


def test_issue_without_a_draft_says_so_and_leaves_no_folder(folder: Path) -> None:
    result = run(folder, "issue", "ok.yaml", "-o", "none", "--approved-by", "owner", "--date", "2026-12-01")
    assert result.returncode == 2
    assert result.stderr == "none/acme: there is no draft to issue; run `manualgen build` first\n"
    assert not (folder / "none").exists()


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"by": f"ow{ESCAPE}ner"}, "Invalid value for '--approved-by': it holds a control character (U+001B)"),
        ({"by": "x" * 301}, "Invalid value for '--approved-by': it has 301 characters; write at most 300"),
        ({"on": "2062-12-01"}, "2062-12-01 is more than a year ahead; write the day of this approval"),
        ({"on": "2026-02-30"}, "does not match the format"),
    ],
)
def test_an_approval_nobody_can_mean_is_refused(options: dict[str, str], answer: str, drafted: Path) -> None:
    result = issue(drafted.parent, **options)
    assert (result.returncode, answer in result.stderr) == (2, True), result.stderr
    assert not (drafted / "acme" / "issued").exists() or not list((drafted / "acme" / "issued").iterdir())


def test_a_date_before_the_law_of_the_draft_is_refused(drafted: Path) -> None:
    told = issue(drafted.parent, on="2020-01-01").stderr
    assert "--date: 2020-01-01 is before 2026-11-21, the day of the law in this draft" in told


def test_a_list_of_accepted_names_is_read_with_its_places(drafted: Path) -> None:
    folder = drafted.parent
    result = issue(folder, "--accept-from", "binary.yaml")
    assert result.returncode == 2
    assert result.stderr == "binary.yaml: the file is not UTF-8 text; name a copy of the draft's open-items.txt\n"
    (folder / "accepted.txt").write_text("\ufeff# a comment\n  hazard-rating  # mine\n", encoding="utf-8")
    told = issue(folder, "--accept-from", "accepted.txt").stderr
    assert (
        "accepted.txt:2:3: hazard-rating: nothing of that name blocks the issue; did you mean `hazard-ratings`?" in told
    )
    assert "assumed `work.tasks.tsk-service-call`: taken as tsk-service-call" in told


def test_verify_goes_on_after_a_manifest_that_cannot_be_read(drafted: Path, tmp_path: Path) -> None:
    shutil.copytree(drafted, tmp_path / "copy")
    shutil.copytree(drafted / "acme" / "drafts" / "1", tmp_path / "copy" / "acme" / "drafts" / "0")
    (tmp_path / "copy" / "acme" / "drafts" / "0" / "manifest.json").write_text("{")
    result = run(tmp_path, "verify", "copy")
    assert result.returncode == 2
    assert "drafts/0/manifest.json: not readable as JSON" in result.stderr
    assert result.stdout == "copy/acme/drafts/1: as built\n"


def test_stamp_refuses_a_folder_that_is_no_library(folder: Path) -> None:
    result = run(folder, "stamp", "folder.yaml")
    assert (result.returncode, "holds no templates/library/" in result.stderr) == (2, True)


def test_a_topic_nobody_knows_is_not_guessed(folder: Path) -> None:
    told = run(folder, "show", "law", "--topic", "qqq").stderr
    assert "there is no topic 'qqq'; the column topic of `manualgen show law` lists them" in told


def test_no_name_of_a_file_controls_the_terminal(drafted: Path) -> None:
    folder = drafted.parent
    (drafted / "acme" / "drafts" / "1" / f"x{ESCAPE}.txt").write_text("")
    for arguments in (
        ("check", f"n{ESCAPE}.yaml"),
        ("check", f"no{ESCAPE}.yaml"),
        ("plan", "ok.yaml", f"extra{ESCAPE}"),
        ("verify", "record"),
        (f"ver{ESCAPE}b",),
        ("--library", ESCAPE),
    ):
        told = on_a_terminal(folder, *arguments)
        assert "\x1b" not in told, arguments
        assert told.strip()
    assert "\\u001b[31m" in on_a_terminal(folder, "check", f"n{ESCAPE}.yaml")
    (drafted / "acme" / "drafts" / "1" / f"x{ESCAPE}.txt").unlink()


def test_a_terminal_of_a_few_columns_still_shows_words(folder: Path) -> None:
    lines = on_a_terminal(folder, "show", "partners").splitlines()
    assert any(line.startswith("ab-acsa") for line in lines)


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(
    "verb", ["show partners", "check ok.yaml", "verify record", "build ok.yaml -o closed --only manual"]
)
def test_a_closed_stream_is_no_failure(verb: str, closed: str, drafted: Path) -> None:
    result = subprocess.run(
        f"{sys.executable} -m manualgen {verb} {closed}",
        shell=True,
        cwd=drafted.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "verb", ["plan ok.yaml", "show law --json", "schema", "verify record", "check ok.yaml unknown.yaml"]
)
def test_a_reader_who_has_enough_sees_no_error(verb: str, drafted: Path) -> None:
    result = subprocess.run(
        f"{sys.executable} -m manualgen {verb} 2>err | head -c 1 >/dev/null; grep -c 'Traceback\\|Broken' err",
        shell=True,
        cwd=drafted.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == "0\n"
