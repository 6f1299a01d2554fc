"""On which page each heading, and whatever else is linked to, stands in the PDF."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from manualgen.rendering.document import Document
from manualgen.writers.pdf.fonts import font_folder
from manualgen.writers.pdf.source import link_targets, typst_job
from manualgen.writers.theme import Theme


def page_numbers(document: Document, theme: Theme) -> dict[str, int]:
    """Return block id → page (from 1) of every link target of ``document`` as Typst sets it."""
    import typst

    targets = link_targets(document)
    labels = sorted(set(targets.values()))
    pairs = ",".join(f'"{name}"' for name in labels)
    ask = (
        f"\n#context [#metadata(({pairs},).filter(n => query(label(n)).len() > 0)"
        ".map(n => (n, locate(label(n)).page()))) <pages>]\n"
    )
    job = typst_job(document, theme)
    with tempfile.TemporaryDirectory(prefix="manualgen-") as folder:
        for name, data in job.files.items():
            (Path(folder) / name).write_bytes(data)
        main = Path(folder) / "main.typ"
        main.write_text(job.source + ask, encoding="utf-8")
        found = typst.query(
            str(main),
            "<pages>",
            field="value",
            one=True,
            root=folder,
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
        )
    pages = {name: int(page) for name, page in json.loads(found)}
    return {block: pages[name] for block, name in targets.items() if name in pages}
