"""The library for Kiwix: what the file says of itself, that all of it is there, that the same library gives the same bytes."""

import json
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from babel.core import get_global

from generator.editions import CannotMake, Edition, Made, Shelf
from generator.editions.zim import LEFT_OUT, make, shortened
from generator.editions.zim.words import Words, bare
from generator.languages.iso_639 import three_letters
from generator.site import renderer_of

from .libraries import examine
from .sites import TODAY

reader = pytest.importorskip("libzim.reader", reason="libzim is an extra (editions)")
search = pytest.importorskip("libzim.search", reason="libzim is an extra (editions)")

MOVED = "cases/boat-of-old.html"


@pytest.fixture(scope="module")
def shelf(built_small: Path) -> Shelf:
    """The small library, of which one record had another address once."""
    found = examine(built_small, TODAY)
    renderer = renderer_of(built_small, found, TODAY)
    library = renderer.catalogue.library
    edition = Edition(None, TODAY, library.licence, str(library.licence_url), library.language)
    return Shelf(built_small / "site", renderer, edition)


@pytest.fixture(scope="module")
def made(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Made:
    (made,) = make(shelf, tmp_path_factory.mktemp("zim"))
    return made


@pytest.fixture(scope="module")
def zim(made: Made) -> Path:
    return made.file


@pytest.fixture
def tiny(shelf: Shelf, tmp_path: Path) -> Shelf:
    """The same, of whose site hardly anything is there."""
    for address in ("index.html", "cases/fjord-boat.html", "assets/icon-48.png"):
        (tmp_path / "site" / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shelf.site / address, tmp_path / "site" / address)
    return replace(shelf, site=tmp_path / "site")


@pytest.fixture(scope="module")
def archive(zim: Path) -> "reader.Archive":
    return reader.Archive(zim)


def told(archive: "reader.Archive", name: str) -> str:
    return archive.get_metadata(name).decode()


def test_the_file_says_what_it_is(shelf: Shelf, zim: Path, archive: "reader.Archive") -> None:
    library = shelf.renderer.catalogue.library
    assert re.fullmatch(r"[a-z0-9-]+_en_all_2026-11\.zim", zim.name)
    assert told(archive, "Title") == library.title
    assert told(archive, "Name") == zim.name.rpartition("_")[0]
    assert told(archive, "Date") == "2026-11-21"
    assert told(archive, "Language").split(",")[0] == "eng"
    assert told(archive, "License") == library.licence
    assert told(archive, "LongDescription") == " ".join(library.summary.split())
    assert len(told(archive, "Description")) <= 80
    assert "text/html=" in told(archive, "Counter")
    assert archive.has_illustration(48)
    assert "_ftindex:yes" in told(archive, "Tags")


def test_everything_of_the_site_is_there_but_what_only_servers_read(shelf: Shelf, archive: "reader.Archive") -> None:
    files = {one.relative_to(shelf.site).as_posix() for one in shelf.site.rglob("*") if one.is_file()}
    assert {one for one in files if not archive.has_entry_by_path(one)} == files & LEFT_OUT
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.check()


def hrefs(page: str) -> Iterator[str]:
    yield from re.findall(r'<(?:a|link|script|img|form)\b[^>]*? (?:href|src|action)="([^"]*)"', page)


def test_every_link_leads_to_something_in_the_file(shelf: Shelf, archive: "reader.Archive") -> None:
    astray = []
    for address in (one.relative_to(shelf.site).as_posix() for one in shelf.site.rglob("*.html")):
        if address in LEFT_OUT:
            continue
        for href in hrefs(bytes(archive.get_entry_by_path(address).get_item().content).decode()):
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(parts.path)))
            if not archive.has_entry_by_path(target):
                astray.append((address, href))
    assert astray == []


def test_a_former_address_leads_on_by_itself(tiny: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that was renamed has a page at its old address in the site, and a redirection here."""
    (entry,) = (one for one in tiny.renderer.catalogue.all("cases") if one.slug == "fjord-boat")
    monkeypatch.setitem(entry.record.__dict__, "formerly", (PurePosixPath(MOVED).stem,))
    (tiny.site / MOVED).write_text("<p>It is elsewhere now.</p>", "utf-8")
    (made,) = make(tiny, tmp_path)
    archive = reader.Archive(made.file)
    assert archive.get_entry_by_path(MOVED).get_redirect_entry().path == "cases/fjord-boat.html"


def test_what_libzim_leaves_out_is_noticed(tiny: Shelf, tmp_path: Path) -> None:
    (tiny.site / "index.html").unlink()
    with pytest.raises(CannotMake, match="the main page"):
        list(make(tiny, tmp_path))


def test_the_same_library_gives_the_same_bytes_and_another_one_another_name(
    shelf: Shelf, tiny: Shelf, zim: Path, tmp_path: Path
) -> None:
    (again,) = make(shelf, tmp_path)
    assert again.file.read_bytes() == zim.read_bytes()
    (other,) = make(tiny, tmp_path)
    assert reader.Archive(other.file).uuid != reader.Archive(zim).uuid
    assert reader.Archive(other.file).check()


def found(archive: "reader.Archive", words: str) -> list[str]:
    asked = search.Searcher(archive).search(search.Query().set_query(words))
    return list(asked.getResults(0, asked.getEstimatedMatches()))


def test_its_search_reads_what_ours_reads(shelf: Shelf, archive: "reader.Archive") -> None:
    entry = next(iter(shelf.renderer.catalogue.all("cases")))
    address = entry.address.replace(".md", ".html")
    assert address in found(archive, entry.record.title)
    assert archive.get_entry_by_path(address).title == entry.record.title
    assert found(archive, "Leave this site") == []  # what stands around every page
    assert archive.get_entry_by_path("explore.html").get_item().mimetype == "text/html"


def test_words_are_given_as_queries_come() -> None:
    page = (
        '<h1>Menu</h1><div data-pagefind-body><div hidden><span data-pagefind-meta="also">Éco; Puits</span><span>Nothing</span></div>'
        '<nav class="hg-trail">Home</nav><h1>Éducation</h1><p>Au <b>village</b><sup>1</sup>, <br>làng</p>'
        '<p data-pagefind-ignore="all">Left</p><h2>Part</h2></div><footer>Foot</footer>'
    )
    words = Words(page)
    assert words.text == "Au village , lang Part"
    assert words.names == "Eco; Puits"
    assert bare("คนไทย") == bare("คน ไทย")
    assert Words("<main>No search reads this.</main>").text == ""


def test_each_page_says_what_leaving_can_do(archive: "reader.Archive") -> None:
    page = bytes(archive.get_entry_by_path("cases/fjord-boat.html").get_item().content).decode()
    assert page.count("Kiwix stays open") == 1
    assert "Kiwix" not in bytes(archive.get_entry_by_path("measures.html").get_item().content).decode()


def test_what_lies_in_it_can_be_looked_into(shelf: Shelf, made: Made) -> None:
    texts = dict(made.texts())
    assert texts["withdrawn.json"] == (shelf.site / "withdrawn.json").read_bytes()
    assert any(b"eng" in data for name, data in texts.items() if name.endswith("Language"))
    assert not any(name.startswith(("fulltext/", "title/")) for name in texts)
    assert b"cases/fjord-boat.html" in texts["titles.txt"]


def test_a_library_without_a_picture_is_told_what_to_lay_where(tiny: Shelf, tmp_path: Path) -> None:
    (tiny.site / "assets" / "icon-48.png").write_bytes(b"GIF89a")
    with pytest.raises(CannotMake, match="48 by 48 pixels at assets/icon-48"):
        list(make(tiny, tmp_path))


def test_without_libzim_it_is_said_how_to_install_it(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "generator.editions.zim.writing", None)
    with pytest.raises(CannotMake, match=r"pip install 'holding-ground\[editions\]'"):
        list(make(shelf, tmp_path))


def test_a_text_that_is_too_long_is_cut_between_words() -> None:
    assert shortened("one  two three", None) == "one two three"
    assert shortened("one two three", 9) == "one two…"
    assert len(shortened("x" * 40, 30)) == 30


@pytest.mark.parametrize(
    ("code", "letters"),
    [("en-GB", "eng"), ("es", "spa"), ("ar", "ara"), ("sw", "swa"), ("zh-Hant", "zho"), ("tpi", "tpi")],
)
def test_languages_have_three_letters(code: str, letters: str) -> None:
    assert three_letters(code) == letters


def test_those_letters_are_those_of_cldr() -> None:
    back = get_global("language_aliases")
    strange = {
        code
        for code in (one for one in back.values() if re.fullmatch("[a-z]{2}", one))
        if back.get(three_letters(code), code) != code
    }
    assert strange <= {"ak"}  # of which Twi is a part


@pytest.mark.skipif(not shutil.which("zimcheck"), reason="zimcheck (zim-tools) is not installed")
def test_zimcheck_has_nothing_to_say(zim: Path) -> None:
    """Not asked for the structure: Debian's zimcheck, of libzim 8 and 9, calls every file of libzim 3.7 and later for Python invalid; libzim's own
    check, above, reads it."""
    asked = [
        "--metadata",
        "--favicon",
        "--main",
        "--url_internal",
        "--url_external",
        "--redirect_loop",
        "--empty",
        "--checksum",
    ]
    said = subprocess.run(["zimcheck", "--json", *asked, zim], capture_output=True, text=True, check=False)
    if "low level structure" in said.stdout and "url_internal" not in said.stdout:
        pytest.skip("this zimcheck reads no file of this libzim any further")
    told = json.loads(said.stdout)
    assert [one for one in told["logs"] if one["level"] != "INFO"] == []
    assert told["status"]
