"""Shared fixtures: real profiles, built once a session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROFILES = ROOT / "company_profiles"
os.environ.setdefault("NO_COLOR", "1")


@pytest.fixture(scope="session")
def knowledge():
    from manualgen.knowledge.store import Knowledge

    return Knowledge()


@pytest.fixture(scope="session")
def words(knowledge):
    """Return ``words(name)``: the rendered client of ``company_profiles/<name>.yaml``, each rendered once."""
    from functools import cache

    from manualgen.building import render_without_record
    from manualgen.intake.loading import load_profile

    @cache
    def render(name: str):
        return render_without_record(load_profile(PROFILES / f"{name}.yaml"), knowledge)

    return render


@pytest.fixture(scope="session")
def electrician(tmp_path_factory):
    """Return the report of the electrician's draft and the root of its record."""
    from manualgen import build

    root = tmp_path_factory.mktemp("manuals")
    return build(PROFILES / "electrician-ab-secor.yaml", root), root


def parts(thing: object) -> Iterator[object]:
    """Yield ``thing`` and everything inside it, whatever kind of block it is."""
    yield thing
    if isinstance(thing, tuple | list):
        for one in thing:
            yield from parts(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from parts(getattr(thing, field.name))
