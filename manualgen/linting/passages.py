"""The passages of one source: Markdown with fences, or the YAML of a procedure, form or task."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from manualgen.errors import Position, Problem
from manualgen.linting.lintable import DutyBlock, Passage, Path
from manualgen.linting.templates import Masked, line_branches, spoken
from manualgen.rendering.environment import fold_tag_lines
from manualgen.rendering.markdown import BLOCK_ID

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from manualgen.knowledge.law_good_practice import GoodPractice
    from manualgen.knowledge.library import Library, TextItem
    from manualgen.yaml_source import Source

_PLAIN = re.compile(r"(?<!\w)[*_`]{1,3}|[*_`]{1,3}(?!\w)|\[([^\]]*)\]\([^)]*\)")

# The lists of a procedure whose items carry ids.
STAMPED_LISTS = frozenset(("tools", "permits", "before", "stop", "emergency", "cleanup"))

# What the last named key of a path makes of a text in YAML; keys that are not here are ids, dates or words.
_PARTS = {
    "title": "title",
    "summary": "summary",
    "scope": "scope",
    "who": "who",
    "tools": "tools",
    "permits": "before",
    "before": "before",
    "do": "step",
    "hazard": "hazard",
    "control": "control",
    "stop": "stop",
    "emergency": "emergency",
    "cleanup": "cleanup",
    "records": "records",
    "ppe_notes": "cell",
    "instructions": "instructions",
    "text": "text",
    "statement": "statement",
    "label": "label",
    "hint": "label",
    "value": "label",
    "unit": "label",
    "comment": "label",
    "choices": "label",
    "answers": "label",
    "when": "label",
    "keep": "label",
    "steps_seen": "seen",
    "how": "how",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What one source holds."""

    passages: tuple[Passage, ...]
    duties: tuple[DutyBlock, ...] = ()
    fences: tuple[tuple[str, Mapping[str, Any], Position], ...] = ()
    faults: tuple[Problem, ...] = ()


def read_markdown(item: TextItem, text: str, library: Library, good: GoodPractice) -> Read:
    """Return the passages of a policy, practice, program or section; ``text`` is the whole file."""
    return _Markdown(item, text, library, good).read()


class _Markdown:
    def __init__(self, item: TextItem, text: str, library: Library, good: GoodPractice) -> None:
        self.item = item
        self.folded, self.origin = fold_tag_lines(item.body)
        self.branches = line_branches(self.folded)
        self.masked = Masked(self.folded, library, good)
        self.file_lines = text.split("\n")
        self.passages: list[Passage] = []
        self.duties: list[DutyBlock] = []
        self.fences: list[tuple[str, Mapping[str, Any], Position]] = []
        self.faults: list[Problem] = []

    def read(self) -> Read:
        stream = _parser().parse(self.masked.text)
        in_item = 0
        row, first_cell = (0, 0), False
        for index, token in enumerate(stream):
            if token.type in ("list_item_open", "list_item_close"):
                in_item += 1 if token.type.endswith("open") else -1
            elif token.type == "tr_open" and token.map:
                row, first_cell = (token.map[0], token.map[1]), True
            elif token.type == "inline":
                opening = stream[index - 1].type
                span = (token.map[0], token.map[1]) if token.map else (0, 1)
                if opening in ("td_open", "th_open"):
                    part = "cell" if opening == "td_open" else "column"
                    self._passage(part, _plain(token), row, named=first_cell and part == "cell")
                    first_cell = False
                else:
                    part = "heading" if opening == "heading_open" else "item" if in_item else "paragraph"
                    self._passage(part, _plain(token), span, named=True)
            elif token.type == "fence" and token.map:
                self._fence(token.info.strip(), token.content, token.map[0], token.map[1])
        return Read(tuple(self.passages), tuple(self.duties), tuple(self.fences), tuple(self.faults))

    def _file_line(self, line: int) -> int:
        return self.item.body_line + self.origin[min(line, len(self.origin) - 1)]

    def _passage(self, part: str, words: str, span: tuple[int, int], field: str = "", named: bool = False) -> None:
        """Note a passage on the lines ``span`` of the body; ``named``: it is a block that carries an id."""
        first, last = self._file_line(span[0]), self._file_line(max(span[1] - 1, span[0]))
        raw = self.file_lines[first - 1 : last]
        whole = self.masked.words(words).strip()
        words = BLOCK_ID.sub("", whole).strip()
        if not words:
            return
        column = len(raw[0]) - len(raw[0].lstrip()) + 1 if raw else 1
        source = "\n".join(raw)[column - 1 :]
        position = Position(self.item.file, first, column)
        branches = self.branches[span[0]] if span[0] < len(self.branches) else ()
        has_id = words != whole if named else None
        self.passages.append(
            Passage(self.item.id, self.item.kind, part, field, position, source, words, (), branches, has_id)
        )

    def _fence(self, name: str, text: str, first: int, last: int) -> None:
        here = Position(self.item.file, self._file_line(first), 1)
        values = _fence_values(text)
        if isinstance(values, str):
            self.faults.append(Problem(here, "", f"the {name} block cannot be read: {values}", "write it as YAML"))
            return
        data, places = values
        spans: dict[Path, tuple[int, int]] = {}
        for path, (start, end) in places.items():
            spans[path] = (first + 1 + start, first + 2 + end)
        data = _expanded(data, self.masked)
        if not isinstance(data, dict):
            self.faults.append(Problem(here, "", f"the {name} block holds no keys and values", "write `key: value`"))
            return
        self.fences.append((name, data, here))
        if name == "duty":
            self._duty(data, spans, here)
        elif name == "callout":
            for path, span in spans.items():
                if path[0] == "text" and isinstance(_value(data, path), str):
                    self._passage("callout", _value(data, path), span, f"callout.{data.get('kind', '')}", True)
        elif name == "dos":
            for path, span in spans.items():
                if len(path) == 2 and path[0] in ("do", "dont"):
                    self._passage(str(path[0]), str(_value(data, path)), span, str(path[0]), True)
        elif name == "table":
            for path, span in spans.items():
                if len(path) == 3 and path[0] == "rows":
                    self._passage("cell", str(_value(data, path)), span, "table", path[2] == 0)

    def _duty(self, data: Mapping[str, Any], spans: Mapping[Path, tuple[int, int]], here: Position) -> None:
        places = {
            str(path[0]): Position(self.item.file, self._file_line(span[0]), 1)
            for path, span in spans.items()
            if len(path) == 1
        }
        first = min((span[0] for span in spans.values()), default=0)
        branches = self.branches[first] if first < len(self.branches) else ()
        self.duties.append(DutyBlock(self.item.id, here, data, places, branches))
        role = str(data.get("role", "")).removeprefix("role-").replace("-", " ")
        if isinstance(data.get("action"), str):
            sentence = f"The {role} {data['action']} {data.get('when') or ''}".strip()
            self._passage(
                "duty", sentence, (spans[("action",)][0], spans.get(("when",), spans[("action",)])[1]), "duty.action"
            )
        for path in (("then",), ("verify", "action")):
            if path in spans and isinstance(_value(data, path), str):
                self._passage("duty", str(_value(data, path)), spans[path], "duty." + ".".join(path))


def read_yaml_passages(
    item: str, kind: str, source: Source, text: str, library: Library, good: GoodPractice
) -> tuple[Passage, ...]:
    """Return the passages of a YAML source (procedure, form or task)."""
    lines = [0]
    for line in text.split("\n"):
        lines.append(lines[-1] + len(line) + 1)

    def offset(position: Position) -> int:
        return lines[position.line - 1] + position.column - 1

    starts = sorted({*map(offset, source.positions.values()), *map(offset, source.keys.values()), len(text)})
    out = []
    for path, value in _scalars(source.data):
        part = _part(kind, path)
        if not part or not isinstance(value, str) or not value.strip():
            continue
        position = source.positions[path]
        start = offset(position)
        end = starts[min(bisect_right(starts, start), len(starts) - 1)]
        whole = _PLAIN.sub(r"\1", spoken(value, library, good)).strip()
        words = BLOCK_ID.sub("", whole).strip()
        has_id = words != whole if kind == "procedure" and path[0] in STAMPED_LISTS else None
        source_text = text[start:end].rstrip()
        out.append(Passage(item, kind, part, source.name(path), position, source_text, words, path, (), has_id))
    return tuple(out)


def _part(kind: str, path: Path) -> str:
    key = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
    if kind == "task":
        return {"text": "control", "title": "title", "steps_seen": "seen", "how": "how"}.get(key, "")
    if kind == "form" and path[0] == "sections" and "checklist" in path and key == "text":
        return "label"
    if "ppe_notes" in path:
        return "cell"
    if kind == "procedure" and "steps" not in path and key == "hazard":
        return ""
    if key == "who" and "steps" in path:
        return "label"
    return _PARTS.get(key, "")


def _scalars(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _scalars(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _scalars(inner, (*path, index))
    else:
        yield path, value


def _parser() -> MarkdownIt:
    from manualgen.rendering.markdown import _parser as markdown_parser

    return markdown_parser()


def _plain(token: Token) -> str:
    out = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            out.append(" ")
    return "".join(out)


def _fence_values(text: str) -> tuple[Any, dict[Path, tuple[int, int]]] | str:
    """Return the data of a fence and the lines (first, last; from 0) of each value, or what is wrong."""
    import yaml

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        return " ".join(str(getattr(error, "problem", error)).split())
    places: dict[Path, tuple[int, int]] = {}

    def build(node: Any, path: Path) -> Any:
        end = node.end_mark
        places[path] = (
            node.start_mark.line,
            max(end.line - (1 if end.column == 0 and end.line else 0), node.start_mark.line),
        )
        if isinstance(node, yaml.MappingNode):
            return {str(k.value): build(v, (*path, str(k.value))) for k, v in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [build(v, (*path, n)) for n, v in enumerate(node.value)]
        return node.value

    return (build(root, ()) if root is not None else None), {
        p: s for p, s in places.items() if p
    } if root is not None else {}


def _expanded(value: Any, masked: Masked) -> Any:
    if isinstance(value, str):
        return masked.words(value)
    if isinstance(value, dict):
        return {k: _expanded(v, masked) for k, v in value.items()}
    if isinstance(value, list):
        return [_expanded(v, masked) for v in value]
    return value


def _value(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
