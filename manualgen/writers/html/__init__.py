"""Document → one self-contained, accessible HTML page. In: a :class:`Document` and a :class:`Theme`. Out: text.

No remote content, no scripts; pictures are ``data:`` URLs; ids are the bookmark names of the
block ids. Printed (or through WeasyPrint) it gives the pages of the PDF.
"""

from __future__ import annotations

from manualgen.rendering.document import Document
from manualgen.writers.html.page import page
from manualgen.writers.theme import Theme

__all__ = ["write_html"]


def write_html(document: Document, theme: Theme) -> str:
    """Return ``document`` as one HTML page in ``theme``."""
    return page(document, theme)
