"""Typst source → tagged PDF (or PNG). The engine never gives memory back: see :mod:`manualgen.writers.pdf.jobs`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from manualgen.errors import ManualgenError
from manualgen.writers.pdf.fonts import font_folder
from manualgen.writers.pdf.source import TypstJob

STANDARD: Literal["ua-1"] = "ua-1"


def compile_typst(job: TypstJob, form: Literal["pdf", "png"] = "pdf", pixels_per_inch: float = 144.0) -> bytes:
    """Return ``job`` as a PDF/UA-1 file or, as ``png``, the picture of its only page.

    No fonts but the shipped ones, no files but the job's, no clock. Raises :class:`ManualgenError`
    when the engine refuses the source.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="manualgen-") as folder:
        for name, data in job.files.items():
            (Path(folder) / name).write_bytes(data)
        (Path(folder) / "main.typ").write_text(job.source, encoding="utf-8")
        try:
            out = typst.compile(
                str(Path(folder) / "main.typ"),
                root=folder,
                font_paths=[str(font_folder())],
                ignore_system_fonts=True,
                format=form,
                ppi=pixels_per_inch if form == "png" else None,
                pdf_standards=[STANDARD] if form == "pdf" else [],
                timestamp=0,
                package_path=folder,
                package_cache_path=folder,
            )
        except typst.TypstError as error:
            raise ManualgenError(f"the PDF engine refused the document: {error}") from error
    if not isinstance(out, bytes):
        raise ManualgenError("the picture has more than one page")
    return out
