"""Document → tagged PDF/UA-1. In: a :class:`Document` and a :class:`Theme`. Out: bytes, the same for the same input.

Two engines: Typst (fast, the default) and WeasyPrint (from the HTML writer's page).
"""

from __future__ import annotations

from typing import Literal

from manualgen.rendering.document import Document
from manualgen.writers.pdf.jobs import PdfJob, write_pdfs
from manualgen.writers.theme import Theme

Engine = Literal["typst", "weasyprint"]

__all__ = ["Engine", "PdfJob", "write_pdf", "write_pdfs"]


def write_pdf(document: Document, theme: Theme, engine: Engine = "typst") -> bytes:
    """Return ``document`` as a tagged PDF/UA-1 file.

    Typst keeps its memory until the process ends: for more than a few documents use
    :func:`write_pdfs`. Raises :class:`manualgen.errors.EnvironmentFailure` when WeasyPrint is
    asked for and its system library (Pango) is missing.
    """
    if engine == "weasyprint":
        from manualgen.writers.pdf.weasy import weasyprint_pdf

        return weasyprint_pdf(document, theme)
    from manualgen.writers.pdf.compiler import compile_typst
    from manualgen.writers.pdf.source import typst_job

    return compile_typst(typst_job(document, theme))
