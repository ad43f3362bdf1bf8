# Words that a reader takes for one. Pagefind's index holds stems, made by Snowball, and Snowball sees no kinship between
# "organisation" and "organization", "woman" and "women", or "peace-building" and "peacebuilding". So the index is told, once
# and for all readers; widening each question in the browser would cost a search a word. Spellings and irregular forms are
# data, a language each, and so is a short list of words that readers write in another language: these find the library's word,
# and are not found by it. A language without data has only its words run together. A compound is believed in only where the
# library itself also writes it apart, which generator/publish/same_words.py sees from the places of its words.

"""Which words of an index are the same to a reader."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..folders import DATA

_SPELLINGS = DATA / "same-words.json"
_HALF = 3
"""How many letters a half of a compound has at least. Two-letter halves stand in every word: "within"."""
_SHORTEST = 4
"""How short a word may be that finds itself with an ending: "work" finds "worker", "act" does not find "actor"."""
_SWAPPED = 5
"""How long a stem is at least whose ending has two spellings."""
_SEVERAL = re.compile(r"[^aeiouy]{2,}[aeiou]s")
"""Several of a short form, such as VSLAs: it has no vowel but its last, so that the stemmer takes the s for its own."""


@dataclass(frozen=True)
class Halves:
    """A word and the two that it is made of, as stems."""

    whole: str
    head: str
    tail: str

    @property
    def is_long(self) -> bool:
        """Whether neither half is so short that it stands in words that have nothing to do with it."""
        return min(len(self.tail), len(self.whole) - len(self.tail)) > _HALF


def is_stemmed(language: str) -> bool:
    """Whether the index of this language holds stems, so that a word finds its forms."""
    return _name(language) in _read()["stemmers"]


def spelling_rule(language: str) -> dict[str, bool | str | Sequence[str]]:
    """What the search asks: whether words have stems, spellings that are one word, for what counts as written, and the
    words of another language that say nothing alone."""
    return {
        "stems": is_stemmed(language),
        "spellings": _rows(language, "spellings"),
        "swaps": _rows(language, "swaps"),
        "particles": str(_read().get(_name(language), {}).get("particles", "")),
    }


def stemmed(word: str, language: str) -> str:
    """The word as the index of this language has it."""
    return _stemmer(language)(word)


def relatives(words: Set[str], language: str) -> dict[str, set[str]]:
    """To each stem, those of `words` whose pages it is to find besides its own. Stems that no page has are among them."""
    longer = _longer(words, language)
    groups = {word: group for group in _groups(words, language) for word in group}
    found = {}
    for word in words | groups.keys():
        same = groups.get(word, {word})
        kin = same.union(*(longer.get(other, ()) for other in same))
        found[word] = (kin.union(*(groups.get(other, ()) for other in kin)) & words) - {word}
    for word, *meant in _translated(language):
        kin = found.get(word, set()).union(*({other, *found.get(other, ())} for other in meant))
        found[word] = (kin & words) - {word}
    return {word: kin for word, kin in found.items() if kin}


def halves(words: Set[str], language: str) -> Iterator[Halves]:
    """The words that look as if they were made of two others, in their order."""
    stem = _stemmer(language)
    for whole in sorted(words):
        for at in range(_HALF, len(whole) - _HALF + 1):
            tail = whole[at:]
            if tail in words and whole[:at].isalpha():
                head = stem(whole[:at])
                if head in words:
                    yield Halves(whole, head, tail)


def _longer(words: Set[str], language: str) -> dict[str, set[str]]:
    """To a word those that are itself with an ending: "worker" and "leadership" to "work" and "lead"."""
    found: dict[str, set[str]] = {}
    endings = re.compile(_read().get(_name(language), {}).get("endings") or "(?!)")
    for word in words:
        for at in range(_SHORTEST, len(word)):
            if word[:at] in words and endings.fullmatch(word, at):
                found.setdefault(word[:at], set()).add(word)
    return found


def _groups(words: Set[str], language: str) -> list[set[str]]:
    """Stems that mean the same, of which one at least stands in the index; no stem is in two groups."""
    groups: list[set[str]] = []
    written = (*_written(language, "spellings"), *_written(language, "forms"))
    for group in (*written, *_swapped(words, language), *_several(words)):
        if not words.isdisjoint(group):
            same = [other for other in groups if not other.isdisjoint(group)]
            groups = [other for other in groups if other not in same]
            groups.append(set(group).union(*same))
    return groups


def _swapped(words: Set[str], language: str) -> Iterator[frozenset[str]]:
    """Pairs by two spellings of a verb's ending: -ise and -ize. The stem of the second may have lost its ending."""
    stem, as_they_are = _stemmer(language), frozenset[str]().union(*_written(language, "unswapped"))
    for swap in _rows(language, "swaps"):
        one, other = swap.split()
        for word in sorted(words - as_they_are):
            if len(word) >= _SWAPPED and word.isalpha() and word.endswith((one, other)):
                verb = word.removesuffix(one).removesuffix(other)
                yield frozenset((word, stem(f"{verb}{one}e"), stem(f"{verb}{other}e")))


def _several(words: Set[str]) -> Iterator[frozenset[str]]:
    """Short forms with the s of several, and without."""
    return (frozenset((word, word[:-1])) for word in sorted(words) if _SEVERAL.fullmatch(word) and word[:-1] in words)


@cache
def _translated(language: str) -> tuple[tuple[str, ...], ...]:
    """Words of another language, each before those that it stands for, as stems."""
    return tuple(tuple(map(_stemmer(language), row.split())) for row in _rows(language, "translated"))


@cache
def _written(language: str, kind: str) -> tuple[frozenset[str], ...]:
    """The rows of the table, as stems."""
    return tuple(frozenset(map(_stemmer(language), row.split())) for row in _rows(language, kind))


def _rows(language: str, kind: str) -> Sequence[str]:
    return tuple(_read().get(_name(language), {}).get(kind, ()))


@cache
def _read() -> dict[str, dict[str, Any]]:
    return dict(json.loads(_SPELLINGS.read_text("utf-8")))


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    """What makes a stem as Pagefind does: of the word in small letters without accents."""
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415  (to load all its languages takes long, and a check has no words to stem)

    name = _read()["stemmers"].get(_name(language))
    shortened = snowballstemmer.stemmer(name).stemWord if name else str

    @cache
    def stem(word: str) -> str:
        apart = unicodedata.normalize("NFD", word.lower())
        return str(shortened("".join(sign for sign in apart if not unicodedata.combining(sign))))

    return stem


def _name(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
