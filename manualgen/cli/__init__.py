"""The command line: one thin file per verb (parse, call, report), loaded when named.

Exit codes: 0 done, 1 gaps under ``--strict``, 2 bad input, 3 environment,
4 internal, 5 hand edits not brought home.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any

import click

from manualgen.errors import InputError, ManualgenError, printable

# In the order of the work, which is the order in which the help lists them.
VERBS = {
    "check": "Check a profile and report every problem with its place.",
    "plan": "Show which documents a client gets, and why; build nothing.",
    "build": "Build the draft manual and every document of a client.",
    "issue": "Freeze the current draft as the next revision.",
    "verify": "Hash a client's files again and name what was edited, added or missing.",
    "coverage": "Show where the manual answers each audit question.",
    "show": "List partners, provinces, industries, work, documents and law.",
    "schema": "Print the JSON Schema of a profile, for editors.",
    "lint": "Hold the library, or one client's manual, against the rules of content.",
    "stamp": "Write missing block ids into the texts of a library.",
    "doctor": "Tell what this machine has, what is missing and how to get it.",
}


class Verbs(click.Group):
    """Loads a verb's module only when it is called, so that ``--help`` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"manualgen.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], VERBS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            ctx.fail(f"no verb '{printable(args[0])}'{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs, in the order of the work"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="manualgen")
def program() -> None:
    """Turn one company profile into a tailored Canadian health and safety manual.

    \b
    manualgen check company_profiles/acme.yaml     is the profile right?
    manualgen plan  company_profiles/acme.yaml     what will be in it, and why?
    manualgen build company_profiles/acme.yaml     draft as DOCX and PDF
    manualgen issue company_profiles/acme.yaml --approved-by owner --date 2026-12-01
    """


def _drop_output() -> None:
    """Point standard output at nothing, so that leaving does not fail at it a second time."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file behind it
        return


def main(argv: list[str] | None = None) -> Any:
    """Run the program; return never, exit with the documented code."""
    gc.disable()  # one run: what a build makes lives to its end; looking for garbage in it takes a fifth of its time
    try:
        code = program.main(args=argv, prog_name="manualgen", standalone_mode=False)
    except InputError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(2)
    except ManualgenError as error:
        click.echo(printable(str(error)), err=True)
        sys.exit(error.exit_code)
    except click.UsageError as error:
        click.UsageError(printable(error.format_message()), error.ctx).show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; nothing was changed", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except SystemExit:
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):  # click met a closed pipe: the reader had enough, that is no failure
            sys.exit(0)
        raise
    except OSError as error:
        click.echo(printable(f"{error.filename or 'output'}: {error.strerror or error}"), err=True)
        _drop_output()
        sys.exit(3)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception:  # a fault of the program: say so, with the trace that a report needs
        import traceback

        click.echo(printable(traceback.format_exc()), err=True, nl=False)
        click.echo("this is a fault of manualgen itself; report it with the lines above", err=True)
        sys.exit(4)
    sys.exit(code if isinstance(code, int) else 0)
