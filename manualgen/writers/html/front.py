"""Cover, contents and figures → HTML."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from manualgen.rendering.document import Contents, Cover, Figure, Heading
from manualgen.rendering.ids import bookmark_name, nested_id
from manualgen.writers.html.prose import EM_SPACE
from manualgen.writers.html.text import inlines, words


def cover(block: Cover, draft: bool) -> str:
    """Return the first page of a manual."""

    def part(name: str, text: str, kind: str) -> str:
        named = bookmark_name(nested_id(block.id, name))
        return f'<p id="{named}" class="{kind}">{words(text)}</p>' if text else ""

    logo = ""
    if block.logo:
        alt = words(block.logo_alt or f"Logo of {block.company}")
        logo = f'<p><img class="logo" src="{data_url(block.logo, "")}" alt="{alt}"></p>'
    facts = "".join(
        [
            f'<div class="row"><div class="fact-label">{words(label)}</div>'
            f'<div class="fact" id="{bookmark_name(nested_id(block.id, f"line-{n}"))}">{words(value)}</div></div>'
            for n, (label, value) in enumerate(block.lines, start=1)
        ]
    )
    return (
        f'<section class="cover"><div class="cover-top">{logo}</div>'
        + part("company", block.company, "cover-company")
        + f'<p id="{bookmark_name(block.id)}" class="cover-title">{words(block.title)}</p>'
        + part("status", block.status, "cover-status draft" if draft else "cover-status")
        + (f'<div class="facts">{facts}</div>' if facts else "")
        + part("footnote", block.footnote, "cover-footnote")
        + "</section>"
    )


def contents(block: Contents, level: int, headings: Iterable[Heading]) -> str:
    """Return the linked list of ``headings`` down to the block's depth."""
    entries = "".join(
        [
            f'<li class="toc-{min(h.level, 4)}"><a href="#{bookmark_name(h.id)}">'
            f"{words(h.number) + EM_SPACE if h.number else ''}{inlines(h.inlines, {})}</a></li>"
            for h in headings
            if h.in_contents and h.level <= block.depth
        ]
    )
    name = bookmark_name(block.id)
    return (
        f'<nav class="contents" aria-labelledby="{name}"><h{level} id="{name}" class="look-1">Contents</h{level}>'
        f'<ol class="toc">{entries}</ol></nav>'
        if entries
        else f'<h{level} id="{name}" class="look-1">Contents</h{level}>'
    )


def figure(block: Figure) -> str:
    """Return a picture with its caption below."""
    size = f"width:{min(block.width, 1.0) * 100:g}%;max-height:{block.max_height_mm:g}mm"
    picture = f'<img src="{data_url(block.image, block.svg)}" alt="{words(block.alt)}" style="{size}">'
    caption = f"<figcaption>{words(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure id="{bookmark_name(block.id)}" class="{block.align}">{picture}{caption}</figure>'


def data_url(image: bytes, svg: str) -> str:
    """Return a picture as a ``data:`` URL."""
    data = image or svg.encode("utf-8")
    kind = "svg+xml" if not image else "png" if image.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{b64encode(data).decode('ascii')}"
