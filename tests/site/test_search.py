"""The search: over any page and in its own, over http and from a folder, by finger and by keyboard alone."""

import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from ..sites import on_server_and_folder
from .test_accessibility import AXE, SCRIPT, faults_seen

CASE = "cases/night-bakers.html"
BAKERS = "The night bakers' circle"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
LATE = (
    "search.js",
    "search.css",
    "pieces.js",
    "search-query.js",
    "search-ask.js",
    "search-words.js",
    "search-names.js",
    "search-near.js",
    "search-pin.js",
    "search-heard.js",
    "search-held.js",
    "pagefind",
)
"""What nobody fetches before she asks for the search."""
ONLY_THEN = ("search-names.js", "search-near.js", "search-pin.js", "search-heard.js", "search-held.js")
"""What nobody fetches before her question asks for it."""
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


@pytest.fixture(params=[("http", PHONE), ("file", DESK)], ids=["http-phone", "file-desk"])
def where(request: pytest.FixtureRequest, page: Page, built: Path) -> str:
    """Where the site begins, once on a phone and once on a desk: for what differs by either, but not by the two together."""
    lies, size = request.param
    page.set_viewport_size(size)
    if lies == "http":
        address: str = request.getfixturevalue("address")
        return address
    return (built / "site").as_uri() + "/"


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
    page.locator("#hg-search-field").fill(words)
    expect(page.locator(".hg-search__status")).to_contain_text(as_asked(words))


def as_asked(words: str) -> str:
    """How the search repeats a question in its answer."""
    return f"“{unicodedata.normalize('NFC', ' '.join(words.split()))}”"


def titles(page: Page) -> list[str]:
    return page.locator(".hg-results section[data-kind] li > a").all_inner_texts()


# Opening and closing


@on_server_and_folder
def test_nothing_of_the_search_is_fetched_before_it_is_asked_for(start: str, page: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    for name in ("index.html", CASE, "vocabularies/people/farmers.html"):
        page.goto("about:blank")
        asked.clear()
        page.goto(start + name)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Tab")
        assert [url for url in asked if any(part in url for part in LATE)] == [], name
        assert any(url.endswith("assets/base.js") for url in asked), name
        page.get_by_role("searchbox").click()
        expect(dialog(page)).to_be_visible()
        assert any(url.endswith("assets/search.js") for url in asked), name
        assert not any(url.endswith(ONLY_THEN) for url in asked), name


def test_what_every_page_carries_is_small(built: Path) -> None:
    """It opens the search, leads to the top and writes the foot of sheets: each page has all three."""
    assert (built / "site" / "assets" / "base.js").stat().st_size < 4 * 1024


def test_a_key_opens_it_and_escape_gives_the_place_back(start: str, either: Page) -> None:
    either.goto(start + CASE)
    link = either.locator("main a").first
    for key in ("/", "Control+k", "Meta+k"):
        link.focus()
        either.keyboard.press(key)
        expect(either.locator("#hg-search-field"), key).to_be_focused()
        assert either.locator("#hg-search-field").input_value() == "", key
        either.keyboard.press("Escape")
        expect(dialog(either), key).to_have_count(0)
        expect(link, key).to_be_focused()
        assert either.evaluate("document.querySelectorAll('[inert]').length") == 0, key


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


def test_what_is_typed_in_the_header_is_carried_over(where: str, page: Page) -> None:
    page.goto(where + "index.html")
    page.get_by_role("searchbox").focus()
    expect(dialog(page)).to_have_count(0)  # to reach a field is not to use it
    page.keyboard.type("bakers", delay=30)
    expect(page.locator("#hg-search-field")).to_have_value("bakers")
    expect(dialog(page).get_by_role("link", name=BAKERS)).to_be_visible()
    assert page.url == where + "index.html"
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_the_button_of_the_header_opens_it_too_and_a_button_closes_it(start: str, either: Page) -> None:
    either.goto(start + "index.html")
    either.get_by_role("button", name="Search").click()
    expect(dialog(either)).to_be_visible()
    dialog(either).get_by_role("button", name="Close").click()
    expect(dialog(either)).to_have_count(0)


def test_back_from_a_result_leads_to_the_results(where: str, page: Page) -> None:
    opened(page, where + CASE, "books")
    second = page.locator(".hg-results ol > li > a").nth(1)
    words = second.inner_text()
    second.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page.locator("#hg-search-field")).to_have_value("books")
    expect(dialog(page).get_by_role("link", name=words, exact=True)).to_be_visible()
    assert page.url == where + CASE  # and in no address
    page.keyboard.press("Escape")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(dialog(page)).to_have_count(0)


def test_it_opens_again_as_it_was_left(start: str, page: Page) -> None:
    opened(page, start + "index.html", "bakers")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(dialog(page).get_by_role("link", name=BAKERS)).to_be_visible()


def test_the_focus_stays_within_and_the_quick_way_out_stays_usable(address: str, either: Page) -> None:
    either.goto(address + CASE)
    either.evaluate("scrollTo(0, 500)")
    either.keyboard.press("/")
    ask(either, "bakers")
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


def test_it_keeps_clear_of_a_quick_way_out_in_a_corner(address: str, either: Page) -> None:
    for edge in ("top", "bottom"):
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


def test_results_are_grouped_and_say_what_where_and_how_it_is_known(where: str, page: Page) -> None:
    opened(page, where + "cases/ferry-box.html", "bakers")
    expect(page.get_by_role("status").filter(has_text="pages were found for “bakers”")).to_be_visible()
    cases = page.locator(".hg-results section[data-kind=Cases]")
    assert page.locator(".hg-results section").first.get_attribute("data-kind") == "Cases"
    row = cases.locator("li").filter(has=page.get_by_role("link", name=BAKERS))
    expect(row).to_contain_text("Night Bakers' Reading Club · Kenya")
    expect(row.locator("mark").first).to_have_text(re.compile("baker"))
    expect(row.locator(".hg-badges")).to_contain_text("Reading in company")
    expect(row.locator(".hg-badges")).to_contain_text("How we know: ◆ Villages alike, ▲ Before and after")
    expect(row.locator(".hg-badges").get_by_role("img", name="Improved")).to_have_text("▲")
    line = row.locator("p").first.inner_text()
    assert line[-1] in ".!?…”"  # a line that ends within a sentence says so
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(BAKERS)


def test_arrow_keys_go_through_the_results_and_back(start: str, page: Page) -> None:
    opened(page, start + "index.html", "bakers")
    links = page.locator(".hg-results li > a")
    field = page.locator("#hg-search-field")
    first = links.first.inner_text()
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
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


@on_server_and_folder
def test_few_pages_are_fetched_and_more_on_demand(start: str, page: Page) -> None:
    fetched: list[str] = []

    def note(request: Request) -> None:
        if "/fragment/" in request.url:
            fetched.append(request.url)

    page.on("request", note)
    opened(page, start + "index.html", "books")
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
              if (term === 'bakers') await new Promise((resolve) => setTimeout(resolve, 1200));
              return real.search(term);
            };
            return { options: (given) => real.options(given), search };
          }; },
          get() { return this.loadSlowly; },
        });"""
    )
    opened(page, start + "index.html")
    page.locator("#hg-search-field").fill("bakers")
    page.wait_for_timeout(400)
    ask(page, "donkey")
    shown = titles(page)
    page.wait_for_timeout(1500)
    assert titles(page) == shown
    expect(page.locator(".hg-search__status")).to_contain_text("“donkey”")


NAMES = ("rumour", "donkey library", "one evening everywhere", "Orchard Press")
"""Titles of one word, of two and of all their words, and a name of those who did it; others mention each of them."""


def test_a_name_weighs_more_than_a_mention(address: str, page: Page) -> None:
    """The first answer of the index is the one whose title or organisation it is."""
    page.goto(address + "search.html#q=books")
    expect(page.locator(".hg-results li").first).to_be_visible()
    for words in NAMES:
        best = page.evaluate(
            """async words => {
              const pagefind = await hgPagefind(hgSearch.root);
              const one = await (await pagefind.search(words)).results[0].data();
              return [one.meta.title, one.meta.by, one.meta.also].join(' ');
            }""",
            words,
        )
        assert words.lower() in best.lower()


OTHER_WORDS = {
    "BBX": "Book box",
    "adult learners": "New readers",
    "BRC": BAKERS,
    "ISBN": "international standard book number (ISBN)",
    "LT": "Drawn lots",
    "Cooperative of the Carriers of the Hills": "The yak track library",
}


def test_another_word_for_the_same_thing_finds_it(start: str, page: Page) -> None:
    opened(page, start + "index.html")
    for words, title in OTHER_WORDS.items():
        ask(page, words)
        link = page.locator(".hg-results").get_by_role("link", name=title, exact=True)
        expect(link, words).to_be_visible()


def test_a_word_as_it_was_written_comes_before_one_that_the_index_takes_for_the_same(start: str, page: Page) -> None:
    opened(page, start + "index.html", "prints")
    terms = page.locator(".hg-results section").filter(has=page.get_by_role("heading", name="Terms"))
    expect(terms.get_by_role("link").first).to_have_text("Prints")


def test_a_result_says_by_which_other_word_it_was_found(start: str, page: Page) -> None:
    opened(page, start + "index.html", "BBX")
    row = page.locator(".hg-results li").filter(has=page.get_by_role("link", name="Tin Trunk Society"))
    expect(row).to_contain_text("other words: BBX")
    expect(row.locator("mark")).to_have_text("BBX")


CONTENTS = """async words => {
  await hgSearch.load();
  const { found } = await hgSearch.seek(hgSearch.understand(words));
  const pages = await Promise.all(found.map((one) => one.data()));
  return pages.map(({ raw_url, content, meta }) => [raw_url, content, Object.values(meta).join(" ")]);
}"""


def test_headings_of_records_and_the_foot_of_a_page_are_not_searched(start: str, page: Page) -> None:
    page.goto(start + "about.html")
    for words in ("record", "suggest", "evidence"):
        for address, content, told in page.evaluate(CONTENTS, words):
            for part in ("About this record", "Suggest a change to this page", "What the evidence indicates"):
                assert part not in content or address.startswith("/contribute/"), (words, address)
            assert "square" not in told, address  # the sign of a theme is no word


def test_pages_that_are_written_by_hand_are_found_but_not_those_for_developers(start: str, page: Page) -> None:
    page.goto(start + "about.html")
    found = [address for address, _, _ in page.evaluate(CONTENTS, "spyware")]
    assert "/safety.html" in found
    every = [
        address for words in ("library", "contribute", "record") for address, _, _ in page.evaluate(CONTENTS, words)
    ]
    assert {"/about.html", "/contribute/index.html"} <= set(every)
    assert [address for address in every if "/developing/" in address] == []


# Nothing found, nothing asked, nothing loaded


def test_who_finds_nothing_is_offered_what_is_near_and_a_way_on(start: str, page: Page) -> None:
    opened(page, start + "index.html", "pastoralsits")
    expect(dialog(page).get_by_role("button", name=re.compile("Only “pastoralists”: [0-9]+"))).to_be_visible()
    expect(dialog(page).locator(".hg-near").get_by_role("link", name="Herders", exact=True)).to_be_visible()
    for way in ("By what is pushing back", "By theme and strategy", "By country and region", "All terms"):
        expect(dialog(page).get_by_role("link", name=way)).to_be_visible()
    dialog(page).get_by_role("link", name="By what is pushing back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forms of pushback")


def test_words_that_meet_nowhere_are_offered_one_by_one(start: str, page: Page) -> None:
    opened(page, start + "index.html", '"bakers donkey"')
    page.get_by_role("button", name=re.compile("Only “bakers”: [0-9]+")).click()
    expect(page.locator("#hg-search-field")).to_have_value("bakers")
    expect(page.locator(".hg-results").get_by_role("link", name=BAKERS)).to_be_visible()


SENTENCES = {
    "the village head says there are no readers here": "Doubt",
    "we are being watched": "Threats",
    "they say yes, but nothing changes": "Empty praise",
    "what worked with bakers in Portugal?": BAKERS,
    "how do we answer when the neighbours say that old dogs learn no letters?": "Mockery and gossip",
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
    opened(page, start + "index.html", "the village head says there are no readers here")
    first = page.locator(".hg-results li").first
    expect(first.locator("> a")).to_have_text("Doubt")
    expect(first).to_contain_text("“There are no readers here, says the head of the village.”")
    assert first.locator("mark").all_inner_texts() == ["readers", "head", "village."]


def test_pages_with_some_of_the_words_stand_beside_and_are_told_apart(start: str, page: Page) -> None:
    opened(page, start + "index.html", "what worked with bakers in Portugal?")
    expect(page.get_by_role("status").filter(has_text="No page with all of these words")).to_be_visible()
    partly = dialog(page).locator("section.hg-near").filter(has=page.get_by_role("heading", name="With some of"))
    expect(partly.get_by_role("heading", level=3, name="Cases")).to_be_visible()
    partly.get_by_role("link", name=BAKERS).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(BAKERS)


def test_a_word_that_no_page_has_is_said_and_not_taken_for_another(start: str, page: Page) -> None:
    """The index would answer with whatever begins alike: “Ruanda” finds the “R.” of an author."""
    opened(page, start + "index.html")
    for words, told, meant in (
        ("Ruandda", "No page has “Ruandda”.", "Rwanda"),
        ("travlling bxs", "No page has “travlling”.", "Travelling shelves"),
    ):
        ask(page, words)
        expect(page.locator(".hg-search__status")).to_contain_text(told)
        expect(dialog(page).get_by_role("link", name=meant, exact=True)).to_be_visible()
        assert "The yak track library" not in titles(page)


def test_before_a_word_is_written_it_offers_ways(start: str, page: Page) -> None:
    expect(opened(page, start + "index.html").get_by_role("link", name="By theme and strategy")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Write a word or two")).to_be_visible()


def test_an_index_that_is_missing_is_said_and_can_be_tried_again(address: str, page: Page) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    opened(page, address + "index.html")
    page.locator("#hg-search-field").fill("bakers")
    expect(page.get_by_role("status").filter(has_text="The search could not be loaded.")).to_be_visible()
    expect(dialog(page).get_by_role("link", name="By theme and strategy")).to_be_visible()
    page.unroute("**/pagefind/**")
    page.get_by_role("button", name="Try again").click()
    expect(dialog(page).get_by_role("link", name=BAKERS)).to_be_visible()


def test_a_slow_line_is_told_of(address: str, page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/wasm*", hold)
    opened(page, address + "index.html")
    page.locator("#hg-search-field").fill("bakers")
    expect(page.get_by_role("status").filter(has_text="being loaded")).to_be_visible()
    held[0].continue_()
    expect(dialog(page).get_by_role("link", name=BAKERS)).to_be_visible()


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
    "ten thousand words": ("books " * 1_700, "Only the first 300 characters were used"),
    "signs of regular expressions": (".*+?^${}()|[]\\", "Characters that cannot be searched for were left out"),
    "markup": ("<img src=x onerror=alert(1)> bakers", "Characters that cannot be searched for were left out"),
    "a script": ("<script>alert(1)</script>", "Characters that cannot be searched for were left out"),
    "half a sign": ("bak\ud800ers", "Characters that cannot be searched for were left out"),
    "a zero": ("bak\x00ers", "Characters that cannot be searched for were left out"),
    "quotation marks alone": ("“”", "Write a word or two"),
    "many brackets": ("((((((((((((bakers" * 3, "found for “(((("),
    "a percent sign": ("%E0%A4%A", "Characters that cannot be searched for were left out"),
}


def test_whatever_is_written_the_search_goes_on_and_says_what_it_left_out(start: str, page: Page) -> None:
    wrong = watch(page)
    opened(page, start + "index.html")
    for name, (words, said) in BAD.items():
        page.evaluate(
            """words => {
              const field = document.querySelector('#hg-search-field');
              field.value = words;
              field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            }""",
            words,
        )
        expect(page.locator(".hg-search__status"), name).to_contain_text(said)
        assert dialog(page).locator("img, script").count() == 0, name
        ask(page, "bakers")
        expect(dialog(page).get_by_role("link", name=BAKERS), name).to_be_visible()
        assert wrong == [], name


BROKEN = ("?q=%E0%A4%A", "#q=%E0%A4%A&q=2", "?q=%00&other[]=%", "#%", "#q=<img src=x onerror=alert(1)>", "?q=%ED%A0%80")


def test_a_broken_address_gives_a_working_page(start: str, page: Page) -> None:
    wrong = watch(page)
    for query in BROKEN:
        page.goto("about:blank")
        page.goto(start + "search.html" + query)
        expect(page.locator(".hg-search__status"), query).not_to_be_empty()
        ask(page, "bakers")
        expect(page.locator(".hg-results").get_by_role("link", name=BAKERS), query).to_be_visible()
        expect(page.get_by_role("link", name="By theme and strategy"), query).to_be_visible()
        assert wrong == [], query
        assert page.locator("#hg-search img").count() == 0, query


# The page of the search


@on_server_and_folder
def test_an_address_that_was_shared_gives_the_same_results_as_the_overlay(start: str, page: Page) -> None:
    opened(page, start + "index.html", "reading lamps")
    over = page.locator(".hg-results").inner_text()
    for sign in ("?", "#"):
        page.goto(start + "about.html")
        page.goto(start + f"search.html{sign}q=reading%20lamps")
        expect(page.locator(".hg-results li").first).to_be_visible()
        assert page.locator(".hg-results").inner_text() == over
        expect(page.get_by_role("searchbox", name="Find a practice").last).to_have_value("reading lamps")
        assert page.url == start + "search.html#q=reading%20lamps"  # what stands behind # is sent to nobody


def test_the_overlay_leads_to_its_results_as_a_page(start: str, page: Page) -> None:
    opened(page, start + "index.html", "bakers")
    page.get_by_role("link", name="These results as a page").click()
    expect(page).to_have_url(start + "search.html#q=bakers")
    expect(page.locator(".hg-results").get_by_role("link", name=BAKERS)).to_be_visible()


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
    expect(page.get_by_role("heading", level=1)).to_have_text("Forms of pushback")
    context.close()


# For every reader


def test_axe_finds_no_fault_in_the_open_search(address: str, either: Page) -> None:
    opened(either, address + CASE)
    either.evaluate(f"{SCRIPT};{AXE}")
    for words in ("", "books", "pastoralsits", "what worked with bakers in Portugal?"):
        if words:
            ask(either, words)
        for scheme in ("light", "dark"):
            either.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert faults_seen(either, scheme) == [], (words, scheme)


def test_it_fits_when_it_is_enlarged_four_times(address: str, page: Page) -> None:
    for height in (740, 256):
        page.set_viewport_size({"width": 320, "height": height})
        opened(page, address + "index.html", "books")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert dialog(page).evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        last = page.get_by_role("link", name="These results as a page")
        last.scroll_into_view_if_needed()
        expect(last).to_be_in_viewport()


def test_what_one_taps_is_large_enough(address: str, either: Page) -> None:
    opened(either, address + "index.html", "books")
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
    opened(page, address + "about.html", "bakers")
    expect(dialog(page).get_by_role("link", name=BAKERS)).to_be_visible()
    assert (wrong, refused) == ([], [])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
