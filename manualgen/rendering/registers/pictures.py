"""The site map and the photos of one site, as figures for its emergency plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from manualgen.errors import InputError
from manualgen.rendering.context import TemplateError
from manualgen.rendering.document import Block, Figure
from manualgen.rendering.environment import Scribe
from manualgen.rendering.markdown import Ids
from manualgen.rendering.pictures import Print, for_print

if TYPE_CHECKING:
    from manualgen.intake.parts import Picture, Site
    from manualgen.intake.profile import Profile

MAP_MM = 108.0  # highest map: with its caption, half of a letter page between the margins
PHOTO_MM = 80.0  # highest photo: a map and a photo, or two photos and the facts of the site, share a page
FULL_WIDTH_PX = 800  # a picture with fewer pixels across is set narrower than the text, so that it stays sharp


def site_pictures(scribe: Scribe, ids: Ids, site_id: str) -> list[Block]:
    """Return the map, then the photos, of site ``site_id``; nothing when it has none.

    Raises ``TemplateError`` for an unknown site and ``InputError``, at the line of the profile,
    for a file that is missing, damaged or no picture.
    """
    profile = cast("Profile", scribe.voice.profile)
    index = next((n for n, site in enumerate(profile.sites) if site.id == site_id), None)
    if index is None:
        raise TemplateError(f"no site has the id {site_id!r}; write site: {{{{ site.id }}}} inside the loop over sites")
    return list(_figures(scribe, ids, profile, index))


def _figures(scribe: Scribe, ids: Ids, profile: Profile, index: int) -> Iterator[Block]:
    site = profile.sites[index]
    if site.map:
        shown = _print(scribe, profile, ("sites", index, "map", "file"), site.map)
        yield _figure(ids.full(f"site-map-{site.id}"), shown, MAP_MM, *_map_words(site, site.map))
    for number, photo in enumerate(site.photos, 1):
        shown = _print(scribe, profile, ("sites", index, "photos", number - 1, "file"), photo)
        name = hashlib.sha256(photo.file.encode()).hexdigest()[:6]  # keeps its id when photos are added or moved
        yield _figure(ids.full(f"site-photo-{site.id}-{name}"), shown, PHOTO_MM, *_photo_words(site, photo, number))


def _map_words(site: Site, picture: Picture) -> tuple[str, str]:
    """Return caption and alternative text of the map."""
    title = f"Site map of {site.title}"
    if picture.caption:
        return f"{title}: {picture.caption}", f"{title}: {picture.caption}"
    return title, f"{title}: the places to know in an emergency are named in words above it"


def _photo_words(site: Site, picture: Picture, number: int) -> tuple[str, str]:
    """Return caption and alternative text of photo ``number``, counted from 1."""
    if picture.caption:
        return f"{site.title}: {picture.caption}", f"Photo of {site.title}: {picture.caption}"
    which = f"Photo {number} of {site.title}" if len(site.photos) > 1 else f"Photo of {site.title}"
    return which, which


def _print(scribe: Scribe, profile: Profile, at: tuple[str | int, ...], picture: Picture) -> Print:
    """Return the picture ready for print; note its file and hash as a question with its answer."""
    from manualgen.intake.assets import read_picture

    try:
        data = read_picture(Path(profile.folder), picture.file)
        scribe.voice.questions.record("picture", picture.file, answer=hashlib.sha256(data).hexdigest())
        return for_print(data)
    except InputError as error:
        raise InputError([profile.problem(at, error.problems[0].what)]) from None
    except ValueError as error:
        raise InputError([profile.problem(at, f"{picture.file[:60]}: {error}", "save it again")]) from None


def _figure(block_id: str, shown: Print, highest_mm: float, caption: str, alt: str) -> Figure:
    width = round(min(1.0, shown.width / FULL_WIDTH_PX), 3)
    return Figure(block_id, alt, caption, image=shown.image, width=width, max_height_mm=highest_mm)
