# What Pagefind's index says of one word, as generator/publish/pagefind_pages.py reads it: [word, pages, pages under other spellings]. A page is
# its distance from the one before, the places in its text, and those in its metadata. Before places of another weight
# stands a negative number, the weight and one more (a title weighs more than a line); before places in another field of the
# metadata, the number of the field and one more. The first place after it counts from the beginning, the others from the one
# before. Seen in `decode_pages` of pagefind_web/src/index.rs and `positions_to_packed_page` of pagefind/src/index/mod.rs, and
# tried on an index, both of 1.5.2.

"""A word's entry in Pagefind's index."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import cbor2

PLACES = 20_000
"""A word that stands in more places than this, in all pages together, is made lighter."""
KEPT = 2
"""How many places of such a word are kept on a page, of each weight: enough to rank pages by, and for a line that shows it."""
_USUAL = 25
"""The weight of places before any that says its own. Pagefind writes these first."""
_TEXT = -1
"""Stands for a page's text where else the number of a field of its metadata stands."""

Spots = Mapping[tuple[int, int, int], int]
"""Where a word stands: page, field and place; and with what weight, which only places in the text have."""


class _Numbers(dict[int, bytes]):
    """Numbers as CBOR writes them."""

    def __missing__(self, number: int) -> bytes:
        return self.setdefault(number, cbor2.dumps(number))


_NUMBERS = _Numbers()
_LIST = 4
"""CBOR's major type of a list (RFC 8949, section 3.1)."""


@cache
def head(size: int) -> bytes:
    """How a list of so many things begins in CBOR."""
    out = io.BytesIO()
    cbor2.CBOREncoder(out).encode_length(_LIST, size)
    return out.getvalue()


def packed(numbers: Sequence[int]) -> bytes:
    """A list of numbers as CBOR writes it. Most are of one or two, for which cbor2 takes four times as long."""
    return head(len(numbers)) + b"".join(map(_NUMBERS.__getitem__, numbers))


def nowhere(word: str) -> bytes:
    """The entry of a word that no page has."""
    return cbor2.dumps([word, [], []])


def places_of(entry: list[Any]) -> Spots:
    """Where a word stands, however it is spelt there."""
    spots: dict[tuple[int, int, int], int] = {}
    for pages in (entry[1], *(those for _, those in entry[2])):
        _add(spots, dict(_read(pages)))
    return spots


def given(entry: list[Any], more: Iterable[Spots]) -> list[Any]:
    """The entry with more places."""
    spots = dict(_read(entry[1]))
    for some in more:
        _add(spots, some)
    return [entry[0], list(_written(spots)), *entry[2:]]


def following(one: Spots, other: Spots) -> Spots:
    """The places of the first word right behind which the other stands."""
    return {(page, field, at): weight for (page, field, at), weight in one.items() if (page, field, at + 1) in other}


def _add(spots: dict[tuple[int, int, int], int], more: Spots) -> None:
    for spot, weight in more.items():
        spots[spot] = max(weight, spots.get(spot, 0))


def _read(pages: list[Any]) -> Iterator[tuple[tuple[int, int, int], int]]:
    page = 0
    for step, text, *rest in pages:
        page += step
        at, weight = 0, _USUAL
        for number in text:
            at, weight = (0, -number - 1) if number < 0 else (at + number, weight)
            if number >= 0:
                yield (page, _TEXT, at), weight
        at, field = 0, 0
        for number in rest[0] if rest else ():
            at, field = (0, -number - 1) if number < 0 else (at + number, field)
            if number >= 0:
                yield (page, field, at), 0


def _written(spots: Spots) -> Iterator[list[Any]]:
    before = 0
    for page, found in groupby(sorted(spots), lambda spot: spot[0]):
        own = list(found)
        text = sorted((spots[spot] if spots[spot] != _USUAL else 0, spot[2]) for spot in own if spot[1] == _TEXT)
        meta = [(field, at) for _, field, at in own if field != _TEXT]
        yield [page - before, list(_steps(text, 0)), list(_steps(meta, None))]
        before = page


def _steps(places: list[tuple[int, int]], current: int | None) -> Iterator[int]:
    """Places by weight or field, the mark of a new one before its first; places of `current` need none."""
    before = 0
    for group, at in places:
        if group != current:
            yield -group - 1
            current, before = group, 0
        yield at - before
        before = at


def lightened(word: list[Any], places: int = PLACES) -> list[Any]:
    """The word with the first places on each page alone, where it has more than so many; else as it is.

    An entry is the word, its pages, and its pages under other spellings. A page is its distance from the one before, the
    places in its text, and those in its metadata, which are few. Before places of another weight stands its negative.
    """
    text, pages, spellings, *rest = word
    if sum(len(found) for _, found, *_ in pages) <= places:
        return word
    return [text, _first_places(pages), [[spelling, _first_places(those)] for spelling, those in spellings], *rest]


def _first_places(pages: list[Any]) -> list[Any]:
    return [[step, _first(places), *meta] for step, places, *meta in pages]


def _first(places: list[int]) -> list[int]:
    kept: list[int] = []
    room = KEPT
    for place in places:
        room = KEPT + 1 if place < 0 else room
        if room:
            kept.append(place)
            room -= 1
    return kept
