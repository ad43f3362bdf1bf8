# Lists and definitions. An item whose neighbour stands behind an empty line holds a paragraph, one that has none beside it bare text, in
# one list both. An indented block belongs to the last item before it. So the items are gathered first and written then.

"""Lists and definitions of Markdown into HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .attributes import of_block, of_words
from .not_mine import NotMine
from .sheet import Sheet
from .texts import paragraph, text, unbroken

_FIRST = re.compile(r"[*+-] +\S|([1-9][0-9]*)\. +\S")
_ITEM = {"ul": re.compile(r" {0,3}[*+-] +(.*)"), "ol": re.compile(r" {0,3}\d+\. +(.*)")}
_INDENTED = re.compile(r" {4,7}(?:\d+\.|[*+-]) +.*")
_DEFINED = re.compile(r"(?:\A|\n) {0,3}: {1,3}(?=\S)")
_STEP = "    "


@dataclass
class _Item:
    """An item: its first text, whether that is a paragraph, and the blocks below."""

    text: str
    is_loose: bool = False
    below: list[str] = field(default_factory=list)


def is_list(block: str) -> bool:
    """Whether a list begins with a block."""
    return bool(_FIRST.match(block))


def items(sheet: Sheet, left: list[str], depth: int, write: Callable[[str, int], None]) -> None:
    """Write the list with which the blocks that are left begin; `write` writes blocks that lie so deep."""
    first = _FIRST.match(left[-1])
    number = first[1] if first else ""
    tag = "ol" if number else "ul"
    sheet.out.append(f"<{tag}>\n" if number in (None, "1") else f'<{tag} start="{number}">\n')
    for item in _gathered(left, tag):
        _item(sheet, item, depth + 1, write)
    sheet.out.append(f"</{tag}>\n")


def _gathered(left: list[str], tag: str) -> list[_Item]:
    """The items of a list, taken from the blocks that are left."""
    found: list[_Item] = []
    while left:
        if _ITEM[tag].match(left[-1]):
            more = _items(left.pop(), tag)
            if found:
                found[-1].is_loose = more[0].is_loose = True
            found += more
        elif left[-1].startswith(_STEP):
            # What is set in by two steps is looked for within the item, which stays as it is.
            found[-1].is_loose |= not left[-1].startswith(_STEP * 2)
            found[-1].below.append(_set_out(_even(left.pop())))
        else:
            break
    return found


def _items(block: str, tag: str) -> list[_Item]:
    found: list[_Item] = []
    if block[0] == " ":
        raise NotMine("an item that begins otherwise")
    for line in unbroken(block).split("\n"):
        if sign := _ITEM[tag].match(line):
            found.append(_Item(sign[1]))
        elif found[-1].below:
            found[-1].below[0] += f"\n{line}"
        elif _INDENTED.match(line):
            found[-1].below.append(line)
        else:
            found[-1].text += f"\n{line}"
    for item in found:
        item.below = [_set_out(part) for part in item.below]
        if item.below and item.below[0][0] == " ":
            raise NotMine("an item that is set in too far")
    return found


def _even(block: str) -> str:
    """An indented block, no line of which has fewer steps before it than the first."""
    margin = (len(block) - len(block.lstrip(" "))) // len(_STEP)
    if margin > 1 and any(not line.startswith(_STEP * margin) for line in block.split("\n")):
        raise NotMine("lines that are set in unevenly")
    return block


def _set_out(block: str) -> str:
    """A block without one step of indentation; a line that has none is left as it is."""
    return "\n".join(line[4:] if line.startswith(_STEP) else line for line in block.split("\n"))


def _item(sheet: Sheet, item: _Item, depth: int, write: Callable[[str, int], None]) -> None:
    if item.is_loose:
        sheet.out.append("<li>\n")
        sheet.out.append(paragraph(sheet, item.text, depth + 1))
    else:
        sheet.out.append(f"<li>{_bare(sheet, item.text, depth)}")
    if item.below:
        write("\n\n".join(item.below), depth + 1)
    sheet.out.append("</li>\n")


def _bare(sheet: Sheet, block: str, depth: int) -> str:
    """The text of an item or a definition that is no paragraph."""
    words, attributes = of_block(text(block).lstrip())
    if attributes:
        raise NotMine("an item with attributes")
    return sheet.words(words, depth)


# Definitions


def defines(block: str) -> bool:
    """Whether a block has definitions."""
    return ": " in block and bool(_DEFINED.search(block))


def definitions(sheet: Sheet, left: list[str], depth: int) -> None:
    """Write the definitions with which the blocks that are left begin."""
    sheet.out.append("<dl>\n")
    is_first = True
    while left and (left[-1].startswith(_STEP) or defines(left[-1])):
        block = unbroken(left.pop())
        at = _DEFINED.search(block)
        if block.startswith(_STEP) or not at:
            raise NotMine("a definition in another form")
        terms = [term.strip() for term in block[: at.start()].split("\n") if term.strip()]
        if (is_first or at.start()) and not terms:
            raise NotMine("a definition of nothing")
        for term in terms:
            if of_words(text(term))[1]:
                raise NotMine("a term with attributes")
            sheet.out.append(f"<dt>{sheet.words(term, depth + 1)}</dt>\n")
        for definition in _defined(block[at.start() :]):
            sheet.out.append(f"<dd>{_bare(sheet, definition, depth + 1)}</dd>\n")
        is_first = False
    sheet.out.append("</dl>\n")


def _defined(block: str) -> list[str]:
    found: list[str] = []
    for line in block.lstrip("\n").split("\n"):
        if sign := _DEFINED.match(line):
            found.append(line[sign.end() :])
        elif line.startswith(_STEP) and not line.startswith(f"{_STEP} "):
            found[-1] += f"\n{line[4:]}"
        else:
            raise NotMine("a definition in another form")
    return found
