# What is withheld has names: those that its record gives, and those that stand in a line about places in whatever words. Here
# they are made into secrets; `countries` makes those of a country, `sought` finds them all, `left` says where they are left.

"""The names of withheld organisations and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator

from ..check.privacy.quasi_identifiers import TextContext, small_places
from ..languages.lexicon import lexicon, words_of
from ..schema import Organisation, Record
from ..schema.walk import texts_of
from .countries import all_marks
from .ordinary import is_ordinary
from .reading import letters_of
from .sought import SHORTEST, Form, Secret
from .spellings import is_body, ways_to_write

_FIRST_WORD = 4
"""The first word of an organisation's name stands for it if it has so many letters and is no ordinary word."""
_LABEL = 6
"""The beginning of an organisation's address stands for it, as an account's name does, if it has so many letters."""
_INITIALS = range(4, 7)
"""Initials are taken for a short form if they are so many."""
_INSTEAD_OF_PLACE = "Write the country instead, or nothing"


def organisation_secrets(
    slug: str, organisation: Organisation, told_as: str | None, ordinary: Container[str] = ()
) -> Iterator[Secret]:
    """The names under which an organisation is known. `told_as` is what may be said instead, if that is known.

    `ordinary` are words that the library uses in small letters: the first word of a name stands for it if it is none.
    """
    instead = f"Write “{told_as}” instead" if told_as else "Write what it is instead, in words that fit several"
    names = {organisation.title, organisation.acronym or "", *organisation.also}
    if "-" in slug:
        names.add(slug.replace("-", " "))
    if organisation.url:
        host = organisation.url.split("/")[2].removeprefix("www.")
        names.add(host)
        label = host.partition(".")[0]
        if len(label) >= _LABEL and not is_ordinary(letters_of(label)):
            yield Secret(label, instead, form="whole")
    if not organisation.acronym:
        yield from (Secret(initials, instead, form="short") for initials in sorted(_initials(organisation.title)))
    alike = {letters_of(name): name for name in sorted(names, reverse=True)}
    for name in sorted(alike.values()):
        if len(name) >= SHORTEST:
            yield Secret(name, instead)
    for short in sorted({short for name in (organisation.title, *organisation.also) for short in without_body(name)}):
        yield Secret(short, instead, form="titled")
    for word in sorted({_first_word(name) for name in (organisation.title, *organisation.also)} - {""}):
        letters = letters_of(word)
        says_little = letters in ordinary or letters in _KINDS or letters in all_marks() or _is_common(word)
        if len(letters) >= _FIRST_WORD and not says_little:
            yield Secret(word, instead, form="proper" if letters.isascii() else "name")


def without_body(name: str) -> Iterator[str]:
    """A name of several words without those that only say what it is, and of whom: “Bright and Hope”, of a women's trust."""
    for way in ways_to_write(name):
        words = way.split()
        is_before = is_body(words[0]) and letters_of("".join(words[1:2])) in _LINKS
        if letters_of(words[0]) in _KINDS or is_before:
            yield from _own_part(_without_links(words[1:]))
        while len(words) > 2 and (is_body(words[-1]) or letters_of(words[-1]) in _GROUPS):
            words.pop()
            yield from _own_part(words)


def _own_part(words: list[str]) -> Iterator[str]:
    if sum(word[0].isupper() for word in words) > 1:
        yield " ".join(words)


def _without_links(words: list[str]) -> list[str]:
    """“Río Verde”, of “(Fundación) del Río Verde”."""
    while words and letters_of(words[0]) in _LINKS | _ARTICLES:
        words = words[1:]
    return words


def _initials(name: str) -> Iterator[str]:
    """“BLWN”, of Bright Lantern Women's Network."""
    words = re.findall(_WORD, re.sub("(?i)\\b[dl][’']", "", name))
    initials = "".join(letters_of(word[0]).upper() for word in words if word[0].isupper() and len(word) > 1)
    if len(initials) in _INITIALS and initials.isascii() and not is_ordinary(initials.lower()):
        yield initials


_LINKS = frozenset(
    ["de", "des", "del", "du", "da", "do", "dos", "das", "of", "for", "para", "pour", "ya", "wa", "y", "e", "et"]
)
_GROUPS = frozenset(
    ["women", "womens", "girls", "youth", "men", "mens", "boys", "community", "people", "peoples", "group", "groups"]
)
"""Last words of names that say whose something is."""


def _first_word(name: str) -> str:
    """The first word of a name of several, if it is a name by itself."""
    words = re.findall(_WORD, name)
    words = words[1:] if words and letters_of(words[0]) in _ARTICLES else words
    return words[0] if len(words) > 1 and words[0][0].isupper() and not words[0].isupper() else ""


_KINDS = frozenset(
    [
        "agence",
        "agencia",
        "alianza",
        "alliance",
        "asociacao",
        "asociacion",
        "associacao",
        "bureau",
        "casa",
        "centro",
        "chama",
        "colectivo",
        "comision",
        "comite",
        "comissao",
        "commission",
        "consejo",
        "defensoria",
        "escola",
        "escuela",
        "federacion",
        "federation",
        "fondation",
        "forum",
        "fundacao",
        "fundacion",
        "grupo",
        "institut",
        "instituto",
        "kituo",
        "komisi",
        "lembaga",
        "liga",
        "ministere",
        "ministerio",
        "movimiento",
        "mujeres",
        "perhimpunan",
        "perkumpulan",
        "rede",
        "reseau",
        "secretaria",
        "shirika",
        "sindicato",
        "stiftung",
        "uniao",
        "union",
        "universidad",
        "universidade",
        "universite",
        "verein",
        "yayasan",
        "african",
        "american",
        "arab",
        "asian",
        "european",
        "femmes",
        "interamerican",
        "latin",
        "mulheres",
    ]
)
"""First words of names in other languages that say what something is, or from how large a part of the world."""
_ARTICLES = frozenset(["the", "a", "an", "el", "la", "los", "las", "le", "les", "der", "die", "das", "o", "os"])


def place_secrets(places: str, ordinary: Container[str] = ()) -> Iterator[Secret]:
    """The names in a line about places: “Kajiado, Narok and Nairobi”, “Eight communities in Kampala, of which four…”.

    Each part of a list is one, if it has a capital; so are the runs of capitalised words in it, and every word that is neither
    ordinary nor among those that the library uses in small letters elsewhere.
    """
    found: dict[str, Form] = {}
    for part in filter(None, map(str.strip, re.split(_LIST, places))):
        words = re.findall(_WORD, part)
        runs = [run for run in _runs(part) if len(run) > 1]
        own = [word for word in words if not _is_common(word) and letters_of(word) not in ordinary]
        if len(words) > 1 and (runs or own or (len(words) < 4 and places.islower() and not _tells_sort(words))):
            found[part] = "name"
        found |= dict.fromkeys(map(" ".join, runs), "name")
        for word in own:
            letters = letters_of(word)
            is_alone = not any(word in run for run in runs)
            if len(letters) > (2 if is_alone else 3) or not letters.isascii():
                found[word] = "name" if is_alone and (len(letters) > 4 or not letters.isascii()) else "whole"
            elif len(word) == SHORTEST and word[0].isupper():
                found[word] = "proper"
        if len(words) == 1 and not own and words[0][0].isupper() and not _tells_sort(words):
            found[words[0]] = "proper"
        for word in filter(_UNSPACED.search, words):
            found |= dict.fromkeys((name for name in re.findall(_PART_UNSPACED, word) if len(name) > 1), "name")
    yield from (Secret(name, _INSTEAD_OF_PLACE, form=form) for name, form in found.items())


_UNSPACED = re.compile("[\u4e00-\u9fff]")
_PART_UNSPACED = "[^省市区區县縣州镇鎮乡鄉村]+"
"""A place within another one, in a script that puts no space between them."""
_WORD = r"[^\W\d_][\w’'-]*"
_LIST = r"[,;/()|]|\s(?:and|y|et|e|und|na|or|o|ou|oder|au)\s"


def _tells_sort(words: list[str]) -> bool:
    return any(_is_kind_of_place(letters_of(word)) for word in words)


def _runs(part: str) -> Iterator[list[str]]:
    """The runs of capitalised words, with and without what only says which part of a place or what sort of place it is."""
    for match in re.finditer(r"[^\W\d_a-z][\w’'-]*(?:\s+(?:of\s+|de\s+|la\s+|el\s+|al-)?[^\W\d_a-z][\w’'-]*)*", part):
        run = match[0].split()
        run = run[1:] if letters_of(run[0]) in _ARTICLES else run
        yield list(run)
        while run and (_is_kind_of_place(letters_of(run[0])) or letters_of(run[0]) in _LEADING):
            run.pop(0)
        yield list(run)
        while run and _is_kind_of_place(letters_of(run[-1])):
            run.pop()
        yield run


_LEADING = frozenset(
    [
        "northern",
        "southern",
        "upper",
        "lower",
        "greater",
        "rural",
        "the",
        "of",
        "in",
        "near",
        "around",
        "several",
        "some",
        "both",
        "all",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ]
)


def _is_kind_of_place(letters: str) -> bool:
    """Whether a word says what sort of place something is, such as district."""
    marks = lexicon().marks
    return letters in _SORTS_OF_PLACES or bool(
        (marks.get(letters, frozenset()) | marks.get(letters.removesuffix("s"), frozenset())) & {"places", "near"}
    )


def _is_common(word: str) -> bool:
    """Whether a word, or each part of one with hyphens, is an ordinary one."""
    parts = [letters_of(part) for part in re.sub("^[dl][’']", "", word).split("-")]
    return all((word.isascii() and is_ordinary(part)) or _is_kind_of_place(part) or part in _LEADING for part in parts)


_SORTS_OF_PLACES = frozenset(
    [
        "ciudad",
        "ciudades",
        "provincia",
        "provincias",
        "departamento",
        "departamentos",
        "region",
        "regiones",
        "zona",
        "zonas",
        "colonia",
        "localidad",
        "valle",
        "ville",
        "villes",
        "province",
        "provinces",
        "departement",
        "departements",
        "regions",
        "ile",
        "iles",
        "vallee",
        "cidade",
        "cidades",
        "estado",
        "bairro",
        "ilha",
        "mkoa",
        "mikoa",
        "wilaya",
        "kata",
        "kijiji",
        "vijiji",
        "mji",
        "kisiwa",
        "upazila",
        "kecamatan",
        "kabupaten",
        "desa",
    ]
)
"""What people call a place in other languages, which names none."""


def note_secrets(note: str, ordinary: Container[str] = ()) -> Iterator[Secret]:
    """The small places that a note on a scope names, in running text: “only around the town of Hilltown”."""
    names = {name for run in _runs(note) for name in run if not _is_common(name) and letters_of(name) not in ordinary}
    for mark in small_places(note, words_of(note), TextContext()):
        names |= {name for name in re.findall(r"\w[\w'’-]*", note[mark.start : mark.end]) if name[0].isupper()}
    for name in sorted(names):
        if len(name) > SHORTEST and not _is_kind_of_place(letters_of(name)):
            yield Secret(name, _INSTEAD_OF_PLACE, form="proper" if _is_common(name) else None)


class SmallWords:
    """The words that records write in small letters, so that they are no names: those of all, or of all but one."""

    def __init__(self, counts: Counter[str], own: frozenset[str] = frozenset()) -> None:
        self._counts = counts
        self._own = own

    def __contains__(self, word: object) -> bool:
        return self._counts[str(word)] > (word in self._own)

    def without(self, record: Record, body: str) -> SmallWords:
        """The words of all records but this one: what is looked for may stand in it in small letters too."""
        return SmallWords(self._counts, small_words(record, body))


def small_words(record: Record, body: str) -> frozenset[str]:
    """The words that a record writes in small letters."""
    text = "\n".join((*texts_of(record), body))
    return frozenset(
        letters_of(word) for word in re.findall(r"(?<![\w/.-])[^\W\d_]+(?![\w/.-])", text) if word.islower()
    )
