# A file that somebody wrote is changed on its lines and not on its values, so that comments, order, quotation marks and line
# ends stay as she left them.

"""Changing a file of a record on its lines."""

from __future__ import annotations

import re

from ..document import Document
from ..problem import Edit

_END = r"\r\n|\r|\n"
_BEFORE = 2
"""How many characters may stand between a place and the text there: a quotation mark, or a bracket and one."""


def block(document: Document, key: str, lines: list[str]) -> tuple[int, int]:
    """The lines of a key and its value, as a slice; comments below it belong to what follows."""
    start = document.key_place(key).line - 1
    after = [own.place.line - 1 for own, _ in document.front.pairs.values() if own.place.line - 1 > start]
    end = min(after, default=_closing(document, lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return start, end


def _closing(document: Document, lines: list[str]) -> int:
    start = document.front.place.line
    return next((at for at in range(start, len(lines)) if lines[at].rstrip() == "---"), len(lines))


def split(text: str) -> tuple[list[str], str]:
    """The lines of a text without their ends, as an editor counts them, and how its lines end."""
    end = "\r\n" if "\r\n" in text else "\n"
    return re.split(_END, text), end


def rewritten(text: str, edit: Edit) -> str | None:
    """The text with an edit done, in its own kind of line ends; None if the old words do not stand where they should."""
    starts = [0, *(match.end() for match in re.finditer(_END, text))]
    if edit.place.line > len(starts):
        return None
    begin = starts[edit.place.line - 1]
    start = begin + edit.place.column - 1 + (text.startswith("\ufeff") and edit.place.line == 1)
    at = text.find(edit.old, start, start + len(edit.old) + _BEFORE)
    if at < 0:
        return None
    after = text[at + len(edit.old) :]
    end = re.match(_END, after)
    if not edit.new and at == begin and end:
        return text[:at] + after[end.end() :]
    return text[:at] + edit.new.replace("\n", split(text)[1]) + after


def with_key(text: str, document: Document, key: str, line: str) -> str:
    """The text of a record with a line for a key: in the place of what stood for it, or else below the first key; none if empty."""
    lines, end = split(text)
    if key in document.front.pairs:
        start, stop = block(document, key, lines)
    else:
        start = stop = block(document, next(iter(document.front.pairs)), lines)[1]
    return end.join([*lines[:start], *([line] if line else []), *lines[stop:]])
