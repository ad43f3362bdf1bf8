"""Leaving at once: covered before anything is asked for, not to be undone by "back", for every reader.

A place outside, to which one library goes on, is stood in for by a page of the test's own, so no test asks another host.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from ..sites import ONWARD, on_server_and_folder, served
from .looks import of_each_look
from .test_pages import Reader

CASE = "cases/night-bakers.html"
LONGEST = "developing/components.html"
LEAVE = "Leave this site"
PARTS = 2
"""In how many tests pages are visited, so that several workers have some."""
TAKES_FOCUS = ("a", "area", "button", "details", "iframe", "input", "select", "summary", "textarea")
AT_ONCE = 100
"""Milliseconds: what people feel as no delay."""

Visit = Callable[..., Page]


@contextmanager
def visiting(browser: Browser, *, answers: bool = True, **settings: Any) -> Iterator[Page]:
    """A tab of its own. The plain page answers, or as over a very slow line it does not.

    While it does not answer, Playwright waits with all that it is asked, so such a test asks once for all.
    """
    context = browser.new_context(**settings)
    if not answers:
        context.route("**/measures.html", lambda _: None)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def elsewhere(route: Route) -> None:
    route.fulfill(body="<title>Elsewhere</title><h1>Elsewhere</h1>", content_type="text/html")


def is_plain(page: Page, start: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Measures and conversions")
    assert page.url == f"{start}measures.html"


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


# Where it is


class Begin(HTMLParser):
    """The first thing of a page that takes the focus, as its tag and attributes, and the words in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.first: dict[str, str | None] = {}
        self.words = ""
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.first and (tag in TAKES_FOCUS or "tabindex" in dict(attrs)):
            self.first, self._inside = {"tag": tag, **dict(attrs)}, True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != self.first["tag"]

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words += data


def test_every_page_begins_with_it(built: Path) -> None:
    site = built / "site"
    pages = [path for path in sorted(site.rglob("*.html")) if path.name != "measures.html"]
    other = []
    for path in pages:
        begin = Begin(path.read_text("utf-8"))
        up = "/" if path.name == "404.html" else "../" * (len(path.relative_to(site).parts) - 1)
        if (begin.first.get("href"), begin.words) != (f"{up}measures.html", LEAVE) or "data-exit" not in begin.first:
            other.append((path.relative_to(site).as_posix(), begin.first, begin.words))
    assert pages
    assert other == []


@pytest.mark.parametrize("part", range(PARTS))
def test_it_is_the_first_stop_of_tab_and_leads_away(built: Path, address: str, browser: Browser, part: int) -> None:
    """On pages that have all that any page has."""
    with visiting(browser, viewport={"width": 360, "height": 740}) as page:
        for name in [name for name in of_each_look(built / "site") if name != "measures.html"][part::PARTS]:
            page.goto(address + name)
            page.keyboard.press("Tab")
            first = page.locator(":focus")
            expect(first, name).to_have_accessible_name(LEAVE)
            expect(first, name).to_be_in_viewport(ratio=1)
            first.press("Enter")
            is_plain(page, address)


def test_it_stands_on_the_page_of_a_withdrawn_record_too(built_words: Path, browser: Browser) -> None:
    start = (built_words / "site").as_uri() + "/"
    with visiting(browser, viewport={"width": 360, "height": 740}) as page:
        page.goto(f"{start}cases/withdrawn.html")
        expect(page.locator("main")).to_contain_text("was withdrawn")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_accessible_name(LEAVE)
        page.keyboard.press("Enter")
        is_plain(page, start)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_nothing_ever_covers_it(browser: Browser, start: str, script: bool) -> None:
    with visiting(browser, java_script_enabled=script) as page:
        for name in (CASE, LONGEST, "index.html"):
            page.goto(start + name)
            for width, height in ((320, 256), (320, 740), (360, 740), (1280, 800)):
                page.set_viewport_size({"width": width, "height": height})
                for part in (0, 0.5, 1):
                    page.evaluate("part => scrollTo(0, part * document.documentElement.scrollHeight)", part)
                    assert uncovered(page), (name, width, height, part)
                    assert page.evaluate("scrollY > 0") == (part > 0)


def test_neither_the_open_menu_nor_a_note_covers_it(browser: Browser, start: str) -> None:
    with visiting(browser) as page:
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 256})
            page.goto(start + CASE)
            page.locator(".hg-menu summary").click()
            for name in ("Themes", "Contribute"):
                page.locator(".hg-menu").get_by_role("link", name=name).scroll_into_view_if_needed()
                assert uncovered(page)
            page.locator(".hg-menu summary").click()
            mark = page.locator("a.footnote-ref").first
            mark.click()
            note = page.get_by_role("note")
            expect(note).to_be_visible()
            for step in range(0, 200, 20):
                page.evaluate(
                    "([at, step]) => scrollBy(0, at.getBoundingClientRect().top - step)", [note.element_handle(), step]
                )
                assert uncovered(page)


def test_the_contents_beside_a_page_stand_clear_of_it(browser: Browser, start: str) -> None:
    with visiting(browser, viewport={"width": 1280, "height": 400}) as page:
        page.goto(start + CASE)
        page.evaluate("scrollTo(0, 3000)")
        bar, contents = page.locator(".hg-bar").bounding_box(), page.locator(".hg-contents details").bounding_box()
        assert contents["y"] >= bar["y"] + bar["height"]
        assert contents["y"] + contents["height"] <= 400


def test_a_place_to_which_a_link_leads_is_not_under_its_bar(browser: Browser, start: str) -> None:
    with visiting(browser) as page:
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            page.goto("about:blank")  # a fragment alone would be a jump, and not a visit
            page.goto(f"{start}{CASE}#lessons")
            bar, heading = page.locator(".hg-bar").bounding_box(), page.locator("#lessons").bounding_box()
            assert bar["y"] == 0
            assert bar["height"] <= heading["y"] <= 150


def uncovered(page: Page) -> bool:
    """Whether what lies on top, where the link is, is the link: in its middle and near its ends, all on the screen."""
    return page.locator("#hg-exit").evaluate(
        """link => {
          const { left, right, top, bottom, width } = link.getBoundingClientRect();
          const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
          const over = [0.1, 0.5, 0.9].map(part => document.elementFromPoint(left + width * part, (top + bottom) / 2));
          return inside && over.every(top => link.contains(top));
        }"""
    )


# What it does


@on_server_and_folder
def test_it_leads_away_and_back_does_not_return(browser: Browser, start: str) -> None:
    with visiting(browser, viewport={"width": 360, "height": 740}, has_touch=True) as page:
        link = page.locator("#hg-exit")
        for way in (link.click, link.tap, lambda: link.press("Enter"), lambda: press_shift(page, 3)):
            page.goto(start + "about.html")
            page.goto(start + CASE)
            page.evaluate("scrollTo(0, 2000)")
            way()
            is_plain(page, start)
            page.go_back()
            expect(page).to_have_url(start + "about.html")  # what was opened before is not taken away, as Safety says
            page.go_forward()
            is_plain(page, start)


@on_server_and_folder
def test_it_is_a_plain_link_without_script(browser: Browser, start: str) -> None:
    with visiting(browser, viewport={"width": 360, "height": 740}, has_touch=True, java_script_enabled=False) as page:
        page.goto(start + CASE)
        page.locator("#hg-exit").tap()
        is_plain(page, start)


@pytest.mark.parametrize("kept", ["max-age=600", "public, max-age=0, must-revalidate", "no-cache"])
def test_without_a_network_it_leads_to_the_plain_page(built: Path, browser: Browser, kept: str) -> None:
    with served(built / "site", kept) as address, visiting(browser) as page:
        page.goto(f"{address}about.html")
        page.goto(address + CASE)
        page.wait_for_load_state("networkidle")  # the plain page has been fetched ahead by now
        page.context.set_offline(True)
        page.locator("#hg-exit").click()
        is_plain(page, address)
        assert page.title() == "Measures and conversions"
        page.context.set_offline(False)
        page.go_back()
        expect(page).to_have_url(f"{address}about.html")
        page.go_forward()
        is_plain(page, address)


def test_a_library_can_go_on_from_the_plain_page_to_another(built_words: Path, browser: Browser) -> None:
    with served(built_words / "site") as address, visiting(browser) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.context.route(f"{ONWARD}**", elsewhere)
        page.goto(f"{address}about.html")
        page.goto(f"{address}index.html")
        with page.expect_request(ONWARD) as request:
            page.locator("#hg-exit").click()
        assert "referer" not in request.value.all_headers()
        expect(page.get_by_role("heading", level=1)).to_have_text("Elsewhere")
        assert asked.index(f"{address}measures.html") < asked.index(ONWARD)
        page.go_back()
        expect(page).to_have_url(f"{address}about.html")


def test_without_a_network_a_library_does_not_go_on(built_words: Path, browser: Browser) -> None:
    with served(built_words / "site") as address, visiting(browser) as page:
        page.goto(f"{address}index.html")
        page.wait_for_load_state("networkidle")  # the plain page has been fetched ahead by now
        page.context.set_offline(True)
        page.locator("#hg-exit").click()
        is_plain(page, address)
        page.wait_for_load_state("load")
        is_plain(page, address)


@pytest.mark.alone
@pytest.mark.parametrize("name", [CASE, LONGEST, "404.html", "search.html?q=books"])
def test_the_page_is_covered_within_the_click_itself(browser: Browser, address: str, name: str) -> None:
    """No frame is drawn between a click and the end of its listeners, so the cover is in the next frame at the latest."""
    took = []
    for _ in range(3):  # a busy machine may be slow once
        with visiting(browser, answers=False) as page:
            page.goto(address + name)
            seen = page.evaluate(
                """() => {
                  const before = performance.now();
                  document.getElementById("hg-exit").click();
                  return { took: performance.now() - before, text: document.body.innerText, title: document.title,
                           parts: [...document.body.querySelectorAll("*")].map(part => part.role) };
                }"""
            )
            took.append(seen.pop("took"))
            assert seen == {"text": "Loading.", "title": "Loading.", "parts": ["alert"]}
        if took[-1] < AT_ONCE:
            break
    assert min(took) < AT_ONCE, took


@pytest.mark.alone
def test_a_page_that_is_still_loading_on_a_slow_line_is_covered_and_stays_so(browser: Browser, address: str) -> None:
    took = []
    for _ in range(3):  # a busy machine may be slow once
        with visiting(browser, answers=False) as page:
            slow(page.context, page)
            page.goto(address + LONGEST, wait_until="commit")
            seen = page.evaluate(
                """async () => {
                  const moment = () => new Promise(done => setTimeout(done, 20));
                  while (!document.getElementById("hg-exit")) await moment();
                  const loading = document.readyState === "loading", before = performance.now();
                  document.getElementById("hg-exit").click();
                  const took = performance.now() - before, text = document.body.innerText;
                  for (let more = 0; more < 50; more++) await moment();
                  return { loading, took, text, later: document.body.innerText };
                }"""
            )
            took.append(seen.pop("took"))
            assert seen == {"loading": True, "text": "Loading.", "later": "Loading."}
        if took[-1] < AT_ONCE:
            break
    assert min(took) < AT_ONCE, took


def slow(context: BrowserContext, page: Page) -> None:
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    conditions = {"offline": False, "latency": 400, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
    line.send("Network.emulateNetworkConditions", conditions)


def test_a_page_that_a_browser_kept_in_memory_is_empty_and_leads_away_again(browser: Browser, address: str) -> None:
    with visiting(browser, answers=False) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
        page.goto(address + CASE)
        text = page.evaluate(
            """async () => {
              const moment = () => new Promise(done => setTimeout(done, 300));
              document.getElementById("hg-exit").click();
              await moment();
              dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
              await moment();
              return document.body.innerText;
            }"""
        )
        assert text == "Loading."
        assert asked.count(f"{address}measures.html") == 2


# Shift


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Page]:
    """The page of a case whose clock the test sets."""
    with visiting(browser) as page:
        page.clock.install()
        page.goto(address + CASE)
        yield page


def test_each_press_of_shift_is_counted_aloud_and_runs_out(visit: Page) -> None:
    said, link = visit.locator("#hg-exit-says"), visit.locator("#hg-exit")
    assert said.get_attribute("aria-live") == "polite"
    press_shift(visit, 1)
    expect(said).to_have_text("Shift, press 2 more times to leave.")
    expect(link).to_have_attribute("data-presses", "1")
    visit.clock.run_for(4_000)
    press_shift(visit, 1)
    expect(said).to_have_text("Shift, press 1 more time to leave.")
    visit.clock.run_for(5_000)
    expect(said).to_have_text("Leaving by Shift has expired.")
    expect(link).not_to_have_attribute("data-presses", re.compile("."))
    visit.clock.run_for(5_000)
    expect(said).to_have_text("")
    press_shift(visit, 2)
    stays(visit)


BETWEEN: dict[str, Callable[[Page], None]] = {
    "a letter": lambda page: page.keyboard.press("a"),
    "a capital": lambda page: page.keyboard.press("Shift+A"),
    "back by Tab": lambda page: page.keyboard.press("Shift+Tab"),
    "Control": lambda page: page.keyboard.press("Control+Shift"),
    "Alt": lambda page: page.keyboard.press("Alt+Shift"),
    "a click": lambda page: page.locator("h1").click(modifiers=["Shift"]),
}


def test_shift_with_anything_in_between_begins_anew(visit: Page, address: str) -> None:
    for name, between in BETWEEN.items():
        visit.goto(address + CASE)
        press_shift(visit, 2)
        between(visit)
        press_shift(visit, 2)
        stays(visit, name)
        press_shift(visit, 1)
        is_plain(visit, address)


def test_capitals_typed_into_the_search_do_not_lead_away(visit: Page) -> None:
    visit.get_by_role("searchbox").focus()
    for letter in "BOOKS":
        visit.keyboard.press(f"Shift+{letter}")
    for letter in "LENT":  # typed so fast that Shift is let go before the letter
        visit.keyboard.down("Shift")
        visit.keyboard.down(letter)
        visit.keyboard.up("Shift")
        visit.keyboard.up(letter)
    stays(visit)
    assert visit.get_by_role("searchbox").input_value() == "BOOKSLENT"


def test_shift_held_down_counts_once(visit: Page) -> None:
    for _ in range(6):
        visit.keyboard.down("Shift")
    visit.keyboard.up("Shift")
    expect(visit.locator("#hg-exit")).to_have_attribute("data-presses", "1")


def stays(page: Page, after: str = "") -> None:
    expect(page.get_by_role("heading", level=1), after).to_have_text("The night bakers' circle")


# What is said about it, and what others see


def test_beside_it_stands_what_it_cannot_do(browser: Browser, start: str) -> None:
    with visiting(browser) as page:
        page.goto(start + CASE)
        expect(page.locator("header")).to_contain_text("Leaving does not clear your history or stop spyware.")
        page.get_by_role("link", name="What leaving cannot do").click()
        expect(page.locator("#exit")).to_be_in_viewport()
        expect(page.get_by_text("It does not clear the history.")).to_be_visible()


def test_the_plain_page_says_nothing_of_this_library(built: Path) -> None:
    html = (built / "site" / "measures.html").read_text("utf-8")
    page = Reader(html)
    assert page.links == []
    assert re.findall(r'(?:href|src)="([^"]*)"', html) == ["assets/measures.svg", "assets/measures.css"]
    assert '<meta name="robots" content="noindex">' in html
    assert not re.search(
        r"holding|ground|gender|women|practice|reading|county|shel[fv]|lamp|favicon|hg-", html, re.IGNORECASE
    )
    assert "measures" not in (built / "site" / "sitemap.xml").read_text("utf-8")
    others = [path for path in (built / "site").rglob("*.html") if path.name != "measures.html"]
    leading = {name for path in others for href, name in Reader(path.read_text("utf-8")).links if "measures" in href}
    assert leading == {LEAVE}


def test_the_plain_page_is_not_found_by_searching(browser: Browser, address: str) -> None:
    with visiting(browser) as page:
        page.goto(address + "search.html?q=measure")
        expect(page.locator(".hg-results a").first).to_be_visible()  # other pages have the word
        assert page.locator(".hg-results a[href*=measures]").count() == 0


def test_tabs_and_previews_say_little(built: Path) -> None:
    """No longer word of a record's name stands in the title of its page, but for the place, nor anything of it in previews."""
    site = built / "site"
    for path in sorted(site.rglob("*.html")):
        if path.name in ("measures.html", "form.html"):
            continue
        head = re.search(r"<head>(.*?)</head>", path.read_text("utf-8"), re.DOTALL)[1]
        shown = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', head))
        assert shown["og:title"] == "The Reading County", path
        assert shown["description"] == shown["og:description"] == "What people did, and what held.", path
        assert re.findall(r"<title>(.*)</title>", head)[0].endswith("The Reading County"), path
    assert title(site / CASE) == "Case TNBC, Kenya – The Reading County"
    assert title(site / "index.html") == "The Reading County"
    assert title(site / "countries" / "ke.html") == "Kenya – The Reading County"
    assert title(site / "vocabularies" / "forms-of-resistance" / "mockery.html") == "Term MAG – The Reading County"
    for kind in ("themes", "strategies", "cases", "papers", "programmes"):
        for record in (built / "practices" / kind).glob("*.md"):
            words = {word for word in record.stem.split("-") if len(word) > 4}
            own = title(site / kind / f"{record.stem}.html").removesuffix(" – The Reading County")
            assert not words & set(re.findall(r"\w+", own.lower().split(", ")[0])), record


def title(path: Path) -> str:
    return re.search(r"<title>(.*)</title>", path.read_text("utf-8"))[1]
