"""Pictures to find by, as a reader meets them: tables whose edges stay, a map one can walk, sheets of paper, light pages."""

import gzip
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

TABLES = ("backlash.html", "evidence.html")
OPEN = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str):
    """A function that opens a page without script, in a window of its own size."""
    contexts = []

    def opened(name: str, width: int = 1280, height: int = 800, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(address + name)
        return page

    yield opened
    for context in contexts:
        context.close()


# The tables


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_a_table_with_heads_and_a_name(open_page: OPEN, name: str) -> None:
    page = open_page(name, java_script_enabled=True)
    table = page.get_by_role("main").get_by_role("table")
    assert table.count() == 1
    assert table.locator("caption").inner_text()
    shape = page.evaluate(
        """() => [...document.querySelectorAll('.hg-grid tr:not(.hg-grid-group)')].map(row => ({
          heads: [...row.cells].filter(cell => cell.matches('th[scope]')).length, cells: row.cells.length}))"""
    )
    head, *rows = shape
    assert head["heads"] == head["cells"] > 5
    assert {(row["heads"], row["cells"]) for row in rows} == {(1, head["cells"])}
    assert page.locator(".hg-grid th[scope=rowgroup]").count() == (3 if name == "backlash.html" else 0)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_first_column_and_the_heads_stay_while_the_frame_scrolls(open_page: OPEN, name: str, width: int) -> None:
    page = open_page(name, width, 490)
    frame = page.get_by_role("region", name=re.compile("in rows"))
    frame.evaluate("frame => frame.scrollIntoView({block: 'start'})")
    where = """frame => {
      const at = element => { const a = element.getBoundingClientRect(), b = frame.getBoundingClientRect(); return [a.left - b.left, a.top - b.top].map(Math.round) };
      return { head: at(frame.querySelector('thead th:nth-child(3)'))[1], row: at(frame.querySelector('tbody:last-child tr:last-child th'))[0],
               corner: at(frame.querySelector('thead th')), cell: at(frame.querySelector('tbody:last-child td:last-child')) } }"""
    frame.evaluate("frame => frame.scrollTo(0, 60)")
    before = frame.evaluate(where)
    frame.evaluate("frame => frame.scrollTo(frame.scrollWidth, frame.scrollHeight)")
    after = frame.evaluate(where)
    assert before["cell"] != after["cell"]
    assert after["head"] == before["head"] <= 6
    assert after["row"] == before["row"] <= 2
    assert after["corner"] == before["corner"]


def test_the_frame_scrolls_by_keyboard(open_page: OPEN) -> None:
    page = open_page("backlash.html", 360, 740)
    frame = page.get_by_role("region", name=re.compile("in rows"))
    for key, scrolled in (("ArrowRight", "scrollLeft > 20"), ("ArrowDown", "scrollTop > 5")):
        frame.press(key)  # and wait until it stands: a key that comes while the frame still glides stops it
        page.wait_for_function(
            f"""() => {{ const frame = document.querySelector('.hg-frame'), at = () => frame.scrollLeft + frame.scrollTop, before = at();
              return new Promise(done => setTimeout(() => done(frame.{scrolled} && at() === before), 150)) }}"""
        )


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_cell_that_gets_the_focus_is_not_under_an_edge(open_page: OPEN, name: str, width: int) -> None:
    page = open_page(name, width, 640)
    page.get_by_role("region", name=re.compile("in rows")).focus()
    cells = page.locator(".hg-grid a").count()
    covered = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(cells - (key != "Tab")):
            page.keyboard.press(key)
            fault = page.evaluate(
                """() => { const a = document.activeElement;
                  const seen = [...a.getClientRects()].some(r => [0.1, 0.5, 0.9].some(part =>
                    a.contains(document.elementFromPoint(r.left + r.width * part, (r.top + r.bottom) / 2))));
                  return a.closest('.hg-grid') && !seen ? a.textContent : null }"""
            )
            covered += [fault] if fault else []
    assert covered == []


@pytest.mark.parametrize("name", TABLES)
def test_the_edges_let_go_where_they_would_fill_a_low_window(open_page: OPEN, name: str) -> None:
    page = open_page(name, 320, 256)
    frame = page.get_by_role("region", name=re.compile("in rows"))
    assert frame.evaluate("frame => frame.scrollHeight <= frame.clientHeight + 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_printed_on_one_page(open_page: OPEN, name: str) -> None:
    page = open_page(name)
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(paper.pages) == 1
    box = paper.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == pytest.approx((842, 595), abs=2)
    text = flat(paper.pages[0].extract_text())
    for head in page.locator(".hg-grid tbody th[scope=row] a").all_inner_texts():
        assert flat(head) in text
    page.emulate_media(media="print")
    wide = page.evaluate("document.querySelector('.hg-grid').getBoundingClientRect().width")
    assert wide <= page.viewport_size["width"]


def flat(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_number_leads_to_so_many_instances_and_back(open_page: OPEN) -> None:
    page = open_page("vocabularies/forms-of-resistance.html", 360, 740, java_script_enabled=False)
    page.get_by_role("link", name="in one table").click()
    cell = page.get_by_role("link", name=re.compile(r"^5 ?: Mockery and gossip, answered with: Talking with"))
    number = int(cell.inner_text().split()[0].strip(":"))
    cell.click()
    assert page.locator(".hg-exchange").count() == number
    page.get_by_role("link", name="Pushback and answers").first.click()
    assert page.url.endswith("backlash.html")


def test_an_empty_cell_is_explained_once_and_the_page_asks_for_what_is_missing(open_page: OPEN) -> None:
    page = open_page("backlash.html", 360, 740)
    assert page.locator(".hg-grid-none").count() > 100
    assert (
        page.get_by_role("cell", name="nobody has recorded it yet").count() == 0
    )  # a hundred times would be too often
    expect(page.locator(".hg-legend")).to_contain_text("nobody has recorded one here")
    assert page.get_by_role("link", name="Tell us of one").get_attribute("href") == "contribute/index.html"


def test_a_phone_has_the_list_first_with_the_cases_of_each_answer(open_page: OPEN) -> None:
    page = open_page("backlash.html", 360, 740)
    tops = page.evaluate("['#list', '#table'].map(at => document.querySelector(at).getBoundingClientRect().top)")
    assert tops[0] < tops[1]
    line = page.locator(".hg-pairs li li").first
    assert line.get_by_role("link").count() > 1
    expect(page.locator(".hg-pairs")).not_to_contain_text("once")
    page.set_viewport_size({"width": 1280, "height": 800})
    tops = page.evaluate("['#list', '#table'].map(at => document.querySelector(at).getBoundingClientRect().top)")
    assert tops[1] < tops[0]


def test_an_answer_that_nobody_gave_is_named_once_and_has_no_column(open_page: OPEN) -> None:
    page = open_page("backlash.html", 360, 740)
    never = page.locator(".hg-sheet-note").filter(has_text="Never recorded as an answer")
    names = set(never.get_by_role("link").all_inner_texts())
    heads = page.locator(".hg-grid thead th a").all_inner_texts()
    assert names.isdisjoint(heads)
    table = page.locator(".hg-grid tbody tr:not(.hg-grid-group)")
    for at in range(len(heads)):
        assert table.locator(f"td:nth-of-type({at + 1}) a").count() > 0, heads[at]


# The world


@pytest.mark.parametrize(("width", "parts"), [(320, True), (360, True), (800, True), (1280, False)])
def test_each_country_is_one_link_on_the_map_and_one_in_the_list(open_page: OPEN, width: int, parts: bool) -> None:
    page = open_page("world.html", width, 800)
    drawn = [link for link in page.locator(".hg-map-link").all() if link.is_visible()]
    names = [link.get_attribute("href") for link in drawn]
    listed = [link.get_attribute("href") for link in page.locator(".hg-regions a[href^='countries/']").all()]
    assert names == listed
    assert len(names) > 20
    assert page.locator(".hg-map:visible").count() == (5 if parts else 1)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.hg-map-link circle')].map(c => c.getBoundingClientRect().width).filter(w => w && w < 24)"""
    )
    assert small == []


def test_a_country_on_the_map_tells_its_name_and_its_numbers(open_page: OPEN) -> None:
    page = open_page("world.html", java_script_enabled=False)
    page.get_by_role("link", name="Kenya: 3 cases, 2 papers and 1 programme").click()
    assert page.url.endswith("countries/ke.html")


def test_a_whole_country_leads_where_its_number_does_and_is_met_once_by_keyboard(open_page: OPEN) -> None:
    page = open_page("world.html", java_script_enabled=True)
    brazil = page.locator(".hg-map--desk .hg-map-area[href='countries/br.html']")
    assert brazil.get_attribute("tabindex") == "-1"
    assert brazil.get_attribute("aria-hidden") == "true"
    brazil.scroll_into_view_if_needed()
    box = brazil.locator("use").bounding_box()
    place = (box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.4)
    page.mouse.move(*place)
    assert brazil.evaluate("area => getComputedStyle(area).stroke") != "none"
    page.mouse.click(*place)
    page.wait_for_url("**/countries/br.html")


def test_countries_without_records_are_drawn_and_are_no_links(open_page: OPEN) -> None:
    page = open_page("world.html", java_script_enabled=True)
    plain = page.evaluate("document.querySelectorAll('.hg-map-land:not([class*=--]) path').length")
    assert plain > 100
    assert page.locator("[href='countries/gl.html']").count() == 0
    stops = page.evaluate(
        "[...document.querySelectorAll('.hg-map, .hg-map-store')].flatMap(map => [...map.querySelectorAll('*')]).filter(part => part.tabIndex >= 0 && part.matches('a, [tabindex]')).every(part => part.matches('.hg-map-link'))"
    )
    assert stops is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_country_is_shaded_as_the_legend_says(open_page: OPEN, scheme: str) -> None:
    page = open_page("world.html", java_script_enabled=True, color_scheme=scheme)
    seen = page.evaluate(
        """() => { const fill = element => getComputedStyle(element).fill;
          const key = step => getComputedStyle(document.querySelector(`.hg-map-key${step}`)).backgroundColor;
          return { shapes: ['TZ', 'UG', 'ET', 'GL'].map(code => fill(document.querySelector(`#hg-at-${code}`) || document.querySelector('.hg-map-land path'))),
                   legend: ['--1', '--2', '--3', ':not([class*=key--])'].map(key), border: getComputedStyle(document.querySelector('.hg-map-land')).stroke,
                   sea: getComputedStyle(document.querySelector('.hg-map')).backgroundColor } }"""
    )
    assert seen["shapes"] == seen["legend"]
    assert len(set(seen["legend"])) == 4
    assert seen["border"] == seen["sea"]


def test_a_country_with_records_has_a_line_of_its_own_where_the_reader_chose_the_colours(open_page: OPEN) -> None:
    page = open_page("world.html", java_script_enabled=True, forced_colors="active")
    seen = page.evaluate(
        """() => ['.hg-map-land', '.hg-map-land--1', '.hg-map-land--3'].map(name => { const own = getComputedStyle(document.querySelector(name));
          return [own.fill, own.stroke, own.strokeWidth] })"""
    )
    assert seen[0][0] == seen[1][0] == seen[2][0]
    assert seen[0][1:] != seen[1][1:] == seen[2][1:]
    assert not page.locator(".hg-map-key--1").is_visible()


def test_what_has_the_focus_looks_unlike_all_shades(open_page: OPEN) -> None:
    page = open_page("world.html", java_script_enabled=True)
    page.get_by_role("link", name="Past the map").focus()
    page.keyboard.press("Tab")
    fills = page.evaluate(
        """() => [...document.querySelectorAll('.hg-map--desk .hg-map-link')].map(link => { const circle = getComputedStyle(link.querySelector('circle'));
          return [link === document.activeElement, circle.fill, circle.fillOpacity] })"""
    )
    assert fills[0][0] is True
    assert fills[0][2] == "1"
    assert fills[0][1] not in {fill for _, fill, _ in fills[1:]}


def test_the_map_says_in_words_whose_borders_it_has(open_page: OPEN) -> None:
    page = open_page("world.html", 360, 740)
    page.get_by_role("link", name="Whose borders these are").click()
    assert page.url.endswith("#borders")
    words = page.get_by_role("main").inner_text()
    for name in (
        "Natural Earth",
        "Kosovo",
        "Somaliland",
        "Cyprus",
        "Western Sahara",
        "Taiwan",
        "Palestine",
        "Crimea",
        "Kashmir",
    ):
        assert name in words


def test_one_can_pass_the_map_in_two_steps(open_page: OPEN) -> None:
    page = open_page("world.html", java_script_enabled=False)
    past = page.get_by_role("link", name="Past the map, to the same as a list")
    past.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.hg-regions') !== null")
    past.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.hg-map') !== null")


@pytest.mark.parametrize("width", [360, 1280])
def test_names_on_the_map_lie_inside_it(open_page: OPEN, width: int) -> None:
    page = open_page("world.html", width)
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.hg-map')].filter(map => map.getClientRects().length).flatMap(map => {
          const room = map.getBoundingClientRect();
          return [...map.querySelectorAll('text, circle')].filter(part => { const own = part.getBoundingClientRect();
            return own.left < room.left - 1 || own.right > room.right + 1 || own.top < room.top - 1 || own.bottom > room.bottom + 1 })
            .map(part => part.textContent) })"""
    )
    assert outside == []


# The timeline


@pytest.mark.parametrize("width", [360, 1280])
def test_bars_stand_under_their_years(open_page: OPEN, width: int) -> None:
    page = open_page("timeline.html", width)
    row = page.locator(".hg-times li", has_text="The shelf by the lake")
    begins = row.locator("rect").bounding_box()["x"]
    years = page.locator(".hg-times-years").first
    decade = {text: years.locator("text", has_text=text).bounding_box()["x"] - 4 for text in ("2000", "2010")}
    assert begins == pytest.approx(decade["2000"] + (decade["2010"] - decade["2000"]) * 9 / 10, abs=4)
    assert "2009 to 2013" in row.inner_text()


# Weight


@pytest.mark.parametrize(
    ("name", "most"), [("world.html", 60), ("timeline.html", 100), ("backlash.html", 60), ("evidence.html", 60)]
)
def test_a_picture_is_light(built: Path, name: str, most: int) -> None:
    assert len(gzip.compress((built / "site" / name).read_bytes(), 9)) <= most * 1024
