"""A partner file in a library folder loads, overrides and inherits; a broken one is answered line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from manualgen.errors import InputError
from manualgen.knowledge.partners import load_partner_knowledge, load_partners
from manualgen.locations import Locations

NEW = """\
id: yt-example
name: Example Northern Partner
status: active
as_of: 2026-11-21
jurisdictions: [YT]
serves: [all]
completeness: {summary: an example}
programs:
  - id: cor
    title: COR
    template_set: cor
    status: active
    size:
      basis: total
      scope: company
      limit: stated
      min: 10
      wording: 10 or more.
      source: page
      confidence: medium
    editions:
      - id: '2025'
        confidence: medium
        complete: true
        inherit: {from: ca-cfcsa/2022, without: ['14']}
        elements:
          - {number: '5', title: House Rules, title_confidence: high}
          - {number: '15', title: Yukon Supplement}
          - {number: '16', title: Working Far from Help, chapter: other, title_confidence: low}
sources:
  - {id: page, url: 'https://example.org/cor', supports: everything, confidence: medium}
"""


def library(tmp_path: Path, name: str, text: str) -> Locations:
    folder = tmp_path / "partners"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Locations((tmp_path,))


def problems(tmp_path: Path, text: str, name: str = "yt-example.yaml") -> list[str]:
    with pytest.raises(InputError) as caught:
        load_partners(library(tmp_path, name, text))
    return [str(p).removeprefix(f"{tmp_path}/partners/{name}:") for p in caught.value.problems]


def test_a_new_partner_loads_and_inherits_the_national_elements(tmp_path: Path) -> None:
    partner = load_partners(library(tmp_path, "yt-example.yaml", NEW))["yt-example"]
    assert partner.short_name == "Example Northern Partner"
    edition = partner.programs[0].edition
    assert edition is not None
    titles = {e.number: e.title for e in edition.elements}
    assert list(titles) == [*(str(n) for n in range(1, 14)), "15", "16"], "14 is left out, 16 comes last"
    assert (titles["1"], titles["5"], titles["15"]) == ("Health and Safety Policy", "House Rules", "Yukon Supplement")
    confidence = {e.number: e.title_confidence for e in edition.elements}
    assert (confidence["1"], confidence["5"], confidence["16"]) == ("medium", "high", "low")
    assert edition.elements[4].chapter == "rules", "what the file does not write is inherited"
    assert not edition.questions, "questions come along only when asked for"
    assert "policy.signed" in edition.elements[0].aspects


def test_a_partner_may_inherit_from_another_partner(tmp_path: Path) -> None:
    taken = "{from: ab-acsa/cor/2023, questions: true, confidence: low}"
    text = NEW.replace("{from: ca-cfcsa/2022, without: ['14']}", taken)
    text = text[: text.index("        elements:")] + text[text.index("sources:") :]
    edition = load_partners(library(tmp_path, "yt-example.yaml", text))["yt-example"].programs[0].editions[0]
    assert len(edition.questions) == 108
    assert {q.confidence for q in edition.questions} == {"low"}, "never surer than the inheritance itself"
    assert edition.questions_complete


def test_a_library_file_replaces_the_built_in_partner(tmp_path: Path) -> None:
    text = NEW.replace("yt-example", "ab-acsa").replace("jurisdictions: [YT]", "jurisdictions: [AB]")
    found = load_partners(library(tmp_path, "ab-acsa.yaml", text))
    assert found["ab-acsa"].name == "Example Northern Partner"
    assert len(found) == len(load_partners(Locations()))


def test_a_library_adds_an_aspect_to_the_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "partners/vocabulary").mkdir(parents=True)
    (tmp_path / "partners/vocabulary/aspects.yaml").write_text(
        "aspects:\n"
        "  - {key: remote.check_in, title: Check-in far from help., kind: record, chapters: [hazard-assessment]}\n"
    )
    knowledge = load_partner_knowledge(Locations((tmp_path,)))
    assert knowledge.aspects["remote.check_in"].kind == "record"
    assert "policy.signed" in knowledge.aspects
    secor = knowledge.partners["ab-acsa"].programs[1].editions[0]
    assert "remote.check_in" in secor.elements[1].aspects


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "status: active\nas_of",
            "status: closed\nas_of",
            "3:9: status: `closed` is not known here; write one of active, former, internal, unconfirmed",
        ),
        (
            "    title: COR\n",
            "    titel: COR\n",
            "10:5: programs.cor.titel: unknown field; did you mean `title`?",
        ),
        (
            "chapter: other,",
            "chapter: remote-work,",
            "29:67: programs.cor.editions.2025.elements[3].chapter: `remote-work` is not known here",
        ),
        (
            "      source: page\n",
            "",
            "14:7: programs.cor.size: `source` is missing; name the id of one of this file's sources",
        ),
        (
            "source: page\n",
            "source: pgae\n",
            "19:15: programs.cor.size.source: `pgae` is not among this file's sources; known: page",
        ),
        (
            "      confidence: medium\n    editions",
            "      confidence: sure\n    editions",
            "20:19: programs.cor.size.confidence: `sure` is not known here; write one of high, medium, low",
        ),
        (
            "from: ca-cfcsa/2022,",
            "from: ca-cfsca/2022,",
            "25:18: programs.cor.editions.2025.inherit: `ca-cfsca/2022` is not an edition of any file; "
            "did you mean `ca-cfcsa/2022`?",
        ),
        (
            "without: ['14']",
            "without: ['41']",
            "25:18: programs.cor.editions.2025.inherit: `ca-cfcsa/2022` has no element `41` to leave out",
        ),
        (
            "from: ca-cfcsa/2022,",
            "from: yt-example/cor/2025,",
            "25:18: programs.cor.editions.2025.inherit: `yt-example/cor/2025` inherits from this edition again",
        ),
        (
            "Working Far from Help, chapter: other,",
            "Working Far from Help,",
            "25:18: programs.cor.editions.2025.inherit: element `16` is new here; give it a `title`",
        ),
        (
            "min: 10\n",
            "min: ten\n",
            "17:12: programs.cor.size.min: `ten` is not a whole number; write digits only",
        ),
        (
            "as_of: 2026-11-21",
            "as_of: yesterday",
            "4:8: as_of: `yesterday` is not a date; write it as 2026-11-21",
        ),
        (
            "url: 'https://example.org/cor', ",
            "",
            "31:5: sources.page: a source needs an address; write `url: https://…`",
        ),
        (
            "id: yt-example\n",
            "id: yt-exemplar\n",
            "1:5: id: `yt-exemplar` is not the file's name; write `yt-example` or rename the file",
        ),
        (
            "jurisdictions: [YT]",
            "jurisdictions: [Yukon]",
            "5:17: jurisdictions[1]: `Yukon` is not known here; write one of AB, BC",
        ),
        (
            "        complete: true\n",
            "        complete: yes\n",
            "24:19: programs.cor.editions.2025.complete: `yes` is not known here; write one of true, false",
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_column(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in NEW
    found = problems(tmp_path, NEW.replace(old, new, 1))
    assert any(line.startswith(expected) for line in found), found


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    text = NEW.replace("status: active\nas_of", "status: closed\nas_of").replace("min: 10", "min: ten")
    assert [line.split(": ")[0] for line in problems(tmp_path, text)] == [
        "3:9",
        "17:12",
    ]


def test_a_question_kind_must_fit_its_method(tmp_path: Path) -> None:
    question = "questions: [{ref: '16.1', key: system.plan, topic: A., methods: [I], kind: record, confidence: low}]"
    text = NEW.replace("title_confidence: low}", f"title_confidence: low, {question}}}")
    (found,) = problems(tmp_path, text)
    assert found.endswith("questions[1].kind: `record` does not fit the methods I; write interview")
    (unknown,) = problems(tmp_path / "2", text.replace("kind: record", "kind: interview").replace("system.plan", "a.b"))
    assert "`a.b` is not an aspect; add it to partners/vocabulary/aspects.yaml" in unknown


def test_an_inherited_chapter_must_exist_in_the_template_set(tmp_path: Path) -> None:
    text = NEW.replace("template_set: cor", "template_set: secor")
    text = text.replace("ca-cfcsa/2022", "ab-partnerships-instrument/2023")
    text = text.replace("'15', title: Yukon Supplement}", "'15', title: Yukon Supplement, chapter: other}")
    found = problems(tmp_path, text.replace("without: ['14']", "without: []"))
    assert any("has the chapter `management`, which the secor set lacks" in line for line in found), found


def test_a_library_brings_its_own_template_set_and_builds_with_it(tmp_path: Path) -> None:
    from manualgen.building import render_without_record
    from manualgen.intake.loading import load_profile
    from manualgen.knowledge.store import Knowledge

    text = NEW.replace("template_set: cor", "template_set: harbour")
    head, tail = text[: text.index("        inherit:")], text[text.index("sources:") :]
    elements = (("1", "House Rules", "rules"), ("2", "Our Promise", "policy"), ("3", "Far from Help", "far"))
    listed = "".join(f"          - {{number: '{n}', title: {t}, chapter: {c}}}\n" for n, t, c in elements)
    text = f"{head}        title_confidence: high\n        elements:\n{listed}{tail}"
    locations = library(tmp_path, "yt-example.yaml", text)
    (chapters := tmp_path / "templates/harbour/chapters.yaml").parent.mkdir(parents=True)
    chapters.write_text(
        "forms: [frm-annual-review]\n"
        "chapters:\n"
        "  policy: {sections: [sec-responsibilities], policies: [pol-health-safety]}\n"
        "  rules: {sections: [sec-company-rules]}\n"
        "  far: {policies: [pol-working-alone]}\n"
        "  practices: {title: How We Work, collect: practices, supplement: true}\n"
    )
    (profile := tmp_path / "acme.yaml").write_text(
        "company: {name: Acme}\nprovince: YT\nemployees: 14\nindustries: [electrical]\n"
        "certifications: [{partner: yt-example, program: cor}]\n"
    )
    built = render_without_record(load_profile(profile), Knowledge(locations))
    assert [(c.number, c.key, c.title) for c in built.planned.plan.chapters] == [
        ("1", "rules", "House Rules"),
        ("2", "policy", "Our Promise"),
        ("3", "far", "Far from Help"),
        ("4", "practices", "How We Work"),
    ]
    assert any(getattr(b, "document", "") == "pol-health-safety" for b in built.rendered.manual.blocks)


def test_a_template_set_that_no_library_has_is_told_with_those_there_are(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, NEW.replace("template_set: cor", "template_set: harbour"))
    assert found.endswith("template_set: `harbour` is not known here; write one of cor, secor")
