"""What a reader sees, in a real browser: over http and from a folder, on a phone, with and without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..sites import REPOSITORY, on_server_and_folder, violations_of

FAMILIES = (
    "index.html",
    "themes/index.html",
    "themes/reading-together.html",
    "strategies/evening-readings.html",
    "cases/index.html",
    "cases/night-bakers.html",
    "cases/bread-salt-and-borrowed-novels.html",
    "cases/library-of-the-lane.html",
    "series/evening-papers.html",
    "papers/who-laughs-at-readers.html",
    "papers/what-children-carry-home.html",
    "programmes/a-thousand-lamps.html",
    "programmes/the-long-shelf.html",
    "organisations/lantern-houses.html",
    "countries/index.html",
    "countries/ke.html",
    "vocabularies/index.html",
    "vocabularies/forms-of-resistance.html",
    "vocabularies/forms-of-resistance/mockery.html",
    "vocabularies/responses/out-of-sight.html",
    "vocabularies/people/herders.html",
    "vocabularies/levels/village.html",
    "vocabularies/regions/eastern-africa.html",
    "questions/index.html",
    "questions/who-stops-the-laughing.html",
    "questions/what-a-threat-ends.html",
    "gaps/cases-without-resistance.html",
    "lessons.html",
    "recommendations.html",
    "data/index.html",
    "data/columns.html",
    "vocabularies/audiences/funders.html",
    "start/under-attack.html",
    "backlash.html",
    "backlash/mockery--talk-with-elders.html",
    "evidence.html",
    "evidence/evening-readings--interviews.html",
    "world.html",
    "world/multi-country.html",
    "timeline.html",
    "vocabularies/glossary.html",
    "vocabularies/glossary/ill.html",
    "a-to-z.html",
    "a-to-z/a.html",
    "years/index.html",
    "direction/worsened.html",
    "theme-region/index.html",
    "theme-region/reading-together--africa.html",
    "people-strategy/index.html",
    "sources.html",
    "overdue.html",
    "changes.html",
    "outgoing.html",
    "contribute/index.html",
    "contribute/fields.html",
    "contribute/rules.html",
    "about.html",
    "developing/components.html",
    "search.html?q=books",
    "explore.html",
    "list.html",
    "compare.html",
    "set.html",
    "vocabularies/evidence-kinds.html",
)


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_no_page_asks_another_host_for_anything(start: str, browser: Browser) -> None:
    """Of every kind one, from a folder; test_policy.py opens all that a server sends, the page for lost addresses too."""
    context = browser.new_context()
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append((page.url, request.url)))
    page.on("pageerror", lambda error: errors.append((page.url, str(error))))
    violations = violations_of(page)
    for name in FAMILIES:
        page.goto(start + name)
        if name.startswith("search"):
            expect(page.locator(".hg-results li").first).to_be_visible()
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, name
    page.wait_for_load_state("networkidle")
    assert len(asked) > len(FAMILIES)
    assert [pair for pair in asked if not pair[1].startswith((start, "blob:", "data:"))] == []
    assert errors == []
    assert violations == []
    assert context.cookies() == []
    context.close()


def test_a_case_opens_in_place_on_its_strategy_without_script(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(start + "strategies/evening-readings.html")
    case = page.locator("details[id]").filter(
        has_text="Night Bakers' Reading Club: The night bakers' circle (BRC, Kenya)"
    )
    expect(case.get_by_text("Results")).to_be_hidden()
    case.locator("summary").click()
    expect(case.get_by_text("Results")).to_be_visible()
    case.get_by_role("link", name="Read all about “The night bakers' circle”").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The night bakers' circle")
    context.close()


def test_a_lone_case_of_a_strategy_stands_open(start: str, page: Page) -> None:
    page.goto(start + "strategies/lending-circles.html")
    expect(page.locator("details[id]").get_by_text("Results")).to_be_visible()


def test_from_home_a_reader_reaches_a_case_in_three_taps(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(start + "index.html")
    page.get_by_role("link", name="“They laugh at us").click()
    page.get_by_role("link", name="Night Bakers' Reading Club: The night bakers' circle (BRC, Kenya)").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The night bakers' circle")
    context.close()


def test_a_note_opens_beside_its_mark_and_gives_the_place_back(start: str, page: Page) -> None:
    page.goto(start + "cases/night-bakers.html")
    mark = page.locator("a.footnote-ref").first
    mark.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("note")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("Night Bakers' Reading Club")
    assert mark.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert note.evaluate("box => box.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(mark).to_be_focused()
    mark.click()
    note.get_by_role("button", name="Close").click()
    expect(mark).to_be_focused()


@on_server_and_folder
def test_a_note_leads_to_its_source_and_back_without_script(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(start + "cases/night-bakers.html")
    mark = page.locator("a.footnote-ref").first
    mark.click()
    note = page.locator(f"[id='{page.url.split('#')[1]}']")
    expect(note).to_be_in_viewport()
    note.locator("a[href^='#fnref']").first.click()
    expect(mark).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_the_menu_of_a_phone_opens_and_closes_by_touch_and_by_keyboard(
    address: str, browser: Browser, script: bool
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, java_script_enabled=script)
    page = context.new_page()
    page.goto(address + "index.html")
    menu = page.locator(".hg-menu")
    first = menu.get_by_role("link").first
    expect(first).to_be_hidden()
    menu.locator("summary").tap()
    expect(first).to_be_visible()
    menu.locator("summary").tap()
    expect(first).to_be_hidden()
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Explore")
    context.close()


def test_everything_in_the_header_is_reached_by_keyboard_on_a_phone(
    address: str, built: Path, browser: Browser
) -> None:
    site_name = (built / "mkdocs.yml").read_text("utf-8").split("site_name: ")[1].splitlines()[0]
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "index.html")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(document.activeElement.textContent || document.activeElement.name).trim()"))
        assert page.evaluate("document.activeElement.getClientRects().length > 0")
    for name in (site_name, "q", "Search", "Menu"):
        assert name in reached
    assert "Themes" not in reached  # it is in the menu, which is closed
    context.close()


def test_the_contents_follow_the_reader(start: str, page: Page) -> None:
    page.goto(start + "cases/night-bakers.html")
    contents = page.get_by_role("navigation", name="On this page")
    details = contents.locator("details")
    expect(contents.locator("[aria-current]")).to_have_count(0)
    page.locator("#lessons").evaluate("heading => heading.scrollIntoView()")
    expect(contents.locator("[aria-current]")).to_have_text("Lessons")
    expect(details).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_components_is_pictured(address: str, browser: Browser, width: int, scheme: str) -> None:
    """The pictures are for people to look at: build/screenshots/ holds those of the last run."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + "developing/components.html")
    folder = REPOSITORY / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    picture = page.screenshot(path=folder / f"components-{width}-{scheme}.png", full_page=True)
    assert len(picture) > 100_000
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(251, 248, 241)", "dark": "rgb(22, 20, 30)"}[scheme]
    context.close()
