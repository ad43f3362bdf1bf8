# What Kiwix' own search is given of a page. Left alone, libzim indexes all of it, and each page is found for the words of the menu; a
# text that is handed over instead is taken as it stands, while each query loses its accents first (findings/libzim-accents.sh). So the part that
# our own search reads is handed over, without marks, and cut where a script puts no spaces between words.

"""The words of a page for the index of a ZIM."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from ...languages.segmentation import CUT, indexable
from ...publish.asking import READ, UNREAD

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_IGNORED = "data-pagefind-ignore"
_META = "data-pagefind-meta"
_UNREAD_CLASSES = frozenset(one.removeprefix(".") for one in UNREAD if re.fullmatch(r"\.[a-z-]+", one))
_UNREAD_TAGS = frozenset(("sup", "script", "style", "button", "form"))
_NAMES = ("called", "also")
"""Which of the hidden words about a page are other names of it."""


class Words(HTMLParser):
    """What is read of a built page: `title` is its heading, `text` its main part, `names` what else it is called. A page that
    no search reads has no `text`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        """The elements that are open, each with what becomes of its text: nothing, the text, or a part of it by name."""
        self._parts: dict[str, list[str]] = {"": [], "h1": [], **{name: [] for name in _NAMES}}
        self.feed(page)
        self.close()
        self.title = _line(self._parts["h1"])
        self.text = bare(_line(self._parts[""]))
        self.names = bare(_line([part + " " for name in _NAMES for part in self._parts[name]]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Decide what becomes of the text of an element."""
        if tag in _VOID:
            return
        given = dict(attrs)
        within = self._open[-1][1] if self._open else "out"
        classes = (given.get("class") or "").split()
        if given.get(_META) in _NAMES:
            within = str(given[_META])
        elif READ in given:
            within = ""
        elif tag in _UNREAD_TAGS or _IGNORED in given or "hidden" in given or not _UNREAD_CLASSES.isdisjoint(classes):
            within = "out"
        elif tag == "h1":
            within = "h1"
        self._open.append((tag, within))

    def handle_endtag(self, tag: str) -> None:
        """Go back to what surrounds an element."""
        while self._open and tag not in _VOID:
            if self._open.pop()[0] == tag:
                break
        self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        """Keep a text where its element says."""
        within = self._open[-1][1] if self._open else "out"
        if within != "out":
            self._parts[within].append(data)


def bare(text: str) -> str:
    """A text as queries are compared with it: in pieces, each letter without the marks above and below it."""
    parted = indexable(text).replace(CUT, " ")
    letters = unicodedata.normalize("NFD", parted)
    return unicodedata.normalize(
        "NFC", "".join(one for one in letters if not unicodedata.category(one).startswith("M"))
    )


def _line(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
