"""Theme and document control facts → the style sheet: custom properties, page boxes, house style."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from functools import cache
from pathlib import Path

from manualgen.rendering.document import Document
from manualgen.writers.html.draft_mark import draft_mark
from manualgen.writers.html.text import NEVER_PRINTED
from manualgen.writers.theme import Theme

FALLBACKS = "Carlito, Calibri, 'Noto Sans Canadian Aboriginal', Gadugi, 'DejaVu Sans', sans-serif"


def style_sheet(document: Document, theme: Theme) -> str:
    """Return the whole style sheet of ``document``; safe inside ``<style>``."""
    return "\n".join([_properties(theme), _pages(document, theme), _house_style()])


def css_string(text: str) -> str:
    """Return ``text`` as a CSS string that holds in ``<style>``: nothing in it can end string or element."""
    safe = "".join(c if c.isalnum() or c in " .,:;()·-" else f"\\{ord(c):x} " for c in NEVER_PRINTED.sub("", text))
    return f'"{safe}"'


def _properties(theme: Theme) -> str:
    lengths = {
        "font": f"{css_string(theme.font_body)}, {FALLBACKS}",
        "font-heading": f"{css_string(theme.font_heading)}, {FALLBACKS}",
        "body": f"{theme.size_body_pt:g}pt",
        "small": f"{theme.size_small_pt:g}pt",
        "table": f"{theme.size_table_pt:g}pt",
        "h1": f"{theme.size_h1_pt:g}pt",
        "h2": f"{theme.size_h2_pt:g}pt",
        "h3": f"{theme.size_h3_pt:g}pt",
        "h4": f"{theme.size_h4_pt:g}pt",
        "spacing": f"{theme.line_spacing:g}",
        "after": f"{theme.space_after_pt:g}pt",
    }
    colours = {name.replace("_", "-"): value for name, value in asdict(theme.colours).items()}
    return ":root {" + "".join(f"--{name}:{value};" for name, value in (lengths | colours).items()) + "}"


def _pages(document: Document, theme: Theme) -> str:
    """Return the page boxes: the running head, footer, page x of y; none on the cover; landscape pages."""
    control = document.control
    text = f"font: {theme.size_small_pt:g}pt {css_string(theme.font_body)}, {FALLBACKS}; color: {theme.colours.muted};"
    left = "  ·  ".join(part for part in (document.number, control.revision, control.date) if part)
    if control.draft and control.revision.upper() != "DRAFT":
        left = f"DRAFT  ·  {left}"
    foot = css_string(left) + (r' "\A " ' + css_string(control.footer_note) if control.footer_note else "")
    bottom = f"border-top: 0.5pt solid {theme.colours.rule}; margin-top: 3mm; padding-top: 1.2mm; vertical-align: top;"
    width, height = theme.page_width_mm, theme.page_height_mm
    margins = (
        f"{theme.margin_top_mm:g}mm {theme.margin_right_mm:g}mm {theme.margin_bottom_mm:g}mm {theme.margin_left_mm:g}mm"
    )
    return (
        f"@page {{ size: {width:g}mm {height:g}mm; margin: {margins};{_watermark() if control.draft else ''}"
        f"@top-center {{ content: element(head); width: 100%; vertical-align: top;"
        f" padding-top: {theme.header_mm:g}mm }}"
        f"@bottom-left {{ content: {foot}; white-space: pre-wrap; text-align: left; width: 75%; {text} {bottom} }}"
        f'@bottom-right {{ content: "Page " counter(page) " of " counter(pages); text-align: right; width: 25%;'
        f" {text} {bottom} }} }}\n"
        f"@page landscape {{ size: {height:g}mm {width:g}mm; }}\n"
        "@page cover { " + "".join(f"@{box} {{ content: none; border: none }} " for box in _BOXES) + "}"
    )


def _watermark() -> str:
    """Return the pale DRAFT across the page, behind its text."""
    data = b64encode(draft_mark().encode("ascii")).decode("ascii")
    return f"background: url(data:image/svg+xml;base64,{data}) center / 150mm no-repeat;"


_BOXES = ("top-center", "bottom-left", "bottom-right")


@cache
def _house_style() -> str:
    return (Path(__file__).parent / "house.css").read_text(encoding="utf-8")
