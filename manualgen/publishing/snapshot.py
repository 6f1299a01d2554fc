"""The record of one build: the rendered blocks and every question asked, as canonical JSON."""

from __future__ import annotations

import json
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from manualgen.publishing.canonical import Json, compact, pack, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manualgen.building import Built
    from manualgen.rendering.document import Block, Document


class Snapshot:
    """A snapshot's canonical bytes, their hash and their packed form, which is made in the background."""

    def __init__(self, text: bytes, documents: Mapping[str, str] | None = None) -> None:
        self.text = text
        self.hash = sha256(text)
        self.documents: Mapping[str, str] = documents or {}  # document id → hash of its blocks
        pool = ThreadPoolExecutor(1)
        self._packed: Future[bytes] = pool.submit(pack, text)
        pool.shutdown(wait=False)

    @classmethod
    def of(cls, data: Json) -> Snapshot:
        """Return the snapshot of any JSON-able data."""
        return cls(compact(data))

    @cached_property
    def packed(self) -> bytes:
        """The snapshot as it is kept on disk: gzip without time or name in it."""
        return self._packed.result()


def snapshot_of(built: Built) -> Snapshot:
    """Return the record of this build: blocks by document, questions with answers, numbers, plan, date of the law.

    Blocks that the last run rendered come with their JSON; the bytes are the same without.
    """
    from manualgen.rendering.document import Landscape
    from manualgen.rendering.serial import to_data, to_json

    known = built.kept.encoded()

    def one(block: Block) -> str:
        if isinstance(block, Landscape):
            return f'{{"blocks":{blocks(block.blocks)},"id":{to_json(block.id)},"is":"Landscape"}}'
        return known.get(id(block)) or to_json(block)

    def blocks(those: tuple[Block, ...]) -> str:
        return f"[{','.join(map(one, those))}]"

    documents = {d.id: blocks(d.blocks) for d in (built.rendered.manual, *built.rendered.documents)}
    rest: dict[str, Any] = {
        "format": 1,
        "questions": to_data(built.planned.questions.answers),
        "numbers": dict(built.voice.numbers),
        "plan": to_data(built.planned.plan),
        "law_as_of": built.planned.law.as_of.isoformat(),
    }
    inner = ",".join(f"{json.dumps(i, ensure_ascii=False)}:{text}" for i, text in sorted(documents.items()))
    text = f'{{"blocks":{{{inner}}},'.encode() + compact(rest)[1:]  # "blocks" sorts before all others
    return Snapshot(text, {i: sha256(t.encode()) for i, t in documents.items()})


def marked(built: Built, snapshot: Snapshot) -> Built:
    """Return ``built`` with the snapshot's hash in every document's control facts."""

    def mark(document: Document) -> Document:
        return replace(document, control=replace(document.control, snapshot=snapshot.hash))

    rendered = built.rendered
    return replace(
        built,
        rendered=replace(rendered, manual=mark(rendered.manual), documents=tuple(mark(d) for d in rendered.documents)),
    )
