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
from ..kept import Kept, digest_of
from ..processes import each
from ..progress import Stage
from .digesting import Digests, digest

_PLACE = re.compile(r'<span class="hg-copies" data-says="([^"]*)" data-text="([^"]*)" data-page="([^"]*)"></span>')
MANY = 200
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


def lay_copies(
    folder: Path, pages: Mapping[str, str], kept: Kept | None = None, last: tuple[Path, Digests] | None = None
) -> None:
    """Lay the copies beside built pages, given by their addresses in `folder`, each with the digest of what it holds.

    They lead to each other's, and else to pages. The digests of what came of a page are `kept`; copies that have these still lie
    in the folder of the `last` site, and are taken from there.
    """
    kept, all_pages = kept or Kept(), digest_of(*sorted(pages))
    keys = {address: digest_of(address, value, all_pages) for address, value in pages.items()}
    known = {copy: value for key in keys.values() for copy, value in kept.recall(key, ())}
    taken = last[1].copy(last[0], folder, known) if last else set()

    def lay(address: str) -> _Copies:
        made = []
        if article := read((folder / address).read_text("utf-8"), address):
            markdown = as_markdown(article, lambda href: relative(_copied(href, pages), address))
            for ending, text in (("txt", as_text(article)), ("md", markdown)):
                copy, data = f"{address.removesuffix('.html')}.{ending}", text.encode()
                (folder / copy).write_bytes(data)
                made.append((copy, digest(data)))
        return tuple(made)

    left = [
        one for one, key in keys.items() if (copies := kept.recall(key)) is None or not taken >= dict(copies).keys()
    ]
    for address, copies in zip(left, each(lay, left, least=MANY, stage=Stage.COPIES), strict=True):
        kept.keep(keys[address], copies)


_Copies = tuple[tuple[str, str], ...]
"""The copies of a page, by address, and their digests."""


def _copied(href: str, pages: Container[str]) -> str:
    """Where a link leads from a copy: to another copy, in which no part has an address, or to a page."""
    address = href.partition("#")[0]
    return f"{address.removesuffix('.html')}.md" if address in pages else href
