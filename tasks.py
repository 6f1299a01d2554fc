#!/usr/bin/env python3
"""The project's few verbs; each does its own set-up. Standard library only.

python3 tasks.py example      build the electrician's manual end to end
python3 tasks.py test         install and run the tests (adds the outside validators with --validators)
python3 tasks.py lint         ruff, strict types, block ids and rules of content
python3 tasks.py check        lint, then test
python3 tasks.py bench        benchmarks beside their baselines
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TOOLS = ROOT / ".tools"


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run a command in the project's folder and return its exit code."""
    return subprocess.call([str(c) for c in command], cwd=ROOT, env={**os.environ, **(env or {})})


def ready(dev: bool) -> None:
    """Make the environment with the locked versions, once for each state of the lock and of pyproject.toml."""
    import hashlib

    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    stamp = hashlib.sha256(b"".join(parts)).hexdigest() + ("-dev" if dev else "")
    mark = VENV / "ready"
    if mark.is_file() and mark.read_text() in (stamp, stamp + "-dev"):
        return
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    group = ["--group", "dev"] if dev else []
    for command in ([*pip, "pip>=25.1"], [*pip, "-c", "constraints.txt", "-e", ".", *group]):
        if run(*command):
            sys.exit("the packages could not be installed")
    run(PYTHON, "-m", "compileall", "-q", "manualgen")  # where Python may not keep bytecode, every run would compile again
    mark.write_text(stamp)


def example() -> int:
    ready(dev=False)
    return run(PYTHON, "-m", "manualgen", "build", "company_profiles/electrician-ab-secor.yaml", "-o", "manuals")


def test(arguments: list[str]) -> int:
    ready(dev=True)
    environment: dict[str, str] = {}
    marks = ["-m", "not validators"]
    if "--validators" in arguments:
        arguments = [a for a in arguments if a != "--validators"]
        if run("sh", "tests/validators/setup.sh", TOOLS):
            sys.exit("the validators could not be installed")
        environment = _exported(TOOLS / "env.sh")
        marks = []
    return run(PYTHON, "-m", "pytest", "-n", "2", *marks, *arguments, env=environment)


def _exported(script: Path) -> dict[str, str]:
    lines = [line.removeprefix("export ") for line in script.read_text().splitlines() if line.startswith("export ")]
    return dict(line.split("=", 1) for line in lines)


def lint() -> int:
    ready(dev=True)
    commands: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "mypy"],
        [PYTHON, "-m", "manualgen", "stamp", "--check"],
        [PYTHON, "-m", "manualgen", "lint"],
    ]
    return max(run(*c) for c in commands)


def check() -> int:
    return max(lint(), test([]))


def bench() -> int:
    ready(dev=True)
    return run(PYTHON, "-m", "benchmarks", *sys.argv[2:])


def main() -> int:
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    verbs = {"example": example, "test": lambda: test(sys.argv[2:]), "lint": lint, "check": check, "bench": bench}
    if verb not in verbs:
        print(__doc__)
        return 2
    return verbs[verb]()


if __name__ == "__main__":
    sys.exit(main())
