# Whether a word is a name cannot be told from its letters: Reading is a town. What no list of ordinary words has is taken
# for one; what the list has counts as a name only by its capital.

"""Words that are no names."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from ..folders import DATA

_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "r", "rs", "est", "st", "ness", "able")
"""Endings without which words stand in the list, as tools/names/make.py made it."""


def is_ordinary(letters: str) -> bool:
    """Whether a word, in small letters, is an ordinary one of English."""
    words = _words()
    if letters in words or any(letters.endswith(end) and letters[: -len(end)] in words for end in _ENDINGS):
        return True
    return letters.endswith(("ies", "ied")) and f"{letters[:-3]}y" in words


def begins_ordinary_word(letters: str) -> bool:
    """Whether an ordinary word begins with these letters."""
    at = bisect_left(_in_order(), letters)
    if at < len(_in_order()) and _in_order()[at].startswith(letters):
        return True
    return any(
        letters[:-cut] in _words() and any(end.startswith(letters[-cut:]) for end in _ENDINGS) for cut in range(1, 5)
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(_in_order())


@cache
def _in_order() -> tuple[str, ...]:
    path = DATA / "ordinary-words.txt"
    return tuple(path.read_text("utf-8").partition("\n\n")[2].split())
