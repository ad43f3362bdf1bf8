"""Explore and my list, in a real browser: over http and from a folder, on a phone and on a desk, by keyboard alone."""

import io
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from generator.catalogue import PRACTICE, Catalogue
from generator.catalogue.facets import explored, tallies
from generator.catalogue.knowledge import Knowledge
from generator.catalogue.strength import by_strength
from generator.schema import Case

from ..libraries import COUNTY, catalogue_of
from ..sites import on_server_and_folder
from .test_exit import is_plain, uncovered

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
THEME = "books-within-reach"
CASES = sorted((COUNTY / "practices" / "cases").glob("*.md"))


def met(*forms: str) -> int:
    """How many cases tell of one of these forms of resistance, in what they met or in a lesson."""
    one = "|".join(forms)
    found = re.compile(rf"^  - form: ({one})$|^    forms: \[[^\]]*\b({one})\b", re.MULTILINE)
    return sum(bool(found.search(path.read_text("utf-8"))) for path in CASES)


ALL = f"{len(CASES)} cases"
TOTAL = sum(len(list((COUNTY / "practices" / kind).glob("*.md"))) for kind in PRACTICE)
DELAY = f"{met('delay')} cases of {len(CASES)}"
MOCKERY = f"{met('mockery')} cases of {len(CASES)}"


phone_on_server_and_desk_in_folder = pytest.mark.parametrize(
    ("start", "size"), [("http", PHONE), ("file", DESK)], indirect=True, ids=["http-phone", "file-desk"]
)
"""For a test of what differs by where the site lies, and by the size of the screen, but not by the two together."""


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    found: dict[str, int] = request.param
    return found


def a_page(browser: Browser, errors: list[str], viewport: dict[str, int], **settings: Any) -> Iterator[Page]:
    context = browser.new_context(viewport=viewport, **settings)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append("a script ran"))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def page(browser: Browser, errors: list[str], size: dict[str, int]) -> Iterator[Page]:
    """A page on a phone and on a desk; a test that takes it fails if a script on it fails."""
    yield from a_page(browser, errors, size)


@pytest.fixture
def desk(browser: Browser, errors: list[str]) -> Iterator[Page]:
    yield from a_page(browser, errors, DESK)


@pytest.fixture
def phone(browser: Browser, errors: list[str]) -> Iterator[Page]:
    yield from a_page(browser, errors, PHONE, has_touch=True)


def count(page: Page) -> Locator:
    return page.locator(".hg-explore__status")


def results(page: Page) -> Locator:
    return page.locator(".hg-explore__results > li")


def chips(page: Page) -> Locator:
    return page.get_by_role("list", name="Chosen").locator(".hg-chip")


def facet(page: Page, name: str) -> Locator:
    """The group of a facet, open; on a phone in the sheet."""
    if page.viewport_size == PHONE and not page.get_by_role("dialog").is_visible():
        page.get_by_role("button", name="Narrow down").click()
    group = page.locator("details.hg-facet").filter(has=page.locator("summary", has_text=re.compile(rf"^\s*{name}\b")))
    if not group.first.is_visible():
        page.get_by_text("More ways to narrow down").click()
    if not group.first.evaluate("group => group.open"):
        group.first.locator("summary").click()
    return group.first


def tick(page: Page, name: str, value: str) -> None:
    facet(page, name).get_by_role("checkbox", name=re.compile(rf"^{re.escape(value)}")).click()


def close_sheet(page: Page) -> None:
    if page.viewport_size == PHONE:
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^See ")).click()


def show_all(page: Page) -> None:
    """Ask for more results until all of them are shown."""
    more = page.get_by_role("button", name="Show more results")
    expect(results(page).first).to_be_visible()
    while more.is_visible():
        before = results(page).count()
        more.press("Enter")
        expect(results(page)).not_to_have_count(before)


def go(page: Page, address: str) -> None:
    """Open an address anew, even if only its fragment differs."""
    page.goto("about:blank")
    page.goto(address)


# What the numbers say


@pytest.fixture(scope="session")
def library() -> Catalogue:
    return catalogue_of(COUNTY)


def naive(
    catalogue: Catalogue, chosen: dict[str, list[str]], all_kinds: bool, words: set[int] | None
) -> dict[str, Any]:
    """What a selection must give, by plain sets: whoever reads this can see that it is right."""
    entries = explored(catalogue)
    having = {
        tally.facet.key: dict(zip(tally.values, map(set, tally.postings), strict=True))
        for tally in tallies(catalogue, entries, str)
    }
    kinds = PRACTICE if all_kinds else PRACTICE[:1]
    ground = {number for number, entry in enumerate(entries) if entry.kind in kinds}
    if words is not None:
        ground &= words

    def matching(besides: str = "") -> set[int]:
        left = set(ground)
        for key, values in chosen.items():
            if key != besides:
                left &= set().union(*(having[key][value] for value in values))
        return left

    counts = {
        key: {value: len(numbers & matching(key)) for value, numbers in values.items()}
        for key, values in having.items()
    }
    return {"matches": sorted(matching()), "counts": counts}


COUNTED = """([chosen, all, words]) => {
  const library = hgExplore.library;
  const state = { ...hgExplore.start(), chosen: new Map(Object.entries(chosen).map(([k, v]) => [k, new Set(v)])), all };
  const told = hgExplore.count(library, state, words);
  const again = hgExplore.read(hgExplore.write(state, library), library);
  const counts = {};
  for (const facet of library.facets)
    counts[facet.key] = Object.fromEntries(facet.values.map((value, at) => [value, told.counts.get(facet.key)[at]]));
  return {
    size: told.size,
    counts,
    matches: hgExplore.order(library, state, told.matches, null, 1e9),
    titles: hgExplore.order(library, { ...state, sort: "title" }, told.matches, null, 1e9),
    best: words && hgExplore.order(library, state, told.matches, words, 1e9),
    same: hgExplore.write(again.state, library) === hgExplore.write(state, library) && again.ignored.length === 0,
  };
}"""


def test_counts_and_results_are_those_of_a_naive_computation(address: str, desk: Page, library: Catalogue) -> None:
    desk.goto(address + "explore.html")
    expect(results(desk).first).to_be_visible()
    chance = random.Random(21)
    entries = explored(library)
    values = {tally.facet.key: tally.values for tally in tallies(library, entries, str)}
    met = 0
    for _ in range(120):
        keys = chance.sample(sorted(values), chance.choice((0, 1, 1, 2, 2, 3, 4)))
        chosen = {key: chance.sample(values[key], min(len(values[key]), chance.randint(1, 4))) for key in keys}
        all_kinds = chance.random() < 0.5
        words = chance.sample(range(len(entries)), chance.randint(0, len(entries))) if chance.random() < 0.3 else None
        told = desk.evaluate(COUNTED, [chosen, all_kinds, words])
        expected = naive(library, chosen, all_kinds, None if words is None else set(words))
        assert told["matches"] == expected["matches"], chosen
        assert told["counts"] == expected["counts"], chosen
        assert told["size"] == len(expected["matches"])
        assert sorted(told["titles"]) == expected["matches"]
        if words is not None:
            assert told["best"] == [number for number in words if number in set(expected["matches"])]
        assert told["same"]
        met += bool(chosen and expected["matches"])
    assert met > 20


def test_no_tick_leads_to_nothing(address: str, desk: Page) -> None:
    """A reader who ticks and takes out at random always has results."""
    desk.goto(address + "explore.html")
    chance = random.Random(7)
    for name in ("Country", "What changed", "How it was answered"):
        facet(desk, name)
    for _ in range(60):
        boxes = desk.locator(".hg-facets input[type=checkbox]:enabled")
        boxes.nth(chance.randrange(boxes.count())).click()
        assert re.match(r"(One|[1-9]\d*) ", count(desk).inner_text()), desk.url
        assert results(desk).count() > 0


# Choosing


def test_values_widen_within_a_facet_and_facets_narrow(start: str, page: Page) -> None:
    page.goto(start + "explore.html")
    expect(count(page)).to_have_text(ALL)
    tick(page, "What pushed back", "Delay")
    expect(count(page)).to_have_text(DELAY)
    mockery = facet(page, "What pushed back").get_by_role("checkbox", name=re.compile("^Mockery"))
    expect(mockery.locator("xpath=..").locator(".hg-facet__count")).to_have_text(str(met("mockery")))
    mockery.click()
    wide = int(count(page).inner_text().split()[0])
    assert wide == met("delay", "mockery")
    page.goto(start + "explore.html#resistance=delay,mockery&country=KE")
    expect(chips(page)).to_have_count(3)
    assert 1 <= results(page).count() < wide
    close_sheet(page)
    assert chips(page).count() == 3
    assert page.url.endswith("#resistance=delay,mockery&country=KE")


def test_a_value_without_results_cannot_be_ticked(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html#country=PE")
    expect(results(desk).first).to_be_visible()
    group = facet(desk, "What pushed back")
    nothing = group.locator("li").filter(has=desk.locator(".hg-facet__count", has_text=re.compile("^0$")))
    assert nothing.count() > 0
    assert all(box.is_disabled() for box in nothing.get_by_role("checkbox").all())
    assert group.locator("input:enabled").count() > 0


def test_taking_out_what_holds_the_rest_together_takes_out_the_rest_and_says_so(start: str, desk: Page) -> None:
    """Of two values of a facet only one goes with the other facet: without it nothing would be left."""
    desk.goto(start + "explore.html#resistance=delay&country=KE,PE")
    expect(results(desk).first).to_be_visible()
    counts = {
        code: facet(desk, "Country").get_by_role("checkbox", name=re.compile(f"^{name}"))
        for code, name in (("KE", "Kenya"), ("PE", "Peru"))
    }
    shown = {
        code: int(box.locator("xpath=..").locator(".hg-facet__count").inner_text()) for code, box in counts.items()
    }
    assert sorted(bool(number) for number in shown.values()) == [False, True]
    holding = next(code for code, number in shown.items() if number)
    counts[holding].click()
    expect(desk.get_by_role("status").filter(has_text="Taken out too")).to_be_visible()
    assert desk.url.endswith("#resistance=delay")
    assert results(desk).count() > 0


def test_papers_and_programmes_come_by_a_switch(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html")
    desk.get_by_role("checkbox", name="Papers and programmes too").check()
    expect(count(desk)).to_have_text(f"{TOTAL} records")
    assert desk.url.endswith("#all=yes")
    show_all(desk)
    expect(results(desk).filter(has_text="Paper · Papers for the Evening").first).to_be_visible()
    expect(results(desk)).to_have_count(TOTAL)
    desk.get_by_role("checkbox", name="Papers and programmes too").uncheck()
    expect(count(desk)).to_have_text(ALL)


def test_chips_lead_to_their_pages_and_can_be_taken_out_without_losing_the_place(start: str, desk: Page) -> None:
    desk.goto(start + f"explore.html#theme={THEME}&resistance=delay,mockery")
    expect(chips(desk)).to_have_count(3)
    link = chips(desk).get_by_role("link", name="Delay")
    assert (link.get_attribute("href") or "").endswith("vocabularies/forms-of-resistance/delay.html")
    desk.get_by_role("button", name="Take out What pushed back: Delay").press("Enter")
    expect(desk.get_by_role("button", name="Take out What pushed back: Mockery and gossip")).to_be_focused()
    assert desk.url.endswith(f"#theme={THEME}&resistance=mockery")
    desk.get_by_role("button", name="Take out all").press("Enter")
    expect(chips(desk)).to_have_count(0)
    expect(desk.get_by_role("heading", name="Results")).to_be_focused()
    assert "#" not in desk.url


def test_a_card_says_how_its_results_are_known_to_the_eye_and_to_the_ear(
    start: str, desk: Page, library: Catalogue
) -> None:
    verdicts = Knowledge(library).verdicts
    desk.goto(start + "explore.html")
    show_all(desk)
    known = [entry for entry in library.all("cases") if verdicts[entry.address]]
    assert known
    for entry in known:
        card = results(desk).filter(has=desk.get_by_role("link", name=entry.record.title, exact=True))
        first = verdicts[entry.address].designs[0]
        names = {"improved": "Improved", "mixed": "Mixed", "no-change": "No change found", "worsened": "Worsened"}
        said = ", ".join(names.get(one.own.direction, "Not known") for one in first.results)
        expect(card.get_by_role("img", name=said, exact=True).first).to_be_visible()
        expect(card.locator(".hg-line")).to_contain_text(first.kind.term.label)
    height = desk.locator(".hg-brief").evaluate_all("briefs => Math.max(...briefs.map((one) => one.clientHeight))")
    assert height <= 46  # two lines


IN_ORDER = """() => {
  const titles = [...document.querySelectorAll(".hg-explore__results > li h3 a")].map((one) => one.textContent.toLowerCase());
  return titles.length && titles.every((title, place) => !place || titles[place - 1] <= title);
}"""
"""Whether the results that stand on the page are in the order of their titles, which is so a moment after it was chosen."""


def test_results_come_by_title_too(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html")
    desk.get_by_label("Order", exact=True).select_option("title")
    desk.wait_for_function(IN_ORDER)
    titles = results(desk).locator("h3 a").all_inner_texts()
    assert [title.casefold() for title in titles] == sorted(title.casefold() for title in titles)
    assert desk.url.endswith("#sort=title")
    desk.get_by_label("Order", exact=True).select_option("checked")
    assert desk.url.endswith("#sort=checked")
    desk.get_by_label("Order", exact=True).select_option("evidence")
    assert "#" not in desk.url


def test_a_facet_of_many_values_shows_the_first_and_finds_the_rest(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html")
    group = facet(desk, "Organisation")
    rows = group.locator(".hg-facet__values > li")
    expect(rows).to_have_count(8)
    more = group.get_by_role("button", name=re.compile(r"^Show all \d+"))
    more.click()
    assert rows.count() > 20
    expect(group.get_by_role("button", name="Show fewer")).to_be_focused()
    group.get_by_role("button", name="Show fewer").click()
    expect(rows).to_have_count(8)
    group.get_by_label("Find in Organisation").fill("wIndMÍll")
    expect(rows).to_have_count(1)
    group.get_by_role("checkbox").check()
    expect(group.get_by_role("checkbox", name=re.compile("Windmill")).first).to_be_focused()
    group.get_by_label("Find in Organisation").fill("xyzzy")
    expect(group.get_by_text("No name has this in it.")).to_be_visible()
    expect(group.get_by_role("checkbox", name=re.compile("Windmill")).first).to_be_checked()


# Words


@phone_on_server_and_desk_in_folder
def test_words_go_with_facets_and_the_best_match_comes_first(start: str, page: Page) -> None:
    page.goto(start + "explore.html")
    page.get_by_label("Words in the text").fill("night bakers")
    expect(count(page)).to_contain_text(f"of {len(CASES)}")
    expect(results(page).first).to_contain_text("The night bakers' circle")
    assert page.url.endswith("#q=night%20bakers")
    expect(page.get_by_label("Order", exact=True)).to_have_value("")
    found = results(page).count()
    tick(page, "Country", "Kenya")
    expect(results(page)).not_to_have_count(found)
    assert 1 <= results(page).count() < found
    assert page.url.endswith("#country=KE&q=night%20bakers")
    close_sheet(page)
    page.get_by_role("button", name="Take out Words in the text: “night bakers”").click()
    expect(page.get_by_label("Words in the text")).to_have_value("")


def test_words_that_nothing_has_say_so_and_can_be_taken_out(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html")
    desk.get_by_label("Words in the text").fill("qqqq")
    expect(count(desk)).to_contain_text("Nothing here has all of this together.")
    expect(results(desk)).to_have_count(0)
    desk.get_by_role("button", name=re.compile("^Take out Words in the text")).click()
    expect(count(desk)).to_have_text(ALL)


def test_a_sentence_finds_what_has_some_of_its_words_and_a_word_that_nothing_has_is_said(
    start: str, desk: Page
) -> None:
    desk.goto(start + "explore.html#q=what%20worked%20with%20bakers%20in%20Rwanda%3F")
    expect(desk.locator(".hg-explore__notice")).to_contain_text("Pages with some of them follow.")
    expect(results(desk).filter(has_text="The night bakers' circle")).to_be_visible()
    field = desk.get_by_role("searchbox", name="Words in the text")
    field.fill("Ruanda bakers")  # “Ruanda” stands nowhere, and the index would answer with any R.
    expect(desk.locator(".hg-explore__notice")).to_have_text(re.compile("^No page (has “Ruanda”|with all of these)"))
    expect(results(desk).filter(has_text="The night bakers' circle")).to_be_visible()
    field.fill("Ruanda")
    expect(results(desk)).to_have_count(0)


def test_words_that_cannot_be_looked_up_are_left_aside(address: str, desk: Page) -> None:
    desk.route("**/pagefind/explore.js", lambda route: route.abort())
    desk.goto(address + "explore.html#q=bread&country=KE")
    expect(desk.get_by_text("The search could not be loaded, so the words were left aside.")).to_be_visible()
    assert results(desk).count() > 0


# The address


@phone_on_server_and_desk_in_folder
def strengths(catalogue: Catalogue) -> dict[str, tuple[bool, int]]:
    """By title: whether a case is an outline, and the place of its strongest kind of evidence, from the weakest."""
    kinds = [term.term.id for term in reversed(by_strength(catalogue))]
    return {
        entry.record.title: (
            entry.record.status == "outline",
            max((kinds.index(str(one.evidence)) for one in entry.record.own_outcomes), default=-1),
        )
        for entry in catalogue.all("cases")
        if isinstance(entry.record, Case)
    }


def test_the_strongest_evidence_comes_first_and_outlines_last(start: str, desk: Page, library: Catalogue) -> None:
    desk.goto(start + "explore.html")
    show_all(desk)
    known = [strengths(library)[title] for title in desk.locator(".hg-found__title a").all_inner_texts()]
    assert len(known) == len(library.all("cases"))
    assert known == sorted(known, key=lambda one: (one[0], -one[1]))
    assert known[0] < known[-1]
    expect(desk.get_by_label("Order", exact=True).locator("option:checked")).to_have_text("Strongest evidence first")


def test_one_choice_takes_a_kind_of_evidence_and_all_that_are_stronger(
    start: str, page: Page, library: Catalogue
) -> None:
    page.goto(start + "explore.html")
    facet(page, "How we know").get_by_label("At least").select_option(label="Interviews, or stronger")
    close_sheet(page)
    kinds = [term.term.id for term in reversed(by_strength(library))]
    least = kinds.index("interviews")
    expect(count(page)).to_have_text(
        re.compile(rf"^{sum(one >= least for _, one in strengths(library).values())} cases of ")
    )
    assert "evidence=" in page.url
    page.reload()
    expect(facet(page, "How we know").get_by_label("At least").locator("option:checked")).to_have_text(
        "Interviews, or stronger"
    )
    facet(page, "How we know").get_by_label("At least").select_option(label="any kind")
    expect(page).to_have_url(start + "explore.html")


def test_six_facets_stand_open_to_choice_and_the_rest_is_a_tap_away(start: str, page: Page) -> None:
    page.goto(start + "explore.html#organisation-kind=federation")
    expect(results(page).first).to_be_visible()
    facet(page, "Theme")
    expect(page.locator(".hg-facets > .hg-facet:visible")).to_have_count(6)
    page.goto("about:blank")
    page.goto(start + "explore.html")
    facet(page, "Theme")
    expect(page.locator(".hg-facets__rest .hg-facet:visible")).to_have_count(0)


def test_a_phone_shows_the_results_once_they_are_chosen(start: str, phone: Page) -> None:
    phone.goto(start + "explore.html")
    tick(phone, "What pushed back", "Delay")
    close_sheet(phone)
    expect(results(phone).first.locator("a").first).to_be_in_viewport()
    pill = phone.get_by_role("button", name="Narrow down").bounding_box()
    order = phone.get_by_label("Order", exact=True).bounding_box()
    assert pill is not None
    assert order is not None
    assert order["y"] + order["height"] <= pill["y"]
    assert phone.evaluate("document.activeElement.textContent") == "Results"


def test_a_bookmark_is_told_from_another_by_what_was_chosen(start: str, page: Page) -> None:
    """In short where tabs say little, as they do unless a library says otherwise."""
    page.goto(start + "explore.html#country=KE&resistance=mockery")
    expect(page).to_have_title("Explore MAG, Kenya – The Reading County")
    page.evaluate("location.hash = ''")
    expect(page).to_have_title("Explore – The Reading County")


def test_the_address_of_a_choice_can_be_copied(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html")
    expect(desk.get_by_role("button", name="Copy the address")).to_be_hidden()
    tick(desk, "What pushed back", "Delay")
    desk.get_by_role("button", name="Copy the address").click()
    expect(desk.locator(".hg-explore__copied")).to_contain_text(re.compile("copied|marked"))


def test_one_field_of_search_stands_on_a_page_that_has_its_own(start: str, page: Page) -> None:
    for name in ("explore.html", "search.html"):
        page.goto(start + name)
        expect(page.get_by_role("searchbox")).to_have_count(1)


def test_reload_back_and_forward_keep_the_state(start: str, page: Page) -> None:
    page.goto(start + "explore.html")
    tick(page, "What pushed back", "Mockery")
    expect(count(page)).to_have_text(MOCKERY)
    tick(page, "Country", "Kenya")
    close_sheet(page)
    expect(chips(page)).to_have_count(2)
    page.reload()
    expect(chips(page)).to_have_count(2)
    page.go_back()
    expect(chips(page)).to_have_count(1)
    expect(count(page)).to_have_text(MOCKERY)
    page.go_back()
    expect(count(page)).to_have_text(ALL)
    page.go_forward()
    expect(count(page)).to_have_text(MOCKERY)
    results(page).first.get_by_role("link").click()
    expect(page.locator(".hg-card--case")).to_be_visible()
    page.go_back()
    expect(count(page)).to_have_text(MOCKERY)


@phone_on_server_and_desk_in_folder
def test_more_results_stand_in_the_address_and_the_focus_goes_on(start: str, page: Page) -> None:
    page.goto(start + "explore.html#all=yes")
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="Show more results").press("Enter")
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()
    expect(results(page)).to_have_count(30)
    assert page.url.endswith("#all=yes&show=30")
    show_all(page)
    expect(results(page)).to_have_count(TOTAL)
    page.reload()
    expect(results(page)).to_have_count(TOTAL)


def test_a_jump_within_the_page_is_no_state(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html#country=KE")
    expect(chips(desk)).to_have_count(1)
    desk.evaluate("location.hash = 'explore'")
    expect(chips(desk)).to_have_count(1)
    desk.wait_for_function("location.hash === '#country=KE'")


STRANGE = {
    "colour=red": "colour=red",
    "theme=gone-since": "gone-since",
    "country=KE,XX": "XX",
    "theme=%E0%A4%A": "%E0%A4%A",
    "%E0%A4%A": "%E0%A4%A",
    "country=<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    "__proto__=a&constructor=b&toString=c": "__proto__=a",
    "sort=best": "sort=best",
    "show=-1": "show=-1",
    "list=cases/x,../../secret,javascript:alert(1)": "../../secret",
    "theme=" + "a" * 10_000: "aaaa…",
    "a=1&b=2&c=3&d=4&e=5": "and 2 more",
}


def test_what_an_address_should_not_hold_is_left_out_and_told(start: str, desk: Page) -> None:
    for given, said in STRANGE.items():
        go(desk, start + "explore.html#" + given)
        told = desk.get_by_role("status").filter(has_text="Left out, because this edition does not know it")
        expect(told, given).to_contain_text(said)
        assert results(desk).count() > 0, given
        assert desk.locator("main img").count() == 0, given
        assert len(told.inner_text()) < 300, given
        desk.get_by_label("Order", exact=True).select_option("title")
        expect(results(desk).first, given).to_be_visible()


def test_strange_words_do_no_harm(start: str, desk: Page) -> None:
    for given in ("q=%ED%A0%80", "q=" + "a" * 10_000, "q=%3Cb%3Ex%3C/b%3E", "q=%00%E2%80%AE", "&&=&#"):
        go(desk, start + "explore.html#" + given)
        expect(count(desk), given).to_have_text(re.compile("cases|Nothing here"))
        assert desk.locator("main b").count() == 0, given
        desk.get_by_label("Words in the text", exact=True).fill("")
        expect(count(desk), given).to_have_text(ALL)


def test_choices_that_go_together_no_longer_say_so_and_can_be_mended(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html#resistance=delay&country=KE")
    expect(count(desk)).to_contain_text("Nothing here has all of this together.")
    desk.get_by_role("button", name="Take out Country: Kenya").click()
    expect(count(desk)).to_have_text(DELAY)


# The sheet


def test_the_sheet_opens_and_closes_with_one_thumb_and_gives_the_focus_back(start: str, phone: Page) -> None:
    phone.goto(start + "explore.html")
    opener = phone.get_by_role("button", name="Narrow down")
    expect(opener).to_be_in_viewport()
    opener.tap()
    sheet = phone.get_by_role("dialog", name="Narrow down")
    expect(sheet).to_be_visible()
    assert sheet.evaluate("sheet => sheet.contains(document.activeElement)")
    assert uncovered(phone), "the way out of the site is covered"
    see = sheet.get_by_role("button", name=f"See {len(CASES)} results")
    box, height = see.bounding_box(), PHONE["height"]
    assert box
    assert box["y"] > height * 0.8
    assert box["height"] >= 40
    tick(phone, "What pushed back", "Delay")
    expect(sheet.get_by_role("button", name=f"See {met('delay')} results")).to_be_visible()
    expect(sheet.get_by_role("status")).to_have_text(DELAY)
    sheet.get_by_role("button", name=f"See {met('delay')} results").tap()
    expect(sheet).to_be_hidden()
    expect(phone.get_by_role("heading", name="Results", exact=True)).to_be_focused()
    phone.get_by_role("button", name="Narrow down (1)").press("Enter")
    phone.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(phone.get_by_role("button", name="Narrow down (1)")).to_be_focused()


@on_server_and_folder
def test_a_reader_can_leave_the_site_and_the_sheet_by_touch_while_it_is_open(start: str, phone: Page) -> None:
    phone.goto(start + "explore.html")
    sheet = phone.get_by_role("dialog", name="Narrow down")
    for height in (PHONE["height"], 256):
        phone.set_viewport_size({"width": PHONE["width"], "height": height})
        phone.get_by_role("button", name="Narrow down").tap()
        assert uncovered(phone), height
        phone.mouse.click(20, phone.locator(".hg-bar").bounding_box()["height"] + 4)  # beside the sheet
        expect(sheet).to_be_hidden()
        assert phone.evaluate("document.querySelectorAll('[inert]').length") == 0
    phone.get_by_role("button", name="Narrow down").tap()
    phone.locator("#hg-exit").tap()
    is_plain(phone, start)


def test_a_sheet_that_is_open_when_the_window_widens_gives_its_facets_back(start: str, phone: Page) -> None:
    phone.goto(start + "explore.html")
    phone.get_by_role("button", name="Narrow down").tap()
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(phone.get_by_role("dialog")).to_be_hidden()
    expect(phone.get_by_role("complementary").get_by_role("checkbox").first).to_be_visible()


# By keyboard alone


def test_by_keyboard_alone_a_reader_narrows_down_and_reaches_a_case(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html")
    expect(results(desk).first).to_be_visible()

    def tab_to(wanted: Callable[[], bool]) -> None:
        for _ in range(120):
            desk.keyboard.press("Tab")
            if wanted():
                return
        pytest.fail("Tab does not reach it")

    def at(selector: str) -> Callable[[], bool]:
        return lambda: bool(desk.evaluate("selector => document.activeElement.matches(selector)", selector))

    tab_to(at(".hg-facet input"))
    name = desk.evaluate("document.activeElement.closest('label').innerText")
    desk.keyboard.press("Space")
    assert desk.evaluate("document.activeElement.closest('label').innerText.split('\\n')[0]") == name.split("\n")[0]
    assert desk.evaluate("document.activeElement.checked")
    desk.keyboard.press("Space")
    assert not desk.evaluate("document.activeElement.checked")
    desk.keyboard.press("Space")
    tab_to(at("summary"))
    desk.keyboard.press("Enter")
    tab_to(at(".hg-explore__results a"))
    title = desk.evaluate("document.activeElement.innerText")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text(title)


def test_a_box_that_has_the_focus_is_not_switched_off_under_it(start: str, desk: Page) -> None:
    desk.goto(start + "explore.html#resistance=delay&country=KE")
    box = facet(desk, "Country").get_by_role("checkbox", name=re.compile("^Kenya"))
    box.focus()
    desk.keyboard.press("Space")
    expect(box).to_be_focused()
    expect(box).not_to_be_checked()
    desk.keyboard.press("Space")
    expect(box).not_to_be_checked()
    expect(count(desk)).to_have_text(DELAY)


# My list


def on_list(page: Page, title: str) -> Locator:
    return page.get_by_role("checkbox", name=f"On my list: {title}")


@phone_on_server_and_desk_in_folder
def test_a_list_is_ticked_together_shown_and_taken_apart(start: str, page: Page) -> None:
    page.goto(start + "explore.html#sort=title")
    show_all(page)
    on_list(page, "The ferry box").check()
    on_list(page, "The yak track library").check()
    assert page.url.endswith("&list=cases/ferry-box,cases/yak-track")
    page.reload()
    expect(on_list(page, "The ferry box")).to_be_checked()
    page.get_by_role("link", name="My list (2)").click()
    assert page.url.endswith("list.html#cases/ferry-box,cases/yak-track")
    items = page.locator(".hg-my-list__items > li")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("The ferry box")
    expect(items.first).to_contain_text("Tanzania")
    page.get_by_role("button", name="Take off the list: The ferry box").press("Enter")
    expect(page.get_by_role("button", name="Take off the list: The yak track library")).to_be_focused()
    assert page.url.endswith("list.html#cases/yak-track")
    page.go_back()
    expect(items).to_have_count(2)
    page.get_by_role("link", name="Explore with this list").click()
    expect(page.get_by_role("link", name="My list (2)")).to_be_visible()
    show_all(page)
    expect(on_list(page, "The ferry box")).to_be_checked()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_list_says_what_it_left_out_and_what_to_do_when_it_is_empty(start: str, desk: Page) -> None:
    go(desk, start + "list.html#cases/ferry-box,cases/gone,<b>,%E0%A4%A,papers/../x")
    expect(desk.locator(".hg-my-list__items > li")).to_have_count(1)
    expect(desk.get_by_role("status").filter(has_text="does not know it")).to_contain_text("“cases/gone”, “<b>”")
    go(desk, start + "list.html")
    expect(desk.get_by_text("Nothing is on your list yet.")).to_be_visible()
    expect(desk.get_by_role("button", name="Copy the address")).to_be_hidden()


def test_the_address_of_a_list_can_be_copied_even_where_a_page_may_not(address: str, browser: Browser) -> None:
    for blocked in (False, True):
        context = browser.new_context(permissions=[] if blocked else ["clipboard-read", "clipboard-write"])
        page = context.new_page()
        if blocked:
            page.add_init_script(
                "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;"
            )
        page.goto(address + "list.html#cases/ferry-box")
        page.get_by_role("button", name="Copy the address").click()
        if blocked:
            expect(page.get_by_text("The address is marked")).to_be_visible()
            marked = page.evaluate("getSelection().toString() || document.activeElement.value")
            assert marked == page.url
        else:
            expect(page.get_by_text("The address is copied.")).to_be_visible()
            assert page.evaluate("navigator.clipboard.readText()") == page.url
        context.close()


def test_a_list_is_printed_as_one_document(address: str, desk: Page) -> None:
    desk.goto(address + "list.html#cases/ferry-box,programmes/a-thousand-lamps")
    expect(desk.locator(".hg-my-list__items > li")).to_have_count(2)
    paper = PdfReader(io.BytesIO(desk.pdf(format="A4", prefer_css_page_size=True)))
    text = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    assert len(paper.pages) == 1
    for said in (
        "The ferry box",
        "Tanzania",
        "A box of books crosses with the ferry",
        address + "cases/ferry-box.html",
    ):
        assert said in text
    for furniture in ("Take off the list", "Copy the address", "Menu", "Explore with this list"):
        assert furniture not in text


def test_a_printed_list_does_not_tell_where_a_folder_lies(built: Path, desk: Page) -> None:
    desk.goto((built / "site" / "list.html").as_uri() + "#cases/ferry-box")
    expect(desk.locator(".hg-my-list__items > li")).to_have_count(1)
    text = PdfReader(io.BytesIO(desk.pdf())).pages[0].extract_text()
    assert "cases/ferry-box.html" in text
    assert str(built) not in text


# Without script, and where the data do not come


def test_without_script_every_value_is_a_link(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(start + "explore.html")
    page.get_by_role("link", name="Mockery and gossip").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mockery and gossip")
    page.goto(start + "explore.html")
    page.get_by_role("link", name=re.compile(r"^All \d+$")).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(start + "list.html#cases/ferry-box")
    page.get_by_role("link", name="All programmes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Programmes")
    context.close()


@pytest.mark.parametrize("lost", ["explore-data.js", "explore-words.js"])
def test_where_the_data_do_not_come_the_links_stay(address: str, desk: Page, lost: str) -> None:
    desk.route(f"**/{lost}", lambda route: route.abort())
    desk.goto(address + "explore.html")
    expect(desk.get_by_role("link", name="Mockery and gossip")).to_be_visible()
    expect(desk.locator("#hg-explore")).to_be_hidden()


@on_server_and_folder
def test_explore_is_reached_from_the_header_the_first_page_and_the_search(start: str, desk: Page) -> None:
    for place, name in (
        ("index.html", "Explore all cases"),
        ("search.html", "By several things at once"),
        ("about.html", "Explore"),
    ):
        desk.goto(start + place)
        desk.get_by_role("link", name=re.compile(f"^{name}")).first.click()
        expect(count(desk)).to_have_text(ALL)
