"""What stands inside a line of a Document: words, links, citations, blanks, boxes."""

from __future__ import annotations

from dataclasses import dataclass

from manualgen.rendering.unpickling import restored_quickly


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text. Never markup: writers escape it."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line break inside a paragraph or cell."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to another document or block of this build.

    ``target`` is the id of a document (``sjp-panel-replace``) or of a block.
    In a stand-alone file the target may be outside: then writers print the
    text without a link. ``page`` asks for the target's page number behind the
    text where a writer knows it for sure (PDF), never in a Word file.
    """

    target: str
    text: str
    bold: bool = False
    page: bool = False


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page outside; ``url`` starts with https:, http:, mailto: or tel:."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A named, visibly blank slot for a fact nobody has given yet.

    ``slot`` is the path of the fact (``sites.shop.muster_point``); ``label`` is
    the question a person reads. Printed as a shaded, underlined ``[label]``.
    """

    slot: str
    label: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A printed reference to law, already reduced by the printing rule.

    ``text`` is what prints, dagger included; ``provision`` is the id it came
    from ("" when only the instrument's name may print); ``to_verify`` is true
    for a dagger.
    """

    text: str
    topic: str
    provision: str = ""
    to_verify: bool = False


@dataclass(frozen=True, slots=True)
class CheckBox:
    """An empty (or ticked) box a person fills in by pen."""

    checked: bool = False
    label: str = ""


Inline = Text | LineBreak | Reference | WebLink | Blank | Citation | CheckBox
Inlines = tuple[Inline, ...]


def plain_text(inlines: Inlines) -> str:
    """Return the words of ``inlines`` as one line, as a reader would see them."""
    out: list[str] = []
    for i in inlines:
        if isinstance(i, Text | Reference | WebLink | Citation):
            out.append(i.text)
        elif isinstance(i, Blank):
            out.append(f"[{i.label}]")
        elif isinstance(i, LineBreak):
            out.append(" ")
        elif isinstance(i, CheckBox):
            out.append(i.label)
    return "".join(out)


restored_quickly(kind for kind in globals().values() if getattr(kind, "__module__", "") == __name__)
