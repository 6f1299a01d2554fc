"""Headings, paragraphs, duties, lists and callouts → Typst."""

from __future__ import annotations

from collections.abc import Sequence

from manualgen.rendering.document import (
    Callout,
    DutyParagraph,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Text,
    plain_text,
    walk,
)
from manualgen.writers.pdf.inlines import inlines
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.setting import Setting

LONGEST_WHOLE_CALLOUT = 1200  # characters; a longer one may break over pages
_LISTS = {"bullet": "list", "check": "checks", "do": "dos", "dont": "donts"}
_NUMBERINGS = ("1.", "a.", "i.")


def heading(block: Heading, level: int, setting: Setting, anchored: bool = True) -> str:
    """Return a heading; ``level`` is its place in the outline, without gaps, ``block.level`` its look.

    It is a target of links if ``anchored``.
    """
    words = inlines(block.inlines, setting.narrowed(setting.width_mm, setting.theme.size_h1_pt))
    number = f'"{literal(block.number)[1:-1]}\\u{{2003}}"+' if block.number else ""
    new_page = "pagebreak(weak:true)\n" if block.page_break else ""
    target = f'"{setting.targets[block.id]}"' if anchored else "none"
    look = min(max(block.level, 1), 4)
    listed = "true" if block.in_contents else "false"
    return f"{new_page}hd({target},{look},{level},{listed},{number}{words})"


def paragraph(block: Paragraph, setting: Setting) -> str:
    """Return a paragraph in its style."""
    words = inlines(block.inlines, setting)
    out = f"par({words})" if block.style == "body" else f"{block.style}({words})"
    if block.align != "left":
        out = f"align({block.align},{out})"
    return f"stick({out})" if block.keep_with_next else out


def duty_paragraph(block: DutyParagraph, setting: Setting) -> str:
    """Return a duty: a paragraph with a rule at the margin."""
    return f"duty({inlines(block.inlines, setting)})"


def list_block(block: ListBlock, setting: Setting) -> str:
    """Return a list with its nested lists."""
    return _list(block, setting, depth=0)


def _list(block: ListBlock, setting: Setting, depth: int) -> str:
    inner = setting.narrowed(setting.width_mm - 8)
    items = ",".join([_item(item, inner, depth) for item in block.items])
    if block.kind == "number":
        return f'enum(numbering:"{_NUMBERINGS[depth % 3]}",start:{block.start},{items})'
    return f"{_LISTS[block.kind]}({items})"


def _item(item: ListItem, setting: Setting, depth: int) -> str:
    words = inlines(item.inlines, setting)
    if not item.children:
        return words
    return "{" + ";".join([words, *(_list(child, setting, depth + 1) for child in item.children)]) + "}"


def callout(block: Callout, body: Sequence[str], setting: Setting) -> str:
    """Return a boxed passage around its finished ``body``."""
    length = sum(_length(inner) for inner in walk(block.blocks))
    whole = "true" if length <= LONGEST_WHOLE_CALLOUT else "false"
    title = inlines((Text(block.title),), setting) if block.title else "none"
    return f'callout("{block.kind}",{whole},{title},{{\n' + "\n".join(body) + "\n})"


def _length(block: object) -> int:
    """Return about how many characters ``block`` prints; a block that is no prose counts as long."""
    if isinstance(block, Paragraph | DutyParagraph | Heading):
        return len(plain_text(block.inlines)) + 60
    if isinstance(block, ListBlock):
        return sum(
            len(plain_text(item.inlines)) + 60 + sum(_length(child) for child in item.children) for item in block.items
        )
    return LONGEST_WHOLE_CALLOUT
