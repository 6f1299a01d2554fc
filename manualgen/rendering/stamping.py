"""Write missing block ids (`` ^k7f2``) into the sources, once.

Ids are made from the words a block has today and stay when the words change.
Nothing else of the file is touched. Blocks inside a ``{% for %}`` loop cannot be
stamped (one id would serve many blocks): they are reported for the author.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG_LINE = re.compile(r"^[ \t]*(\{%.*?%\}|\{#.*?#\})[ \t]*$")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_NAMED = re.compile(r"\^[a-z0-9{][^\s^]*(?:\{\{.*\}\})?[^\s^]*\s*$")  # also ^site-{{ site.id }}
_FOR = re.compile(r"\{%-?\s*for\b")
_ENDFOR = re.compile(r"\{%-?\s*endfor\b")
_LISTS = {"tools", "permits", "before", "stop", "emergency", "cleanup"}


@dataclass(frozen=True, slots=True)
class Stamped:
    """The new text, how many ids were written, and lines (from 1) whose blocks the author must name."""

    text: str
    written: int
    unnamed: tuple[int, ...] = ()


def stamp_markdown(text: str, document_id: str) -> Stamped:
    """Return the Markdown file ``text`` (front matter included) with ids on all its blocks."""
    front = re.match(r"\A---\n.*?\n---\n", text, re.S)
    start = front.end() if front else 0
    body = text[start:]
    offset = text[:start].count("\n")
    loops = _loop_lines(body)
    lines = body.split("\n")
    masked = "\n".join(_masked(lines))
    namer = _Namer(document_id, text)
    unnamed: list[int] = []
    written = 0
    inserts: list[tuple[int, int, str]] = []
    for line, column, words in [*_block_ends(masked, lines), *_fence_ends(masked, lines)]:
        if _NAMED.search(lines[line][:column]) or _TAG_LINE.match(lines[line]):
            continue
        if line in loops:
            unnamed.append(line + offset + 1)
            continue
        inserts.append((line, column, f" ^{namer.name(words)}"))
    for line, column, mark in sorted(inserts, reverse=True):
        lines[line] = lines[line][:column].rstrip() + mark + lines[line][column:]
        written += 1
    return Stamped(text[:start] + "\n".join(lines), written, tuple(sorted(set(unnamed))))


def stamp_procedure(text: str, document_id: str) -> Stamped:
    """Return the YAML of a procedure with ids on the items of its plain lists (steps have their own)."""
    namer = _Namer(document_id, text)
    marks = [
        (index, words)
        for path, index, words in _scalars(_JINJA.sub(lambda m: "x" * len(m.group()), text))
        if path and path[0] in _LISTS
    ]
    out, written = text, 0
    for index, words in sorted(marks, reverse=True):
        if not _NAMED.search(out[:index].rsplit("\n", 1)[-1]):
            out = out[:index] + f" ^{namer.name(words)}" + out[index:]
            written += 1
    return Stamped(out, written)


class _Namer:
    def __init__(self, document_id: str, text: str) -> None:
        self._document = document_id
        self._used = set(re.findall(r"\^([a-z0-9][a-z0-9.-]*)", text))

    def name(self, words: str) -> str:
        for salt in range(1000):
            digest = hashlib.sha256(f"{self._document}|{words}|{salt}".encode()).digest()
            name = base64.b32encode(digest).decode().lower()[:4]
            if name not in self._used:
                self._used.add(name)
                return name
        raise AssertionError("no free id")


def _masked(lines: list[str]) -> list[str]:
    """Return the lines without tags: tag lines are empty, or a row where they stand between table rows."""
    out: list[str] = []
    for number, text in enumerate(lines):
        if not _TAG_LINE.match(text):
            out.append(_mask(text))
            continue
        after = next((t for t in lines[number + 1 :] if not _TAG_LINE.match(t)), "")
        between = bool(out) and out[-1].lstrip().startswith("|") and after.lstrip().startswith("|")
        out.append("| |" if between else "")
    return out


def _mask(line: str) -> str:
    return _JINJA.sub(lambda m: "x" * len(m.group()), line)


def _loop_lines(body: str) -> set[int]:
    inside, out = 0, set()
    for number, line in enumerate(body.split("\n")):
        inside += len(_FOR.findall(line))
        if inside:
            out.add(number)
        inside -= len(_ENDFOR.findall(line))
    return out


def _block_ends(masked: str, lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (line, column, words) where the id of each Markdown block belongs."""
    from manualgen.rendering.markdown import _parser

    stream = _parser().parse(masked)
    in_head = False
    for token in stream:
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
        if token.type in ("paragraph_open", "heading_open") and token.map:
            last = token.map[1] - 1
            while last > token.map[0] and not lines[last].strip():
                last -= 1
            yield last, len(lines[last].rstrip()), "\n".join(lines[token.map[0] : last + 1])
        elif token.type == "tr_open" and token.map and not in_head:
            line = token.map[0]
            bars = [m.start() for m in re.finditer(r"(?<!\\)\|", _mask(lines[line]))]
            if len(bars) > 1:
                yield line, len(lines[line][: bars[1]].rstrip()), lines[line]


def _fence_ends(masked: str, lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the places in fenced YAML: items of callouts and dos, first cells of table rows."""
    from manualgen.rendering.markdown import _parser

    for token in _parser().parse(masked):
        if token.type != "fence" or not token.map or token.info.strip() not in ("callout", "dos", "table"):
            continue
        first = token.map[0] + 1
        indent = len(lines[token.map[0]]) - len(lines[token.map[0]].lstrip())
        starts = [0]
        for line in token.content.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        for path, index, words in _scalars(token.content):
            wanted = (
                (path[0] == "text" and len(path) <= 2)
                or (path[0] in ("do", "dont") and len(path) == 2)
                or (path[0] == "rows" and len(path) == 3 and path[2] == 0)
            )
            if wanted:
                number = max(n for n, at in enumerate(starts) if at <= index)
                yield first + number, index - starts[number] + indent, words


def _scalars(text: str) -> Iterator[tuple[tuple[str | int, ...], int, str]]:
    """Yield (path, index where the text of the scalar ends, text) of every text value of YAML ``text``."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    stack: list[tuple[tuple[str | int, ...], yaml.Node]] = [((), root)] if root is not None else []
    while stack:
        path, node = stack.pop()
        if isinstance(node, yaml.MappingNode):
            stack += [((*path, key.value), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            stack += [((*path, n), value) for n, value in enumerate(node.value)]
        elif isinstance(node, yaml.ScalarNode) and node.value.strip():
            end = node.end_mark.index
            if node.style in ("'", '"'):
                end -= 1
            end = len(text[:end].rstrip()) if node.style in ("|", ">") else end
            yield path, end, node.value
