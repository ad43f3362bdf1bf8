# By what a reader can narrow the library down. FACETS, at the foot, is the one definition: the page, its data and its
# plain list all come from it. Most facets are a type of reference: a record has every value of that type which stands
# anywhere in it, so a new field of the type is counted without a line here. A record under a term is also under the
# wider terms, since whoever asks for Africa means Kenya too.

"""Facets: what values the records have, and which records have a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..address import COUNTRY_PAGES, page_of, page_of_list
from ..clearance import Cleared
from ..noted import told_by
from ..schema import Case, Country, Organisation, Paper, Period, Programme, Ref, Region, Strategy, Term
from ..schema.cases import DIRECTIONS
from ..schema.effort import TAKES
from ..schema.refs import (
    Actor,
    Approach,
    EvidenceKind,
    Level,
    OrganisationKind,
    OrganisationRef,
    People,
    ResistanceForm,
    Respect,
    ResponseForm,
    StrategyRef,
    ThemeRef,
)
from ..schema.walk import NOT_COUNTED, field_that_names, references
from . import PRACTICE, Catalogue, TermEntry
from .effort import told
from .strength import by_strength

STATUSES = ("reviewed", "documented", "outline")


@dataclass(frozen=True)
class Read:
    """A record with all its references, each with the field of the record in which it stands."""

    catalogue: Catalogue
    entry: Cleared
    refs: tuple[tuple[str, Ref], ...]

    def named(self, kind: type[Ref], *, besides: tuple[str, ...] = ()) -> Iterator[Ref]:
        """The references of a type, except those in some fields."""
        return (ref for field, ref in self.refs if isinstance(ref, kind) and field not in besides)


@told_by(lambda one: one.key)
@dataclass(frozen=True)
class Facet:
    """One way to narrow down. `key` stands in readers' addresses and never changes.

    `values` gives what a record has: references where the value is a record, a term or a country, else plain ids. `order` gives
    all values in the order in which they are shown; without it that is by name. `shelf` is the address of the page
    that lists the values, if there is one. `has_own_pages` says that values are plain ids, which have no page but for the facet's.
    """

    key: str
    values: Callable[[Read], Iterable[str]]
    order: Callable[[Catalogue], Iterable[str]] | None = None
    shelf: Callable[[Catalogue], str | None] = lambda _: None
    has_own_pages: bool = False

    def page_of(self, value: str) -> str:
        """Where the page of a value lies that is a plain id."""
        return page_of(self.key, value)


@dataclass(frozen=True)
class FacetCounts:
    """The values of a facet that some record has, and for each the numbers of its records in rising order."""

    facet: Facet
    values: tuple[str, ...]
    postings: tuple[tuple[int, ...], ...]


def explored(catalogue: Catalogue) -> tuple[Cleared, ...]:
    """The records that can be explored, numbered by their place here: those of which most is known, and most surely, come first."""
    found = [entry for kind in PRACTICE for entry in catalogue.all(kind)]
    kinds = {term.term.id: place for place, term in enumerate(reversed(by_strength(catalogue)), 1)}
    title = catalogue.in_order
    return tuple(sorted(found, key=lambda entry: (*_known(entry, kinds), title(entry.record.title), entry.address)))


def by_check(entries: Sequence[Cleared]) -> list[int]:
    """The numbers of the records, those that were checked last first."""
    return sorted(range(len(entries)), key=lambda number: (_since(entries[number]), number))


def tallies(catalogue: Catalogue, entries: Sequence[Cleared], called: Callable[[Ref], str]) -> tuple[FacetCounts, ...]:
    """What the records have, facet by facet; a facet of which no record has a value is left out.

    `called` names a reference, for those facets that are shown by name.
    """
    read = [Read(catalogue, entry, _refs(entry)) for entry in entries]
    found = []
    for facet in FACETS:
        holders: dict[str, list[int]] = {}
        for number, one in enumerate(read):
            for value in dict.fromkeys(facet.values(one)):
                holders.setdefault(value, []).append(number)
        if holders:
            values = _sorted(facet, catalogue, holders, called)
            found.append(FacetCounts(facet, values, tuple(tuple(holders[value]) for value in values)))
    return tuple(found)


def _known(entry: Cleared, kinds: Mapping[str, int]) -> tuple[bool, int, int]:
    """What orders records by what is known: outlines last, then by the strongest kind of evidence and by how many claims have it."""
    record = entry.record
    strengths = [kinds[str(one.evidence)] for one in record.own_outcomes] if isinstance(record, Case) else []
    best = max(strengths, default=0)
    return record.status == "outline", -best, -strengths.count(best)


def _since(entry: Cleared) -> int:
    return -entry.record.checked.toordinal() if entry.record.checked else 0


def _refs(entry: Cleared) -> tuple[tuple[str, Ref], ...]:
    """What a record names, with the field in which it does, but for what it tells of others."""
    named = ((field_that_names(entry.record, steps), ref) for steps, ref in references(entry.record))
    return tuple((field, ref) for field, ref in named if field not in NOT_COUNTED)


def _sorted(facet: Facet, catalogue: Catalogue, values: Iterable[str], called: Callable[[Ref], str]) -> tuple[str, ...]:
    if facet.order:
        place = {value: at for at, value in enumerate(facet.order(catalogue))}
        return tuple(sorted(values, key=lambda value: place[value]))
    names = {value: called(value) if isinstance(value, Ref) else value for value in values}
    return tuple(sorted(values, key=lambda value: (catalogue.in_order(names[value]), value)))


# What a record has


def _strategies(read: Read) -> Iterator[str]:
    yield from read.named(StrategyRef)


def _themes(read: Read) -> Iterator[str]:
    yield from read.named(ThemeRef)
    for ref in read.named(StrategyRef):
        strategy = read.catalogue.get(ref).record
        if isinstance(strategy, Strategy) and strategy.theme:
            yield strategy.theme


def _countries(read: Read) -> Iterator[str]:
    yield from read.named(Country)


def _regions(read: Read) -> Iterator[str]:
    yield from _terms(Region)(read)
    for country in read.named(Country):
        for region in read.catalogue.regions_of(Country(country)):
            yield Region(region.term.id)


def _organisations(read: Read) -> Iterator[str]:
    # Who did it. Who paid is another question, and stands on the page of each organisation.
    yield from read.named(OrganisationRef, besides=("funders",))


def _organisation_kinds(read: Read) -> Iterator[str]:
    for ref in read.named(OrganisationRef, besides=("funders",)):
        organisation = read.catalogue.get(ref).record
        if isinstance(organisation, Organisation) and organisation.kind:
            yield from _with_wider(read.catalogue, organisation.kind)


def _terms(kind: type[Term], *, besides: tuple[str, ...] = ()) -> Callable[[Read], Iterator[str]]:
    def found(read: Read) -> Iterator[str]:
        for ref in read.named(kind, besides=besides):
            assert isinstance(ref, Term)
            yield from _with_wider(read.catalogue, ref)

    return found


def _with_wider(catalogue: Catalogue, ref: Term) -> Iterator[Term]:
    yield ref
    for wide in catalogue.wider(catalogue.term(ref)):
        yield type(ref)(wide.term.id)


# Whoever asks what pushed back, and how it was answered, means what happened, and not what a lesson is about.
_ADVICE = ("lessons", "recommendations")


def _directions(read: Read) -> Iterator[str]:
    record = read.entry.record
    if isinstance(record, Case):
        yield from (outcome.direction for outcome in record.own_outcomes)


def _takes(read: Read) -> Iterator[str]:
    record = read.entry.record
    if isinstance(record, Case):
        yield from told(record)


def _status(read: Read) -> Iterator[str]:
    yield read.entry.record.status


def _decades(read: Read) -> Iterator[str]:
    record = read.entry.record
    years: Iterable[int] = ()
    if isinstance(record, Case | Programme) and record.period:
        years = _years(record.period, record.checked.year if record.checked else 0)
    elif isinstance(record, Paper) and record.year:
        years = (int(record.year[:4]),)
    for year in years:
        yield f"{year // 10 * 10}"


def _years(period: Period, checked: int) -> Iterable[int]:
    """The years of a period as far as they are known.

    An end that is missing is not guessed; what is said to go on went on when it was last compared with its sources.
    """
    known = [int(when[:4]) for when in (period.start, period.end) if when]
    last = max(*known, checked if period.ongoing else 0) if known else 0
    return range(min(known), last + 1) if known else ()


# In which order, and where


def _themes_in_order(catalogue: Catalogue) -> Iterator[str]:
    return (theme.slug for theme in catalogue.all("themes"))


def _strategies_in_order(catalogue: Catalogue) -> Iterator[str]:
    shelved = [strategy for theme in catalogue.all("themes") for strategy in catalogue.strategies_of(theme)]
    return (strategy.slug for strategy in dict.fromkeys([*shelved, *catalogue.all("strategies")]))


def _newest_first(catalogue: Catalogue) -> Iterator[str]:
    return (str(decade) for decade in range(2190, 1790, -10))


def _of_terms(
    key: str,
    kind: type[Term],
    values: Callable[[Read], Iterable[str]] | None = None,
    terms: Callable[[Catalogue], Iterable[TermEntry]] | None = None,
) -> Facet:
    def shelf(catalogue: Catalogue) -> str | None:
        vocabulary = catalogue.vocabulary_for(kind.role)
        return vocabulary.address if vocabulary else None

    def order(catalogue: Catalogue) -> Iterator[str]:
        return (term.term.id for term in (terms(catalogue) if terms else catalogue.terms(kind.role)))

    return Facet(key, values or _terms(kind), order, shelf)


def _of_ids(key: str, values: Callable[[Read], Iterable[str]], order: Callable[[Catalogue], Iterable[str]]) -> Facet:
    return Facet(key, values, order, lambda _: page_of_list(key), has_own_pages=True)


FACETS = (
    Facet("theme", _themes, _themes_in_order, lambda _: page_of_list("themes")),
    Facet("strategy", _strategies, _strategies_in_order, lambda _: page_of_list("strategies")),
    _of_terms("resistance", ResistanceForm, _terms(ResistanceForm, besides=_ADVICE)),
    _of_terms("response", ResponseForm, _terms(ResponseForm, besides=_ADVICE)),
    Facet("country", _countries, None, lambda _: page_of_list(COUNTRY_PAGES)),
    _of_terms("region", Region, _regions),
    _of_terms("people", People),
    _of_terms("actor", Actor),
    _of_terms("level", Level),
    _of_terms("approach", Approach),
    _of_terms("respect", Respect),
    Facet("organisation", _organisations, None, lambda _: page_of_list("organisations")),
    _of_terms("organisation-kind", OrganisationKind, _organisation_kinds),
    _of_terms("evidence", EvidenceKind, terms=by_strength),
    _of_ids("direction", _directions, lambda _: DIRECTIONS),
    _of_ids("takes", _takes, lambda _: TAKES),
    _of_ids("years", _decades, _newest_first),
    _of_ids("status", _status, lambda _: STATUSES),
)
"""The facets in the order in which they are shown."""
