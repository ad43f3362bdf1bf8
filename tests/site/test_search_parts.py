"""The search of a very large library, whose index lies in parts: it finds what one in a piece finds, over http and from a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..sites import Once, served, small_library
from .test_search import opened, watch

FOUND = """async words => {
  await hgSearch.load();
  const pagefind = await hgPagefind(hgSearch.root);
  const { results } = await pagefind.search(words);
  const pages = await Promise.all(results.map((one) => one.data()));
  return { urls: pages.map((page) => page.raw_url), scores: results.map((one) => one.score) };
}"""


@pytest.fixture(scope="module")
def parted(once: Once) -> Path:
    """The small library with its index in parts, as a very large one has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.publish.search_index.PART", 20)
        root = once("parted", small_library)
    assert len(list((root / "site" / "pagefind").rglob("pagefind-entry.json"))) > 3
    return root


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


@pytest.fixture(params=["http", "file"])
def where_parted(request: pytest.FixtureRequest, parted: Path) -> Iterator[str]:
    if request.param == "file":
        yield (parted / "site").as_uri() + "/"
    else:
        with served(parted / "site") as address:
            yield address


ASKED = (
    "shelf", "books", "the market", "reading", "fjord boat", "market shelf", "norway", "two valleys council", "librarians",
    "sh", "shelfful", "bookish", "fjordic boats", "shelf qqqq", '"the shelf"', '"book boat"',
)  # fmt: skip
"""Words that some parts have and others have not, half words, longer words than any page has, and phrases."""


def test_an_index_in_parts_finds_what_a_whole_one_finds(built_small: Path, where_parted: str, page: Page) -> None:
    page.goto((built_small / "site" / "about.html").as_uri())
    whole = {words: page.evaluate(FOUND, words) for words in ASKED}
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong = watch(page)
    page.goto(where_parted + "about.html")
    found = {words: page.evaluate(FOUND, words) for words in ASKED}
    assert {words: sorted(one["urls"]) for words, one in found.items()} == {
        words: sorted(one["urls"]) for words, one in whole.items()
    }
    assert sum(bool(one["urls"]) for one in whole.values()) > len(ASKED) // 2
    assert all(one["scores"] == sorted(one["scores"], reverse=True) for one in found.values())
    assert len([url for url in asked if "/wasm." in url]) == 1
    assert wrong == []


def test_what_is_asked_of_one_part_is_asked_of_all(where_parted: str, page: Page) -> None:
    """A name comes first wherever it lies, and Explore finds the record behind a result."""
    opened(page, where_parted + "about.html", "fjord")
    expect(page.locator(".hg-results section[data-kind='Cases'] li > a").first).to_have_text(
        "The book boat on the fjord"
    )
    page.goto(where_parted + "explore.html#q=fjord")
    expect(page.locator(".hg-explore__results > li").first).to_contain_text("The book boat on the fjord")
