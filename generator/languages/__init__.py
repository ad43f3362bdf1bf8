# What a language asks of lists, names and order, as Unicode CLDR has it. Babel has most of it; what it leaves out and this
# library meets stands here, each as data with its source, and nothing else does: no module knows a language by itself.

"""Locales, lists in words, and the order of letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

_SAME_WORDS = {"prs": "fa_AF"}
"""Languages that CLDR has under another name: Dari is the Persian of Afghanistan."""

_OWN_LETTERS = {
    **dict.fromkeys(("es", "gl", "eu", "fil"), "n ñ"),
    **dict.fromkeys(("sv", "fi"), "z å ä ö"),
    **dict.fromkeys(("da", "nb", "nn", "no"), "z æ ø å"),
    **dict.fromkeys(("hr", "bs"), "c č ć, d đ, s š, z ž"),
    **dict.fromkeys(("cs", "sk"), "c č, r ř, s š, z ž"),
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș, t ț",
    "sq": "c ç, e ë",
    "tr": "c ç, g ğ, o ö, s ş, u ü",
    "az": "c ç, e ə, g ğ, o ö, s ş, u ü",
}
"""Letters with a place of their own in the alphabet, each after the one that stands before it here: CLDR's collations."""


@cache
def locale_of(language: str) -> Locale:
    """The locale of a language such as `es` or `pt-BR`; English where CLDR does not know the language."""
    known = known_locale(language)
    return known or Locale("en", "GB")


@cache
def known_locale(language: str) -> Locale | None:
    """The locale of a language, or None where CLDR does not know it."""
    name, _, rest = language.replace("_", "-").partition("-")
    try:
        return Locale.parse(_SAME_WORDS.get(name, "-".join(filter(None, (name, rest)))).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def direction(language: str) -> str:
    """In which direction a language is written: `rtl` or `ltr`, as HTML calls it."""
    name, _, script = language.partition("-")
    return "rtl" if script in ("Arab", "Hebr") or (not script and name in _TO_THE_LEFT) else "ltr"


_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def first_direction(text: Iterable[str]) -> str:
    """In which direction the first letter of a text runs, as HTML calls it (Unicode Standard Annex 9, rule P2); empty where it has none."""
    kinds = (unicodedata.bidirectional(sign) for part in text for sign in part)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), "")


_TO_THE_LEFT = frozenset(
    [
        "ar",
        "arc",
        "azb",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "ks",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)
"""Languages that CLDR's likely subtags give a script that runs from right to left."""


def listed(items: Sequence[str], locale: Locale) -> str:
    """“A, B and C”, as the language puts it."""
    words = format_list(list(items), locale=locale)
    return _spanish(words, items[-1]) if locale.language == "es" and len(items) > 1 else words


def _spanish(words: str, last: str) -> str:
    """Spanish says “e” for “y” before the sound i: https://www.rae.es/dpd/y"""
    opened = re.match(r"[\W_]*", last)
    sound = last[opened.end() if opened else 0 :]
    if not re.match(r"(?:[ií](?![aeouáéóú])|hi(?![aeuáéú])|hí)", unicodedata.normalize("NFC", sound), re.IGNORECASE):
        return words
    head = words[: len(words) - len(last)]
    return re.sub(r"\by(\s+)$", r"e\1", head) + last


@lru_cache(maxsize=1 << 16)
def sort_key(text: str, language: str = "") -> str:
    """What texts are sorted by: letters without their accents, small, so that á stands beside a, from the first one on.

    A title in quotation marks stands where its first letter does. A letter that has a place of its own in the alphabet of `language` stands there: ñ after n in Spanish.
    """
    own = _places_of(language.partition("-")[0])
    text = text[next((at for at, sign in enumerate(text) if sign.isalnum()), 0) :]
    small = unicodedata.normalize("NFC", text).casefold() if own else text
    if own:
        small = "".join(own.get(letter, letter) for letter in small)
    apart = unicodedata.normalize("NFKD", small)
    return "".join(mark for mark in apart if not unicodedata.combining(mark)).casefold()


_AFTER = "\U0010fff0"
"""Sorts after whatever may follow a letter in a word."""


@cache
def _places_of(language: str) -> dict[str, str]:
    rows = [row.split() for row in _OWN_LETTERS.get(language, "").split(",") if row]
    return {letter: f"{row[0]}{_AFTER}{number}" for row in rows for number, letter in enumerate(row[1:], 1)}


def own_letter(text: str, language: str) -> str:
    """The letter in which a text begins if it has a place of its own in the language's alphabet, in capitals; else nothing."""
    first = next((sign for sign in unicodedata.normalize("NFC", text) if sign.isalnum()), "")
    return first.upper() if first.casefold() in _places_of(language.partition("-")[0]) else ""
