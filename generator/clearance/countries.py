# A country is known by more than its name: by its name in any language, its towns and provinces, its people, its money, a
# flag, a telephone's prefix, the end of an address. All that is data, made of CLDR and others (tools/names/make.py) and read only
# where a record withholds a country; country-words.json is what people added by hand.

"""What gives a country away."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_territory_currencies

from ..folders import DATA
from ..schema import COUNTRIES, Case, Record
from .ordinary import begins_ordinary_word, is_ordinary
from .reading import letters_of
from .sought import PREFIXES, Form, Secret

_INSTEAD = "Write the region instead, or nothing"
_PARTS = re.compile(r"[()&/]|\s-\s")
_DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "centre",
        "center",
        "upper",
        "lower",
        "inner",
        "outer",
        "coast",
        "coastal",
        "capital",
        "federal",
        "national",
        "metropolitan",
        "district",
        "region",
        "littoral",
        "plateau",
        "lakes",
        "islands",
        "island",
        "river",
        "rivers",
        "delta",
        "bay",
        "highlands",
        "city",
        "state",
        "territory",
        "new",
    ]
)
"""Names of provinces that say nothing of a country."""
_COMPASS = frozenset(
    ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "coast", "capital"]
)
"""Those that people say of any country, with the sort of the place too."""
_SORTS = ("State", "Province", "Region", "County", "Department", "Governorate")
_AMBIGUOUS_CODES = frozenset(
    [
        "AD",
        "AI",
        "AM",
        "AS",
        "AT",
        "BE",
        "BI",
        "BY",
        "CA",
        "CC",
        "CD",
        "CV",
        "DE",
        "DO",
        "EC",
        "ES",
        "FM",
        "GB",
        "GE",
        "HE",
        "HM",
        "HR",
        "ID",
        "IE",
        "IL",
        "IM",
        "IN",
        "IO",
        "IQ",
        "IS",
        "IT",
        "LA",
        "LI",
        "MA",
        "MC",
        "MD",
        "ME",
        "ML",
        "MR",
        "MS",
        "MY",
        "NA",
        "NE",
        "NO",
        "NU",
        "OM",
        "PA",
        "PE",
        "PL",
        "PM",
        "PR",
        "PS",
        "PT",
        "RE",
        "RS",
        "SA",
        "SE",
        "SC",
        "SI",
        "SO",
        "ST",
        "TD",
        "TO",
        "TV",
        "US",
        "VA",
        "VC",
        "VI",
        "WS",
    ]
)
"""Codes of countries that are words or other short forms as well."""
_OPEN_ENDS = frozenset(
    [
        "ac",
        "ad",
        "ai",
        "as",
        "bz",
        "cc",
        "cd",
        "co",
        "cx",
        "dj",
        "eu",
        "fm",
        "gg",
        "gl",
        "im",
        "io",
        "is",
        "la",
        "ly",
        "me",
        "ms",
        "mu",
        "nu",
        "pm",
        "pn",
        "pw",
        "re",
        "sc",
        "sh",
        "so",
        "st",
        "sx",
        "tk",
        "to",
        "tv",
        "vc",
        "vg",
        "ws",
    ]
)
"""Ends of addresses that are sold to anybody in the world."""


def country_secrets(code: str, called: Iterable[str]) -> Iterator[Secret]:
    """The names that give a country away. `called` are those in the library's own words."""
    own = {part.strip() for name in called for part in (name, *_PARTS.split(name))} | set(_words().get(code, ()))
    data = _marks().get(code, {})
    yield from (Secret(name, _INSTEAD, form=form_of(name, is_own=True)) for name in sorted(own) if len(name) > 1)
    yield from (Secret(sign, _INSTEAD, form="code") for sign in _codes(code, data))
    yield Secret("".join(chr(ord(letter) + _FLAG) for letter in code), _INSTEAD, form="name")
    names = {
        *data.get("peoples", ()),
        *(word for word in data.get("money", ()) if word.islower()),
        *data.get("abroad", ()),
    }
    for place in data.get("places", ()):
        names |= {place, *_parts_of_place(place)}
        if letters_of(place) not in _COMPASS and not says_something(place):
            names |= {f"{place} {sort}" for sort in _SORTS}
    found_so = tuple(letters_of(name) for name in own if form_of(name, is_own=True) == "name")
    for name in sorted(filter(says_something, names)):
        letters = letters_of(name)
        if not letters.startswith(found_so) and not any(
            letters == f"{prefix}{one}" for prefix in PREFIXES for one in found_so
        ):
            yield Secret(name, _INSTEAD, form=form_of(name, is_own=False))


def says_something(name: str) -> bool:
    """Whether a name is long enough, and says more than north or coast."""
    letters = letters_of(name)
    if letters in _DIRECTIONS or (len(letters) < 5 and is_ordinary(letters)):
        return False
    return len(letters) > (3 if letters.isascii() else 1)


def country_signs(code: str) -> Iterator[tuple[re.Pattern[str], Secret]]:
    """What gives a country away besides names: the end of an address, and the prefix of its telephones."""
    end = "uk" if code == "GB" else code.lower()
    if end in _OPEN_ENDS:
        host = rf"(?<![\w.-])[\w.-]{{1,250}}\.(?:{_SECOND_OF_STATES})\.{end}(?![\w-])"
    else:
        host = rf"(?:https?://|www\.|@)[\w.-]{{0,250}}\.{end}(?![\w-])|(?<![\w.@/-])[\w.-]{{1,250}}\.(?:{_SECOND})\.{end}(?![\w-])"
    yield re.compile(host, re.IGNORECASE), Secret(f".{end}", "Leave the address out, and describe the source")
    if money := _MONEY.get(code):
        beside = rf"(?<!\w)(?:{money})\.?\s?(?=\d)|(?<=\d)\s?(?:{money})(?!\w)"
        yield (
            re.compile(beside),
            Secret(money.partition("|")[0], "Write the amount in words that fit several countries"),
        )
    for number in _marks().get(code, {}).get("phone", ()):
        yield (
            re.compile(rf"(?<![\w+])(?:\+|00)[ ]?{number}(?=[\s()/.-]{{0,3}}\d)"),
            Secret(f"+{number}", "Leave the number out"),
        )


def without_money_of(record: Record, codes: Iterable[str]) -> Record:
    """A record without its sums in a currency that few countries but some of these ever had."""
    own = {money for code in codes for money in _currencies()[code]}
    telling = {money for money in own if sum(money in other for other in _currencies().values()) < _MANY}
    if not isinstance(record, Case) or not telling:
        return record
    return record.model_copy(update={"costs": tuple(cost for cost in record.costs if cost.currency not in telling)})


_MANY = 6
"""How many countries share a currency, such as the CFA francs, that tells of none of them."""


@cache
def _currencies() -> dict[str, frozenset[str]]:
    """The currencies that each country has had, by its code. CLDR says since when, which does not matter here."""
    always = (datetime.date(1800, 1, 1), datetime.date(2199, 12, 31))
    return {str(code): frozenset(map(str, get_territory_currencies(code, *always))) for code in COUNTRIES}


def names_of_country(code: str, locales: Iterable[str]) -> Iterator[str]:
    """The short names of a country in some languages."""
    for locale in locales:
        try:
            yield Locale.parse(locale, sep="-").territories.get(code, "")
        except UnknownLocaleError:
            continue


_MONEY = {
    **{
        "KE": "K[Ss][Hh]s?",
        "TZ": "T[Ss][Hh]s?",
        "UG": "U[Ss][Hh]s?",
        "BD": "৳|Tk",
        "TR": "₺|TL",
        "NG": "₦",
        "IN": "₹|INR",
    },
    **{
        "GH": "₵|GH[₵¢]",
        "PH": "₱|Ph[Pp]",
        "UA": "₴",
        "KZ": "₸",
        "LA": "₭",
        "MN": "₮",
        "KH": "៛",
        "TH": "฿",
        "VN": "₫",
        "PY": "₲",
    },
    **{
        "CR": "₡",
        "GE": "₾",
        "AZ": "₼",
        "AM": "֏",
        "AF": "؋",
        "RU": "₽",
        "BR": r"R\$",
        "NI": r"C\$",
        "DO": r"RD\$",
        "PE": r"S/\.?",
    },
    **{"ID": "Rp", "MY": "RM", "GT": "Q", "NP": "NRs|रू", "ZA": "R", "ET": "Br", "MW": "MK"},
}
"""How money is written beside a number where no other country writes it so, as a pattern."""
_SECOND = "ac|co|com|edu|go|gob|gov|gouv|net|ngo|or|org"
_SECOND_OF_STATES = "ac|edu|go|gob|gov|gouv|mil|org"
"""What a country keeps for those within it, where everybody may buy the end of an address."""
_FLAG = 0x1F1E6 - ord("A")


def form_of(name: str, *, is_own: bool) -> Form:
    """How a name is known. One that is an ordinary word too is told by its capital, unless it is the country's own."""
    letters, words = letters_of(name), name.split()
    if name.isupper() and letters.isascii():
        return "code"
    if not letters.isascii() or (is_own and len(words) > 1):
        return "name"
    if all(is_ordinary(letters_of(word)) for word in words):
        return "whole" if is_own else "proper"
    is_short = len(letters) < (4 if is_own else 5) or len(letters_of(words[-1])) < 3
    return "whole" if is_short or begins_ordinary_word(letters) else "name"


def _codes(code: str, data: Mapping[str, Any]) -> Iterator[str]:
    """The codes of a country and of its money, as far as they are no words."""
    if code not in _AMBIGUOUS_CODES:
        yield code
    alpha3 = get_global("territory_aliases")
    three = [old for old, new in alpha3.items() if new == [code] and len(old) == 3 and old.isalpha()]
    yield from (three_letters for three_letters in three if not is_ordinary(three_letters.lower()))
    yield from (money for money in data.get("money", ()) if money.isupper())


def _parts_of_place(place: str) -> Iterator[str]:
    """The word of its own in a place such as “Zanzibar Urban/West”, whose others are ordinary."""
    words = re.findall(r"[^\W\d_][\w’'-]*", place)
    own = [word for word in words if not is_ordinary(letters_of(word))]
    if len(words) > 1 and len(own) == 1 and len(own[0]) > 3:
        yield own[0]


@cache
def all_marks() -> frozenset[str]:
    """The letters of all that gives any country away in English, so that it is the name of nothing else."""
    words = (name for names in _words().values() for name in names)
    marks = (name for data in _marks().values() for kind in ("places", "peoples") for name in data.get(kind, ()))
    own = (str(name) for name in Locale("en").territories.values())
    return frozenset(letters_of(name) for name in (*words, *marks, *own))


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = json.loads((DATA / "country-words.json").read_text("utf-8"))["words"]
    return words


@cache
def _marks() -> dict[str, dict[str, list[str]]]:
    marks: dict[str, dict[str, list[str]]] = json.loads((DATA / "country-marks.json").read_text("utf-8"))["countries"]
    return marks
