"""The tests of named conditions: which names they may ask, and whether one can be read.

The facts behind the names are the planner's (:mod:`manualgen.planning.facts`).
"""

from __future__ import annotations

CONDITION_NAMES = (
    *("headcount", "site_count", "contractor_count", "program", "template_set"),
    *("held", "declared", "applies"),
)


def fault_of_test(test: str) -> str:
    """Return what is wrong with ``test`` and what to write, "" when it can be read and asks only known names."""
    from jinja2 import TemplateSyntaxError, meta

    from manualgen.knowledge.sandbox import Sandbox

    sandbox = Sandbox()
    try:
        sandbox.compile_expression(test)
        asked = meta.find_undeclared_variables(sandbox.parse("{{" + test + "}}"))
    except TemplateSyntaxError as error:
        return f"the test cannot be read: {error.message}; write an expression such as `headcount.peak <= 10`"
    unknown = sorted(asked - set(CONDITION_NAMES))
    if unknown:
        return f"a condition knows no name `{unknown[0]}`; write one of {', '.join(CONDITION_NAMES)}"
    return ""
