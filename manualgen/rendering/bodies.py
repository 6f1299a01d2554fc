"""The words of every section and document, rendered once and known again.

A body depends on the client, the law, the plan and its numbers, on what one document may print of others
(:attr:`Library.frame`) and on its own words (:attr:`Library.words`). When none of these changed since the
last run it is taken from the cache, with the questions it asked, and neither Jinja nor Markdown is loaded.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from manualgen.cache import key_of, program_stamp, prune, read_value, unpickled, write_value
from manualgen.knowledge.library import GUIDE
from manualgen.rendering.document import Block, Figure, Landscape

if TYPE_CHECKING:
    from manualgen.rendering.context import Voice
    from manualgen.rendering.environment import Scribe
    from manualgen.rendering.markdown import Ids

CLIENTS, MEGABYTES = 64, 400

Draw = Callable[[str, "Scribe", "Ids"], Figure]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Piece:
    """Something rendered and the questions it asked.

    ``data``: the canonical JSON of each of its :func:`leaves`, when ``value`` is a tuple of blocks.
    """

    value: Any
    answers: Mapping[str, Any]
    data: tuple[str, ...] = ()


@dataclass
class Kept:
    """The pieces of one client, by name; ``entry`` "" keeps nothing.

    ``before``: as the last run left them, ``after``: for the next; each with the hash of the words it
    was rendered from, pickled by itself, so that what did not change is not pickled again.
    """

    entry: str = ""
    before: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    after: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    used: list[Piece] = field(default_factory=list)

    @classmethod
    def open(cls, base: str, voice: Voice) -> Kept:
        """Return what an earlier run kept for ``voice``.

        ``base`` is the key of profile, law, partners and all other data but the library's documents;
        "" keeps nothing.
        """
        if not base:
            return cls()
        numbers = ",".join(f"{k}={v}" for k, v in sorted(voice.numbers.items()))
        entry = f"bodies-{key_of(program_stamp(), base, voice.library.frame, numbers, repr(voice.plan))}.bin"
        found = read_value(entry)
        return cls(entry, found if isinstance(found, dict) else {})

    def piece(self, name: str, words: str, voice: Voice, make: Callable[[], T], blocks: bool = False) -> T:
        """Return ``make()``, or what it gave when its ``words`` were the same."""
        found = self.before.get(name)
        piece: Piece | None = unpickled(found[1]) if found is not None and found[0] == words else None
        if found is not None and piece is not None:
            voice.questions.recall(piece.answers)
            self.after[name] = found
        else:
            with voice.questions.listening() as heard:
                value = make()
            piece = Piece(value, heard, _data(value) if blocks and self.entry else ())
            if self.entry:
                self.after[name] = (words, pickle.dumps(piece, protocol=5))
        self.used.append(piece)
        return piece.value  # type: ignore[no-any-return]

    @property
    def is_new(self) -> bool:
        """Whether this run used something that the last one did not leave."""
        return bool(self.entry) and self.after != self.before

    def save(self) -> None:
        """Keep what this run used, for the next."""
        write_value(self.entry, self.after)
        prune("", "bodies-", CLIENTS, MEGABYTES)

    def encoded(self) -> dict[int, str]:
        """Return the canonical JSON of each leaf of the pieces, by its identity."""
        return {
            id(block): text
            for piece in self.used
            if piece.data
            for block, text in zip(leaves(piece.value), piece.data, strict=True)
        }


def leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield ``blocks``, with those on landscape pages in place of their page."""
    for block in blocks:
        if isinstance(block, Landscape):
            yield from block.blocks
        else:
            yield block


def _data(blocks: Any) -> tuple[str, ...]:
    from manualgen.rendering.serial import to_json

    return tuple(to_json(block) for block in leaves(blocks))


def render_bodies(voice: Voice, draw: Draw, kept: Kept | None = None) -> dict[str, tuple[Block, ...]]:
    """Return the blocks of every section and document of the plan, by id."""
    plan, store = voice.plan, kept or Kept()
    out: dict[str, tuple[Block, ...]] = {}
    for item_id in (GUIDE, *(s for c in plan.chapters for s in c.sections), *plan.ids()):
        if voice.library.document(item_id) is not None:
            words = voice.library.words.get(item_id, "")
            out[item_id] = store.piece(item_id, words, voice, lambda i=item_id: render_body(i, voice, draw), True)  # type: ignore[misc]
    return out


def render_body(item_id: str, voice: Voice, draw: Draw) -> tuple[Block, ...]:
    """Return the blocks of one section or document; raise ``InputError`` at the place of an author's mistake."""
    from manualgen.errors import InputError, Problem
    from manualgen.knowledge.library import Form, Procedure, TextItem
    from manualgen.knowledge.places import place_of
    from manualgen.rendering.context import TemplateError
    from manualgen.rendering.environment import Scribe
    from manualgen.rendering.forms import form_blocks
    from manualgen.rendering.procedures import procedure_blocks
    from manualgen.rendering.registers import draw_register
    from manualgen.rendering.texts import text_blocks

    scribe = Scribe(voice)

    def register(name: str, ids: Ids) -> list[Block]:
        return draw_register(name, scribe, ids)

    def figure(name: str, ids: Ids) -> Figure:
        return draw(name, scribe, ids)

    item = voice.library.document(item_id)
    assert isinstance(item, TextItem | Procedure | Form)
    try:
        if isinstance(item, TextItem):
            return tuple(text_blocks(item, scribe, register, figure))
        if isinstance(item, Procedure):
            return tuple(procedure_blocks(item, scribe))
        return tuple(form_blocks(item, scribe, register, figure))
    except TemplateError as error:  # an id in the front matter or in a field; fences and templates know their line
        raise InputError([Problem(place_of(item.file, error.about), error.about, str(error))]) from None
