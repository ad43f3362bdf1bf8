# Taking a value out does not help if its name stands in a sentence. What was withheld is looked for, by name, in all
# that is left of a record; where it is found the build stops, because no program can reword the sentence.

"""Names of what is withheld, in what would be published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from ..check import Entry, references
from ..check.disclosure import told
from ..document import Items, Keys, Node, Scalar
from ..problem import Place, Problem, quote
from ..rules import broken
from ..schema import Organisation, Record, Ref, Strict

_SHORTEST = 3
"""Shorter names would be found in every text."""


@dataclass(frozen=True)
class Secret:
    """A name that must not be published, and what may be written instead."""

    name: str
    instead: str
    rule: str = "withheld-name"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the name as a word of its own, with any ending: Kenya is in Kenyan."""
        words = r"[\s_-]+".join(re.escape(word) for word in self.name.split())
        return re.compile(rf"(?<!\w){words}", re.IGNORECASE)


def organisation_secrets(organisation: Organisation, told_as: str) -> Iterator[Secret]:
    """The names under which an organisation is known."""
    names = {organisation.title, organisation.acronym or "", *organisation.also}
    if organisation.url:
        names.add(organisation.url.split("/")[2].removeprefix("www."))
    for name in sorted(names):
        if len(name) >= _SHORTEST:
            yield Secret(name, f"Write “{told_as}” instead")


def place_secrets(countries: tuple[str, ...], places: str | None, locales: tuple[str, ...]) -> Iterator[Secret]:
    """The names of countries in some languages, and of the places in a line such as “Kajiado, Narok and Nairobi”."""
    for code in countries:
        for name in sorted({name for locale in locales if (name := _name_of(code, locale))}):
            yield Secret(name, "Write the region instead, or nothing")
    for name in re.split(r"[,;/()]|\s(?:and|y|et|e|und|na)\s", places or ""):
        if len(name.strip()) >= _SHORTEST and any(mark.isupper() for mark in name):
            yield Secret(name.strip(), "Write the country instead, or nothing")


def _name_of(code: str, locale: str) -> str | None:
    try:
        return Locale.parse(locale, sep="-").territories.get(code)
    except UnknownLocaleError:
        return None


def names_left(
    entry: Entry, record: Record, secrets: list[Secret], titles: Mapping[tuple[str, str], list[str]]
) -> Iterator[Problem]:
    """Each place where a secret stands in what would be published of an entry.

    `record` is the entry's record as cleared; `titles` are the names under which other records are shown.
    """
    published = set(texts_of(record))
    refs = {str(ref): titles.get((ref.kind, str(ref)), []) for _, ref in references(record)}
    written = (
        (scalar, " ".join(unicodedata.normalize("NFC", scalar.text).split()))
        for scalar in _scalars(entry.document.front)
    )
    told_texts = [(scalar, text) for scalar, text in written if text in published or text in refs]
    story = unicodedata.normalize("NFC", told(entry.document.body))
    for secret in secrets:
        pattern = secret.pattern
        if pattern.search(entry.slug.replace("-", " ")):
            yield _left(Place(entry.document.path), secret, "the file's name", "Rename the file")
        for scalar, text in told_texts:
            if text in published and pattern.search(text):
                yield _left(scalar.place, secret, quote(text), secret.instead)
            elif any(pattern.search(title) for title in refs.get(text, [])):
                fix = "Tell that one by a description too, under `sensitivity: organisations:`, or take it out"
                yield _left(scalar.place, secret, f"what {quote(text)} is called", fix)
        for match in pattern.finditer(story):
            yield _left(entry.document.body_place(match.start()), secret, "the story", secret.instead)


def _left(place: Place, secret: Secret, where: str, fix: str) -> Problem:
    return broken(secret.rule, place, f"{quote(secret.name)} is withheld, and stands in {where}", fix)


def texts_of(value: Any) -> Iterator[str]:
    """Every text within a value, references apart."""
    if isinstance(value, Ref):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_of(str(key))
            yield from texts_of(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)


def _scalars(node: Node) -> Iterator[Scalar]:
    waiting: list[Node] = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Items):
            waiting += node.items
        elif isinstance(node, Keys):
            for key, value in node.pairs.values():
                waiting += [key, value]
