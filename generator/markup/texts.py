# Nearly every block is text. That no line of it begins something else, which Python-Markdown would see, is asked of each.

"""Paragraphs."""

from __future__ import annotations

import re

from . import tags
from .attributes import of_block
from .not_mine import NotMine
from .sheet import Sheet

PLACE_OF_NOTES = "///Footnotes Go Here///"

_ONLY_SIGNS = re.compile(r"[-_*=|: ]+\Z")
_BEGINS = re.compile(r" {0,3}(?:>|: |\[[^\[\]]*+\]:)")
_COUNTED = re.compile(r"(?:\d+\.|[-+*])(?: |\Z)")


def unbroken(block: str) -> str:
    """A block, if no line of it begins another in whatever it stands."""
    if "\n" in block and any(line[:1] == "#" or _ONLY_SIGNS.match(line) for line in block.split("\n")[1:]):
        raise NotMine("a line that begins another block")
    if _ONLY_SIGNS.match(block.partition("\n")[0]):
        raise NotMine("a line of signs")
    return block


def text(block: str) -> str:
    """An unbroken block, if it is no other than a paragraph."""
    unbroken(block)
    if "\n" in block and any(_BEGINS.match(line) for line in block.split("\n")[1:]):
        raise NotMine("a line that begins another block")
    if not block.strip() or block[0] in "\n #>|" or _BEGINS.match(block) or _COUNTED.match(block):
        raise NotMine("a text that begins as another block does")
    if PLACE_OF_NOTES in block:
        raise NotMine("a place for notes within a text")
    return block


def paragraph(sheet: Sheet, block: str, depth: int) -> str:
    """A paragraph, or nothing, where it keeps the place of the notes."""
    if block == PLACE_OF_NOTES and sheet.notes_at is None:
        sheet.notes_at = len(sheet.out)
        return ""
    words, attributes = of_block(text(block).lstrip())
    if not attributes:
        return f"<p>{sheet.words(words, depth)}</p>\n"
    return f"{tags.written('p', sheet.ided(attributes))}{sheet.words(words, depth)}</p>\n"
