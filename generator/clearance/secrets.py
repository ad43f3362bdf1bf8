# What was taken out, as a list of texts, for the last look at the built site. A secret is a text that some record holds
# and that stands in nothing published: what two records say alike, and one of them openly, is no secret.

"""Texts that were taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..check import Entry
from ..schema import Record
from ..story import normal
from .cleared import Cleared
from .texts import texts_of

SHORTEST = 16
"""Shorter texts stand in other sentences too, and names among them are looked for by `names`."""
_MARKS = re.compile(r"^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]+|[\[\]()*_#|^`<>\n\\]+", re.MULTILINE)
"""Where Markdown may change what stands in a page; first among them, the marks of lists."""
_SHORT_FORM = re.compile(r"\b\w*[^\W\d_a-zß-öø-ÿ]\w*[^\W\d_a-zß-öø-ÿ]\w*")
"""Two capitals in a word. Short forms are written out or explained where they stand, which parts the text around them."""
_LONGEST_PART = 24
"""A part of a text is sought if it is at least so long: shorter ones stand in other texts by chance."""


def secrets_of(entries: Iterable[Entry], cleared: Iterable[Cleared], hidden: Iterable[str]) -> tuple[str, ...]:
    """Every text of some length that entries hold and that nothing cleared holds, and the hidden addresses."""
    entries = tuple(entries)
    by_path = {item.path: item for item in cleared}
    suspects: set[str] = set()
    for entry in entries:
        own = by_path.get(entry.document.path)
        story = normal(entry.document.body)
        if own is None or own.record != entry.record or own.body != story:
            suspects |= {*_texts(entry.record), *_lines(story)}
            if entry.record.withdrawn:
                suspects.discard(entry.record.title)
    if not suspects:
        return tuple(sorted(hidden))
    published = "\0".join(text for item in cleared for text in (*_texts(item.record), *_lines(item.body)))
    sought = {part for text in suspects for part in (text, *_parts(text)) if part not in published}
    return tuple(sorted({*sought, *hidden}))


def _parts(text: str) -> Iterator[str]:
    return (part for part in map(str.strip, _SHORT_FORM.split(text)) if _LONGEST_PART <= len(part) < len(text))


def _texts(record: Record) -> Iterator[str]:
    return (text for text in texts_of(record) if len(text) >= SHORTEST)


def _lines(body: str) -> Iterator[str]:
    return (text for part in _MARKS.split(body) if len(text := part.strip()) >= SHORTEST)
