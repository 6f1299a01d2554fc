"""Many PDFs in worker processes: the Typst engine gives its memory back only when a process ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Literal

from manualgen.errors import EnvironmentFailure
from manualgen.rendering.document import Document
from manualgen.writers.theme import Theme

WORKER_STOPPED = (
    "a process that draws pages was stopped before it was done: out of memory, or killed. "
    "In a script of your own, call manualgen.build() below `if __name__ == '__main__':`"
)
# For the workers, read by the C library of Linux when a process starts and by nothing else: large pieces of memory are
# taken and given back one by one. The worker of a manual of 269 pages then takes 627 MB, always; without it 620 to 670.
LARGE_PIECES = ("MALLOC_MMAP_THRESHOLD_", "131072")
DOCUMENTS_PER_WORKER = 40  # stand-alone documents that share a process
MANUAL_BLOCKS = 1500  # a document with more blocks gets a process of its own


@dataclass(frozen=True, slots=True)
class PdfJob:
    """One file to make; ``key`` names it in the result."""

    key: str
    document: Document
    theme: Theme
    engine: Literal["typst", "weasyprint"] = "typst"


def write_pdfs(
    jobs: Iterable[PdfJob],
    workers: int = 2,
    on_done: Callable[[str], None] | None = None,
) -> dict[str, bytes]:
    """Return the PDF of every job by key, made by at most ``workers`` processes at a time.

    Long documents go first, each in a process of its own; short ones share processes. A failure of
    one job is raised after the others were stopped. ``on_done`` is called with each finished key.
    """
    batches = _batches(list(jobs))
    out: dict[str, bytes] = {}
    if not batches:
        return out
    os.environ.setdefault(*LARGE_PIECES)
    with ProcessPoolExecutor(max(1, min(workers, len(batches))), get_context("spawn"), max_tasks_per_child=1) as pool:
        futures = [pool.submit(_make, batch) for batch in batches]
        try:
            for future in futures:
                for key, data in future.result():
                    out[key] = data
                    if on_done:
                        on_done(key)
        except BrokenProcessPool:
            raise EnvironmentFailure(WORKER_STOPPED) from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return out


def _batches(jobs: Sequence[PdfJob]) -> list[list[PdfJob]]:
    long = [job for job in jobs if len(job.document.blocks) > MANUAL_BLOCKS]
    short = [job for job in jobs if len(job.document.blocks) <= MANUAL_BLOCKS]
    long.sort(key=lambda job: -len(job.document.blocks))
    size = DOCUMENTS_PER_WORKER
    return [[job] for job in long] + [short[i : i + size] for i in range(0, len(short), size)]


def _make(batch: list[PdfJob]) -> list[tuple[str, bytes]]:
    from manualgen.writers.pdf import write_pdf

    return [(job.key, write_pdf(job.document, job.theme, job.engine)) for job in batch]
