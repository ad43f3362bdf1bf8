"""The search: over any page and in its own, over http and from a folder, by finger and by keyboard alone."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from ..sites import Once, on_server_and_folder, served, small_library
from . import shipped
from .test_accessibility import RULES

address = shipped.address
built = shipped.built
start = shipped.start

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
LATE = (
    "search.js",
    "search.css",
    "search-query.js",
    "search-ask.js",
    "search-words.js",
    "search-names.js",
    "search-near.js",
    "pagefind",
)
"""What nobody fetches before she asks for the search."""
CSP = "script-src 'self' blob: 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; object-src 'none'"


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def either(request: pytest.FixtureRequest, page: Page) -> Page:
    """The page on a phone, and on a desk."""
    page.set_viewport_size(request.param)
    return page


def watch(page: Page) -> list[str]:
    """What goes wrong in the page from now on, scripts that should not run included."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append("a script ran"), dialog.dismiss()))
    return wrong


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def opened(page: Page, where: str, words: str = "") -> Locator:
    """The search, opened over a page by a tap, with words in it."""
    page.goto(where)
    page.get_by_role("searchbox").click()
    expect(dialog(page)).to_be_visible()
    if words:
        ask(page, words)
    return dialog(page)


def ask(page: Page, words: str) -> None:
    field = page.locator("#hg-search-field")
    field.fill(words)
    shown = unicodedata.normalize("NFC", " ".join(words.split()))
    expect(page.locator(".hg-search__status")).to_contain_text(f"found for “{shown}”")


def titles(page: Page) -> list[str]:
    return page.locator(".hg-results section[data-kind] li > a").all_inner_texts()


# Opening and closing


@on_server_and_folder
@pytest.mark.parametrize("name", ["index.html", "cases/souqona.html", "vocabularies/people/survivors.html"])
def test_nothing_of_the_search_is_fetched_before_it_is_asked_for(start: str, page: Page, name: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(start + name)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    assert [url for url in asked if any(part in url for part in LATE)] == []
    assert any(url.endswith("assets/base.js") for url in asked)
    page.get_by_role("searchbox").click()
    expect(dialog(page)).to_be_visible()
    assert any(url.endswith("assets/search.js") for url in asked)
    assert not any(url.endswith(("search-names.js", "search-near.js")) for url in asked)


def test_what_every_page_carries_is_small(built: Path) -> None:
    assert (built / "site" / "assets" / "base.js").stat().st_size < 4 * 1024


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_it_and_escape_gives_the_place_back(start: str, either: Page, key: str) -> None:
    either.goto(start + "cases/souqona.html")
    link = either.get_by_role("link", name="Not recorded").or_(either.locator("main a")).first
    link.focus()
    either.keyboard.press(key)
    expect(either.locator("#hg-search-field")).to_be_focused()
    assert either.locator("#hg-search-field").input_value() == ""
    either.keyboard.press("Escape")
    expect(dialog(either)).to_have_count(0)
    expect(link).to_be_focused()
    assert either.evaluate("document.querySelectorAll('[inert]').length") == 0


def test_a_slash_that_is_written_in_a_field_or_switched_off_opens_nothing(start: str, page: Page) -> None:
    page.goto(start + "index.html")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<input id=own aria-label=own>')")
    page.locator("#own").press("/")
    assert page.locator("#own").input_value() == "/"
    expect(dialog(page)).to_have_count(0)
    page.locator("main a").first.focus()
    page.evaluate("document.querySelector('script[data-root]').dataset.slash = 'off'")  # as `extra.slash: false` has it
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(dialog(page)).to_be_visible()
    expect(page.locator("#hg-search-field")).to_have_value("")


@on_server_and_folder
def test_what_is_typed_in_the_header_is_carried_over(start: str, either: Page) -> None:
    either.goto(start + "index.html")
    either.get_by_role("searchbox").focus()
    expect(dialog(either)).to_have_count(0)  # to reach a field is not to use it
    either.keyboard.type("widows", delay=30)
    expect(either.locator("#hg-search-field")).to_have_value("widows")
    expect(dialog(either).get_by_role("link", name="Women in self-help groups")).to_be_visible()
    assert either.url == start + "index.html"
    either.keyboard.press("Escape")
    expect(either.get_by_role("searchbox")).to_be_focused()
    expect(either.get_by_role("searchbox")).to_have_value("")


def test_the_button_of_the_header_opens_it_too_and_a_button_closes_it(start: str, either: Page) -> None:
    either.goto(start + "index.html")
    either.get_by_role("button", name="Search").click()
    expect(dialog(either)).to_be_visible()
    dialog(either).get_by_role("button", name="Close").click()
    expect(dialog(either)).to_have_count(0)


def test_it_opens_again_as_it_was_left(start: str, page: Page) -> None:
    opened(page, start + "index.html", "widows")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(dialog(page).get_by_role("link", name="Women in self-help groups")).to_be_visible()


def test_the_focus_stays_within_and_the_quick_way_out_stays_usable(address: str, either: Page) -> None:
    either.goto(address + "cases/souqona.html")
    either.evaluate("scrollTo(0, 500)")
    either.keyboard.press("/")
    ask(either, "widows")
    reached = set()
    for _ in range(30):
        either.keyboard.press("Tab")
        reached.add(
            either.evaluate(
                """() => {
                  const here = document.activeElement;
                  if (here.closest('[role=dialog]')) return 'inside';
                  return here.matches('.hg-exit') ? 'exit' : here === document.body ? 'browser' : here.outerHTML;
                }"""
            )
        )
    assert reached <= {"inside", "exit", "browser"}
    assert {"inside", "exit"} <= reached
    over = """() => {
      const box = document.getElementById('hg-exit').getBoundingClientRect();
      return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).id;
    }"""
    assert either.evaluate(over) == "hg-exit"  # nothing lies over it


@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_it_keeps_clear_of_a_quick_way_out_in_a_corner(address: str, either: Page, edge: str) -> None:
    either.goto(address + "index.html")
    either.evaluate(
        """edge => {
          document.querySelectorAll('.hg-exit').forEach((own) => own.remove());
          const exit = document.createElement('button');
          Object.assign(exit, { className: 'hg-exit', textContent: 'Leave' });
          exit.style.cssText = `position:fixed;${edge}:0;right:0;height:90px`;
          document.body.append(exit);
        }""",
        edge,
    )
    either.keyboard.press("/")
    box, exit_box = dialog(either).bounding_box(), either.locator(".hg-exit").bounding_box()
    assert box is not None
    assert exit_box is not None
    if edge == "top":
        assert box["y"] >= exit_box["y"] + exit_box["height"] - 1
    else:
        assert box["y"] + box["height"] <= exit_box["y"] + 1


# Results


@on_server_and_folder
def test_results_are_grouped_and_say_what_where_and_how_it_is_known(start: str, either: Page) -> None:
    opened(either, start + "cases/souqona.html", "widows")
    expect(either.get_by_role("status").filter(has_text="pages were found for “widows”")).to_be_visible()
    cases = either.locator(".hg-results section[data-kind=Cases]")
    assert either.locator(".hg-results section").first.get_attribute("data-kind") == "Cases"
    row = cases.locator("li").filter(has=either.get_by_role("link", name="Women in self-help groups"))
    expect(row).to_contain_text("GROOTS Kenya · Kenya")
    expect(row.locator("mark").first).to_have_text(re.compile("widow"))
    expect(row.locator(".hg-badges")).to_contain_text("Leadership and collective action")
    expect(row.locator(".hg-badges")).to_contain_text("How we know: Qualitative evaluation")
    line = row.locator("p").first.inner_text()
    assert line[-1] in ".!?…”"  # a line that ends within a sentence says so
    row.get_by_role("link").click()
    expect(either.get_by_role("heading", level=1)).to_have_text("Women in self-help groups")


def test_arrow_keys_go_through_the_results_and_back(start: str, page: Page) -> None:
    opened(page, start + "index.html", "widows")
    links = page.locator(".hg-results li > a")
    field = page.locator("#hg-search-field")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("Home")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")  # takes her to the first
    expect(links.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Women"))


@on_server_and_folder
def test_few_pages_are_fetched_and_more_on_demand(start: str, page: Page) -> None:
    fetched: list[str] = []

    def note(request: Request) -> None:
        if "/fragment/" in request.url:
            fetched.append(request.url)

    page.on("request", note)
    opened(page, start + "index.html", "women")
    expect(page.get_by_role("status").filter(has_text="The first 10 are shown")).to_be_visible()
    assert page.locator(".hg-results li").count() == 10
    assert len(fetched) == 10
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator(".hg-results li")).to_have_count(20)
    assert len(fetched) == 20
    assert page.evaluate("document.activeElement.closest('.hg-results li') !== null")
    groups = page.locator(".hg-results section h2").all_inner_texts()
    assert len(groups) == len(set(groups))


def test_an_older_answer_never_takes_the_place_of_a_newer(start: str, page: Page) -> None:
    page.add_init_script(
        """Object.defineProperty(window, 'hgPagefind', {
          set(load) { this.loadSlowly = async (root) => {
            const real = await load(root);
            const search = async (term) => {
              if (term === 'widows') await new Promise((resolve) => setTimeout(resolve, 1200));
              return real.search(term);
            };
            return { options: (given) => real.options(given), search };
          }; },
          get() { return this.loadSlowly; },
        });"""
    )
    opened(page, start + "index.html")
    page.locator("#hg-search-field").fill("widows")
    page.wait_for_timeout(400)
    ask(page, "syndicates")
    shown = titles(page)
    page.wait_for_timeout(1500)
    assert titles(page) == shown
    expect(page.locator(".hg-search__status")).to_contain_text("“syndicates”")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("souqona", "Souqona"),
        ("PEKKA", "PEKKA"),
        ("women lead in emergencies", "Women Lead in Emergencies"),
        ("GROOTS Kenya", "GROOTS Kenya"),
    ],
)
def test_a_name_weighs_more_than_a_mention(address: str, page: Page, words: str, first: str) -> None:
    """The first answer of the index is the one whose title or organisation it is."""
    page.goto(address + "search.html#q=" + words.replace(" ", "%20"))
    expect(page.locator(".hg-results li").first).to_be_visible()
    best = page.evaluate(
        """async words => {
          const pagefind = await hgPagefind(hgSearch.root);
          const one = await (await pagefind.search(words)).results[0].data();
          return [one.meta.title, one.meta.by, one.meta.also].join(' ');
        }""",
        words,
    )
    assert first.lower() in best.lower()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("VSLA", "Women's village savings and loans groups"),
        ("WRO", "Women's rights organisations"),
        ("FGM", "Female genital mutilation"),
        ("RCT", "Randomised trial"),
        ("Grassroots Organisations Operating Together in Sisterhood", "Women in self-help groups"),
    ],
)
def test_another_word_for_the_same_thing_finds_it(start: str, page: Page, words: str, title: str) -> None:
    opened(page, start + "index.html", words)
    expect(page.locator(".hg-results").get_by_role("link", name=title, exact=True)).to_be_visible()


def test_a_word_as_it_was_written_comes_before_one_that_the_index_takes_for_the_same(start: str, page: Page) -> None:
    opened(page, start + "index.html", "police")
    terms = page.locator(".hg-results section").filter(has=page.get_by_role("heading", name="Terms"))
    expect(terms.get_by_role("link").first).to_have_text("Police")


def test_a_result_says_by_which_other_word_it_was_found(start: str, page: Page) -> None:
    opened(page, start + "index.html", "VSLA")
    row = page.locator(".hg-results li").filter(has=page.get_by_role("link", name="Women's village savings and loans"))
    expect(row).to_contain_text("other words: VSLA")
    expect(row.locator("mark")).to_have_text("VSLA")


# Nothing found, nothing asked, nothing loaded


def test_who_finds_nothing_is_offered_what_is_near_and_a_way_on(start: str, either: Page) -> None:
    opened(either, start + "index.html", "sindycates")
    expect(dialog(either).get_by_role("link", name="Trade unions (syndicates)")).to_be_visible()
    for way in ("By what is pushing back", "By theme and strategy", "By country and region", "All terms"):
        expect(dialog(either).get_by_role("link", name=way)).to_be_visible()
    dialog(either).get_by_role("link", name="By what is pushing back").click()
    expect(either.get_by_role("heading", level=1)).to_have_text("Forms of resistance")


def test_words_that_meet_nowhere_are_offered_one_by_one(start: str, page: Page) -> None:
    opened(page, start + "index.html", '"widows syndicates"')
    page.get_by_role("button", name=re.compile("Only “widows”: [0-9]+")).click()
    expect(page.locator("#hg-search-field")).to_have_value("widows")
    expect(page.locator(".hg-results").get_by_role("link", name="Women in self-help groups")).to_be_visible()


SENTENCES = {
    "the village head says there is no violence here": "Denial",
    "we are being watched": "Repression",
    "they say yes, but nothing changes": "Appeasement",
    "what worked with young men in Rwanda?": "Indashyikirwa",
    "how do we answer when religious leaders say it is against our culture?": "Prejudice and discrimination",
}


def test_a_whole_sentence_finds_what_answers_it_among_the_first_five(start: str, page: Page) -> None:
    opened(page, start + "index.html")
    lost = []
    for sentence, title in SENTENCES.items():
        ask(page, sentence)
        if title not in titles(page)[:5]:
            lost.append((sentence, titles(page)[:5]))
    assert lost == []


def test_to_a_sentence_the_best_answer_stands_first_and_shows_in_which_words_people_tell_of_it(
    start: str, page: Page
) -> None:
    opened(page, start + "index.html", "the village head says there is no violence here")
    first = page.locator(".hg-results li").first
    expect(first.get_by_role("link")).to_have_text("Denial")
    expect(first).to_contain_text("“There is no violence here, says the village head.”")
    assert first.locator("mark").all_inner_texts() == ["violence", "village", "head."]


def test_pages_with_some_of_the_words_stand_beside_and_are_told_apart(start: str, either: Page) -> None:
    opened(either, start + "index.html", "what worked with young men in Rwanda?")
    expect(either.get_by_role("status").filter(has_text="No page with all of these words")).to_be_visible()
    partly = dialog(either).locator("section.hg-near").filter(has=either.get_by_role("heading", name="With some of"))
    expect(partly.get_by_role("heading", level=3, name="Cases")).to_be_visible()
    partly.get_by_role("link", name="Young Men Initiative").click()
    expect(either.get_by_role("heading", level=1)).to_have_text("Young Men Initiative")


@pytest.mark.parametrize(
    ("words", "told", "meant"),
    [
        ("Ruanda", "Nothing was found for “Ruanda”.", "Rwanda"),
        ("savngs grups", "No page has “savngs”.", "Savings groups"),
    ],
)
def test_a_word_that_no_page_has_is_said_and_not_taken_for_another(
    start: str, page: Page, words: str, told: str, meant: str
) -> None:
    """The index would answer with whatever begins alike: “Ruanda” finds the “R.” of an author."""
    opened(page, start + "index.html", words)
    expect(page.locator(".hg-search__status")).to_contain_text(told)
    expect(dialog(page).get_by_role("link", name=meant, exact=True)).to_be_visible()
    assert "Great Lakes Advocacy Initiative" not in titles(page)


def test_before_a_word_is_written_it_offers_ways(start: str, page: Page) -> None:
    expect(opened(page, start + "index.html").get_by_role("link", name="By theme and strategy")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Write a word or two")).to_be_visible()


def test_an_index_that_is_missing_is_said_and_can_be_tried_again(address: str, either: Page) -> None:
    either.route("**/pagefind/**", lambda route: route.abort())
    opened(either, address + "index.html")
    either.locator("#hg-search-field").fill("widows")
    expect(either.get_by_role("status").filter(has_text="The search could not be loaded.")).to_be_visible()
    expect(dialog(either).get_by_role("link", name="By theme and strategy")).to_be_visible()
    either.unroute("**/pagefind/**")
    either.get_by_role("button", name="Try again").click()
    expect(dialog(either).get_by_role("link", name="Women in self-help groups")).to_be_visible()


def test_a_slow_line_is_told_of(address: str, either: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    either.route("**/wasm*", hold)
    opened(either, address + "index.html")
    either.locator("#hg-search-field").fill("widows")
    expect(either.get_by_role("status").filter(has_text="being loaded")).to_be_visible()
    held[0].continue_()
    expect(dialog(either).get_by_role("link", name="Women in self-help groups")).to_be_visible()


def test_a_search_that_does_not_come_leaves_the_form_its_own_way(address: str, page: Page) -> None:
    page.route("**/search.js", lambda route: route.abort())
    page.goto(address + "index.html")
    page.get_by_role("searchbox").click()
    expect(page.get_by_role("status")).to_contain_text("could not be loaded")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("link", name="By theme and strategy")).to_be_visible()


# Bad input

BAD = {
    "ten thousand letters": ("a" * 10_000, "Only the first 300 characters were used"),
    "ten thousand words": ("women " * 1_700, "Only the first 300 characters were used"),
    "signs of regular expressions": (".*+?^${}()|[]\\", "Characters that cannot be searched for were left out"),
    "markup": ("<img src=x onerror=alert(1)> widows", "Characters that cannot be searched for were left out"),
    "a script": ("<script>alert(1)</script>", "Characters that cannot be searched for were left out"),
    "half a sign": ("wid\ud800ows", "Characters that cannot be searched for were left out"),
    "a zero": ("wid\x00ows", "Characters that cannot be searched for were left out"),
    "quotation marks alone": ("“”", "Write a word or two"),
    "many brackets": ("((((((((((((widows" * 3, "found for"),
    "a percent sign": ("%E0%A4%A", "Characters that cannot be searched for were left out"),
}


@pytest.mark.parametrize("given", BAD.values(), ids=BAD)
def test_whatever_is_written_the_search_goes_on_and_says_what_it_left_out(
    start: str, page: Page, given: tuple[str, str]
) -> None:
    words, said = given
    wrong = watch(page)
    opened(page, start + "index.html")
    page.evaluate(
        """words => {
          const field = document.querySelector('#hg-search-field');
          field.value = words;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }""",
        words,
    )
    expect(page.locator(".hg-search__status")).to_contain_text(said)
    assert dialog(page).locator("img, script").count() == 0
    ask(page, "widows")
    expect(dialog(page).get_by_role("link", name="Women in self-help groups")).to_be_visible()
    assert wrong == []


@pytest.mark.parametrize(
    "query",
    ["?q=%E0%A4%A", "#q=%E0%A4%A&q=2", "?q=%00&other[]=%", "#%", "#q=<img src=x onerror=alert(1)>", "?q=%ED%A0%80"],
)
def test_a_broken_address_gives_a_working_page(start: str, page: Page, query: str) -> None:
    wrong = watch(page)
    page.goto(start + "search.html" + query)
    expect(page.locator(".hg-search__status")).not_to_be_empty()
    ask(page, "widows")
    expect(page.locator(".hg-results").get_by_role("link", name="Women in self-help groups")).to_be_visible()
    expect(page.get_by_role("link", name="By theme and strategy")).to_be_visible()
    assert wrong == []
    assert page.locator("#hg-search img").count() == 0


# The page of the search


@on_server_and_folder
@pytest.mark.parametrize("sign", ["?", "#"])
def test_an_address_that_was_shared_gives_the_same_results_as_the_overlay(start: str, page: Page, sign: str) -> None:
    opened(page, start + "index.html", "savings groups")
    over = page.locator(".hg-results").inner_text()
    page.goto(start + "about.html")
    page.goto(start + f"search.html{sign}q=savings%20groups")
    expect(page.locator(".hg-results li").first).to_be_visible()
    assert page.locator(".hg-results").inner_text() == over
    expect(page.get_by_role("searchbox", name="Find a practice").last).to_have_value("savings groups")
    assert page.url == start + "search.html#q=savings%20groups"  # what stands behind # is sent to nobody


def test_the_overlay_leads_to_its_results_as_a_page(start: str, page: Page) -> None:
    opened(page, start + "index.html", "widows")
    page.get_by_role("link", name="These results as a page").click()
    expect(page).to_have_url(start + "search.html#q=widows")
    expect(page.locator(".hg-results").get_by_role("link", name="Women in self-help groups")).to_be_visible()


def test_on_its_own_page_the_header_leads_to_the_field(start: str, page: Page) -> None:
    page.goto(start + "search.html")
    expect(page.locator("#hg-search-field")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#hg-search-field")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)


@on_server_and_folder
def test_the_search_page_leads_everywhere_without_script(start: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(start + "cases/index.html")
    expect(page.get_by_role("searchbox")).to_have_count(0)  # what she typed would only reach the server's logs
    page.get_by_role("link", name="Find a practice").click()
    expect(page).to_have_url(start + "search.html")
    expect(page.get_by_text("The search needs JavaScript.")).to_be_visible()
    page.get_by_role("link", name="By what is pushing back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forms of resistance")
    context.close()


# For every reader


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["", "women", "sindycates", "what worked with young men in Rwanda?"])
def test_axe_finds_no_fault_in_the_open_search(address: str, either: Page, words: str, scheme: str) -> None:
    either.emulate_media(color_scheme=scheme)
    opened(either, address + "cases/souqona.html", words)
    found = Axe().run(either, options=RULES).response["violations"]
    assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("height", [740, 256])
def test_it_fits_when_it_is_enlarged_four_times(address: str, page: Page, height: int) -> None:
    page.set_viewport_size({"width": 320, "height": height})
    opened(page, address + "index.html", "women")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert dialog(page).evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    last = page.get_by_role("link", name="These results as a page")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()


def test_what_one_taps_is_large_enough(address: str, either: Page) -> None:
    opened(either, address + "index.html", "women")
    small = either.evaluate(
        """() => [...document.querySelectorAll('[role=dialog] :is(a, button, input)')]
          .filter((one) => one.getBoundingClientRect().height < 24 && !one.closest('li')).map((one) => one.outerHTML)"""
    )
    assert small == []


def test_it_works_under_a_strict_policy_and_stores_nothing(address: str, page: Page) -> None:
    wrong = watch(page)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)

    def under_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": CSP})

    page.route("**/*.html", under_policy)
    opened(page, address + "about.html", "widows")
    expect(dialog(page).get_by_role("link", name="Women in self-help groups")).to_be_visible()
    assert (wrong, refused) == ([], [])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []


# Scripts and accents

CASES = {
    "arabic": ("قاعدة النساء القيادية", "تعمل المنظمات مع الفتيات على مُقاوَمة العنف."),
    "bengali": ("কিশোরী দল", "গ্রামের মে\u09dfেরা সঞ্চয় দল গঠন করেছে। নারীর ক্ষমতায়ন হয়।"),
    "nepali": ("महिला समूह", "गाउँका महिलाहरूले बचत समूह बनाए। हिंसा विरुद्ध आवाज उठाए।"),
    "burmese": ("အမျိုးသမီး ခေါင်းဆောင်မှု", "ကျေးလက်ဒေသရှိအမျိုးသမီးများသည်ငွေစုအဖွဲ့များကိုဖွဲ့စည်းခဲ့ကြသည်။"),
    "amharic": ("የሴቶች ቡድን", "በመንደሩ ያሉ ሴቶች የቁጠባ ቡድን አቋቋሙ።"),
    "swahili": ("Vikundi vya wanawake", "Wanawake wa kijiji waliunda vikundi vya akiba."),
    "spanish": ("Prácticas en Ümraniye", "Las mujeres enseñan prácticas de cuidado en la educación."),
}
WORDS = [
    *[("arabic", word) for word in ("قاعدة", "النساء", "مقاومة", "المنظمات", "المنظم")],
    *[("bengali", word) for word in ("কিশোরী", "মে\u09af\u09bcেরা", "মে\u09dfেরা", "সঞ্চয়", "নারী", "কিশো")],
    *[("nepali", word) for word in ("महिला", "महिलाहरूले", "हिंसा", "बचत समूह")],
    *[("burmese", word) for word in ("အမျိုးသမီး", "ငွေစု", "ငွေစုအဖွဲ့", "ကျေးလက်", "ခေါင်းဆောင်မှု")],
    *[("amharic", word) for word in ("ሴቶች", "የቁጠባ", "ቡድን")],
    *[("swahili", word) for word in ("wanawake", "vikundi", "akiba")],
    *[("spanish", word) for word in ("Umraniye", "ümraniye", "practicas", "prácticas", "educacion", "PRÁCTICAS")],
]
ABSENT = ["ဆရာဝန်", "စုငွေ", "সহিংসতা", "কশর", "विद्यालय", "السيدات", "ተማሪዎች"]
"""Words that no page has; the signs of the third are those of a word that one has, in another order."""


@pytest.fixture(scope="module")
def many_scripts(once: Once) -> Path:
    def lay(root: Path) -> None:
        small_library(root)
        for slug, (title, text) in CASES.items():
            record = f"---\ntitle: {title}\nsummary: {text}\nstatus: outline\n---\n\n{text}\n"
            (root / "practices" / "cases" / f"{slug}.md").write_text(record, "utf-8")

    return once("scripts", lay) / "site"


@pytest.fixture
def scripts(request: pytest.FixtureRequest, many_scripts: Path):
    if getattr(request, "param", "file") == "file":
        yield many_scripts.as_uri() + "/"
    else:
        with served(many_scripts) as address:
            yield address


@pytest.mark.parametrize("scripts", ["http", "file"], indirect=True)
def test_words_of_every_script_are_found_with_and_without_their_accents(scripts: str, page: Page) -> None:
    opened(page, scripts + "index.html")
    lost = []
    for slug, word in WORDS:
        ask(page, word)
        shown = [title.replace("\u2060", "!") for title in titles(page)]
        if CASES[slug][0] not in shown:
            lost.append((slug, word, shown))
    assert lost == []


def test_a_word_that_no_page_has_is_not_found_in_pieces_of_others(scripts: str, page: Page) -> None:
    opened(page, scripts + "index.html")
    wrong = []
    for word in ABSENT:
        ask(page, word)
        wrong += [(word, title) for title in titles(page)]
    assert wrong == []


def test_cuts_are_seen_neither_in_results_nor_on_pages(scripts: str, page: Page, many_scripts: Path) -> None:
    opened(page, scripts + "index.html", "ငွေစု")
    row = page.locator(".hg-results li").filter(has_text="ခေါင်းဆောင်မှု").first
    expect(row.locator("mark").first).to_have_text("ငွေ")
    assert "အမျိုးသမီးများသည်ငွေစုအဖွဲ့များကို" in row.inner_text()
    assert "\u2060" not in row.inner_text()
    assert "\u2060" not in (many_scripts / "cases" / "burmese.html").read_text("utf-8")


# A very large library

FOUND = """async words => {
  await hgSearch.load();
  const pagefind = await hgPagefind(hgSearch.root);
  const { results } = await pagefind.search(words);
  const pages = await Promise.all(results.map((one) => one.data()));
  return { urls: pages.map((page) => page.raw_url), scores: results.map((one) => one.score) };
}"""


@pytest.fixture(scope="module")
def parted(once: Once) -> Path:
    """The small library with its index in parts, as a very large one has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.publish.search_index.PART", 20)
        root = once("parted", small_library)
    assert len(list((root / "site" / "pagefind").rglob("pagefind-entry.json"))) > 3
    return root


@pytest.fixture(params=["http", "file"])
def where_parted(request: pytest.FixtureRequest, parted: Path) -> Iterator[str]:
    if request.param == "file":
        yield (parted / "site").as_uri() + "/"
    else:
        with served(parted / "site") as address:
            yield address


ASKED = (
    "shelf", "books", "the market", "reading", "fjord boat", "market shelf", "norway", "two valleys council", "librarians",
    "sh", "shelfful", "bookish", "fjordic boats", "shelf qqqq", '"the shelf"', '"book boat"',
)  # fmt: skip
"""Words that some parts have and others have not, half words, longer words than any page has, and phrases."""


def test_an_index_in_parts_finds_what_a_whole_one_finds(built_small: Path, where_parted: str, page: Page) -> None:
    page.goto((built_small / "site" / "about.html").as_uri())
    whole = {words: page.evaluate(FOUND, words) for words in ASKED}
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong = watch(page)
    page.goto(where_parted + "about.html")
    found = {words: page.evaluate(FOUND, words) for words in ASKED}
    assert {words: sorted(one["urls"]) for words, one in found.items()} == {
        words: sorted(one["urls"]) for words, one in whole.items()
    }
    assert sum(bool(one["urls"]) for one in whole.values()) > len(ASKED) // 2
    assert all(one["scores"] == sorted(one["scores"], reverse=True) for one in found.values())
    assert len([url for url in asked if "/wasm." in url]) == 1
    assert wrong == []


def test_what_is_asked_of_one_part_is_asked_of_all(where_parted: str, page: Page) -> None:
    """A name comes first wherever it lies, and Explore finds the record behind a result."""
    opened(page, where_parted + "about.html", "fjord")
    expect(page.locator(".hg-results section[data-kind='Cases'] li > a").first).to_have_text(
        "The book boat on the fjord"
    )
    page.goto(where_parted + "explore.html#q=fjord")
    expect(page.locator(".hg-explore__results > li").first).to_contain_text("The book boat on the fjord")
