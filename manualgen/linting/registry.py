"""The rules by name, in the order in which a reader of ``--list`` meets them."""

from __future__ import annotations

import difflib

from manualgen.errors import InputError
from manualgen.linting.rule import Rule
from manualgen.linting.rules import (
    foreign_law,
    incomplete_duty,
    leftover_placeholder,
    missing_id,
    obligation_outside_duty,
    page_budget,
    ppe_course,
    procedure_shape,
    reading_grade,
    repeated_sentence,
    rescue,
    sentence_length,
    swap_test,
    template_variable,
    typed_citation,
    unreachable,
    unreadable_block,
    unresolved_reference,
    unused_form,
    vague_control,
    vague_words,
)

RULES: tuple[Rule, ...] = (
    unreadable_block.RULE,
    missing_id.RULE,
    template_variable.RULE,
    unresolved_reference.RULE,
    ppe_course.RULE,
    incomplete_duty.RULE,
    obligation_outside_duty.RULE,
    vague_control.RULE,
    vague_words.RULE,
    leftover_placeholder.RULE,
    typed_citation.RULE,
    foreign_law.RULE,
    repeated_sentence.RULE,
    sentence_length.RULE,
    reading_grade.RULE,
    page_budget.RULE,
    procedure_shape.RULE,
    rescue.RULE,
    unreachable.RULE,
    unused_form.RULE,
    swap_test.RULE,
)


def chosen(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules called ``names``, or all; raise ``InputError`` for a name that is none."""
    by_name = {rule.name: rule for rule in RULES}
    for name in names:
        if name not in by_name:
            near = difflib.get_close_matches(name, by_name, n=1)
            raise InputError(
                f"no rule {name!r}; " + (f"did you mean {near[0]}?" if near else "see manualgen lint --list")
            )
    return tuple(by_name[n] for n in dict.fromkeys(names)) or RULES
