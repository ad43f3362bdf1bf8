# A chapter says what the page says, and looks as a book should on a screen of six inches. Three things are made anew. Notes
# become what reading systems open in a box, which leads back to where one was. A table of claims, six columns wide, becomes
# one claim after the other, each with its facts below it. And a link either stays in the book, or leads to the site, or is words.

"""The chapters of a book, as XHTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from ...article import Article, classes_of
from ...article.markdown import WIDE, relative
from ...languages import direction, first_direction

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
_LINES = frozenset(["h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td"])
"""Elements that each run in the direction of their own script. A style sheet must not say so in a book, so they do."""
_WHICH = re.compile(r"\((\d+)/")
_NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Bound:
    """What a chapter needs to know of its book.

    `places` has, for each page in the book, the ids that stand in it; `online` is the address of the site, or empty;
    `back` is what a way back is called, with %s for the number of its note.
    """

    places: Mapping[str, Collection[str]]
    online: str
    back: str


def file_of(address: str) -> str:
    """Where the chapter of a page lies in a book."""
    return f"{address.removesuffix('.html')}.xhtml"


def places_in(article: Article) -> frozenset[str]:
    """The ids in an article, as a book has them."""
    return frozenset(_place(one.get("id", "")) for one in article.body.iter() if one.get("id"))


def chapter(article: Article, bound: Bound, style: str) -> bytes:
    """The chapter of an article. `style` is where the style sheet lies, from the top of the book."""
    made = _Chapter(article, bound)
    return page(article.title, article.language, relative(style, article.address), made.body())


def page(title: str, language: str, style: str, body: Element) -> bytes:
    """A page of a book: `style` is where its style sheet lies, seen from it; `body` an element of that name."""
    root = Element("html", {"xmlns": XHTML, "xmlns:epub": OPS, "lang": language, "xml:lang": language})
    root.set("dir", direction(language))
    head = SubElement(root, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "title").text = title
    SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": style})
    root.append(body)
    return document(root)


def document(root: Element) -> bytes:
    """An XML document."""
    text = _NOT_OF_XML.sub("", tostring(root, "unicode"))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _place(name: str) -> str:
    """An id as it is in a book: some reading systems take a colon for a sign of their own."""
    return name.replace(":", ".")


class _Chapter:
    """Makes one chapter. The article is read only; what it becomes are new elements."""

    def __init__(self, article: Article, bound: Bound) -> None:
        self._article, self._bound = article, bound
        self._numbers = {name: str(number) for number, name in enumerate(article.notes, 1)}
        self._in_drawing = False
        self._runs = direction(article.language)
        self._special: dict[str, Callable[[Element], Element | None]] = {
            "a": self._link,
            "div": self._box,
            "svg": self._drawing,
            "table": self._table,
        }

    def body(self) -> Element:
        """The whole chapter."""
        body = Element("body")
        section = SubElement(body, "section", {"epub:type": "chapter", "role": "doc-chapter"})
        self._into(section, self._article.body)
        return body

    def _made(self, of: Element) -> Element | None:
        """What an element becomes, with all that is in it."""
        return self._special.get(of.tag, self._same)(of)

    def _same(self, of: Element) -> Element:
        return self._into(Element(of.tag, dict(self._attributes(of))), of)

    def _into(self, made: Element, of: Element) -> Element:
        """Let an element hold what another one holds."""
        made.text = of.text
        for child in of:
            if (inner := self._made(child)) is not None:
                made.append(inner)
                inner.tail = child.tail
            elif child.tail:
                _add(made, child.tail)
        return made

    def _attributes(self, of: Element) -> Iterator[tuple[str, str]]:
        for name, value in of.items():
            if name == "id":
                yield "id", _place(value)
            elif name == "lang":
                yield from (("lang", value), ("xml:lang", value))
            elif name not in ("data-link", "href", "src"):
                yield name, value
        if of.tag in _LINES and not of.get("dir") and (own := first_direction(of.itertext())) not in ("", self._runs):
            yield "dir", own
        if of.tag == "img":
            yield "src", relative(of.get("src", ""), self._article.address)
        elif "href" in of.attrib and of.tag == "use":
            yield "href", of.get("href", "")

    # Links and notes

    def _link(self, of: Element) -> Element | None:
        to = self._target(of.get("data-link", ""), of.get("href", ""))
        made = Element("g" if self._in_drawing and not to else "a" if to else "span", dict(self._attributes(of)))
        if to:
            made.set("href", to)
        else:
            made.attrib.pop("title", None)
        kind = of.get("data-link")
        if to and kind == "note":
            made.attrib |= {"epub:type": "noteref", "role": "doc-noteref"}
        elif to and kind == "back":
            return self._way_back(made, of.get("title", ""))
        elif to and kind == "outside":
            made.set("rel", "noopener noreferrer")
        return self._into(made, of)

    def _way_back(self, made: Element, told: str) -> Element:
        """A way from a note to the text; `told` is the number of the note and, of several ways, which one this is: `8 (2/4)`."""
        made.attrib.pop("title", None)
        made.attrib |= {"class": "back", "role": "doc-backlink", "aria-label": self._bound.back.replace("%s", told)}
        which = _WHICH.search(told)
        made.text = f"↩{which[1]}" if which else "↩"
        return made

    def _target(self, kind: str, href: str) -> str:
        """Where a link of the page leads in the book; empty where it leads nowhere."""
        if kind == "outside":
            return href
        address, _, part = href.partition("#")
        address, part = address or self._article.address, _place(part)
        places = self._bound.places.get(address)
        if places is None:
            return f"{self._bound.online}{href}" if self._bound.online else ""
        if address == self._article.address:
            return f"#{part}" if part in places else ""
        file = relative(file_of(address), self._article.address)
        return f"{file}#{part}" if part in places else file

    def _box(self, of: Element) -> Element:
        if "footnote" not in classes_of(of):
            return self._same(of)
        made = Element("div", {"class": "notes"})
        for note in of.iter("li"):
            if note.get("id") in self._numbers:
                made.append(self._note(note))
        return made

    def _note(self, of: Element) -> Element:
        name = of.get("id", "")
        attributes = {"id": _place(name), "class": "note", "epub:type": "footnote", "role": "doc-footnote"}
        made = self._into(Element("div", attributes), of)
        first = next(made.iter("p"), made)
        number = Element("span", {"class": "note-number"})
        number.text, number.tail, first.text = f"{self._numbers[name]}.", f" {first.text or ''}", None
        first.insert(0, number)
        made.tail = "\n"
        return made

    # Pictures and tables

    def _drawing(self, of: Element) -> Element:
        self._in_drawing = True
        made = self._same(of)
        self._in_drawing = False
        made.set("xmlns", SVG)
        return made

    def _table(self, of: Element) -> Element:
        if WIDE not in classes_of(of):
            return self._same(of)
        heads = ["".join(one.itertext()) for one in of.iterfind("thead/tr/th")]
        made = Element("div", {"class": "claims"})
        for row in of.iterfind("tbody/tr"):
            made.append(self._claim(row, heads))
        return made

    def _claim(self, row: Element, heads: list[str]) -> Element:
        """A row of a wide table: its first cell, and below it the others by the names of their columns."""
        made = Element("div", {**dict(self._attributes(row)), "class": "claim"})
        said, *facts = row
        made.append(self._into(Element("div", {**dict(self._attributes(said)), "class": "claim-said"}), said))
        made[0].attrib.pop("scope", None)
        within = SubElement(made, "dl")
        for head, fact in zip(heads[1:], facts, strict=False):
            SubElement(within, "dt").text = head
            within.append(self._into(Element("dd"), fact))
        made.tail = "\n"
        return made


def _add(to: Element, text: str) -> None:
    """Let text follow what an element holds already."""
    if len(to):
        to[-1].tail = (to[-1].tail or "") + text
    else:
        to.text = (to.text or "") + text
