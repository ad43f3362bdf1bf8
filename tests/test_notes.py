"""The ways from a note back to the text lead from the top down, and say which is which."""

import re

import pytest
from markdown import Markdown

from generator.publish.finishing import tidied
from generator.publish.note_backlinks import in_reading_order

EXTENSIONS = ["attr_list", "footnotes", "md_in_html", "tables"]


def page(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


def ways(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a(?: class="footnote-backref")? href="#(fnref[^"]*)" title="([^"]*)">', html)


BOXES = '<div markdown="1">\nOne[^a].\n</div>\n\nTwo[^a] and b[^b].\n\n<div markdown="1">\n\n- Three[^a]\n\n</div>\n\n[^a]: A.\n[^b]: B.\n'


def test_the_host_writes_them_in_another_order() -> None:
    """Python-Markdown 3.11 reads boxes after the text around them. Once this fails, generator/publish/note_backlinks.py is not needed."""
    html = page(BOXES)
    found = [mark for mark, _ in ways(html) if mark.endswith(":a")]
    assert found != sorted(found, key=lambda mark: html.index(f'id="{mark}"'))


def test_ways_back_stand_in_the_order_of_the_text_and_say_which_they_are() -> None:
    html = in_reading_order(page(BOXES))
    found = ways(html)
    marks = [mark for mark, _ in found if mark.endswith(":a")]
    assert marks == sorted(marks, key=lambda mark: html.index(f'id="{mark}"'))
    assert [title for mark, title in found if mark.endswith(":a")] == [f"1 ({at}/3)" for at in (1, 2, 3)]
    assert [title for mark, title in found if mark.endswith(":b")] == ["2"]


def test_several_ways_share_what_each_needs() -> None:
    html = in_reading_order(page(BOXES))
    assert html.count("footnote-backref") == 2
    assert re.search(
        r'<span class="footnote-backref">(?:<a href="#fnref\d*:a" title="1 \(\d/3\)">↩</a>){3}</span>', html
    )
    assert '<a class="footnote-backref" href="#fnref:b" title="2">↩</a>' in html


def test_a_second_time_changes_nothing_and_all_else_stays() -> None:
    html = page(BOXES)
    once = in_reading_order(html)
    assert in_reading_order(once) == once
    without = re.compile(r"<span class=\"footnote-backref\">.*?</span>|(?:<a class=\"footnote-backref\".*?</a>)+")
    assert without.sub("", in_reading_order(html)) == without.sub("", html)


@pytest.mark.parametrize(
    "html", ["", "<p>No notes.</p>", '<a class="footnote-backref" href="#fnref:a" title="1">↩</a>']
)
def test_a_page_without_several_ways_stays_as_it_is(html: str) -> None:
    assert in_reading_order(html) == html


def test_the_frame_of_a_page_has_no_empty_lines_and_its_text_stays() -> None:
    frame = '<body>\n\n  <input class="md-toggle" id="x">\n  <main data-md-component="main">\n\n<h1>One</h1>\n\n<p markdown="span">Two of markdown=1</p>\n<pre>  a\n\n  b</pre>\n</article>\n  </main>\n\n'
    assert (
        tidied(frame)
        == "<body>\n<main>\n<h1>One</h1>\n\n<p>Two of markdown=1</p>\n<pre>  a\n\n  b</pre>\n</article>\n</main>\n"
    )
