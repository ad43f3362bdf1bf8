"""The library in Kiwix: kiwix-serve hands it out, and a browser opens its pages, Explore, both searches and the way out."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.editions import Edition, Shelf
from generator.site import renderer_of

from ..libraries import examine
from ..sites import TODAY

zim = pytest.importorskip("generator.editions.zim.writing", reason="libzim is an extra (editions)") and __import__(
    "generator.editions.zim", fromlist=["make"]
)
pytestmark = pytest.mark.skipif(not shutil.which("kiwix-serve"), reason="kiwix-serve (kiwix-tools) is not installed")
CASE = "cases/fjord-boat.html"
# How kiwix-serve from 3.4 on shows a book: in a frame that may not lead the window elsewhere.
VIEWER = '<!doctype html><title>Viewer</title><iframe src="{}" sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads" width="390" height="700"></iframe>'


@pytest.fixture(scope="module")
def book(built_small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where kiwix-serve hands out the small library."""
    found = examine(built_small, TODAY)
    renderer = renderer_of(built_small, found, TODAY)
    library = renderer.catalogue.library
    edition = Edition(None, TODAY, library.licence, str(library.licence_url), library.language)
    (made,) = zim.make(Shelf(built_small / "site", renderer, edition), tmp_path_factory.mktemp("kiwix"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        ["kiwix-serve", "--address", "127.0.0.1", "--port", str(port), made.file],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(200):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/{made.file.stem}/"
    server.terminate()
    server.wait()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 740})
    page = context.new_page()
    page.set_default_timeout(10_000)
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    assert failed == []
    context.close()


def test_the_main_page_opens_by_itself_and_leads_to_a_case(book: str, page: Page) -> None:
    page.goto(book)
    assert page.url == book + "index.html"
    page.goto(book + CASE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("The book boat on the fjord")
    expect(page.locator(".hg-honest")).to_contain_text("Kiwix stays open")


def test_explore_and_our_search_work(book: str, page: Page) -> None:
    page.goto(book + "explore.html")
    expect(page.locator("li.hg-found")).to_have_count(2, timeout=30_000)
    page.goto(book + "search.html?q=boat")
    expect(page.locator(".hg-results li").first).to_contain_text("The book boat on the fjord", timeout=30_000)


def test_the_full_texts_of_a_set_come(book: str, page: Page) -> None:
    page.goto(book + "set.html#cases/fjord-boat,cases/market-shelf")
    page.get_by_role("button", name="Put the full texts together").click()
    expect(page.locator(".hg-set__record")).to_have_count(2, timeout=30_000)


def test_kiwix_own_search_finds_what_pages_tell_and_calls_them_by_their_titles(book: str, page: Page) -> None:
    name = book.rstrip("/").rpartition("/")[2]
    page.goto(book + f"../search?content={name}&pattern=fjord")
    expect(page.get_by_role("link", name="The book boat on the fjord").first).to_be_visible()


UNCOVERED = """(link) => {
  const { left, right, top, bottom } = link.getBoundingClientRect();
  const middle = [(left + right) / 2, (top + bottom) / 2];
  return [middle, [middle[0], top + 2], [middle[0], bottom - 2], [left + 3, middle[1]], [right - 3, middle[1]]]
    .every(([x, y]) => link.contains(document.elementFromPoint(x, y)));
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_kiwix_toolbar_does_not_lie_over_the_way_out(book: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(book + CASE)
    way = page.locator("#hg-exit")
    for down in (0, 700):
        page.evaluate(f"scrollTo(0, {down})")
        expect(way).to_be_in_viewport()
        assert way.evaluate(UNCOVERED), down


@pytest.mark.parametrize("with_script", [True, False])
def test_the_way_out_is_a_link_that_a_viewer_follows(book: str, browser: Browser, with_script: bool) -> None:
    context = browser.new_context(java_script_enabled=with_script, viewport={"width": 390, "height": 740})
    page = context.new_page()
    page.route("**/viewer", lambda route: route.fulfill(body=VIEWER.format(book + CASE), content_type="text/html"))
    page.goto(book + "../viewer")
    inside = page.frame_locator("iframe")
    inside.get_by_role("link", name="Leave this site").last.click()
    expect(inside.get_by_role("heading", level=1)).to_have_text("Measures and conversions")
    assert [one.url for one in page.frames[1:]] == [book + "measures.html"]
    context.close()
