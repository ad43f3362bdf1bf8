# Everything that is known of the library, and everything that follows from it. One direction of a link is written in
# a record; the other is derived here, once, by walking every record for its references, so no list on the site is
# typed by hand. Immutable: the indexes are made on first use and never change.

"""All cleared entries, and what can be derived from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..address import place_on_page
from ..clearance import Cleared
from ..languages import sort_key
from ..noted import asked, derived, standing
from ..schema import (
    KINDS,
    Case,
    Citation,
    Country,
    LessonRef,
    Library,
    Local,
    Paper,
    Programme,
    Ref,
    Region,
    Scope,
    Strategy,
    Term,
    Theme,
    Vocabulary,
)  # fmt: skip
from ..schema.fields import shelf_of
from ..schema.walk import field_that_names, references
from .things import Key, Mention, Met, TermEntry, key_of

__all__ = ["PRACTICE", "Catalogue", "Key", "Mention", "Met", "TermEntry", "key_of"]

PRACTICE = tuple(kind for kind, model in KINDS.items() if model.is_practice)
"""The kinds of records that tell of something done somewhere; the first is what a reader is shown unless she asks for the rest."""


@standing("library_body", "entries", "today", "withdrawn")
@dataclass(frozen=True)
class Catalogue:
    """The library as it may be shown on the day `today`."""

    library: Library
    library_body: str
    entries: tuple[Cleared, ...]
    today: datetime.date
    withdrawn: tuple[str, ...] = ()
    """The addresses of records that were withdrawn; nothing else is known of them."""

    # Entries

    @derived
    def _by_key(self) -> dict[Key, Cleared]:
        return {(entry.kind, entry.slug): entry for entry in self.entries}

    @derived
    def _by_kind(self) -> dict[str, tuple[Cleared, ...]]:
        return {
            kind: tuple(sorted((entry for entry in self.entries if entry.kind == kind), key=self._shelf_order))
            for kind in KINDS
        }

    @asked
    def all(self, kind: str) -> tuple[Cleared, ...]:
        """All entries of a kind: in their stated order where they have one, else by title."""
        return self._by_kind[kind]

    @asked
    def get(self, ref: Ref) -> Cleared:
        """The entry that a reference names. A cleared catalogue has them all."""
        return self._by_key[ref.kind, str(ref)]

    def found(self, key: Key) -> Cleared | TermEntry | None:
        """The entry or term that is known by a key, if there is one."""
        return self._by_key.get(key) or self._terms.get(key)

    # Shelves

    @asked
    def strategies_of(self, theme: Cleared) -> tuple[Cleared, ...]:
        """The strategies of a theme, in their order."""
        return tuple(entry for entry in self.all("strategies") if _strategy(entry).theme == theme.slug)

    @asked
    def cases_of(self, strategy: Cleared) -> tuple[Cleared, ...]:
        """The cases that show a strategy: those at home in it first, each group by title."""
        return self._cases_by_strategy.get(strategy.slug, ())

    @derived
    def _cases_by_strategy(self) -> dict[str, tuple[Cleared, ...]]:
        at_home: dict[str, list[Cleared]] = {}
        guests: dict[str, list[Cleared]] = {}
        for entry in self.all("cases"):
            home, *others = [str(slug) for slug in dict.fromkeys(_case(entry).strategies)] or [""]
            at_home.setdefault(home, []).append(entry)
            for slug in others:
                guests.setdefault(slug, []).append(entry)
        return {slug: (*at_home.get(slug, ()), *guests.get(slug, ())) for slug in {*at_home, *guests}}

    @asked
    def cases_of_theme(self, theme: Cleared) -> tuple[Cleared, ...]:
        """The cases of all strategies of a theme, each once."""
        found = (case for strategy in self.strategies_of(theme) for case in self.cases_of(strategy))
        return tuple(dict.fromkeys(found))

    def home_of(self, entry: Cleared) -> Cleared | None:
        """The shelf on which an entry stands: a case's first strategy, a strategy's theme, a paper's series."""
        named = getattr(entry.record, entry.record.shelf) if entry.record.shelf else None
        ref = (named[0] if named else None) if isinstance(named, tuple) else named
        return self.get(ref) if ref else None

    def top_shelf(self, kind: str) -> str:
        """The kind of the widest shelf above records of a kind, or that kind itself if they stand on none."""
        above = shelf_of(KINDS[kind])
        return self.top_shelf(above) if above else kind

    def trail(self, entry: Cleared) -> tuple[Cleared, ...]:
        """The shelves above an entry, from the top."""
        home = self.home_of(entry)
        return (*self.trail(home), home) if home else ()

    @asked
    def papers_of(self, series: Cleared) -> tuple[Cleared, ...]:
        """The papers of a series, by number."""
        return tuple(entry for entry in self.all("papers") if _paper(entry).series == series.slug)

    @asked
    def siblings(self, entry: Cleared) -> tuple[Cleared | None, Cleared | None]:
        """The entries before and after this one on its shelf."""
        return self._siblings[entry.kind, entry.slug]

    @derived
    def _siblings(self) -> dict[Key, tuple[Cleared | None, Cleared | None]]:
        rows: dict[tuple[str, str], list[Cleared]] = {}
        for kind in KINDS:
            for entry in self.all(kind):
                home = self.home_of(entry)
                rows.setdefault((kind, home.slug if home else ""), []).append(entry)
        return {
            (entry.kind, entry.slug): (before, after)
            for row in rows.values()
            for before, entry, after in zip([None, *row], row, [*row[1:], None], strict=False)
        }

    # Vocabularies

    @derived
    def _terms(self) -> dict[Key, TermEntry]:
        found: dict[Key, TermEntry] = {}
        for entry in self.all("vocabularies"):
            vocabulary = entry.record
            if isinstance(vocabulary, Vocabulary) and vocabulary.role:
                for term in vocabulary.terms:
                    found[vocabulary.role, term.id] = TermEntry(entry, term, vocabulary.role)
        return found

    @asked
    def term(self, ref: Term) -> TermEntry:
        """The term that a reference names."""
        return self._terms[ref.role, str(ref)]

    @asked
    def terms(self, role: str) -> tuple[TermEntry, ...]:
        """The terms of the vocabulary that plays a role, in its own order; none if there is no such vocabulary."""
        return tuple(term for (own, _), term in self._terms.items() if own == role)

    @asked
    def terms_of(self, vocabulary: Cleared) -> tuple[TermEntry, ...]:
        """The terms that a vocabulary lists."""
        return tuple(term for term in self._terms.values() if term.vocabulary == vocabulary)

    def vocabulary_for(self, role: str) -> Cleared | None:
        """The vocabulary that plays a role."""
        return next((term.vocabulary for term in self.terms(role)), None)

    @asked
    def narrower(self, wide: TermEntry) -> tuple[TermEntry, ...]:
        """The terms just below a term."""
        return tuple(term for term in self.terms(wide.role) if term.term.parent == wide.term.id)

    @asked
    def wider(self, narrow: TermEntry) -> tuple[TermEntry, ...]:
        """The terms above a term, from the top. A circle of parents is cut where it closes."""
        above: list[TermEntry] = []
        parent = narrow.term.parent
        while parent and parent not in {term.term.id for term in above} and parent != narrow.term.id:
            above.insert(0, self._terms[narrow.role, str(parent)])
            parent = above[0].term.parent
        return tuple(above)

    # Links, both ways

    @derived
    def _mentions(self) -> dict[Key, tuple[Mention, ...]]:
        # A record that asks about something does not tell of it.
        return self._gathered(entry for entry in self.entries if entry.kind != "questions")

    @derived
    def _asked(self) -> dict[Key, tuple[Mention, ...]]:
        return self._gathered(self.all("questions"))

    def _gathered(self, entries: Iterable[Cleared]) -> dict[Key, tuple[Mention, ...]]:
        fields: dict[Key, dict[Cleared, list[str]]] = {}
        for entry in entries:
            for steps, ref in references(entry.record):
                if isinstance(ref, Local) or (isinstance(ref, Country) and entry.kind == Vocabulary.folder):
                    continue  # its own affair; that a region has a country in it says nothing about the country
                name = field_that_names(entry.record, steps)
                # A record that speaks of a lesson speaks of the record that holds it.
                for key in (key_of(ref), ref.home) if isinstance(ref, LessonRef) else (key_of(ref),):
                    found = fields.setdefault(key, {}).setdefault(entry, [])
                    if name not in found:
                        found.append(name)
        return {
            key: tuple(
                Mention(entry, tuple(fields[key][entry]))
                for entry in sorted(
                    fields[key], key=lambda entry: (list(KINDS).index(entry.kind), self._shelf_order(entry))
                )
            )
            for key in fields
        }

    @asked
    def mentions(self, of: Cleared | TermEntry | Country) -> tuple[Mention, ...]:
        """Who refers to this entry, term or country, in order of kind and title; questions apart."""
        return self._mentions.get(key_of(of), ())

    @asked
    def questions_about(self, of: Cleared | TermEntry | Country) -> tuple[Cleared, ...]:
        """The open questions that are about this entry, term or country."""
        return tuple(mention.entry for mention in self._asked.get(key_of(of), ()))

    @asked
    def mentions_of(self, ref: Ref) -> tuple[Mention, ...]:
        """Who has the same reference, in order of kind and title."""
        return self._mentions.get(key_of(ref), ())

    def mentions_by_kind(self, of: Cleared | TermEntry | Country) -> dict[str, tuple[Mention, ...]]:
        """The same, grouped by the kind of the entry that refers."""
        groups: dict[str, tuple[Mention, ...]] = {}
        for mention in self.mentions(of):
            groups[mention.entry.kind] = (*groups.get(mention.entry.kind, ()), mention)
        return groups

    def naming_in(self, of: Cleared, field: str) -> tuple[Cleared, ...]:
        """Who refers to this entry in one field, in order of kind and title."""
        return tuple(mention.entry for mention in self.mentions(of) if field in mention.fields)

    # Places

    @derived
    def countries(self) -> tuple[Country, ...]:
        """The countries that some entry names, by code."""
        return tuple(sorted({Country(slug) for kind, slug in (*self._mentions, *self._asked) if kind == Country.kind}))

    @asked
    def regions_of(self, country: Country) -> tuple[TermEntry, ...]:
        """The regions in which a country lies, from the widest."""
        for term in self.terms(Region.role):
            if country in term.term.countries:
                return (*self.wider(term), term)
        return ()

    @asked
    def countries_in(self, region: TermEntry) -> tuple[Country, ...]:
        """The countries of a region that some entry names."""
        own = set(region.term.countries).union(*(self.countries_in(narrow) for narrow in self.narrower(region)))
        return tuple(country for country in self.countries if country in own)

    @asked
    def entries_in(self, region: TermEntry) -> dict[str, tuple[Cleared, ...]]:
        """The cases, papers and programmes of a region or of a country in it, by kind."""
        countries = set(self.countries_in(region))
        inside = {region.term.id} | {term.term.id for term in self._below(region)}
        found: dict[str, tuple[Cleared, ...]] = {}
        for kind in PRACTICE:
            entries = tuple(entry for entry in self.all(kind) if _is_in(entry, countries, inside))
            if entries:
                found[kind] = entries
        return found

    def _below(self, region: TermEntry) -> Iterator[TermEntry]:
        for term in self.narrower(region):
            yield term
            yield from self._below(term)

    # Resistance

    @derived
    def met(self) -> tuple[Met, ...]:
        """Every resistance that a case or a paper's example met itself, each event once."""
        found = []
        for entry in (*self.all("cases"), *self.all("papers")):
            record, told = entry.record, []
            if isinstance(record, Case):
                told = [("resistance", at, item) for at, item in enumerate(record.resistance, 1)]
            elif isinstance(record, Paper):
                told = [("example", at, item) for at, one in enumerate(record.examples, 1) for item in one.resistance]
            found += [Met(entry, item, place_on_page(word, at, item.id)) for word, at, item in told if item.counts]
        return tuple(found)

    @asked
    def met_as(self, term: TermEntry) -> tuple[Met, ...]:
        """The resistances of a form, or those that were answered with a response."""
        if term.role not in ("resistance", "response"):
            return ()
        if term.role == "resistance":
            return tuple(met for met in self.met if met.resistance.form == term.term.id)
        return tuple(
            met for met in self.met if any(answer.response == term.term.id for answer in met.resistance.responses)
        )

    def in_order(self, text: str) -> str:
        """What texts are sorted by in the library's language."""
        return sort_key(text, self.library.language)

    def _shelf_order(self, entry: Cleared) -> tuple[int, str, str]:
        record = entry.record
        if isinstance(record, Theme | Strategy):
            number = record.order
        else:
            number = record.number if isinstance(record, Paper) else None
        return (number or 10_000, self.in_order(record.title), entry.slug)

    # Sources

    @derived
    def sources(self) -> tuple[tuple[Citation, tuple[Cleared, ...]], ...]:
        """Every source with the entries that cite it; one work is one row, however its keys differ."""
        cited: dict[tuple[str, str | None], tuple[list[Citation], list[Cleared]]] = {}
        for entry in self.entries:
            for source in entry.record.sources.values():
                told, entries = cited.setdefault((source.title.casefold(), source.url), ([], []))
                # One that has a record of its own is shown as that has it.
                told.insert(0 if source.source else len(told), source)
                if entry not in entries:
                    entries.append(entry)
        rows = sorted(cited.values(), key=lambda row: (self.in_order(row[0][0].title), row[0][0].url or ""))
        return tuple((told[0], tuple(entries)) for told, entries in rows)

    @derived
    def citing(self) -> dict[str, dict[Cleared, None]]:
        """The entries that cite a source by its record, questions too, in order of kind and title; by its slug."""
        found: dict[str, dict[Cleared, None]] = {}
        for entry in (entry for kind in KINDS for entry in self.all(kind)):
            for slug in (str(one.source) for one in entry.record.sources.values() if one.source):
                found.setdefault(slug, {})[entry] = None
        return found


def _is_in(entry: Cleared, countries: Iterable[Country], regions: set[str]) -> bool:
    record = entry.record
    if isinstance(record, Paper):
        return bool(set(record.countries) & set(countries))
    scope: Scope | None = record.scope if isinstance(record, Case | Programme) else None
    if scope is None:
        return False
    return bool(set(scope.countries) & set(countries)) or scope.region in regions or scope.focus in regions


def _case(entry: Cleared) -> Case:
    assert isinstance(entry.record, Case)
    return entry.record


def _strategy(entry: Cleared) -> Strategy:
    assert isinstance(entry.record, Strategy)
    return entry.record


def _paper(entry: Cleared) -> Paper:
    assert isinstance(entry.record, Paper)
    return entry.record
