# What a book has that no page of the site has: its cover, its contents, what this copy is, and a page before each part.

"""The pages of a book around its chapters."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ..books import Book, Chapter
from ..shelf import Edition
from .chapters import file_of, page

STYLE = "book.css"
PICTURE = "cover.png"
COVER, CONTENTS, COPY = "cover.xhtml", "contents.xhtml", "about-this-copy.xhtml"
Words = dict[str, Any]
"""The words of a book, by the names that `templates/editions/book.json.jinja` gives them."""


def placed(book: Book) -> list[str]:
    """Where each chapter lies in a book, in order: a page of the site under its own name, a heading under its number."""
    parts = itertools.count(1)
    return [file_of(one.address) if one.address else f"part-{next(parts)}.xhtml" for one in book.all()]


def cover_page(words: Words, language: str) -> bytes:
    """The cover: a picture, and what the book is called."""
    body = Element("body", {"class": "cover", "epub:type": "cover"})
    SubElement(body, "img", {"src": PICTURE, "alt": "", "role": "presentation"})
    SubElement(body, "p", {"class": "cover-title"}).text = words["title"]
    for line in filter(None, (words["tagline"], words["state"])):
        SubElement(body, "p", {"class": "cover-line"}).text = line
    return page(words["cover"], language, STYLE, body)


def contents_page(book: Book, words: Words, language: str) -> bytes:
    """The contents, for readers and for reading systems, and the ways into the book."""
    body = Element("body")
    toc = SubElement(body, "nav", {"epub:type": "toc", "role": "doc-toc", "id": "toc", "aria-labelledby": "contents"})
    SubElement(toc, "h1", {"id": "contents"}).text = words["contents"]
    files = placed(book)
    within = SubElement(toc, "ol")
    SubElement(SubElement(within, "li"), "a", {"href": COPY}).text = words["copy"]
    _listed(within, book.chapters, iter(files))
    ways = SubElement(
        body, "nav", {"epub:type": "landmarks", "id": "landmarks", "hidden": "", "aria-label": words["ways"]}
    )
    within = SubElement(ways, "ol")
    for kind, file, name in (
        ("cover", COVER, words["cover"]),
        ("copyright-page", COPY, words["copy"]),
        ("toc", f"{CONTENTS}#toc", words["contents"]),
        *(("bodymatter", file, words["text"]) for file in files[:1]),
    ):
        link = SubElement(SubElement(within, "li"), "a", {"epub:type": kind, "href": file})
        link.text = name
    return page(words["contents"], language, STYLE, body)


def _listed(within: Element, chapters: Iterable[Chapter], files: Iterator[str]) -> None:
    for chapter in chapters:
        item = SubElement(within, "li")
        item.tail = "\n"
        SubElement(item, "a", {"href": next(files)}).text = chapter.title
        if chapter.within:
            _listed(SubElement(item, "ol"), chapter.within, files)


def part_page(part: Chapter, language: str) -> bytes:
    """The page before a part that is not about anything but what stands in it."""
    body = Element("body")
    section = SubElement(body, "section", {"epub:type": "part", "role": "doc-part"})
    SubElement(section, "h1").text = part.title
    within = SubElement(section, "ul")
    for chapter in part.within:
        link = SubElement(SubElement(within, "li"), "a", {"href": file_of(chapter.address)})
        link.text = chapter.title
    return page(part.title, language, STYLE, body)


def copy_page(words: Words, edition: Edition) -> bytes:
    """What this copy is: its state, its licence, how to cite it, and where to look for what changed since."""
    body = Element("body")
    section = SubElement(body, "section", {"epub:type": "copyright-page"})
    SubElement(section, "h1").text = words["copy"]
    _said(section, words["title"], words["state"])
    licence = SubElement(section, "p")
    licence.text = words["licence"]
    if edition.licence_url:
        licence.tail = "\n"
        _linked(section, edition.licence_url)
    SubElement(section, "h2").text = words["cite"]
    _said(section, words["citation"])
    SubElement(section, "h2").text = words["age"]
    _said(section, words["withdrawn"], words["where"])
    if words["online"]:
        _linked(section, words["online"])
    _said(section, words["lost"], words["found"])
    return page(words["copy"], edition.language, STYLE, body)


def _said(section: Element, *lines: str) -> None:
    for line in lines:
        SubElement(section, "p").text = line


def _linked(section: Element, address: str) -> None:
    link = SubElement(SubElement(section, "p"), "a", {"href": address, "rel": "noopener noreferrer"})
    link.text = address
