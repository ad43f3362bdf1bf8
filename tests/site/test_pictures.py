"""Pictures as a browser shows them, with the letters that it has and not with those that were guessed."""

import pytest
from playwright.sync_api import Browser

PAGES = (
    "programmes/a-thousand-lamps.html",
    "programmes/the-long-shelf.html",
    "series/evening-papers.html",
)
MEASURE = """() => [...document.querySelectorAll('svg.hg-svg')].filter(svg => svg.getClientRects().length).map(svg => {
  const room = svg.viewBox.baseVal, scale = svg.getBoundingClientRect().width / room.width;
  const texts = [...svg.querySelectorAll('text')];
  const boxes = texts.map(text => text.getBBox());
  const out = box => box.x < -1 || box.y < -1 || box.x + box.width > room.width + 1 || box.y + box.height > room.height + 1;
  return {
    id: svg.id,
    size: parseFloat(getComputedStyle(texts[0]).fontSize) * scale,
    outside: texts.filter((_, at) => out(boxes[at])).map(text => text.textContent),
  };
})"""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "version"), [(320, "phone"), (360, "phone"), (1280, "desk")])
def test_one_version_is_shown_and_its_words_fit(
    browser: Browser, address: str, page: str, width: int, version: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(address + page)
    pictures = tab.evaluate(MEASURE)
    assert pictures
    for picture in pictures:
        assert picture["id"].endswith(version)
        assert picture["outside"] == []
        assert picture["size"] >= 12
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_mark_of_a_series_leads_to_its_paper(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + "series/evening-papers.html")
    tab.get_by_role("link", name="Who laughs at readers (Documented)").click()
    assert tab.url.endswith("papers/who-laughs-at-readers.html")
    context.close()
