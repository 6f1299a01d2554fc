"""Read a profile file into a :class:`Profile`, or say everything that is wrong with its form.

Short forms (``employees: 7``, ``partner: ab-acsa``, ``company: {name: …}``,
``industries: [electrical]``, ``map: assets/plan.png``) are written out first; positions still point at
what was written.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from manualgen.errors import InputError, Problem
from manualgen.intake.origin import Origin, Steps
from manualgen.intake.parts import Part
from manualgen.intake.profile import Profile, bare_type
from manualgen.yaml_source import Source, YamlData, read_yaml

_REQUIRED = {
    "company": "write `company: {name: …}`",
    "province": "write `province: AB` (two letters)",
    "headcount": "write `employees: 7`, or `headcount:` with `total`",
    "certifications": "write `partner: ab-acsa`, or a list under `certifications`",
    "industries": "write `industries: [electrical]`",
}
_SHORT = ("employees", "partner", "name")
_STAND_INS: dict[str, YamlData] = {
    "company": {"trade_name": "?"},
    "province": "AB",
    "headcount": {"total": "1"},
    "certifications": [{"partner": "unknown"}],
    "industries": [{"id": "unknown"}],
}


@dataclass(frozen=True)
class Reading:
    """What could be read of a profile file.

    ``profile`` is ``None`` when too little could be read. ``missing`` names the
    top fields that hold stand-ins because they are absent or unreadable: a check
    that rests on one of them has nothing to say.
    """

    profile: Profile | None
    problems: tuple[Problem, ...]
    missing: frozenset[str] = frozenset()


def load_profile(path: Path, text: str | None = None) -> Profile:
    """Return the profile in ``path`` (or in ``text``, named ``path`` in messages).

    Raises :class:`InputError` with every fault of form: unknown or missing
    fields, values of the wrong kind. What only the library knows (partners,
    ids, sizes) is looked at by :func:`manualgen.intake.checks.check`.
    """
    reading = read_profile(path, text)
    errors = [p for p in reading.problems if p.severity == "error"]
    if errors or reading.profile is None:
        raise InputError(reading.problems)
    return reading.profile


def read_profile(path: Path, text: str | None = None) -> Reading:
    """Read as much of the profile as has the right form, with every problem of form.

    Raises :class:`InputError` only when the file is not readable as YAML at all.
    """
    source = read_yaml(path, text)
    if not isinstance(source.data, dict):
        raise InputError([source.problem((), "the file holds no profile", "write `company: {name: …}` and so on")])
    origin, data, problems = _written_out(source)
    problems += _swallowed_colour(source, text)
    profile: Profile | None = None
    dropped: set[Steps] = set()
    for _ in range(5):  # each round leaves out what the one before found wrong; a part falls with its required field
        shifted: dict[Steps, Steps] = {}
        kept = _without(data, dropped, (), (), shifted)
        missing = frozenset(name for name in _STAND_INS if name not in kept)
        round_origin = Origin(source, origin.short, shifted)
        try:
            profile = Profile.model_validate({**_STAND_INS, **kept})
            break
        except ValidationError as error:
            faults = [(round_origin.unshifted(_plain(f["loc"])), f) for f in error.errors(include_url=False)]
            deeper = {*dropped, *(steps for steps, _ in faults)}
            for steps, fault in faults:
                if not any(d != steps and d[: len(steps)] == steps for d in deeper):  # else it only follows from that
                    problems.append(_problem(round_origin, fault))
                dropped.add(_to_drop(steps))
    problems += [_missing(origin, (name,)) for name in _STAND_INS if name not in data]
    if profile is not None:
        profile._origin = round_origin
    ordered = sorted(dict.fromkeys(problems), key=lambda p: (p.position.line, p.position.column))
    return Reading(profile, tuple(ordered), missing)


def _plain(loc: tuple[str | int, ...]) -> Steps:
    return tuple(step for step in loc if step != "[key]")


def _without(value: YamlData, dropped: set[Steps], old: Steps, new: Steps, shifted: dict[Steps, Steps]) -> YamlData:
    """Return a copy without the ``dropped`` paths; note list items that moved in ``shifted``."""
    if isinstance(value, dict):
        return {
            name: _without(item, dropped, (*old, name), (*new, name), shifted)
            for name, item in value.items()
            if (*old, name) not in dropped
        }
    if not isinstance(value, list):
        return value
    out: list[YamlData] = []
    for index, item in enumerate(value):
        if (*old, index) in dropped:
            continue
        if len(out) != index:
            shifted[*new, len(out)] = (*old, index)
        out.append(_without(item, dropped, (*old, index), (*new, len(out)), shifted))
    return out


def _to_drop(steps: Steps) -> Steps:
    """Return what falls when the value at ``steps`` is wrong: the value, or the part that requires it."""
    while len(steps) > 1:
        model = _model(steps[:-1])
        field = model.model_fields.get(str(steps[-1])) if model else None
        if field is None or not field.is_required():
            break
        steps = steps[:-1]
    return steps


# --------------------------------------------------------------------- short forms


def _written_out(source: Source) -> tuple[Origin, dict[str, YamlData], list[Problem]]:
    problems: list[Problem] = []
    short: dict[Steps, Steps] = {}
    data: dict[str, YamlData] = _given(source.data)
    company = data.get("company")
    if isinstance(company, dict) and "name" in company:
        if "trade_name" in company:
            problems.append(source.problem(("company", "name"), "means the same as trade_name", "keep one of them"))
        company.setdefault("trade_name", company["name"])
        del company["name"]
        short["company", "trade_name"] = ("company", "name")
    for name, full, build in (
        ("employees", "headcount", lambda value: {"total": value}),
        ("partner", "certifications", lambda value: [{"partner": value}]),
    ):
        if name not in data:
            continue
        if full in data:
            problems.append(source.problem((name,), f"is short for {full}, which is given too", "keep one of them"))
        else:
            data[full] = build(data[name])
            last = ("total",) if full == "headcount" else (0, "partner")
            short[full, *last] = (name,)
            short[full,] = (name,)
        del data[name]
    industries = data.get("industries")
    if isinstance(industries, list):
        for index, item in enumerate(industries):
            if isinstance(item, str):
                industries[index] = {"id": item}
                short["industries", index, "id"] = ("industries", index)
    sites = data.get("sites")
    for index, site in enumerate(sites if isinstance(sites, list) else ()):
        if isinstance(site, dict):
            _write_out_pictures(site, ("sites", index), short)
    if isinstance(company, dict) and not ({"trade_name", "legal_name"} & company.keys()):
        problems.append(source.problem(("company",), "the company has no name", "write `company: {name: …}`"))
    return Origin(source, short), data, problems


def _write_out_pictures(site: dict[str, YamlData], at: Steps, short: dict[Steps, Steps]) -> None:
    """Write ``map`` and ``photos`` of one site out as pictures where they are plain paths."""
    if isinstance(site.get("map"), str):
        site["map"] = {"file": site["map"]}
        short[*at, "map", "file"] = (*at, "map")
    photos = site.get("photos")
    if not isinstance(photos, list):
        return
    for number, photo in enumerate(photos):
        if isinstance(photo, str):
            photos[number] = {"file": photo}
            short[*at, "photos", number, "file"] = (*at, "photos", number)


def _swallowed_colour(source: Source, text: str | None) -> list[Problem]:
    """Return a problem when an unquoted `#1F4E79` was read as a comment and the colour is gone."""
    at = ("company", "brand_colour")
    if at not in source.keys or source.get(at) is not None:
        return []
    lines = (text if text is not None else source.path.read_text("utf-8")).splitlines()
    line = lines[source.at(at, key=True).line - 1]
    if not re.search(r"brand_colour\s*:\s+#[0-9A-Fa-f]{3}", line):
        return []
    return [source.problem(at, "`#` begins a comment, so no colour is given", 'put it in quotes: "#1F4E79"', key=True)]


def _given(value: YamlData, steps: Steps = ()) -> YamlData:
    """Return a copy without known fields that hold nothing: an empty field is a field not given."""
    if isinstance(value, dict):
        model = _model(steps)
        known = {*model.model_fields, *_SHORT} if model else set()
        return {
            name: _given(item, (*steps, name))
            for name, item in value.items()
            if name not in known or (item is not None and item != "")
        }
    if isinstance(value, list):
        return [_given(item, (*steps, index)) for index, item in enumerate(value)]
    return value


# --------------------------------------------------------------------- pydantic's errors in our words


def _problem(origin: Origin, fault: Any) -> Problem:
    steps = _plain(fault["loc"])
    kind = fault["type"]
    if kind == "missing":
        return _missing(origin, steps)
    if kind == "extra_forbidden":
        return _unknown(origin, steps)
    if kind == "profile_value":
        context = fault.get("ctx", {})
        return origin.problem(steps, context["what"], context["fix"])
    if kind == "literal_error":
        allowed = [w.strip("'") for w in fault["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        value = str(fault["input"])[:60]
        return origin.problem(steps, f"`{value}` is not allowed here", _nearest(value, allowed))
    if kind == "too_short":
        return origin.problem(steps, "the list is empty", _REQUIRED.get(str(steps[0]), "write one item"))
    if kind in ("model_type", "dict_type", "mapping_type", "model_attributes_type"):
        fields = _fields(steps)
        fix = f"write `name: value` lines: {', '.join(fields)}" if fields else "write `name: value` lines"
        return origin.problem(steps, "must hold fields", fix)
    return origin.problem(steps, str(fault["msg"]), "see docs/profile-format.md")


def _missing(origin: Origin, steps: Steps) -> Problem:
    name = str(steps[-1])
    fix = _REQUIRED.get(name, f"write `{name}: …`") if len(steps) == 1 else f"write `{name}: …`"
    model = _model(steps[:-1])
    field = model.model_fields.get(name) if model else None
    if len(steps) > 1 and field is not None and field.examples:
        fix = f"write `{name}: {field.examples[0]}` or whatever it is here"
    empty = origin.source is not None and origin.written(steps) in origin.source.positions
    return origin.problem(steps, "is empty" if empty else "is missing", fix)


def _unknown(origin: Origin, steps: Steps) -> Problem:
    name = str(steps[-1])
    model = _model(steps[:-1])
    known = [*model.model_fields] if model else []
    if len(steps) == 1:
        known += ["employees", "partner"]
    elif steps[:-1] == ("company",):
        known += ["name"]
    if origin.source is not None and origin.source.get(origin.written(steps)) is None and " " in name:
        fix = "put the text before it in quotes: inside { } a comma ends it"
    else:
        fix = _nearest(name, known)
    return origin.problem(steps, "there is no such field", fix, key=True)


def _nearest(name: str, known: list[str]) -> str:
    match = difflib.get_close_matches(name.lower().replace("-", "_"), known, 1, 0.6) or difflib.get_close_matches(
        name.lower(), known, 1, 0.6
    )
    if match:
        return f"did you mean `{match[0]}`?"
    return f"write one of: {', '.join(known)}" if len(known) <= 40 else "see docs/profile-format.md"


def _model(steps: Steps) -> type[Part] | None:
    """Return the model that stands at ``steps``, or None."""
    kind: Any = Profile
    for step in steps:
        kind = bare_type(kind)
        if isinstance(step, int) and get_origin(kind) is tuple:
            kind = get_args(kind)[0]
        elif isinstance(kind, type) and issubclass(kind, Part) and step in kind.model_fields:
            kind = kind.model_fields[str(step)].annotation
        else:
            return None
    kind = bare_type(kind)
    return kind if isinstance(kind, type) and issubclass(kind, Part) else None


def _fields(steps: Steps) -> list[str]:
    model = _model(steps)
    return list(model.model_fields)[:8] if model else []
