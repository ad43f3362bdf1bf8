"""Hidden data in pictures and documents: found, taken out without harm to what is shown, and never with a traceback."""

import contextlib
import io
import json
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence
from PIL.ExifTags import Base
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, TextStringObject

from generator.check.media import check_file
from generator.cli import main
from generator.gate import inspect
from generator.media import _KINDS, _TEXT_NAMES, _TEXTS, LARGEST, Unreadable, hidden_in, without_traces

from . import pictures, planted

WHO = "Tindwa Lampwright"
MAKERS = {
    "lamp.jpg": pictures.jpeg,
    "lamp.png": pictures.png,
    "lamp.webp": pictures.webp,
}
ALL = {
    **{name: make(author=WHO, gps=True, owner=WHO, turned=6) for name, make in MAKERS.items()},
    "lamp.gif": pictures.gif(author=WHO),
    "lamp.pdf": pictures.document(author=WHO, title="The lamp"),
    "lamp.svg": pictures.svg(author=WHO),
}


def kinds(name, data):
    return {trace.kind for trace in hidden_in(name, data)}


def pixels(data):
    return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(Image.open(io.BytesIO(data)))]


def clean_media(*words):
    result = CliRunner().invoke(main, ["clean-media", *map(str, words)], catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize("name", MAKERS)
def test_a_picture_tells_where_it_was_taken_and_by_whom(name):
    assert kinds(name, MAKERS[name](gps=True)) >= {"location"}
    assert "author" in kinds(name, MAKERS[name](author=WHO))
    assert {trace.value for trace in hidden_in(name, MAKERS[name](owner=WHO)) if "owner" in trace.what} == {WHO}


@pytest.mark.parametrize("name", ["lamp.jpg", "lamp.png", "lamp.webp"])
def test_a_picture_without_hidden_data_tells_nothing_and_is_left_as_it_is(name):
    for data in (MAKERS[name](), MAKERS[name](turned=6)):
        assert hidden_in(name, data) == []
        assert without_traces(name, data) == data


@pytest.mark.parametrize("name", ALL)
def test_what_is_taken_out_is_gone_from_the_bytes_and_stays_gone(name):
    clean = without_traces(name, ALL[name])
    assert WHO.encode() not in clean
    assert hidden_in(name, clean) == []
    assert without_traces(name, clean) == clean


@pytest.mark.parametrize("name", [*MAKERS, "lamp.gif"])
def test_pixels_stay_as_they_were(name):
    assert pixels(without_traces(name, ALL[name])) == pixels(ALL[name])


@pytest.mark.parametrize("name", MAKERS)
def test_how_a_picture_is_turned_stays_and_nothing_else_of_its_exif(name):
    told = Image.open(io.BytesIO(without_traces(name, ALL[name]))).getexif()
    assert told[Base.Orientation] == 6
    assert not {Base.Artist, Base.Copyright, Base.GPSInfo, Base.ExifOffset} & set(told)


def in_plain_colours(data):
    """The pixels as they are meant, by the picture's profile."""
    with Image.open(io.BytesIO(data)) as picture:
        plain = ImageCms.createProfile("sRGB")
        profile = ImageCms.ImageCmsProfile(io.BytesIO(picture.info["icc_profile"]))
        return ImageCms.profileToProfile(picture.convert("RGB"), profile, plain).tobytes()


@pytest.mark.parametrize(("name", "form"), [("lamp.jpg", "JPEG"), ("lamp.png", "PNG"), ("lamp.webp", "WEBP")])
@pytest.mark.parametrize("profile", [pictures.profile(), pictures.profile(version=4)], ids=["2", "4"])
def test_colours_stay_and_the_words_of_their_profile_go(name, form, profile):
    data = pictures.written(form, icc_profile=profile, exif=pictures.exif(author=WHO))
    clean = without_traces(name, data)
    kept = Image.open(io.BytesIO(clean)).info["icc_profile"]
    assert in_plain_colours(clean) == in_plain_colours(data) != pixels(data)
    assert [b"Lamp" in one or b"L\0a\0m\0p" in one for one in (profile, kept)] == [True, False]


def test_a_progressive_jpeg_keeps_its_pixels_and_what_follows_the_picture_goes():
    data = pictures.written("JPEG", progressive=True, comment=WHO) + b"a film of " + WHO.encode()
    clean = without_traces("lamp.jpg", data)
    assert (pixels(clean), WHO.encode() in clean) == (pixels(data), False)


def test_iptc_and_xmp_in_a_jpeg_are_read():
    data = pictures.jpeg()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x04Lamp\x1c\x02\x5a\0\x04Town"
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + pictures.XMP.format(who=WHO).encode()
    segments = b"".join(
        b"\xff" + sign + (len(body) + 2).to_bytes(2, "big") + body for sign, body in ((b"\xed", iptc), (b"\xe1", xmp))
    )
    found = hidden_in("lamp.jpg", data[:2] + segments + data[2:])
    assert {trace.value for trace in found if trace.kind == "author"} == {"Lamp", WHO}
    assert len([trace for trace in found if trace.kind == "location"]) == 2
    assert hidden_in("lamp.jpg", without_traces("lamp.jpg", data[:2] + segments + data[2:])) == []


def test_a_pdf_keeps_its_pages_and_links_and_says_no_more():
    inner = pictures.jpeg(author=WHO, gps=True)
    data = pictures.document(author=WHO, title="The lamp", picture=inner, link="https://lamp.example/")
    assert kinds("lamp.pdf", data) == {"author", "location", "other"}
    clean = without_traces("lamp.pdf", data)
    reader = PdfReader(io.BytesIO(clean))
    assert (reader.metadata, len(reader.pages), reader.xmp_metadata) == (None, 1, None)
    assert reader.pages[0]["/Annots"][0]["/A"]["/URI"] == "https://lamp.example/"
    assert pixels(reader.pages[0]["/Resources"]["/XObject"]["/P"]._data) == pixels(inner)
    assert WHO.encode() not in clean
    assert hidden_in("lamp.pdf", clean) == []


def test_links_within_a_pdf_lead_where_they_led_and_its_table_of_contents_stays():
    writer = PdfWriter()
    for side in (100, 200):
        writer.add_blank_page(side, side)
    writer.add_named_destination(title="the-lampwright", page_number=1)
    writer.add_outline_item(title="The second page", page_number=1)
    link = planted.named(Subtype=NameObject("/Link"), Rect=ArrayObject(), Dest=TextStringObject("the-lampwright"))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    file = io.BytesIO()
    writer.write(file)
    clean = without_traces("lamp.pdf", file.getvalue())
    reader = PdfReader(io.BytesIO(clean))
    assert b"the-lampwright" not in clean
    assert reader.pages[0]["/Annots"][0]["/Dest"][0].get_object() == reader.pages[1]
    assert [(item.title, reader.get_destination_page_number(item)) for item in reader.outline] == [
        ("The second page", 1)
    ]


def test_the_program_that_wrote_a_pdf_is_nobody():
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.metadata = {"/Creator": "LaTeX with hyperref", "/Producer": "pdfTeX-1.40"}
    file = io.BytesIO()
    writer.write(file)
    assert kinds("lamp.pdf", file.getvalue()) == {"other"}


def test_an_svg_keeps_its_drawing_and_loses_what_is_not_drawn():
    clean = without_traces("lamp.svg", ALL["lamp.svg"]).decode()
    assert clean == '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" /></svg>\n'


def test_parts_of_an_svg_stay_bound_together_under_other_names():
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style> .hers , #house { fill : url(#glow) }</style>'
        '<defs><linearGradient id="glow"><stop offset="0" style="stop-color:red;-lamp:1"/></linearGradient></defs>'
        '<filter id="blur"><feGaussianBlur in="SourceGraphic" result="soft"/><feOffset in="soft"/></filter>'
        '<g id="layer1"><path id="house" class="hers old" filter="url(#blur)" d="M0 0h9"/><use href="#house"/></g>'
        '<text x="1">Lit by <tspan>a lamp</tspan> at night</text></svg>'
    )
    assert without_traces("lamp.svg", drawn.encode()).decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.c1 , #i3{fill:url(#i1)}</style>'
        '<defs><linearGradient id="i1"><stop offset="0" style="stop-color:red" /></linearGradient></defs>'
        '<filter id="i2"><feGaussianBlur in="SourceGraphic" result="r1" /><feOffset in="r1" /></filter>'
        '<g><path id="i3" class="c1" filter="url(#i2)" d="M0 0h9" /><use href="#i3" /></g>'
        '<text x="1">Lit by <tspan>a lamp</tspan> at night</text></svg>\n'
    )


# Every place where a word can stand

WORD = "Zitterlampwright"
PLANTED = planted.planted(WORD)


def forms_of(word):
    """A word as bytes, in whatever form a file may hold it."""
    wide = [word.encode(kind) for kind in ("utf-8", "utf-16-le", "utf-16-be")]
    return [*wide, *(form.hex().encode() for form in wide)]


def outcome(name, data, word=WORD):
    """What becomes of a file that holds a word which nobody sees: what it gives when cleaned, or nothing if it is refused."""
    try:
        told, clean = hidden_in(name, data), without_traces(name, data)
    except Unreadable:
        return None
    assert told, "the check says nothing"
    assert [form for form in forms_of(word) if form in clean] == [], "the word is still there"
    assert (hidden_in(name, clean), without_traces(name, clean) == clean) == ([], True), "cleaning it again changes it"
    return clean


@pytest.mark.parametrize("name", PLANTED)
def test_a_word_that_nobody_sees_is_cut_or_its_file_refused(name):
    outcome(name, PLANTED[name])


@settings(max_examples=4, derandomize=True, deadline=None, database=None)
@given(st.text("aäbcdéfghiklmnoprstuzñ村女", min_size=8, max_size=20))
def test_whatever_the_word_is(word):
    for name, data in planted.planted(word).items():
        outcome(name, data, word)


def test_most_places_are_cut_and_the_rest_refused():
    cut = {name for name, data in PLANTED.items() if outcome(name, data) is not None}
    assert len(PLANTED) > 180
    assert {f"author{ending}" for ending in (".jpg", ".png", ".webp")} | {"comment.gif", "id.svg", "xmp.pdf"} <= cut
    assert not {"picture-href.svg", "attachment.pdf", "comment.pdf", "form.pdf", "layers.pdf"} & cut


def told_by(program, *words):
    """What another program says, which reads files in its own way. `make test` sees to it that it is there."""
    found = shutil.which(program)
    assert found, f"{program} is missing: run tools/readers"
    return subprocess.run([found, *map(str, words)], capture_output=True, check=False)


def test_exiftool_finds_nothing_in_what_was_cleaned(tmp_path):
    for folder in ("before", "after"):
        (tmp_path / folder).mkdir()
    for name, data in {**PLANTED, **ALL}.items():
        clean = outcome(name, data) if name in PLANTED else without_traces(name, data)
        if clean is not None:
            (tmp_path / "before" / name).write_bytes(data)
            (tmp_path / "after" / name).write_bytes(clean)
    before, after = (
        json.loads(told_by("exiftool", "-json", "-G1", "-a", "-u", "-ee", tmp_path / folder).stdout)
        for folder in ("before", "after")
    )
    said = {entry["SourceFile"]: json.dumps(entry) for entry in before}
    assert sum(WORD in text or WHO in text for text in said.values()) >= 35
    shown = re.compile(
        r"SourceFile|(ExifTool|System|File|JFIF|PNG|PNG-pHYs|RIFF|GIF|SVG|PDF|ICC-header|Composite|Adobe):\w+|ICC_Profile:\w*"
        r"(TRC|Point|Column|Copyright|Description|Length)|IFD0:(Orientation|\w*Resolution\w*)|ExifIFD:ExifVersion"
    )
    assert [(Path(entry["SourceFile"]).name, key) for entry in after for key in entry if not shown.fullmatch(key)] == []
    assert [
        entry["SourceFile"] for entry in after for text in entry.values() if WORD in str(text) or WHO in str(text)
    ] == []
    words = {
        str(entry[key]) for entry in after for key in entry if key in ("ICC_Profile:ProfileCopyright", "PDF:Title")
    }
    assert words == {"RGB"}


@pytest.mark.parametrize("name", [name for name in PLANTED if name.endswith(".pdf")])
def test_qpdf_finds_a_sound_file_and_nothing_in_it(name, tmp_path):
    clean = outcome(name, PLANTED[name])
    if clean is None:
        return
    (tmp_path / name).write_bytes(clean)
    assert told_by("qpdf", "--check", tmp_path / name).returncode == 0
    plain = told_by("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", tmp_path / name, "-").stdout
    assert plain.startswith(b"%PDF")
    assert [form for form in forms_of(WORD) if form in plain] == []


# Broken, huge and hostile files


@pytest.mark.parametrize("name", ALL)
def test_a_file_that_ends_too_soon_is_named_and_not_touched(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(ALL[name][: len(ALL[name]) // 3])
    result = clean_media(path)
    assert (result.exit_code, path.read_bytes()) == (1, ALL[name][: len(ALL[name]) // 3])
    assert f"{path}: left as it was: " in result.stderr


def test_a_picture_that_would_unfold_to_gigabytes_is_refused_without_unfolding_it():
    data = bytearray(pictures.png(author=WHO))
    for side, why in ((200_000, "more than 200,000,000 points"), (10_000, "ends too soon"), (2, "nobody knows")):
        data[16:24] = side.to_bytes(4, "big") * 2
        with pytest.raises(Unreadable, match=why):
            hidden_in("lamp.png", bytes(data))


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(Unreadable, match="larger than"):
        hidden_in("lamp.jpg", bytes(LARGEST + 1))


def test_a_locked_pdf_is_not_called_clean():
    writer = PdfWriter(clone_from=io.BytesIO(ALL["lamp.pdf"]))
    writer.encrypt("lamp", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(Unreadable, match="locked"):
        hidden_in("lamp.pdf", file.getvalue())


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.sampled_from(sorted(ALL)), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=4)), max_size=5))
def test_any_bytes_are_read_or_refused(name, changes):
    data = bytearray(ALL[name])
    for place, new in changes:
        at = place % len(data)
        data[at : at + len(new)] = new
    for work in (hidden_in, without_traces):
        with contextlib.suppress(Unreadable):
            work(name, bytes(data))


# What lies in docs/


@pytest.mark.parametrize(
    "name",
    [
        "desktop.ini",
        "Desktop.ini",
        "Thumbs.db",
        "deep/about.md~",
        "about.md.orig",
        "x.bak",
        "#about.md#",
        "~$about.docx",
        "about.tmp",
    ],
)
def test_what_computers_and_editors_leave_is_named(name):
    assert [problem.rule for problem in check_file(f"docs/{name}", b"Lamp", frozenset())] == ["stray-file"]


@pytest.mark.parametrize(
    ("name", "data"), [("lamp.jpe", pictures.jpeg()), ("lamp.png", pictures.jpeg()), ("lamp", b"%PDF-1.4")]
)
def test_a_wrong_name_is_told_with_the_right_one(name, data):
    (problem,) = check_file(f"docs/{name}", data, frozenset())
    assert (problem.rule, problem.fix) == (
        "media-unread",
        f"Rename it to end in {'.pdf' if name == 'lamp' else '.jpg'}",
    )


@pytest.mark.parametrize("name", ["lamp", "lamp.lamp", ".lamp", "lamp.ttf", "lamp.exe", "lamp.md.gz", "lamp.MP3"])
def test_a_kind_that_nobody_knows_is_refused(name):
    assert [problem.rule for problem in check_file(f"docs/{name}", b"Lamp", frozenset())] == ["media-unread"]


def test_all_kinds_that_may_lie_in_docs_are_known_to_the_last_look(tmp_path):
    for number, suffix in enumerate(sorted(_TEXTS | {one for suffixes, _ in _KINDS.values() for one in suffixes})):
        (tmp_path / f"{number}{suffix}").write_text("{}" if "json" in suffix or "manifest" in suffix else "", "utf-8")
    for name in _TEXT_NAMES:
        (tmp_path / name).touch()
    assert [problem.message for problem in inspect(tmp_path, "site") if "not known here" in problem.message] == []


# The command


def test_the_command_cleans_docs_and_says_what_it_removed(tmp_path):
    (tmp_path / "docs/deep").mkdir(parents=True)
    for name, data in ALL.items():
        (tmp_path / "docs/deep" / name).write_bytes(data)
    (tmp_path / "docs/page.md").write_text("# A page\n", "utf-8")
    (tmp_path / "docs/deep/lamp.jpg").chmod(0o640)
    first = clean_media("--root", tmp_path)
    assert first.exit_code == 0
    assert "lamp.jpg: removed the author, the owner of the camera" in first.stdout
    assert "where it was taken (GPS)" in first.stdout
    assert stat.S_IMODE((tmp_path / "docs/deep/lamp.jpg").stat().st_mode) == 0o640
    assert {path.name for path in (tmp_path / "docs/deep").iterdir()} == set(ALL)
    second = clean_media("--root", tmp_path)
    assert (second.exit_code, second.stdout) == (0, "")
    assert second.stderr == f"{len(ALL)} files looked at, 0 left as they were.\n"


def test_links_are_refused_and_what_they_lead_to_stays(tmp_path):
    (tmp_path / "lamp.jpg").write_bytes(ALL["lamp.jpg"])
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/link.jpg").symlink_to(tmp_path / "lamp.jpg")
    result = clean_media("--root", tmp_path)
    assert result.exit_code == 1
    assert "this is a link" in result.stderr
    assert (tmp_path / "lamp.jpg").read_bytes() == ALL["lamp.jpg"]


def test_nothing_to_clean_is_wrong_usage(tmp_path):
    assert clean_media("--root", tmp_path).exit_code == 2
    assert clean_media(tmp_path / "none.jpg").exit_code == 2


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "lamp.jpg"
    path.write_bytes(ALL["lamp.jpg"])

    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    result = clean_media(path)
    assert (result.exit_code, "No space left" in result.stderr) == (1, True)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [ALL["lamp.jpg"]]
