"""A profile that a verb may rely on: read, checked, and refused with every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manualgen.intake.profile import Profile
    from manualgen.knowledge.store import Knowledge
    from manualgen.workspace import Workspace


def checked_profile(path: Path, knowledge: Knowledge) -> Profile:
    """Return the profile at ``path``; raise ``InputError`` with every error that ``manualgen check`` finds.

    The workspace's verified ids are looked at as well.
    """
    from manualgen.errors import InputError
    from manualgen.intake.checks import check_file
    from manualgen.intake.known import KnownVocabulary
    from manualgen.workspace import find_workspace

    unknown = find_workspace(path).unknown_ids(knowledge)
    profile, problems = check_file(path, KnownVocabulary(knowledge))
    if profile is None or unknown:
        raise InputError([*unknown, *(p for p in problems if p.severity == "error")])
    return profile


def refuse_unknown_ids(workspace: Workspace, knowledge: Knowledge) -> None:
    """Raise ``InputError`` when the workspace verifies an id that nothing in ``knowledge`` has."""
    from manualgen.errors import InputError

    unknown = workspace.unknown_ids(knowledge)
    if unknown:
        raise InputError(unknown)


@contextmanager
def every_problem(path: Path, libraries: tuple[Path, ...]) -> Iterator[None]:
    """When the form of the profile at ``path`` is refused inside, refuse it with the faults of its content as well."""
    from manualgen.errors import InputError

    try:
        yield
    except InputError:
        from manualgen.knowledge.store import Knowledge
        from manualgen.workspace import find_workspace

        checked_profile(path, Knowledge(find_workspace(path).locations(libraries)))
        raise
