# A page of the tree into HTML. The texts between its tags are written where they stand, elements around them; at the end the slots are
# filled. Whoever asks gets the same as Python-Markdown and MkDocs give, to the byte, or no answer.

"""A page of Markdown into HTML, in one pass."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique

from . import notes, tags
from .attributes import of_block, of_words
from .blocks import Place, blocks
from .elements import Element, Raw, pieces
from .inline import NOTE
from .not_mine import NotMine
from .sheet import Sheet
from .texts import PLACE_OF_NOTES

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HALF = re.compile(r"&#(?![0-9]+;|x[0-9A-Fa-f]+;)")
_ELSEWHERE = ("```", "~~~", "[TOC]")
"""What begins code with a fence, and the place of a table of contents."""
_EMPTY_LINES = re.compile(r"(?<=\n) +\n")
_SLOT = re.compile(r"\x02([LNH])([^\x03]*)\x03")
_NOTED = re.compile(rf"{NOTE}([^\x03]*)\x03")
_HOLDING = frozenset(("ul", "ol", "dl", "blockquote", "pre"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True)
class Converted:
    """What comes of a page."""

    html: str
    contents: list[Any]
    """The headings, as Python-Markdown lists them for a table of contents."""
    title: str | None
    """The words of the heading with which the page begins."""
    anchors: frozenset[str]
    """Where in the page a link may lead."""


def converted(text: str, target: Callable[[str], str]) -> Converted:
    """The HTML of a page; `target` gives for the target of each link what is to stand there."""
    if _CONTROL.search(text) or _HALF.search(text) or not text.strip():
        raise NotMine("characters that are not text")
    if any(mark in text for mark in _ELSEWHERE) or text.count(PLACE_OF_NOTES) > 1:
        raise NotMine("marks of which none is ours")
    anchors: set[str] = set()
    sheet = Sheet()
    before = ""
    for piece in pieces(_EMPTY_LINES.sub("\n", f"{text}\n\n"), anchors):
        if isinstance(piece, str):
            blocks(sheet, piece, Place(1, before=before))
        elif isinstance(piece, Raw):
            sheet.out.append(f"{piece.html}\n")
            before = ""
        else:
            _element(sheet, piece, 1, "\n")
            before = _holding(piece)
    if PLACE_OF_NOTES in text and not (sheet.notes and sheet.notes_at is not None):
        raise NotMine("a place for notes where there are none")
    return _finished(sheet, anchors, target)


def _finished(sheet: Sheet, anchors: set[str], target: Callable[[str], str]) -> Converted:
    marks = notes.Marks(sheet, _NOTED.findall("".join(sheet.out)) if sheet.marks else [])
    if sheet.notes:
        at = len(sheet.out) if sheet.notes_at is None else sheet.notes_at
        sheet.out[at : at + 1] = [notes.block(sheet, marks)]
    own = {*sheet.ids, *marks.ids()}
    contents = _contents(sheet, set(own))
    headings = iter([row["id"] for row, heading in zip(contents, sheet.headings, strict=True) if heading.id is None])
    places = iter(range(len(marks.keys)))

    found: dict[str, str] = {}

    def filled(slot: re.Match[str]) -> str:
        if slot[1] == "L":
            if slot[2] not in found:
                found[slot[2]] = tags.value_text(target(slot[2]))
            return found[slot[2]]
        return next(headings) if slot[1] == "H" else _SLOT.sub(filled, marks.html(next(places)))

    made = _SLOT.sub(filled, "".join(sheet.out)).strip()
    every = frozenset(anchors | own | {row["id"] for row in contents})
    return Converted(made, nest_toc_tokens(contents), sheet.title, every)


def _contents(sheet: Sheet, taken: set[str]) -> list[Any]:
    counters: dict[str, int] = {}
    rows = []
    for heading in sheet.headings:
        own = heading.id or unique(slugify(html.unescape(heading.name), "-"), taken, counters)
        rows.append({"level": heading.level, "id": own, "name": heading.name})
    return rows


# Elements


def _holding(element: Element) -> str:
    """Whether Python-Markdown would take what follows an element for a part of it."""
    return "html" if element.tag in _HOLDING else ""


def _element(sheet: Sheet, element: Element, depth: int, tail: str) -> None:
    opening = element.opening
    if element.id is not None:
        sheet.ids.append(element.id)
    if element.tag in _HEADINGS:
        raise NotMine("a heading in HTML")
    if element.state == "block":
        _of_blocks(sheet, element, opening, depth)
    elif len(element.parts) == 1:
        text = str(element.parts[0])
        sheet.out.append(f"{opening}{_words(sheet, element, text, depth)}</{element.tag}>")
    else:
        _of_elements(sheet, element, opening, depth)
    sheet.out.append(tail)


def _of_blocks(sheet: Sheet, element: Element, opening: str, depth: int) -> None:
    at = len(sheet.out)
    sheet.out.append(opening)
    before = ""
    for part in element.parts:
        if isinstance(part, str):
            blocks(sheet, part, Place(depth + 1, before=before))
        else:
            _element(sheet, part, depth + 1, "\n")
            before = _holding(part)
    if len(sheet.out) > at + 1:
        sheet.out[at] += "\n"
    sheet.out.append(f"</{element.tag}>")


def _of_elements(sheet: Sheet, element: Element, opening: str, depth: int) -> None:
    """An element that holds elements and at most a text before them."""
    first, *rest = element.parts
    if any(isinstance(part, str) and part.strip("\n") for part in rest) or str(first).endswith("\n\n"):
        raise NotMine("text between elements")
    start = str(first)
    if not start.strip():
        start = "\n"
    elif element.state == "span":
        start = sheet.words(start.rstrip("\n") + "\n\n", depth)
    else:
        start = _words(sheet, element, start, depth)
    sheet.out.append(f"{opening}{start}")
    inner = [part for part in rest if isinstance(part, Element)]
    for part in inner:
        apart = "\n\n" if element.state == "span" and part is not inner[-1] else "\n"
        _element(sheet, part, depth + 1, apart)
    sheet.out.append(f"</{element.tag}>")


def _words(sheet: Sheet, element: Element, text: str, depth: int) -> str:
    """The text of an element that holds no blocks."""
    if (of_words if element.tag in ("td", "th", "dt") else of_block)(text)[1] or PLACE_OF_NOTES in text:
        raise NotMine("an element with attributes of two kinds")
    if element.state == "span":
        return sheet.words(text, depth)
    parts = []
    end = 0
    for tag in tags.WITHIN_A_LINE.finditer(text):
        parts += [tags.text(text[end : tag.start()]), tag[0]]
        end = tag.end()
    return "".join((*parts, tags.text(text[end:])))
