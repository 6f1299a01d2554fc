"""``manualgen stamp``: write missing block ids into the texts of a library."""

from __future__ import annotations

from pathlib import Path

import click

from manualgen.cli.output import say


@click.command("stamp")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when an id is missing.")
def command(folder: Path | None, check: bool) -> int:
    """Write missing block ids into policies, practices, sections, programs and procedures.

    FOLDER is the root of a library (the built-in one when left out). Ids never change once written.
    """
    from manualgen.locations import builtin_root
    from manualgen.rendering.stamping import stamp_markdown, stamp_procedure

    root = (folder or builtin_root()) / "templates" / "library"
    if not root.is_dir():
        raise click.BadParameter(
            f"{str(folder)!r} holds no templates/library/; name the folder above templates/", param_hint="FOLDER"
        )
    missing = 0
    for path in sorted([*root.glob("*/*.md"), *root.glob("procedures/*.yaml")]):
        text = path.read_text(encoding="utf-8")
        if "\nstatus: outline" in text:
            continue
        result = (stamp_markdown if path.suffix == ".md" else stamp_procedure)(text, path.stem)
        for line in result.unnamed:
            say(f"{path}:{line}:1: a block inside a loop has no id; end it with ^name-{{{{ item.id }}}}", err=True)
        if not result.written:
            continue
        missing += result.written
        if not check:
            path.write_text(result.text, encoding="utf-8")
        say(f"{path}: {result.written} ids {'missing' if check else 'written'}")
    if not missing:
        say("no id is missing")
    return 1 if check and missing else 0
