# The words of an index in, the same words in smaller pieces out. A search fetches each piece whole that may hold one of its words, and
# Pagefind makes pieces of about 30 kB whatever the words weigh, so that a rare word costs as much as a common one. Here the
# words are cut anew. Where a cut may fall is the decision: only where words begin differently, and never inside the words
# of one beginning unless these alone are too heavy. Pagefind looks for a beginning that lies within no piece in every
# piece that has it, so half a word, as it is being typed, finds all that it would in one great piece.
#
# A word that stands nearly everywhere in a large library is made lighter besides, and where the index is in parts, each
# part learns the words of the others.

"""Cutting Pagefind's index into pieces by what their words weigh."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import cbor2

from ..kept import Kept
from .pagefind_pages import MARK, together
from .postings import PLACES, lightened, nowhere
from .same_words import shared

HEAVIEST = 16_000
"""What the words of a piece weigh at most, in bytes before compression; half of it after. A heavier word is a piece alone."""
MOST_PIECES = 1_500
"""About how many pieces there are at most: each is a line of the list that every search reads. A larger index has heavier pieces."""

IndexedWord = tuple[str, bytes]
"""A word, and its entry in the index as it is written."""


class Piece(NamedTuple):
    """Some of the words of an index: the first and the last, the name of the file, and the file."""

    first: str
    last: str
    name: str
    file: bytes


def recut(parts: Sequence[Mapping[str, bytes]], language: str, kept: Kept) -> list[list[Piece]]:
    """The words of an index in pieces that are light, where words allow it; words that are the same to a reader find the
    same pages.

    Of a very large library an index is in parts. Every part has the words of all, those of which it has no page too: a word
    that it did not know it would take for the next best.
    """
    places = PLACES // len(parts)
    light = [{**part, **_lightened(part, places)} for part in parts]
    found = shared(light, language, places, kept)
    absent = {word: nowhere(word) for part in found for word in part} if len(parts) > 1 else {}
    return [_pieces(sorted({**absent, **part}.items()), language, len(parts), kept) for part in found]


def _lightened(words: Mapping[str, bytes], places: int) -> dict[str, bytes]:
    heavy = {word: entry for word, entry in words.items() if len(entry) > places}  # a place is a byte at least
    return {word: cbor2.dumps(lightened(cbor2.loads(entry), places)) for word, entry in heavy.items()}


def _pieces(words: list[IndexedWord], language: str, parts: int, kept: Kept) -> list[Piece]:
    # Each search reads the lists of all parts, so each has fewer pieces.
    heaviest = max(HEAVIEST, parts * _weight(words) // MOST_PIECES)
    return [
        Piece(some[0][0], some[-1][0], *named(language, together([entry for _, entry in some]), kept))
        for some in cut(words, heaviest)
    ]


def cut(words: list[IndexedWord], heaviest: int, depth: int = 1) -> Iterator[list[IndexedWord]]:
    """The words, which are sorted, in pieces: those with one beginning of `depth` letters together, unless they are too heavy."""
    light: list[IndexedWord] = []
    for _, found in groupby(words, lambda word: word[0][:depth]):
        same = list(found)
        if light and _weight(light) + _weight(same) > heaviest:
            yield light
            light = []
        if _weight(same) <= heaviest or len(same) == 1:
            light += same
        else:
            yield from cut(same, heaviest, depth + 1)
    if light:
        yield light


def _weight(words: list[IndexedWord]) -> int:
    return sum([len(entry) for _, entry in words])


def named(language: str, data: bytes, kept: Kept, length: int = 7) -> tuple[str, bytes]:
    """The name of a file after what it holds, and what it holds, compressed. The same bytes have the same name."""
    digest = hashlib.sha256(data).digest()
    packed = kept.recall(digest) or kept.keep(digest, gzip.compress(MARK + data, 9, mtime=0))
    return f"{language}_{digest.hex()[:length]}", packed
