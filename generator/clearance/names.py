# What is withheld has names: those that its record gives, those that other languages give a country, and those that stand
# in a line about places in whatever words. Here they are made into secrets; `sought` finds them, `left` says where.

"""The names of what is withheld."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from ..check.second_look import Around, small_places
from ..check.words import words_of
from ..schema import Organisation
from .reading import letters_of
from .sought import SHORTEST, Secret


def organisation_secrets(slug: str, organisation: Organisation, told_as: str | None) -> Iterator[Secret]:
    """The names under which an organisation is known. `told_as` is what may be said instead, if that is known."""
    instead = f"Write “{told_as}” instead" if told_as else "Write what it is instead, in words that fit several"
    names = {organisation.title, organisation.acronym or "", *organisation.also}
    if "-" in slug:
        names.add(slug.replace("-", " "))
    if organisation.url:
        names.add(organisation.url.split("/")[2].removeprefix("www."))
    alike = {letters_of(name): name for name in sorted(names, reverse=True)}
    for name in sorted(alike.values()):
        if len(name) >= SHORTEST:
            yield Secret(name, instead)


def country_secrets(code: str, names: Iterable[str]) -> Iterator[Secret]:
    """The words that give a country away: `names`, parts of those that are several in one, and others in use."""
    parts = {part.strip() for name in names for part in re.split(r"[()&]|\s-\s", name)}
    for name in sorted({*parts, *_country_words().get(code, ())}):
        if len(name) >= SHORTEST:
            yield Secret(name, "Write the region instead, or nothing")


def place_secrets(places: str) -> Iterator[Secret]:
    """The names of the places in a line such as “Kajiado, Narok and Nairobi”."""
    for name in re.split(r"[,;/()]|\s(?:and|y|et|e|und|na)\s", places):
        if len(name.strip()) >= SHORTEST and any(mark.isupper() for mark in name):
            yield Secret(name.strip(), "Write the country instead, or nothing")


def note_secrets(note: str) -> Iterator[Secret]:
    """The small places that a note on a scope names, in running text: “only around the town of Hilltown”."""
    for mark in small_places(note, words_of(note), Around()):
        for name in re.findall(r"\w[\w'’-]*", note[mark.start : mark.end]):
            if len(name) >= SHORTEST and name[0].isupper():
                yield Secret(name, "Write the country instead, or nothing")


@cache
def _country_words() -> dict[str, list[str]]:
    path = Path(__file__).parents[1] / "data" / "country-words.json"
    words: dict[str, list[str]] = json.loads(path.read_text("utf-8"))["words"]
    return words


def names_of_country(code: str, locales: Iterable[str]) -> Iterator[str]:
    """The short names of a country in some languages."""
    for locale in locales:
        try:
            yield Locale.parse(locale, sep="-").territories.get(code, "")
        except UnknownLocaleError:
            continue
