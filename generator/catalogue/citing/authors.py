# Programs of references want one author at a time, and of a person the family's name apart. So authors are taken apart where the text
# is plain, and left whole where it is not. A name of two words, or one with a particle, is read as all such programs read it, given name
# first; of three words nobody can tell which is the family's, so they stay whole, and so does whoever has a word of a body in the
# name. Who writes “Lamp, Amina; Reed, Bo” has said it, whatever part of the world the names are from.

"""Authors as a source credits them, one by one where that is plain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...languages.lexicon import lexicon


@dataclass(frozen=True)
class Name:
    """A person by family and given names, as far as both are known, or whatever else is credited, `whole`."""

    family: str = ""
    given: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Credit:
    """Who is credited: names, whether they are editors, and words that are no name (“and others”)."""

    names: tuple[Name, ...]
    are_editors: bool = False
    rest: str = ""

    @property
    def and_others(self) -> bool:
        """Whether more are meant than are named."""
        return bool(self.rest) and not _WITH.match(self.rest)


_WITH = re.compile(r"(?:with|con|avec)\s", re.IGNORECASE)
_OTHERS = re.compile(
    r",?\s+(?:(?:and|y|et|&)\s+(?:others|colleagues|otros|otras|autres|al)|et\.? ?al)\.?$|,\s+(?:with|con|avec)\s.+$",
    re.IGNORECASE,
)
_EDITED = re.compile(r"^(?:edited by|eds?\.|editado por)\s+|,?\s+\(eds?\.?\)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,\s+(?:(?:and|y|et|und|&)\s+)?|\s+(?:and|y|et|und|&)\s+")
_AND = re.compile(r"\s(?:and|y|et|und|&)\s")
_PARTICLE = r"(?:van|von|der|den|de|del|da|dos|di|du|la|le|el|al|bin|ben|ibn|ole|zu|zur|ten|ter)"
_WORD = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*"
_INITIALS = re.compile(rf"((?:[^\W\d_]\.(?:-[^\W\d_]\.)?\s*)+)\s((?:{_PARTICLE}\s+)*{_WORD}(?:\s+{_WORD}){{0,3}})")
_PLAIN = re.compile(rf"(?:-?[^\W\d_]\.\s?|(?:{_PARTICLE}|{_WORD})(?:\s+|$)){{1,5}}")
_MOST = 400
"""A longer text than this credits no list of persons."""


def credit(authors: str) -> Credit:
    """Who is credited in a text such as “Lamp, Reed and others”, which is on one line."""
    if len(authors) > _MOST:
        return Credit((Name(whole=authors),))
    text, rest = authors, ""
    if found := _OTHERS.search(text):
        text, rest = text[: found.start()], found[0].lstrip(", ")
    bare = _EDITED.sub("", text)
    # “Lamp, Reed and others” are two families.
    if _TOLD.fullmatch(bare) and not _AND.search(bare) and (";" in bare or not rest):
        return Credit(tuple(map(_told, bare.split(";"))), bare != text, rest)
    names = _BETWEEN.split(bare)
    if not all(map(_is_plain, names)):
        return Credit((Name(whole=text),), rest=rest)
    # Where one is named by family alone, all are: “Lamp, de la Vega and Reed”.
    are_families = len(names) > 1 and any(" " not in name for name in names)
    return Credit(tuple(Name(family=name) if are_families else _parted(name) for name in names), bare != text, rest)


_TOLD = re.compile(r"[^,;]+,\s[^,;]+(?:;\s*[^,;]+,\s[^,;]+)*")
"""Persons whose names are told apart: “Lamp, Amina; Reed, Bo”. With “and” in it, such a text is a list."""


def _told(name: str) -> Name:
    family, _, given = name.partition(",")
    return Name(family.strip(), given.strip())


def _is_plain(name: str) -> bool:
    words = name.split()
    are_names = all(word[0] == "-" or not word[0].islower() or re.fullmatch(_PARTICLE, word) for word in words)
    is_body = any("not_persons" in lexicon().marks.get(word, ()) for word in words)
    has_acronym = any(len(word) > 1 and word.isupper() and "." not in word for word in words)
    return bool(_PLAIN.fullmatch(name)) and are_names and not is_body and not has_acronym and words[-1][0].isupper()


def _parted(name: str) -> Name:
    """A person's name in its parts, given names first."""
    if found := _INITIALS.fullmatch(name):
        return Name(found[2], found[1].strip())
    words = name.split()
    particle = next((at for at, word in enumerate(words) if re.fullmatch(_PARTICLE, word)), 0)
    at = particle or (1 if len(words) == 2 else 0)
    if at:
        return Name(" ".join(words[at:]), " ".join(words[:at]))
    return Name(family=name) if len(words) == 1 else Name(whole=name)
