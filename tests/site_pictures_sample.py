"""A builder with a site map and two phone photos: pictures drawn here, in the ways that clients save them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 150, 60), (30, 60, 190), (205, 205, 205)
ORIENTATION, GPS = 0x0112, 0x8825

PROFILE = """\
company: {name: Harrow Flats Builders, phone: 403-555-0118}
province: AB
employees: %s
partner: ab-acsa
industries: [general-construction]
work:
  tasks: [tsk-frame-walls-floors, tsk-site-supervision]
sites:
  - id: river-lot
    title: River Lot
    kind: project
    muster_point: North-east corner, by the light pole
    map: {file: pictures/plan.png, caption: "two gates, muster points A and B, main switch, first aid trailer"}
    map_posted: Inside gate 1 and on the trailer door
    photos:
      - {file: pictures/gate.jpg, caption: Gate 1 from the street}
      - pictures/switch.jpg
  - {id: depot, title: Depot, kind: yard}
  - {id: calls, title: Service calls, kind: mobile}
"""


def site_plan() -> Image.Image:
    """Return a drawing of a lot with two gates, a building and muster points, 2400 x 1500 pixels."""
    plan = Image.new("RGB", (2400, 1500), "white")
    pen = ImageDraw.Draw(plan)
    pen.rectangle((60, 60, 2340, 1440), outline="black", width=12)
    pen.rectangle((700, 400, 1700, 1100), fill=GREY, outline="black", width=8)
    for x, colour in ((200, GREEN), (2040, GREEN)):
        pen.ellipse((x, 180, x + 160, 340), fill=colour)
    pen.rectangle((1000, 1410, 1400, 1470), fill=RED)
    pen.rectangle((30, 600, 90, 900), fill=RED)
    for x, y, words in ((210, 360, "MUSTER A"), (2000, 360, "MUSTER B"), (1060, 1320, "GATE 1"), (120, 720, "GATE 2")):
        pen.text((x, y), words, fill="black", font_size=56)
    pen.text((900, 700), "BUILDING, 4 storeys", fill="black", font_size=72)
    return plan


def scene(width: int = 3000, height: int = 2000) -> Image.Image:
    """Return a scene with sky above and ground below, red at the top left, as a phone's sensor sees it upright."""
    photo = Image.new("RGB", (width, height), (150, 190, 230))
    pen = ImageDraw.Draw(photo)
    pen.rectangle((0, height * 2 // 3, width, height), fill=(120, 95, 60))
    pen.rectangle((0, 0, width // 4, height // 4), fill=RED)
    pen.rectangle((width // 2, height // 3, width // 2 + width // 5, height * 4 // 5), fill=BLUE)
    return photo


def jpeg(picture: Image.Image, orientation: int = 1, place: bool = True) -> bytes:
    """Return ``picture`` as a phone saves it: turned on its side for ``orientation``, with place, maker and comment."""
    turns = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    turn = turns[orientation]
    stored = picture if turn is None else picture.transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "SecretPhoneMaker"
    if place:
        exif.get_ifd(GPS).update({1: "N", 2: (51.0, 2.0, 3.0), 3: "W", 4: (114.0, 4.0, 5.0)})
    out = BytesIO()
    stored.save(out, "JPEG", quality=90, exif=exif, comment=b"SecretComment")
    return out.getvalue()


def png(picture: Image.Image, **options: object) -> bytes:
    """Return ``picture`` as PNG."""
    out = BytesIO()
    picture.save(out, "PNG", **options)
    return out.getvalue()


def write_client(folder: Path, people: int = 30) -> Path:
    """Write the profile and its pictures into ``folder``; return the profile's path."""
    pictures = folder / "pictures"
    pictures.mkdir(parents=True)
    (pictures / "plan.png").write_bytes(png(site_plan()))
    (pictures / "gate.jpg").write_bytes(jpeg(scene(), 6))
    (pictures / "switch.jpg").write_bytes(jpeg(scene(2000, 3000), 1))
    profile = folder / "harrow-flats.yaml"
    profile.write_text(PROFILE % people, "utf-8")
    return profile
