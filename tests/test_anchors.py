"""Headings in scripts without Latin letters have addresses that say what they are and stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from generator.pages import Page
from generator.pages.anchors import anchored


def written(text: str) -> str:
    page = anchored(Page("a.md", text))
    return page.text


def ids(text: str) -> list[str]:
    markdown = Markdown(extensions=["attr_list", "toc", "md_in_html"])
    markdown.convert(text)
    tokens, found = list(markdown.toc_tokens), []  # type: ignore[attr-defined]
    while tokens:
        token = tokens.pop(0)
        found.append(token["id"])
        tokens = [*token["children"], *tokens]
    return found


@pytest.mark.parametrize(
    ("heading", "address"),
    [
        ("যা করা হয়েছে", "যা-করা-হয়েছে"),
        ("क्या हुआ?", "क्या-हुआ"),
        ("ما الذي حدث", "ما-الذي-حدث"),
        ("村で起きたこと", "村で起きたこと"),
        ("Что **было**", "что-было"),
        ("မြို့ [စာ](a.md)", "မြို့-စာ"),
    ],
)
def test_a_heading_is_addressed_by_its_own_letters(heading: str, address: str) -> None:
    assert ids(written(f"## {heading}\n")) == [address]
    assert ids(f"## {heading}\n") == ["_1"]  # what Python-Markdown 3.11 makes of it


@pytest.mark.parametrize(
    "text",
    [
        "## What happened in 村\n",
        "## 2019 年\n",
        "## یک { #one }\n",
        "村\n",
        "```\n## 村\n```\n",
        "    ## 村\n",
        "#村\n",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert written(text) == text


def test_two_headings_alike_have_two_addresses_and_neither_moves() -> None:
    assert ids(written("## 村\n\na\n\n## 村\n\n### 町\n")) == ["村", "村-2", "町"]
    assert ids(written("## 町\n\n## 村\n")) == ["町", "村"]
    assert ids(written('## 村\n\n<span id="村-2"></span>\n\n## 村\n')) == ["村", "村-3"]


@given(st.lists(st.text(alphabet="村町 কা #*_[](){}`~\n", max_size=30), max_size=8))
def test_whatever_stands_on_a_page_no_address_stands_twice(parts: list[str]) -> None:
    found = ids(written("\n\n".join(f"## {part}" for part in parts)))
    assert len(found) == len(set(found))
