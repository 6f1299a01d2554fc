"""A site's map and photos: checked at their line of the profile, made fit for print, printed in its emergency plan."""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from site_pictures_sample import BLUE, RED, jpeg, png, scene, site_plan, write_client

from manualgen.building import render_without_record
from manualgen.errors import InputError
from manualgen.intake.checks import check_file
from manualgen.intake.known import KnownVocabulary
from manualgen.intake.loading import load_profile
from manualgen.publishing.drafting import BuildReport, build_draft, open_client
from manualgen.publishing.inputs import bytes_hash, profile_hash
from manualgen.rendering.document import Document, Figure, Heading, ListBlock, plain_text
from manualgen.rendering.pictures import LONG_SIDE_PX, for_print

SECRETS = (b"SecretPhoneMaker", b"SecretComment", b"Exif", b"GPS")


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) < 25 for a, b in zip(pixel, colour, strict=True))


# --------------------------------------------------------------------------- fit for print


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_phone_photo_stands_upright_whatever_way_the_phone_was_held(orientation: int) -> None:
    shown = opened(for_print(jpeg(scene(1200, 800), orientation)).image)
    assert shown.size == (1200, 800)
    assert near(shown.getpixel((20, 20)), RED)
    assert near(shown.getpixel((700, 500)), BLUE)


def test_where_and_by_what_a_photo_was_taken_does_not_leave_the_house() -> None:
    taken = jpeg(scene(900, 600), 6)
    assert all(secret in taken for secret in SECRETS[:3]), "the sample must hold what is to be taken out"
    shown = for_print(taken).image
    assert not any(secret in shown for secret in SECRETS)
    assert not opened(shown).getexif()


@pytest.mark.filterwarnings("error")
def test_a_broken_note_about_the_camera_does_not_cost_the_photo() -> None:
    out = BytesIO()
    scene(600, 400).save(out, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7fSecretPhoneMaker")
    shown = for_print(out.getvalue())
    assert (shown.width, shown.height) == (600, 400)
    assert b"SecretPhoneMaker" not in shown.image


def test_notes_inside_a_png_do_not_leave_the_house_either() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "SecretComment")
    noted = png(scene(300, 200), pnginfo=notes)
    assert b"SecretComment" in noted
    assert b"SecretComment" not in for_print(noted).image


@pytest.mark.parametrize(("wide", "high"), [(4000, 3000), (3000, 4000), (12000, 40)])
def test_a_large_photo_is_scaled_down_with_its_aspect_kept(wide: int, high: int) -> None:
    shown = for_print(jpeg(scene(wide, high)))
    assert max(shown.width, shown.height) == LONG_SIDE_PX
    assert opened(shown.image).size == (shown.width, shown.height)
    assert abs(shown.height - max(1, shown.width * high / wide)) < 1


def test_a_small_picture_is_never_blown_up() -> None:
    shown = for_print(png(scene(320, 200)))
    assert (shown.width, shown.height) == (320, 200)


def test_a_see_through_picture_stands_on_white() -> None:
    clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    clear.paste((*RED, 255), (100, 100, 200, 200))
    palette = clear.convert("P")
    palette.info["transparency"] = palette.getpixel((0, 0))
    for saved in (png(clear), png(palette, transparency=palette.getpixel((0, 0))), png(clear.convert("LA"))):
        shown = opened(for_print(saved).image)
        assert shown.mode == "RGB"
        assert shown.getpixel((5, 5)) == (255, 255, 255)
        assert shown.getpixel((150, 150)) != (255, 255, 255)


def test_print_shop_and_scanner_files_become_rgb_or_grey() -> None:
    printed = BytesIO()
    scene(600, 400).convert("CMYK").save(printed, "JPEG", quality=95)
    shown = opened(for_print(printed.getvalue()).image)
    assert shown.mode == "RGB"
    assert near(shown.getpixel((20, 20)), RED)
    deep = Image.new("I;16", (40, 30), 65535)
    deep.paste(0, (0, 0, 20, 30))
    scanned = opened(for_print(png(deep)).image)
    assert (scanned.mode, scanned.getpixel((5, 5)), scanned.getpixel((35, 5))) == ("L", 0, 255)
    assert opened(for_print(png(Image.new("1", (40, 30), 1))).image).mode == "L"


def test_a_drawing_stays_lossless_and_an_aerial_view_becomes_small() -> None:
    assert opened(for_print(png(site_plan())).image).format == "PNG"
    noise = Image.effect_noise((1600, 1200), 80).convert("RGB")
    view = png(noise)
    shown = for_print(view).image
    assert opened(shown).format == "JPEG"
    assert len(shown) < len(view) / 2


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = jpeg(scene(), 8)
    assert for_print(data).image == for_print(bytes(bytearray(data))).image


@pytest.fixture(params=[False, True], ids=["as Pillow is", "after WeasyPrint was loaded"])
def another_librarys_setting(request, monkeypatch):
    """WeasyPrint lets Pillow read pictures that break off, for the whole process."""
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", request.param)


@pytest.mark.usefixtures("another_librarys_setting")
@pytest.mark.parametrize("data", [b"", b"GIF89a", jpeg(scene(900, 600))[:5000], png(site_plan())[:9000]])
def test_half_a_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        for_print(data)


# --------------------------------------------------------------------------- said at the line of the profile


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return write_client(tmp_path / "client")


def problems(profile: Path, knowledge) -> list[str]:
    return [str(p).removeprefix(str(profile)) for p in check_file(profile, KnownVocabulary(knowledge))[1]]


def test_a_photo_without_a_caption_is_a_warning(client: Path, knowledge) -> None:
    found = problems(client, knowledge)
    assert len(found) == 1
    assert found[0].startswith(":17:9: sites.river-lot.photos[2]: warning: has no caption")


@pytest.mark.usefixtures("another_librarys_setting")
def test_a_map_that_breaks_off_is_an_error_at_its_line(client: Path, knowledge) -> None:
    plan = client.parent / "pictures" / "plan.png"
    plan.write_bytes(plan.read_bytes()[:9000])
    found = [p for p in problems(client, knowledge) if "warning" not in p]
    assert len(found) == 1
    assert found[0].startswith(":13:17: sites.river-lot.map.file: pictures/plan.png is damaged")


@pytest.mark.usefixtures("another_librarys_setting")
def test_a_photo_that_breaks_off_is_an_error_at_its_line(client: Path, knowledge) -> None:
    photo = client.parent / "pictures" / "switch.jpg"
    photo.write_bytes(photo.read_bytes()[:-3000])
    found = problems(client, knowledge)
    assert len(found) == 1
    assert found[0].startswith(":17:9: sites.river-lot.photos[2]: pictures/switch.jpg is damaged")
    with pytest.raises(InputError, match=r":17:9: .*switch.jpg.* damaged"):
        render_without_record(load_profile(client), knowledge)


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside.png", "pictures/none.png", "pictures"])
def test_no_verb_prints_a_file_from_outside_the_profile_s_folder(client: Path, knowledge, name: str) -> None:
    (client.parent.parent / "outside.png").write_bytes(png(scene(300, 200)))
    client.write_text(client.read_text("utf-8").replace("pictures/plan.png", name), "utf-8")
    with pytest.raises(InputError, match=r":13:17: sites.river-lot.map.file: "):
        render_without_record(load_profile(client), knowledge)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_build_stops_at_the_line_of_a_picture_that_is_no_file(client: Path, tmp_path: Path) -> None:
    plan = client.parent / "pictures" / "plan.png"
    plan.unlink()
    for there in (False, True):
        if there:
            os.mkfifo(plan)  # reading it would wait for ever
        with pytest.raises(InputError, match=r":13:17: sites.river-lot.map.file: .*(no file|not a plain file)"):
            draft(client, tmp_path / "manuals")


def test_a_phone_photo_of_ten_megabytes_is_taken_and_one_of_twenty_five_is_not(client: Path, knowledge) -> None:
    photo = client.parent / "pictures" / "gate.jpg"
    whole = photo.read_bytes()
    photo.write_bytes(whole + b"\0" * 10_000_000)  # what a phone appends: a film, a second picture
    assert not [p for p in problems(client, knowledge) if "gate.jpg" in p]
    photo.write_bytes(whole + b"\0" * 25_000_000)
    found = [p for p in problems(client, knowledge) if "gate.jpg" in p]
    assert len(found) == 1
    assert re.match(
        r":16:16: sites.river-lot.photos\[1\].file: pictures/gate.jpg has 25,\d{3},\d{3} bytes; save it", found[0]
    )


def test_a_plain_path_and_a_picture_with_a_caption_are_both_pictures(client: Path) -> None:
    site = load_profile(client).sites[0]
    assert [(p.file, p.caption) for p in site.photos] == [
        ("pictures/gate.jpg", "Gate 1 from the street"),
        ("pictures/switch.jpg", None),
    ]
    plain = re.sub(r"map: \{.*\}", "map: pictures/plan.png", client.read_text("utf-8"))
    short = load_profile(client, plain).sites[0].map
    assert site.map is not None
    assert short is not None
    assert (short.file, short.caption) == (site.map.file, None)


def test_a_picture_without_a_file_is_an_error(client: Path) -> None:
    with pytest.raises(InputError, match=r":17:9: sites.river-lot.photos\[2\].file: is missing"):
        load_profile(client, client.read_text("utf-8").replace("- pictures/switch.jpg", "- {caption: Main switch}"))


# --------------------------------------------------------------------------- printed where it is looked for


def plan_of(manual: Document, section: str) -> list[object]:
    """Return the blocks of one section of the manual."""
    blocks = list(manual.blocks)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.id == f"{section}/title")
    stop = next(
        n
        for n, b in enumerate(blocks)
        if n > start and isinstance(b, Heading) and b.level <= 2 and b.id.endswith("/title")
    )
    return blocks[start:stop]


@pytest.mark.parametrize(("people", "section"), [(30, "sec-cor-emergency-plan"), (8, "sec-emergency-plan")])
def test_map_and_photos_stand_under_their_site_in_the_emergency_plan(
    tmp_path: Path, knowledge, people, section
) -> None:
    profile = write_client(tmp_path / "client", people)
    built = render_without_record(load_profile(profile), knowledge)
    blocks = plan_of(built.rendered.manual, section)
    figures = [b for b in built.rendered.manual.blocks if isinstance(b, Figure) and b.image]
    assert [b.caption for b in figures] == [
        "Site map of River Lot: two gates, muster points A and B, main switch, first aid trailer",
        "River Lot: Gate 1 from the street",
        "Photo 2 of River Lot",
    ]
    assert all(b in blocks for b in figures)
    assert figures[0].alt == figures[0].caption
    assert figures[1].alt == "Photo of River Lot: Gate 1 from the street"
    titles = [plain_text(b.inlines) if isinstance(b, Heading) else "" for b in blocks]
    places = [blocks.index(b) for b in figures]
    assert titles.index("River Lot") < min(places) <= max(places) < titles.index("Depot")
    words = " ".join(plain_text(i.inlines) for b in blocks if isinstance(b, ListBlock) for i in b.items)
    assert re.search(r"below; [a-z ]+: Inside gate 1 and on the trailer door\.", words)
    assert re.search(r"on Form F-\d+; [a-z ]+: \[Where the map hangs\]\.", words), (
        "no map: says where it hangs, or asks"
    )
    assert "sites.depot.map_posted" in built.rendered.blanks
    assert "sites.calls.map_posted" not in built.rendered.blanks, "crews at changing places have no wall to hang it on"


def test_the_alternative_text_of_a_map_without_a_caption_points_to_the_words(client: Path, knowledge) -> None:
    text = re.sub(r"map: \{.*\}", "map: pictures/plan.png", client.read_text("utf-8"))
    built = render_without_record(load_profile(client, text), knowledge)
    shown = next(b for b in built.rendered.manual.blocks if isinstance(b, Figure) and b.image)
    assert shown.caption == "Site map of River Lot"
    assert shown.alt.startswith("Site map of River Lot: ")


def test_a_picture_with_few_pixels_is_set_narrower_than_the_text(client: Path, knowledge) -> None:
    (client.parent / "pictures" / "plan.png").write_bytes(png(scene(400, 240)))
    built = render_without_record(load_profile(client), knowledge)
    shown = next(b for b in built.rendered.manual.blocks if isinstance(b, Figure) and b.image)
    assert shown.width == 0.5


def test_the_profiles_that_name_no_picture_print_none(words) -> None:
    for name in ("electrician-ab-secor", "general-contractor-ab-cor"):
        manual = words(name).rendered.manual
        assert not [b for b in manual.blocks if isinstance(b, Figure) and b.image]


# --------------------------------------------------------------------------- in the files


def draft(profile: Path, root: Path) -> BuildReport:
    """Build the manual alone; a change of the pictures alone must be noticed."""
    return build_draft(open_client(profile, root, only="manual"))


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory):
    """Return the profile, the root of the record and the first draft's report of the builder with pictures."""
    folder = tmp_path_factory.mktemp("pictures")
    profile = write_client(folder / "client", 8)
    return profile, folder / "manuals", draft(profile, folder / "manuals")


def test_the_files_hold_three_small_pictures_and_none_of_their_secrets(drafted) -> None:
    _, _, report = drafted
    with zipfile.ZipFile(report.folder / "manual.docx") as word:
        names = [n for n in word.namelist() if "media/" in n]
        blobs = {n: word.read(n) for n in names}
        body = word.read("word/document.xml").decode()
    pictures = [b for b in blobs.values() if max(opened(b).size) == LONG_SIDE_PX]
    assert len(pictures) == 3
    assert sum(map(len, pictures)) < 600_000
    assert 'descr="Photo of River Lot: Gate 1 from the street"' in body
    pdf = (report.folder / "manual.pdf").read_bytes()
    for data in (*blobs.values(), pdf):
        assert not any(secret in data for secret in SECRETS[:2])
        assert b"Exif\0\0" not in data
    half_page_emu = 121 * 36000  # half of a letter page between the margins
    extents = [(int(x), int(y)) for x, y in re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', body)]
    map_wide, map_high = next((x, y) for x, y in extents if abs(x / y - 2400 / 1500) < 0.01)
    assert map_high <= half_page_emu
    assert map_wide > 160 * 36000


def test_a_build_of_the_same_pictures_changes_nothing_and_one_changed_pixel_does(drafted) -> None:
    profile, root, first = drafted
    before = hashlib.sha256((first.folder / "manual.docx").read_bytes()).hexdigest()
    assert not draft(profile, root).changed
    photo = profile.parent / "pictures" / "gate.jpg"
    kept, key = photo.read_bytes(), profile_hash(bytes_hash(profile), load_profile(profile))
    photo.write_bytes(jpeg(scene(3000, 1990), 6))
    assert profile_hash(bytes_hash(profile), load_profile(profile)) != key
    second = draft(profile, root)
    assert (second.changed, second.number) == (True, first.number + 1)
    assert hashlib.sha256((second.folder / "manual.docx").read_bytes()).hexdigest() != before
    photo.write_bytes(kept)
    third = draft(profile, root)
    assert third.changed
    assert (third.folder / "manual.docx").read_bytes() == (first.folder / "manual.docx").read_bytes()
    assert (third.folder / "manual.pdf").read_bytes() == (first.folder / "manual.pdf").read_bytes()


def test_the_page_for_the_second_engine_shows_them_too(client: Path, knowledge) -> None:
    from manualgen.writers.html import write_html

    built = render_without_record(load_profile(client), knowledge)
    page = write_html(built.rendered.manual, built.theme)
    assert page.count('src="data:image/jpeg;base64,') == 2
    assert re.search(r'alt="Site map of River Lot: two gates[^"]*" style="width:100%;max-height:108mm"', page)
