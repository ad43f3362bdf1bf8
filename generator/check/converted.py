# A page is judged by what the host will make of it, and not by patterns that look for links in Markdown: so a link is found
# in whatever form it was written, and what is only an example in code is none. The same library with the same extensions does
# the work. Where something stands in the text is looked for afterwards, by the address as it was written.

"""Markdown as the host converts it: its links, the parts of it that have addresses, its headings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .privacy.passages import CODE

EXTENSIONS = ("attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc")
"""What the host is told to read besides plain Markdown; the same list stands in mkdocs.yml."""
_MARK = "data-in-markdown"
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_WITHOUT = re.compile(r"\]\(\s*(?:<>\s*)?\)|(?:href|src)=([\"'])\1")
_NOTE = re.compile(r"\[\^[^\]\s]{1,200}\]")
_LEADING = {"href", "src", "action", "formaction", "poster", "data", "cite", "longdesc"}


@dataclass(frozen=True)
class Link:
    """An address within a page: the tag and the attribute that it stands in, and whether Markdown made the tag."""

    tag: str
    attribute: str
    target: str
    in_markdown: bool


@dataclass(frozen=True)
class Converted:
    """A page as HTML, with its links in the order of the text, its parts that have an address, and its first-level headings."""

    html: str
    links: tuple[Link, ...]
    parts: frozenset[str]
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    """Marks of notes that stayed as they are, since no note has that name."""
    bare: int
    """How many links and pictures have no address at all, on which the host stops."""


class _Marked(Treeprocessor):
    """Marks what Markdown made, since the host mends the addresses in it, and leaves those in HTML as they are."""

    bare = 0

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("a", "img"):
                element.set(_MARK, "")
                self.bare += element.get("href" if element.tag == "a" else "src") is None


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.parts: set[str] = set()
        self.titles: list[str] = []
        self.notes: list[str] = []
        self._in_title = False
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.parts |= {given["id"]} if given.get("id") else set()
        self.parts |= {given["name"]} if tag == "a" and given.get("name") else set()
        for name in given.keys() & _LEADING:
            self.links.append(Link(tag, name, given[name].strip(), _MARK in given))
        self._code += tag in ("code", "pre")
        if tag == "h1":
            self._in_title = True
            self.titles.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "h1"
        self._code -= tag in ("code", "pre")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles[-1] += data
        if self._code <= 0:
            self.notes += _NOTE.findall(data)


def converted(text: str) -> Converted:
    """What the host makes of a page. Front matter is left out."""
    markdown = Markdown(extensions=list(EXTENSIONS))
    marked = _Marked()
    markdown.treeprocessors.register(marked, "practices_marked", 0)
    made = markdown.convert(_FRONT.sub("", text, count=1))
    reading = _Reading()
    reading.feed(made)
    reading.close()
    plain = made.replace(f' {_MARK}=""', "")
    return Converted(
        plain, tuple(reading.links), frozenset(reading.parts), tuple(reading.titles), tuple(reading.notes), marked.bare
    )


class Whereabouts:
    """Where in a text the addresses stand that were found in what became of it, asked for in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._prose = CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        self._from: dict[str, int] = {}

    def next(self, written: str) -> int:
        """Where this stands next; where it stood last, or the beginning, where it does not."""
        start = self._from.get(written, 0)
        for text in (self._prose, self._text):
            for pattern in _patterns(written):
                if found := pattern.search(text, start):
                    self._from[written] = found.start() + 1
                    return found.start()
        return max(start - 1, 0)


def _patterns(written: str) -> Iterator[re.Pattern[str]]:
    """How an address may stand in the text: as it is, or with its characters as HTML writes them."""
    if not written:
        yield _WITHOUT
        return
    if written.startswith("#fnref:"):  # the way back, which the host puts below a note
        written = f"[^{written.removeprefix('#fnref:')}]:"
    for form in dict.fromkeys((written, html.escape(written, quote=False), html.escape(written))):
        yield re.compile(rf"(?<![\w./-]){re.escape(form)}(?![\w/#?-])")


def placed(links: tuple[Link, ...], text: str) -> Iterator[tuple[int, Link]]:
    """Each link with the place in the text where it begins."""
    whereabouts = Whereabouts(text)
    for link in links:
        yield whereabouts.next(link.target), link
