"""Block ids keep a client's edits when words change; ``manualgen stamp`` writes them."""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Position, Problem
from manualgen.linting.lintable import Lintable
from manualgen.linting.rule import Rule
from manualgen.rendering.stamping import stamp_markdown, stamp_procedure


def check(lintable: Lintable) -> Iterator[Problem]:
    """Yield one problem a file that has blocks without id, at the first of them."""
    unnamed = {p.item for p in lintable.passages if p.named is False}
    for source in lintable.sources:
        if source.item not in unnamed:
            continue
        stamp = stamp_procedure if source.kind == "procedure" else stamp_markdown
        result = stamp(source.text, source.item)
        for line in result.unnamed:
            what = "a block inside a loop has no id"
            yield Problem(Position(source.file, line, 1), "", what, "end it with ^name-{{ item.id }}")
        if result.written:
            pairs = zip(source.text.split("\n"), result.text.split("\n"), strict=True)
            first = next(n for n, (old, new) in enumerate(pairs, 1) if old != new)
            what = f"{result.written} blocks have no id"
            yield Problem(Position(source.file, first, 1), "", what, "run manualgen stamp")


RULE = Rule("missing-id", "A paragraph, list item or row without the id that carries a client's edits.", check)
