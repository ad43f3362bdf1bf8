"""From the first page to a case by links alone, with script off: by every facet, every pair, every picture, and A to Z."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

FACETS = {
    "Theme": ["Reading in company"],
    "Strategy": ["Evening readings"],
    "What pushed back": ["Mockery and gossip"],
    "How it was answered": ["Talking with those who decide"],
    "Country": ["All", "Kenya"],
    "Region": ["Eastern Africa"],
    "With whom": ["Herders"],
    "Others with a part": ["Carriers"],
    "Level": ["One reader"],
    "Approach": ["Peer readers"],
    "RESPECT strategy": ["Reading in daily life"],
    "Organisation": ["All", "Lantern House Ethiopia"],
    "Kind of organisation": ["Reading club"],
    "How we know": ["Interviews"],
    "What changed": ["▼ Worsened"],
    "People, time and money": ["Sessions or hours are told"],
    "Years": ["1990 to 1999"],
    "How far it is recorded": ["Outline: little is known yet"],
}
"""Of each facet of Explore the links that lead to one of its values."""

WAYS = {
    "themes by region": ["Find a practice", "Themes by region", "Reading in company: Eastern Africa:"],
    "themes by evidence": ["Find a practice", "Themes by kind of evidence", "Reading in company: Interviews:"],
    "people by strategy": ["Find a practice", "People by strategy", "Herders: Evening readings:"],
    "a theme, then a region": ["Reading in company", "Eastern Africa:"],
    "a region, then a theme": ["Explore", "Eastern Africa", "Reading in company:"],
    "a people, then a strategy": ["Explore", "Herders", "Evening readings:"],
    "a strategy, then a people": ["Evening readings", "Herders:"],
    "an evidence, then a theme": ["Explore", "Interviews", "Reading in company:"],
    "a to z": ["A to Z", "T ", "The donkey library"],
    "the matrix": ["Pushback and answers", "Mockery and gossip, answered with: Talking with"],
    "the evidence map": ["Evidence map", "Evening readings, Interviews"],
    "the world": ["World", "Kenya"],
    "the timeline": ["Timeline"],
    "the pushback that greets": ["All forms of pushback", "Doubt"],
    "a list": ["All cases", "Canoe Mail Library: Canoe mail"],
}
"""Other ways, each as the links that a reader follows from the first page; the last leads to a case, or to a page that names one."""


@pytest.fixture(scope="module")
def page(browser: Browser):
    """One page for all walks, which begin anew each: without script it keeps nothing of the last one."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def follow(page: Page, words: str) -> None:
    """Take the first link that begins with these words, as a screen reader would say it, by keyboard."""
    before = page.url
    link = page.get_by_role("link", name=re.compile("^(?:\\d+ ?: )?" + re.escape(words))).first
    link.press("Enter")
    expect(page).not_to_have_url(before)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def a_case_is_here_or_one_link_away(page: Page, start: str) -> None:
    case = re.compile(re.escape(start) + "cases/(?!index)[^/]+$")
    if not case.match(page.url):
        page.locator("main a[href*='cases/']:not([href*='index'])").first.click()
    expect(page).to_have_url(case)
    told, missing = page.get_by_role("heading", name="Pushback and answers"), page.locator("#gap-resistance")
    expect(told.or_(missing).first).to_be_visible()


@pytest.mark.parametrize("facet", FACETS)
def test_each_facet_leads_to_a_case(start: str, page: Page, facet: str) -> None:
    page.goto(start + "index.html")
    follow(page, "Explore")
    expect(page.get_by_role("heading", name=facet, exact=True)).to_be_visible()
    for words in FACETS[facet]:
        if words == "All":
            heading = page.get_by_role("heading", name=facet, exact=True)
            heading.locator("xpath=following::a[1]").click()
        else:
            follow(page, words)
    expect(page.get_by_role("heading", level=1)).to_contain_text(FACETS[facet][-1])
    a_case_is_here_or_one_link_away(page, start)


@pytest.mark.parametrize("way", WAYS)
def test_each_other_way_leads_to_a_case(start: str, page: Page, way: str) -> None:
    page.goto(start + "index.html")
    for words in WAYS[way]:
        follow(page, words)
    a_case_is_here_or_one_link_away(page, start)


def test_no_facet_is_left_out_here(start: str, page: Page) -> None:
    page.goto(start + "explore.html")
    assert page.locator("#hg-explore-plain h2").all_inner_texts()[:-1] == list(FACETS)


def test_what_needs_script_is_not_shown_without_it(start: str, page: Page, browser: Browser) -> None:
    page.goto(start + "about.html")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("banner").get_by_role("link", name="Find a practice")).to_be_visible()
    page.goto(start + "explore.html")
    expect(page.locator("#hg-explore")).to_be_hidden()

    context = browser.new_context()
    other = context.new_page()
    other.goto(start + "about.html")
    expect(other.get_by_role("searchbox")).to_be_visible()
    expect(other.get_by_role("link", name="Find a practice")).to_have_count(0)
    context.close()


def test_a_case_leads_to_others_and_says_why(start: str, page: Page) -> None:
    page.goto(start + "cases/lamps-at-the-well.html")
    page.locator("#connections + details > summary").click()
    near = page.get_by_role("listitem").filter(has_text="also with Herders in Ethiopia")
    near.get_by_role("link", name=re.compile("The donkey library")).click()
    expect(page).to_have_url(start + "cases/donkey-library.html")
