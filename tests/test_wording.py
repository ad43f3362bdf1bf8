"""By which other words a page is found, and how text without spaces is cut for the search."""

import dataclasses
import datetime
import json
import re
from pathlib import Path

import pytest

from generator.catalogue import Catalogue, TermEntry
from generator.catalogue.search_terms import SearchTerms
from generator.clearance import Cleared
from generator.languages.segmentation import CUT, cut, indexable
from generator.pages import drafts

from .libraries import composed_by, examine

LIBRARY = Path(__file__).parent / "examples" / "library"
TODAY = datetime.date(2026, 11, 21)


def gathered(root: Path) -> Catalogue:
    checked = examine(root, TODAY)
    assert checked.library is not None
    return Catalogue(checked.library, "", checked.clearing.entries, TODAY)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gathered(LIBRARY)


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> dict[str, str]:
    return {page.address: page.text for page in composed_by(drafts, catalogue)}


def find(catalogue: Catalogue, address: str) -> Cleared:
    return next(entry for entry in catalogue.entries if entry.address == f"{address}.md")


def word(catalogue: Catalogue, name: str) -> TermEntry:
    return next(term for term in catalogue.terms("word") if term.term.id == name)


def test_a_case_is_found_by_its_short_name_its_organisations_and_the_other_words_of_its_terms(
    catalogue: Catalogue,
) -> None:
    case = find(catalogue, "cases/market-shelf")
    words = SearchTerms(catalogue).other_words(case)
    assert SearchTerms(catalogue).other_names(case) == ("TSM",)
    assert words[0] == "Lantern Readers"
    assert {"reading circles", "RC"} <= set(words)
    assert "TSM" not in words
    assert not any("(" in one for one in words)
    assert "HLF" not in words  # who paid stands in the text


def test_an_organisation_is_found_by_its_other_names(catalogue: Catalogue) -> None:
    words = SearchTerms(catalogue).other_names(find(catalogue, "organisations/hill-library-fund"))
    assert words == ("HLF", "Fund for the Libraries of the Hills")


def test_a_term_is_found_by_its_other_words_without_the_remarks_and_each_once(catalogue: Catalogue) -> None:
    assert SearchTerms(catalogue).other_names(word(catalogue, "market-stall")) == ("weekly market", "WMS", "stall")


def test_a_record_whose_title_has_a_word_is_called_by_its_other_names_and_does_not_only_tell_of_it(
    catalogue: Catalogue,
) -> None:
    case = find(catalogue, "cases/market-shelf")
    assert "WMS" not in SearchTerms(catalogue).other_names(case)
    titled = dataclasses.replace(case, record=case.record.model_copy(update={"title": "A shelf at the weekly market"}))
    others = tuple(titled if entry is case else entry for entry in catalogue.entries)
    wording = SearchTerms(dataclasses.replace(catalogue, entries=others))
    assert wording.other_names(titled) == ("TSM", "Weekly market | stall", "weekly market", "WMS", "stall")
    assert "WMS" not in wording.other_words(titled)


def test_a_work_tells_of_what_its_title_speaks_of_and_is_not_called_so(catalogue: Catalogue) -> None:
    """Who asks for a short form wants the page on it, and not a work that has it in its title."""
    work = find(catalogue, "sources/boxes-and-boats")
    titled = dataclasses.replace(work, record=work.record.model_copy(update={"title": "A count at the weekly market"}))
    others = tuple(titled if entry is work else entry for entry in catalogue.entries)
    wording = SearchTerms(dataclasses.replace(catalogue, entries=others))
    assert wording.other_names(titled) == ()
    assert {"WMS", "Weekly market | stall"} <= set(wording.other_words(titled))


def test_a_record_tells_of_a_word_when_its_text_has_a_name_of_several_words(catalogue: Catalogue) -> None:
    wording, case = SearchTerms(catalogue), find(catalogue, "cases/market-shelf")
    assert case in wording.telling_of(word(catalogue, "market-stall"))
    assert {"WMS", "Weekly market | stall"} <= set(wording.other_words(case))
    assert find(catalogue, "cases/fjord-boat") not in wording.telling_of(word(catalogue, "market-stall"))
    assert wording.telling_of(word(catalogue, "tin-box")) == ()


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("They sold books at a stall.", False),
        ("They went to the Weekly\nmarket.", True),
        ("They went to the WEEKLY MARKET, early.", True),
        ("The WMS was open.", True),
        ("The wms was open.", False),
        ("The WMSs were open.", False),
        ("Bi-weekly markets were held.", False),
    ],
)
def test_one_plain_word_tells_of_nothing_and_a_short_form_only_in_capitals(library, text: str, tells: bool) -> None:
    root = library()
    path = root / "practices" / "cases" / "fjord-boat.md"
    path.write_text(path.read_text("utf-8") + f"\n{text}\n", "utf-8")
    catalogue = gathered(root)
    told = SearchTerms(catalogue).telling_of(word(catalogue, "market-stall"))
    assert (find(catalogue, "cases/fjord-boat") in told) is tells


def test_titles_of_sources_tell_of_nothing(library) -> None:
    root = library()
    path = root / "practices" / "organisations" / "lantern-readers.md"
    path.write_text(path.read_text("utf-8").replace("title: About us", "title: The weekly market"), "utf-8")
    catalogue = gathered(root)
    told = SearchTerms(catalogue).telling_of(word(catalogue, "market-stall"))
    assert find(catalogue, "organisations/lantern-readers") not in told


def test_the_page_of_a_word_shows_its_names_and_who_tells_of_it(files: dict[str, str]) -> None:
    page = files["vocabularies/words/market-stall.md"]
    assert "Also called\n:   weekly market (a market without the stall), WMS, stall and weekly market" in page
    assert "[Lantern Readers: The shelf at the market" in page
    assert "Nothing in this library has “Tin box” yet." in files["vocabularies/words/tin-box.md"]
    assert "](words/market-stall.md) (1)" in files["vocabularies/words.md"]


def test_what_the_search_shows_stands_in_the_head_of_a_page(files: dict[str, str]) -> None:
    head = files["cases/market-shelf.md"].split("---")[1]
    assert 'by: "Lantern Readers"' in head
    assert 'evidence: "▼ Interviews; ◆ Monitoring"' in head
    term = files["vocabularies/resistance/denial.md"].split("---")[1]
    assert 'heard: "Nobody here reads.; &quot;Books | are&quot; for towns."' in term
    assert 'theme: "Reading for all"' in head
    assert re.search(r'^called: "TSM"$', head, re.MULTILINE)
    assert re.search(r'^also: "Lantern Readers; ', head, re.MULTILINE)


def data_of(text: str, call: str) -> object:
    return json.loads(text.removeprefix(f"hgSearch.{call}(").removesuffix(");\n"))


def test_the_script_of_names_has_terms_shelves_and_countries_with_their_other_words(files: dict[str, str]) -> None:
    rows = data_of(files["assets/search-names.js"], "names")
    assert isinstance(rows, list)
    assert ["Reading together", "vocabularies/approaches/reading-together.html", ["reading circles", "RC"]] in rows
    assert ["Weekly market | stall", "vocabularies/words/market-stall.html", ["weekly market", "WMS", "stall"]] in rows
    assert ["Kenya", "countries/ke.html", []] in rows
    assert all(f"{address.removesuffix('html')}md" in files for _, address, _ in rows)


def test_the_ways_on_lead_to_pages(files: dict[str, str]) -> None:
    said = data_of(files["assets/search-words.js"], "words")
    assert isinstance(said, dict)
    assert len(said["links"]) == 5
    made = {*files, "explore.md"}  # the pages of Explore are made apart
    assert all(f"{address.removesuffix('html')}md" in made for _, address in said["links"])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("အမျိုးသမီး", "အ မျိုး သ မီး"),  # women
        ("ကျေးလက်ဒေသ", "ကျေး လက် ဒေ သ"),  # countryside
        ("သတ္တဝါ", "သတ္တ ဝါ"),  # a stacked letter stays with the one it stands under
        ("လုပ်ငန်း", "လုပ် ငန်း"),  # a letter with an asat closes its syllable
        ("妇女", "妇 女"),
        ("ស្ត្រី", "ស្ត្រី"),
        ("women's groups, 5.3", "women's groups, 5.3"),
        ("কিশোরী মেয়েরা", "কিশোরী মেয়েরা"),
        ("النساء", "النساء"),
        ("ሴቶች", "ሴቶች"),
        ("", ""),
    ],
)
def test_text_without_spaces_is_cut_at_its_syllables_and_other_text_is_left(text: str, pieces: str) -> None:
    assert cut(text).replace(CUT, " ") == pieces
    assert cut(text).replace(CUT, "") == text


def test_cutting_leaves_html_as_it_is_but_for_the_words() -> None:
    given = '<p class="x" data-pagefind-weight="3">ငွေစု <b>အဖွဲ့</b> &amp; 1</p>'
    assert cut(given) == f'<p class="x" data-pagefind-weight="3">ငွေ{CUT}စု <b>အ{CUT}ဖွဲ့</b> &amp; 1</p>'


def test_letters_are_indexed_in_one_form() -> None:
    assert indexable("me\u0301xico \u09df") == "m\u00e9xico \u09af\u09bc"
    assert indexable("women's <b>groups</b>") == "women's <b>groups</b>"
