"""Headings, paragraphs, duties, lists and callouts → HTML."""

from __future__ import annotations

from manualgen.rendering.document import Callout, DutyParagraph, Heading, ListBlock, ListItem, Paragraph
from manualgen.rendering.ids import bookmark_name
from manualgen.writers.html.text import Targets, inlines, words

EM_SPACE = "\u2003"
_NUMBERINGS = ("decimal", "lower-alpha", "lower-roman")


def heading(block: Heading, level: int, targets: Targets) -> str:
    """Return a heading; ``level`` is its place in the outline, ``block.level`` its look."""
    classes = f"look-{min(max(block.level, 1), 4)}" + (" new-page" if block.page_break else "")
    number = words(block.number) + EM_SPACE if block.number else ""
    body = number + inlines(block.inlines, targets)
    return f'<h{level} id="{bookmark_name(block.id)}" class="{classes}">{body}</h{level}>'


def paragraph(block: Paragraph, targets: Targets) -> str:
    """Return a paragraph in its style."""
    classes: list[str] = [block.style] if block.style != "body" else []
    classes += [block.align] if block.align != "left" else []
    classes += ["keep"] if block.keep_with_next else []
    named = f' class="{" ".join(classes)}"' if classes else ""
    return f'<p id="{bookmark_name(block.id)}"{named}>{inlines(block.inlines, targets)}</p>'


def duty_paragraph(block: DutyParagraph, targets: Targets) -> str:
    """Return a duty, with a rule at the margin."""
    return f'<p id="{bookmark_name(block.id)}" class="duty">{inlines(block.inlines, targets)}</p>'


def list_block(block: ListBlock, targets: Targets) -> str:
    """Return a list with its nested lists."""
    return _list(block, targets, 0)


def _list(block: ListBlock, targets: Targets, depth: int) -> str:
    items = "".join([_item(item, targets, depth) for item in block.items])
    name = bookmark_name(block.id)
    if block.kind == "number":
        start = f' start="{block.start}"' if block.start != 1 else ""
        look = f"counter-reset:list-item {block.start - 1}" if start else ""  # for engines that ignore `start`
        look += f";list-style-type:{_NUMBERINGS[depth % 3]}" if depth else ""
        styled = f' style="{look.lstrip(";")}"' if look else ""
        return f'<ol id="{name}"{start}{styled}>{items}</ol>'
    named = f' class="{block.kind}"' if block.kind != "bullet" else ""
    return f'<ul id="{name}"{named}>{items}</ul>'


def _item(item: ListItem, targets: Targets, depth: int) -> str:
    nested = "".join([_list(child, targets, depth + 1) for child in item.children])
    return f'<li id="{bookmark_name(item.id)}">{inlines(item.inlines, targets)}{nested}</li>'


def callout(block: Callout, body: str, long: bool) -> str:
    """Return a boxed passage around its finished ``body``; a ``long`` one may break over pages."""
    title = f'<p class="callout-title">{words(block.title)}</p>' if block.title else ""
    named = f' aria-label="{words(block.title)}"' if block.title else ""
    kind = f"callout {block.kind}{' long' if long else ''}"
    return f'<section id="{bookmark_name(block.id)}" class="{kind}"{named}>{title}{body}</section>'
