"""SVG text → PNG bytes, for readers that show no SVG. Same drawing, same bytes, on every machine."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import cache, lru_cache
from multiprocessing import get_context

from manualgen.cache import key_of, program_stamp, prune, read_entry, write_entry

PICTURES, MEGABYTES = 500, 50


@lru_cache(maxsize=64)
def svg_to_png(svg: str, width_px: int) -> bytes:
    """Return ``svg`` as a PNG ``width_px`` pixels wide on white, its height in proportion.

    ``svg`` is a complete SVG with a ``viewBox``; its text is set in the shipped fonts only.
    Raises ``ValueError`` for a drawing without a viewBox or a width below 1. A drawing of an
    earlier run comes from the cache.
    """
    if width_px < 1:
        raise ValueError(f"a picture cannot be {width_px} pixels wide")
    entry = f"pictures/{key_of(program_stamp(), str(width_px), svg)}.bin"
    known = read_entry(entry)
    if known is None:
        known = _drawn_elsewhere(svg, width_px)
        write_entry(entry, known)
        prune("pictures", "", PICTURES, MEGABYTES)
    return known


def _drawn_elsewhere(svg: str, width_px: int) -> bytes:
    from concurrent.futures.process import BrokenProcessPool

    from manualgen.errors import EnvironmentFailure
    from manualgen.writers.pdf.jobs import WORKER_STOPPED

    try:
        return _draughtsman().submit(_drawn, svg, width_px).result()
    except BrokenProcessPool:
        _draughtsman.cache_clear()
        raise EnvironmentFailure(WORKER_STOPPED) from None


@cache
def _draughtsman() -> ProcessPoolExecutor:
    """Return the one process that draws: the engine never gives its 70 MB back."""
    return ProcessPoolExecutor(1, get_context("spawn"))


def _drawn(svg: str, width_px: int) -> bytes:
    from manualgen.writers.pdf.compiler import compile_typst
    from manualgen.writers.pdf.pictures import view_box
    from manualgen.writers.pdf.source import TypstJob

    width, height = view_box(svg)
    source = (
        f"#set page(width: {width_px}pt, height: {round(width_px * height / width, 2)}pt, margin: 0pt, fill: white)\n"
        '#image("drawing.svg", width: 100%)\n'
    )
    return compile_typst(TypstJob(source, {"drawing.svg": svg.encode("utf-8")}), "png", pixels_per_inch=72)
