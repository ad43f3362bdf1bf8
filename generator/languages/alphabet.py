# Where something stands from A to Z. Latin letters are headings, whatever accents they carry. Other scripts stand together
# under the name of the script, since a reader who looks for Burmese words knows where her own script is, and not in which
# order a program has its letters; only where many stand there do its letters become headings. Chinese characters never do.
# The names of the groups are words, so they stand in the template. Unicode's names of characters tell the script.

"""Letters, and the groups of a list from A to Z."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from babel import Locale

from . import own_letter, sort_key

MOST_IN_GROUP = 500
"""How many entries one page shows at most: about 40 kB as it is sent."""
ONE_PAGE = 300
"""Up to how many entries all groups stand on one page."""
MANY = 60
"""From how many entries on a script is divided by its letters."""
DIGITS, SIGNS = "0-9", "other"

Item = TypeVar("Item")


@dataclass(frozen=True)
class Group(Generic[Item]):
    """What stands together, on one page or the `part`th of several. `letter` is empty where a whole script does.

    `script` is an ISO 15924 code such as `Latn`, or DIGITS or SIGNS.
    """

    script: str
    letter: str
    items: tuple[Item, ...]
    part: int = 1
    parts: int = 1

    @property
    def id(self) -> str:
        """What it is called in an address."""
        name = self.letter.lower() if self.letter.isascii() else ""
        point = f"-{ord(self.letter[0]):04x}" if self.letter and not name else ""
        return (name or f"{self.script.lower()}{point}") + (f"-{self.part}" if self.part > 1 else "")


def grouped(items: Iterable[tuple[str, Item]], language: str = "") -> list[Group[Item]]:
    """Named things in groups: Latin letters first, then other scripts by name, then numbers and characters.

    `language` is that of the library, whose alphabet may have letters of its own, such as Ñ.

    Within a group they stand by name, and what is called alike in the order in which it came.
    """
    scripts: dict[str, list[tuple[str, Item]]] = {}
    for name, item in sorted(items, key=lambda pair: sort_key(pair[0], language)):
        scripts.setdefault(place(name, language)[0], []).append((name, item))
    found = []
    for script in sorted(scripts, key=lambda code: (code != "Latn", code in (DIGITS, SIGNS), code)):
        divided = script == "Latn" or (len(scripts[script]) > MANY and script not in ("Hani", DIGITS, SIGNS))
        letters: dict[str, list[Item]] = {}
        for name, item in scripts[script]:
            letters.setdefault(place(name, language)[1] if divided else "", []).append(item)
        found += [
            group
            for letter in sorted(letters, key=lambda letter: sort_key(letter, language))
            for group in _parted(script, letter, letters[letter])
        ]
    return found


def place(name: str, language: str = "") -> tuple[str, str]:
    """The script in which a name begins, and its first letter; quotation marks and the like before it do not count."""
    first = next((sign for sign in sort_key(name) if sign.isalnum()), "")
    if not first:
        return SIGNS, ""
    if first.isdigit():
        return DIGITS, ""
    called = unicodedata.name(first, "")
    latin = _LATIN.match(called)
    if latin:
        return "Latn", own_letter(name, language) or latin[1]
    return _codes().get(called.partition(" ")[0], SIGNS), first.upper()


_LATIN = re.compile(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:(?:OPEN|DOTLESS|REVERSED|TURNED|SHARP) )*([A-Z])")


@cache
def _codes() -> dict[str, str]:
    """The codes of scripts by the word with which Unicode's names of their characters begin."""
    names = {str(name).upper(): str(code) for code, name in Locale("en").scripts.items()}
    return names | {"CJK": "Hani", "BENGALI": "Beng", "ORIYA": "Orya"}


def _parted(script: str, letter: str, items: list[Item]) -> Iterator[Group[Item]]:
    cuts = range(0, len(items), MOST_IN_GROUP)
    for part, cut in enumerate(cuts, 1):
        yield Group(script, letter, tuple(items[cut : cut + MOST_IN_GROUP]), part, len(cuts))
