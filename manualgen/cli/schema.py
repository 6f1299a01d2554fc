"""``manualgen schema``: the JSON Schema of a profile."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a profile; editors use it to complete and check.

    Example: manualgen schema > company_profiles/profile.schema.json
    """
    from manualgen.intake.known import KnownVocabulary
    from manualgen.intake.schema import profile_schema
    from manualgen.knowledge.store import Knowledge

    click.echo(json.dumps(profile_schema(KnownVocabulary(Knowledge())), ensure_ascii=False, indent=1))
