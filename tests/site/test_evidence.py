"""What the evidence indicates, in a browser: the table on a phone and for a screen reader, the way to a source, and cases side by side."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from ..sites import on_server_and_folder, violations_of

CASE = "cases/lamps-at-the-well.html"
FOUR = ("cases/lamps-at-the-well", "cases/reed-boat", "cases/donkey-library", "cases/yak-track")


@pytest.fixture
def desk(browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def phone(browser: Browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


# The table


def test_a_phone_shows_in_one_line_what_each_claim_rests_on(address: str, phone: Page) -> None:
    phone.goto(address + CASE)
    rows = phone.locator(".hg-claim:visible")
    assert rows.count() > 4
    for row in rows.all():
        said, marks = row.locator("th"), row.locator("td").all()
        assert len(marks) == 5
        assert {mark.evaluate("cell => getComputedStyle(cell).display") for mark in marks} == {"inline"}
        before = [mark.evaluate("cell => getComputedStyle(cell, '::before').content") for mark in marks]
        assert before == ["none"] + ['"· " / ""'] * 3 + ["none"]  # the number of a source stands apart by itself
        top = said.evaluate("cell => cell.getBoundingClientRect().bottom")
        assert all(mark.evaluate("cell => cell.getBoundingClientRect().top") >= top - 1 for mark in marks)
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("name", ["strategies/evening-readings.html", "themes/reading-together.html"])
def test_a_phone_shows_the_cells_of_a_shelf_as_rows_with_their_labels(address: str, phone: Page, name: str) -> None:
    phone.goto(address + name)
    cells = phone.locator(".hg-claims:visible tr:not(.hg-claim) > td")
    assert cells.count() > 2
    labels = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert all(label.startswith('"') and len(label) > 4 for label in labels)
    places = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().x)")
    assert len(set(places)) == 1
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_meets_a_table_at_every_width(address: str, desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 740})
    desk.goto(address + CASE)
    table = desk.get_by_role("table", name="Claims about what changed: Lamps at the well")
    expect(table.get_by_role("columnheader")).to_have_text(
        ["What changed", "Direction", "Kind of evidence", "Who says so", "Year", "Source"]
    )
    rows = table.get_by_role("row")
    expect(rows).to_have_count(10)
    expect(rows.nth(1).get_by_role("rowheader")).to_have_count(1)
    expect(rows.nth(1).get_by_role("cell")).to_have_count(5)


@pytest.mark.parametrize("width", [820, 1000, 1280])
def test_a_desk_shows_columns_without_labels_and_gives_the_claim_most_room(
    address: str, desk: Page, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 740})
    desk.goto(address + "cases/night-bakers.html")
    cells = desk.locator(".hg-claims tbody tr").first.locator("th, td")
    heights = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().y)")
    assert len(set(heights)) == 1
    assert cells.nth(1).evaluate("cell => getComputedStyle(cell, '::before').content") == "none"
    widths = cells.evaluate_all("cells => cells.map(cell => cell.offsetWidth)")
    assert widths[0] > 2 * max(widths[1:])


def test_a_case_on_paper_has_its_claims_and_its_cautions(address: str, desk: Page) -> None:
    desk.goto(address + CASE)
    text = " ".join(
        PdfReader(io.BytesIO(desk.pdf(format="A4", prefer_css_page_size=True))).pages[0].extract_text().split()
    )
    for said in ("Drawn lots", "Caution:", "Nine claims about what changed"):
        assert said in text


# From a claim to its source

OWN_WORDS = "cell => [...cell.childNodes].filter(one => one.nodeType === 3).map(one => one.data).join('').trim()"
"""What a claim says, without what was measured and what to be careful of: elsewhere than at home less is told of these."""


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_from_a_case_the_source_of_a_claim_is_one_tap_away(start: str, browser: Browser, script: bool) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=script)
    page = context.new_page()
    page.goto(start + CASE)
    mark = page.locator("#pages-read-aloud a.footnote-ref").first
    number = mark.inner_text()
    mark.click()
    note = page.get_by_role("note") if script else page.locator(f"[id='{page.url.split('#')[1]}']")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("Read")
    away = note.locator("a[href^='http']").first
    expect(away).to_be_visible()
    assert number.isdigit()
    context.close()


def test_from_a_claim_that_stands_elsewhere_its_source_is_two_taps_away(start: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(start + "evidence/evening-readings--drawn-lots.html")
    row = page.locator(".hg-claim").first
    said = row.locator(".hg-claim-said").evaluate(OWN_WORDS)
    measured, caution = row.locator(".hg-measured").inner_text(), row.locator(".hg-caution").inner_text()
    row.get_by_role("link", name=re.compile("source")).click()
    claim = page.locator(f"[id='{page.url.split('#')[1]}']")
    expect(claim).to_be_in_viewport()
    assert claim.locator(".hg-claim-said").evaluate(OWN_WORDS) == said != ""
    expect(claim.locator(".hg-measured")).to_contain_text(measured)
    expect(claim.locator(".hg-caution")).to_have_text(caution)
    claim.locator("a.footnote-ref").first.click()
    expect(page.locator(f"[id='{page.url.split('#')[1]}']")).to_be_in_viewport()
    context.close()


# Side by side


def columns(page: Page) -> list[str]:
    expect(page.locator(".hg-compare")).to_be_visible()
    return page.locator(".hg-compare thead a").all_inner_texts()


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True)).get_by_role("cell")


@on_server_and_folder
def test_cases_of_a_list_are_laid_side_by_side_and_the_way_back_keeps_the_list(start: str, desk: Page) -> None:
    desk.goto(start + "list.html#" + ",".join((*FOUR, "cases/night-bakers", "papers/light-before-letters")))
    boxes = desk.get_by_role("checkbox")
    expect(boxes).to_have_count(5)
    expect(boxes.nth(4)).to_be_disabled()
    desk.get_by_role("checkbox", name="Compare: The reed boat").uncheck()
    expect(boxes.nth(4)).to_be_enabled()
    desk.get_by_role("link", name="Compare these 3 cases").click()
    assert desk.url.split("#")[1].startswith(
        "cases/lamps-at-the-well,cases/donkey-library,cases/yak-track&list=cases/lamps-at-the-well,cases/reed-boat"
    )
    assert columns(desk)[:2] == ["Lamps at the well", "The donkey library"]
    desk.reload()
    assert len(columns(desk)) == 3
    desk.get_by_role("link", name="Back to my list").click()
    expect(desk.locator(".hg-my-list__items > li")).to_have_count(6)
    assert desk.context.cookies() == []
    assert desk.evaluate("localStorage.length + sessionStorage.length") == 0


def test_fewer_than_two_cannot_be_compared(start: str, desk: Page) -> None:
    desk.goto(start + "list.html#cases/lamps-at-the-well,cases/reed-boat")
    desk.get_by_role("checkbox", name="Compare: Lamps at the well").uncheck()
    expect(desk.get_by_role("link", name=re.compile("^Compare these"))).to_be_hidden()
    desk.goto("about:blank")
    desk.goto(start + "list.html#cases/lamps-at-the-well,papers/light-before-letters")
    expect(desk.locator(".hg-my-list__items > li")).to_have_count(2)
    expect(desk.get_by_role("checkbox")).to_have_count(0)


def test_fields_stand_beside_each_other_and_lead_to_their_sections(start: str, desk: Page) -> None:
    violations = violations_of(desk)
    desk.goto(start + "compare.html#cases/lamps-at-the-well,cases/reed-boat")
    assert columns(desk) == ["Lamps at the well", "The reed boat"]
    expect(field(desk, "Where")).to_have_text(["Ethiopia", "Peru"])
    indicates = field(desk, "Results")
    expect(indicates.first.locator(".hg-compare__direction")).to_have_text(
        ["Drawn lots", "Interviews", "Interviews", "Counting", "Keepers' account"]
    )
    expect(indicates.first.locator("li")).to_have_count(9)
    expect(indicates.first).to_contain_text("Nine claims about what changed, four of them from two studies.")
    expect(indicates.first).to_contain_text("Drawn lots · Researchers with those who did it · 2014")
    expect(field(desk, "Pushback and answers").last).to_have_text("Not recorded")
    desk.get_by_role("link", name="Read at the case: Results, Lamps at the well").click()
    expect(desk.get_by_role("heading", name="Results")).to_be_in_viewport()
    assert violations == []


def test_what_cases_take_stands_beside_each_other_and_leads_to_the_section(start: str, desk: Page) -> None:
    desk.goto(start + "compare.html#cases/barber-shelf,cases/canoe-mail,cases/ferry-box")
    takes = field(desk, "People, time and money")
    expect(takes.nth(0)).to_contain_text("Money: 84,000 Turkish lira (2013 to 2015)")
    expect(takes.nth(1).locator("li")).to_have_text(["Time: The round of the islands: Whenever somebody paddles"])
    expect(takes.nth(2)).to_have_text("Not recorded")
    desk.get_by_role("link", name="Read at the case: People, time and money, Read while you are shorn").click()
    expect(desk.get_by_role("heading", name="People, time and money")).to_be_in_viewport()


def test_the_card_of_a_case_leads_to_what_it_takes_on_a_phone(start: str, phone: Page) -> None:
    phone.goto(start + "cases/barber-shelf.html")
    card = phone.locator(".hg-card--case")
    expect(card).to_contain_text("A haircut with a book: 6 sessions · Books lent: 11,400 (2018) · 84,000 Turkish lira")
    card.get_by_role("link", name="See what it takes").click()
    expect(phone.get_by_role("heading", name="People, time and money")).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_claim_in_a_comparison_leads_to_itself(start: str, desk: Page) -> None:
    desk.goto(start + "compare.html#cases/reed-boat,cases/lamps-at-the-well")
    item = field(desk, "Results").last.locator("li").nth(4)
    said = item.evaluate("item => item.childNodes[2].textContent")
    item.get_by_role("link").click()
    claim = desk.locator(f"[id='{desk.url.split('#')[1]}'] .hg-claim-said")
    expect(claim).to_contain_text(said)


@pytest.mark.parametrize(
    ("given", "count", "told"),
    [
        ("", 0, "Nothing is compared here yet."),
        ("cases/lamps-at-the-well", 1, "One case alone cannot be compared."),
        ("cases/lamps-at-the-well,cases/gone,papers/light-before-letters,cases/reed-boat", 2, "“cases/gone”"),
        (",".join((*FOUR, "cases/night-bakers")), 4, "Only the first 4 cases are shown."),
        ("<img src=x onerror=alert(1)>,%E0%A4%A", 0, "Nothing is compared here yet."),
    ],
)
def test_a_comparison_says_what_it_left_out(start: str, desk: Page, given: str, count: int, told: str) -> None:
    errors: list[str] = []
    desk.on("pageerror", lambda error: errors.append(str(error)))
    desk.goto(start + "compare.html#" + given)
    expect(desk.locator("#hg-compare")).to_contain_text(told)
    expect(desk.locator(".hg-compare thead a")).to_have_count(count)
    assert errors == []


def test_a_jump_within_a_comparison_is_no_state(start: str, desk: Page) -> None:
    desk.goto(start + "compare.html#cases/lamps-at-the-well,cases/reed-boat")
    columns(desk)
    desk.evaluate("location.hash = '#compare'")
    desk.wait_for_function("location.hash === '#cases/lamps-at-the-well,cases/reed-boat'")
    assert len(columns(desk)) == 2


def test_a_phone_shows_a_field_with_each_case_below_it(start: str, phone: Page) -> None:
    phone.goto(start + "compare.html#" + ",".join(FOUR))
    assert len(columns(phone)) == 4
    cells = field(phone, "Where")
    labels = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert labels[:2] == ['"Lamps at the well"', '"The reed boat"']
    heights = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().y)")
    assert heights == sorted(set(heights))
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_comparison_is_printed_on_sheets_that_lie(start: str, desk: Page) -> None:
    desk.goto(start + "compare.html#" + ",".join(FOUR))
    columns(desk)
    sheets = PdfReader(io.BytesIO(desk.pdf(format="A4", prefer_css_page_size=True))).pages
    text = " ".join(sheets[0].extract_text().split())
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    for said in ("Lamps at the well", "The reed boat", "Peru", "What was done"):
        assert said in text
    for furniture in ("Back to my list", "Read at the case", "Menu", "Print"):
        assert furniture not in text


def test_where_a_case_does_not_come_the_page_says_so(address: str, desk: Page) -> None:
    desk.route("**/assets/compare/reed-boat.js", lambda route: route.abort())
    desk.goto(address + "compare.html#cases/lamps-at-the-well,cases/reed-boat")
    expect(desk.get_by_text("The cases could not be loaded.")).to_be_visible()


@on_server_and_folder
def test_without_script_a_comparison_leads_to_the_lists(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(start + "compare.html#cases/lamps-at-the-well,cases/reed-boat")
    page.get_by_role("link", name="Evidence map").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence map")
    context.close()


def test_the_file_of_a_case_is_small(built: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (built / "site" / "assets" / "compare").glob("*.js")}
    assert len(sizes) > 1
    assert {name: size for name, size in sizes.items() if size > 20_000} == {}
