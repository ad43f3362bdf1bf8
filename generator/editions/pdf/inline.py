# Words within a line. Each becomes a string or a list that names what it is, and no string is ever read as Typst: what a
# record says cannot become a command, whatever signs it holds.

"""What stands within a line of an article, as the print style takes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from ...article import classes_of, text_of
from ...languages import direction, first_direction

Inline = str | list[Any]
"""A string, or a list: what it is, what is in it, and what else it needs."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ROOM = re.compile(r"[ \t\r\n\f]+")
_KINDS = {"b": "b", "strong": "b", "em": "i", "i": "i", "cite": "i", "small": "small", "s": "soft", "del": "soft"}
_OF_CLASSES = {"hg-soft": "soft", "hg-ours": "soft", "hg-read": "soft", "hg-outline": "soft", "hg-direction": "nowrap"}
_OWN_LINE = {
    **dict.fromkeys(("hg-line", "hg-measured", "hg-caution", "hg-by-study", "hg-effect"), "small"),
    **dict.fromkeys(("hg-brief", "hg-studied"), ""),
}
"""Classes of what has a line of its own within a cell or an item, and how it is set."""
_LEFT_OUT = frozenset(("hg-cited", "footnote-backref", "hg-address"))
"""Classes of what leads about on the site, and of what only a screen fills."""
_ASKS = "contribute/"
"""Where the pages lie on which a reader of the site can answer; on paper nobody can be asked to."""


@dataclass(frozen=True)
class Places:
    """Which parts of which pages the document holds, and how those of the page at hand are called in it.

    `held` are labels, such as `cases/x.html#lessons`; `page` is the address of the page, `runs` the direction of the library's own
    language. `short_forms` gathers what is
    spelt out of short forms, in the order of the text.
    """

    page: str
    held: frozenset[str]
    runs: str = "ltr"
    short_forms: dict[str, str] = field(default_factory=dict)

    def label(self, part: str) -> str:
        """The label of a part of the page, by its id."""
        return f"{self.page}#{part}"

    def to(self, link: Element) -> str:
        """The label that a link leads to; empty where the document does not hold it."""
        href = link.get("href", "")
        label = self.page + href if href.startswith("#") else href
        return label if label in self.held else label.partition("#")[0] if label.partition("#")[0] in self.held else ""


def inlines(element: Element, places: Places) -> list[Inline]:
    """All that stands within an element."""
    return tidy(_children(element, places))


def tidy(found: Iterable[Inline]) -> list[Inline]:
    """Strings joined; no room at the ends and around the ends of lines; no line left empty; a comma between two notes that
    follow on each other, and room between two things that do."""
    joined: list[Inline] = []
    for one_ in found:
        if isinstance(one_, str):
            _add_words(joined, one_)
        elif one_[0] == "br":
            _end_line(joined)
            joined += [] if _starts_line(joined) else [one_]
        else:
            if one_[0] == "note" and _last(joined) in ("note", "super"):
                joined.append(["super", ","])
            elif one_[0] == "nowrap" and _last(joined) == "nowrap":
                joined.append(" ")
            joined.append(one_)
    while joined and joined[-1] == ["br"]:
        joined.pop()
    _end_line(joined)
    return joined


def _add_words(joined: list[Inline], words: str) -> None:
    if joined and isinstance(joined[-1], str):
        words = str(joined.pop()) + words
    words = _ROOM.sub(" ", words)
    words = words.lstrip(" ") if _starts_line(joined) else words
    if words:
        joined.append(words)


def _end_line(joined: list[Inline]) -> None:
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip(" \n\u00a0")
        if not joined[-1]:
            joined.pop()


def _starts_line(joined: list[Inline]) -> bool:
    return _last(joined) in ("", "br")


def _last(joined: list[Inline]) -> str:
    """What stands last in a line, places left out: what a list is, `words` for a string, and empty where there is nothing."""
    last = next((one_ for one_ in reversed(joined) if isinstance(one_, str) or one_[0] != "at"), "")
    return last[0] if isinstance(last, list) else "words" if last else ""


def one(element: Element, places: Places) -> Iterator[Inline]:
    """What an element that stands within a line becomes, without what follows on it."""
    if element.get("id") and places.label(element.get("id", "")) in places.held:
        yield ["at", places.label(element.get("id", ""))]
    if element.get("lang") or element.get("dir"):
        yield ["lang", list(_of(element, places)), *spoken_in(element)]
    else:
        yield from _of(element, places)


def spoken_in(element: Element) -> tuple[str, str]:
    """The language of an element that says its own, as Typst takes it, and the direction in which it runs; each empty if unsaid."""
    language, runs = element.get("lang", ""), element.get("dir", "")
    name = language.partition("-")[0].lower()
    if runs not in ("rtl", "ltr"):
        runs = direction(language) if language else ""
    return (name if _LANGUAGE.fullmatch(name) else ""), runs


def runs_of(line: Iterable[Inline], around: str) -> str:
    """The direction of a line by its first letter, passages in a language of their own left out; empty where it is that of what
    stands `around` it, or where there is no letter."""
    found = first_direction(_words(line))
    return "" if found == around else found


def _words(line: Iterable[Inline]) -> Iterator[str]:
    for one_ in line:
        if isinstance(one_, str):
            yield one_
        elif one_[0] not in ("lang", "at", "br"):
            yield from _words(one_[1]) if isinstance(one_[1], list) else [one_[1]]


def _children(element: Element, places: Places) -> Iterator[Inline]:
    if element.text:
        yield _ROOM.sub(" ", element.text)
    for child in element:
        yield from one(child, places)
        if child.tail:
            yield _ROOM.sub(" ", child.tail)


def _of(element: Element, places: Places) -> Iterator[Inline]:
    classes = set(classes_of(element))
    if classes & _LEFT_OUT or ("hg-hidden" in classes):
        return
    make = _BY_TAG.get(element.tag)
    if "hg-ours" in classes:
        yield ["soft", [text_of(element).removeprefix("✎").strip()]]
    elif element.get("role") == "img" and element.get("aria-label") and element.tag == "span":
        yield text_of(element)
    elif make:
        yield from make(element, places)
    else:
        kind = _KINDS.get(element.tag) or next(
            (_OF_CLASSES[name] for name in classes_of(element) if name in _OF_CLASSES), ""
        )
        inner = list(_children(element, places))
        own_line = next((_OWN_LINE[name] for name in classes_of(element) if name in _OWN_LINE), None)
        if own_line is not None:
            yield from (["br"], *([[own_line, tidy(inner)]] if own_line else inner), ["br"])
        elif kind:
            yield [kind, inner]
        else:
            yield from inner


def _link(element: Element, places: Places) -> Iterator[Inline]:
    kind = element.get("data-link", "")
    said = list(_children(element, places))
    if kind == "back" or (kind == "inside" and element.get("href", "").startswith(_ASKS)):
        return
    if kind == "outside":
        href = element.get("href", "")
        yield ["out", said, href]
        if text_of(element) != href and href.startswith("http"):
            yield " "
            yield ["address", href, href]
    elif kind in ("here", "inside", "note") and places.to(element):
        yield ["note" if kind == "note" else "in", said, places.to(element)]
    elif kind == "note":
        yield ["super", text_of(element)]
    else:
        yield from said


def _sup(element: Element, places: Places) -> Iterator[Inline]:
    if any(child.get("data-link") == "note" for child in element):
        yield from (one_ for one_ in _children(element, places) if one_ != "")
    else:
        yield ["super", text_of(element)]


def _abbreviation(element: Element, places: Places) -> Iterator[Inline]:
    if element.get("title"):
        places.short_forms.setdefault(text_of(element), element.get("title", ""))
    yield from _children(element, places)


def _code(element: Element, places: Places) -> Iterator[Inline]:
    yield ["code", text_of(element)]


def _break(element: Element, places: Places) -> Iterator[Inline]:
    yield ["br"]


def _nothing(element: Element, places: Places) -> Iterator[Inline]:
    return iter(())


def _image(element: Element, places: Places) -> Iterator[Inline]:
    """What a photograph shows, in words: those of a book are drawings."""
    if element.get("alt"):
        yield ["soft", [f"[{element.get('alt')}]"]]


_BY_TAG: dict[str, Callable[[Element, Places], Iterator[Inline]]] = {
    "a": _link,
    "sup": _sup,
    "abbr": _abbreviation,
    "code": _code,
    "kbd": _code,
    "br": _break,
    "svg": _nothing,
    "img": _image,
}
