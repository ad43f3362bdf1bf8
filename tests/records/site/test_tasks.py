"""What readers come for, on a phone, with their steps counted: a tap, a question that is written, or a choice is one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ...sites import served

PATIENCE = 30_000
"""How long a page may take on a busy machine, in milliseconds: what is counted here are steps and not seconds."""


class Walk:
    """A reader who begins at the first page, and counts."""

    def __init__(self, page: Page, start: str) -> None:
        self.page, self.start, self.steps = page, start, 0
        page.goto(start + "index.html")

    def tap(self, one: Locator) -> None:
        self.steps += 1
        one.tap()

    def choose(self, one: Locator, label: str) -> None:
        self.steps += 1
        one.select_option(label=label)

    def ask(self, words: str) -> None:
        """Write a question into the field that stands on each page."""
        self.steps += 1
        self.page.get_by_role("searchbox").first.tap()
        self.page.locator("#hg-search-field").fill(words)
        self.is_told(words)

    def is_told(self, words: str) -> None:
        """The search has answered."""
        expect(self.page.locator(".hg-search__status")).to_contain_text(f"“{words}”", timeout=PATIENCE)

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading, timeout=PATIENCE)


@pytest.fixture(params=["http", "file"])
def walk(request: pytest.FixtureRequest, browser: Browser, shipped: Path) -> Iterator[Walk]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    with served(shipped / "site") as address:
        yield Walk(page, address if request.param == "http" else (shipped / "site").as_uri() + "/")
    context.close()


def test_the_village_head_says_there_is_no_violence_here(walk: Walk) -> None:
    """One tap from the first page, two by half of the sentence; each case stands there once, with what was answered."""
    walk.tap(walk.page.get_by_role("link", name="They say there is no problem here."))
    walk.is_at("Denial")
    assert walk.page.locator(".hg-exchange").count() >= 2
    assert walk.steps == 1
    walk.page.goto(walk.start + "index.html")
    walk.steps = 0
    walk.ask("no violence here")
    walk.tap(walk.page.locator(".hg-results ol > li > a").first)
    walk.is_at("Denial")
    assert walk.steps == 2


def test_girls_in_nepal(walk: Walk) -> None:
    """The country stands first, and its case below it."""
    walk.ask("Nepal")
    walk.tap(walk.page.locator(".hg-pin").get_by_role("link", name="Tipping Point"))
    walk.is_at("Tipping Point")
    assert walk.steps == 2


def test_peru_known_better_than_by_an_account(walk: Walk) -> None:
    """It took nine taps, one for each kind of evidence, and then no result was in sight."""
    walk.ask("Peru")
    walk.tap(walk.page.locator(".hg-pin").get_by_role("link", name="all in Explore"))
    walk.tap(walk.page.get_by_role("button", name="Narrow down (1)"))
    sheet = walk.page.get_by_role("dialog")
    walk.tap(sheet.locator("summary").filter(has_text="How we know"))
    walk.choose(sheet.get_by_label("At least"), "Qualitative evaluation, or stronger")
    walk.tap(sheet.get_by_role("button", name="See "))
    expect(walk.page.locator(".hg-explore__results > li").first.get_by_role("link").first).to_be_in_viewport()
    assert "Peru" in walk.page.title()
    assert walk.steps == 6


def test_whoever_pays_and_whose_partners_are_under_attack(walk: Walk) -> None:
    """Two taps to her last step, and no command on the way. It took four to a command."""
    walk.tap(walk.page.get_by_role("link", name="I pay for this work"))
    walk.is_at("pay for this work")
    walk.tap(walk.page.locator("main ol > li").last.get_by_role("link").first)
    told = walk.page.inner_text("main")
    assert ".venv" not in told
    assert "practices new" not in told
    assert walk.steps == 2


def test_an_activist_who_is_watched(walk: Walk) -> None:
    """One tap to what others did, two to safety; it took four."""
    walk.tap(walk.page.get_by_role("link", name="I am under attack"))
    walk.is_at("If you are under attack")
    walk.tap(walk.page.locator("main").get_by_role("link", name="Safety").first)
    walk.is_at("Safety")
    assert walk.steps == 2


def test_how_a_programme_expects_change_to_come(walk: Walk) -> None:
    """By the contents, which stand before the text: it lay seventeen screens down, and nothing led there."""
    walk.ask("CIM")
    walk.tap(walk.page.locator(".hg-results section[data-kind=Programmes]").get_by_role("link").first)
    walk.tap(walk.page.locator(".hg-contents summary"))
    walk.tap(walk.page.locator(".hg-contents").get_by_role("link", name="Theory of change"))
    expect(walk.page.locator("h2").filter(has_text="Theory of change")).to_be_in_viewport()
    assert walk.steps == 4


def test_three_cases_beside_each_other(walk: Walk) -> None:
    """From the case itself, with the two nearest: it took seven, through Explore."""
    walk.ask("sasa")
    walk.tap(walk.page.locator(".hg-results ol > li > a").first)
    walk.tap(walk.page.get_by_role("link", name="Compare with"))
    expect(walk.page.locator(".hg-compare thead th a")).to_have_count(3)
    assert walk.steps == 3


def test_a_case_to_print_and_to_cite(walk: Walk) -> None:
    """Both are buttons below the facts, on the first screens; the citation lay seventeen screens down."""
    walk.page.add_init_script("window.print = () => { window.printed = true; }")
    walk.ask("sasa")
    walk.tap(walk.page.locator(".hg-results ol > li > a").first)
    walk.is_at("SASA!")
    bar = walk.page.locator(".hg-bar-of-page")
    walk.tap(bar.get_by_role("button", name="Print"))
    assert walk.page.evaluate("window.printed")
    walk.tap(bar.get_by_role("button", name="Cite"))
    expect(bar.get_by_role("status")).to_have_text(re.compile("Copied|The citation is selected"))
    assert walk.steps == 4


def test_what_a_paper_on_resistance_found(walk: Walk) -> None:
    """By the contents: its findings stood on the fifth screen, behind what is told of the paper."""
    walk.ask("resistance and backlash")
    walk.tap(walk.page.locator(".hg-results section[data-kind=Papers] a").first)
    walk.is_at("Resistance and backlash")
    walk.tap(walk.page.locator(".hg-contents summary"))
    walk.tap(walk.page.locator(".hg-contents").get_by_role("link", name="Findings"))
    expect(walk.page.locator("#findings")).to_be_in_viewport()
    assert walk.steps == 4


def test_back_and_the_second_result(walk: Walk) -> None:
    """Back leads to the open search with what it had found, so the second result is one tap away."""
    walk.ask("widows")
    results = walk.page.locator(".hg-results ol > li > a")
    first, second = results.all_inner_texts()[:2]
    walk.tap(results.first)
    walk.is_at(first)
    walk.page.go_back()
    walk.is_told("widows")
    expect(results.nth(1)).to_have_text(second)
    walk.tap(results.nth(1))
    walk.is_at(second)
    assert walk.steps == 3
