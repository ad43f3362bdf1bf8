# Which short forms readers may not know, what each stands for, and who uses it. The glossary is a vocabulary like any
# other; the names of organisations, cases and programmes are not repeated there, but taken from their own records.

"""Short forms, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..clearance import Cleared
from ..schema import Abbreviation, Case, Organisation, Programme, Vocabulary
from ..schema.walk import texts_of
from . import Catalogue


class Long(NamedTuple):
    """What a short form stands for, the page that says more, and whether nearly every reader knows it."""

    words: str
    address: str
    familiar: bool = False


def is_short_form(word: str) -> bool:
    """Whether a word looks like one: it has two capitals at least."""
    return sum(sign.isupper() for sign in word) >= 2


def short_forms(catalogue: Catalogue) -> dict[str, Long]:
    """Every short form with what it stands for: from the glossary, else from whoever is known by it.

    A short form that two records share is left out, since nobody can say which is meant.
    """
    found = {
        short: Long(term.term.label, term.address, term.term.familiar)
        for term in catalogue.terms(Abbreviation.role)
        for short in term.term.short
    }
    for kind in ("organisations", "cases", "programmes"):
        own: dict[str, list[Long]] = {}
        for entry in catalogue.all(kind):
            record = entry.record
            short = record.acronym if isinstance(record, Organisation | Case | Programme) else None
            if short and is_short_form(short) and short not in record.title:
                own.setdefault(short, []).append(Long(record.title, entry.address))
        found = {short: longs[0] for short, longs in own.items() if len(longs) == 1} | found
    return found


def names(catalogue: Catalogue) -> frozenset[str]:
    """Names of several words in which a short form may stand: there it is part of the name."""
    found: set[str] = set()
    for entry in catalogue.entries:
        found |= {entry.record.title, *(entry.record.also if isinstance(entry.record, Organisation) else ())}
    return frozenset(name for name in found if " " in name and any(map(is_short_form, name.split())))


def in_text(shorts: Iterable[str], kept: Iterable[str] = (), more: str = "") -> re.Pattern[str]:
    """Finds short forms where they stand as words of their own, in the plural or with a hyphen too.

    The group `short` holds the short form within the word; without it, what was found is one of the names in `kept`, or
    what the pattern `more` finds. A short form before a word with a capital is part of a name as well.
    """
    words, whole = any_of(shorts), any_of(kept)
    word = rf"(?:\w{{1,40}}-){{0,3}}(?P<short>{words})(?:s|[’']s)?(?:-\w{{1,40}}){{0,3}}(?![\w/@-])(?![ ][A-Z])"
    skip = rf"{more}|" if more else ""
    return re.compile(rf"{skip}(?<![\w/@.&-])(?:(?:{whole})(?!\w)|{word})", re.MULTILINE | re.DOTALL)


def any_of(words: Iterable[str]) -> str:
    """A regular expression that finds the longest of the words that stands where it looks; nothing where there is none.

    What several words begin with is written once, so that a look at a place takes as long for a thousand words as for ten.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _written(tree) if tree else "(?!)"


def _written(node: dict[str, Any]) -> str:
    text = ""
    while len(node) == 1 and "" not in node:
        ((sign, node),) = node.items()
        text += re.escape(sign)
    branches = [re.escape(sign) + _written(node[sign]) for sign in sorted(node) if sign]
    if not branches:
        return text
    return f"{text}(?:{'|'.join(branches)}){'?' if '' in node else ''}"


def uses(catalogue: Catalogue) -> dict[str, tuple[Cleared, ...]]:
    """The records that use a short form of the glossary, by the address of its page; titles of sources do not count."""
    forms = {short: long.address for short, long in short_forms(catalogue).items()}
    pattern, found = in_text(forms, names(catalogue)), dict[str, list[Cleared]]()
    for entry in catalogue.entries:
        shorts = {match["short"] for text in _texts(entry) for match in pattern.finditer(text) if match["short"]}
        for address in sorted({forms[short] for short in shorts}):
            found.setdefault(address, []).append(entry)
    return {address: tuple(entries) for address, entries in found.items()}


def _texts(entry: Cleared) -> Iterator[str]:
    yield entry.body
    # A vocabulary's terms have pages of their own, and the glossary itself lists every short form.
    emptied: dict[str, object] = {"terms": ()} if entry.kind == Vocabulary.folder else {}
    yield from texts_of(entry.record.model_copy(update={"sources": {}, **emptied}))
