# Where somebody can be found tomorrow: an account that can be written to, a house with its number, the hour and spot at
# which a group meets. Whoever wishes people ill needs no name for that. Each rule asks for two things that stand together,
# so that a road, a church or a Tuesday alone says nothing.

"""Accounts, houses and meeting places in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...languages.lexicon import Token, joined, lexicon, phrase_before, run_from
from ...rules.telltale import HANDLE, NETWORK
from .finding import Finding, told


def accounts(text: str, prose: str) -> Iterator[Finding]:
    """Accounts on social networks: “@lamp.readers”, and “facebook.com/lamp.readers” in addresses of links too."""
    for pattern, where in ((HANDLE, prose), (NETWORK, text)):
        for match in pattern.finditer(where) if "@" in where or "/" in where else ():
            said = match[0].rstrip("./")
            yield told(match.start(), "social-account", said)


_NUMBER = re.compile(r"[1-9]\d{0,4}[A-Za-z]?")
_REACH = 4
"""So many words may stand between the number of a house and its road."""


def houses(text: str, words: list[Token]) -> Iterator[Finding]:
    """Roads with a house number: “14 Lamp Road”, “Calle Faro 14”, “plot number 7”."""
    until = 0
    for at, word in enumerate(words):
        if not _NUMBER.fullmatch(word.text) or word.start < until:
            continue
        first, last = _road(text, words, at) or (at, at)
        if first == at and _YEAR.fullmatch(word.text):
            continue
        if first == last and phrase_before(words, at, lexicon().houses):
            first = at - 1
        if first < last:
            said = " ".join(text[words[first].start : words[last].end].split())
            until = words[last].end
            yield told(words[first].start, "street-address", said)


def _road(text: str, words: list[Token], at: int) -> tuple[int, int] | None:
    """From where to where the address goes whose number is at a position."""
    for on in range(at - 1, max(at - 2 - _REACH, -1), -1):
        if not _goes_on(text, words[on], words[on + 1]):
            break
        if "streets" in words[on].marks and on + 1 < at:
            return on, at
    for on in range(at + 1, min(at + 1 + _REACH, len(words))):
        if not _goes_on(text, words[on - 1], words[on]) or not (words[on].text[0].isupper() or _is_small(words[on])):
            break
        if words[on].marks & {"one", "near"} and "streets" not in words[on].marks:
            break
        if "streets" in words[on].marks:
            # “14 rue du Phare”: there the name comes after.
            return at, max(on, run_from(text, words, on) - 1)
    return None


def _goes_on(text: str, left: Token, right: Token) -> bool:
    """Whether two words are of one address: “Av. Faro # 14”, but not “Lamp Road. 14 came”."""
    return joined(text, left, right, ",#°º." if len(left.text) <= 3 else ",#°º")


_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def _is_small(word: Token) -> bool:
    return "streets" in word.marks or word.text.isdigit()


def meetings(text: str, words: list[Token]) -> Iterator[Finding]:
    """When or where people can be met: “meets every Tuesday”, “gathers behind the church”."""
    until = 0
    for at, word in enumerate(words):
        if "meets" not in word.marks:
            continue
        near = _same_sentence(text, words, at)
        found = _weekday(near) or _spot(near)
        if found:
            first, last = min(word.start, found[0].start), max(word.end, found[1].end)
            if first < until:
                continue  # said already, of another word of meeting beside the same day
            until = last
            said = " ".join(text[first:last].split())
            yield told(first, "meeting-place", said)


def _same_sentence(text: str, words: list[Token], at: int) -> list[Token]:
    """The words around a position, up to twelve on either side, within its sentence."""
    low, high = at, at + 1
    while low > 0 and at - low < 12 and not re.search(r"[.!?]\s|\n\s*\n", text[words[low - 1].end : words[low].start]):
        low -= 1
    while (
        high < len(words)
        and high - at < 12
        and not re.search(r"[.!?]\s|\n\s*\n", text[words[high - 1].end : words[high].start])
    ):
        high += 1
    return words[low:high]


def _weekday(near: list[Token]) -> tuple[Token, Token] | None:
    """A day of the week on which something comes again: “every Tuesday”, “on Tuesdays”."""
    for at, word in enumerate(near):
        if "weekday" not in word.marks:
            continue
        before = near[max(0, at - 3) : at]
        again = [one for one in before if "every" in one.marks]
        if again or word.text.endswith("days"):
            return (again or [word])[0], word
    return None


def _spot(near: list[Token]) -> tuple[Token, Token] | None:
    """A spot that can be found: “behind the church”."""
    for at, word in enumerate(near):
        after = near[at + 1 : at + 5]
        spot = next((one for one in after if "spots" in one.marks), None)
        if "beside" in word.marks and spot and any("one" in one.marks for one in after):
            return word, spot
    return None
