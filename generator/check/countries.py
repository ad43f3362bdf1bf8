# A code of two capitals is nobody's habit. Whoever writes a country's name, in whatever language, its short form, its
# code of three letters or a former name is told the code that belongs here. Names come from Unicode CLDR in all of its
# languages, so a few thousand are read, and only once somebody wrote no code.

"""Which country somebody meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, localedata
from babel.core import get_global

from ..folders import DATA
from ..schema import COUNTRIES
from .likeness import Naming


def name_of(code: str) -> str:
    """The usual English name of a country."""
    return str(Locale("en").territories[code])


def countries_called(written: str) -> tuple[str, ...]:
    """The codes of the countries that somebody may mean, if any: one, or several that share a name."""
    if written.upper() in COUNTRIES:
        return (written.upper(),)
    if usual := _usual().called(written):
        return usual
    # What is a country's name in one language can be another's with a slip of the fingers in English: then both are told.
    elsewhere = _in_all_languages().called(written)
    return tuple(sorted({*elsewhere, *_usual().slips(written)})) if elsewhere else ()


def countries_usually_called(written: str) -> tuple[str, ...]:
    """The codes of the countries whose usual English name, or a name that sources print, this is. Far quicker than all languages."""
    return _usual().called(written)


def countries_in(written: str) -> tuple[str, ...]:
    """The codes of several countries that are named one after another."""
    return _usual().several(written)


def country_spelt_like(written: str) -> str | None:
    """The code of the country whose English name this is with a slip of the fingers."""
    return _usual().slip_of(written)


@cache
def _usual() -> Naming:
    return Naming((name, code) for name, code in _usual_names())


def _usual_names() -> Iterator[tuple[str, str]]:
    for code in sorted(COUNTRIES):
        yield code, code
        yield from _parts(name_of(code), code)
    for alias, codes in get_global("territory_aliases").items():
        if re.fullmatch("[A-Z]{3}", alias) and len(codes) == 1 and codes[0] in COUNTRIES:
            yield alias, codes[0]
    for file, key in (
        ("country-names.json", "names"),
        ("country-names.json", "printed"),
        ("country-words.json", "words"),
    ):
        for code, names in json.loads((DATA / file).read_text("utf-8"))[key].items():
            yield from ((name, code) for name in names if code in COUNTRIES)


def _parts(name: str, code: str) -> Iterator[tuple[str, str]]:
    """A name whole, and by each of two names that it holds, as in “Myanmar (Burma)”."""
    yield name, code
    yield from ((part.strip(), code) for part in re.split(r"[()]", name) if "(" in name and part.strip())


@cache
def _in_all_languages() -> Naming:
    names: list[tuple[str, str]] = []
    for language in localedata.locale_identifiers():
        if "_" not in language:
            # Not without what a language inherits: Babel would keep that half and give it to whoever asks next.
            found = localedata.load(language)["territories"]
            names += [
                pair for code, name in found.items() if code in COUNTRIES for pair in _parts(str(name), str(code))
            ]
    return Naming(names)
