# The privacy check reads passages: a field, a paragraph of a body or of a page. A passage knows where it stands, which
# days are written beside it (an origin's `when` stands apart from its text, and readers see both), and whether its
# words are those of a cited work, in which names are as they are.

"""What of a library is read as running text, piece by piece."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ...document import Document
from ...problem import Place
from ...schema import Citation, Library, Record, Source, Strict
from ...schema.citations import SHARED
from ...schema.fields import texts
from ...schema.programmes import Definition
from ...story.marks import FOOTNOTE, LINK

CITED: dict[type[Strict], frozenset[str]] = {
    Citation: frozenset({"title", "authors", "publisher", "journal", "url", "archived"}),
    Source: frozenset({"title", "authors", "publisher", "journal", "url", "archived"}),
    Definition: frozenset({"author"}),
}
"""Fields that repeat what a published work says of itself."""

_TARGET = re.compile(rf"(?!\]\((?:tel:|mailto:|geo:)){LINK.pattern}|https?://[^\s<>)\]]{{1,2000}}")
CODE = re.compile(
    r"^ {0,3}```(?:.|\n)*?(?:^ {0,3}```|\Z)|(?:\A|(?<=\n\n))(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+|`[^`\n]{1,300}`",
    re.MULTILINE,
)
_GAP = re.compile(r"\n[ \t]*(?=\n)|\Z")
_WHEN = ("when", "date", "year", "start", "end")
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


@dataclass(frozen=True)
class Passage:
    """A piece of text: where each of its characters stands, and the same with what is not words blanked out.

    `days` are those that stand beside it. Of a `cited` work or an `address`, only some things are looked at.
    """

    text: str
    prose: str
    place: Callable[[int], Place]
    kind: Literal["own", "cited", "address"] = "own"
    days: tuple[str, ...] = ()


def in_fields(document: Document, record: Record | Library) -> Iterator[Passage]:
    """The texts of a record's fields, and its web addresses."""
    for steps, owner, field, text in texts(record):
        if steps[0] in ("signatories", "false_alarms") or owner is None:
            continue
        if isinstance(owner, Citation) and owner.source and field in SHARED:
            continue  # read in the source's own record
        place = document.place(*steps)
        kind: Literal["own", "cited", "address"] = "own"
        if field in CITED.get(type(owner), ()):
            kind = "cited"
        elif re.fullmatch(r"https?://\S+", text):
            kind = "address"
        yield Passage(text, _without_targets(text), lambda _, place=place: place, kind, _days_beside(owner))  # type: ignore[misc]


def _days_beside(owner: Strict) -> tuple[str, ...]:
    if isinstance(owner, Record | Library):
        return ()
    values = (getattr(owner, name) for name in _WHEN if name in type(owner).model_fields)
    return tuple(value for value in values if isinstance(value, str) and _DAY.fullmatch(value))


def in_body(document: Document) -> Iterator[Passage]:
    """The paragraphs of a record's body."""
    return _paragraphs(document.body, _without_targets(document.body), document.body_place)


def in_page(path: str, text: str) -> Iterator[Passage]:
    """The paragraphs of a page that was written by hand. Code in it is no prose."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(offset: int) -> Place:
        line = bisect_right(starts, offset) - 1
        return Place(path, line + 1, offset - starts[line] + 1)

    return _paragraphs(text, _without_targets(CODE.sub(_blank, text)), place)


def _paragraphs(text: str, prose: str, place: Callable[[int], Place]) -> Iterator[Passage]:
    start = 0
    for gap in _GAP.finditer(text):

        def from_start(offset: int, start: int = start) -> Place:
            return place(start + offset)

        if gap.start() > start:
            yield Passage(text[start : gap.start()], prose[start : gap.start()], from_start)
        start = gap.end()


def _without_targets(text: str) -> str:
    return FOOTNOTE.sub(_blank, _TARGET.sub(_blank, text)) if "](" in text or "://" in text or "[^" in text else text


def _blank(match: re.Match[str]) -> str:
    """As many characters as were there, so that places stay right."""
    return re.sub(r"[^\n]", " ", match[0])
