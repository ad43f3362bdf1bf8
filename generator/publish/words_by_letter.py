# The index holds stems, and a word that is near to a stem is no word: "violance" is near to "violence" and not to "violenc". So the
# words of the pages themselves are laid beside the index, in a file for each letter with which they begin, with the number of
# pages that have each. A browser fetches one only where a reader wrote a word that no page has. They are classic scripts, which a
# page may load from a folder as from a server.

"""The words of all pages, by the letter with which they begin."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

SHORTEST, LONGEST = 4, 24
"""How many letters a word has that may be offered. Of a shorter one, every other is near."""
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},{LONGEST}}}")


def words_by_letter(pages_with: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The scripts by their names, a letter's number in Unicode, in hexadecimal; of words, and how many pages have each."""
    for letter, some in groupby(sorted(pages_with), lambda word: word[0]):
        words = json.dumps({word: pages_with[word] for word in some}, ensure_ascii=True, separators=(",", ":"))
        yield f"{ord(letter):x}.js", f"hgSearch.spelt({json.dumps(letter)},{words})\n"


def words_of(text: str) -> set[str]:
    """The words of a text that may be offered."""
    return set(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    """In small letters without accents, as the scripts of the search compare words."""
    apart = unicodedata.normalize("NFD", text)
    accents = {ord(sign): None for sign in set(apart) if unicodedata.combining(sign)}
    return apart.translate(accents).lower() if accents else apart.lower()
