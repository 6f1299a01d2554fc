"""``index.html`` of a draft: every file with its links, pages and what still blocks issue."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manualgen.building import Built
    from manualgen.rendering.document import Document

_CSS = (
    "body{font:16px/1.5 Carlito,Calibri,Arial,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1a1a1a}"
    "h1{margin:0}h2{margin:2rem 0 .5rem;border-bottom:1px solid #bfbfbf}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #e0e0e0;"
    "vertical-align:top}th{background:#eef2f6}.draft{color:#a61c1c;font-weight:bold}a{color:#1f4e79}"
)
_TITLES = {
    "manual": "Manual",
    "policy": "Policies",
    "practice": "Safe work practices",
    "procedure": "Safe job procedures",
    "program": "Programs",
    "form": "Blank forms",
    "supplement": "Supplements",
}


def index_page(built: Built, files: Mapping[str, Document], pages: Mapping[str, int]) -> str:
    """Return the page; ``files`` maps names without ending to documents, ``pages`` PDF names to their pages."""
    from manualgen.rendering.ask_questions import assumption_question, question

    plan, voice = built.planned.plan, built.voice
    control = built.rendered.manual.control
    reasons = {d.id: "; ".join(r.text for r in d.reasons[:3]) for d in plan.documents}
    out = [
        '<!doctype html><html lang="en-CA"><head><meta charset="utf-8">',
        f"<title>{escape(voice.company['name'])}: health and safety manual</title>",
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<style>{_CSS}</style></head><body><main>",
        f"<h1>{escape(voice.company['name'])}</h1>",
        f"<p>{escape(plan.program_title)}, {escape(plan.partner_name)}. "
        f'<span class="{"draft" if control.draft else "issued"}">{escape(control.revision)}</span>, {escape(control.date)}. '
        f"Law as of {built.planned.law.as_of.isoformat()}.</p>",
    ]
    for kind, title in _TITLES.items():
        group = [(name, d) for name, d in files.items() if d.kind == kind]
        if not group:
            continue
        out.append(f"<h2>{title} ({len(group)})</h2><table><thead><tr><th>Number</th><th>Title</th><th>Pages</th>")
        out.append("<th>Files</th><th>Why it is here</th></tr></thead><tbody>")
        for name, document in group:
            links = f'<a href="{escape(name)}.docx">Word</a>'
            if f"{name}.pdf" in pages:
                links += f' · <a href="{escape(name)}.pdf">PDF</a>'
            out.append(
                f"<tr><td>{escape(document.number)}</td><td>{escape(document.title)}</td>"
                f"<td>{pages.get(name + '.pdf', '')}</td><td>{links}</td><td>{escape(reasons.get(document.id, ''))}</td></tr>"
            )
        out.append("</tbody></table>")
    out.append('<h2>Before issue</h2><p><a href="ask-list.docx">Ask-list (Word)</a></p><ul>')
    out += [f"<li>{escape(question(voice, slot, label))} ({escape(slot)})</li>" for slot, (label, _) in built.rendered.blanks.items()]
    out.append(f"<li>{len(built.rendered.to_verify)} legal references and values marked † to verify</li>")
    out += [f"<li>{escape(assumption_question(voice, a))} ({escape(a.field)}: {escape(a.why)})</li>" for a in plan.assumptions]
    out += [f"<li>Missing: {escape(g.title)}: {escape(g.missing)}</li>" for g in plan.gaps]
    out.append("</ul></main></body></html>\n")
    return "".join(out)
