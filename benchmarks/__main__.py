"""``python3 tasks.py bench [--runs 5] [--pages 250] [--no-baseline]``: the table of targets, measured here and now.

Each row is the median of the runs of a fresh process with empty caches; ratios compare with the
frozen baselines in the same run. The baselines are pinned by hash: a changed baseline stops the run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CONTRACTOR = ROOT / "company_profiles/general-contractor-ab-cor.yaml"
ELECTRICIAN = ROOT / "company_profiles/electrician-ab-secor.yaml"
PINS = HERE / "baselines.sha256"


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, default=250)
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--profile", type=Path, help="measure a real client too")
    arguments = parser.parse_args()
    _pinned()
    rows: list[tuple[str, str, str]] = []

    def row(what: str, value: str, target: str) -> None:
        rows.append((what, value, target))
        print(f"{what:58} {value:>18}   {target}", flush=True)

    print(f"medians of {arguments.runs}; {os.cpu_count()} cores; synthetic manual of {arguments.pages} nominal pages")
    pages = arguments.pages
    body = _median(arguments.runs, "docx_body", pages)
    docx = _median(arguments.runs, "docx", pages)
    both = _median(arguments.runs, "both", pages)
    double = _median(arguments.runs, "both", pages * 2)
    row("Word body writer alone", f"{body['seconds']:.3f} s", "<= 0.3 s")
    row("Word file, block tree to bytes, fresh process", f"{docx['wall']:.2f} s", "")
    row("Word and PDF, cold, fresh process", f"{both['wall']:.2f} s", "<= 6 s")
    row("growth: twice the documents", f"{double['wall'] / both['wall']:.2f} x", "<= 2.2 x")
    row("peak memory, Word", f"{docx['mb']:.0f} MB", "<= 150 MB")
    row("peak memory, Word and PDF", f"{both['mb']:.0f} MB", "<= 650 MB")
    if not arguments.no_baseline:
        naive_docx = _median(1, "naive_docx", pages)
        naive_pdf = _median(1, "naive_pdf", pages)
        slow = naive_docx["wall"] + naive_pdf["wall"]
        row("baseline: python-docx by its high-level calls", f"{naive_docx['wall']:.1f} s", "")
        row("baseline: WeasyPrint from plain HTML", f"{naive_pdf['wall']:.1f} s", "")
        row("ratio, baselines to ours", f"{slow / both['wall']:.1f} x", ">= 15 x")
    _commands(arguments.runs, arguments.profile or ELECTRICIAN, row)
    return 0


def _commands(runs: int, profile: Path, row) -> None:  # type: ignore[no-untyped-def]
    """Measure whole commands on a real client."""
    name = profile.stem
    row("--help", f"{_command(runs, '--help'):.2f} s", "<= 0.2 s")
    row(f"check {name}", f"{_command(runs, 'check', str(profile)):.2f} s", "<= 0.6 s")
    cold, manual = [], []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(runs):
            manual.append(_command(1, "build", str(profile), "-o", f"{folder}/m{n}", "--only", "manual"))
            cold.append(_command(1, "build", str(profile), "-o", f"{folder}/a{n}"))
        row(f"{name}: manual.docx + manual.pdf, cold", f"{statistics.median(manual):.2f} s", "<= 6 s")
        row(f"{name}: everything, cold", f"{statistics.median(cold):.2f} s", "<= 45 s")
        again = [_command(1, "build", str(profile), "-o", f"{folder}/a0") for _ in range(runs)]
        row(f"{name}: nothing changed", f"{statistics.median(again):.2f} s", "<= 0.5 s")
        same = _same_bytes(profile, folder)
        row(f"{name}: same input, same bytes", "yes" if same else "NO", "yes")


def _same_bytes(profile: Path, folder: str) -> bool:
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": folder}
    command = [sys.executable, "-m", "manualgen", "build", str(profile), "-o", f"{folder}/other"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    manifests = (
        sorted(Path(folder).glob("other/*/drafts/1/manifest.json")),
        sorted(Path(folder).glob("a0/*/drafts/1/manifest.json")),
    )
    first, second = (json.loads(found[0].read_text())["files"] for found in manifests)
    return bool(first == second)


def _command(runs: int, *arguments: str) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "manualgen", *arguments], cwd=ROOT, capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _median(runs: int, what: str, pages: int) -> dict[str, float]:
    """Run one job in fresh processes; return the medians of wall seconds, inner seconds and peak megabytes."""
    results = []
    for _ in range(runs):
        started = time.perf_counter()
        out = subprocess.run(
            [sys.executable, "-c", f"from benchmarks.__main__ import job; job({what!r}, {pages})"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        results.append({**json.loads(out), "wall": time.perf_counter() - started})
    return {key: statistics.median(r[key] for r in results) for key in results[0]}


def job(what: str, pages: int) -> None:
    """Do one job in this process and print its figures as JSON."""
    from benchmarks.synthetic import synthetic_document
    from manualgen.locations import builtin_root
    from manualgen.writers.theme import load_theme

    theme = load_theme(builtin_root() / "templates/style/theme.yaml")
    document = synthetic_document(pages)
    started = time.perf_counter()
    if what == "naive_docx":
        from benchmarks.baseline_docx import write_naively

        write_naively(document)
    elif what == "naive_pdf":
        from benchmarks.baseline_pdf import write_plainly

        write_plainly(document)
    else:
        from manualgen.writers.docx import write_docx

        if what == "docx_body":  # the second run in a process: without the import of the library
            write_docx(synthetic_document(1), theme)
            started = time.perf_counter()
        write_docx(document, theme)
        if what == "both":
            from manualgen.writers.pdf import write_pdf

            write_pdf(document, theme)
    seconds = time.perf_counter() - started
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mb": mb}))


def _pinned() -> None:
    """Stop when a frozen baseline was changed."""
    for line in PINS.read_text().splitlines():
        digest, name = line.split()
        if hashlib.sha256((HERE / name).read_bytes()).hexdigest() != digest:
            sys.exit(f"benchmarks/{name} was changed: a frozen baseline is never edited")


if __name__ == "__main__":
    sys.exit(main())
