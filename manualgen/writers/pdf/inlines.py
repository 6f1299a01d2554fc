"""Inlines → one Typst expression (a string or content, joined with ``+``)."""

from __future__ import annotations

from collections.abc import Callable

from manualgen.rendering.document import (
    Blank,
    CheckBox,
    Citation,
    Inline,
    Inlines,
    LineBreak,
    Reference,
    Text,
    WebLink,
)
from manualgen.writers.pdf.literals import literal
from manualgen.writers.pdf.setting import Setting


def inlines(items: Inlines, setting: Setting) -> str:
    """Return ``items`` as one expression; ``""`` as a literal when there are none."""
    if not items:
        return '""'
    return "+".join([_WRITERS[type(item)](item, setting) for item in items])


def _text(item: Text, setting: Setting) -> str:
    words = literal(item.text, setting.line_em)
    if item.bold:
        return f"bi({words})" if item.italic else f"b({words})"
    return f"i({words})" if item.italic else words


def _line_break(item: LineBreak, setting: Setting) -> str:
    return "linebreak()"


def _reference(item: Reference, setting: Setting) -> str:
    words = literal(item.text, setting.line_em)
    label = setting.targets.get(item.target)
    if label is None:  # the target is in another file
        return f"b({words})" if item.bold else words
    return f'{"rfp" if item.page else "rfb" if item.bold else "rf"}("{label}",{words})'


def _web_link(item: WebLink, setting: Setting) -> str:
    return f"web({literal(item.url, 1e9)},{literal(item.text, setting.line_em)})"


def _blank(item: Blank, setting: Setting) -> str:
    return f"blank({literal(f'[{item.label}]', setting.line_em)})"


def _citation(item: Citation, setting: Setting) -> str:
    return literal(item.text, setting.line_em)


def _check_box(item: CheckBox, setting: Setting) -> str:
    return f"tick({'true' if item.checked else 'false'},{literal(item.label, setting.line_em)})"


_WRITERS: dict[type[Inline], Callable[..., str]] = {
    Text: _text,
    LineBreak: _line_break,
    Reference: _reference,
    WebLink: _web_link,
    Blank: _blank,
    Citation: _citation,
    CheckBox: _check_box,
}
