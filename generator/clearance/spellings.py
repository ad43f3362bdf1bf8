# People write a name with and without its articles, its kind of body and its last words, with “and” or “&”, shortened, or the
# other way round. Whoever looks for a name looks for all of these; in what letters and hyphens they differ is not said here,
# since a name is compared letter by letter.

"""The ways in which people write a name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from ..languages.lexicon import territories
from .ordinary import begins_ordinary_word, is_ordinary
from .reading import letters_of

CHANGING = 6
"""A name of more letters than these is known without the vowel at its end."""
_ARTICLES = (
    "the",
    "a",
    "an",
    "el",
    "la",
    "los",
    "las",
    "le",
    "les",
    "l",
    "der",
    "die",
    "das",
    "o",
    "os",
    "al",
    "il",
    "het",
)
_AND = ("and", "y", "e", "et", "und", "na", "en", "n", "&", "+", "و")
_SUFFIXES = re.compile(
    r"[\s,]+(?:ltd|limited|inc|incorporated|llc|llp|plc|corp|co|pty|gmbh|ggmbh|mbh|e\.?\s?v|asbl|aisbl|vzw|ivzw|ngo|cbo|cso"
    r"|ong|osc|sarl|s\.?a\.?r\.?l|s\.?a|s\.?c|a\.?c|i\.?a\.?p|cic|cio|clg|bv|n\.?v|onlus|odv|e\.?g|r\.?p)\.?\s*$",
    re.IGNORECASE,
)
"""Legal forms at the end of a name."""
_BODIES = (
    r"association|network|council|union|foundation|centre|center|fund|federation|coalition|alliance|movement|institute"
    r"|committee|group|forum|initiative|society|league|organisation|organization|trust|collective|cooperative|party|ministry"
    r"|circle|club|project|programme|program|house|shelter|hub|commission|board|academy|school|university|church|parish"
)
_BODY_FIRST = re.compile(rf"(?P<body>{_BODIES}) (?:of|for) (?:the )?(?P<rest>.+)", re.IGNORECASE)
_BODY_LAST = re.compile(rf"(?P<rest>.+) (?P<body>{_BODIES})", re.IGNORECASE)
_MOST_WAYS = 64


def ways_to_write(name: str) -> tuple[str, ...]:
    """A name as people write it: without article, legal form or what is in brackets, and with another word for “and”."""
    inner = (part for part in re.findall(r"[(\[]([^)\]]+)[)\]]", name) if _stands_for_it(part))
    parts = [name, re.sub(r"\s*[(\[][^)\]]*[)\]]", "", name), *inner]
    found: dict[str, None] = {}
    for part in parts:
        for way in _without_ends(" ".join(part.split())):
            for turned in _turned(way):
                found.update(dict.fromkeys(itertools.islice(_with_other_words(turned), _MOST_WAYS)))
    return tuple(way for way in found if way)


def _without_ends(name: str) -> Iterator[str]:
    yield name
    short = _SUFFIXES.sub("", name)
    first, _, rest = re.sub("[’']", " ", short).partition(" ")
    for way in (short, rest if first.casefold() in _ARTICLES and len(letters_of(rest)) > 3 else ""):
        if way and way != name and _is_own_word(way):
            yield way


def _is_own_word(name: str) -> bool:
    """Whether a part of a name is long enough to stand for it, and no ordinary word."""
    letters = letters_of(name)
    return len(letters) > 3 and not begins_ordinary_word(letters) and not is_ordinary(letters)


def _stands_for_it(part: str) -> bool:
    """Whether what is in brackets is another name, and does not tell in which country one is: “Institute of Health (Kenya)”."""
    return part.isupper() or (_is_own_word(part) and part.strip().casefold() not in territories())


def is_body(word: str) -> bool:
    """Whether a word says only what sort of body somebody is."""
    return re.fullmatch(_BODIES, word, re.IGNORECASE) is not None


def _turned(name: str) -> Iterator[str]:
    """Association of X, and X Association."""
    yield name
    if first := _BODY_FIRST.fullmatch(name):
        yield f"{first['rest']} {first['body']}"
    elif last := _BODY_LAST.fullmatch(name):
        yield from (f"{last['body']} {link} {last['rest']}" for link in ("of", "for", "of the"))


def _with_other_words(name: str) -> Iterator[str]:
    """A name with each word for “and” that there is, and with and without articles and the s of a possessive."""
    choices: list[tuple[str, ...]] = []
    for number, word in enumerate(_SHORT_BEFORE.sub(r"\1 ", name).split(" ")):
        plain = word.casefold()
        if number and plain in _AND:
            choices.append(("", *_AND[:8]) if plain in ("and", "&", "+") else (word, "", "and"))
        elif number and plain in _ARTICLES[:3]:
            choices.append((word, ""))
        elif plain.rstrip(".") in _SHORTENED:
            choices.append((word, *_SHORTENED[plain.rstrip(".")]))
        elif possessive := re.fullmatch(r"(\w{3,})['’]s|(\w{3,}s)['’]", word):
            choices.append((word, possessive[1] or possessive[2][:-1]))
        else:
            choices.append((word, f"{word}s") if not number and " " in name else (word,))
    yield name
    if (plain := _UMLAUTS.sub(lambda sign: _TWO_LETTERS[sign[0].lower()], name)) != name:
        yield plain
    if name.startswith("የ") and len(name) > CHANGING:
        yield name[1:]  # in Amharic “of” is the first letter of a name, and another word takes its place
    yield from (" ".join(filter(None, way)) for way in itertools.product(*choices))


_SHORTENED = {
    way: tuple(one for one in ways if one.casefold() != way)
    for ways in (
        ("Saint", "St", "Sankt"),
        ("Sainte", "Ste"),
        ("Santa", "Sta"),
        ("Mount", "Mt"),
        ("Fort", "Ft"),
        ("Port", "Pt"),
    )
    for way in map(str.casefold, ways)
}
"""Words of names that people shorten, and what they write instead."""
_SHORT_BEFORE = re.compile(rf"\b({'|'.join(_SHORTENED)})-", re.IGNORECASE)
_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_UMLAUTS = re.compile(f"[{''.join(_TWO_LETTERS)}]", re.IGNORECASE)
