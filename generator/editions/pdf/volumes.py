# Which documents are set for paper. What stands in a book is said in books.py, for all formats; here it is made fit for paper: lists
# that only lead to records are left out, since the contents and the page numbers do that, and what grows too long becomes several
# volumes, which a hand can hold and a small computer can set.

"""The volumes that are set for paper, and their chapters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...address import html_of
from ...article import Articles
from ..books import Chapter as Page
from ..books import books
from ..shelf import Shelf

LISTS = ("sources/", "countries/", "vocabularies/")
"""Where the pages lie that only gather what records say; of these, a volume has those that a book was given by itself."""
FLOWING = ("organisations/",)
"""Where the pages lie of which a volume has so many and so short ones that none begins a page."""
LONGEST = 500_000
"""How many letters a volume has at most, if its chapters allow it: some 280 pages, and half a gigabyte to set them."""


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter, or only a heading above some, where `address` is empty. `depth` counts from 1."""

    address: str
    title: str
    depth: int

    @property
    def flows(self) -> bool:
        """Whether it follows on the page of the one before."""
        return self.depth > 1 and self.address.startswith(FLOWING)


@dataclass(frozen=True)
class Volume:
    """A document: its name as a file, the page of the tree that it holds (empty for the whole), its title and its chapters.

    Of a book that became several volumes each is `number` of `count`.
    """

    name: str
    part: str
    title: str
    chapters: tuple[Chapter, ...]
    number: int = 1
    count: int = 1

    @property
    def bound(self) -> bool:
        """Whether it is a book, with a cover and contents, and not one record."""
        return not self.part or len(self.chapters) > 1

    def without(self, addresses: Iterable[str]) -> Volume:
        """The volume without some pages; a heading under which nothing is left goes, too.

        What stood below a page that goes moves up to where that was, since no level of headings may be left out.
        """
        gone = set(addresses)
        kept: list[Chapter] = []
        for chapter in reversed(self.chapters):
            stands_over = bool(kept) and kept[-1].depth > chapter.depth
            if chapter.address not in gone and (chapter.address or stands_over):
                kept.append(chapter)
        first = self.chapters[0].depth if self.chapters else 1
        return replace(self, chapters=tuple(_moved_up(reversed(kept), first)))


def _moved_up(chapters: Iterable[Chapter], first: int) -> Iterator[Chapter]:
    """Chapters, each directly below the one above it; what is above the volume's own `first` depth stands in another volume."""
    above = list(range(1, first))
    for chapter in chapters:
        while above and above[-1] >= chapter.depth:
            above.pop()
        yield replace(chapter, depth=len(above) + 1)
        above.append(chapter.depth)


def records(shelf: Shelf, articles: Articles) -> Iterator[Volume]:
    """Each record that has a page of its own, as a document."""
    for entry in shelf.renderer.catalogue.entries:
        article = articles.get(html_of(entry.address))
        if article and entry.kind != "vocabularies":
            chapter = Chapter(article.address, article.title, 1)
            yield Volume(f"{entry.kind}/{entry.slug}", entry.address, article.title, (chapter,))


def bound_volumes(shelf: Shelf, articles: Articles) -> Iterator[Volume]:
    """The whole shelf, and each book that is a part of it: themes, series and reading paths."""
    for book in books(shelf, articles):
        chapters = [one for page in book.chapters for one in _flat(page, 1, lists=bool(book.part))]
        yield from _in_volumes(Volume(book.name, book.part, book.title, tuple(chapters)).without(()), articles)


def _flat(page: Page, depth: int, *, lists: bool) -> Iterator[Chapter]:
    if lists or not page.address.startswith(LISTS):
        yield Chapter(page.address, page.title, depth)
        for below in page.within:
            yield from _flat(below, depth + 1, lists=lists)


def _in_volumes(volume: Volume, articles: Articles) -> Iterator[Volume]:
    """The volume, or several of about the same length. Each begins with a part, or with what stands directly below one."""
    lengths = [_length(chapter, articles) for chapter in volume.chapters]
    whole, before = sum(lengths), 0
    count = math.ceil(whole / LONGEST)
    parts: list[list[Chapter]] = [[]]
    for chapter, long in zip(volume.chapters, lengths, strict=True):
        if chapter.depth <= 2 and parts[-1] and before + long / 2 > whole * len(parts) / count:
            parts.append([])
        parts[-1].append(chapter)
        before += long
    if len(parts) == 1:
        yield volume
        return
    for number, chapters in enumerate(parts, 1):
        name = f"{volume.name}-{number}-of-{len(parts)}"
        yield replace(volume, name=name, chapters=tuple(chapters), number=number, count=len(parts))


def _length(chapter: Chapter, articles: Articles) -> int:
    article = articles.get(chapter.address) if chapter.address else None
    return sum(len(text) for text in article.body.itertext()) if article else 0
