"""The library on paper: what stands on the pages, what PDF says of itself, and what becomes of what cannot be set."""

import dataclasses
import json
import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from generator.article import Articles
from generator.editions import CannotMake, Shelf
from generator.editions.pdf import _set, make, press, volumes
from generator.editions.pdf.press import Press, on_letter
from generator.editions.pdf.setting import Setting
from generator.editions.pdf.tables import widths
from generator.editions.pdf.unpacking import unpacked
from generator.editions.pdf.volumes import Chapter, Volume

from .shelves import shelf_of, with_site
from .test_article import PAGE


@pytest.fixture(scope="module")
def shelf(built_words: Path) -> Shelf:
    return shelf_of(built_words)


@pytest.fixture(scope="module")
def files(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All files by their paper and name, such as `A4/cases/x`."""
    out = tmp_path_factory.mktemp("paper")
    return {one.file.relative_to(out).with_suffix("").as_posix(): one.file for one in make(shelf, out)}


class Sheets:
    """Makes a document of one page of a site, which is written for it, and reads it."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        self.shelf, self.folder = with_site(shelf, folder), folder
        (folder / "cases").mkdir(parents=True)
        self.press = Press(shelf.edition.date)

    def __call__(self, inner: str) -> PdfReader:
        (self.folder / "cases/x.html").write_text(PAGE.format(f"<h1>A title</h1>{inner}"), "utf-8")
        setting = Setting(self.shelf, Articles(self.folder))
        volume = Volume("x", "cases/x.md", "A title", (Chapter("cases/x.html", "A title", 1),))
        file = self.folder / "x.pdf"
        assert list(self.press.print([(setting(volume), setting.runs, file)])) == [""]
        return PdfReader(file)


@pytest.fixture(scope="module")
def sheets(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    made = Sheets(shelf, tmp_path_factory.mktemp("one") / "site")
    with made.press:
        yield made


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tags(pdf: PdfReader) -> list[Any]:
    """All elements of the tree of tags, in its order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.trailer["/Root"]["/StructTreeRoot"])
    return found


def of_kind(pdf: PdfReader, *kinds: str) -> list[Any]:
    return [tag for tag in tags(pdf) if tag["/S"] in kinds]


def test_the_whole_each_shelf_and_each_record_are_there_on_both_papers(shelf: Shelf, files: dict[str, Path]) -> None:
    catalogue = shelf.renderer.catalogue
    records = {f"{one.kind}/{one.slug}" for one in catalogue.entries if one.kind != "vocabularies"}
    shelves = {f"{kind}-{one.slug}" for kind in ("themes", "series") for one in catalogue.all(kind)}
    assert set(files) == {f"{paper}/{name}" for paper in ("A4", "Letter") for name in ("library", *shelves, *records)}


def test_both_papers_have_the_same_pages(files: dict[str, Path]) -> None:
    a4, letter = PdfReader(files["A4/library"]), PdfReader(files["Letter/library"])
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in a4.pages} == {(595, 842)}
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in letter.pages} == {(612, 792)}
    assert [page.extract_text() for page in a4.pages[:9]] == [page.extract_text() for page in letter.pages[:9]]


def test_the_same_input_gives_the_same_bytes(shelf: Shelf, files: dict[str, Path], tmp_path: Path) -> None:
    again = {one.file.relative_to(tmp_path).with_suffix("").as_posix(): one.file for one in make(shelf, tmp_path)}
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in files.items()
    }


def test_every_file_is_tagged_says_its_language_and_embeds_its_fonts(files: dict[str, Path]) -> None:
    for name, path in files.items():
        if name.startswith("Letter"):
            continue
        pdf = PdfReader(path)
        root: Any = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"pdfuaid" in root["/Metadata"].get_data(), name
        assert of_kind(pdf, "/H1"), name
        for font in {font for page in pdf.pages for font in page["/Resources"].get("/Font", {}).values()}:
            inner: Any = font.get_object()["/DescendantFonts"][0]
            assert re.match(r"/[A-Z]{6}\+", inner["/BaseFont"]), "a font is cut down to what is used of it"
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])


def test_levels_of_headings_leave_none_out(files: dict[str, Path]) -> None:
    levels = [int(tag["/S"][2:]) for tag in tags(PdfReader(files["A4/library"])) if re.fullmatch(r"/H\d", tag["/S"])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_contents_of_a_book_tell_on_which_page_a_record_begins(shelf: Shelf, files: dict[str, Path]) -> None:
    theme = shelf.renderer.catalogue.all("themes")[0]
    pdf = PdfReader(files[f"A4/themes-{theme.slug}"])
    contents = next(page.extract_text() for page in pdf.pages if "Contents" in page.extract_text())
    outline = {str(one["/Title"]): pdf.get_destination_page_number(one) for one in _flat(pdf.outline)}
    strategies = [one.record.title for one in shelf.renderer.catalogue.strategies_of(theme)]
    assert strategies
    for title in strategies:
        told = re.search(rf"{re.escape(title)}\s+(\d+)", contents)
        assert told
        assert outline[title] + 1 == int(told[1])
        assert pdf.pages[outline[title]].extract_text().rstrip().endswith(told[1]), "the page bears that number"


def _flat(outline: Any) -> Iterator[Any]:
    for one in outline:
        yield from _flat(one) if isinstance(one, list) else [one]


def test_a_running_head_names_the_part_and_the_record_but_for_the_page_where_it_begins(sheets: Sheets) -> None:
    pdf = sheets("<p>words</p>" * 90)
    first, second = pdf.pages[0].extract_text(), pdf.pages[1].extract_text()
    assert first.count("A title") == 1
    assert second.startswith(sheets.shelf.renderer.catalogue.library.title)
    assert "A title" in second


def test_every_copy_says_its_state_and_its_licence_and_a_book_how_it_is_cited(
    shelf: Shelf, files: dict[str, Path]
) -> None:
    state = str(shelf.renderer.day(shelf.edition.date))
    for name in ("A4/library", "A4/cases/bengali"):
        text = text_of(PdfReader(files[name]))
        assert state in text
        assert shelf.edition.licence in text
    assert "How to cite it" in PdfReader(files["A4/library"]).pages[1].extract_text()


def test_the_head_of_a_table_stands_on_each_page_and_its_rows_whole(sheets: Sheets) -> None:
    row = "<tr><th scope='row'>A long claim about what has changed, and for whom it did.</th><td>Improved</td></tr>"
    pdf = sheets(f"<table><thead><tr><th>What</th><th>Direction</th></tr></thead><tbody>{row * 80}</tbody></table>")
    assert len(pdf.pages) > 2
    assert all("Direction" in page.extract_text() for page in pdf.pages[:-1])
    assert {len(of_kind(pdf, "/TH")), len(of_kind(pdf, "/TR"))} == {2, 81}


def test_a_column_of_sentences_is_wider_than_one_of_words() -> None:
    rows = [list(fromstring(f"<tr><td>{'A claim of some length. ' * 9}</td><td>Improved</td><td>2019</td></tr>"))]
    said, direction, year = widths(rows)
    assert said > 3 * direction > 3 * year


def test_notes_lead_to_their_sources_and_back(sheets: Sheets) -> None:
    pdf = sheets(
        '<p>A claim.<sup id="fnref:a"><a href="#fn:a">1</a></sup><sup id="fnref:b"><a href="#fn:b">2</a></sup></p>'
        '<div class="footnote"><ol><li id="fn:a"><p>One source. <a href="#fnref:a">↩</a></p></li>'
        '<li id="fn:b"><p><a href="https://there.example/x">Another</a>. <a href="#fnref:b">↩</a></p></li></ol></div>'
    )
    text = text_of(pdf)
    assert "A claim.1,2" in squeezed(text).replace("Aclaim", "A claim")
    assert "↩" not in text
    assert "https://there.example/x" in text, "an address stands on paper"
    inner = [
        link for link in pdf.pages[0]["/Annots"] if "/Dest" in link.get_object() or _goes_within(link.get_object())
    ]
    assert len(inner) == 4


def _goes_within(link: Any) -> bool:
    return link.get("/A", {}).get("/S") == "/GoTo"


def test_a_link_to_what_a_document_does_not_hold_is_words_alone(sheets: Sheets) -> None:
    pdf = sheets('<p><a href="../themes/away.html#part">A theme</a> and <a href="#nowhere">a part</a>.</p>')
    assert "A theme and a part." in text_of(pdf)


def test_a_link_to_a_part_that_is_not_printed_or_only_holds_others_leads_to_its_page(sheets: Sheets) -> None:
    pdf = sheets(
        '<h2 id="first">First</h2><div id="around"><h2 id="second">Second</h2><p>Words.</p></div>'
        '<dl><dt id="who">Who</dt><dd>She</dd></dl><h2 id="together">Together</h2><p>Elsewhere.</p>'
        '<h2 id="last">Last</h2><p>See <a href="#first">one</a>, <a href="#around">two</a>, <a href="#who">three</a>, '
        '<a href="#together">four</a>.</p>'
    )
    text = text_of(pdf)
    assert "See one, two, three, four." in text
    assert "Elsewhere." not in text
    links = [link.get_object() for link in pdf.pages[0]["/Annots"]]
    assert len([link for link in links if "/Dest" in link or _goes_within(link)]) == 4


def test_what_stands_on_a_shelf_has_the_colour_of_its_theme(sheets: Sheets) -> None:
    sheets('<div class="hg-page" data-sign="wave" data-else="x"><p>A shelf.</p></div>')
    volume = Volume("x", "cases/x.md", "A title", (Chapter("cases/x.html", "A title", 1),))
    (chapter,) = json.loads(Setting(sheets.shelf, Articles(sheets.folder))(volume))["chapters"]
    assert chapter["sign"] == "wave"


def test_a_passage_has_its_own_language_and_runs_its_own_way(sheets: Sheets) -> None:
    pdf = sheets('<p lang="ar" dir="rtl">قرأ الجيران معاً</p><p>And <span lang="bn">কিশোরী</span>.</p>')
    assert {str(tag["/Lang"]) for tag in tags(pdf) if "/Lang" in tag} == {"ar"}
    contents: Any = pdf.pages[0].get_contents()
    assert re.search(rb"/Lang ?\(bn\)", contents.get_data()), "within a line"
    assert "রী" in text_of(pdf), "letters that are joined are read as letters"
    assert starts(pdf, "رأ") > 300, "it begins on the right"


def starts(pdf: PdfReader, words: str) -> float:
    """How far from the left edge words stand on the first page."""
    at: list[float] = []
    pdf.pages[0].extract_text(
        visitor_text=lambda text, shift, place, *_: at.append(shift[4] + place[4]) if words in text else None
    )
    return min(at)


def test_a_picture_is_told_in_words(sheets: Sheets) -> None:
    drawn = '<svg viewBox="0 0 100 50" role="img"><title>Map: Here</title><path d="M5 5h0"/></svg>'
    pdf = sheets(f'<figure class="hg-locator">{drawn}</figure><p>B</p><p><img src="a.png" alt="A bench"></p>')
    assert [str(tag["/Alt"]) for tag in of_kind(pdf, "/Figure")] == ["Map: Here"]
    assert "[A bench]" in text_of(pdf)


CODE = [
    '#panic("a")',
    '#read("/etc/passwd")',
    "$x^2$",
    "*b*",
    "_i_",
    "@x",
    "<l>",
    "\\",
    "`r`",
    "//",
    "/* c",
    "= H",
    "- i",
    "~",
    "#{",
    "]",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(" ".join(CODE))
@given(
    st.lists(
        st.one_of(
            st.sampled_from(CODE),
            st.text(st.characters(min_codepoint=0x21, max_codepoint=0x17E, exclude_categories=["C", "Z"]), min_size=1),
        ),
        min_size=1,
        max_size=6,
    ).map(" ".join)
)
def test_any_words_come_out_as_they_are(sheets: Sheets, words: str) -> None:
    safe = escape(words)
    pdf = sheets(
        f"<h2>{safe}</h2><p>({safe})</p><ul><li><b>{safe}</b></li></ul><table><tr><td>{safe}</td></tr></table>"
    )
    text = squeezed(text_of(pdf)).replace("\xad", "")
    assert f"({squeezed(words)})" in text
    assert text.replace("-", "").count(squeezed(words).replace("-", "")) >= 4


def test_facts_that_stand_side_by_side_are_told_apart(sheets: Sheets) -> None:
    pdf = sheets('<p class="hg-facts"><span>About: reading</span> <span>Answers: none</span> </p>')
    assert "About: reading · Answers: none" in text_of(pdf)


def test_a_line_begins_where_its_own_script_begins_and_a_title_within_it_does_not_turn_it(sheets: Sheets) -> None:
    pdf = sheets('<dl><dt>A</dt><dd>قرأ الجيران</dd></dl><p><span lang="ar">كتب</span>. A publisher, 2021.</p>')
    assert starts(pdf, "رأ") > 300 > starts(pdf, "publisher")


def test_what_only_a_screen_needs_is_left_out(sheets: Sheets) -> None:
    ask = '<a href="../contribute/index.html">Tell us</a>'
    pdf = sheets(f'<div class="hg-gap"><p>{ask}</p></div><p>A<span class="hg-hidden"> heard</span>.</p>')
    assert "Tell us" not in text_of(pdf)
    assert "A." in text_of(pdf)


def test_a_title_of_any_length_stands_whole(sheets: Sheets) -> None:
    long = "Reading " * 37
    pdf = sheets(f"<h2>{long}</h2><p>{'w' * 300}</p>")
    assert squeezed(long) in squeezed(text_of(pdf))


def test_a_record_without_a_font_for_its_script_is_named_and_left_out(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "FONTS", "own")
    said: list[str] = []
    made = {one.file.stem: one.file for one in make(dataclasses.replace(shelf, say=said.append), tmp_path)}
    told = {line.partition(":")[0]: line for line in said}
    assert "(Bengali)" in told["cases/bengali.html"]
    assert "fonts-noto-core" in told["cases/bengali.html"]
    assert "bengali" not in made
    assert "market-shelf" in made
    imprint = PdfReader(made["library"]).pages[1].extract_text()
    assert "cases/bengali.html" in squeezed(imprint)


def test_a_book_of_which_no_page_can_be_set_is_not_made(shelf: Shelf, tmp_path: Path) -> None:
    page = "cases/market-shelf.html"
    chapters = (Chapter("", "Reading", 1), Chapter(page, "Market shelf", 2))
    volume = Volume("themes-reading", "themes/reading.md", "Reading", chapters)
    setting = Setting(shelf, Articles(shelf.site))
    assert list(_set(shelf, setting, [volume], tmp_path, frozenset([page]))) == []
    assert [made.volume for made in _set(shelf, setting, [volume], tmp_path)] == [volume]


def test_where_a_page_is_left_out_what_stood_below_it_moves_up_and_no_level_is_missing(
    shelf: Shelf, tmp_path: Path
) -> None:
    depths = {
        "": 1,
        "themes/reading-for-all.html": 2,
        "cases/market-shelf.html": 3,
        "cases/fjord-boat.html": 3,
        "about.html": 1,
    }
    chapters = tuple(Chapter(address, address or "Reading", depth) for address, depth in depths.items())
    volume = Volume("themes-reading", "themes/reading.md", "Reading", chapters)
    gone = "themes/reading-for-all.html"
    assert [one.depth for one in volume.without([gone]).chapters] == [1, 2, 2, 1]
    assert volume.without([]) == volume
    goes_on = dataclasses.replace(volume, chapters=chapters[1:])
    assert [one.depth for one in goes_on.without([]).chapters] == [2, 3, 3, 1]
    assert [one.depth for one in goes_on.without([gone]).chapters] == [2, 2, 1]
    made = list(_set(shelf, Setting(shelf, Articles(shelf.site)), [volume], tmp_path, frozenset([gone])))
    assert [one.missing for one in made] == [""]


def test_what_lies_in_a_file_can_be_searched(shelf: Shelf, files: dict[str, Path], tmp_path: Path) -> None:
    record = next(one for one in make(shelf, tmp_path) if one.file.stem == "market-shelf")
    parts = dict(record.texts())
    assert set(parts) >= {"words.txt", "objects.txt"}
    given = parts["words.txt"].decode()
    told = re.findall(r"\w{4,}", PdfReader(record.file).pages[0].extract_text())
    assert len(told) > 50
    assert [word for word in told if word not in given] == []
    assert b"/Title" in parts["objects.txt"]


def test_words_that_are_set_in_several_ways_are_searched_as_one() -> None:
    book = {"chapters": [{"c": [{"t": "p", "c": ["The mis", ["b", ["laid"]], " barge"]}, {"t": "p", "c": ["And"]}]}]}
    path = Path(__file__)
    assert "The mislaid barge\n" in dict(unpacked(json.dumps(book), path))["words.txt"].decode()


def test_a_long_shelf_becomes_several_volumes(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volumes, "LONGEST", 6000)
    whole = [one for one in volumes.bound_volumes(shelf, Articles(shelf.site)) if not one.part]
    assert len(whole) > 2
    assert [one.number for one in whole] == list(range(1, len(whole) + 1))
    assert len({one.name for one in whole}) == len(whole)
    monkeypatch.undo()
    (single,) = [one for one in volumes.bound_volumes(shelf, Articles(shelf.site)) if not one.part]
    assert [chapter for one in whole for chapter in one.chapters] == list(single.chapters)


def test_volumes_of_a_shelf_are_about_as_long_as_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory that one takes to be set is that of its letters, so none may have nearly all of them."""
    monkeypatch.setattr(volumes, "_length", lambda chapter, _: int(chapter.title))
    monkeypatch.setattr(volumes, "LONGEST", 100)
    chapters = [Chapter(f"{at}.html", "10", depth) for at, depth in enumerate((1, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2))]
    shelf = Volume("library", "", "All", tuple(chapters))
    parts = [len(one.chapters) for one in volumes._in_volumes(shelf, Articles(Path()))]
    assert parts == [6, 5]
    monkeypatch.setattr(volumes, "LONGEST", 110)
    assert [one.name for one in volumes._in_volumes(shelf, Articles(Path()))] == ["library"]


def test_a_missing_typst_is_said_with_what_to_install(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "find_spec", lambda _: None)
    with pytest.raises(CannotMake, match=re.escape("pip install 'holding-ground[editions]'")):
        Press(shelf.edition.date)


def test_a_typst_that_ends_is_said_with_its_last_words(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "STYLE", tmp_path / "nowhere")
    with pytest.raises(CannotMake, match="Typst"), Press(shelf.edition.date) as pressing:
        list(pressing.print([("{}", "ltr", tmp_path / "x.pdf")]))


def test_a_folder_that_is_not_there_is_an_error_of_the_disk(sheets: Sheets) -> None:
    setting = Setting(sheets.shelf, Articles(sheets.folder))
    (sheets.folder / "cases/x.html").write_text(PAGE.format("<h1>A</h1><p>B</p>"), "utf-8")
    volume = Volume("x", "cases/x.md", "A", (Chapter("cases/x.html", "A", 1),))
    with pytest.raises(OSError, match="No such file"):
        list(sheets.press.print([(setting(volume), "ltr", sheets.folder / "gone" / "x.pdf")]))


def test_other_edges_than_those_of_typst_are_not_taken_for_them() -> None:
    with pytest.raises(CannotMake, match="edges"):
        on_letter(b"%PDF /MediaBox[0 0 1 1]")


def test_a_library_from_right_to_left_begins_on_the_right_and_leaves_latin_lines_on_the_left(
    shelf: Shelf, tmp_path: Path
) -> None:
    arabic = dataclasses.replace(shelf, edition=dataclasses.replace(shelf.edition, language="ar"))
    sheets = Sheets(arabic, tmp_path / "site")
    with sheets.press:
        pdf = sheets("<p>قرأ الجيران معاً</p><p>Neighbours read</p>")
    assert pdf.trailer["/Root"]["/Lang"] == "ar"
    assert starts(pdf, "رأ") > 300 > starts(pdf, "Neighbours")
