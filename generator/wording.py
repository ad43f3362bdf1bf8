# Other words for the same thing. Who looks for VSLA must find savings groups, although no page of a case says VSLA. The
# words are data: `also` of terms and organisations, and a vocabulary of the role `word` for what is nobody's term. They
# come out as words for the search, beside a page and not in its text. A record is held to tell of a word's thing if
# its text has one of its names, but never for one plain word such as "cutting", which means too many other things.

"""By which other words a page is to be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from .catalogue import Catalogue, TermEntry, sort_key
from .check import references
from .clearance import Cleared
from .schema import Organisation, OrganisationRef, Ref, Source, Strict, Term, Vocabulary, Word

DOERS = ("organisations", "lead")
"""The fields whose organisations a record is known by; partners and funders stand in its text."""
_ASIDE = re.compile(r"\s*\([^()]*\)")


class Wording:
    """The other words of one catalogue's records and terms."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def other_words(self, of: Cleared | TermEntry) -> tuple[str, ...]:
        """Other words by which the page of an entry or a term is found, each once, in the order of its fields."""
        return _once(_own(of) if isinstance(of, TermEntry) else self._of_entry(of))

    def other_titles(self, entry: Cleared) -> tuple[str, ...]:
        """Other words for an entry's very title: its short name, and those of a word that the title has a name of."""
        return _once(self._of_title(entry))

    def telling_of(self, word: TermEntry) -> tuple[Cleared, ...]:
        """The entries whose text has a name of this word, in the order of the catalogue."""
        return tuple(entry for entry, words in self._told.items() if word in words)

    def _of_entry(self, entry: Cleared) -> Iterator[str]:
        yield from _names(entry)
        for steps, ref in references(entry.record):
            if isinstance(ref, OrganisationRef) and steps[0] in DOERS:
                yield self.catalogue.get(ref).record.title
                yield from _names(self.catalogue.get(ref))
            elif isinstance(ref, Term):
                yield from _own(self.catalogue.term(ref))
        for word in self._told[entry]:
            yield word.term.label
            yield from _own(word)

    def _of_title(self, entry: Cleared) -> Iterator[str]:
        yield from _names(entry)
        for word, pattern in self._words:
            if pattern and pattern.search(entry.record.title):
                yield from _own(word)

    @cached_property
    def _words(self) -> tuple[tuple[TermEntry, re.Pattern[str] | None], ...]:
        return tuple((word, _pattern((word.term.label, *_own(word)))) for word in self.catalogue.terms(Word.role))

    @cached_property
    def _told(self) -> Mapping[Cleared, tuple[TermEntry, ...]]:
        words = self._words
        found = {}
        for entry in self.catalogue.entries:
            listing = isinstance(entry.record, Vocabulary)  # a list of words tells of none of them
            text = " ".join(" ".join([*_texts(entry.record), entry.body]).split()) if words and not listing else ""
            found[entry] = tuple(word for word, pattern in words if pattern and pattern.search(text))
        return found


def _once(found: Iterable[str]) -> tuple[str, ...]:
    words: dict[str, str] = {}
    for word in found:
        words.setdefault(sort_key(word), word)
    return tuple(words.values())


def _own(term: TermEntry) -> Iterator[str]:
    """A term's other words, without the remarks on them."""
    for word in term.term.also:
        yield _ASIDE.sub("", word).strip()


def _names(entry: Cleared) -> Iterator[str]:
    record = entry.record
    acronym = getattr(record, "acronym", None)
    if acronym:
        yield acronym
    if isinstance(record, Organisation):
        yield from record.also


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds those of the names that mean nothing else: short forms in capitals, and names of several words."""
    telling = [re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in names if _is_telling(name)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(telling)})(?!\w)") if telling else None


def _is_telling(name: str) -> bool:
    return len(name.split()) > 1 or (name.isupper() and len(name) > 1)


def _texts(value: Any) -> Iterator[str]:
    """Every text of a record that is its own; titles of sources, addresses and references say nothing of it."""
    if isinstance(value, str):
        if not isinstance(value, Ref):
            yield value
    elif isinstance(value, Strict) and not isinstance(value, Source):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
