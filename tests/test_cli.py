"""The command line as a person and a script meet it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from conftest import PROFILES, ROOT

from manualgen.cli import VERBS, program

PROFILE = str(PROFILES / "electrician-ab-secor.yaml")


def run(*arguments: str, **more):
    return subprocess.run(
        [sys.executable, "-m", "manualgen", *arguments], capture_output=True, text=True, cwd=ROOT, check=False, **more
    )


def test_help_lists_the_verbs_in_the_order_of_the_work():
    text = CliRunner().invoke(program, ["--help"]).output
    places = [text.index(f"\n  {verb}") for verb in VERBS]
    assert places == sorted(places)


@pytest.mark.parametrize("verb", [v for v in VERBS if v != "lint"])
def test_every_verb_has_help_with_an_example_or_an_explanation(verb):
    result = CliRunner().invoke(program, [verb, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4


def test_help_does_not_load_the_engines():
    code = "import sys; sys.argv=['manualgen','--help']\nfrom manualgen.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    out = subprocess.run(
        [
            sys.executable,
            "-c",
            code + "print([m for m in ('pydantic','typst','docx','weasyprint','jinja2') if m in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert out.strip().endswith("[]")


def test_a_bad_profile_is_one_line_a_problem_exit_2_and_nothing_written(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("company: {nam: A}\nemployees: many\nprovince: ON\npartner: ab-acsa\nindustries: [electrical]\n")
    result = run("build", str(bad), "-o", str(tmp_path / "out"))
    assert result.returncode == 2
    lines = result.stderr.strip().splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(f"{bad}:") for line in lines)
    assert "did you mean" in result.stderr or "name" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_partner_of_another_province_is_answered_with_those_that_serve(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("company: {name: A}\nemployees: 7\nprovince: BC\npartner: ab-acsa\nindustries: [electrical]\n")
    result = run("check", str(bad))
    assert result.returncode == 2
    assert "bc-bccsa" in result.stderr


def test_a_program_beyond_its_size_is_refused_with_the_rule(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "company: {name: A}\nemployees: 14\nprovince: AB\nindustries: [electrical]\n"
        "certifications: [{partner: ab-acsa, program: secor}]\n"
    )
    result = run("check", str(bad))
    assert result.returncode == 2
    assert "10" in result.stderr


def test_control_characters_never_reach_the_terminal(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        'company: {name: "a\\u001b[31mred"}\nemployees: 7\nprovince: AB\npartner: ab-acsa\nindustries: [electrical]\n'
    )
    result = run("check", str(bad))
    assert result.returncode == 2
    assert "\x1b" not in result.stderr + result.stdout


def test_a_missing_file_is_a_sentence():
    result = run("check", "nowhere.yaml")
    assert result.returncode in (2, 3)
    assert "Traceback" not in result.stderr
    assert "nowhere.yaml" in result.stderr


def test_an_unknown_verb_is_answered_with_the_nearest():
    result = run("biuld", PROFILE)
    assert result.returncode == 2
    assert "did you mean build" in result.stderr


@pytest.mark.parametrize("what", ["partners", "provinces", "industries", "documents"])
def test_show_prints_a_table_and_json(what):
    assert run("show", what).stdout.count("\n") > 5
    rows = json.loads(run("show", what, "--json").stdout)
    assert len(rows) > 5


def test_plan_as_json_holds_reasons():
    data = json.loads(run("plan", PROFILE, "--json").stdout)
    assert data["program"] == "secor"
    assert all(d["reasons"] for d in data["documents"])


def test_no_colour_and_no_bar_in_a_pipe(tmp_path):
    result = run("show", "partners")
    assert "\x1b[" not in result.stdout


def test_a_piped_table_breaks_no_id_and_survives_a_closed_pipe():
    lines = run("show", "law", "--jurisdiction", "AB").stdout.splitlines()
    assert sum("ab.ohs-act.s3.supervision " in line for line in lines) == 1
    closed = subprocess.run(
        f"{sys.executable} -m manualgen show law | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (closed.returncode, closed.stderr) == (0, "")


@pytest.mark.parametrize("kind", ["task", "equipment", "product", "condition", "permit", "role", "course"])
def test_show_work_lists_what_a_profile_may_declare(kind):
    rows = json.loads(run("show", "work", "--kind", kind, "--json").stdout)
    assert rows
    assert {row["kind"] for row in rows} == {kind}


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("law", "--topic", "ladder"), "did you mean ladders?"),
        (("law", "--jurisdiction", "XX"), "write one of: AB, BC"),
        (("work", "--industry", "electric"), "did you mean electrical?"),
    ],
)
def test_show_refuses_a_name_it_does_not_know(arguments, answer):
    result = run("show", *arguments)
    assert result.returncode == 2
    assert answer in result.stderr


def test_a_library_folder_of_the_wrong_shape_is_refused(tmp_path):
    (tmp_path / "template").mkdir()
    result = run("show", "partners", "--library", str(tmp_path))
    assert result.returncode == 2
    assert "holds none of partners/, legislation/, templates/" in result.stderr


def test_verify_takes_the_folder_of_all_records(tmp_path):
    assert run("build", PROFILE, "--only", "manual", "-o", str(tmp_path)).returncode == 0
    result = run("verify", str(tmp_path))
    assert (result.returncode, result.stdout.count("as built")) == (0, 1)


def test_coverage_as_json_is_json_when_no_question_is_public():
    data = json.loads(run("coverage", PROFILE, "--json", "--no-pages").stdout)
    assert set(data) == {"figures", "questions"}


def test_a_fault_of_the_program_says_so_and_exits_4():
    code = (
        "from manualgen import cli, workspace\n"
        "def broken(start): raise ZeroDivisionError('x')\n"
        "workspace.find_workspace = broken\n"
        f"cli.main(['plan', {PROFILE!r}])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 4
    assert "ZeroDivisionError" in result.stderr
    assert "a fault of manualgen itself" in result.stderr


@pytest.mark.parametrize("verb", [["plan"], ["build"], ["coverage"], ["show", "law", "--used-by"]])
def test_every_verb_refuses_a_profile_with_all_that_check_finds(verb, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "company: {name: A, fone: 403-555-0142}\nemployees: 4\nprovince: AB\npartner: bc-bccsa\nindustries: [electrical]\n"
    )
    result = run(*verb, str(bad))
    assert result.returncode == 2
    assert "did you mean `phone`?" in result.stderr
    assert "does not certify in Alberta" in result.stderr
