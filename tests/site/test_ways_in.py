"""The ways in: who arrives at the first page, on a phone, at a page that is not there, or at one page that came alone."""

import html
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.schema import Case

from ..libraries import COUNTY, examined
from ..sites import served

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(browser: Browser):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


DOORS = {
    "I am under attack": "start/under-attack",
    "I pay for this work": "start/funder",
    "I run a programme": "start/programme-officer",
    "Safety": "safety",
}


def test_the_first_page_leads_each_who_arrives_to_where_she_begins(start: str, phone: Page) -> None:
    phone.goto(start + "index.html")
    quotes = phone.locator(".hg-pushback").bounding_box()
    doors = phone.get_by_role("navigation", name="Where to begin")
    below = doors.bounding_box()
    assert quotes is not None
    assert below is not None
    assert 0 <= below["y"] - quotes["y"] - quotes["height"] < 40
    for words, address in DOORS.items():
        expect(doors.get_by_role("link", name=words)).to_have_attribute("href", f"{address}.html")


def test_a_library_without_such_pages_has_no_such_ways(built_small: Path) -> None:
    assert "start/under-attack" not in (built_small / "site" / "index.html").read_text("utf-8")


def test_the_menu_of_a_phone_has_three_groups_and_its_button_stays_where_it_is(start: str, phone: Page) -> None:
    phone.goto(start + "index.html")
    button = phone.locator(".hg-menu summary")
    before, text = button.bounding_box(), phone.locator("h1").bounding_box()
    button.tap()
    lists = phone.locator(".hg-menu").get_by_role("list")
    expect(lists).to_have_count(3)
    for name, most in (("Find", 5), ("Read", 5), ("About and safety", 5)):
        assert phone.get_by_role("list", name=name).get_by_role("listitem").count() <= most, name
    assert button.bounding_box() == before
    assert phone.locator("h1").bounding_box() == text
    phone.get_by_role("list", name="About and safety").get_by_role("link", name="Safety").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Safety")


def test_a_sentence_of_pushback_is_answered_by_the_cases_themselves_with_what_was_done_each_once(built: Path) -> None:
    cases = [entry for entry in examined(COUNTY).clearing.entries if isinstance(entry.record, Case)]
    told = 0
    for case in cases:
        for met in case.record.resistance:
            (path,) = (built / "site" / "vocabularies").glob(f"*/{met.form}.html")
            page = path.read_text("utf-8").partition("<main")[2]
            assert len(re.findall(rf'<h3[^>]*><a href="../../cases/{case.slug}.html', page)) == 1, (
                path.name,
                case.slug,
            )
            own = page.partition('id="met"')[2].partition('id="lessons"')[0]
            seen = " ".join(html.unescape(re.sub("<[^>]+>", "", own)).split())
            rest = re.sub('id="met".*?id="lessons"', "", page, flags=re.DOTALL)
            assert f'href="../../cases/{case.slug}.html"' not in rest, (path.name, case.slug)
            for words in (met.what, *(answer.what for answer in met.responses)):
                assert words in seen, (path.name, words)
                told += 1
    assert told > 30


def test_the_first_answer_to_a_sentence_of_pushback_begins_on_a_phones_first_screen(start: str, phone: Page) -> None:
    phone.goto(start + "index.html")
    forms = [link.get_attribute("href") for link in phone.locator(".hg-pushback a[href*='forms-of-resistance/']").all()]
    assert len(forms) > 3
    for form in forms:
        phone.goto(f"{start}{form}")
        top = phone.locator("#met-1").bounding_box()
        assert top is not None
        assert top["y"] <= PHONE["height"] - 100, form


def test_a_page_that_came_alone_can_be_read_and_says_what_is_missing(
    built: Path, browser: Browser, tmp_path: Path
) -> None:
    """As somebody has it who was sent one file."""
    for name in ("cases/night-bakers.html", "index.html", "vocabularies/forms-of-resistance/doubt.html"):
        alone = tmp_path / Path(name).name
        shutil.copy(built / "site" / name, alone)
        page = browser.new_page(viewport=PHONE)
        page.goto(alone.as_uri())
        expect(page.get_by_text("This page came alone, without the rest of the library")).to_be_in_viewport()
        large = page.evaluate(
            "[...document.querySelectorAll('svg')].filter((one) => one.getBoundingClientRect().width > 320).map((one) => one.outerHTML.slice(0, 80))"
        )
        assert large == [], name
        for hidden in (".hg-find", "input.md-toggle", ".hg-bar-of-page", "[data-copies]"):
            assert page.locator(hidden).evaluate_all("all => all.every((one) => !one.checkVisibility())"), (
                name,
                hidden,
            )
        page.goto((built / "site" / name).as_uri())
        expect(page.get_by_text("This page came alone")).to_be_hidden()
        page.close()


@pytest.mark.parametrize("lies", ["", "gone.html", "cases/gone.html", "vocabularies/people/gone.html"])
def test_a_page_that_is_not_there_leads_on_in_a_folder_of_a_server(
    built: Path, browser: Browser, tmp_path: Path, lies: str
) -> None:
    """Nobody said at which address the site lies, and the server shows 404.html in the place of what is missing."""
    shutil.copytree(built / "site", tmp_path / "library")
    for page_there in ("gone.html", "cases/gone.html", "vocabularies/people/gone.html"):
        shutil.copy(built / "site" / "404.html", tmp_path / "library" / page_there)
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(f"{address}library/{lies or '404.html'}")
        page.locator("main").get_by_role("link", name="Explore").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Explore")
        page.goto(f"{address}library/{lies or '404.html'}")
        expect(page.locator(".hg-find input")).to_be_visible()
        assert page.locator("#hg-exit").evaluate("one => one.href") == f"{address}library/measures.html"
        page.keyboard.press("Control+k")
        page.locator("#hg-search-field").fill("bakers")
        expect(page.locator(".hg-results li > a").first).to_be_visible()
        page.close()
