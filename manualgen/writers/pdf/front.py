"""Cover, contents and landscape pages → Typst."""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import Contents, Cover
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.pictures import image_call
from manualgen.writers.pdf.setting import Setting

LOGO_SHARE = 0.42  # of the text width
LOGO_HEIGHT_MM = 38.0


def cover(block: Cover, setting: Setting) -> str:
    """Return the first page of a manual."""
    line = setting.line_em
    logo = (
        image_call(
            block.logo, "", block.logo_alt or f"Logo of {block.company}", setting.width_mm * LOGO_SHARE, LOGO_HEIGHT_MM
        )
        if block.logo
        else "none"
    )
    facts = ",".join(f"({literal(label, line / 3)},{literal(value, line / 2)})" for label, value in block.lines)
    return (
        f"cover(logo:{logo},company:{literal(block.company, line / 2.1)},title:{literal(block.title, line / 3.2)},"
        f"status:{literal(block.status, line)},facts:({facts}{',' if facts else ''}),"
        f"footnote:{literal(block.footnote, line)})"
    )


def contents(block: Contents, setting: Setting, level: int) -> str:
    """Return the list of headings with their page numbers, under a heading of its own."""
    return f'contents("{setting.targets[block.id]}",{level},{max(block.depth, 1)})'


def landscape(body: Sequence[str]) -> str:
    """Return ``body`` on pages of its own, turned."""
    return "landscape({\n" + "\n".join(body) + "\n})" if body else "none"
