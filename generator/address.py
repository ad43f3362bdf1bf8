# Where a thing lies is said here and nowhere else: a page of the tree ends in .md, and the site has the same in .html. The
# addresses of the site are quoted in print and in other people's links, so none of them changes without a redirect.

"""Addresses of pages."""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import NamedTuple

COUNTRY_PAGES = "countries"
"""The folder of the pages of countries."""
TERM_PAGES = "vocabularies"
"""The folder below which the pages of terms lie, each in the folder of its vocabulary."""


def page_of(kind: str, slug: str) -> str:
    """The page of a record: `kind` is the folder in which it lies, `slug` the name of its file."""
    return f"{kind}/{slug}.md"


def page_of_list(kind: str) -> str:
    """The page that lists the records of a kind, or whatever else lies in a folder."""
    return page_of(kind, "index")


def page_of_country(code: str) -> str:
    """The page of a country, by its ISO 3166 code."""
    return page_of(COUNTRY_PAGES, code.lower())


def page_of_term(vocabulary: str, term: str) -> str:
    """The page of a term: `vocabulary` is the slug of the vocabulary that lists it."""
    return page_of(f"{TERM_PAGES}/{vocabulary}", term)


def page_of_pair(folder: str, row: str, column: str) -> str:
    """The page of two values. No slug and no id holds two hyphens, so no two pairs share one."""
    return page_of(folder, f"{row}--{column}")


def data_of(page: str) -> str:
    """The file beside the page of a record that has all that is told of it."""
    return f"{page.removesuffix('.md')}.json"


def address_of_lesson(kind: str, slug: str, item: str) -> str:
    """A lesson, as records refer to it: the record that holds it, without an ending, and the lesson's id."""
    return f"{kind}/{slug}#{item}"


def place_on_page(word: str, number: int, own: str | None) -> str:
    """Where an item of a list stands on its record's page: under its own id, or else under its number in the list."""
    return own or f"{word}-{number}"


def part_of(address: str, item: str) -> str:
    """A part of a page, by the id of an item on it; the page itself if the id is empty."""
    return f"{address}#{item}" if item else address


def html_of(address: str) -> str:
    """The same page on the site, whatever part of it is meant."""
    page, mark, part = address.partition("#")
    return f"{page.removesuffix('.md')}.html{mark}{part}" if page.endswith(".md") else address


OF_WINDOWS = re.compile(r"con|prn|aux|nul|conin|conout|clock|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""


NAMELESS = "record"
"""What a file is called whose title has no letter from a to z."""


def slug_of(title: str) -> str:
    """A slug made of a title: small letters, digits and hyphens. Titles in other scripts give `record`."""
    plain = unicodedata.normalize("NFKD", title.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    if not re.search("[a-z]", plain) and any(sign.isalpha() for sign in title):
        words.insert(0, NAMELESS)
    return "-".join(words) or NAMELESS


class Share(NamedTuple):
    """One of so many shares of all pages; the first has the number 0. Which share a page is of follows from its address alone."""

    number: int = 0
    of: int = 1

    def has(self, address: str) -> bool:
        """Whether a page is of this share. So are the pages on which its list goes on, and pages of pairs with that of their value."""
        stem = address.removesuffix(".md").partition("--")[0]
        return zlib.crc32(stem.encode()) % self.of == self.number

    def part(self, number: int, of: int) -> Share:
        """One of so many shares of this one."""
        return Share(self.number + self.of * number, self.of * of)


WHOLE = Share()
