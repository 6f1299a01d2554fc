"""manualgen: a tailored Canadian health and safety manual from one company profile.

The public interface is :func:`build`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manualgen.publishing.drafting import BuildReport

__all__ = ["build"]


def build(profile: str | Path, output: str | Path = "manuals", libraries: tuple[str | Path, ...] = ()) -> BuildReport:
    """Build the draft of the client in the YAML file ``profile`` into ``output``; return what was made.

    ``libraries`` are folders with own partners, law and templates. Pages are drawn in processes of their
    own: a script calls this below ``if __name__ == "__main__":``. Raises
    :class:`manualgen.errors.InputError` (with every problem),
    :class:`~manualgen.errors.UnabsorbedEdits` or :class:`~manualgen.errors.EnvironmentFailure`.
    """
    from manualgen.publishing.drafting import build_draft, open_client

    return build_draft(open_client(Path(profile), Path(output), tuple(Path(x) for x in libraries)))
