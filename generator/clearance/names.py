# Taking a value out does not help if its name stands in a sentence. What was withheld is looked for, by name, in all
# that is left of a record; where it is found the build stops, because no program can reword the sentence.

"""Names of what is withheld, in what would be published."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from ..check import Entry, references
from ..check.fences import told
from ..check.second_look import Around, small_places
from ..check.words import words_of
from ..document import Document, Items, Keys, Node, Scalar
from ..problem import Place, Problem, quote
from ..rules import broken
from ..schema import Organisation, Ref, Strict
from .cleared import Cleared

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
        """Finds the name in a text that is `plain`, as a word of its own, with any ending: Kenya is in Kenyan."""
        words = r"[\s_-]+".join(re.escape(word) for word in plain(self.name).split())
        return re.compile(rf"(?<!\w){words}", re.IGNORECASE)


def plain(text: str) -> str:
    """A text as people may as well have typed it: without accents, and with plain apostrophes and hyphens.

    Every character keeps its place.
    """
    return text if text.isascii() else "".join(map(_typed, unicodedata.normalize("NFC", text)))


_SIGNS = {**dict.fromkeys("’‘ʼ`´ʻ", "'"), **dict.fromkeys("‐‑‒–—", "-")}


@cache
def _typed(sign: str) -> str:
    return _SIGNS.get(sign) or unicodedata.normalize("NFD", sign)[0]


def organisation_secrets(slug: str, organisation: Organisation, told_as: str | None) -> Iterator[Secret]:
    """The names under which an organisation is known. `told_as` is what may be said instead, if that is known."""
    instead = f"Write “{told_as}” instead" if told_as else "Write what it is instead, in words that fit several"
    names = {organisation.title, organisation.acronym or "", *organisation.also}
    if "-" in slug:
        names.add(slug.replace("-", " "))
    if organisation.url:
        names.add(organisation.url.split("/")[2].removeprefix("www."))
    alike = {plain(name).casefold(): name for name in sorted(names, reverse=True)}
    for name in sorted(alike.values()):
        if len(name) >= _SHORTEST:
            yield Secret(name, instead)


def country_secrets(code: str, names: Iterable[str]) -> Iterator[Secret]:
    """The words that give a country away: `names`, parts of those that are several in one, and others in use."""
    parts = {part.strip() for name in names for part in re.split(r"[()&]|\s-\s", name)}
    for name in sorted({*parts, *_country_words().get(code, ())}):
        if len(name) >= _SHORTEST:
            yield Secret(name, "Write the region instead, or nothing")


def place_secrets(places: str) -> Iterator[Secret]:
    """The names of the places in a line such as “Kajiado, Narok and Nairobi”."""
    for name in re.split(r"[,;/()]|\s(?:and|y|et|e|und|na)\s", places):
        if len(name.strip()) >= _SHORTEST and any(mark.isupper() for mark in name):
            yield Secret(name.strip(), "Write the country instead, or nothing")


def note_secrets(note: str) -> Iterator[Secret]:
    """The small places that a note on a scope names, in running text: “only around the town of Hilltown”."""
    for mark in small_places(note, words_of(note), Around()):
        for name in re.findall(r"\w[\w'’-]*", note[mark.start : mark.end]):
            if len(name) >= _SHORTEST and name[0].isupper():
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


def names_left(
    entry: Entry, cleared: Cleared, secrets: list[Secret], titles: Mapping[tuple[str, str], list[str]]
) -> Iterator[Problem]:
    """Each place where a secret stands in what would be published of an entry, which is `cleared`.

    `titles` are the names under which other records are shown.
    """
    path, published = entry.document.path, set(texts_of(cleared.record))
    refs = {str(ref): titles.get((ref.kind, str(ref)), []) for _, ref in references(cleared.record)}
    for _, secret in _found(entry.slug, secrets):
        yield _left(Place(path), secret, "the file's name", "Rename the file")
    for scalar in _scalars(entry.document.front):
        text = " ".join(unicodedata.normalize("NFC", scalar.text).split())
        if text in published:
            for _, secret in _found(text, secrets):
                yield _left(scalar.place, secret, quote(text), secret.instead)
        for title in () if text in published else refs.get(text, ()):
            for _, secret in _found(title, secrets):
                fix = "Tell that one by a description too, under `sensitivity: organisations:`, or take it out"
                yield _left(scalar.place, secret, f"what {quote(text)} is called", fix)
    yield from _in_story(entry.document, _without_cut_links(told(entry.document.body), cleared.body), secrets)


_TARGET = re.compile(r"(?<=\]\()[^\s()#]{1,2000}")


def _without_cut_links(story: str, body: str) -> str:
    """A story without the addresses that its cleared body has no more; all else keeps its place."""
    return _TARGET.sub(lambda target: target[0] if f"]({target[0]}" in body else " " * len(target[0]), story)


def names_in_card(card: Document, secrets: list[Secret]) -> Iterator[Problem]:
    """Each place where a secret stands in the library's card."""
    for scalar in _scalars(card.front):
        for _, secret in _found(scalar.text, secrets):
            yield _left(scalar.place, secret, quote(scalar.text), secret.instead)
    yield from _in_story(card, card.body, secrets)


def names_in_file(path: str, content: str | bytes, secrets: list[Secret]) -> Iterator[Problem]:
    """Each place where a secret stands in a file that is published as it is, or in its name."""
    for _, secret in _found(path, secrets):
        yield _left(Place(path), secret, "the file's name", "Rename the file")
    text = _text_of(content)
    for at, secret in _found(text, secrets):
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        yield _left(Place(path, line, column), secret, "this page", secret.instead)


def _text_of(content: str | bytes) -> str:
    """What a file says in plain text; pictures and the like say nothing. What is not published is blanked out."""
    if isinstance(content, str):
        return _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), content)
    try:
        return "" if b"\0" in content else content.decode()
    except UnicodeDecodeError:
        return ""


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""What stands between the editors in a page; it is not published."""


def _in_story(document: Document, story: str, secrets: list[Secret]) -> Iterator[Problem]:
    for at, secret in _found(story, secrets):
        yield _left(document.body_place(at), secret, "the story", secret.instead)


def _found(text: str, secrets: list[Secret]) -> Iterator[tuple[int, Secret]]:
    """Where secrets stand in a text. Of two that stand in one place, such as Congo in a longer name, the longer one."""
    text, taken = plain(text), list[tuple[int, int]]()
    for secret in sorted(secrets, key=lambda secret: -len(secret.name)):
        for match in secret.pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match.start(), secret


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
