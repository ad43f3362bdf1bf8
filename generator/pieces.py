# Pagefind's index in, the same index in smaller pieces out. A search fetches each piece whole that may hold one of its words, and
# Pagefind makes pieces of about 30 kB whatever the words weigh, so that a rare word costs as much as a common one. Here the
# words are cut anew. Where a cut may fall is the decision: only where words begin differently, and never inside the words
# of one beginning unless these alone are too heavy. Pagefind looks for a beginning that lies within no piece in every
# piece that has it, so half a word, as it is being typed, finds all that it would in one great piece.
#
# The form of the files is Pagefind's own and may change with a version. What is read is written back first and compared, so
# a form that is not known stops the build and is not guessed at.

"""Cutting Pagefind's index into pieces by what their words weigh."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import cbor2

HEAVIEST = 16_000
"""What the words of a piece weigh at most, in bytes before compression; half of it after. A heavier word is a piece alone."""
MOST = 1_500
"""About how many pieces there are at most: each is a line of the list that every search reads. A larger index has heavier pieces."""
PLACES = 20_000
"""A word that stands in more places than this, in all pages together, is made lighter."""
KEPT = 2
"""How many places of such a word are kept on a page, of each weight: enough to rank pages by, and for a line that shows it."""
MARK = b"pagefind_dcd"
"""What every file of Pagefind begins with once it is unpacked."""
_PIECES, _NAME = 2, 2
"""Where the file that is read first lists the pieces, and where in a line of that list a piece's name stands."""
_LIST = 4
"""CBOR's major type of a list (RFC 8949, section 3.1)."""

Word = tuple[str, bytes]
"""A word, and its entry in the index as it is written."""


class UnknownForm(Exception):
    """A file of the index is not in the form that this module knows."""


def recut(folder: Path) -> None:
    """Cut the index in `folder`, which Pagefind has just written, into pieces that are light, where words allow it.

    Raises UnknownForm if a file is not of the form that Pagefind 1.5 writes; the index is then as it was.
    """
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text("utf-8"))
    for language in entry["languages"].values():
        meta_file = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(meta_file)
        before = [folder / "index" / f"{piece[_NAME]}.pf_index" for piece in meta[_PIECES]]
        words = sorted(word for path in before for word in _words(path))
        prefix = language["hash"].rpartition("_")[0]
        pieces = [
            (*_ends(piece), *_named(prefix, _piece(piece)))
            for piece in cut(words, max(HEAVIEST, _weight(words) // MOST))
        ]
        meta[_PIECES] = [[first, last, name] for first, last, name, _ in pieces]
        for path in (*before, meta_file):
            path.unlink()
        for _, _, name, data in pieces:
            (folder / "index" / f"{name}.pf_index").write_bytes(data)
        language["hash"], data = _named(prefix, cbor2.dumps(meta), length=10)
        (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def cut(words: list[Word], heaviest: int, depth: int = 1) -> Iterator[list[Word]]:
    """The words, which are sorted, in pieces: those with one beginning of `depth` letters together, unless they are too heavy."""
    light: list[Word] = []
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


def lightened(word: list[Any]) -> list[Any]:
    """The word with the first places on each page alone, where it has very many; else as it is.

    An entry is the word, its pages, and its pages under other spellings. A page is its distance from the one before, the
    places in its text, and those in its metadata, which are few. Before places of another weight stands its negative.
    """
    text, pages, spellings, *rest = word
    if sum(len(places) for _, places, *_ in pages) <= PLACES:
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


def _weight(words: list[Word]) -> int:
    return sum(len(entry) for _, entry in words)


def _ends(piece: list[Word]) -> tuple[str, str]:
    return piece[0][0], piece[-1][0]


def _piece(words: list[Word]) -> bytes:
    """The words as a file of the index has them: a list of one list."""
    return b"\x81" + _head(len(words)) + b"".join(entry for _, entry in words)


def _head(size: int) -> bytes:
    """How a list of so many things begins."""
    out = io.BytesIO()
    cbor2.CBOREncoder(out).encode_length(_LIST, size)
    return out.getvalue()


def _words(path: Path) -> Iterator[Word]:
    for word in _read(path)[0]:
        yield word[0], cbor2.dumps(lightened(word))


def _read(path: Path) -> list[Any]:
    data = gzip.decompress(path.read_bytes())
    try:
        found = cbor2.loads(data.removeprefix(MARK))
        if isinstance(found, list) and MARK + cbor2.dumps(found) == data:
            return found
    except cbor2.CBORDecodeError as error:
        raise UnknownForm(f"{path.name}: {error}") from error
    raise UnknownForm(f"{path.name} is not written as Pagefind 1.5 writes it")


def _named(prefix: str, data: bytes, length: int = 7) -> tuple[str, bytes]:
    """The name of a file after what it holds, and what it holds, compressed. The same bytes have the same name."""
    packed = gzip.compress(MARK + data, 9, mtime=0)
    return f"{prefix}_{hashlib.sha256(data).hexdigest()[:length]}", packed
