"""The list of outgoing links: found in Markdown as a host would, grouped by host, in an order that does not change."""

import json

import pytest

from generator.check.frame import in_settings
from generator.pages import Page
from generator.pages.outgoing import Host, Target, addresses_in, hosts


def page(address: str, title: str, text: str) -> Page:
    return Page(address, f"---\ntitle: {json.dumps(title)}\n---\n{text}\n")


def test_links_are_found_however_they_are_written() -> None:
    text = """
    [words](https://a.example/1) [parentheses](https://a.example/2_(two)) [angles](<https://a.example/3>)
    <https://a.example/4> <a class="x" href="https://a.example/5?b=1&amp;copy=2">html</a>

[named]: https://a.example/6
"""
    assert [*addresses_in(text)] == [
        "https://a.example/1",
        "https://a.example/2_(two)",
        "https://a.example/3",
        "https://a.example/4",
        "https://a.example/5?b=1&copy=2",
        "https://a.example/6",
    ]


def test_what_is_no_link_is_not_listed() -> None:
    text = "Plain https://a.example/, `[code](https://a.example/)`\n\n```\n[code](https://a.example/)\n```\n\nand [own](own.md)."
    assert [*addresses_in(text)] == []


@pytest.mark.parametrize(
    "text",
    [r"Women\`s [work](https://a.example/) and men\`s.", "A lone ` here\n\n[a](https://a.example/)\n\nand ` there."],
)
def test_a_backtick_that_begins_no_code_hides_no_link(text: str) -> None:
    assert [*addresses_in(text)] == ["https://a.example/"]


def test_settings_name_what_stands_around_every_page() -> None:
    text = """# repo_url: https://a.example/comment
copyright: <a href="https://a.example/licence">CC</a>
extra:
  exit: https://b.example/
  # away: https://a.example/comment
  note: see https-and-so-on
"""
    assert in_settings(text) == {"https://a.example/licence", "https://b.example/"}


def test_links_stand_by_host_with_the_pages_that_hold_them() -> None:
    pages = [
        page("b.md", "Same", "[x](https://www.b.example/1) [y](https://c.example/edit/main/b.md)"),
        page("a.md", "Same", "[x](https://www.b.example/1) [y](https://a.example/)"),
        Page("data.json", "[x](https://data.example/)"),
        page("one.md", "One & only", "[x](https://b.example/)"),
    ]
    same = (("Same (a)", "a.md"), ("Same (b)", "b.md"))
    assert hosts(pages, frozenset({"https://a.example/frame"}), "https://c.example/edit/main/") == [
        Host("a.example", (Target("https://a.example/", same[:1]),), 1, ("https://a.example/frame",)),
        Host("b.example", (Target("https://b.example/", (("One & only", "one.md"),)),), 1),
        Host("www.b.example", (Target("https://www.b.example/1", same),), 2),
        Host("c.example", (), 0, (), "https://c.example/edit/main/"),
    ]
