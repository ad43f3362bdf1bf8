"""Taking the library along, in a browser: the zipped folder from file://, and a copy held against newer lists."""

import json
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from ..sites import violations_of
from .test_accessibility import AXE, RULES


@pytest.fixture(scope="module")
def unpacked(taken: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy for phones as a card without capitals holds it, and where nothing else of the library lies."""
    (path,) = (taken / "site/take-away/folder").glob("*-phone.zip")
    to = tmp_path_factory.mktemp("card")
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            target = to / info.filename.lower()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(info))
    return to


@pytest.fixture
def page(browser: Browser):
    page = browser.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


def test_a_copy_is_walked_from_a_folder(unpacked: Path, page: Page) -> None:
    """From the page where it starts, over its links, to the records and the search: nothing is missing or refused."""
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    refused = violations_of(page)
    page.goto((unpacked / "start-here.html").as_uri())
    page.click("text=Open the library")
    assert page.url.endswith("/index.html")
    for link in (
        "themes/index",
        "reading-for-all",
        "travelling-shelves",
        "cases/index",
        "market-shelf",
        "lantern-readers",
    ):
        page.click(f'a[href$="{link}.html"]:visible >> nth=0')
        page.wait_for_selector("h1")
        assert page.url.endswith(f"{link}.html")
    page.goto((unpacked / "the-lantern-shelf/search.html").as_uri() + "?q=reading")
    page.wait_for_selector("#hg-search a >> nth=0")
    found = [one.get_attribute("href") or "" for one in page.locator("#hg-search a").all()]
    for address in found[:3]:
        page.goto(page.evaluate("(to) => new URL(to, location.href).href", address))
        page.wait_for_selector("h1")
    assert found
    assert (failed, refused) == ([], [])


def check_page(unpacked: Path, page: Page) -> Page:
    page.goto((unpacked / "the-lantern-shelf/check-copy.html").as_uri())
    return page


def told(page: Page, lists: object) -> str:
    page.fill("#hg-check-text", lists if isinstance(lists, str) else json.dumps(lists))
    page.click("text=Compare")
    return page.locator(".hg-check__result").inner_text()


def lists_of(taken: Path, **changed: object) -> dict[str, object]:
    return {**json.loads((taken / "site/take-away/editions.json").read_text("utf-8")), **changed}


def test_a_copy_is_held_against_newer_lists(taken: Path, unpacked: Path, page: Page) -> None:
    check_page(unpacked, page)
    records = lists_of(taken)["records"]
    assert isinstance(records, dict)
    newer = {**records, "cases/market-shelf": "else", "cases/quite-new": "x"}
    del newer["cases/fjord-boat"]
    said = told(page, lists_of(taken, date="2027-01-31", number=4, records=newer, withdrawn=["cases/fjord-boat"]))
    assert "One record of this copy was withdrawn. Do not use it or pass it on:" in said
    assert "cases/fjord-boat.html" in said
    assert "There is a newer edition: number 4, of 31 January 2027." in said
    assert "One record was changed since:" in said
    assert "cases/market-shelf.html" in said
    assert "One record is new, and not in this copy." in said
    said = told(page, lists_of(taken))
    assert "No record of this copy is on the list" in said
    assert "There is no newer edition on the list." in said


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"withdrawn": ["cases/market-shelf"]}, "does not say how old it is"),
        ({"date": "2020-01-01", "withdrawn": []}, "older than this copy"),
        ({"library": "Another", "date": "2027-01-01", "withdrawn": []}, "of another library: Another"),
        ({"withdrawn": ["<img src=x>", 7, None, "__proto__"], "date": "2027-01-01"}, "No record of this copy"),
        ({"date": "2027-01-01", "files": [], "records": 7}, "a newer edition, of 1 January 2027"),
        # A list of editions without its day still warns of what was withdrawn.
        ({"files": [], "withdrawn": ["cases/market-shelf"], "number": 9}, "was withdrawn. Do not use it"),
        ({"files": [], "withdrawn": ["cases/market-shelf"], "date": 20270101}, "was withdrawn. Do not use it"),
        ("not a list {", "neither of the two files"),
        ("[1, 2]", "neither of the two files"),
        ("", "neither of the two files"),
    ],
)
def test_what_is_pasted_may_be_anything(unpacked: Path, page: Page, lists: object, said: str) -> None:
    refused = violations_of(page)
    assert said in told(check_page(unpacked, page), lists)
    assert refused == []
    assert page.locator(".hg-check__result img").count() == 0


def test_files_are_opened_from_a_folder_and_the_result_is_announced(
    taken: Path, unpacked: Path, page: Page, tmp_path: Path
) -> None:
    check_page(unpacked, page)
    (tmp_path / "withdrawn.json").write_text(json.dumps({"withdrawn": ["cases/fjord-boat"]}), "utf-8")
    (tmp_path / "editions.json").write_text(json.dumps(lists_of(taken, date="2027-01-31")), "utf-8")
    page.set_input_files("#hg-check-files", [tmp_path / "withdrawn.json", tmp_path / "editions.json"])
    page.wait_for_selector("text=There is a newer edition, of 31 January 2027.")
    assert "cases/fjord-boat.html" in page.locator('[role="status"].hg-check__result').inner_text()
    assert page.locator(".hg-check__result h3").all_inner_texts() == ["withdrawn.json", "editions.json"]


def test_without_script_it_says_what_to_look_for(unpacked: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = check_page(unpacked, context.new_page())
    assert page.locator("text=look whether your copy has a page of the same name").is_visible()
    assert not page.locator("#hg-check").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_reader_can_use_what_a_copy_begins_with(
    taken: Path, unpacked: Path, browser: Browser, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    context.add_init_script(AXE)
    page = context.new_page()
    rules = {**RULES, "rules": {"target-size": {"enabled": True}}}
    for path in (
        unpacked / "start-here.html",
        unpacked / "the-lantern-shelf/check-copy.html",
        taken / "site/take-away.html",
    ):
        page.goto(path.as_uri())
        if path.name == "check-copy.html":
            told(page, {"withdrawn": ["cases/fjord-boat"]})
        found = page.evaluate("(rules) => axe.run(document, rules)", rules)["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path.name
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
