"""The block tree → a Word file.

``writer`` leads; ``anchors`` gives every block its bookmark; ``body`` hands each block to its
function in ``text``, ``lists``, ``tables``, ``callouts``, ``forms``, ``pictures`` or ``front``,
which return XML text; ``sections`` sets pages, headers and footers; ``shell`` (python-docx) holds
the house styles; ``package`` closes the file.
"""

from manualgen.writers.docx.writer import write_docx

__all__ = ["write_docx"]
