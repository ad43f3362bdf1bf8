# Beside a page of the site lie copies of what is sent on most. Here is one of every record, in one file that a messenger, a mail or a card can
# carry, and that opens where there is no browser: the text to be sent, and Markdown for whoever writes on.

"""Every record as plain text and as Markdown, in a zip file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..address import html_of
from ..article import Articles
from ..article.markdown import as_markdown, relative
from ..article.plain_text import as_text
from .shelf import Made, Shelf
from .words import words_of
from .zipped import members_of, write_zip


def make(shelf: Shelf, out: Path) -> Iterator[Made]:
    """The texts, in the folders of the kinds, each twice: `cases/x.txt` and `cases/x.md`."""
    path = out / "texts.zip"
    write_zip(path, {name: text.encode() for name, text in sorted(_texts(shelf))}, shelf.edition.date)
    yield Made(path, words_of(shelf)["message"], unpacked=members_of)


def _texts(shelf: Shelf) -> Iterator[tuple[str, str]]:
    articles, online = Articles(shelf.site), shelf.renderer.online
    addresses = {
        html_of(entry.address): entry.address.removesuffix(".md") for entry in shelf.renderer.catalogue.entries
    }

    def to(href: str, address: str) -> str:
        """Another text, where there is one; else the page on the site, if that has an address."""
        page = href.partition("#")[0]
        if page in addresses:
            return relative(f"{addresses[page]}.md", address)
        return f"{online}{href}" if online else ""

    for address, stem in addresses.items():
        article = articles[address]
        yield f"{stem}.txt", as_text(article)
        yield f"{stem}.md", as_markdown(article, lambda href: to(href, article.address))  # noqa: B023
