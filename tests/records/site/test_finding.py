"""The search finds these records by what readers write: by the sentences that are heard, by names, and by other words for a thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.catalogue import PRACTICE, Catalogue

from ...libraries import ROOT, catalogue_of
from ...site.test_search import ask, opened, titles

FOUND = """async ([words, most]) => {
  const { found } = await hgSearch.seek(hgSearch.understand(words));
  const pages = await Promise.all(found.slice(0, most).map((one) => one.data()));
  return pages.map((page) => page.raw_url);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, shipped: Path) -> Iterator[Page]:
    """A page with the search open, which all tests of this file ask."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    opened(page, (shipped / "site" / "index.html").as_uri(), "practice")
    yield page
    context.close()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of(ROOT)


def test_a_sentence_that_people_hear_finds_its_form_among_the_first_five(catalogue: Catalogue, page: Page) -> None:
    """Each form by one of its sentences at least, and nine of ten sentences: some are made of words that all pages have."""
    found: dict[str, list[bool]] = {}
    for form in catalogue.terms("resistance"):
        for sentence in form.term.heard[:2]:
            ask(page, sentence)
            found.setdefault(form.term.label, []).append(form.term.label in titles(page)[:5])
    assert {form for form, sentences in found.items() if not any(sentences)} == set()
    every = [one for sentences in found.values() for one in sentences]
    assert sum(every) >= 0.9 * len(every)


def test_a_title_finds_its_record_among_the_first_three(catalogue: Catalogue, page: Page) -> None:
    lost = []
    for entry in (entry for kind in PRACTICE for entry in catalogue.all(kind)):
        found = page.evaluate(FOUND, [entry.record.title, 3])
        if f"/{entry.address.removesuffix('.md')}.html" not in found:
            lost.append((entry.record.title, entry.address, found))
    assert lost == []


def test_another_word_for_a_thing_finds_its_page(catalogue: Catalogue, page: Page) -> None:
    lost = []
    for role in ("people", "actor", "approach", "resistance", "response", "evidence", "word", "abbreviation"):
        for one in catalogue.terms(role):
            for word in one.term.also:
                if f"/{one.address.removesuffix('.md')}.html" not in page.evaluate(FOUND, [word, 300]):
                    lost.append((word, one.address))
    assert lost == []
