"""Nodes of a Document restored from the cache, or in a process of its own, slot by slot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass


def restored_quickly(kinds: Iterable[object]) -> None:
    """Give each slotted dataclass among ``kinds`` a quick ``__setstate__``; whatever else is among them stays.

    A manual has 50,000 nodes, and the dataclasses' own way asks for the fields of each, each time.
    """
    for kind in list(kinds):
        if not (isinstance(kind, type) and is_dataclass(kind)):
            continue
        setters = tuple(getattr(kind, f.name).__set__ for f in fields(kind))

        def restore(self: object, state: list[object], setters: tuple[Callable[[object, object], None], ...] = setters) -> None:
            for put, value in zip(setters, state, strict=True):
                put(self, value)

        kind.__setstate__ = restore  # type: ignore[attr-defined]
