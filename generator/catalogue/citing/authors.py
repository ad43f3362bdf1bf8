# RIS wants one line for each person, and a comma in it says where the family's name ends; its readers cut a line with
# several names in the wrong place (seen in Zotero's reader, pandoc and citation-js). So authors are taken apart where the
# text is plain, and left whole where it is not: nobody can tell for certain which word of a name from another part of the
# world is a family's. A comma at the end is what keeps a name of several words whole in those readers.

"""Authors as a source credits them, one by one where that is plain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...languages.lexicon import lexicon


@dataclass(frozen=True)
class Credit:
    """Who is credited: names as RIS writes them, whether they are editors, and words that are no name (“and others”)."""

    names: tuple[str, ...]
    are_editors: bool = False
    rest: str = ""


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
        return Credit((authors,))
    text, rest = authors, ""
    if found := _OTHERS.search(text):
        text, rest = text[: found.start()], found[0].lstrip(", ")
    bare = _EDITED.sub("", text)
    names = _BETWEEN.split(bare)
    if len(names) == 2 and not rest and re.fullmatch(r"[^,]+,\s+[^,]+", bare) and not _AND.search(bare):
        return Credit((authors,))  # “Lamp, Amina” is written as RIS wants it already
    if not all(map(_is_plain, names)):
        return Credit((_whole(text),), rest=rest)
    is_list = len(names) > 1
    # Where one is named by family alone, all are: “Lamp, de la Vega and Reed”.
    are_families = is_list and any(" " not in name for name in names)
    return Credit(tuple(_written(name, are_families) for name in names), bare != text, rest)


def _is_plain(name: str) -> bool:
    words = name.split()
    are_names = all(word[0] == "-" or not word[0].islower() or re.fullmatch(_PARTICLE, word) for word in words)
    is_body = any("not_persons" in lexicon().marks.get(word, ()) for word in words)
    has_acronym = any(len(word) > 1 and word.isupper() and "." not in word for word in words)
    return bool(_PLAIN.fullmatch(name)) and are_names and not is_body and not has_acronym and words[-1][0].isupper()


def _written(name: str, is_family: bool) -> str:
    if found := _INITIALS.fullmatch(name):
        return f"{found[2]}, {found[1].strip()}"
    return _whole(name) if is_family else name


def _whole(name: str) -> str:
    return f"{name}," if " " in name and not name.endswith(",") else name
