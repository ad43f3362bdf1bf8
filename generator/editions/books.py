# Which books there are, and what stands in each. A book follows the shelves, as a reader of paper would look for things: themes,
# the strategies in them, the cases that show these. Each page stands in a book once, where it is at home. Lists and tables of the
# site are left out: in a book they are the contents.

"""The books that are made of a library, and their chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..address import html_of, page_of_country, page_of_list
from ..article import Articles
from ..catalogue import Catalogue
from ..clearance import Cleared
from ..schema.refs import EvidenceKind
from .shelf import Shelf

PATHS = "start"
"""The folder of the reading paths: each is a page that is written by hand, and leads from one page to the next."""
_OF_THE_LIBRARY = ("about.md", "safety.md")
_OTHERS = ("programmes", "questions", "organisations", "sources")
"""Kinds that stand on no shelf: each follows in a part of its own."""


@dataclass(frozen=True)
class Chapter:
    """A page of the site in a book, by its `address` there; or, where that is empty, a heading above some of them."""

    address: str
    title: str
    within: tuple[Chapter, ...] = ()

    def all(self) -> Iterator[Chapter]:
        """This chapter, and all that stand below it, in the order of the book."""
        yield self
        for chapter in self.within:
            yield from chapter.all()


@dataclass(frozen=True)
class Book:
    """A book. `part` is the page of the tree that it is about, such as `themes/safety.md`, and empty for the whole library."""

    part: str
    title: str
    chapters: tuple[Chapter, ...]

    @property
    def name(self) -> str:
        """What its file is called, without an ending; no two books of a library share one."""
        return self.part.removesuffix(".md").replace("/", "-") or "library"

    def all(self) -> Iterator[Chapter]:
        """All chapters, in the order of the book."""
        for chapter in self.chapters:
            yield from chapter.all()


def books(shelf: Shelf, articles: Articles) -> Iterator[Book]:
    """The whole library, each theme, each series and each reading path."""
    making = _Making(shelf, articles)
    catalogue = shelf.renderer.catalogue
    yield Book("", catalogue.library.title, tuple(_once(making.whole())))
    for entry in (*catalogue.all("themes"), *catalogue.all("series")):
        made = making.theme(entry) if entry.kind == "themes" else making.series(entry)
        yield making.book(entry.address, [made, *making.beside(entry)])
    for path in making.paths():
        yield making.book(path, making.path(path))


def _once(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    """The chapters without any that stood before; a heading under which nothing is left goes, too."""
    seen: set[str] = set()

    def first(chapter: Chapter) -> Iterator[Chapter]:
        if chapter.address and chapter.address in seen:
            return
        seen.add(chapter.address)
        within = tuple(one for below in chapter.within for one in first(below))
        if chapter.address or within:
            yield replace(chapter, within=within)

    for chapter in chapters:
        yield from first(chapter)


class _Making:
    """Puts chapters together. The site is that of the catalogue, so it has all the pages."""

    def __init__(self, shelf: Shelf, articles: Articles) -> None:
        self._shelf, self._articles = shelf, articles
        self._catalogue: Catalogue = shelf.renderer.catalogue

    def book(self, part: str, chapters: Iterable[Chapter]) -> Book:
        """The book about a page of the tree."""
        return Book(part, self._articles[html_of(part)].title, tuple(_once(chapters)))

    def page(self, address: str, within: Iterable[Chapter] = ()) -> Chapter:
        """The chapter of a page of the tree."""
        return Chapter(html_of(address), self._articles[html_of(address)].title, tuple(within))

    def part(self, address: str, within: Iterable[Chapter]) -> Chapter:
        """A heading, called as the page of the tree that lists the same on the site."""
        article = self._articles.get(html_of(address))
        return Chapter("", article.title if article else self._catalogue.library.title, tuple(within))

    def whole(self) -> Iterator[Chapter]:
        """All of the library."""
        c = self._catalogue
        yield self.part(page_of_list(PATHS), [self.page(path) for path in (*self.paths(), *self._by_hand())])
        yield from map(self.theme, c.all("themes"))
        for kind in ("strategies", "cases"):
            yield self.part(page_of_list(kind), self._pages(c.all(kind)))
        yield from map(self.series, c.all("series"))
        for kind in ("papers", *_OTHERS):
            yield self.part(page_of_list(kind), self._pages(c.all(kind)))
        yield self.part(page_of_list("countries"), [self.page(page_of_country(code)) for code in c.countries])
        vocabularies = (self.page(one.address, self._terms(one)) for one in c.all("vocabularies"))
        yield self.part(page_of_list("vocabularies"), vocabularies)

    def theme(self, theme: Cleared) -> Chapter:
        """A theme with its strategies, and the cases of each."""
        strategies = self._catalogue.strategies_of(theme)
        return self.page(
            theme.address,
            [self.page(one.address, self._pages(self._catalogue.cases_of(one))) for one in strategies],
        )

    def series(self, series: Cleared) -> Chapter:
        """A series with its papers."""
        return self.page(series.address, self._pages(self._catalogue.papers_of(series)))

    def beside(self, entry: Cleared) -> Iterator[Chapter]:
        """What a reader of one shelf needs besides: what is asked about it, and what the kinds of evidence mean."""
        yield self.part(page_of_list("questions"), self._pages(self._catalogue.questions_about(entry)))
        kinds = self._catalogue.vocabulary_for(EvidenceKind.role)
        yield from [self.page(kinds.address)] if kinds else []

    def paths(self) -> list[str]:
        """The reading paths, as pages of the tree."""
        first = page_of_list(PATHS)
        return [one for one in sorted(self._shelf.renderer.by_hand) if one.startswith(f"{PATHS}/") and one != first]

    def path(self, address: str) -> Iterator[Chapter]:
        """A reading path, and the pages of the library to which it leads, in its order."""
        yield self.page(address)
        for link in self._articles[html_of(address)].links("inside"):
            page = link.get("href", "").partition("#")[0]
            if page in self._told:
                yield Chapter(page, self._articles[page].title)

    @cached_property
    def _told(self) -> set[str]:
        """The pages that tell of something, by their addresses on the site."""
        c = self._catalogue
        told = {entry.address for entry in c.entries} | set(self._by_hand())
        told |= {term.address for one in c.all("vocabularies") for term in c.terms_of(one)}
        return set(map(html_of, told))

    def _by_hand(self) -> list[str]:
        return [one for one in _OF_THE_LIBRARY if one in self._shelf.renderer.by_hand]

    def _pages(self, entries: Iterable[Cleared]) -> Iterator[Chapter]:
        return (self.page(entry.address) for entry in entries)

    def _terms(self, vocabulary: Cleared) -> Iterator[Chapter]:
        return (self.page(term.address) for term in self._catalogue.terms_of(vocabulary))
