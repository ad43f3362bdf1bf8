# What is counted where two facets meet: forms of resistance with the answers to them, strategies with kinds of evidence,
# countries with kinds of records, and records with years. No count is kept: a cell holds the instances themselves, and the page to
# which its number leads lists the same cell, so the two cannot differ. Each crossing is gathered in one walk over the records.

"""The tables behind the pictures to find by."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..address import page_of, page_of_pair, place_on_page
from ..clearance import Cleared
from ..noted import derived, standing
from ..schema import Case, Country, Paper, Period, Programme
from ..schema.cases import Outcome
from . import PRACTICE, Catalogue, Met, TermEntry
from .strength import by_strength

WIDE = ("multi-country", "region", "global", "not-recorded")
"""Where a record lies that no single country holds."""
MOST_ON_A_PAGE = 200
"""How many records one page of the timeline shows at most."""

Group = TypeVar("Group", bound=Hashable)
Row = TypeVar("Row", TermEntry, Cleared, str)
Column = TypeVar("Column", TermEntry, str)
Item = TypeVar("Item")


@dataclass(frozen=True)
class ClaimedOutcome:
    """An outcome with the case that claims it."""

    entry: Cleared
    outcome: Outcome

    @property
    def at(self) -> str:
        """Where it stands on the page of its case."""
        assert isinstance(self.entry.record, Case)
        return place_on_page("outcome", self.entry.record.outcomes.index(self.outcome) + 1, self.outcome.id)


@dataclass(frozen=True)
class Crosstab(Generic[Row, Column, Item]):
    """Rows and columns, and what was found where they meet, by the ids of both; `folder` holds the pages of the cells.

    Rows and columns are terms, records, or the values of a facet, which are ids. A cell without a column holds what the row
    has and no column takes, such as a resistance without an answer.
    """

    folder: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], tuple[Item, ...]]

    def at(self, row: Row, column: Column | None) -> tuple[Item, ...]:
        """What was found where a row meets a column."""
        return self.cells.get((_id(row), _id(column) if column else ""), ())

    def along(self, row: Row) -> tuple[tuple[Column, tuple[Item, ...]], ...]:
        """The columns that have something in a row, with what they have."""
        return tuple((column, found) for column in self.columns if (found := self.at(row, column)))

    def down(self, column: Column) -> tuple[tuple[Row, tuple[Item, ...]], ...]:
        """The rows that have something in a column, with what they have."""
        return tuple((row, found) for row in self.rows if (found := self.at(row, column)))

    def filled(self) -> Iterator[tuple[Row, Column, tuple[Item, ...]]]:
        """The cells of a row and a column that have something, row by row."""
        return ((row, column, found) for row in self.rows for column, found in self.along(row))

    def address(self, row: Row, column: Column | None) -> str:
        """Where the page of a cell lies in the tree."""
        alone = f"{self.folder}/alone"
        return page_of_pair(self.folder, _id(row), _id(column)) if column else page_of(alone, _id(row))


@dataclass(frozen=True)
class CountryRecords:
    """A country with the records of practice that name it, by kind."""

    code: Country
    entries: Mapping[str, tuple[Cleared, ...]]

    @property
    def count(self) -> int:
        """How many records that is."""
        return sum(map(len, self.entries.values()))


@dataclass(frozen=True)
class Stretch:
    """Records that began within some years, the earliest first; `first` is none where the beginning is not recorded.

    One of `parts` pages, the `part`th, where a decade has too many for one.
    """

    first: int | None
    entries: tuple[Cleared, ...]
    part: int = 1
    parts: int = 1

    @property
    def last(self) -> int | None:
        """The last year of the decade."""
        return None if self.first is None else self.first + 9

    @property
    def address(self) -> str:
        """Where its own page lies in the tree, if it has one."""
        name = "not-recorded" if self.first is None else str(self.first)
        return page_of("timeline", f"{name}-{self.part}" if self.part > 1 else name)


@standing()
@dataclass(frozen=True)
class Crosstabs:
    """The crossings of a catalogue. One is none where the library lacks the vocabulary that it needs."""

    catalogue: Catalogue

    @derived
    def backlash(self) -> Crosstab[TermEntry, TermEntry, Met] | None:
        """Forms of resistance with responses. An instance stands at each response that answered it, once."""
        forms, responses = self.catalogue.terms("resistance"), self.catalogue.terms("response")
        if not forms or not responses:
            return None
        cells: dict[tuple[str, str], list[Met]] = {}
        for met in self.catalogue.met:
            answers = dict.fromkeys(str(answer.response) for answer in met.resistance.responses)
            for answer in answers or ("",):
                cells.setdefault((str(met.resistance.form), answer), []).append(met)
        return Crosstab("backlash", forms, responses, _closed(cells))

    @derived
    def evidence(self) -> Crosstab[Cleared, TermEntry, ClaimedOutcome] | None:
        """Strategies with kinds of evidence. An outcome stands under each strategy that its case shows."""
        themes = [theme.slug for theme in self.catalogue.all("themes")]
        shelves = {theme: at for at, theme in enumerate(themes)}
        strategies = self.catalogue.all("strategies")
        rows = tuple(sorted(strategies, key=lambda entry: shelves.get(_theme(self.catalogue, entry), len(themes))))
        columns = by_strength(self.catalogue)
        if not rows or not columns:
            return None
        cells: dict[tuple[str, str], list[ClaimedOutcome]] = {}
        for entry in self.catalogue.all("cases"):
            case = entry.record
            assert isinstance(case, Case)
            for strategy in dict.fromkeys(case.strategies):
                for outcome in case.own_outcomes:
                    cells.setdefault((str(strategy), str(outcome.evidence)), []).append(ClaimedOutcome(entry, outcome))
        return Crosstab("evidence", rows, columns, _closed(cells))

    @derived
    def places(self) -> tuple[CountryRecords, ...]:
        """The countries that a record of practice names, by code; a record of several stands in each."""
        found = []
        for code in self.catalogue.countries:
            entries: dict[str, list[Cleared]] = {}
            for mention in self.catalogue.mentions_of(code):
                if mention.entry.kind in PRACTICE:
                    entries.setdefault(mention.entry.kind, []).append(mention.entry)
            if entries:
                found.append(CountryRecords(code, _closed(entries)))
        return tuple(found)

    @property
    def countries_with_cases(self) -> int:
        """In how many countries something was done; others have papers or programmes alone."""
        return sum("cases" in place.entries for place in self.places)

    @derived
    def wide(self) -> Mapping[str, tuple[Cleared, ...]]:
        """The records of practice that no single country holds, by how wide they reach; only what is not empty."""
        found: dict[str, list[Cleared]] = {}
        for kind in PRACTICE:
            for entry in self.catalogue.all(kind):
                found.setdefault(_reach(entry), []).append(entry)
        return {reach: tuple(found[reach]) for reach in WIDE if reach in found}

    @derived
    def stretches(self) -> tuple[Stretch, ...]:
        """Cases and programmes by the decade in which they began, the earliest first; last, those of unknown beginning."""
        entries = [*self.catalogue.all("cases"), *self.catalogue.all("programmes")]
        decades: dict[int | None, list[Cleared]] = {}
        for entry in sorted(entries, key=lambda entry: (_start(entry) or "~", _end(entry))):
            start = _start(entry)
            decades.setdefault(int(start[:4]) // 10 * 10 if start else None, []).append(entry)
        return tuple(stretch for decade, found in decades.items() for stretch in _parted(decade, found))

    @property
    def is_long(self) -> bool:
        """Whether the timeline needs several pages."""
        return sum(len(stretch.entries) for stretch in self.stretches) > MOST_ON_A_PAGE


def period_of(entry: Cleared) -> Period | None:
    """When a case or a programme was done."""
    return entry.record.period if isinstance(entry.record, Case | Programme) else None


def _closed(groups: Mapping[Group, Iterable[Item]]) -> dict[Group, tuple[Item, ...]]:
    return {key: tuple(items) for key, items in groups.items()}


def _id(of: TermEntry | Cleared | str) -> str:
    if isinstance(of, str):
        return of
    return of.term.id if isinstance(of, TermEntry) else of.slug


def _theme(catalogue: Catalogue, strategy: Cleared) -> str:
    home = catalogue.home_of(strategy)
    return home.slug if home else ""


def _reach(entry: Cleared) -> str:
    record = entry.record
    if isinstance(record, Paper):
        return ("not-recorded", "country")[len(record.countries)] if len(record.countries) < 2 else "multi-country"
    scope = record.scope if isinstance(record, Case | Programme) else None
    return scope.kind if scope else "not-recorded"


def _start(entry: Cleared) -> str:
    period = period_of(entry)
    return (period.start or "") if period else ""


def _end(entry: Cleared) -> tuple[str, str]:
    """What orders records of one beginning: their end, and how they are called."""
    period = period_of(entry)
    return (period.end or "~" if period else "~"), entry.address


def _parted(decade: int | None, entries: list[Cleared]) -> list[Stretch]:
    cuts = range(0, len(entries), MOST_ON_A_PAGE)
    return [
        Stretch(decade, tuple(entries[cut : cut + MOST_ON_A_PAGE]), part, len(cuts)) for part, cut in enumerate(cuts, 1)
    ]
