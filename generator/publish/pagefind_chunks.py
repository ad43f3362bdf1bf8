# Pagefind's index in, the same index in smaller pieces out. A search fetches each piece whole that may hold one of its words, and
# Pagefind makes pieces of about 30 kB whatever the words weigh, so that a rare word costs as much as a common one. Here the
# words are cut anew. Where a cut may fall is the decision: only where words begin differently, and never inside the words
# of one beginning unless these alone are too heavy. Pagefind looks for a beginning that lies within no piece in every
# piece that has it, so half a word, as it is being typed, finds all that it would in one great piece.
#
# Words that a reader takes for one (languages/word_forms.py) are given each other's pages. A word that stands nearly everywhere in a
# large library is made lighter besides, and where the index is in parts, each part learns the words of the others.
#
# The form of the files is Pagefind's own and may change with a version. What is read is written back first and compared, so
# a form that is not known stops the build and is not guessed at.

"""Cutting Pagefind's index into pieces by what their words weigh."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import cbor2

from ..languages.word_forms import halves, relatives
from .postings import PLACES, Spots, following, given, lightened, places_of

HEAVIEST = 16_000
"""What the words of a piece weigh at most, in bytes before compression; half of it after. A heavier word is a piece alone."""
MOST_PIECES = 1_500
"""About how many pieces there are at most: each is a line of the list that every search reads. A larger index has heavier pieces."""
MARK = b"pagefind_dcd"
"""What every file of Pagefind begins with once it is unpacked."""
_PIECES, _NAME = 2, 2
"""Where the file that is read first lists the pieces, and where in a line of that list a piece's name stands."""
_LIST = 4
"""CBOR's major type of a list (RFC 8949, section 3.1)."""

IndexedWord = tuple[str, bytes]
"""A word, and its entry in the index as it is written."""


class UnknownForm(Exception):
    """A file of the index is not in the form that this module knows."""


@dataclass(frozen=True)
class _Part:
    """The index of one language in one folder, as Pagefind wrote it."""

    folder: Path
    language: str
    meta_file: Path
    meta: list[Any]
    pieces: list[Path]
    words: dict[str, bytes]

    @property
    def prefix(self) -> str:
        return self.meta_file.stem.removeprefix("pagefind.").rpartition("_")[0]


def recut(folders: Sequence[Path]) -> None:
    """Cut an index that Pagefind has just written into pieces that are light, where words allow it, and let words that are
    the same to a reader find the same pages.

    Of a very large library an index is in parts, each in a folder of its own. Every part has the words of all, those of
    which it has no page too: a word that it did not know it would take for the next best.

    Raises UnknownForm if a file is not of the form that Pagefind 1.5 writes; the index is then as it was.
    """
    parts = [part for folder in folders for part in _parts(folder, PLACES // len(folders))]
    for language in sorted({part.language for part in parts}):
        same = [part for part in parts if part.language == language]
        _share(same, language, PLACES // len(folders))
        nowhere = {word: cbor2.dumps([word, [], []]) for part in same for word in part.words}
        for part in same:
            _rewrite(part, sorted({**nowhere, **part.words}.items()), len(folders))


def _parts(folder: Path, places: int) -> Iterator[_Part]:
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    for language, about in entry["languages"].items():
        meta_file = folder / f"pagefind.{about['hash']}.pf_meta"
        meta = _read(meta_file)
        pieces = [folder / "index" / f"{piece[_NAME]}.pf_index" for piece in meta[_PIECES]]
        words = {word[0]: cbor2.dumps(lightened(word, places)) for path in pieces for word in _read(path)[0]}
        yield _Part(folder, language, meta_file, meta, pieces, words)


def _rewrite(part: _Part, words: list[IndexedWord], parts: int) -> None:
    # Each search reads the lists of all parts, so each has fewer pieces.
    heaviest = max(HEAVIEST, parts * _weight(words) // MOST_PIECES)
    pieces = [(*_ends(piece), *_named(part.prefix, _piece(piece))) for piece in cut(words, heaviest)]
    for path in (*part.pieces, part.meta_file):
        path.unlink()
    for _, _, name, data in pieces:
        (part.folder / "index" / f"{name}.pf_index").write_bytes(data)
    meta = [*part.meta]
    meta[_PIECES] = [[first, last, name] for first, last, name, _ in pieces]
    name, data = _named(part.prefix, cbor2.dumps(meta), length=10)
    (part.folder / f"pagefind.{name}.pf_meta").write_bytes(data)
    entry_file = part.folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text("utf-8"))
    entry["languages"][part.language]["hash"] = name
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _share(parts: list[_Part], language: str, places: int) -> None:
    """Give words the pages of those that are the same to a reader: first of compounds that are also written apart."""
    for part in parts:
        part.words.update(_compounds(part.words, language, places))
    kin = relatives(frozenset(word for part in parts for word in part.words), language)
    for part in parts:
        shared = {}
        for word, others in kin.items():
            found = [places_of(cbor2.loads(part.words[other])) for other in sorted(others) if other in part.words]
            own = cbor2.loads(part.words[word]) if word in part.words else [word, [], []]
            shared[word] = cbor2.dumps(lightened(given(own, found), places))
        part.words.update(shared)


def _compounds(words: Mapping[str, bytes], language: str, places: int) -> dict[str, bytes]:
    """The entries of compounds and of their halves, where the library writes the compound in one word and in two.

    Pagefind has "peace-building" as "peacebuild" and, at the same place, "peac" and "build". So both ways of writing are
    seen: halves that stand in one place, and halves that follow each other. Short halves follow each other by chance too.
    """
    known = cache(lambda word: places_of(cbor2.loads(words[word])))
    more: dict[str, list[Spots]] = {}
    for one in halves(words.keys(), language):
        whole, head, tail = known(one.whole), known(one.head), known(one.tail)
        apart = following(head, tail)
        if (apart and one.is_long) or not whole.keys().isdisjoint(head.keys() & tail.keys()):
            for word, found in ((one.whole, apart), (one.head, whole), (one.tail, whole)):
                more.setdefault(word, []).append(found)
    return {
        word: cbor2.dumps(lightened(given(cbor2.loads(words[word]), found), places)) for word, found in more.items()
    }


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
    return sum(len(entry) for _, entry in words)


def _ends(piece: list[IndexedWord]) -> tuple[str, str]:
    return piece[0][0], piece[-1][0]


def _piece(words: list[IndexedWord]) -> bytes:
    """The words as a file of the index has them: a list of one list."""
    return b"\x81" + _head(len(words)) + b"".join(entry for _, entry in words)


def _head(size: int) -> bytes:
    """How a list of so many things begins."""
    out = io.BytesIO()
    cbor2.CBOREncoder(out).encode_length(_LIST, size)
    return out.getvalue()


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
