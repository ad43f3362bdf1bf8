# A file that somebody wrote is changed on its lines and not on its values, so that comments, order, quotation marks and line
# ends stay as she left them.

"""Changing a file of a record on its lines."""

from __future__ import annotations

import re

from ..document import Document
from ..problem import Place

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
    return re.split(r"\r\n|\r|\n", text), end


def rewritten(text: str, place: Place, old: str, new: str) -> str | None:
    """The text with `new` in the place of `old`, which stands at a place or a quotation mark behind it; None if it does not."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    if place.line > len(starts):
        return None
    start = starts[place.line - 1] + place.column - 1
    start += text.startswith("\ufeff") and place.line == 1
    at = text.find(old, start, start + len(old) + _BEFORE)
    return None if at < 0 else text[:at] + new + text[at + len(old) :]


def with_key(text: str, document: Document, key: str, line: str) -> str:
    """The text of a record with a line for a key: in the place of what stood for it, or else below the first key; none if empty."""
    lines, end = split(text)
    if key in document.front.pairs:
        start, stop = block(document, key, lines)
    else:
        start = stop = block(document, next(iter(document.front.pairs)), lines)[1]
    return end.join([*lines[:start], *([line] if line else []), *lines[stop:]])
