"""What readers write, and what they must find in this library. A folder answers, which is the harder, and a server as it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.catalogue import Catalogue
from generator.catalogue.naming import Naming

from ...libraries import ROOT, catalogue_of
from ...site.test_search import as_asked, ask, opened
from ...sites import served

FOUND = """async words => {
  const { found } = await hgSearch.seek(hgSearch.understand(words));
  return found.map(({ id }) => id).sort();
}"""
SHOWN = """async questions => {
  const field = document.getElementById("hg-search-field"), status = document.querySelector(".hg-search__status"), shown = {};
  for (const [words, told] of questions) {
    field.value = words;
    field.dispatchEvent(new InputEvent("input"));
    while (!status.textContent.includes(told))
      await new Promise(changed => new MutationObserver((_, watch) => { watch.disconnect(); changed(); }).observe(status, { childList: true }));
    shown[words] = [...document.querySelectorAll(".hg-results > :not(.hg-near) ol > li > a")].map((one) => one.innerText);
  }
  return shown;
}"""
"""What `ask` does, for many questions one after the other: to hear of each change from here takes longer than to answer it."""
SAME = [
    ("theatre", "theater"),
    ("behaviour", "behavior"),
    ("behaviour change", "behavior change"),
    ("labour", "labor"),
    ("organisation", "organization"),
    ("woman", "women"),
    ("wife", "wives"),
    ("child marriage", "children marriage"),
    ("people with disabilities", "persons with disabilities"),
    ("people with disabilities", "person with disability"),
    ("decision making", "decision-making"),
    ("land rights", "land-rights"),
    ("gender based violence", "gender-based violence"),
    ("15–24", "15-24"),
    ("C.E.D.A.W.", "CEDAW"),
    ("VSLA", "VSLAs"),
    ("VSLA", "vslas"),
    ("OAS", "OEA"),
    ("Peru", "Perú"),
    ("randomised", "randomized"),
    ("acción", "accion"),
    ("GBV", "G.B.V."),
    ("SRHR", "S.R.H.R."),
    ("VSLA", "V.S.L.A."),
    ("COVID-19", "covid19"),
    ("women’s rights", "women's rights"),
    ("“child marriage”", '"child marriage"'),
    ("CHILD  MARRIAGE", "child marriage"),
]
FIRST = {
    "no violence here": "Denial",
    "there is no violence here": "Denial",
    "the village head says there is no violence here": "Denial",
    "denial": "Denial",
    "Peru": "Peru",
    "Perú": "Peru",
    "DRC": "DR Congo",
    "RDC": "DR Congo",
    "Burma": "Myanmar",
    "Britain": "United Kingdom",
    "Turkey": "Türkiye",
    "trans": "LGBTIQ+ people",
    "safety": "Safety",
    "spyware": "Safety",
    "sasa": "SASA!",
    "child marriage": "Child marriage",
    "persons with disabilities": "People with disabilities",
    "citizen monitors of health rights": "Citizen monitors of health rights",
    "VSLA": "Savings groups",
    "FGM": "Female genital mutilation",
    "GBV": "Gender-based violence",
    "RCT": "Randomised trial",
    "backlash": "Backlash (attacks on people)",
    "citizen monitors": "Citizen monitors of health rights",
    "delete history": "Safety",
    "about this library": "About this library",
    "if you are under attack": "If you are under attack",
    "under attack": "If you are under attack",
}
"""What is called so, or said so, is the first link."""
NEAR = {
    "harrassment": "harassment",
    "harrass": "harass",
    "widdow": "widows",
    "violance": "violence",
    "indashikirwa": "indashyikirwa",
    "sassa": "sasa",
    "backlsh": "backlash",
}
ABSENT = [
    "non-binary", "non-violent", "non–violent", "chief", "CEDAW", "zebranno", "wheelchiar", "honour killing", "honor killing", "microfinanse",
    "export", "peacebuilding",
]  # fmt: skip
"""No page has them, and nothing that only begins so is shown."""
SPANISH = ["violencia", "mujeres", "violencia de género", "acoso sexual", "viudas"]
QUESTIONS = (*FIRST, *NEAR, *ABSENT, *SPANISH)


@pytest.fixture(scope="module")
def page(browser: Browser, shipped: Path) -> Iterator[Page]:
    """A page with the search open, which the tests of this file ask."""
    page = browser.new_page()
    opened(page, (shipped / "site" / "index.html").as_uri(), "practice")
    yield page
    page.close()


def results(page: Page, *questions: str) -> dict[str, list[str]]:
    """The titles that are shown for each question, what is pinned first."""
    shown: dict[str, list[str]] = page.evaluate(SHOWN, [[one, as_asked(one)] for one in questions])
    return shown


@pytest.fixture(scope="module")
def shown(page: Page) -> dict[str, list[str]]:
    """What stands under each question of the tables above."""
    return results(page, *QUESTIONS)


IDS = """async questions => {
  const told = {};
  for (const words of questions) told[words] = (await hgSearch.seek(hgSearch.understand(words))).found.map(({ id }) => id).sort();
  return told;
}"""


def test_a_server_answers_as_a_folder_does(
    page: Page, shown: dict[str, list[str]], browser: Browser, shipped: Path
) -> None:
    called = [entry.record.title for entry in catalogue_of(ROOT).entries]
    questions = [*called, *(words for pair in SAME for words in pair), *QUESTIONS]
    with served(shipped / "site") as address:
        other = browser.new_page()
        opened(other, address + "index.html", "practice")
        assert other.evaluate(IDS, questions) == page.evaluate(IDS, questions)
        some = QUESTIONS[:: len(QUESTIONS) // 3][:3]
        assert results(other, *some) == {words: shown[words] for words in some}
        other.close()


def test_two_ways_of_writing_a_thing_find_the_same(page: Page) -> None:
    found = {words: page.evaluate(FOUND, words) for pair in SAME for words in pair}
    assert [pair for pair in SAME if found[pair[0]] != found[pair[1]]] == []
    assert [words for words in found if not found[words] and words not in ("CEDAW", "C.E.D.A.W.")] == []


def test_what_is_called_or_said_so_comes_first(shown: dict[str, list[str]]) -> None:
    assert {words: shown[words][:1] for words, first in FIRST.items() if shown[words][:1] != [first]} == {}


def test_a_country_and_a_form_stand_with_their_cases(page: Page) -> None:
    for words in ("Peru", "denial", "DRC"):
        ask(page, words)
        expect(page.locator(".hg-pin .hg-pin__list a").first, words).to_be_visible()


def test_near_a_word_that_no_page_has_stands_the_one_that_was_meant_with_pages(
    page: Page, shown: dict[str, list[str]]
) -> None:
    for words, word in NEAR.items():
        assert shown[words] == [], words
        ask(page, words)
        expect(page.locator(".hg-search__status"), words).to_have_text(f"No page has “{words}”. ")
        expect(page.get_by_role("button", name=f"Only “{word}”: "), words).to_be_visible()
        expect(page.locator(".hg-near ol > li > a").first, words).to_be_visible()


def test_a_word_that_no_page_has_is_said_and_nothing_that_begins_so_is_shown(
    page: Page, shown: dict[str, list[str]]
) -> None:
    for words in ABSENT:
        assert shown[words] == [], words
        ask(page, words)
        expect(page.locator(".hg-search__status"), words).to_contain_text("No page has")
        expect(page.get_by_role("heading", name="Did you mean"), words).to_have_count(0)


def test_spanish_words_find_what_is_written_in_english(page: Page, shown: dict[str, list[str]]) -> None:
    for words in SPANISH:
        assert shown[words], words
        ask(page, words)
        expect(page.locator(".hg-search__status"), words).not_to_contain_text("No page has")


def test_the_headings_of_records_and_the_signs_of_themes_are_not_found(page: Page) -> None:
    ask(page, "square")
    expect(page.locator(".hg-search__status")).to_contain_text("No page has “square”.")


def test_outlines_of_which_little_is_known_do_not_answer_first(page: Page) -> None:
    """The headings of their empty parts are not searched, which made them answer “what works”."""
    ask(page, "what works")
    assert page.locator(".hg-results > section").first.locator("li").first.locator(".hg-badges").count() == 1
    for line in page.locator(".hg-results li > p:first-of-type").all_inner_texts():
        assert "About this record" not in line
        assert "Suggest a change" not in line


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of(ROOT)


def test_every_title_term_and_country_is_the_first_of_its_name(catalogue: Catalogue, page: Page) -> None:
    kinds = ("cases", "themes", "strategies", "series", "papers", "programmes")
    names = [entry.record.title for kind in kinds for entry in catalogue.all(kind)]
    names += [
        term.term.label
        for role in ("resistance", "response", "people", "approach", "evidence")
        for term in catalogue.terms(role)
    ]
    names += [Naming(catalogue).country(code) for code in catalogue.countries]
    lost = {name: found[:3] for name, found in results(page, *names).items() if found[:1] != [name]}
    assert lost == {}
