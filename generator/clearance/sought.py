# All names that are looked for in a text are looked for at once: at each place where a word may begin, the first letters
# say which names could stand there. That takes the time of one reading, however many names there are. A name is compared
# letter by letter, since people write one word or two, a hyphen or none, and whatever ending their language asks for.

"""Secret names, and where they stand in a text that is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .ordinary import begins_ordinary_word, is_ordinary
from .reading import SPACE, Reading, read
from .spellings import CHANGING, ways_to_write

SHORTEST = 2
"""Shorter names would be found in every text."""
BY_LETTERS = 8
"""A name of so many letters is found wherever its letters stand together, however they are parted into words."""
_WITHIN_ADDRESS = 6
"""A name of so many letters is found in the midst of an address, where words run together."""
_WITHIN_WORD = 12
"""A name of so many letters is found in the midst of a word."""
_ACRONYM = 5
"""A name of up to so many capitals is an acronym."""

_READ_AS_WORD = 4
"""An acronym of so many letters is written as a word too, as Unesco is."""

Form = Literal["name", "whole", "proper", "titled", "short", "code"]
"""How a name is known: by its letters, as a whole word, by a capital too, by one on each word; an acronym by nothing but
capitals, a code in addresses too."""


@dataclass(frozen=True)
class Secret:
    """A name that must not be published, and what may be written instead.

    An ordinary word begins with a `whole` name; a `proper` one is an ordinary word as well, so that only its capital tells
    it; a `short` one is an acronym.
    """

    name: str
    instead: str
    rule: str = "withheld-name"
    form: Form | None = None
    why: str = "is withheld"


class Hit(NamedTuple):
    """A secret that stands in a text, and where in its source."""

    at: int
    secret: Secret


class _Wanted(NamedTuple):
    """A way to write a secret: its letters, with and without an end that changes, where words begin in it, and how many of
    these begin with no capital."""

    letters: str
    words: frozenset[int]
    full: str
    small: int
    form: Form
    secret: Secret


class Sought:
    """Secrets, made ready so that a text is read through once for all of them."""

    def __init__(self, secrets: Iterable[Secret], signs: Iterable[tuple[re.Pattern[str], Secret]] = ()) -> None:
        self._signs = tuple(signs)
        self._by_beginning: dict[str, list[_Wanted]] = {}
        self._long: list[_Wanted] = []
        known: set[tuple[str, Form]] = set()
        for wanted in _all_wanted(tuple(secrets)):
            if len(wanted.letters) >= SHORTEST and (wanted.letters, wanted.form) not in known:
                known.add((wanted.letters, wanted.form))
                self._by_beginning.setdefault(wanted.letters[:_BEGINNING], []).append(wanted)
                if len(wanted.letters) >= _WITHIN_WORD and wanted.form == "name":
                    self._long.append(wanted)

    def __bool__(self) -> bool:
        return bool(self._by_beginning or self._signs)

    def in_text(self, text: str) -> list[Hit]:
        """Where secrets stand in a text of Markdown or the like."""
        return self.in_reading(read(text)) if self else []

    def in_reading(self, reading: Reading) -> list[Hit]:
        """Where secrets stand, in order. Of two in one place, such as Congo in a longer name, only the longer one."""
        if not self:
            return []
        spans = sorted({*self._at_words(reading), *self._within_words(reading)}, key=_longest_first)
        hits: list[Hit] = []
        taken: list[tuple[int, int]] = []
        for start, end, wanted in spans:
            before = bisect_right(taken, (start, end))
            is_free = before == 0 or taken[before - 1][1] <= start
            if is_free and (before == len(taken) or end <= taken[before][0]):
                taken.insert(before, (start, end))
                hits.append(Hit(reading.place(start), wanted.secret))
        for sign, secret in self._signs:
            hits += [Hit(match.start(), secret) for match in sign.finditer(reading.source)]
        return sorted(hits, key=lambda hit: (hit.at, hit.secret.name))

    def _at_words(self, reading: Reading) -> Iterator[tuple[int, int, _Wanted]]:
        letters, lookup = reading.letters, self._by_beginning
        for start, least in _starts(reading):
            for length in _LENGTHS:
                for wanted in lookup.get(letters[start : start + length], ()):
                    if len(wanted.letters) >= least and _stands(wanted, reading, start):
                        yield start, start + len(wanted.letters), wanted

    def _within_words(self, reading: Reading) -> Iterator[tuple[int, int, _Wanted]]:
        for wanted in self._long:
            start = reading.letters.find(wanted.letters)
            while start >= 0:
                if not reading.is_over_folders(start, start + len(wanted.letters)):
                    yield start, start + len(wanted.letters), wanted
                start = reading.letters.find(wanted.letters, start + 1)


_BEGINNING = 3
_LENGTHS = (2, 3)
"""Names are kept by their first three letters, and those of two letters by both."""


def _longest_first(span: tuple[int, int, _Wanted]) -> tuple[int, int, str, str]:
    return span[0] - span[1], span[0], span[2].secret.name, span[2].form


def _all_wanted(secrets: tuple[Secret, ...]) -> Iterator[_Wanted]:
    """Each secret as it is written, so that messages quote that, and then in all other ways."""
    yield from (_wanted(secret.name, secret) for secret in secrets)
    yield from (_wanted(way, secret) for secret in secrets for way in ways_to_write(secret.name))


def _wanted(name: str, secret: Secret) -> _Wanted:
    reading = read(name)
    letters, form = reading.letters[: reading.addresses], secret.form or _known_by(name)
    # Languages change the end of a name: Guatemala, guatemalteca; Танзания, в Танзании.
    if form == "name" and letters[-1:] in _VOWELS and len(letters) > (CHANGING if letters.isascii() else 4):
        letters = letters if begins_ordinary_word(letters[:-1]) else letters[:-1]
    full = reading.letters[: reading.addresses]
    small = sum(not reading.written(at).isupper() for at in (0, *reading.gaps))
    return _Wanted(letters, frozenset(reading.gaps), full, small, form, secret)


def _known_by(name: str) -> Form:
    """How a name is known of which nobody said it: as an acronym, if it looks like one.

    A longer one in capitals with which ordinary words begin, such as EMERGE, is known by its capitals too.
    """
    signs = re.sub(r"[\W_]", "", name)
    is_short = len(signs) <= _ACRONYM or (" " not in name and begins_ordinary_word(signs.lower()))
    return "short" if signs.isupper() and is_short and signs.upper() != signs.lower() else "name"


_VOWELS = frozenset("aeiouyаеиоуыэюяάαειουωا")


def _stands(wanted: _Wanted, reading: Reading, start: int) -> bool:
    """Whether a name stands at a place where its first letters do."""
    end = start + len(wanted.letters)
    if not reading.letters.startswith(wanted.letters, start) or reading.is_over_folders(start, end):
        return False
    if wanted.form != "name":
        return _stands_whole(wanted, reading, start, end)
    if len(wanted.full) >= BY_LETTERS and reading.letters.startswith(wanted.full, start):
        return True
    gaps = [at - start for at, kind in reading.gaps_within(start, end) if kind == SPACE]
    return wanted.words.issuperset(gaps) or _is_spelt_out(reading, start, end)


def _is_spelt_out(reading: Reading, start: int, end: int) -> bool:
    """Whether each letter stands alone, as in C.A.R.E."""
    return end - start > 1 and len(list(reading.gaps_within(start, end))) == end - start - 1 and reading.ends_word(end)


def _stands_whole(wanted: _Wanted, reading: Reading, start: int, end: int) -> bool:
    """Whether a name of which ordinary words remind, or an acronym, stands here whole and with its capitals."""
    has_s = reading.letters[end : end + 1] == "s" and reading.written(end) == "s" and reading.ends_word(end + 1)
    if not has_s and not reading.ends_word(end) and not _goes_on_with_year(wanted, reading, start, end):
        return False
    gaps = {at - start for at, kind in reading.gaps_within(start, end) if kind == SPACE}
    in_address = start >= reading.addresses or _goes_on_as_host(reading, end)
    if wanted.form in ("whole", "proper", "titled"):
        is_own = in_address and (wanted.form == "titled" or not is_ordinary(wanted.letters))
        return gaps <= wanted.words and (is_own or _has_capitals(wanted, reading, start))
    if in_address and wanted.form == "short":
        return len(wanted.letters) > 2 and not gaps
    capitals = [reading.written(at).isupper() or not reading.written(at).isalpha() for at in range(start, end)]
    is_word = capitals[0] and len(wanted.letters) >= _READ_AS_WORD and wanted.form == "short"
    if not all(capitals) and not (is_word and not is_ordinary(wanted.letters) and not gaps):
        return False
    return gaps <= wanted.words or _is_spelt_out(reading, start, end)


def _goes_on_with_year(wanted: _Wanted, reading: Reading, start: int, end: int) -> bool:
    """Whether an acronym or a code of three letters is written together with a number, as in “ABC2019” or “KES500”."""
    is_code = wanted.form == "code" and len(wanted.letters) > 2
    return (
        (wanted.form == "short" or is_code)
        and reading.letters[end : end + 1].isdigit()
        and reading.written(start).isupper()
    )


_HOST = re.compile(r"\.[a-z]{2,24}(?![^\W\d_])")


def _goes_on_as_host(reading: Reading, end: int) -> bool:
    """Whether letters end as in “lamp.example”, an address of which nobody said that it is one."""
    return bool(_HOST.match(reading.source, reading.place(end - 1) + 1))


def _has_capitals(wanted: _Wanted, reading: Reading, start: int) -> bool:
    """Whether a name that reminds of ordinary words has the capitals that tell it from them."""
    if wanted.form == "whole":
        return True
    heads = (0, *wanted.words) if wanted.form == "titled" else (0,)
    small = sum(not reading.written(start + at).isupper() for at in heads)
    return reading.written(start).isupper() and small <= wanted.small


# Where a name may begin


def _starts(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a name may begin, and how many letters it has at least if it begins there."""
    letters = reading.letters
    positions = (0, *reading.gaps)
    for start, end in zip(positions, (*reading.gaps, len(letters)), strict=True):
        yield start, SHORTEST
        if letters[start : start + 1] > "z":
            yield from _starts_in_other_script(letters, start, end)
        elif end - start > _PREFIXED and not is_ordinary(letters[start:end]):
            if start >= reading.addresses:
                yield from ((at, _WITHIN_ADDRESS) for at in range(start + 1, end))
            yield from ((start + len(prefix), _PREFIXED) for prefix in PREFIXES if letters.startswith(prefix, start))


_PREFIXED = 5
PREFIXES = ("wa", "m", "mu", "ki", "u", "i", "e", "ba", "ma", "aba", "ama")
"""What some languages set before a name: Mtanzania, Watanzania, eTanzania."""
_OTHER_PREFIXES = re.compile("(?:እስከ|እንደ|ስለ|ወደ|የበ|ለበ|የ|በ|ለ|ከ)|[והבלמכש]{1,2}|[وف]?[بكلس]?(?:ال|لل)?")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Letters of scripts that put no space between words: a name may begin at each of them."""


def _starts_in_other_script(letters: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if _UNSPACED.match(letters, start):
        yield from ((at, SHORTEST) for at in range(start + 1, end))
    elif prefix := _OTHER_PREFIXES.match(letters, start, end):
        yield from ((at, 3) for at in range(start + 1, prefix.end() + 1))
