"""The sandbox in which the library's expressions run: texts of a manual and tests of conditions.

On top of Jinja's own sandbox it refuses what would fill the memory by one slip of the pen: a text times a
number, a power, padding to a width.
"""

from __future__ import annotations

from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_WIDENING = ("center", "expandtabs", "format", "format_map", "indent", "ljust", "rjust", "zfill")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox without operators and methods that make a short text long."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name in _WIDENING:
            self.filters.pop(name, None)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right`` of two numbers; raise ``SecurityError`` for texts and for powers."""
        numbers = all(isinstance(side, int | float) for side in (left, right))
        if operator == "**" or not numbers:
            raise SecurityError(f"`{operator}` is not for {'texts and lists' if not numbers else 'numbers'} here")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use ``obj.attr``."""
        return not (isinstance(obj, str) and attr in _WIDENING) and super().is_safe_attribute(obj, attr, value)
