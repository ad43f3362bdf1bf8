# Other words for the same thing. Somebody who looks for VSLA must find savings groups, although no page of a case says VSLA. The
# words are data: `also` of terms and organisations, and a vocabulary of the role `word` for what is nobody's term. They
# come out as words for the search, beside a page and not in its text. A record is held to tell of a word's thing if
# its text has one of its names, but never for one plain word such as "cutting", which means too many other things. What
# the page itself is called goes apart from what it tells of: a reader who looks for VSLA wants the page on them first, and then
# those that mention them. A country is looked for by the names that sources print and by those in languages that many readers
# write, so its page has all of these, and what was done there the printed ones.

"""By which other words a page is to be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..clearance import Cleared
from ..languages import locale_of, sort_key
from ..noted import asked, derived, standing
from ..schema import Country, Organisation, OrganisationRef, Record, Ref, Source, Term, Vocabulary, Word
from ..schema.walk import references, walk
from . import Catalogue, TermEntry
from .naming import Naming

DOERS = ("organisations", "lead")
"""The fields whose organisations a record is known by; partners and funders stand in its text."""
WRITTEN = ("en", "es", "fr", "pt")
"""The languages in which readers may write the name of a country, besides the library's own."""
_PARTS = re.compile(r"[^()]*[^()\s]")
_ASIDE = re.compile(r"\s*\([^()]*\)")


@standing()
class SearchTerms:
    """The other words of one catalogue's records and terms."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._naming = Naming(catalogue)

    @asked
    def other_names(self, of: Cleared | TermEntry | Country) -> tuple[str, ...]:
        """What an entry, a term or a country is also called, each once, in the order of its fields."""
        return tuple(_each_once(self._names_of(of)).values())

    @asked
    def other_words(self, entry: Cleared) -> tuple[str, ...]:
        """What the things are called of which an entry tells, each once, in the order of its fields, without its own names."""
        names = _each_once(self._names_of(entry))
        return tuple(word for key, word in _each_once(self._told_by(entry)).items() if key not in names)

    @asked
    def telling_of(self, word: TermEntry) -> tuple[Cleared, ...]:
        """The entries whose text has a name of this word, in the order of the catalogue."""
        return tuple(entry for entry in self.catalogue.entries if word in self._told_in(entry))

    def _names_of(self, of: Cleared | TermEntry | Country) -> Iterator[str]:
        if isinstance(of, Country):
            yield from self._names_of_country(of)
            return
        if isinstance(of, TermEntry):
            yield from _own(of)
            return
        yield from _names(of)
        if isinstance(of.record, Source):
            return  # a work is not called after what its title speaks of
        for word, pattern in self._patterns:
            if pattern.search(of.record.title):
                yield word.term.label
                yield from _own(word)

    def _names_of_country(self, code: Country) -> Iterator[str]:
        own = sort_key(self._naming.country(code))
        written = (str(locale_of(language).territories.get(code, code)) for language in WRITTEN)
        names = (name for both in written for name in _PARTS.findall(both))  # Myanmar (Burma)
        yield from (
            name
            for name in (*self._naming.country_also(code), *self._naming.country_sought(code), *names)
            if sort_key(name) != own
        )

    def _told_by(self, entry: Cleared) -> Iterator[str]:
        for steps, ref in references(entry.record):
            if isinstance(ref, OrganisationRef) and steps[0] in DOERS:
                yield self.catalogue.get(ref).record.title
                yield from _names(self.catalogue.get(ref))
            elif isinstance(ref, Term):
                yield from _own(self.catalogue.term(ref))
            elif isinstance(ref, Country):
                yield from self._naming.country_also(ref)
        for word in self._told_in(entry):
            yield word.term.label
            yield from _own(word)

    @derived
    def _patterns(self) -> tuple[tuple[TermEntry, re.Pattern[str]], ...]:
        """The words that can be found in a text, each with what finds it."""
        words = ((word, _pattern((word.term.label, *_own(word)))) for word in self.catalogue.terms(Word.role))
        return tuple((word, pattern) for word, pattern in words if pattern)

    @asked
    def _told_in(self, entry: Cleared) -> tuple[TermEntry, ...]:
        """The words of which a name stands in the text of an entry. A list of words tells of none of them."""
        if not self._patterns or isinstance(entry.record, Vocabulary):
            return ()
        text = " ".join(" ".join([*_texts(entry.record), entry.body]).split())
        return tuple(word for word, pattern in self._patterns if pattern.search(text))


def _each_once(words: Iterable[str]) -> dict[str, str]:
    """Words by how they sort, as the first of them is written."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(sort_key(word), word)
    return found


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


def _texts(record: Record) -> Iterator[str]:
    """Every text of a record that is its own; titles of sources, addresses and references say nothing of it."""
    for one in walk(record):
        is_own = one.steps[:1] != ("sources",) and one.key is None
        if is_own and isinstance(one.value, str) and not isinstance(one.value, Ref):
            yield one.value
