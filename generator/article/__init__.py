# What every edition prints is the article of a page that was built, tried and published, never the record again: so a book
# says what the site says, in its words, and holds nothing that the site was not let to show. A page as a browser needs
# it has much besides: a trail, buttons, signs to be copied, what only a script shows. Here that goes, once for all
# editions; what stays is a tree of plain elements, whose links say what they are.

"""The article of a built page, as a tree that books, paper and plain text are made of.

`Articles(site)["cases/x.html"]` gives an `Article`. Its `body` is an `xml.etree` element `div` with the page's elements in
it, named as in HTML (those of SVG as in SVG, without a namespace), classes kept. It is shared between editions: read it, and
build another tree of it; `deepcopy` what you would change. What is true of every tree:

- There is one `h1`, then the parts under `h2` and `h3`. No `script`, `style`, `form`, `button`, `input`, nothing `hidden`,
  nothing that only works with a script or on the site (trail, contents, neighbours, pagers, files to save, asking for help).
- A fold is open: `details` is a `div` of class `hg-fold`, its `summary` a `p` of class `hg-fold-says`, first in it.
- Every `a` with a `href` has `data-link`, one of `LINKS`. `inside`: `href` is an address from the root of the site, such as
  `cases/x.html#lessons`. `here`: `#part`, of the same page. `note`: from the text to its note, `#fn:key`. `back`: from a note
  to a place in the text, `#fnref:key`. `outside`: an address elsewhere, as it stands. Other `a` have no `href`.
- Notes are in `div.footnote > ol > li`, each with an `id` that begins with `fn:`; places in the text are `sup` with an `id` that
  begins with `fnref`. `Article.notes` has them by id, in their order.
- `img` has a `src` from the root of the site, and `alt`. `svg` has its `title` and `desc`, and `viewBox`.
- Of a picture that is drawn twice, for desks and for phones, the one for desks is there.
- What is only heard, not seen, keeps the class `hg-hidden`; what is only seen keeps `aria-hidden`.
- `lang` and `dir` stand where a passage has its own.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree.ElementTree import Element, SubElement

LINKS = ("inside", "here", "note", "back", "outside")
"""What `data-link` says of a link."""

_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
_GONE = {
    "script", "style", "template", "noscript", "form", "button", "input", "select", "textarea", "label", "iframe", "object",
}  # fmt: skip
"""Elements that go with all that is in them."""
_GONE_CLASSES = {
    "hg-trail", "hg-contents", "hg-neighbours", "hg-letters", "hg-turn", "hg-leaves", "hg-bar-of-page", "hg-with-script",
    "hg-without-script", "hg-files", "hg-self", "hg-ask", "hg-svg--phone", "hg-map--phone", "hg-sign",
}  # fmt: skip
"""Classes of what only a page on a screen needs: ways about the site, and what stands there twice."""
_RENAMED = {"details": ("div", ""), "summary": ("p", "hg-fold-says")}
_OF_A_SCREEN = re.compile(
    r"data-(?!sign$)|on|aria-(?!hidden$|label$|labelledby$)|(?:tabindex|role|rel|download|name|open)$"
)
"""Attributes that say nothing on paper; the sign of a theme gives its colour there."""
_KEPT_ROLES = frozenset(("img", "group"))
"""Of pictures, and of signs that have a name. Other roles say again what an element is."""
_CASED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio", "textlength": "textLength",
          "clippath": "clipPath", "lineargradient": "linearGradient", "radialgradient": "radialGradient",
          "gradientunits": "gradientUnits", "gradienttransform": "gradientTransform", "markerwidth": "markerWidth",
          "markerheight": "markerHeight", "refx": "refX", "refy": "refY", "textpath": "textPath",
          "startoffset": "startOffset", "pathlength": "pathLength"}  # fmt: skip
"""Names of SVG that a parser of HTML gives in small letters."""
_NOTE, _BACK = re.compile(r"#fn:"), re.compile(r"#fnref\d*:")
_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_HTML = re.compile(r"<html\b([^>]*)>")
_TRAIL = re.compile(r'<nav [^>]*class="hg-trail".*?</nav>', re.DOTALL)
_ROOM = re.compile(r"\s+")


@dataclass(frozen=True)
class Article:
    """What a page of the site says. `address` is from the root of the site; `trail` are the pages above it, from the home page
    down, each with its name and its address."""

    address: str
    title: str
    language: str
    trail: tuple[tuple[str, str], ...]
    body: Element

    @cached_property
    def notes(self) -> dict[str, Element]:
        """The notes by their ids, in the order in which they stand."""
        return {one.get("id", ""): one for one in self.body.iter("li") if one.get("id", "").startswith("fn:")}

    def links(self, kind: str) -> Iterator[Element]:
        """The links of one kind, in the order of the text."""
        return (one for one in self.body.iter("a") if one.get("data-link") == kind)


class Articles:
    """The articles of a built site, each read once. `site` is its folder."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._read: dict[str, Article | None] = {}

    def get(self, address: str) -> Article | None:
        """The article at an address from the root of the site; None where there is no such page, or none with an article."""
        if address not in self._read:
            path = self.site / address
            text = path.read_text("utf-8") if address.endswith(".html") and path.is_file() else ""
            self._read[address] = read(text, address)
        return self._read[address]

    def __getitem__(self, address: str) -> Article:
        """The article at an address. KeyError where there is none."""
        found = self.get(address)
        if found is None:
            raise KeyError(address)
        return found


def read(page: str, address: str) -> Article | None:
    """The article of a built page, which lies at `address`; None where the page has none, as the plain page of the exit."""
    found = _ARTICLE.search(page)
    if not found:
        return None
    spoken = _HTML.search(page)
    language = re.search(r'\blang="([^"]*)"', spoken[1]) if spoken else None
    body = _tree(found[0], address)
    heading = body.find(".//h1")
    return Article(
        address,
        text_of(heading) if heading is not None else "",
        language[1] if language else "",
        tuple(_trail(page, address)),
        body,
    )


def text_of(element: Element) -> str:
    """All text in an element, in one line."""
    return _ROOM.sub(" ", "".join(element.itertext())).strip()


def classes_of(element: Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()


def _trail(page: str, address: str) -> Iterator[tuple[str, str]]:
    if found := _TRAIL.search(page):
        for link in _tree(found[0].replace(' class="hg-trail"', ""), address).iter("a"):
            yield text_of(link), link.get("href", "")


def _tree(html: str, address: str) -> Element:
    reading = _Reading(address)
    reading.feed(html)
    reading.close()
    return reading.root


class _Reading(HTMLParser):
    """Builds the tree of an article. What it is fed is what our own markup wrote, so every element that opens is closed."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self.root = Element("div")
        self._open = [self.root]
        self._skipped: list[str] = []
        """The elements that are open within one that goes, that itself first."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or leave it out with all that is in it."""
        given = {name: value or "" for name, value in attrs}
        if self._skipped or tag in _GONE or _goes(given):
            if tag not in _VOID:
                self._skipped.append(tag)
            return
        if tag == "article":
            return
        name, own_class = _RENAMED.get(tag, (_CASED.get(tag, tag), ""))
        element = SubElement(self._open[-1], name, self._attributes(tag, given, own_class))
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element of SVG that is closed where it opens."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._skipped:
            self._skipped.pop()
        elif tag not in _VOID and tag != "article" and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add text to where it stands."""
        if self._skipped:
            return
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data

    def _attributes(self, tag: str, given: dict[str, str], own_class: str) -> dict[str, str]:
        kept = {
            _CASED.get(name, name): value
            for name, value in given.items()
            if not _OF_A_SCREEN.match(name) or (name == "role" and value in _KEPT_ROLES)
        }
        if own_class:
            kept["class"] = f"{own_class} {kept.get('class', '')}".strip()
        if tag == "a" and "href" in kept:
            kept["data-link"], kept["href"] = link_of(kept["href"], self._address)
        elif tag == "img" and "src" in kept:
            kept["src"] = _from_root(kept["src"], self._address)
        return kept


def _goes(given: dict[str, str]) -> bool:
    return "hidden" in given or not _GONE_CLASSES.isdisjoint(given.get("class", "").split())


def link_of(href: str, address: str) -> tuple[str, str]:
    """What kind of link an address on the page at `address` is, one of `LINKS`, and where it leads as `Article` has it."""
    if _NOTE.match(href):
        return "note", href
    if _BACK.match(href):
        return "back", href
    if urlsplit(href).scheme or href.startswith("//"):
        return "outside", href
    page, part = urldefrag(href)
    where = _from_root(page, address) if page else address
    if where == address:
        return "here", f"#{part}" if part else "#"
    return "inside", f"{where}#{part}" if part else where


def _from_root(path: str, address: str) -> str:
    """An address on a page, as it is from the root of the site."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(path)))
