"""``manualgen doctor``: what this machine has, what is missing, how to get it, what works without it."""

from __future__ import annotations

import click


@click.command("doctor")
@click.option("--clear-cache", is_flag=True, help="Drop what is kept between runs; it holds clients' words and files.")
def command(clear_cache: bool) -> int:
    """Tell what is here and what is missing; exit 3 when the main job cannot be done.

    Example: manualgen doctor
    """
    from importlib import metadata

    from manualgen.cache import clear
    from manualgen.locations import builtin_root, cache_root

    if clear_cache:
        click.echo(f"cache: {clear()} files dropped from {cache_root()}")
        return 0
    click.echo(f"manualgen {metadata.version('manualgen')}, data in {builtin_root()}")
    worst = 0
    fonts = list((builtin_root() / "templates/style/fonts").glob("*.[ot]tf"))
    click.echo(f"fonts: {len(fonts)} shipped" if fonts else "fonts: none; install the package again")
    try:
        import typst

        typst.compile(b"#set page(width: 1cm, height: 1cm)")
        click.echo(f"PDF by Typst {metadata.version('typst')}: works")
    except Exception as error:  # the engine is foreign code: whatever it raises, the person must be told
        worst = 3
        click.echo(
            f"PDF by Typst: does not work ({type(error).__name__}: {error}); pip install --force-reinstall typst"
        )
    try:
        import weasyprint

        click.echo(f"PDF by WeasyPrint {weasyprint.__version__}: works")
    except (ImportError, OSError) as error:
        click.echo(
            f"PDF by WeasyPrint: not here ({str(error).splitlines()[0]}). It is the second engine; everything works without it. "
            "Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango"
        )
    return worst
