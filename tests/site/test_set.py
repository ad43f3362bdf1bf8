"""A set of one's own: chosen records as one document with their full texts, made in the browser, from a server and from a folder."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pypdf import PdfReader

from ..sites import on_server_and_folder, served, violations_of
from .test_paper import flat

CHOSEN = ("cases/fjord-boat", "papers/who-reads-at-night", "cases/market-shelf", "programmes/a-shelf-in-every-village")
SET = "set.html#" + ",".join(CHOSEN)


@pytest.fixture(scope="module")
def small(built_small: Path) -> Iterator[str]:
    with served(built_small / "site") as where:
        yield where


@pytest.fixture
def start(request: pytest.FixtureRequest, built_small: Path, small: str) -> str:
    return small if getattr(request, "param", "file") == "http" else (built_small / "site").as_uri() + "/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page; a test that takes it fails if a script on it fails, or if the browser refuses something."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(10_000)
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    refused = violations_of(page)
    yield page
    assert failed == []
    assert refused == []
    context.close()


def gathered(page: Page) -> Locator:
    """The document, once all texts are in it."""
    page.get_by_role("button", name="Put the full texts together").click()
    expect(page.get_by_role("button", name="Print, or keep as PDF")).to_be_focused(timeout=30_000)
    return page.locator(".hg-set__texts")


@on_server_and_folder
def test_the_full_texts_come_in_the_order_of_the_set_and_nothing_is_kept(start: str, page: Page) -> None:
    page.goto(start + SET)
    expect(page.get_by_text("4 records are in this set.")).to_be_visible()
    titles = page.locator(".hg-set__contents a").all_inner_texts()
    assert len(titles) == len(CHOSEN)
    texts = gathered(page)
    heads = texts.locator("h1").all_inner_texts()
    assert heads == [f"{at}. {title}" for at, title in enumerate(titles, 1)] + ["Sources"]
    expect(page.locator("iframe")).to_have_count(0)
    assert page.evaluate("[...document.querySelectorAll('.hg-set__texts [id]')].map((one) => one.id).length") > 20
    for furniture in ("nav", "form", "button", "script", ".hg-trail", ".footnote-ref[href^='#fn:']"):
        expect(texts.locator(furniture)).to_have_count(0)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.url.endswith(SET)


def test_no_place_of_the_document_is_named_twice_and_every_link_into_it_leads_somewhere(start: str, page: Page) -> None:
    page.goto(start + SET)
    gathered(page)
    twice, astray = page.evaluate("""() => {
      const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
      const links = [...document.querySelectorAll("#hg-set a[href^='#']")].map((one) => one.getAttribute("href").slice(1));
      return [ids.filter((id, at) => ids.indexOf(id) !== at), links.filter((id) => !ids.includes(decodeURIComponent(id)))];
    }""")
    assert twice == []
    assert astray == []


def test_each_mark_leads_to_what_the_record_itself_cites(start: str, page: Page) -> None:
    def cited(within: Locator) -> list[str]:
        told = within.locator("a.footnote-ref").evaluate_all(
            "(marks) => marks.map((mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1))).textContent)"
        )
        return [" ".join(text.partition("↩")[0].split()) for text in told]

    page.goto(start + CHOSEN[0] + ".html")
    cited_by = page.locator(".hg-cited")
    cited_by.evaluate_all("(some) => some.forEach((one) => one.remove())")
    own = cited(page.locator(".hg-record"))
    page.goto(start + SET)
    assert own
    assert cited(gathered(page).locator(".hg-set__record").first) == own


def record(title: str, *notes: str) -> str:
    """The page of a record that cites so many works, each once."""
    marks = "".join(
        f'<sup id="fnref:{at}"><a class="footnote-ref" href="#fn:{at}">{at}</a></sup>' for at in range(len(notes))
    )
    items = "".join(
        f'<li id="fn:{at}"><p>{note}&#160;<a class="footnote-backref" href="#fnref:{at}">↩</a></p></li>'
        for at, note in enumerate(notes)
    )
    return (
        f'<main><div class="hg-record"><h1 id="x">{title}</h1><p>A story.{marks} <a href="../about.html">About</a> '
        f'<a href="market-shelf.html#lessons">The other</a></p><h2 id="lessons">Lessons</h2><h2 id="sources">Sources</h2>'
        f'<details><summary>Folded</summary><p class="hg-soft">How they were read.</p><div class="footnote"><ol>{items}</ol></div></details></div></main>'
    )


def test_a_source_stands_once_and_what_each_record_says_of_it_beside_the_records_number(small: str, page: Page) -> None:
    work = '<a href="https://elsewhere.example/a">Boxes</a>. Press, 2020. {} <span class="hg-cited"><a href="../sources/boxes.html">2 records cite it</a>.</span>'
    first = record("First", "Alone. 2019.", work.format("Chapter one was read."))
    second = record("Second", work.format("Read in full."), "Alone. 2019.", "Last. 2021.")
    page.route("**/cases/fjord-boat.html", lambda route: route.fulfill(body=first, content_type="text/html"))
    page.route("**/cases/market-shelf.html", lambda route: route.fulfill(body=second, content_type="text/html"))
    page.goto(small + "set.html#cases/fjord-boat,cases/market-shelf")
    texts = gathered(page)
    notes = texts.locator(".hg-set__sources li")
    expect(notes).to_have_text([
        re.compile(r"^Alone\. 2019\.\s*↩$"),
        re.compile(r"^Boxes\. Press, 2020\. \(1\) Chapter one was read\. \(2\) Read in full\.\s*↩$"),
        re.compile(r"^Last\. 2021\.\s*↩$"),
    ])  # fmt: skip
    marks = [one.locator("a.footnote-ref").all_inner_texts() for one in texts.locator(".hg-set__record").all()]
    assert marks == [["1", "2"], ["2", "1", "3"]]
    expect(texts.get_by_text("How they were read.")).to_have_count(1)
    expect(texts.get_by_role("link", name="The other").first).to_have_attribute("href", "#set-2-lessons")
    expect(texts.get_by_role("link", name="About").first).to_have_attribute("href", small + "about.html")
    notes.nth(1).get_by_role("link", name="Back to the text").click()
    expect(texts.locator("#set-1-fnref\\:1")).to_be_in_viewport()


def test_nothing_of_it_is_loaded_before_somebody_asks(small: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(small)))
    page.goto(small + "list.html#" + ",".join(CHOSEN))
    page.get_by_role("link", name="Full texts and tables of these").click()
    expect(page.get_by_role("button", name="Put the full texts together")).to_be_visible()
    assert not [one for one in asked if one.startswith(CHOSEN) or "set-texts" in one or "assets/set-rows" in one]
    gathered(page)
    assert [one for one in asked if one.startswith(CHOSEN)]


def test_a_text_that_does_not_come_is_named_and_the_others_are_there(small: str, page: Page) -> None:
    def lost(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route("**/papers/who-reads-at-night.html", lost)
    page.goto(small + SET)
    texts = gathered(page)
    expect(page.get_by_text("3 of 4 full texts are here.")).to_be_visible()
    expect(page.locator(".hg-explore__notice")).to_contain_text("“papers/who-reads-at-night”")
    expect(texts.locator(".hg-set__record")).to_have_count(3)
    page.unroute("**/papers/who-reads-at-night.html", lost)
    gathered(page)
    expect(texts.locator(".hg-set__record")).to_have_count(4)


def test_a_set_says_what_it_does_not_know_and_what_to_do_when_it_is_empty(start: str, page: Page) -> None:
    page.goto(start + "set.html#cases/fjord-boat,cases/gone,<b>")
    expect(page.locator(".hg-set__contents > li")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="does not know it")).to_contain_text("“cases/gone”, “<b>”")
    page.goto("about:blank")
    page.goto(start + "set.html")
    expect(page.get_by_text("No record is in this set.")).to_be_visible()
    expect(page.get_by_role("button", name="Put the full texts together")).to_be_hidden()


def test_each_record_begins_on_a_sheet_and_the_paper_does_not_tell_where_a_folder_lies(
    start: str, built_small: Path, page: Page
) -> None:
    page.goto(start + SET)
    titles = [flat(title) for title in page.locator(".hg-set__contents a").all_inner_texts()]
    source = flat(gathered(page).locator(".hg-set__sources li").first.inner_text())[:30]
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    sheets = [flat(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(paper)).pages]
    assert all(
        said in sheets[0]
        for said in (*titles, flat("A set of records"), "CCBY4.0", flat("as it stood on 21 November 2026"))
    )
    heads = [*(f"{at}.{title}" for at, title in enumerate(titles, 1)), source]
    begun = [max(at for at, sheet in enumerate(sheets) if head in sheet) for head in heads]
    assert begun == sorted(set(begun))
    assert begun[0] == 1
    assert not any(flat("Put the full texts together") in sheet for sheet in sheets)
    uris = [
        str(note.get_object().get("/A", {}).get("/URI", ""))
        for sheet in PdfReader(io.BytesIO(paper)).pages
        for note in sheet.get("/Annots", [])
    ]
    assert not any(str(built_small) in text for text in [*sheets, *uris])


@on_server_and_folder
def test_explore_comparing_and_a_list_lead_to_their_set(start: str, page: Page) -> None:
    page.goto(start + "compare.html#cases/market-shelf,cases/fjord-boat")
    page.get_by_role("link", name="Full texts and tables of these").click()
    expect(page.locator(".hg-set__contents > li")).to_have_count(2)
    assert page.url.endswith("set.html#cases/market-shelf,cases/fjord-boat")
    page.goto(start + "explore.html#all=yes&sort=title")
    shown = page.locator(".hg-explore__results > li").evaluate_all("(some) => some.map((one) => one.dataset.address)")
    page.get_by_role("button", name="Full texts and tables of these").click()
    expect(page.locator(".hg-set__contents > li")).to_have_count(len(shown))
    assert page.url.endswith("set.html#" + ",".join(shown))
    page.get_by_role("link", name="See these records as a list").click()
    expect(page.locator(".hg-my-list__items > li")).to_have_count(len(shown))


def saved(page: Page, button: str) -> str:
    """What a file holds that a button saves."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return Path(coming.value.path()).read_bytes().decode()


@on_server_and_folder
def test_a_set_is_saved_as_a_table_that_is_a_part_of_the_open_data(start: str, built_small: Path, page: Page) -> None:
    page.goto(start + SET)
    table = saved(page, "Cases as a table (CSV)")
    expect(page.get_by_role("status").filter(has_text="Saved as set-cases.csv")).to_be_visible()
    head, *rows = csv.reader(io.StringIO(table))
    own, *cases = csv.reader(io.StringIO((built_small / "site" / "data" / "cases.csv").read_bytes().decode()))
    assert head == own
    assert rows == [
        row for address in CHOSEN for row in cases if row[own.index("slug")] == address.removeprefix("cases/")
    ]
    assert len(rows) == 2
    assert all(not re.match(r"[=+@]", cell) for row in rows for cell in row)


def test_a_set_of_all_cases_is_the_same_file_as_that_of_the_open_data(
    start: str, built_small: Path, page: Page
) -> None:
    whole = (built_small / "site" / "data" / "cases.csv").read_bytes().decode()
    slugs = [row["slug"] for row in csv.DictReader(io.StringIO(whole.removeprefix("\ufeff")))]
    page.goto(start + "set.html#" + ",".join(f"cases/{slug}" for slug in slugs))
    assert saved(page, "Cases as a table (CSV)") == whole


@on_server_and_folder
def test_a_set_is_saved_as_data_with_everything(start: str, built_small: Path, page: Page) -> None:
    page.goto(start + SET)
    told = json.loads(saved(page, "Everything as data (JSON)"))
    assert told["licence"] == "CC BY 4.0"
    assert [record["id"] for record in told["records"]] == list(CHOSEN)
    own = json.loads((built_small / "site" / f"{CHOSEN[0]}.json").read_text("utf-8"))
    assert told["records"][0].items() <= own.items()


def test_a_formula_is_saved_as_text_and_its_value_survives(small: str, page: Page) -> None:
    """The cells are guarded where the open data are made; here they are only laid out."""
    cells = ["'=1+1", 'a "word", and\na line', "plain"]
    script = f"hgExplore.recorded(0, {json.dumps([['cases', cells, {'id': at}] for at in range(9)])});"
    page.route("**/assets/set-rows/0.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(small + "set.html#cases/fjord-boat")
    table = saved(page, "Cases as a table (CSV)")
    assert list(csv.reader(io.StringIO(table)))[1] == cells
