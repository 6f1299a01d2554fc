"""What stands between a build and its issue, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manualgen.publishing.issuing import Blocker, assumed

if TYPE_CHECKING:
    from manualgen.building import Built


def blockers(built: Built) -> list[Blocker]:
    """Return what stands between this build and its issue: blanks, assumptions, † items, proposed ratings, gaps."""
    rendered = built.rendered
    out = [Blocker(slot, "blank", label) for slot, (label, _) in rendered.blanks.items()]
    out += assumed(built.planned.plan.assumptions)
    out += [
        Blocker(item, "unverified", f"{rendered.sources.get(item, (item, ''))[0]} is marked †")
        for item in rendered.to_verify
    ]
    if built.planned.plan.tasks:
        out.append(
            Blocker("hazard-ratings", "proposed", "hazard ratings are proposed until the crew has reviewed them")
        )
    out += [Blocker(g.what, "conflict", f"{g.title}: {g.missing}") for g in built.planned.plan.gaps]
    return out


def open_items(built: Built) -> str:
    """Return the open items as text: one name a line with what it is behind ``#``, for ``issue --accept-from``."""
    head = (
        "# What still blocks the issue of this draft. Settle what you can. Keep here only the lines you accept as they are,\n"
        "# then: manualgen issue PROFILE --accept-from this-file …\n"
    )
    rows = sorted(blockers(built), key=lambda b: (b.kind, b.name))
    return head + "".join(f"{b.name:44} # {b.kind}: {b.what}\n" for b in rows)
