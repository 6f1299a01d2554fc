"""The level of each heading in the outline: shared by the HTML and PDF writers."""

from __future__ import annotations

from manualgen.rendering.document import Block, Contents, Heading, walk


def outline_levels(blocks: tuple[Block, ...]) -> dict[int, int]:
    """Return the outline level of each heading and contents, by ``id()``.

    It is the block's own level less any gap above it: PDF/UA (ISO 14289-1, 7.4.2) and WCAG want
    no level left out on the way down.
    """
    out: dict[int, int] = {}
    above: list[int] = []
    for block in walk(blocks):
        if isinstance(block, Heading | Contents):
            level = block.level if isinstance(block, Heading) else 1
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            out[id(block)] = len(above)
    return out
