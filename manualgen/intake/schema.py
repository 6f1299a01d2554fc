"""The profile's JSON Schema, for editors that complete and check YAML while one types.

In: nothing, or a vocabulary for the ids. Out: a JSON-able dictionary (draft
2020-12). It is more lenient than the program where only the program can know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import Vocabulary

TITLE = "Company profile of manualgen"
_ITEMS = {
    ("Work", "tasks"): "tasks",
    ("Work", "equipment"): "equipment",
    ("Work", "products"): "products",
    ("Work", "conditions"): "conditions",
    ("Work", "permits"): "permits",
    ("Training", "required"): "courses",
}
_VALUES = {
    ("IndustryShare", "id"): "industries",
    ("RoleHolder", "role"): "roles",
    ("CourseHeld", "course"): "courses",
    ("DocumentChoice", "document"): "documents",
}


def profile_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a profile file, short forms included.

    With a ``vocabulary`` partners and industries become closed lists, and the ids
    of work, roles, courses and documents become suggestions (a client may declare
    work that the library does not have yet).
    """
    schema: dict[str, Any] = Profile.model_json_schema()
    parts: dict[str, Any] = schema.pop("$defs")
    for part in parts.values():
        _tidy(part)
    _tidy(schema)
    _short_forms(schema, parts)
    if vocabulary is not None:
        _suggest(parts, schema, vocabulary)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        **{key: value for key, value in schema.items() if key != "title"},
        "$defs": dict(sorted(parts.items())),
    }


def _tidy(part: dict[str, Any]) -> None:
    """Drop machine-made titles and empty defaults; every optional field may be left empty."""
    part.pop("title", None)
    required = part.get("required", [])
    for name, field in part.get("properties", {}).items():
        field.pop("title", None)
        if field.get("default") in (None, [], {}):
            field.pop("default", None)
        if "$ref" in field and "default" in field:
            field.pop("default")
        if name not in required and "anyOf" not in field and "type" in field and isinstance(field["type"], str):
            field["type"] = [field["type"], "null"]
            if "enum" in field:
                field["enum"] = [*field["enum"], None]


def _short_forms(schema: dict[str, Any], parts: dict[str, Any]) -> None:
    fields = schema["properties"]
    fields["employees"] = {
        "type": "integer",
        "minimum": 1,
        "description": "Short for `headcount: {total: …}`",
        "examples": [7],
    }
    fields["partner"] = {
        "type": "string",
        "description": "Short for one certification with this partner, its program chosen by headcount",
        "examples": ["ab-acsa"],
    }
    parts["Company"]["properties"]["name"] = {
        "type": "string",
        "maxLength": 300,
        "description": "Short for trade_name",
        "examples": ["Kestrel Coulee Electric"],
    }
    path = {"type": "string", "maxLength": 300, "description": "Path of the file"}
    pictures = parts["Site"]["properties"]
    pictures["map"] = {**pictures["map"], "anyOf": [path, *pictures["map"]["anyOf"]]}
    pictures["photos"]["items"] = {"anyOf": [path, pictures["photos"]["items"]]}
    industries = fields["industries"]
    industries["items"] = {"anyOf": [{"type": "string", "description": "Industry"}, industries["items"]]}
    schema["required"] = ["company", "province", "industries"]
    schema["allOf"] = [
        {"anyOf": [{"required": ["headcount"]}, {"required": ["employees"]}]},
        {"anyOf": [{"required": ["certifications"]}, {"required": ["partner"]}]},
    ]


def _suggest(parts: dict[str, Any], schema: dict[str, Any], vocabulary: Vocabulary) -> None:
    partners = sorted(key for key, partner in vocabulary.partners.items() if not partner.refused)
    schema["properties"]["partner"]["enum"] = partners
    parts["Certification"]["properties"]["partner"]["enum"] = partners
    schema["properties"]["industries"]["items"]["anyOf"][0]["enum"] = sorted(vocabulary.industries)
    parts["IndustryShare"]["properties"]["id"]["enum"] = sorted(vocabulary.industries)
    for (part, field), group in _ITEMS.items():
        parts[part]["properties"][field]["items"] = _open_list(getattr(vocabulary, group))
    for (part, field), group in _VALUES.items():
        if group != "industries":
            kept = parts[part]["properties"][field]
            parts[part]["properties"][field] = {**kept, **_open_list(getattr(vocabulary, group))}


def _open_list(titles: Mapping[str, str]) -> dict[str, Any]:
    """Return a schema that offers the known ids with their titles and takes any other."""
    known = [{"const": key, "description": titles[key]} for key in sorted(titles)]
    return {"anyOf": [*known, {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}]}


def schema_text(vocabulary: Vocabulary | None = None) -> str:
    """Return the schema as the text of ``company_profiles/profile.schema.json``."""
    import json

    return json.dumps(profile_schema(vocabulary), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(schema_text())
