"""What a case folds, what can be done with it, and how it is gone through, on a phone: with script and without."""

from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

CASE = "cases/night-bakers.html"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(browser: Browser):
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    yield page
    page.close()


LOOK = """() => [
  [...document.querySelectorAll(".hg-claim, .hg-exchange, .hg-lessons > li:not([id^='bears-on']), #cautions + ul li, .hg-missing")]
    .map((one) => Boolean(one.closest("details:not([open])"))),
  document.documentElement.scrollHeight,
  (document.querySelector(".hg-card--case") || document.createElement("p")).getBoundingClientRect().height,
]"""
"""Of each claim, caution and answer, whether it is folded; how long the page is, and how high its card."""


class Look(NamedTuple):
    folded: list[bool]
    height: int
    card: float


@pytest.fixture(scope="module")
def cases(built: Path, browser: Browser) -> dict[str, Look]:
    """What is asked of every case, by the name of its file: each is visited once."""
    page, found = browser.new_page(viewport=PHONE), {}  # type: ignore[arg-type]
    for path in sorted((built / "site" / "cases").glob("*.html")):
        page.goto(path.as_uri())
        found[path.stem] = Look(*page.evaluate(LOOK))
    page.close()
    return found


def test_claims_cautions_and_answers_are_never_folded(cases: dict[str, Look]) -> None:
    assert [name for name, look in cases.items() if any(look.folded)] == []
    assert sum(len(look.folded) for look in cases.values()) > 20


def test_the_card_of_a_case_fits_one_screen_of_a_phone(built: Path, cases: dict[str, Look]) -> None:
    heights = {path.stem: cases[path.stem].card for path in (built / "practices" / "cases").glob("*.md")}
    assert heights
    assert {slug: height for slug, height in heights.items() if not 0 < height <= PHONE["height"]} == {}


def test_what_is_folded_opens_for_a_link_into_it(start: str, phone: Page) -> None:
    phone.goto(start + CASE)
    sources = phone.locator("#sources + details")
    expect(sources.locator(".footnote")).to_be_hidden()
    assert sources.locator("summary").inner_text().strip()
    phone.goto(f"{start}{CASE}#sources")
    phone.reload()
    expect(sources.locator(".footnote")).to_be_visible()
    phone.goto(f"{start}{CASE}#details")
    expect(phone.locator("#details + details .hg-card")).to_be_visible()
    bar = phone.locator(".hg-bar-of-page")
    bar.get_by_role("button", name="Cite").click()
    bar.get_by_role("link", name="More ways to cite it").click()
    expect(phone.locator("#cite")).to_be_in_viewport()
    expect(phone.locator("#citation")).to_be_visible()


def test_without_script_a_note_is_reached_and_only_what_works_is_offered(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(start + CASE)
    expect(page.locator(".hg-bar-of-page").get_by_role("link")).to_have_text(["Cite"])
    expect(page.locator(".hg-bar-of-page").get_by_role("button")).to_have_count(0)
    mark = page.locator("a.footnote-ref").first
    note = (mark.get_attribute("href") or "").removeprefix("#")
    mark.click()
    expect(page.locator(f"[id='{note}']")).to_be_in_viewport()
    context.close()


def test_a_case_is_put_on_the_list_and_laid_beside_others_from_its_own_page(start: str, phone: Page) -> None:
    phone.goto(start + CASE)
    phone.get_by_role("link", name="Put on my list").click()
    expect(phone.locator(".hg-my-list__items li")).to_have_count(1)
    assert phone.url.endswith("list.html#cases/night-bakers")
    phone.goto(start + CASE)
    phone.get_by_role("link", name="Compare with").click()
    expect(phone.locator(".hg-compare").first).to_be_visible()
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_contents_follow_the_facts_closed_on_a_phone_and_lead_to_every_part(start: str, phone: Page) -> None:
    phone.goto(start + CASE)
    contents = phone.get_by_role("navigation", name="On this page")
    assert contents.evaluate(
        """one => !!(document.querySelector(".hg-card--case").compareDocumentPosition(one) & 4)
          && !!(one.compareDocumentPosition(document.querySelector("h2")) & 4)"""
    )
    expect(contents.get_by_role("link").first).to_be_hidden()
    contents.locator("summary").click()
    expect(contents.get_by_role("link", name="Results")).to_be_visible()
    assert contents.get_by_role("link").count() == phone.locator(".hg-page h2").count()


@pytest.mark.parametrize("name", ["themes/reading-together", "strategies/evening-readings"])
def test_the_contents_of_a_shelf_follow_what_says_what_it_is(start: str, phone: Page, name: str) -> None:
    phone.goto(f"{start}{name}.html")
    assert phone.get_by_role("navigation", name="On this page").evaluate(
        "one => !!(document.querySelector('.hg-lead').compareDocumentPosition(one) & 4)"
    )


def test_the_top_is_one_tap_away_and_keeps_what_the_address_holds(start: str, phone: Page) -> None:
    phone.goto(start + CASE + "#sources")
    phone.get_by_role("link", name="To the top").click()
    assert phone.evaluate("scrollY") == 0
    assert phone.url.endswith("#sources")


@pytest.mark.parametrize("width", [360, 1280])
def test_before_a_page_begins_tab_stops_at_most_twenty_times(start: str, phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 740})
    phone.goto(start + CASE)
    for _ in range(20):
        phone.keyboard.press("Tab")
        if phone.evaluate("!!document.activeElement.closest('article')"):
            return
    pytest.fail("the page has not begun after twenty stops")


def test_the_mark_of_a_note_says_whose_work_it_is_and_is_large_enough(start: str, phone: Page) -> None:
    phone.goto(start + CASE)
    phone.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    for mark in phone.locator("a.footnote-ref").all():
        number = mark.text_content()
        label = mark.get_attribute("aria-label") or ""
        assert label.startswith(f"Source {number}: ")
        assert len(label) > len("Source 1: ") + 3
        if (box := mark.bounding_box()) is not None:
            assert min(box["width"], box["height"]) >= 24


ALONE = """() => [...document.querySelectorAll("article p > sup > a.footnote-ref")].filter((mark) => {
  const before = mark.parentElement.previousSibling;
  if (!mark.checkVisibility() || before?.nodeType !== Node.TEXT_NODE || !/\\S$/.test(before.data)) return false;
  const word = document.createRange();
  word.setStart(before, before.data.length - 1);
  word.setEnd(before, before.data.length);
  const { top, bottom } = mark.getBoundingClientRect();
  return (top + bottom) / 2 > word.getBoundingClientRect().bottom;
}).length"""
"""How many marks of notes stand on the line below the word that they belong to."""


def test_no_mark_of_a_note_begins_a_line(start: str, phone: Page) -> None:
    phone.goto(start + CASE)
    phone.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    alone = 0
    for width in range(320, 420, 4):
        phone.set_viewport_size({"width": width, "height": 740})
        alone += phone.evaluate(ALONE)
    assert alone == 0


def test_a_link_of_a_thing_to_itself_is_large_enough_and_makes_no_line_higher(start: str, phone: Page) -> None:
    phone.goto(start + CASE)
    links = phone.locator("main .hg-self:visible")
    assert links.count() > 2
    for link in links.all():
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    height = "document.documentElement.scrollHeight"
    before = phone.evaluate(height)
    phone.evaluate(
        """() => document.querySelectorAll(".hg-self").forEach((one) => {
          for (const name of ["padding-block", "margin-block", "line-height"]) one.style.setProperty(name, "0");
        })"""
    )
    assert phone.evaluate(height) == before


def test_what_a_claim_rests_on_stands_in_a_line_with_the_mark_of_its_source(start: str, phone: Page) -> None:
    phone.goto(start + CASE)
    claim = phone.locator(".hg-claim").first
    mark = claim.locator("td").last
    assert mark.evaluate("one => getComputedStyle(one, '::before').content") == "none"
    assert claim.locator("td").nth(1).evaluate("one => getComputedStyle(one, '::before').content") != "none"


MOST_PIXELS = 2_500
"""How high the median case of the county is on a phone, at most."""


def test_a_case_is_not_long_on_a_phone(cases: dict[str, Look]) -> None:
    heights = [look.height for name, look in cases.items() if name != "index" and "--" not in name]
    assert median(heights) <= MOST_PIXELS
