# Beside the page of a record that says something by itself lie two plain copies: one to be sent in a messenger, one in Markdown for
# whoever writes on, or for programs. They are made of the page as it was built, and links to them come into it here and not in the tree:
# under another host neither is there, and no link is dead. Organisations, sources and terms have none: nobody sends them on, and each
# file costs a block of a stick.

"""Plain copies beside the pages of records."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from pathlib import Path

from ..article import read
from ..article.markdown import as_markdown, relative
from ..article.plain_text import as_text
from ..processes import each

_PLACE = re.compile(r'<span class="hg-copies" data-says="([^"]*)" data-text="([^"]*)" data-page="([^"]*)"></span>')
_MANY = 200
"""How many pages are worth a process of its own."""
_MARK = '<span class="hg-copies">'


def with_copies(page: str, stem: str) -> str:
    """A built page with links to its copies, where it has a place for them. `stem` is its name without ending."""
    if "hg-copies" not in page:
        return page
    text, markdown = (f'<a download href="{stem}.{ending}">' for ending in ("txt", "md"))
    return _PLACE.sub(rf"{_MARK}\1 {text}\2</a> · {markdown}\3</a></span>", page)


def has_copies(page: str) -> bool:
    """Whether a built page leads to copies of itself."""
    return _MARK in page


def lay_copies(folder: Path, pages: Mapping[str, str]) -> None:
    """Lay the copies beside built pages, given by their addresses in `folder`. They lead to each other's, and else to pages."""

    def lay(address: str) -> None:
        if article := read(pages[address], address):
            path = folder / address
            path.with_suffix(".txt").write_text(as_text(article), "utf-8", newline="\n")
            markdown = as_markdown(article, lambda href: relative(_copied(href, pages), address))
            path.with_suffix(".md").write_text(markdown, "utf-8", newline="\n")

    each(lay, list(pages), least=_MANY)


def _copied(href: str, pages: Container[str]) -> str:
    """Where a link leads from a copy: to another copy, in which no part has an address, or to a page."""
    address = href.partition("#")[0]
    return f"{address.removesuffix('.html')}.md" if address in pages else href
