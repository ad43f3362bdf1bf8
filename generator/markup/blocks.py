# The blocks of Markdown between the tags of a page. What a block is, its first sign says. A block that follows a list or definitions may
# belong to them, so these are read together.

"""Blocks of Markdown into HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from markdown.extensions.toc import strip_tags

from . import lists, tags
from .attributes import of_words
from .not_mine import NotMine
from .sheet import HEADING, Heading, Sheet
from .tables import is_table, table
from .texts import paragraph

_RULE = re.compile(r"-{3,}\Z")
_HEADING = re.compile(r"(#{1,6})([^#\n][^\n]*+)(?:\n|\Z)")
_NOTE = re.compile(r"\[\^([\w.-]++)\]: *(\S[^\n]*)")
_DEEPEST = 20


class Place(NamedTuple):
    """How deep blocks lie in the page, in how many lists and quotations of Markdown, and after what that might go on in them."""

    depth: int
    within: int = 0
    before: str = ""


def blocks(sheet: Sheet, text: str, place: Place) -> None:
    """Write the blocks of a text."""
    if place.within > _DEEPEST:
        raise NotMine("lists within lists within lists")
    left = [block.lstrip("\n") for block in reversed(text.rstrip("\n").split("\n\n"))]
    left = [block for block in left if block]
    while left:
        block = left.pop()
        make = _BY_SIGN.get(block[0]) or next(make for is_such, make in _BY_FORM if is_such(block))
        before = make(sheet, block, left, place)
        if before != place.before:
            place = Place(place.depth, place.within, before)


# Each of these writes a block, with those of the blocks that are left which belong to it; it says what it was if more may.


def _heading(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    found = _HEADING.match(block)
    if not found or found[2].rstrip(" ")[-1:] in ("#", "\\", ""):
        raise NotMine("a heading in another form")
    if rest := block[found.end() :]:
        left.append(rest)
    text, attributes = of_words(found[2].strip())
    text = text.rstrip()
    if text.endswith("#") or "&\\#" in text:
        raise NotMine("a heading in another form")
    is_first = not sheet.out
    words, tag = sheet.words(text, place.depth), f"h{len(found[1])}"
    name = strip_tags(words.strip())
    if is_first and tag == "h1":
        sheet.title = name
    sheet.heading(Heading(len(found[1]), name, attributes.get("id")), words, attributes)
    opening = tags.written(tag, sheet.ided(attributes) if "id" in attributes else attributes | {"id": HEADING})
    sheet.out.append(f"{opening}{words}</{tag}>\n")
    return ""


def _code(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    lines = block.split("\n")
    if place.before or any(not line.startswith("    ") for line in lines):
        raise NotMine("indented lines that might be something else")
    if left and left[-1].startswith("    "):
        raise NotMine("code in several blocks")
    text = "\n".join(line[4:] for line in lines).rstrip()
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    sheet.out.append(f"<pre><code>{escaped}\n</code></pre>\n")
    return "code"


def _quotation(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    lines = block.split("\n")
    if place.before in ("quotation", "html") or any(line[:1] != ">" for line in lines) or not lines[-1].strip("> "):
        raise NotMine("a quotation in another form")
    sheet.out.append("<blockquote>\n")
    inner = ("" if line.strip() == ">" else line[2:] if line[1:2] == " " else line[1:] for line in lines)
    at = len(sheet.out)
    blocks(sheet, "\n".join(inner), Place(place.depth + 1, place.within + 1))
    if len(sheet.out) == at:
        raise NotMine("a quotation of nothing")
    sheet.out.append("</blockquote>\n")
    return "quotation"


def _table(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    sheet.out.append(table(block, lambda cell: sheet.words(cell, place.depth + 3)))
    return ""


def _rule(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    sheet.out.append("<hr />\n")
    return ""


def _items(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    if place.before == "html":
        raise NotMine("a list behind a list in HTML")
    left.append(block)
    lists.items(sheet, left, place.depth, lambda text, depth: blocks(sheet, text, Place(depth, place.within + 1)))
    return "list"


def _definitions(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    if place.before == "html":
        raise NotMine("definitions behind some in HTML")
    left.append(block)
    lists.definitions(sheet, left, place.depth)
    return "list"


def _notes(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    """Keep the notes of a block, each on a line; they are written where they belong when the page is read."""
    for line in block.split("\n"):
        found = _NOTE.fullmatch(line)
        if not found or found[1] in sheet.notes:
            raise NotMine("a note in another form")
        sheet.notes[found[1]] = found[2].rstrip()
    if left and left[-1].startswith("    "):
        raise NotMine("a note of several blocks")
    # What stood before a note may still go on behind it.
    return "html" if place.before else ""


def _paragraph(sheet: Sheet, block: str, left: list[str], place: Place) -> str:
    sheet.out.append(paragraph(sheet, block, place.depth))
    return ""


_Make = Callable[[Sheet, str, list[str], Place], str]
_BY_SIGN: dict[str, _Make] = {"#": _heading, " ": _code, ">": _quotation, "|": _table}
_BY_FORM: tuple[tuple[Callable[[str], object], _Make], ...] = (
    (is_table, _table),
    (_RULE.match, _rule),
    (lists.is_list, _items),
    (_NOTE.match, _notes),
    (lists.defines, _definitions),
    (bool, _paragraph),
)
