"""HTML page → tagged PDF/UA-1 through WeasyPrint, the second engine. It reads nothing but ``data:`` URLs."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache

from manualgen.errors import EnvironmentFailure
from manualgen.rendering.document import Document
from manualgen.writers.html import write_html
from manualgen.writers.pdf.fonts import font_files
from manualgen.writers.pdf.literals import drawable
from manualgen.writers.theme import Theme

_FAMILIES = {
    "Carlito": "Carlito",
    "NotoSansCanadianAboriginal": "Noto Sans Canadian Aboriginal",
    "DejaVuSans": "DejaVu Sans",
}


def weasyprint_pdf(document: Document, theme: Theme) -> bytes:
    """Return ``document`` as a PDF/UA-1 file made from its HTML page.

    Raises :class:`EnvironmentFailure` when WeasyPrint or its system library (Pango) is missing.
    """
    return html_to_pdf(write_html(document, theme))


def html_to_pdf(html: str) -> bytes:
    """Return the page ``html`` as a PDF/UA-1 file; same page, same bytes."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise EnvironmentFailure(
            f"WeasyPrint cannot start ({str(error).splitlines()[0]}); install Pango (on Debian: "
            "apt install libpango-1.0-0 libpangoft2-1.0-0) or use --pdf-engine typst"
        ) from error
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    fonts = FontConfiguration()
    faces = CSS(string=_font_faces(), font_config=fonts, url_fetcher=fetcher)
    page = HTML(string=drawable(html), base_url=None, url_fetcher=fetcher)
    made = page.write_pdf(
        stylesheets=[faces],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(html.encode("utf-8")).digest()[:16],
    )
    return bytes(made)


@cache
def _font_faces() -> str:
    """Return the shipped fonts as ``@font-face`` rules with their data inside."""
    rules = []
    for path in font_files():
        family, _, style = path.stem.partition("-")
        weight = "bold" if style.startswith("Bold") else "normal"
        slant = "italic" if style.endswith("Italic") else "normal"
        data = b64encode(path.read_bytes()).decode("ascii")
        rules.append(
            f'@font-face {{ font-family: "{_FAMILIES.get(family, family)}"; font-weight: {weight}; font-style: {slant};'
            f" src: url(data:font/ttf;base64,{data}) }}"
        )
    return "\n".join(rules)
