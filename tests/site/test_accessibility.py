"""What holds for every reader, however she reads: by keyboard, enlarged, in the dark, with her own colours, on paper.

axe-core finds what a program can find on a page at rest. The rest of this file does what a reader does.
"""

import gzip
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect
from pypdf import PdfReader

from ..sites import REPOSITORY
from .test_reading import FAMILIES

ALL = (*FAMILIES, "404.html")
HOME = "index.html"
CASE = "cases/night-bakers.html"
STRATEGY = "strategies/evening-readings.html"
SEARCH = "search.html?q=books"
EXPLORE = "explore.html#theme=reading-together&resistance=mockery,delay&list=cases/reed-boat"
LIST = "list.html#cases/reed-boat,programmes/a-thousand-lamps,cases/lamps-at-the-well"
COMPARE = "compare.html#cases/reed-boat,cases/lamps-at-the-well,cases/donkey-library,cases/yak-track"
SET = "set.html#cases/reed-boat,cases/night-bakers"
ONE_OF_EACH = (HOME, CASE, STRATEGY, SEARCH, EXPLORE, COMPARE, SET)
PHONE, DESK = 360, 1280
COLOURS = ("color-contrast", "link-in-text-block")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in COLOURS}},
    "resultTypes": ["violations"],
}
FIRST_VISIT = 40 * 1024
SCRIPT = (Path(__file__).parent / "accessibility.js").read_text("utf-8")
NEWEST = REPOSITORY / "tools" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
AXE = NEWEST.read_text("utf-8") if NEWEST.exists() else Axe().axe_script
"""axe-core as `make test` fetched it (`tools/npm tools/axe`); where the npm registry cannot be reached, the older one of the wheel."""

Show = Callable[..., Page]


@pytest.fixture(scope="module")
def sheet(browser: Browser):
    """One page that the tests of this file share: `show` sets it right for each."""
    context = browser.new_context()
    context.add_init_script(SCRIPT)
    context.add_init_script(AXE)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def show(sheet: Page, address: str) -> Show:
    """A function that opens a page of the site, over http, as a reader with these settings sees it."""

    def shown(name: str, width: int = DESK, height: int = 800, **media: Any) -> Page:
        look = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
        sheet.emulate_media(**{**look, **media})
        sheet.set_viewport_size({"width": width, "height": height})
        if "#" in name:
            sheet.goto("about:blank")  # a fragment alone would be a jump, and not a visit
        sheet.goto(address + name)
        if name.startswith(("explore", "list.html#")):
            expect(sheet.locator("li.hg-found").first).to_be_visible()
        if name.startswith("compare.html#"):
            expect(sheet.locator("table.hg-compare")).to_be_visible()
        if name.startswith("set.html#"):
            sheet.get_by_role("button", name="Put the full texts together").click()
            expect(sheet.locator(".hg-set__record")).to_have_count(2)
            sheet.locator(".hg-skip").first.focus()
            sheet.keyboard.press("Shift+Tab")  # Tab begins at the top again
        if name.startswith("search.html?"):
            expect(sheet.locator(".hg-results li").first).to_be_visible()
        settle(sheet)
        return sheet

    return shown


def nothing(found: list[str]) -> bool:
    """Whether nothing was found; a test that finds something fails with the whole list, a line for each."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)
    return True


def settle(page: Page) -> None:
    page.evaluate("reader.settled()")


def open_menu(page: Page) -> None:
    page.locator("header details > summary").click()
    expect(page.locator("header details a").first).to_be_visible()
    settle(page)


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
    settle(page)


# One visit, at both widths, in which everything is asked that leaves the page as it is, or can be taken back


@pytest.mark.parametrize("name", [*ALL, COMPARE])
def test_a_page_serves_every_reader(show: Show, name: str) -> None:
    page = show(name, PHONE)
    found = []
    for width in (PHONE, DESK):
        widen(page, width)
        found += [f"{fault} [{width}]" for fault in (*small(page), *lost_when_spaced_out(page))]
    found += faults(page, DESK, PHONE)
    open_all(page)
    for width in (DESK, PHONE):
        widen(page, width)
        found += [f"{fault} [{width}]" for fault in unnamed(page)]
    assert nothing(found + too_wide_when_enlarged(page))


def widen(page: Page, width: int, height: int = 800) -> None:
    page.set_viewport_size({"width": width, "height": height})
    settle(page)


def small(page: Page) -> list[str]:
    """What one taps is large enough, or stands apart."""
    return page.evaluate("reader.too_small()")


def lost_when_spaced_out(page: Page) -> list[str]:
    page.evaluate("reader.space_out()")
    settle(page)
    found = page.evaluate("[...reader.cut(), ...reader.too_wide()]")
    page.evaluate("reader.space_in()")
    return [f"{lost} when the text is spaced out" for lost in found]


def too_wide_when_enlarged(page: Page) -> list[str]:
    """A page fits when it is enlarged four times."""
    found = []
    for height in (740, 256):
        widen(page, 320, height)
        found += [f"{wide} at 320 × {height}" for wide in page.evaluate("reader.too_wide()")]
    return found


def unnamed(page: Page) -> list[str]:
    """What a screen reader goes by: a page has a language, one main part and named ways."""
    marks = page.evaluate("reader.landmarks()")
    ways = marks["ways"]
    return [
        said
        for said, wrong in {
            f"the page is in “{marks['lang']}”": marks["lang"] != "en",
            f"the page has {marks['main']} main parts": marks["main"] != 1,
            "a way has no name": "" in ways,
            f"two ways have one name: {ways}": len(set(ways)) != len(ways),
            "a part is in no language": "" in marks["languages"],
        }.items()
        if wrong
    ]


# What axe-core finds


def faults(page: Page, *widths: int) -> list[str]:
    """Each fault as `rule: where (what to do)`, under every width and colour scheme that shows it."""
    found: dict[str, list[str]] = {}
    for scheme, of_it in (
        ("light", widths),
        ("dark", widths[::-1]),
    ):  # to change the colours takes longer than the width
        for width in of_it:
            for fault in faults_now(page, width, scheme):
                found.setdefault(fault, []).append(f"{width} {scheme}")
    page.emulate_media(color_scheme="light")
    return [f"{fault} [{', '.join(looks)}]" for fault, looks in found.items()]


def faults_now(page: Page, width: int, scheme: str) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    widen(page, width)
    return faults_seen(page, scheme)


def faults_seen(page: Page, scheme: str) -> list[str]:
    """The faults of a page as it is shown. In the dark it is asked about colours alone, since the schemes differ in nothing else."""
    found = new_colours(page)
    if scheme == "light":
        found += page.evaluate("options => axe.run(document, options).then(told => told.violations)", RULES)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} ({rule['help']}) {said(node)}"
        for rule in found
        for node in rule["nodes"]
    ]


JUDGED: set[int] = set()
"""The looks of texts whose colours axe-core has found right: to ask that of every text on every page takes most of the time."""


def new_colours(page: Page) -> list[dict[str, Any]]:
    """What is wrong with the colours of a page, for looks that no page before it had."""
    told = page.evaluate("([rules, known]) => reader.new_colours(rules, known)", [COLOURS, list(JUDGED)])
    JUDGED.update(told["judged"])
    return told["violations"]


def said(node: dict[str, Any]) -> str:
    """What axe-core measured at a place."""
    return "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])


def test_axe_finds_no_fault_where_cases_stand_open(show: Show) -> None:
    page = show(STRATEGY)
    open_all(page)
    found = faults(page, PHONE, DESK)
    assert nothing(found)


def test_axe_finds_no_fault_in_wide_tables_and_a_keyboard_gets_into_them(show: Show) -> None:
    page = show("developing/benchmarks.html", PHONE)
    table = page.locator("table").filter(has_text="Library").first
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.matches('table') && document.activeElement.scrollLeft > 10")
    found = faults(page, PHONE)
    assert nothing(found)


@pytest.mark.parametrize("name", [EXPLORE, LIST, COMPARE])
def test_axe_finds_no_fault_where_something_is_chosen(show: Show, name: str) -> None:
    page = show(name)
    open_all(page)
    found = faults(page, PHONE, DESK)
    assert nothing(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_the_open_sheet_of_explore(show: Show, scheme: str) -> None:
    page = show(EXPLORE, PHONE, color_scheme=scheme)
    page.get_by_role("button", name="Narrow down").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found = [*faults_now(page, PHONE, scheme), *page.evaluate("reader.too_small()")]
    page.keyboard.press("Escape")
    assert nothing(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_the_open_menu_of_a_phone(show: Show, scheme: str) -> None:
    page = show(CASE, PHONE, color_scheme=scheme)
    open_menu(page)
    found = faults_now(page, PHONE, scheme)
    assert nothing(found)


# The keyboard


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_tab_reaches_everything_in_the_order_in_which_it_is_seen(show: Show, name: str, width: int) -> None:
    assert nothing(walk(show(name, width, 740)))


def test_tab_goes_through_the_open_menu_of_a_phone(show: Show) -> None:
    page = show(HOME, PHONE, 740)
    page.evaluate("document.querySelector('header details').open = true")
    expect(page.locator("header details a").first).to_be_visible()
    assert nothing(walk(page))


def walk(page: Page) -> list[str]:
    """What is wrong on the way through a page by Tab, and back."""
    count = page.evaluate("reader.begin()")
    wrong, there = [], []
    for _ in range(count + 30):
        page.keyboard.press("Tab")
        stop = page.evaluate("reader.stop()")
        if stop is None or stop["name"] in there:
            break
        there.append(stop["name"])
        wrong += [f"{stop['name']}: {fault}" for fault in stop["wrong"]]
        wrong += focus_unseen(page, stop, "in the page's own colours")
    wrong += [f"{name}: Tab does not reach it" for name in page.evaluate("reader.missed()")]
    wrong += page.evaluate("reader.out_of_order()")
    page.evaluate("reader.turn()")
    for _ in range(len(there) + 1):  # the way back may begin outside the page
        page.keyboard.press("Shift+Tab")
    back = page.evaluate("reader.way_back()")
    for one, other in zip(back, reversed(there), strict=False):
        if one != other:
            wrong.append(f"Shift+Tab reaches {one} where {other} should come")
            break
    if len(back) < len(there):
        wrong.append(f"Shift+Tab ends after {len(back)} of {len(there)}")
    return wrong


SEEN: set[tuple[str, str]] = set()
"""In which colours, and on what that looks how, the focus has been seen on a page before: two pictures of each thing take most of the time."""


def focus_unseen(page: Page, stop: dict[str, Any], colours: str) -> list[str]:
    """What is wrong with how the focus is shown where it is now, for a look that no page before it had."""
    if (colours, stop["look"]) in SEEN:
        return []
    if not focus_is_seen(page, stop["box"]):
        return [f"{stop['name']}: no pixel changes when it gets the focus"]
    SEEN.add((colours, stop["look"]))
    return []


def focus_is_seen(page: Page, box: dict[str, float]) -> bool:
    """Whether the place of the focus looks different once the focus has left it; it is put back afterwards."""
    focused = page.screenshot(clip=box, animations="disabled")
    page.evaluate("reader.leave()")
    left = page.screenshot(clip=box, animations="disabled")
    page.evaluate("reader.come_back()")
    return focused != left


# Fingers


def test_what_one_taps_in_the_open_menu_is_large_enough(show: Show) -> None:
    page = show(HOME, PHONE)
    open_menu(page)
    assert nothing(page.evaluate("reader.too_small()"))


# A reader's own settings


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_nothing_moves_for_who_asks_for_less_motion(show: Show, name: str) -> None:
    page = show(name, reduced_motion="reduce")
    open_all(page)
    assert nothing(page.evaluate("reader.moving()"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_links_and_the_focus_are_seen_in_forced_colours(show: Show, name: str, scheme: str) -> None:
    page = show(name, color_scheme=scheme, forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    wrong = page.evaluate("reader.like_the_ground()")
    page.keyboard.press("Tab")  # from now on the focus is shown as to whoever goes by keyboard
    for number, stop in enumerate(page.evaluate("reader.all_stops()")):
        wrong += [f"{stop['name']}: {fault}" for fault in stop["wrong"]]
        colours = f"in forced colours, {scheme}"
        if (colours, stop["look"]) not in SEEN:
            wrong += focus_unseen(page, page.evaluate("number => reader.stop_at(number)", number), colours)
    assert nothing(wrong)


# A first visit


@pytest.mark.parametrize("name", [HOME, CASE, STRATEGY])
def test_a_first_visit_is_light(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("requestfinished", note)
    page.goto(address + name)
    page.wait_for_load_state("networkidle")
    sizes = {one.url.removeprefix(address): len(gzip.compress(one.response().body(), 9)) for one in requests}
    context.close()
    table = "\n".join(f"{size:8,d} {part}" for part, size in sorted(sizes.items(), key=lambda item: -item[1]))
    table += f"\n{sum(sizes.values()):8,d} in all"
    print(f"\n{table}")
    assert sum(sizes.values()) <= FIRST_VISIT, "\n" + table


# On paper


@pytest.mark.parametrize("case", ["reed-boat", "night-bakers", "bread-salt-and-borrowed-novels"])
def test_a_case_is_printed_on_two_pages_without_what_is_for_the_screen(show: Show, case: str) -> None:
    page = show(f"cases/{case}.html")
    title = page.get_by_role("heading", level=1).inner_text()
    screen = page.evaluate("reader.for_the_screen()")
    own = flat(page.locator("main").text_content() or "")  # with what is folded
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    foot = re.compile(r"\d+ / \d+The Reading County · ")
    text = flat(" ".join(foot.sub("", sheet.extract_text()) for sheet in paper.pages))
    assert flat(title) in text
    kept = [words for words in screen if text.count(flat(words)) > own.count(flat(words))]
    kept += [words for words in ("Table of contents", "On this page", "Suggest a change") if words in text]
    assert nothing(kept)
    assert len(paper.pages) <= 2


def flat(text: str) -> str:
    return " ".join(text.split())
