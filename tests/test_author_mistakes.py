"""An author's slip in a library is answered at its line, with what to write: exit code 2 and no trace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import PROFILES, ROOT

from manualgen.cli import main

POLICY = "templates/library/policies/pol-health-safety.md"
FORM = "templates/library/forms/frm-flha.yaml"
FIGURE = "templates/library/figures/incident-flow.yaml"
GLOSSARY = "templates/library/glossary.yaml"
CONDITIONS = "templates/library/conditions.yaml"
SET = "templates/secor/chapters.yaml"


def told(library: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what the program says of a client whose library is ``library``, file names from its folder on."""
    with pytest.raises(SystemExit) as left:
        main(["coverage", str(PROFILES / "minimal.yaml"), "--no-pages", "--library", str(library)])
    said = capsys.readouterr().err
    assert (left.value.code, "Traceback" in said) == (2, False), said
    return said.replace(f"{library}/", "").splitlines()


def written(library: Path, relative: str, text: str) -> Path:
    file = library / relative
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return library


def changed(library: Path, relative: str, old: str, new: str) -> Path:
    text = (ROOT / relative).read_text(encoding="utf-8")
    assert old in text
    return written(library, relative, text.replace(old, new, 1))


def ended(library: Path, words: str) -> tuple[Path, int]:
    """Return ``library`` with ``words`` at the end of the health and safety policy, and the line they begin on."""
    text = (ROOT / POLICY).read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    return written(library, POLICY, text + words + "\n"), text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "glossary.yaml:1:1: a list of terms is expected; begin each entry with `- {term: …, meaning: …}`"),
        ("term: A\n", "glossary.yaml:1:1: a list of terms is expected; begin each entry with `- {term: …, meaning: …}`"),
        ("- {meaning: A}\n", "glossary.yaml:1:3: [1]: `term` is missing; write `term: …`"),
        ("- {term: A}\n", "glossary.yaml:1:3: [1]: `meaning` is missing; write `meaning: …`"),
        ("- {term: A, meaning: B, wen: [tsk-a]}\n", "glossary.yaml:1:25: [1].wen: unknown field; did you mean `when`?"),
        (
            "- {term: A, meaning: B, when: [crew-small]}\n",
            "glossary.yaml:1:3: A: has('crew-small'): only tsk-, eqp-, prd-, cnd- and prm- ids can be declared",
        ),
        ("- {term: A, meaning: B, law: moon}\n", "glossary.yaml:1:3: A: unknown topic of law 'moon'; see legislation/topics.yaml"),
        (
            "- term: A\n  meaning: '{{ nobody }}'\n",
            "glossary.yaml:2:12: the template fails: 'nobody' is undefined; docs/content-formats.md lists what a template may say",
        ),
    ],
)
def test_a_glossary_that_is_no_list_of_terms(
    text: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(written(tmp_path, GLOSSARY, text), capsys) == [f"templates/library/{answer}"]


@pytest.mark.parametrize(
    ("test", "answer"),
    [
        ("headcount.peak <=", "the test cannot be read: unexpected 'end of template'; write an expression"),
        ("staff > 3", "a condition knows no name `staff`; write one of headcount, site_count, "),
        ("false and staff", "a condition knows no name `staff`; write one of headcount, site_count, "),
        ("headcount.heads > 3", "the condition fails: 'types.SimpleNamespace object' has no attribute 'heads'"),
        ("1 / 0", "the condition fails: division by zero; the head of conditions.yaml lists what a test may ask"),
        ("applies('moon') == 'yes'", "the condition fails: unknown topic of law 'moon'"),
    ],
)
def test_a_condition_that_cannot_be_asked(
    test: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = written(tmp_path, CONDITIONS, f'- id: few\n  title: few\n  test: "{test}"\n')
    (line,) = told(library, capsys)
    assert line.startswith(f"{CONDITIONS}:3:9: few.test: {answer}")


def test_a_document_that_needs_an_unknown_condition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = changed(tmp_path, POLICY, "status: final\n", "status: final\nneeds: crew-tiny\n")
    (line,) = told(library, capsys)
    number = (library / POLICY).read_text().split("needs:")[0].count("\n") + 1
    assert line == f"{POLICY}:{number}:8: needs: there is no condition 'crew-tiny'; name one of {CONDITIONS}"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("{{ 1/0 }}", "the template fails: division by zero"),
        ("{{ has(3) }}", "has(3): only tsk-, eqp-, prd-, cnd- and prm- ids can be declared"),
        ("{{ fact(3, 'Label') }}", ""),
        ("{{ fact('company.name') }}", "the template fails: Voice.fact() missing 1 required positional argument: 'label'"),
        ("{{ company.name.upper(1) }}", "the template fails: "),
        ("{{ law('moon') }}", "unknown topic of law 'moon'; see legislation/topics.yaml"),
        ("{% if %}", "the template cannot be read: Expected an expression, got 'end of statement block'"),
        ("{{ 'a' * 10**9 }}", "the template fails: `"),
        ("{{ 'a' * 1000000000 }}", "the template fails: `*` is not for texts and lists here"),
        ("{{ '%1000000000d' % 1 }}", "the template fails: `%` is not for texts and lists here"),
        ("{{ 'a'.ljust(1000000000) }}", "the template fails: access to attribute 'ljust' of 'str' object is unsafe."),
        ("{{ 'a'|center(1000000000) }}", "the template cannot be read: No filter named 'center'"),
    ],
)
def test_a_template_that_fails(words: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, line = ended(tmp_path, words)
    assert told(library, capsys)[0].startswith(f"{POLICY}:{line}:1: {answer}")


@pytest.mark.parametrize(
    ("fence", "at", "answer"),
    [
        (
            "table\ncolumns: [{title: What, width: x}]\nrows: [[a]]",
            "1:32",
            "table: the width 'x' is not a fraction of the text width; write a number such as 0.25",
        ),
        ("table\ncolumns: [{title: What}]\nrows: [[hand, foot]]", "2:9", "table: a row has 2 cells, the table 1 columns"),
        ("table\ncolumns: What\nrows: [[a]]", "1:1", "table: `columns` is not a list of columns with a title each"),
        ("table\ncolumns: [{title: What}]\nrows: a", "2:1", "table: `rows` is not a list of rows"),
        (
            "duty\nid: a\nrole: role-owner\naction: signs\nverify: yes",
            "4:1",
            "duty: `verify` is not a role and an action; write `verify: {role: role-…, action: ",
        ),
        ("duty\nid: a\naction: signs", "0:1", "duty: the field 'role' is missing"),
        ("duty\nid: a\nrole: role-nobody\naction: signs", "2:7", "duty: unknown role 'role-nobody'; see templates/"),
        ("duty\nid: a\nrole: role-owner\naction: {signs: it}", "3:1", "duty: `action` is not one text"),
        ("duty\nid: a\nrole: role-owner\naction: signs\nfrequency: often", "4:1", "duty: unknown frequency 'often'"),
        ("duty\nid: a\nrole: role-owner\naction: signs\nrecord: frm-no", "4:9", "duty: no document has the id 'frm-no'"),
        ("duty\nid: a\nroll: role-owner", "2:1", "duty: unknown field 'roll'; write one of action, aspects, "),
        ("callout\nkind: stop\ntext: {wind: gusts}", "2:1", "callout: `text` is not a list of texts"),
        ("callout\nkind: stop\ntext:\n- gusts: 40", "3:3", "callout: the item 'gusts' is not one text; put it in quotes"),
        ("callout\nkind: halt\ntext: a", "1:1", "callout: unknown kind 'halt'; write one of stop, law, note, rule"),
        ("dos\ndo: lift", "1:1", "dos: `do` is not a list of texts"),
        ("include\nfigure: moon", "1:9", "include: unknown figure 'moon'; use org-chart or one of "),
        ("register\nof: moon", "1:5", "register: unknown register 'moon'; use one of hazards, "),
        ("recipe\nof: moon", "0:1", "recipe: unknown fenced block 'recipe'; use one of duty, callout, "),
    ],
)
def test_a_fenced_block_that_does_not_hold_what_it_should(
    fence: str, at: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    above = "{% if when('program-cor') %}\n\nNot for this client.\n\n{% endif %}\n\n"  # moves the rendered lines
    library, line = ended(tmp_path, f"{above}```{fence}\n```")
    down, column = at.split(":")
    (said,) = told(library, capsys)
    assert said.startswith(f"{POLICY}:{line + 6 + int(down)}:{column}: {answer}")


def test_a_block_whose_every_line_a_condition_leaves_out_is_left_out(words: Any) -> None:
    from manualgen.rendering.context import TemplateError
    from manualgen.rendering.environment import Scribe
    from manualgen.rendering.fences import Fences
    from manualgen.rendering.markdown import Ids, blocks

    def none(name: str, ids: Ids) -> Any:
        raise TemplateError(name)

    scribe = Scribe(words("minimal").voice)
    row = "{% if when('program-cor') %}\n- [hand]\n{% endif %}\n"
    for fence in (f"table\ncolumns: [{{title: What}}]\nrows:\n{row}", f"callout\nkind: stop\ntext:\n{row}"):
        ids = Ids("swp-a")
        fences = Fences(scribe, ids, "swp-a.md", 1, none, none)
        assert blocks(scribe.text(f"```{fence}```\n", "swp-a.md"), scribe.tokens, ids, fences) == []


def test_signers_nobody_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = changed(tmp_path, POLICY, "signers: [role-owner]", "signers: [role-nobody]")
    (line,) = told(library, capsys)
    assert re.match(rf"{POLICY}:\d+:11: role-nobody: unknown role 'role-nobody'; see templates/library/roles.yaml", line)


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("label: Date,", "label: '{{ 1/0 }}',", "the template fails: division by zero"),
        ("id: header\n", "id: header\n    text: '{{ nobody }}'\n", "the template fails: 'nobody' is undefined"),
        ("id: header\n", "id: header\n    register: moon\n", "moon: unknown register 'moon'; use one of hazards, "),
        ("id: header\n", "id: header\n    when: [crew-tiny]\n", "crew-tiny: unknown condition 'crew-tiny'; see "),
        (
            "id: header\n",
            "id: header\n    text: |\n      ```callout\n      kind: stop\n      ```\n",
            "a form's text takes no block 'callout'; give the section `include`, `register` or `table`",
        ),
    ],
)
def test_a_form_whose_field_fails(
    old: str, new: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = changed(tmp_path, FORM, old, new)
    (said,) = told(library, capsys)
    value = new.split(": ")[-1].strip("[],\n")
    rows = (library / FORM).read_text(encoding="utf-8").split("\n")
    number = next(n for n, row in enumerate(rows, 1) if (value if "```" not in new else "text: |") in row)
    assert said.startswith(f"{FORM}:{number}:")
    assert answer in said


@pytest.mark.parametrize(
    ("old", "new", "at", "answer"),
    [
        ("{{ role.supervisor }} by voice", "{{ role.nobody }} by voice", FIGURE, "unknown role 'role-nobody'; see "),
        ("kind: step, text: \"Tell", "kind: jump, text: \"Tell", "", "the block cannot be drawn: tell: kind is one of "),
    ],
)
def test_a_figure_that_cannot_be_drawn(
    old: str, new: str, at: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (said,) = told(changed(tmp_path, FIGURE, old, new), capsys)
    assert answer in said
    assert re.match(rf"{re.escape(at)}.*:\d+:\d+: ", said)


@pytest.mark.parametrize("key", ["supplements", "new_page"])
def test_a_template_set_names_its_own_chapters(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = re.sub(r"new_page: .*\n", "", (ROOT / SET).read_text(encoding="utf-8"))
    (line,) = told(written(tmp_path, SET, text.replace("chapters:\n", f"{key}: [moon]\nchapters:\n", 1)), capsys)
    answer = "`moon` is no chapter of this set; write a key that stands under `chapters`"
    assert re.fullmatch(rf"{SET}:\d+:{len(key) + 3}: {key}: {answer}", line)


def test_a_file_that_lists_where_it_should_be_one_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for relative, answer in ((SET, "chapters: the set has no chapters"), (FORM, "one item is expected")):
        (line,) = told(written(tmp_path / relative, relative, "- id: frm-flha\n"), capsys)
        assert line.startswith(f"{relative}:1:1: {answer}; write ")


def test_a_chapter_collects_practices_or_procedures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = told(changed(tmp_path, SET, "collect: practices", "collect: foo"), capsys)
    assert "chapters.practices.collect: Input should be '', 'practices' or 'procedures'" in line
