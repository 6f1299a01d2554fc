"""The kinds of value a profile may hold, each with one rule and one plain message.

In: the text that stands in the YAML file. Out: text, number or date, or a
complaint that says what is wrong and what to write. Text is kept character for
character: it is never a template, markup or formula, so apostrophes, braces,
angle brackets, equal signs and any script are fine. Characters that a reader
cannot see, or that turn the line around, are refused.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from manualgen.jurisdictions import PROVINCES, REGULATORS

NAME_LENGTH = 300
TEXT_LENGTH = 2_000

_BIDI = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_LINE_MARKS = {0x2028, 0x2029, 0xFEFF, *range(0xFFF9, 0xFFFC)}


def complaint(what: str, fix: str = "") -> PydanticCustomError:
    """Return the error a validator raises: ``what`` is wrong, ``fix`` is what to write."""
    return PydanticCustomError("profile_value", "{what}", {"what": what, "fix": fix})


def refused_character(text: str, *, lines: bool = False) -> str | None:
    """Return a description of the first character that may not stand in a profile text, or None.

    ``lines`` allows the line feed.
    """
    for char in text:
        code = ord(char)
        if char == "\n" and lines:
            continue
        if code in _BIDI:
            kind = "a character that changes the direction of the text"
        elif code in _LINE_MARKS:
            kind = "an invisible mark"
        elif 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            kind = "a code that is no character"
        else:
            category = unicodedata.category(char)
            if category not in ("Cc", "Cs", "Co"):
                continue
            kind = {"Cc": "a control character", "Cs": "half of a character", "Co": "a private-use character"}[category]
            if char == "\n":
                kind = "a line break"
        return f"{kind} (U+{code:04X})"
    return None


def _text(value: Any, limit: int, *, lines: bool) -> str:
    if value is None:
        raise complaint("is empty", "write a text or delete the line")
    if not isinstance(value, str):
        raise complaint("must be a text", "write one value, not a list or a mapping")
    text: str = value.rstrip("\n") if lines else value  # a block scalar ends with a line break
    found = refused_character(text, lines=lines)
    if found:
        raise complaint(f"holds {found}", "delete it")
    if text != text.strip():
        raise complaint("starts or ends with a space", "delete the space")
    if not text:
        raise complaint("is empty", "write a text or delete the line")
    if len(text) > limit:
        raise complaint(f"has {len(text)} characters", f"write at most {limit:,}")
    return text


def _name(value: Any) -> str:
    return _text(value, NAME_LENGTH, lines=False)


def _long(value: Any) -> str:
    return _text(value, TEXT_LENGTH, lines=True)


def _matching(pattern: str, what: str, fix: str) -> Any:
    expression = re.compile(pattern)

    def validate(value: Any) -> str:
        text: str = _name(value)
        if not expression.fullmatch(text):
            raise complaint(f"`{text[:60]}` {what}", fix)
        return text

    return BeforeValidator(validate)


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not re.fullmatch("[0-9]{1,6}", value):
        raise complaint(f"`{_shown(value)}` is not a whole number", "write digits only, for example 7")
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", value):
        raise complaint(f"`{_shown(value)}` is not a number", "write digits with a point, for example 6.4")
    return float(value)


def _percent(value: Any) -> float:
    number = _number(value)
    if number > 100:
        raise complaint(f"{number:g} is more than 100 per cent", "write a share between 0 and 100")
    return number


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "false": False, "no": False}
    if not isinstance(value, str) or value.lower() not in words:
        raise complaint(f"`{_shown(value)}` is neither yes nor no", "write true or false")
    return words[value.lower()]


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    fix = "write year-month-day, for example 2026-11-21"
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise complaint(f"`{_shown(value)}` is not a date", fix)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise complaint(f"there is no day {value}", fix) from None
    if not 1900 <= day.year <= 2100:
        raise complaint(f"the year {day.year} is out of range", "write a year from 1900 to 2100")
    return day


def _code(codes: dict[str, str], value: Any) -> str:
    if isinstance(value, str):
        if value in codes:
            return value
        spelled = {title.lower(): code for code, title in codes.items()} | {code.lower(): code for code in codes}
        if value.strip().lower() in spelled:
            raise complaint(f"`{value}` is not a code", f"write {spelled[value.strip().lower()]}")
    raise complaint(f"`{_shown(value)}` is not a province or territory", f"write one of {', '.join(codes)}")


def _province(value: Any) -> str:
    return _code(PROVINCES, value)


def _regulator(value: Any) -> str:
    return _code(REGULATORS, value)


def _phone(value: Any) -> str:
    text = _name(value)
    if len(text) > 60 or not any(c.isdigit() for c in text):
        raise complaint(f"`{text[:60]}` is not a phone number", "write the number, for example 403-555-0142")
    return text


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list | dict):
        return "a list or mapping"
    return str(value)[:60]


def _schema(**keys: Any) -> WithJsonSchema:
    return WithJsonSchema(keys)


Name = Annotated[str, BeforeValidator(_name), _schema(type="string", minLength=1, maxLength=NAME_LENGTH)]
Prose = Annotated[str, BeforeValidator(_long), _schema(type="string", minLength=1, maxLength=TEXT_LENGTH)]
Count = Annotated[int, BeforeValidator(_count), _schema(type="integer", minimum=0, maximum=999_999)]
Number = Annotated[float, BeforeValidator(_number), _schema(type="number", minimum=0)]
Percent = Annotated[float, BeforeValidator(_percent), _schema(type="number", minimum=0, maximum=100)]
YesNo = Annotated[bool, BeforeValidator(_yes_no), _schema(type="boolean")]
Day = Annotated[date, BeforeValidator(_day), _schema(type="string", format="date")]
Province = Annotated[str, BeforeValidator(_province), _schema(type="string", enum=list(PROVINCES))]
Regulator = Annotated[str, BeforeValidator(_regulator), _schema(type="string", enum=list(REGULATORS))]
Phone = Annotated[str, BeforeValidator(_phone), _schema(type="string", maxLength=60)]
Id = Annotated[
    str,
    _matching(
        "[a-z0-9]+(-[a-z0-9]+)*", "is not an id", "write lower-case words joined by hyphens, for example north-yard"
    ),
    _schema(type="string", pattern="^[a-z0-9]+(-[a-z0-9]+)*$", maxLength=NAME_LENGTH),
]
Email = Annotated[
    str,
    _matching(
        r"[^\s@<>,;:\"()\\\[\]]+@[^\s@<>,;:\"()\\\[\]]+\.[^\s@.<>,;:\"()\\\[\]]+",
        "is not an e-mail address",
        "write name@example.com",
    ),
    _schema(type="string", format="email", maxLength=NAME_LENGTH),
]
Website = Annotated[
    str,
    _matching(r"https?://[^\s<>\"']+\.[^\s<>\"']+", "is not a web address", "write https://example.com"),
    _schema(type="string", pattern="^https?://", maxLength=NAME_LENGTH),
]
Colour = Annotated[
    str,
    _matching("#[0-9A-Fa-f]{6}", "is not a colour", 'write six hex digits in quotes, for example "#1F4E79"'),
    _schema(type="string", pattern="^#[0-9A-Fa-f]{6}$"),
]
PostalCode = Annotated[
    str,
    _matching("[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]", "is not a postal code", "write it like T1H 0A1"),
    _schema(type="string", pattern="^[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]$"),
]
Prefix = Annotated[
    str,
    _matching("[A-Z0-9]{2,6}", "is not a document prefix", "write 2 to 6 capital letters or digits, for example KCE"),
    _schema(type="string", pattern="^[A-Z0-9]{2,6}$"),
]
Coordinates = Annotated[
    str,
    _matching(
        r"-?[0-9]{1,2}\.[0-9]{3,7}, ?-?[0-9]{1,3}\.[0-9]{3,7}",
        "are not coordinates",
        "write latitude, longitude in degrees, for example 49.6956, -112.8451",
    ),
    _schema(type="string"),
]
AssetPath = Annotated[str, BeforeValidator(_name), _schema(type="string", maxLength=NAME_LENGTH)]
