# Words that a reader takes for one (languages/word_forms.py says which) are given each other's pages, once and for all
# readers. What came of a word follows from its entry and those of its kin, so it is kept: an edit concerns few words.

"""Words that find each other's pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from typing import TypeVar

import cbor2

from ..kept import Kept, digest_of
from ..languages.word_forms import Halves, halves, relatives
from .postings import Spots, following, given, lightened, nowhere, places_of

Source = tuple[bytes] | tuple[bytes, bytes]
"""An entry whose places another is given; or two, of which the second stands right behind the first."""
Found = TypeVar("Found")
_OPEN = 200
"""How many entries are held read at once: in a large library, one may take megabytes."""


class _Giving:
    """Gives entries the places of others, and keeps what came of it."""

    def __init__(self, places: int, kept: Kept) -> None:
        self.kept = kept
        self._places = places
        self._spots: Callable[[bytes], Spots] = lru_cache(_OPEN)(lambda entry: places_of(cbor2.loads(entry)))

    def given(self, entry: bytes, more: Sequence[Source]) -> bytes:
        """The entry with the places of its sources."""
        digest = digest_of("given", self._places, entry, *(part for source in more for part in (len(source), *source)))
        if found := self.kept.recall(digest):
            return bytes(found)
        spots = [self._behind(*source) if len(source) > 1 else self._spots(*source) for source in more]
        found = cbor2.dumps(lightened(given(cbor2.loads(entry), spots), self._places))
        return bytes(self.kept.keep(digest, found))

    def is_compound(self, one: Halves, whole: bytes, head: bytes, tail: bytes) -> bool:
        """Whether the library writes the word in one and in two.

        Pagefind has "peace-building" as "peacebuild" and, at the same place, "peac" and "build". So both ways of writing are
        seen: halves that stand in one place, and halves that follow each other. Short halves follow each other by chance too.
        """
        digest = digest_of("compound", one.is_long, whole, head, tail)
        found = self.kept.recall(digest)
        if found is None:
            spots = self._spots(head).keys() & self._spots(tail).keys()
            found = (one.is_long and bool(self._behind(head, tail))) or not spots.isdisjoint(self._spots(whole).keys())
            self.kept.keep(digest, found)
        return bool(found)

    def _behind(self, one: bytes, other: bytes) -> Spots:
        return following(self._spots(one), self._spots(other))


def shared(parts: Sequence[Mapping[str, bytes]], language: str, places: int, kept: Kept) -> list[dict[str, bytes]]:
    """The words of each part of an index with the pages of those that are the same to a reader: first of compounds that are
    also written apart. A word that comes to more than `places` is made lighter."""
    giving = _Giving(places, kept)
    joined = [{**part, **_compounds(part, language, giving)} for part in parts]
    words = frozenset(word for part in joined for word in part)
    kin = _among(words, language, kept, "relatives", relatives)
    return [{**part, **_kindred(part, kin, giving)} for part in joined]


def _kindred(words: Mapping[str, bytes], kin: Mapping[str, Set[str]], giving: _Giving) -> dict[str, bytes]:
    """The entries of words that have kin, with the pages of these."""
    sources = {word: [words[other] for other in sorted(others) if other in words] for word, others in kin.items()}
    return {
        word: giving.given(words.get(word) or nowhere(word), [(entry,) for entry in entries])
        for word, entries in sources.items()
    }


def _compounds(words: Mapping[str, bytes], language: str, giving: _Giving) -> dict[str, bytes]:
    """The entries of compounds and of their halves, where the library writes the compound in one word and in two."""
    more: dict[str, list[Source]] = {}
    for one in _among(words.keys(), language, giving.kept, "halves", _halves):
        whole, head, tail = words[one.whole], words[one.head], words[one.tail]
        if giving.is_compound(one, whole, head, tail):
            more.setdefault(one.whole, []).append((head, tail))
            for half in (one.head, one.tail):
                more.setdefault(half, []).append((whole,))
    return {word: giving.given(words[word], sources) for word, sources in more.items()}


def _halves(words: Set[str], language: str) -> list[Halves]:
    return list(halves(words, language))


def _among(words: Set[str], language: str, kept: Kept, name: str, find: Callable[[Set[str], str], Found]) -> Found:
    """What is found among words that are these: an edit seldom brings a new one."""
    digest = digest_of(name, language, "\n".join(sorted(words)))
    found: Found | None = kept.recall(digest)
    if found is None:
        found = find(words, language)
        kept.keep(digest, found)
    return found
