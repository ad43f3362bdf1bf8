# What somebody sends on in a messenger: what it is, the facts, what was found and on what it rests, what was learned, where it stands. No signs
# of any markup, since one messenger makes letters bold by a sign that another one shows; no line is broken, since each screen does.
# What only helps a reader to go on (related pages, all facts, who paid) stays out.

"""An article as plain text, short enough to be sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from . import Article, classes_of
from .markdown import WIDE

TOLD = frozenset(
    [
        "situation", "action", "outcomes", "findings", "resistance", "lessons", "editors-lessons", "recommendations", "conditions",
        "cautions", "not-known", "what-it-is", "aims", "objectives", "strategies", "cases", "papers", "wanted", "answers",
    ]
)  # fmt: skip
"""The parts of a page that are sent, by their ids; what stands before the first part always is."""
_UNTOLD_CLASSES = {"hg-onward", "hg-verdict", "hg-gap", "hg-explained", "hg-by-study", "hg-brief", "hg-key-line"}
_OF_ANOTHER = "case-"
"""How the id of a box begins that tells of a case on the page of its strategy."""
_BOXES = frozenset(["div", "section", "nav", "figure", "blockquote"])
_HEADINGS = frozenset(["h2", "h3", "h4"])


def as_text(article: Article) -> str:
    """An article as plain text. A heading stands on a line of its own after an empty one; a note is the number of a source in brackets."""
    writing = _Writing(article)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(writing.lines())).strip() + "\n"


class _Writing:
    def __init__(self, article: Article) -> None:
        self._article = article
        self._numbers = {name: number for number, name in enumerate(article.notes, 1)}
        self._cited: set[str] = set()

    def lines(self) -> Iterator[str]:
        """The whole text, line by line."""
        is_told = True
        for one in _blocks(self._article.body):
            if one.tag == "h2":
                is_told = one.get("id") in TOLD
            if is_told:
                yield from self._block(one)
        yield from self._sources()
        for one in self._article.body.iter("p"):
            if "hg-cite" in classes_of(one):
                yield ""
                yield self._said(one)

    def _block(self, of: Element) -> Iterator[str]:
        if not _UNTOLD_CLASSES.isdisjoint(classes_of(of)):
            return
        if "hg-fold-says" in classes_of(of):
            yield f"• {self._said(of)}"
        elif of.tag in _HEADINGS:
            yield from ("", self._said(of))
        elif of.tag == "dl":
            yield from ("", *self._facts(of), "")
        elif of.tag in ("ul", "ol"):
            yield from self._points(of)
        elif of.tag == "table":
            yield from self._rows(of)
        elif of.tag != "svg" and (said := self._said(of)):
            yield said

    def _points(self, of: Element) -> Iterator[str]:
        for number, item in enumerate((one for one in of if one.tag == "li"), 1):
            if said := self._said(item):
                yield f"{number}. {said}" if of.tag == "ol" else f"• {said}"

    def _facts(self, of: Element) -> Iterator[str]:
        told: list[tuple[str, list[str]]] = []
        for one in of:
            if one.tag == "dt":
                told.append((self._said(one), []))
            elif told:
                # A way to another part of the page leads nowhere here.
                told[-1][1].append(self._said(_without(one, lambda part: part.get("data-link") == "here")).rstrip(" ;"))
        yield from (f"{term}: {'; '.join(said)}" for term, said in told)

    def _rows(self, of: Element) -> Iterator[str]:
        """A table: a point for each row, and below a claim what it rests on."""
        for row in of.iterfind("tbody/tr"):
            first, *others = [self._said(cell) for cell in row]
            yield f"• {first}"
            yield ("  " if WIDE in classes_of(of) else "") + " · ".join(filter(None, others))

    def _said(self, of: Element) -> str:
        """The words of an element, in one line."""
        return re.sub(r" +([.,;:])(?= |$)", r"\1", " ".join("".join(self._words(of)).split()))

    def _words(self, of: Element) -> Iterator[str]:
        yield of.text or ""
        for child in of:
            yield from self._piece(child)
            yield child.tail or ""

    def _piece(self, child: Element) -> Iterator[str]:
        kind = child.get("data-link")
        if kind == "note":
            name = child.get("href", "")[1:]
            if name in self._numbers:
                self._cited.add(name)
                yield f" [{self._numbers[name]}]"
        elif (
            child.tag == "br"
            or kind == "back"
            or child.tag == "svg"
            or not _UNTOLD_CLASSES.isdisjoint(classes_of(child))
        ):
            yield " "
        elif "hg-facts" in classes_of(child):
            yield f" – {' · '.join(filter(None, map(self._said, child)))}"
        elif "hg-studied" in classes_of(child):
            yield from (*self._words(child), ";")
        elif child.tag in ("p", "li", "ul", "ol", "dl", "div"):
            yield " "
            yield from self._words(child)
            yield " "
        else:
            yield from self._words(child)

    def _sources(self) -> Iterator[str]:
        """The sources of what was told, by their numbers, each with where it can be read."""
        heading = next((one for one in self._article.body.iter("h2") if one.get("id") == "sources"), None)
        if self._cited and heading is not None:
            yield from ("", self._said(heading))
        for name, note in self._article.notes.items():
            if name in self._cited:
                addresses = [one.get("href", "") for one in note.iter("a") if one.get("data-link") == "outside"]
                said = self._said(_without(note, lambda part: "hg-cited" in classes_of(part)))
                yield " ".join([f"[{self._numbers[name]}]", said, *dict.fromkeys(addresses)])


def _blocks(of: Element) -> Iterator[Element]:
    """The blocks of an article in their order; boxes are opened, but of a box about another record only what it is is told."""
    for child in of:
        if child.get("id", "").startswith(_OF_ANOTHER):
            yield from child[:2]
        elif (
            child.tag in _BOXES
            and "footnote" not in classes_of(child)
            and _UNTOLD_CLASSES.isdisjoint(classes_of(child))
        ):
            yield from _blocks(child)
        elif child.tag != "div":
            yield child


def _without(of: Element, goes: Callable[[Element], bool]) -> Element:
    """An element without those that go, in a copy; what stands behind these stays."""
    made = Element(of.tag, of.attrib)
    made.text, made.tail = of.text, of.tail
    for child in of:
        if not goes(child):
            made.append(_without(child, goes))
        elif child.tail and len(made):
            made[-1].tail = (made[-1].tail or "") + child.tail
        elif child.tail:
            made.text = (made.text or "") + child.tail
    return made
