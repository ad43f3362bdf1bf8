"""What a reader takes along to cite a page: the words, by a button or selected, and what programs of references find in its head."""

import re

from playwright.sync_api import Browser, Page, expect

from ..sites import on_server_and_folder

CASE = "cases/night-bakers.html"


def words_of(page: Page) -> str:
    return " ".join((page.locator("#citation").text_content() or "").split())


@on_server_and_folder
def test_a_button_copies_the_citation_with_the_address_on_the_web_and_no_folder(start: str, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(start + CASE)
    page.get_by_role("button", name="Copy the citation").first.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == words_of(page)
    assert copied.startswith("Night Bakers")
    assert (
        re.search(r"https?://\S+/cases/night-bakers\.html\.", copied)
        if start.startswith("http")
        else "://" not in copied
    )
    context.close()


@on_server_and_folder
def test_where_the_clipboard_is_closed_the_citation_is_shown_and_selected(start: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;"
    )
    page.goto(start + CASE)
    page.get_by_role("button", name="Copy the citation").first.click()
    expect(page.get_by_role("status").filter(has_text="The citation is selected")).to_be_attached()
    expect(page.locator("#citation")).to_be_in_viewport()
    assert " ".join(page.evaluate("getSelection().toString()").split()) == words_of(page)
    context.close()


def test_without_script_there_is_no_button_and_the_words_are_there(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + CASE)
    page.goto(address + CASE + "#cite")
    expect(page.locator("#citation")).to_be_visible()
    assert "Night Bakers" in words_of(page)
    expect(page.get_by_role("button", name="Copy the citation")).to_have_count(0)
    context.close()


def test_programs_find_in_the_head_what_tabs_and_previews_do_not_say(address: str, browser: Browser) -> None:
    desk = browser.new_page()
    desk.goto(address + CASE)
    tags = {
        tag.get_attribute("name"): tag.get_attribute("content") for tag in desk.locator("meta[name^=citation_]").all()
    }
    heading = desk.locator("h1").inner_text().strip()
    assert (tags["citation_title"] or "").endswith(heading)
    assert heading not in desk.title()
    previews = desk.locator("meta[property^='og:'], meta[name=description]").all()
    assert previews
    assert not [one for one in previews if heading in (one.get_attribute("content") or "")]
    desk.goto(address + "index.html")
    expect(desk.locator("meta[name^=citation_]")).to_have_count(0)
    desk.close()
