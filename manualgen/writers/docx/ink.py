"""What the body gathers while it is written: bookmark and picture numbers, links, lists.

One :class:`Ink` lives for one file. The functions that write blocks return XML text and tell
the ink only what other parts of the package must know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from manualgen.rendering.document import Heading
from manualgen.writers.docx.measure import half_points, twips
from manualgen.writers.theme import Theme

WEB_SCHEMES = ("https:", "http:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: the ``width`` it may use (twips) and what must not part from it.

    ``keep``: the block must stay on the page of what follows. ``new_page``: it starts a page.
    ``boxed``: it stands in a cell. ``top``: it is the first thing of its section.
    """

    width: int
    keep: bool = False
    new_page: bool = False
    boxed: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An embedded picture: its part name under ``word/``, content type and bytes."""

    part: str
    content_type: str
    blob: bytes


@dataclass(slots=True)
class Ink:
    """The counters and collections of one file.

    ``anchors``: id of a block or document of this file → name of its bookmark.
    ``headings``: those of the whole file, for the contents.
    ``lists``: level and start of each numbered list; its ``w:num`` id is its index + ``FIRST_LIST``.
    """

    theme: Theme
    anchors: Mapping[str, str]
    headings: tuple[Heading, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[bytes, Picture] = field(default_factory=dict)
    lists: list[tuple[int, int]] = field(default_factory=list)
    bookmarks: int = 0
    drawings: int = 0

    def bookmarked(self, block_id: str, runs: str) -> str:
        """Return ``runs`` inside the hidden bookmark of ``block_id``."""
        start, end = self.bookmark(block_id)
        return f"{start}{runs}{end}"

    def bookmark(self, block_id: str) -> tuple[str, str]:
        """Return the start and the end mark of the bookmark of ``block_id``."""
        number = self.bookmarks
        self.bookmarks = number + 1
        name = self.anchors[block_id]
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def link(self, url: str) -> str:
        """Return the relationship id of the outside address ``url``; refuse schemes that run or fetch things."""
        if not url.lower().startswith(WEB_SCHEMES):
            raise ValueError(f"{url!r} is no web link; write https:, mailto: or tel:")
        return self.links.setdefault(url, f"rLink{len(self.links) + 1}")

    def drawing(self) -> int:
        """Return the next picture id, unique in the file."""
        self.drawings += 1
        return self.drawings


@dataclass(frozen=True, slots=True)
class Sizes:
    """The theme's lengths in Word's units, for the page and its two orientations."""

    page_width: int
    page_height: int
    left: int
    right: int
    top: int
    bottom: int
    header: int
    footer: int
    table_half_points: int

    @property
    def portrait(self) -> int:
        """Text width of a portrait page in twips."""
        return self.page_width - self.left - self.right

    @property
    def landscape(self) -> int:
        """Text width of a landscape page in twips: the long side less the same side margins."""
        return self.page_height - self.left - self.right


def sizes(theme: Theme) -> Sizes:
    """Return the lengths of ``theme`` in Word's units."""
    return Sizes(
        page_width=twips(theme.page_width_mm),
        page_height=twips(theme.page_height_mm),
        left=twips(theme.margin_left_mm),
        right=twips(theme.margin_right_mm),
        top=twips(theme.margin_top_mm),
        bottom=twips(theme.margin_bottom_mm),
        header=twips(theme.header_mm),
        footer=twips(theme.footer_mm),
        table_half_points=half_points(theme.size_table_pt),
    )
