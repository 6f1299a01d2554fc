"""Words → files in the staging folder: Word and PDF of the manual and of every document, ask-list, index.

A PDF whose document, theme, engine and program are those of an earlier run is taken from the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from manualgen.cache import key_of, program_stamp, prune, read_entry, used_now, write_entry
from manualgen.publishing.blocking import open_items

if TYPE_CHECKING:
    from manualgen.building import Built
    from manualgen.publishing.snapshot import Snapshot
    from manualgen.publishing.staging import Staging
    from manualgen.rendering.document import Document
    from manualgen.writers.theme import Theme

Engine = Literal["typst", "weasyprint", "none"]
Step = Callable[[str, int, int], None]  # (what, done, of)
PDFS, MEGABYTES = 20_000, 400
FOLDERS = {
    "policy": "policies",
    "practice": "practices",
    "procedure": "procedures",
    "program": "programs",
    "form": "forms",
    "supplement": "supplements",
}


def write_all(
    built: Built, snapshot: Snapshot, staging: Staging, engine: Engine, only: str, on_step: Step | None
) -> dict[str, int]:
    """Write every file of the build; return the pages of each PDF by file name.

    ``only`` "manual" leaves out the documents that stand alone; ``engine`` "none" leaves out every PDF.
    """
    from manualgen.publishing.index_page import index_page
    from manualgen.rendering.ask_list import ask_list
    from manualgen.writers.docx import write_docx

    rendered, theme = built.rendered, built.theme
    targets: dict[str, Document] = {"manual": rendered.manual}
    if only == "all":
        for document in rendered.documents:
            targets[f"{FOLDERS[document.kind]}/{document.number}-{document.id}"] = document
    total = (2 if engine != "none" else 1) * len(targets) + 2
    done = 0

    def tick(what: str) -> None:
        nonlocal done
        done += 1
        if on_step:
            on_step(what, done, total)

    pages: dict[str, int] = {}
    with Pdfs(targets if engine != "none" else {}, theme, engine, snapshot) as pdfs:
        for name, document in targets.items():
            staging.write(f"{name}.docx", write_docx(document, theme))
            tick(f"{name}.docx")
        asks = ask_list(built.voice, rendered.manual.control, rendered.blanks, rendered.to_verify)
        staging.write("ask-list.docx", write_docx(asks, theme))
        tick("ask-list.docx")
        for name, data in pdfs.finished().items():
            staging.write(f"{name}.pdf", data)
            pages[f"{name}.pdf"] = page_count(data)
            tick(f"{name}.pdf")
    if rendered.manual.control.draft:
        staging.write("open-items.txt", open_items(built).encode())
    staging.write("index.html", index_page(built, targets, pages).encode())
    tick("index.html")
    return pages


class Pdfs:
    """The PDFs of a build: those known from an earlier run, the others made in the background.

    ``snapshot`` knows the hash of each document's blocks. Leaving the block waits for the workers.
    """

    def __init__(self, targets: Mapping[str, Document], theme: Theme, engine: Engine, snapshot: Snapshot) -> None:
        self._entries = {n: f"pdf/{pdf_key(d, theme, engine, snapshot.documents[d.id])}.bin" for n, d in targets.items()}
        found = {name: read_entry(entry) for name, entry in self._entries.items()}
        self._known = {name: data for name, data in found.items() if data is not None}
        self._pool: Any = None
        missing = {name: document for name, document in targets.items() if name not in self._known}
        if missing:
            from concurrent.futures import ThreadPoolExecutor

            from manualgen.writers.pdf import PdfJob, write_pdfs

            jobs = [PdfJob(n, d, theme, engine) for n, d in missing.items()]  # type: ignore[arg-type]
            self._pool = ThreadPoolExecutor(1)
            self._made = self._pool.submit(write_pdfs, jobs)

    def __enter__(self) -> Pdfs:
        return self

    def __exit__(self, *problem: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def finished(self) -> dict[str, bytes]:
        """Return every PDF by file name, in the order asked; new ones are kept for the next run."""
        made: dict[str, bytes] = self._made.result() if self._pool is not None else {}
        for name in self._known:
            used_now(self._entries[name])
        for name, data in made.items():
            write_entry(self._entries[name], data)
        if made:
            prune("pdf", "", PDFS, MEGABYTES)
        return {name: self._known.get(name) or made[name] for name in self._entries}


def pdf_key(document: Document, theme: Theme, engine: Engine, blocks: str) -> str:
    """Return the key of a PDF. ``blocks``: hash of the document's blocks.

    The program's stamp covers the writers, their style sheets, the fonts and the engines' versions.
    """
    shell = replace(document, blocks=(), duties=(), control=replace(document.control, snapshot=""))
    return key_of(program_stamp(), engine, repr(theme), repr(shell), blocks)


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF that our engines wrote."""
    import re

    packed = (
        b"".join(_unpacked(m) for m in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S))
        if b"/ObjStm" in pdf
        else b""
    )
    return len(re.findall(rb"/Type\s*/Page\b", pdf + packed))


def _unpacked(stream: bytes) -> bytes:
    """Return an object stream as plain bytes; nothing for a stream that is not deflated."""
    import zlib

    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""
