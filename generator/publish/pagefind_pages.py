# What Pagefind made of some pages in, what it made of each of them out, and an index of any pages put together again. All that
# Pagefind says of a page follows from that page, and from none that it was asked for along with; so what it said once need not be asked
# again. Three things reach across pages and are made here as Pagefind makes them: the number of a page, which is its place
# in the order; the numbers of fields of metadata, of all fields in their order; and the name of a page's file, which is the
# beginning of a digest, a letter longer where an earlier page has that beginning. Filters and orders are left out: the
# search of the site asks for none, and Pagefind writes them in another order each time.
#
# The form of the files is Pagefind's own and may change with a version. So what is read is put together again at once and
# compared, byte by byte, with what Pagefind put together; a form that is not known stops the build and is not guessed at.

"""Pagefind's index, page by page."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import cbor2

from ..kept import Kept, digest_of
from .postings import head, packed
from .words_by_letter import words_of

MARK = b"pagefind_dcd"
"""What every file of Pagefind begins with once it is unpacked."""
ENTRY = "pagefind-entry.json"
"""The file that says where the others begin."""
_NAME = 7
"""How many letters of its digest a page's name has, unless an earlier page has the same."""

_BLOCK = 64
"""How many pages are gathered together, on average."""

Key = str | tuple[str, str]
"""A word, or a word and how it is spelt besides: without its accents a word is in the index, and with them beside it."""


class UnknownForm(Exception):
    """A file of the index is not in the form that is known here."""


class IndexedPage(NamedTuple):
    """What Pagefind made of one page. `places` has two dictionaries, packed: where words stand that are in the text alone, as
    CBOR; and where all others do, those that are spelt otherwise in Pagefind's order, with their places in the metadata. Besides,
    it has the words that may be offered to who wrote one wrong."""

    digest: str
    size: int
    fields: tuple[str, ...]
    file: bytes
    places: bytes


class Answer(NamedTuple):
    """What Pagefind answered for some pages: these by their addresses, and what is the same for all pages of a language."""

    pages: dict[str, IndexedPage]
    language: str
    entry: dict[str, Any]
    version: str
    files: dict[str, bytes]


def parted(answer: Iterable[tuple[str, bytes]]) -> Answer:
    """What Pagefind says of each page, of the files of an index in one language.

    Raises UnknownForm, or what reading raises, if a file is not of the form that Pagefind 1.5 writes.
    """
    files = dict(answer)
    entry = json.loads(files.pop(ENTRY))
    ((language, about),) = entry["languages"].items()
    version, sizes, pieces, _, _, fields = read(files.pop(f"pagefind.{about['hash']}.pf_meta"), "The list of the index")
    opened = [_Opened(files.pop(f"fragment/{name}.pf_fragment")) for name, _ in sizes]
    unpacked = [gzip.decompress(files.pop(f"index/{name}.pf_index")) for _, _, name in pieces]
    words = [_words(data, opened, fields) for data in unpacked]
    pages = {page.address: page.closed() for page in opened}
    again = joined(list(pages.values()))
    names = names_of(pages.values(), language)
    if (again.fields, [*map(list, zip(names, (page.size for page in opened), strict=True))]) != (fields, sizes):
        raise UnknownForm("The list of the index is not put together as Pagefind 1.5 does it")
    if unpacked != [MARK + together([again.words[word] for word in some]) for some in words]:
        raise UnknownForm("The words of the index are not put together as Pagefind 1.5 does it")
    rest = {address: data for address, data in files.items() if not address.startswith("filter/")}
    return Answer(pages, language, entry, version, rest)


class _Opened:
    """A page whose words are being gathered."""

    def __init__(self, file: bytes) -> None:
        self.file, self.data = file, gzip.decompress(file).removeprefix(MARK)
        about = json.loads(self.data)
        self.address, self.size, self.content = about["url"].removeprefix("/"), about["word_count"], about["content"]
        self.fields = tuple(sorted(about["meta"]))
        self.plain: dict[str, bytes] = {}
        self.rest: list[tuple[bool, str, str, bytes, list[int]]] = []

    def closed(self) -> IndexedPage:
        # Pagefind has the spellings of the text first, and behind them those that are in the metadata alone.
        rest: dict[Key, tuple[bytes, list[int]]] = {
            (word, spelling) if spelling else word: (text, meta) for _, spelling, word, text, meta in sorted(self.rest)
        }
        places = _packed((self.plain, rest, " ".join(sorted(words_of(self.content)))))
        return IndexedPage(_digest(self.data), self.size, self.fields, self.file, places)


def _words(data: bytes, pages: Sequence[_Opened], fields: Sequence[str]) -> list[str]:
    """Give each page its places of the words of a file; returns these."""
    (words,) = _content(data, "A file of words")
    for word, found, spellings in words:
        _part(word, "", found, pages, fields)
        for spelling, those in spellings:
            _part(word, spelling, those, pages, fields)
    return [word for word, _, _ in words]


def _part(word: str, spelling: str, found: Any, pages: Sequence[_Opened], fields: Sequence[str]) -> None:
    at = 0
    for step, text, meta in found:
        at += step
        page = pages[at]
        if meta or spelling:
            own = [number if number >= 0 else -1 - page.fields.index(fields[-1 - number]) for number in meta]
            page.rest.append((not text, spelling, word, packed(text), own))
        else:
            page.plain[word] = packed(text) + _NONE


_NONE = packed([])


class Joined(NamedTuple):
    """An index of pages: each word's entry as Pagefind writes it, the fields of metadata, and how many pages have each of the
    words that may be offered."""

    words: dict[str, bytes]
    fields: list[str]
    spelt: Counter[str]


def joined(pages: Sequence[IndexedPage], kept: Kept | None = None) -> Joined:
    """The index of these pages, in this order. It is gathered in blocks first; what came of a block is kept."""
    kept = kept or Kept()
    fields = sorted({name for page in pages for name in page.fields})
    steps = [b"\x83" + cbor2.dumps(step) for step in range(len(pages))]
    found: dict[Key, list[Any]] = {}
    spelt: Counter[str] = Counter()
    start = 0
    for block in _blocks(pages):
        digest = digest_of("block", tuple(fields), *(part for page in block for part in (page.fields, page.places)))
        data = kept.recall(digest) or kept.keep(digest, _packed(_gathered(block, fields, steps)))
        columns, words = _unpacked(data)
        spelt.update(words)
        for key, first, last, count, where in zip(*columns, strict=True):
            if (before := found.get(key)) is None:
                found[key] = [start + last, count, steps[start + first], where]
            else:
                before += (steps[start + first - before[0]], where)
                before[0] = start + last
                before[1] += count
        start += len(block)
    return Joined(_entries({key: head(one[1]) + b"".join(one[2:]) for key, one in found.items()}), fields, spelt)


def _blocks(pages: Sequence[IndexedPage]) -> Iterator[list[IndexedPage]]:
    """The pages some dozens at a time. A block ends where a digest says so, so that a page more or less concerns no other one."""
    block: list[IndexedPage] = []
    for page in pages:
        block.append(page)
        if int(page.digest[-3:], 16) % _BLOCK == 0:
            yield block
            block = []
    if block:
        yield block


def _gathered(pages: Sequence[IndexedPage], fields: Sequence[str], steps: Sequence[bytes]) -> Any:
    """Where the words of a block stand, in columns: the words, the first page in the block that has each, the last, how many have
    it, and all behind the first step. Besides, its words that may be offered."""
    found: dict[Key, list[Any]] = {}
    spelt: Counter[str] = Counter()
    for number, page in enumerate(pages):
        plain, rest, words = _unpacked(page.places)
        spelt.update(words.split())
        moved = {-1 - own: -1 - fields.index(name) for own, name in enumerate(page.fields)}
        plain.update((key, text + packed([moved.get(at, at) for at in meta])) for key, (text, meta) in rest.items())
        for key, where in plain.items():
            if (before := found.get(key)) is None:
                found[key] = [number, number, where]
            else:
                before += (steps[number - before[1]], where)
                before[1] = number
    firsts, lasts = [one[0] for one in found.values()], [one[1] for one in found.values()]
    counts, where = [len(one) // 2 for one in found.values()], [b"".join(one[2:]) for one in found.values()]
    return (list(found), firsts, lasts, counts, where), spelt


def _entries(found: Mapping[Key, bytes]) -> dict[str, bytes]:
    none = head(0)
    entries = {
        key: b"".join((b"\x83", cbor2.dumps(key), where, none)) for key, where in found.items() if isinstance(key, str)
    }
    spellings: dict[str, list[bytes]] = {}
    for key, where in found.items():
        if isinstance(key, tuple):
            spellings.setdefault(key[0], []).append(b"\x82" + cbor2.dumps(key[1]) + where)
    for word, those in spellings.items():
        entries[word] = b"".join((b"\x83", cbor2.dumps(word), found.get(word, none), head(len(those)), *those))
    return entries


def _packed(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def _unpacked(data: bytes) -> Any:
    return pickle.loads(zlib.decompress(data))


def together(entries: Sequence[bytes]) -> bytes:
    """Words as a file of the index has them: a list of one list."""
    return b"\x81" + head(len(entries)) + b"".join(entries)


def names_of(pages: Iterable[IndexedPage], language: str) -> list[str]:
    """What the files of pages are called, in an index that has these, in this order."""
    names: dict[str, None] = {}
    for page in pages:
        whole, length = f"{language}_{page.digest}", len(language) + 1 + _NAME
        while whole[:length] in names and length < len(whole):
            length += 1
        names[whole[:length]] = None
    return list(names)


def listed(
    known: Answer, pages: Sequence[tuple[str, int]], pieces: Sequence[Sequence[str]], fields: Sequence[str]
) -> bytes:
    """The file that is read first: the names and sizes of pages; the first word, the last and the name of each piece."""
    return cbor2.dumps([known.version, pages, pieces, [], [], fields])


def entry(known: Answer, name: str, pages: int) -> bytes:
    """The file that says where that one is, and of how many pages."""
    languages = {known.language: {**known.entry["languages"][known.language], "hash": name, "page_count": pages}}
    about = {**known.entry, "languages": languages if pages else {}}
    return json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(data: bytes) -> str:
    """As Pagefind writes one: in hexadecimal, without the nought of a byte below 16."""
    return "".join(f"{byte:x}" for byte in hashlib.sha1(data, usedforsecurity=False).digest())


def read(file: bytes, name: str) -> list[Any]:
    """What a file of the index holds."""
    data = gzip.decompress(file)
    found = _content(data, name)
    if MARK + cbor2.dumps(found) != data:
        raise UnknownForm(f"{name} is not written as Pagefind 1.5 writes it")
    return found


def _content(data: bytes, name: str) -> list[Any]:
    try:
        found = cbor2.loads(data.removeprefix(MARK))
    except cbor2.CBORDecodeError as error:
        raise UnknownForm(f"{name}: {error}") from error
    if not isinstance(found, list):
        raise UnknownForm(f"{name} is not written as Pagefind 1.5 writes it")
    return found
