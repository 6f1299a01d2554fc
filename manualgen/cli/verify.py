"""``manualgen verify DIR``: hash the files again."""

from __future__ import annotations

from pathlib import Path

import click

from manualgen.cli.output import say


@click.command("verify")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Hash the files of a draft, a revision, a client's record or a folder of records again; exit 1 at a difference,
    2 at a manifest that cannot be read.

    Example: manualgen verify manuals/kestrel-coulee-electric
    """
    from manualgen.errors import InputError
    from manualgen.publishing.manifest import MANIFEST_FILE
    from manualgen.publishing.verify import verify

    folders = (
        [folder]
        if (folder / MANIFEST_FILE).is_file()
        else sorted(p.parent for depth in ("*/*", "*/*/*") for p in folder.glob(f"{depth}/{MANIFEST_FILE}"))
    )
    if not folders:
        raise InputError(
            f"{folder}: no manifest here or below; name a draft, a revision, a client's record or the folder of all records"
        )
    worst = 0
    for one in folders:
        try:
            report = verify(one)
        except InputError as error:  # one damaged manifest says nothing about the other folders
            for problem in error.problems:
                say(str(problem), err=True)
            worst = 2
            continue
        for what in ("edited", "added", "missing"):
            for name in getattr(report, what):
                say(f"{what}: {one / name}")
        say(f"{one}: {'as built' if report.ok else 'differs'}")
        worst = max(worst, 0 if report.ok else 1)
    return worst
