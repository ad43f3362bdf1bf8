# Books for e-readers. They are made of the articles of the site, so of nothing that it was not let to show, and with the standard
# library: EPUB is XHTML in a zip file, and the one Python library that writes it is under a licence that would bind ours.

"""EPUB 3.3 of the whole library, and of each theme, series and reading path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ...article import Article, Articles
from ...folders import TEMPLATES
from ..books import Book, books
from ..shelf import CannotMake, Made, Shelf
from ..zipped import members_of
from .chapters import Bound, chapter, places_in
from .cover import cover
from .front import CONTENTS, COPY, COVER, PICTURE, STYLE, Words, contents_page, copy_page, cover_page, part_page, placed
from .package import PICTURES, metadata, write


def make(shelf: Shelf, out: Path) -> Iterator[Made]:
    """Each book as a file in `out`. CannotMake where a picture is missing or of a kind that no book can show."""
    articles = Articles(shelf.site)
    around = {STYLE: (TEMPLATES / "editions" / STYLE).read_bytes(), PICTURE: cover()}
    for book in books(shelf, articles):
        path = out / f"{book.name}.epub"
        words = words_of(shelf, book)
        pages = [articles[one.address] for one in book.all() if one.address]
        files = {**dict(_front(shelf, book, words)), **dict(_text(shelf, book, pages, words["back"]))}
        about = metadata(words, shelf.edition, _identity(shelf, book), shelf.renderer.online, shows=_drawn(pages))
        write(path, {**files, **around, **dict(_pictures(shelf.site, pages))}, list(files), about)
        yield Made(path, words["purpose"], book.part, "reader", members_of)


def words_of(shelf: Shelf, book: Book) -> Words:
    """The words of a book that are not those of its pages."""
    title = book.title if book.part else ""
    is_of_record = book.part not in shelf.renderer.by_hand
    told = shelf.renderer.edition("book.json", edition=shelf.edition, title=title, is_of_record=is_of_record)
    words: Words = json.loads(told)
    return words


def _front(shelf: Shelf, book: Book, words: Words) -> Iterator[tuple[str, bytes]]:
    yield COVER, cover_page(words, shelf.edition.language)
    yield COPY, copy_page(words, shelf.edition)
    yield CONTENTS, contents_page(book, words, shelf.edition.language)


def _text(shelf: Shelf, book: Book, pages: list[Article], back: str) -> Iterator[tuple[str, bytes]]:
    by_address = {article.address: article for article in pages}
    bound = Bound({address: places_in(one) for address, one in by_address.items()}, shelf.renderer.online, back)
    for file, one in zip(placed(book), book.all(), strict=True):
        yield (
            file,
            chapter(by_address[one.address], bound, STYLE) if one.address else part_page(one, shelf.edition.language),
        )


def _identity(shelf: Shelf, book: Book) -> str:
    """What tells a book from all others: the library, what it is about, and the edition."""
    library = shelf.renderer.online or shelf.renderer.catalogue.library.title
    return f"{library}#{book.part}#{shelf.edition.number or shelf.edition.date.isoformat()}"


def _drawn(pages: list[Article]) -> bool:
    return any(_shown(one) or next(one.body.iter("svg"), None) is not None for one in pages)


def _shown(article: Article) -> list[str]:
    return [one.get("src", "") for one in article.body.iter("img")]


def _pictures(site: Path, pages: list[Article]) -> Iterator[tuple[str, bytes]]:
    for article in pages:
        for name in _shown(article):
            path = site / name
            if path.suffix.lower() not in PICTURES:
                raise CannotMake(
                    f"{article.address} shows {name}, which a book cannot show. Save it as PNG or JPEG, and build again."
                )
            if not path.is_file():
                raise CannotMake(f"{article.address} shows {name}, which is not in the site. Build the site again.")
            yield name, path.read_bytes()
