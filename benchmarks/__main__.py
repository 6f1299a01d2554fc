"""``python3 tasks.py bench [--runs 5] [--profile P] [--pages 250] [--no-baseline]``: the table of targets, here and now.

Each row is the median of the runs of fresh processes; *cold* runs begin with empty caches. Ratios compare with the
frozen baselines in the same run, on the same block trees. The baselines are pinned by hash: a changed baseline stops
the run.
"""

from __future__ import annotations

import argparse
import compileall
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CONTRACTOR = ROOT / "company_profiles/general-contractor-ab-cor.yaml"
CHANGED = "templates/library/procedures/sjp-scissor-boom-lift.yaml"  # the document that is changed, before every run
PINS = HERE / "baselines.sha256"
Row = Callable[[str, str, str], None]


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, default=250, help="nominal pages of the synthetic manual")
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--profile", type=Path, default=CONTRACTOR, help="the real client to measure")
    arguments = parser.parse_args()
    _pinned()
    compileall.compile_dir(ROOT / "manualgen", quiet=1)  # "cold" is about the program's caches, not about Python's

    def row(what: str, value: str, target: str) -> None:
        print(f"{what:66} {value:>16}   {target}", flush=True)

    load = f"; load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"medians of {arguments.runs}; {os.cpu_count()} cores{load}; {arguments.profile.stem}")
    profile = str(arguments.profile.resolve())
    _writers(arguments.runs, profile, "its manual", row, not arguments.no_baseline)
    pages = str(arguments.pages)
    both = _writers(arguments.runs, pages, f"synthetic {pages} pages", row, not arguments.no_baseline)
    double = _median(arguments.runs, "both", str(arguments.pages * 2))
    row("growth: twice the documents", f"{double['wall'] / both:.2f} x", "<= 2.2 x")
    _commands(arguments.runs, arguments.profile, row)
    return 0


def _writers(runs: int, source: str, name: str, row: Row, baseline: bool) -> float:
    """Measure the writers on one block tree; return the seconds of Word and PDF."""
    body = _median(runs, "docx_body", source)
    both = _median(runs, "both", source)
    row(f"{name}: Word body writer alone", f"{body['seconds']:.3f} s", "<= 0.3 s")
    row(f"{name}: Word and tagged PDF, block tree to bytes", f"{both['seconds']:.2f} s", "")
    if baseline:
        slow = sum(_median(1, what, source)["seconds"] for what in ("naive_docx", "naive_pdf"))
        row(f"{name}: baseline, naive python-docx and WeasyPrint", f"{slow:.1f} s", "")
        row(f"{name}: ratio, baseline to ours", f"{slow / both['seconds']:.1f} x", ">= 15 x")
    return both["wall"]


def _commands(runs: int, profile: Path, row: Row) -> None:
    """Measure whole commands on a real client."""
    row("--help", f"{_command(runs, '--help').seconds:.2f} s", "<= 0.2 s")
    row("check", f"{_command(runs, 'check', str(profile)).seconds:.2f} s", "<= 0.6 s")
    with tempfile.TemporaryDirectory() as folder:
        build = ("build", str(profile), "-o")
        word = ("--only", "manual", "--pdf-engine", "none")
        manual = _command(runs, *build, f"{folder}/m#", "--only", "manual", cache=f"{folder}/cm#")
        everything = _command(runs, *build, f"{folder}/a#", cache=f"{folder}/ca#")
        row("manual.docx and manual.pdf, cold", f"{manual.seconds:.2f} s", "<= 6 s")
        row("everything, cold", f"{everything.seconds:.2f} s", "<= 45 s")
        again = _command(runs, *build, f"{folder}/a0", cache=f"{folder}/ca0")
        row("nothing changed", f"{again.seconds:.2f} s", "<= 0.5 s")
        library = Path(folder) / "library"
        (library / CHANGED).parent.mkdir(parents=True)
        (library / CHANGED).write_bytes((ROOT / CHANGED).read_bytes())
        editions = count(2)
        for what, options, target in (
            ("manual.docx", word, "<= 0.8 s"),
            ("manual.docx and manual.pdf", ("--only", "manual"), "<= 5 s"),
            ("everything", (), ""),
        ):
            def edit(_: int, to: Path = library / CHANGED) -> None:
                text = (ROOT / CHANGED).read_text(encoding="utf-8")
                to.write_text(text.replace("scope: ", f"scope: Edition {next(editions)}. ", 1), encoding="utf-8")

            here = (*build, f"{folder}/one", "--library", str(library), *options)
            _command(1, *here, cache=f"{folder}/cone")
            one = _command(runs, *here, cache=f"{folder}/cone", before=edit)
            row(f"one document changed: {what}", f"{one.seconds:.2f} s", target)
        row("peak memory, Word", f"{_command(1, *build, f'{folder}/w', *word, cache=f'{folder}/cw').mb:.0f} MB", "<= 150 MB")
        row("peak memory, Word and PDF of the manual", f"{manual.mb:.0f} MB", "<= 650 MB")
        row("peak memory, everything", f"{everything.mb:.0f} MB", "")
        few, many = (_clients(n, folder) for n in (3, 13))
        row("memory of one process, 13 builds to 3", f"{many / few:.2f} x", "flat")
        row("same input, same bytes", "yes" if _same_bytes(profile, folder) else "NO", "yes")


def _same_bytes(profile: Path, folder: str) -> bool:
    """Say whether another time zone, locale, hash seed, home, folder and an empty cache give the same files."""
    strange = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": folder}
    environment = {**os.environ, **strange, "MANUALGEN_CACHE": f"{folder}/other-cache"}
    command = [sys.executable, "-m", "manualgen", "build", str(profile), "-o", f"{folder}/other"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    manifests = (next(Path(folder).glob(f"{name}/*/drafts/1/manifest.json")) for name in ("other", "a0"))
    first, second = (json.loads(found.read_text())["files"] for found in manifests)
    return bool(first == second)


class _Took:
    """What a command took: median seconds of the wall clock, highest megabytes of any of its processes."""

    def __init__(self, seconds: float, mb: float) -> None:
        self.seconds, self.mb = seconds, mb


_WATCHED = (
    "import resource,subprocess,sys,time;t=time.perf_counter();r=subprocess.run(sys.argv[1:],capture_output=True);"
    "t=time.perf_counter()-t;sys.stderr.buffer.write(r.stderr);"
    "print(t,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024);sys.exit(r.returncode)"
)


def _command(runs: int, *arguments: str, cache: str = "", before: Callable[[int], None] | None = None) -> _Took:
    """Run ``manualgen arguments``; a ``#`` in an argument or in the cache's folder is the number of the run."""
    times, sizes = [], []
    for n in range(runs):
        if before:
            before(n)
        environment = {**os.environ, **({"MANUALGEN_CACHE": cache.replace("#", str(n))} if cache else {})}
        command = [sys.executable, "-m", "manualgen", *(a.replace("#", str(n)) for a in arguments)]
        watched = [sys.executable, "-c", _WATCHED, *command]
        out = subprocess.run(watched, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
        seconds, mb = map(float, out.split())
        times.append(seconds)
        sizes.append(mb)
    return _Took(statistics.median(times), max(sizes))


def _clients(builds: int, folder: str) -> float:
    """Return the peak megabytes of one process that makes so many Word builds of clients."""
    code = (
        "import resource,sys\nfrom pathlib import Path\nfrom manualgen.publishing.drafting import build_draft,open_client\n"
        f"for n in range({builds}):\n"
        "    for p in ('electrician-ab-secor','roofer-bc-small-cor'):\n"
        "        build_draft(open_client(Path(f'company_profiles/{p}.yaml'),Path(sys.argv[1])/str(n),engine='none'))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    environment = {**os.environ, "MANUALGEN_CACHE": f"{folder}/clients"}
    command = [sys.executable, "-c", code, f"{folder}/clients{builds}"]
    return float(subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout)


def _median(runs: int, what: str, source: str) -> dict[str, float]:
    """Run one job in fresh processes with an empty cache; return the medians of wall and inner seconds."""
    results = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as cache:
            started = time.perf_counter()
            command = [sys.executable, "-c", f"from benchmarks.__main__ import job; job({what!r}, {source!r})"]
            environment = {**os.environ, "MANUALGEN_CACHE": cache}
            out = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
            results.append({**json.loads(out), "wall": time.perf_counter() - started})
    return {key: statistics.median(r[key] for r in results) for key in results[0]}


def job(what: str, source: str) -> None:
    """Do one job in this process and print its seconds as JSON. ``source``: a profile, or pages of a synthetic manual."""
    from benchmarks.synthetic import synthetic_document
    from manualgen.locations import builtin_root
    from manualgen.writers.theme import load_theme

    if source.isdigit():
        document, theme = synthetic_document(int(source)), load_theme(builtin_root() / "templates/style/theme.yaml")
    else:
        from manualgen.building import render_without_record
        from manualgen.intake.loading import load_profile
        from manualgen.knowledge.store import Knowledge

        built = render_without_record(load_profile(Path(source)), Knowledge())
        document, theme = built.rendered.manual, built.theme
    started = time.perf_counter()
    if what == "naive_docx":
        from benchmarks.baseline_docx import write_naively

        write_naively(document)
    elif what == "naive_pdf":
        from benchmarks.baseline_pdf import write_plainly

        write_plainly(document)
    else:
        from manualgen.writers.docx import write_docx

        if what == "docx_body":  # the second file of a process: without the import of the library and the drawing of figures
            write_docx(document, theme)
            started = time.perf_counter()
        write_docx(document, theme)
        if what == "both":
            from manualgen.writers.pdf import write_pdf

            write_pdf(document, theme)
    print(json.dumps({"seconds": time.perf_counter() - started}))


def _pinned() -> None:
    """Stop when a frozen baseline was changed."""
    for line in PINS.read_text().splitlines():
        digest, name = line.split()
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != digest:
            sys.exit(f"benchmarks/{name} was changed: a frozen baseline is never edited")


if __name__ == "__main__":
    sys.exit(main())
