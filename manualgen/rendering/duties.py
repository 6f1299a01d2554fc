"""A duty block to its sentence.

The author writes who, what, when, which record; the sentence, the calendar, the
evidence index and the training sheets are all made from the same facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manualgen.rendering.document import Citation, Duty, DutyParagraph, Inline, Inlines, Reference, Text
from manualgen.rendering.markdown import inline
from manualgen.rendering.tokens import Tokens

FREQUENCIES = (
    *("each-use", "each-shift", "daily", "weekly", "biweekly", "monthly", "quarterly", "semiannual", "annual"),
    *("every-3-years", "once", "at-hire", "before-work", "on-change", "on-event"),
)
KEYS = {
    "id", "role", "action", "when", "frequency", "trigger", "record", "retention", "proof", "then", "verify", "law",
    "aspects",
}  # fmt: skip


def duty_paragraph(
    data: Mapping[str, Any], block_id: str, subject: str, verifier: str, tokens: Tokens, cite: Any, form: Any
) -> DutyParagraph:
    """Return the paragraph of one duty.

    ``data`` is the block's YAML, texts already rendered by Jinja; ``subject`` and
    ``verifier`` are the printed titles with their article; ``cite`` and ``form`` turn a
    topic and a form id into inlines.
    """
    out: list[Inline] = [Text(subject, bold=True), Text(" ")]
    out += _phrase(str(data["action"]), tokens)
    when = str(data.get("when") or "")
    if when:
        out += [Text(" "), *_phrase(when, tokens)]
    out += _stop(out)
    record = str(data.get("record") or "")
    retention = _words(str(data.get("retention") or ""), tokens)
    if record:
        reference: Reference = form(record)
        out += [Text(" Record: "), reference]
        if retention:
            out += [Text(f", kept {retention}")]
        out.append(Text("."))
    if data.get("then"):
        out += [Text(" "), *_phrase(str(data["then"]), tokens)]
        out += _stop(out)
    check = data.get("verify")
    if isinstance(check, Mapping):
        out += [Text(f" {verifier} "), *_phrase(str(check["action"]), tokens)]
        if check.get("when"):
            out += [Text(" "), *_phrase(str(check["when"]), tokens)]
        out += _stop(out)
    topics = _list(data.get("law"))
    cited: list[Inline] = []
    seen: set[str] = set()
    for topic in topics:
        for item in cite(topic):
            if isinstance(item, Citation) and item.text not in seen:
                seen.add(item.text)
                cited += [Text("; "), item] if cited else [item]
    if cited:
        out += [Text(" ("), *cited, Text(")")]
    duty = Duty(
        id=block_id,
        role=str(data["role"]),
        action=_words(str(data["action"]), tokens),
        when=_words(when, tokens),
        frequency=str(data.get("frequency") or ""),
        trigger=str(data.get("trigger") or ""),
        record=record,
        retention=retention,
        law=topics,
        aspects=_list(data.get("aspects")),
    )
    return DutyParagraph(block_id, tuple(out), duty)


def _phrase(text: str, tokens: Tokens) -> Inlines:
    return inline(text.strip(), tokens)


def _words(text: str, tokens: Tokens) -> str:
    from manualgen.rendering.document import plain_text

    return plain_text(inline(text.strip(), tokens))


def _stop(inlines: list[Inline]) -> Inlines:
    last = inlines[-1]
    ends = getattr(last, "text", "") or ""
    return () if ends.rstrip().endswith((".", "!", "?")) else (Text("."),)


def _list(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(v) for v in value)
