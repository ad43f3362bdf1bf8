# A text becomes words that know where they stand, and each word is looked up once in a list that comes with the program
# (generator/data/privacy-words.json: titles, roles, months and so on, by language, so that another language is data). All
# rules of the privacy check walk these words. That keeps them linear: no pattern here can run away on a long line. The
# words of all languages count at once, since a record may quote another language than its library's.

"""Texts as words, and what is known of words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from babel import Locale

from ..folders import DATA

_LISTS = DATA / "privacy-words.json"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ELIDED = re.compile(r"(?:[dl]|qu)['’](?=[^\W\d_])")
"""“d’Amina”: two words in French."""
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "del",
        "der",
        "di",
        "dos",
        "du",
        "al",
        "el",
        "bin",
        "binti",
        "bint",
        "ben",
        "ole",
        "ibn",
        "von",
        "van",
        "la",
    ]
)
LONGEST_NAME = 5
"""More capitalised words than these in a row are a title or a heading."""

NO_NAMES = frozenset(
    (
        "one",
        "near",
        "months",
        "weekday",
        "role",
        "person",
        "people",
        "places",
        "numbers",
        "openers",
        "every",
        "whose",
        "parts_of_titles",
    )
)
"""Marks of words that are no part of a name, whatever their first letter."""


class Token(NamedTuple):
    """A word of a text: where it begins and ends, what the lists say of it, and the word without a possessive ending.

    `is_capital` where it is written as a name is: a capital first, and not two, as in an acronym.
    """

    text: str
    start: int
    end: int
    marks: frozenset[str]
    bare: str
    is_capital: bool


@dataclass(frozen=True)
class Lexicon:
    """The lists: marks by word, roles of several words by their first, plurals, and coarser words by language.

    `own_name` are words after which somebody's name comes, such as “my name is”; `according` those before whoever is the
    source of what is told; `puts` those after her, as in “as she puts it”, and `telling` what may be hers, as in “in her
    words”; `not_real` what is said of a name that stands in the place of another; `houses` the words before the number of
    a house.
    """

    marks: dict[str, frozenset[str]]
    long_roles: dict[str, tuple[tuple[str, ...], ...]]
    plurals: dict[str, str]
    language: dict[str, str]
    coarse: dict[str, dict[str, str]]
    own_name: frozenset[tuple[str, ...]]
    according: frozenset[tuple[str, ...]]
    puts: frozenset[tuple[str, ...]]
    telling: frozenset[tuple[str, ...]]
    not_real: frozenset[tuple[str, ...]]
    houses: frozenset[tuple[str, ...]]


_BY_LANGUAGE = (
    *("titles", "naming", "numbers", "places", "of", "near", "one", "months", "says", "age"),
    *("does", "kin", "whose", "meets", "every", "beside", "spots", "streets", "openers", "as"),
)
_PHRASES = ("own_name", "according", "puts", "telling", "not_real", "houses")


@cache
def lexicon() -> Lexicon:
    """The lists that come with the program."""
    data = json.loads(_LISTS.read_text("utf-8"))
    marks: dict[str, set[str]] = {}
    long_roles: dict[str, list[tuple[str, ...]]] = {}
    plurals: dict[str, str] = {}
    language: dict[str, str] = {}
    for code, lists in data["languages"].items():
        for name in _BY_LANGUAGE:
            for word in lists[name]:
                marks.setdefault(word, set()).add(name)
        for day in Locale(code).days["stand-alone"]["wide"].values():
            for word in (day, day.capitalize(), f"{day}s", f"{day}s".capitalize()):
                marks.setdefault(word, set()).add("weekday")
        for one, many in lists["people"]:
            marks.setdefault(one, set()).update(("people", "person"))
            marks.setdefault(many, set()).add("people")
            plurals |= {one: many, many: many}
            language |= {one: code, many: code}
        for role in lists["roles"]:
            first, *rest = role.split()
            if rest:
                long_roles.setdefault(first, []).append((first, *rest))
            else:
                marks.setdefault(role, set()).add("role")
    for name in ("given_names", "names_that_are_words", "parts_of_titles", "not_persons"):
        for word in data[name]:
            marks.setdefault(word, set()).add(name)
    frozen = {word: frozenset(found) for word, found in marks.items()}
    coarse = {code: lists["coarse"] for code, lists in data["languages"].items()}
    phrases = {
        name: frozenset(_parts(words) for lists in data["languages"].values() for words in lists[name])
        for name in _PHRASES
    }
    roles = {word: tuple(found) for word, found in long_roles.items()}
    return Lexicon(frozen, roles, plurals, language, coarse, **phrases)


def _parts(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of the lists, as a text has them."""
    return tuple(_plainly(match[0]) for match in _WORD.finditer(phrase))


def _plainly(word: str) -> str:
    return word.lower().replace("’", "'")


def phrase_before(words: list[Token], at: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of these phrases, of four words at most, ends right before a position."""
    before = tuple(_plainly(word.text) for word in words[max(0, at - 4) : at])
    return any(before[-size:] in phrases for size in range(1, len(before) + 1))


def phrase_after(words: list[Token], at: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of these phrases, of four words at most, begins at a position."""
    after = tuple(_plainly(word.text) for word in words[at : at + 4])
    return any(after[:size] in phrases for size in range(1, len(after) + 1))


@cache
def territories() -> frozenset[str]:
    """Names of countries, regions and languages in the languages of the lists, in small letters."""
    named: set[str] = set()
    for code in lexicon().coarse:
        locale = Locale(code)
        names = [*locale.territories.values(), *locale.languages.values()]
        named |= {str(name).casefold() for name in names}
    return frozenset(named)


_NO_MARKS: frozenset[str] = frozenset()
_ORDINARY = (
    *("people", "person", "places", "role", "numbers", "one", "near", "of", "says", "age", "naming"),
    *("does", "kin", "whose", "meets", "every", "beside", "spots", "openers", "as"),
)


def words_of(text: str) -> list[Token]:
    """The words of a text with their marks. Ordinary words are known however they are written, names as listed."""
    known = lexicon().marks
    found = []
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        elided = _ELIDED.match(word)
        if elided and word[elided.end()].isupper():
            small = elided[0][:-1]
            start += elided.end()
            found.append(Token(small, match.start(), start, known.get(small, _NO_MARKS), small, is_capital=False))
            word = word[elided.end() :]
        bare = word
        if word[-1] == "s" and word[-2:-1] in ("'", "’"):
            bare = word[:-2]
        marks = known.get(bare, _NO_MARKS)
        is_capital = False
        if word[0].isupper():
            marks |= known.get(word.lower(), _NO_MARKS).intersection(_ORDINARY)
            is_capital = len(word) == 1 or not bare[:2].isupper()
        found.append(Token(word, start, match.end(), marks, bare, is_capital))
    return found


def joined(text: str, left: Token, right: Token, signs: str = "") -> bool:
    """Whether two words stand side by side, with nothing but room, emphasis or one of `signs` between."""
    gap = text[left.end : right.start]
    return len(gap) <= 8 and not gap.strip(f" \n*_{signs}")


def run_from(text: str, words: list[Token], at: int) -> int:
    """Where the capitalised words that begin at `at` end: the position after the last of them."""
    end = at
    while end < len(words) and end - at <= LONGEST_NAME:
        word = words[end]
        if end > at and not joined(text, words[end - 1], word, "." if len(words[end - 1].text) == 1 else ""):
            break
        if not word.is_capital and (end == at or not _leads_on(text, words, end)):
            break
        end += 1
    return end


def _leads_on(text: str, words: list[Token], at: int) -> bool:
    """Whether small words such as “de la” lead on to another part of a name."""
    for on in range(at, min(at + 3, len(words) - 1)):
        if words[on].text not in _PARTICLES or not joined(text, words[on], words[on + 1]):
            return False
        if words[on + 1].is_capital:
            return True
    return False
