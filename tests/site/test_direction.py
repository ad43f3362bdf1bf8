"""A passage in a script from right to left reads right on the page of a story in another one."""

from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser, Page

from generator.story import EXTENSIONS, normal

from ..sites import REPOSITORY

STYLE = (REPOSITORY / "templates/overrides/assets/holding-ground.css").read_text("utf-8")
STORY = "They said:\n\nكان الطريق مظلماً.\n\n- مصابيح\n\n## الطريق\n\nكان هنا.\n\n| Word | كلمة. |\n|---|---|\n| road | طريق. |\n\nThat was all.\n"


@pytest.fixture
def story(browser: Browser, tmp_path: Path) -> Page:
    shown = markdown.Markdown(extensions=list(EXTENSIONS)).convert(normal(STORY))
    path = tmp_path / "story.html"
    path.write_text(
        f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><div class=md-typeset>{shown}</div>", "utf-8"
    )
    page = browser.new_page()
    page.goto(path.as_uri())
    return page


def test_its_full_stop_stands_at_its_left(story: Page) -> None:
    places = """(words) => {
        const node = [...document.querySelectorAll("p, td, th")].find((one) => one.textContent === words).firstChild;
        const at = (index) => {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + 1);
            return range.getBoundingClientRect().left;
        };
        return [at(0), at(words.length - 1)];
    }"""
    for words in ("كان الطريق مظلماً.", "كلمة.", "طريق."):
        first, last = story.evaluate(places, words)
        assert last < first, words
    first, last = story.evaluate(places, "That was all.")
    assert first < last


def test_its_bullets_and_headings_stand_at_the_right(story: Page) -> None:
    look = "(tag) => getComputedStyle(document.querySelector(tag)).direction"
    assert [story.evaluate(look, tag) for tag in ("li", "h2", "td")] == ["rtl", "rtl", "ltr"]
    assert story.evaluate("() => getComputedStyle(document.querySelector('p')).direction") == "ltr"
