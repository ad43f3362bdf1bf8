# What was taken out, as a list of texts, for the last look at the built site. A secret is a text that some record holds
# and that stands in nothing published: what two records say alike, and one of them openly, is no secret.

"""Texts that were taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..check import Entry
from ..kept import Kept, digest_of
from ..schema import Record
from ..schema.citations import SHARED
from ..schema.walk import texts_of
from ..story import normal
from ..story.marks import RECORD_LINK
from .cleared import Cleared
from .departed import names_of
from .many_texts import ManyTexts

SHORTEST = 16
"""Shorter texts stand in other sentences too, and names among them are looked for by `names`."""
_MARKS = re.compile(r"^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]+|[\[\]()*_#|^`<>\n\\]+", re.MULTILINE)
"""Where Markdown may change what stands in a page; first among them, the marks of lists."""
_SHORT_FORM = re.compile(r"\b\w*[^\W\d_a-zß-öø-ÿ]\w*[^\W\d_a-zß-öø-ÿ]\w*")
"""Two capitals in a word. Short forms are written out or explained where they stand, which parts the text around them."""
_LONGEST_PART = 24
"""A part of a text is sought if it is at least so long: shorter ones stand in other texts by chance."""

_SENTENCE = 60
"""A text of so many characters does not stand in two places by chance."""


def secrets_of(
    entries: Iterable[Entry],
    cleared: Iterable[Cleared],
    hidden: Iterable[str],
    beside: Iterable[str] = (),
    known: Kept | None = None,
) -> tuple[str, ...]:
    """Every text of some length that entries hold and that nothing published holds, and the hidden addresses.

    `beside` is what is published besides records, as text; `known` is what came of single records in the last run.
    """
    known = known or Kept()
    cleared = tuple(cleared)
    by_path = {item.path: item for item in cleared}
    suspects: set[str] = set()
    for entry in entries:
        texts, names = _remembered(entry, by_path.get(entry.document.path), known)
        suspects |= texts
        suspects -= names
    if not suspects:
        return tuple(sorted(hidden))
    letters = {part: _letters(part) for text in suspects for part in (text, *_parts(text))}
    told = _standing_in(letters.values(), (_told(item, known) for item in cleared))
    told_beside = _standing_in({letters[part] for part in letters if _is_common(part)} - told, map(_letters, beside))
    sought = {
        part for part, own in letters.items() if own not in told and not (_is_common(part) and own in told_beside)
    }
    return tuple(sorted({*sought, *hidden}))


def _standing_in(texts: Iterable[str], pages: Iterable[str]) -> set[str]:
    """Those of the texts that stand in some of the pages."""
    sought = ManyTexts(texts, _SIZES)
    return {text for page in pages for text in sought.standing_in(page)}


_SIZES = (32, 16, 8)
"""How long blocks of the letters of pages are."""


_Suspects = tuple[frozenset[str], frozenset[str]]
"""The texts of an entry of which some may have been taken out, and those that are no secret."""


def _remembered(entry: Entry, own: Cleared | None, known: Kept) -> _Suspects:
    digest = (own.came_of if own else entry.came_of) and digest_of("suspects", own.came_of if own else entry.came_of)
    return known.once(digest, lambda: _suspects(entry, own))


def _suspects(entry: Entry, own: Cleared | None) -> _Suspects:
    story = normal(entry.document.body)
    if own is not None and own.record == entry.record and own.body == story:
        return frozenset(), frozenset()
    # Names that still stand somewhere are told of with their places, and some may go on being said. At its former addresses stands
    # that the record was withdrawn.
    names = frozenset((*names_of(entry), *entry.record.formerly)) if entry.record.withdrawn else frozenset()
    return frozenset({*_texts(entry.record), *_lines(story)}), names


def _told(item: Cleared, known: Kept) -> str:
    """The letters of all that is published of a record."""
    digest = item.came_of and digest_of("told", item.came_of)
    return known.once(digest, lambda: "\0".join(map(_letters, (*_texts_with_names(item), item.body))))


def _letters(text: str) -> str:
    """The letters and digits of a text: what pages show alike, however it was marked, spaced or capitalised."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_common(text: str) -> bool:
    """Whether a text may stand on a page of docs/ by itself: a label or an address does, a sentence was copied there."""
    return len(text) < _SENTENCE or text.startswith(("https://", "http://"))


def _texts_with_names(item: Cleared) -> Iterator[str]:
    yield item.address
    yield from texts_of(item.record)


def _parts(text: str) -> Iterator[str]:
    return (part for part in map(str.strip, _SHORT_FORM.split(text)) if _LONGEST_PART <= len(part) < len(text))


def _texts(record: Record) -> Iterator[str]:
    # What the record of a source says is that record's text, and no secret of whoever cites it.
    own = {key: one.model_copy(update=_BARE) if one.source else one for key, one in record.sources.items()}
    return (text for text in texts_of(record.model_copy(update={"sources": own})) if len(text) >= SHORTEST)


_BARE = dict.fromkeys(SHARED, "")


def _lines(body: str) -> Iterator[str]:
    parts = map(str.strip, _MARKS.split(body))
    return (text for text in parts if len(text) >= SHORTEST and not RECORD_LINK.fullmatch(text))
