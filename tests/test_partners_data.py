"""The partner files say what was researched: titles, order, questions, kinds, sources, statuses."""

from __future__ import annotations

import pytest

from manualgen.errors import InputError, Position
from manualgen.knowledge.partner_model import Edition, Partner
from manualgen.knowledge.partner_table import partner_table, province_table
from manualgen.knowledge.partners import PartnerKnowledge, doubts, find_program, load_partner_knowledge, why_refused
from manualgen.knowledge.template_sets import template_chapters
from manualgen.locations import Locations


@pytest.fixture(scope="module")
def knowledge() -> PartnerKnowledge:
    return load_partner_knowledge(Locations())


@pytest.fixture(scope="module")
def partners(knowledge: PartnerKnowledge) -> dict[str, Partner]:
    return knowledge.partners


def edition(partners: dict[str, Partner], partner: str, program: str) -> Edition:
    found = find_program(partners, partner, program)[1].edition
    assert found is not None
    return found


def test_every_researched_partner_and_instrument_loads(knowledge: PartnerKnowledge) -> None:
    def files(folder: str) -> set[str]:
        return {path.stem for path in Locations().files(folder, "*.yaml")}

    assert set(knowledge.partners) == files("partners") >= {"ab-acsa", "yt-nsny"}
    assert set(knowledge.instruments) == files("partners/instruments") >= {"ab-partnerships-instrument", "ca-cfcsa"}


def test_acsa_secor_has_its_thirteen_titles_in_order(partners: dict[str, Partner]) -> None:
    secor = edition(partners, "ab-acsa", "secor")
    assert [(e.number, e.title, e.chapter) for e in secor.elements] == [
        ("1", "Corporate Health and Safety Policy", "policy"),
        ("2", "Hazard Assessments", "hazard-assessment"),
        ("3", "Safe Work Practices", "practices"),
        ("4", "Safe Job Procedures", "procedures"),
        ("5", "Company Rules", "rules"),
        ("6", "Personal Protective Equipment", "ppe"),
        ("7", "Maintenance", "maintenance"),
        ("8", "Training and Communication", "training"),
        ("9", "Inspections", "inspections"),
        ("10", "Investigations", "investigations"),
        ("11", "Emergency Planning", "emergency"),
        ("12", "Records and Statistics", "records"),
        ("13", "Contracting Services", "contracting"),
    ]
    assert {e.title_confidence for e in secor.elements} == {"medium"}
    assert secor.order_confidence == "low", "nobody read that the 2023 evaluation keeps the order"
    assert {e.aspects_origin for e in secor.elements} == {"ours"}, "no public questions: the placement is ours"


def test_acsa_cor_questions_have_kinds_that_fit_their_methods(partners: dict[str, Partner]) -> None:
    questions = edition(partners, "ab-acsa", "cor").questions
    assert len(questions) == 108
    kinds = [q.kind for q in questions]
    assert (kinds.count("interview"), kinds.count("observation")) == (38, 11)
    assert kinds.count("directive") + kinds.count("record") == 59
    by_ref = {q.ref: q for q in questions}
    assert by_ref["1.1"].kind == "directive"
    assert by_ref["5.1"].kind == "directive", "the build writes the job inventory"
    assert by_ref["7.4"].kind == "record", "only filled-in inspections show that they were done"
    assert by_ref["2.8"].kind == "record"
    assert {q.confidence for q in questions} == {"medium"}
    assert len(by_ref["1.1"].criteria) == 5
    assert {c.origin for c in by_ref["1.1"].criteria} == {"partner"}
    assert by_ref["10.6"].points is None, "points are not public and are never guessed"


def test_partners_of_the_provincial_instrument_inherit_its_107_questions(partners: dict[str, Partner]) -> None:
    for partner, confidence in (("ab-amhsa", "medium"), ("ab-amta", "medium"), ("ab-aasp", "medium")):
        questions = edition(partners, partner, "cor").questions
        assert len(questions) == 107
        assert {q.confidence for q in questions} == {confidence}
    titles = {e.number: e.title for e in edition(partners, "ab-aasp", "cor").elements}
    assert titles["6"] == "Other Parties at the Work Site", "the partner's own title stands over the inherited one"
    assert titles["2"] == "Hazard Assessment"


def test_criteria_of_the_committee_element_keep_their_provincial_numbers(knowledge: PartnerKnowledge) -> None:
    questions = knowledge.instruments["ab-partnerships-instrument"].editions[0].questions
    numbered = {c.number: q.ref for q in questions for c in q.criteria if c.number}
    assert sorted(numbered) == [str(n) for n in range(46, 54)]
    assert numbered["52"] == "4.11"


def test_national_members_take_titles_but_not_the_unsure_question_list(partners: dict[str, Partner]) -> None:
    bccsa = edition(partners, "bc-bccsa", "small-cor")
    assert [e.number for e in bccsa.elements] == [str(n) for n in range(1, 15)]
    assert not bccsa.questions
    csam = edition(partners, "mb-csam", "cor")
    assert (csam.elements[14].title, csam.elements[14].title_confidence) == ("Manitoba Supplement", "high")
    assert csam.elements[4].title == "Company Safety Rules"
    assert csam.elements[0].title_confidence == "medium"
    nlcsa = edition(partners, "nl-nlcsa", "cor")
    assert [e.number for e in nlcsa.elements][-3:] == ["14", "17", "18"]
    assert not nlcsa.complete


def test_ontario_puts_procurement_fourth(partners: dict[str, Partner]) -> None:
    ihsa, _ = find_program(partners, "on-ihsa", "cor")
    old, current = ihsa.programs[0].editions
    assert ihsa.programs[0].edition == current, "a retired edition is never the one in use"
    assert (current.elements[3].title, current.elements[3].chapter) == (
        "Procurement and Contractor Management",
        "contracting",
    )
    assert (len(current.elements), len(old.elements), old.status) == (14, 19, "retired")


def test_every_element_has_a_chapter_of_its_template_set(partners: dict[str, Partner]) -> None:
    chapters = template_chapters(Locations())
    for partner in partners.values():
        for program in partner.programs:
            for found in program.editions:
                assert {e.chapter for e in found.elements} <= set(chapters[program.template_set]), partner.id


def test_a_complete_edition_has_a_place_for_every_aspect_of_the_electricians_instrument(knowledge: PartnerKnowledge) -> None:
    acsa = {q.key for q in edition(knowledge.partners, "ab-acsa", "cor").questions}
    for partner in knowledge.partners.values():
        for program in partner.programs:
            found = program.edition
            if found and found.complete and not found.questions_complete:
                placed = {key for e in found.elements for key in e.aspects}
                assert not acsa - placed, f"{partner.id} {program.id}"


def test_every_aspect_used_is_in_the_vocabulary(knowledge: PartnerKnowledge) -> None:
    for partner in knowledge.partners.values():
        for program in partner.programs:
            for found in program.editions:
                assert {key for e in found.elements for key in e.aspects} <= set(knowledge.aspects)


def test_pass_marks_differ_where_the_partners_differ(partners: dict[str, Partner]) -> None:
    def marks(partner: str, program: str) -> tuple[int | None, int | None]:
        mark = find_program(partners, partner, program)[1].pass_mark
        assert mark is not None
        return mark.overall, mark.element

    assert marks("ab-acsa", "secor") == (80, 50)
    assert marks("nl-workplacenl-prime", "path-2") == (80, 65)
    assert marks("sk-sasm", "cor") == (80, 60)
    maintenance = find_program(partners, "ab-acsa", "cor")[1].maintenance_pass
    assert maintenance is not None
    assert (maintenance.overall, maintenance.element) == (60, None)


def test_former_and_internal_partners_are_refused_with_what_is_known(partners: dict[str, Partner]) -> None:
    assert "Alberta Hotel & Lodging Association, 2020" in why_refused(partners["ab-ahsa"])
    assert "own organisation" in why_refused(partners["ab-goa"])
    assert why_refused(partners["ab-asc"]) == "", "unconfirmed is a doubt, not a refusal"
    with pytest.raises(InputError) as caught:
        find_program(partners, "ab-ahsa", "secor", Position("profile.yaml", 4, 7))
    assert str(caught.value).startswith("profile.yaml:4:7: partner: Alberta Hospitality Safety Association no longer")


def test_an_unknown_partner_or_program_is_answered_with_the_nearest(partners: dict[str, Partner]) -> None:
    with pytest.raises(InputError, match=r"did you mean `ab-acsa`"):
        find_program(partners, "acsa", "secor")
    with pytest.raises(InputError, match=r"write one of small-business|standard"):
        find_program(partners, "ns-csns", "secor")
    with pytest.raises(InputError, match=r"no longer offers MECOR; write one of cor, secor"):
        find_program(partners, "ab-esc", "mecor")


def test_doubts_name_what_is_missing(partners: dict[str, Partner]) -> None:
    secor = doubts(*find_program(partners, "ab-acsa", "secor"))
    assert any("not every question" in d for d in secor)
    assert any("order" in d and "assumed" in d for d in secor)
    assert any("elements" in d and "not known" in d for d in doubts(*find_program(partners, "bc-agsafe", "small-cor")))
    stand_in = doubts(*find_program(partners, "ab-ccsa", "cor"))
    assert any("ab-partnerships-instrument/2023 stands in" in d for d in stand_in)
    assert any("not confirmed" in d for d in doubts(*find_program(partners, "ab-asc", "cor")))


def test_tables_list_every_partner_and_every_province(partners: dict[str, Partner]) -> None:
    rows = {row.id: row for row in partner_table(partners)}
    assert set(rows) == set(partners)
    assert rows["ab-acsa"].programs == ("COR (2 or more)", "SECOR (1 to 10)")
    assert rows["ab-ahsa"].status == "former"
    assert rows["ab-aasp"].programs[0] == "COR (11 or more, assumed)"
    assert next(iter(rows)) == "ab-aasp", "active partners come first"
    provinces = {row.code: row for row in province_table(partners)}
    assert "bc-esc" in provinces["SK"].partners
    assert provinces["QC"].partners == ()
    assert "ab-ahsa" not in provinces["AB"].partners


def test_every_directive_or_record_question_says_what_is_checked_and_whose_criteria_those_are(
    partners: dict[str, Partner],
) -> None:
    for partner in partners.values():
        for program in partner.programs:
            for question in program.edition.questions if program.edition else ():
                if question.kind in ("directive", "record"):
                    assert question.criteria, f"{partner.id} {program.id} {question.ref} {question.key}"
    acsa = {q.ref: q for q in edition(partners, "ab-acsa", "cor").questions}
    assert {c.origin for c in acsa["9.4"].criteria} == {"ours"}, "not public: never called the partner's"
    assert {c.origin for c in acsa["3.2"].criteria} == {"partner"}
    assert acsa["1.3"].criteria == (), "an interview is prepared, not checked on paper"


def test_industries_that_partners_serve_exist_in_the_library(partners: dict[str, Partner]) -> None:
    known = {path.stem for path in Locations().files("templates/library/industries", "*.yaml")}
    if known:
        assert {key for p in partners.values() for key in p.serves} <= known | {"all"}


def test_knowledge_survives_a_cache(knowledge: PartnerKnowledge) -> None:
    import pickle

    assert pickle.loads(pickle.dumps(knowledge)) == knowledge


def test_the_electricians_evaluation_is_a_documentation_review_and_cor_is_not(partners: dict[str, Partner]) -> None:
    secor = edition(partners, "ab-acsa", "secor")
    assert (secor.methods, secor.methods_confidence) == (("D",), "medium")
    assert edition(partners, "ab-acsa", "cor").methods == ("D", "I", "O")
    assert edition(partners, "ab-amhsa", "cor").methods == ("D", "I", "O"), "inherited with the questions"
    assert edition(partners, "mb-csam", "cor").methods == (), "not read, not assumed"


def test_yukon_puts_committee_return_to_work_and_violence_in_its_supplement(partners: dict[str, Partner]) -> None:
    for program in ("cor", "secor"):
        supplement = edition(partners, "yt-nsny", program).elements[14]
        assert (supplement.number, supplement.title) == ("15", "Yukon Supplement")
        assert {"jhsc.meetings", "rtw.program", "violence.plan"} <= set(supplement.aspects)
        assert supplement.aspects_origin == "ours"


def test_an_aspect_that_a_public_question_asks_is_not_placed_a_second_time(partners: dict[str, Partner]) -> None:
    esc = edition(partners, "ab-esc", "cor")
    first, third = esc.elements[0], esc.elements[2]
    assert (first.aspects_origin, third.aspects_origin) == ("mixed", "mixed")
    placed = [key for e in esc.elements for key in e.aspects]
    assert len(placed) == len(set(placed))
