"""Inlines → HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from manualgen.rendering.document import Blank, CheckBox, Citation, Inlines, LineBreak, Reference, Text, WebLink

NO_BREAK_SPACE = "\u00a0"
NEVER_PRINTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SCHEMES = ("https:", "http:", "mailto:", "tel:")

Targets = Mapping[str, str]


def words(text: str) -> str:
    """Return ``text`` escaped for HTML, good in attributes too; control characters are left out."""
    return escape(NEVER_PRINTED.sub("", text), quote=True)


def box(checked: bool, label: str = "") -> str:
    """Return a box to tick, with its label."""
    mark = f'<span class="box">{"☒" if checked else "☐"}</span>'
    return mark + (NO_BREAK_SPACE + words(label) if label else "")


def inlines(items: Inlines, targets: Targets) -> str:
    """Return ``items``; ``targets`` maps what can be linked to, to ids of this page."""
    return "".join([_inline(item, targets) for item in items])


def _inline(item: object, targets: Targets) -> str:
    match item:
        case Text(text=text, bold=bold, italic=italic):
            out = words(text)
            if italic:
                out = f"<em>{out}</em>"
            return f"<strong>{out}</strong>" if bold else out
        case LineBreak():
            return "<br>"
        case Reference(target=target, text=text, bold=bold, page=page):
            out = f"<strong>{words(text)}</strong>" if bold else words(text)
            paged = ' class="paged"' if page else ""
            return f'<a href="#{targets[target]}"{paged}>{out}</a>' if target in targets else out
        case WebLink(url=url, text=text):
            if not url.lower().startswith(_SCHEMES):
                return words(text)
            return f'<a href="{words(url)}" rel="noopener noreferrer">{words(text)}</a>'
        case Blank(label=label):
            return f'<mark class="blank">[{words(label)}]</mark>'
        case Citation(text=text):
            return f'<span class="citation">{words(text)}</span>'
        case CheckBox(checked=checked, label=label):
            return box(checked, label)
    raise TypeError(f"no inline: {item!r}")
