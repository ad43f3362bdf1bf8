# What stands behind each value, and behind two values together, as records and not as numbers, so that the page to
# which a number leads lists what was counted. It is worked out once, from the tallies that Explore uses too, by one walk
# over the records: a record stands in each pair of its own values, so nothing is compared with everything.

"""Which records have a value of a facet, and which have two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..address import page_of_pair
from ..clearance import Cleared
from ..schema import Ref
from . import PRACTICE, Catalogue, TermEntry
from .facets import FacetCounts, explored, tallies

PAIRS = (("theme", "region"), ("theme", "evidence"), ("people", "strategy"))
"""The facets of which readers ask for two at once. Pushback with answers, and strategies with kinds of evidence, are told
instance by instance in the crossings."""


@dataclass(frozen=True)
class Pairing:
    """Two facets, and the records that have a value of each; only what is not empty, in the order of the values."""

    rows: str
    columns: str
    cells: Mapping[tuple[str, str], tuple[Cleared, ...]]

    @property
    def folder(self) -> str:
        """The folder of its pages."""
        return f"{self.rows}-{self.columns}"

    def address(self, row: str, column: str) -> str:
        """Where the page of a pair lies in the tree. No slug or id holds two hyphens, so no two pairs share one."""
        return page_of_pair(self.folder, row, column)

    def along(self, row: str) -> list[tuple[str, tuple[Cleared, ...]]]:
        """The columns that have something in a row, with what they have."""
        return self._along.get(row, [])

    def down(self, column: str) -> list[tuple[str, tuple[Cleared, ...]]]:
        """The rows that have something in a column, with what they have."""
        return self._down.get(column, [])

    @cached_property
    def lines(self) -> list[str]:
        """The rows that have something."""
        return list(self._along)

    @cached_property
    def _along(self) -> dict[str, list[tuple[str, tuple[Cleared, ...]]]]:
        found: dict[str, list[tuple[str, tuple[Cleared, ...]]]] = {}
        for (row, column), entries in self.cells.items():
            found.setdefault(row, []).append((column, entries))
        return found

    @cached_property
    def _down(self) -> dict[str, list[tuple[str, tuple[Cleared, ...]]]]:
        found: dict[str, list[tuple[str, tuple[Cleared, ...]]]] = {}
        for (row, column), entries in self.cells.items():
            found.setdefault(column, []).append((row, entries))
        return found


@dataclass(frozen=True)
class FacetIndex:
    """What a catalogue holds, facet by facet. `called` names a reference, for what is shown by name."""

    catalogue: Catalogue
    called: Callable[[Ref], str]

    @cached_property
    def entries(self) -> tuple[Cleared, ...]:
        """The records that can be explored, by their numbers."""
        return explored(self.catalogue)

    @cached_property
    def tallies(self) -> tuple[FacetCounts, ...]:
        """The facets that have values, in their order."""
        return tallies(self.catalogue, self.entries, self.called)

    @cached_property
    def pairings(self) -> tuple[Pairing, ...]:
        """The pairs that readers ask for, as far as this library has both."""
        return tuple(Pairing(rows, columns, cells) for rows, columns in PAIRS if (cells := self._met(rows, columns)))

    def of(self, key: str, value: str) -> dict[str, tuple[Cleared, ...]]:
        """The records that have a value, by kind; those checked last come first."""
        return by_kind(self._held.get((key, value), ()))

    def beyond(self, of: TermEntry | Cleared) -> dict[str, tuple[Cleared, ...]]:
        """The records that have a value without naming it: through a narrower term, an organisation or a strategy."""
        key, value = (of.role, of.term.id) if isinstance(of, TermEntry) else (KEYS.get(of.kind, ""), of.slug)
        named = {mention.entry for mention in self.catalogue.mentions(of)}
        return by_kind([entry for entry in self._held.get((key, value), ()) if entry not in named])

    def together(self, key: str, value: str) -> list[tuple[Pairing, bool]]:
        """The pairings in which a value stands, and whether it is a row there."""
        found = [(pairing, True) for pairing in self.pairings if pairing.rows == key and pairing.along(value)]
        return found + [(pairing, False) for pairing in self.pairings if pairing.columns == key and pairing.down(value)]

    @cached_property
    def _held(self) -> dict[tuple[str, str], tuple[Cleared, ...]]:
        return {
            (tally.facet.key, str(value)): tuple(self.entries[number] for number in numbers)
            for tally in self.tallies
            for value, numbers in zip(tally.values, tally.postings, strict=True)
        }

    def _met(self, rows: str, columns: str) -> dict[tuple[str, str], tuple[Cleared, ...]]:
        found = {tally.facet.key: tally for tally in self.tallies}
        if rows not in found or columns not in found:
            return {}
        across: dict[int, list[str]] = {}
        for value, numbers in zip(found[columns].values, found[columns].postings, strict=True):
            for number in numbers:
                across.setdefault(number, []).append(value)
        cells: dict[tuple[str, str], list[Cleared]] = {}
        for row, numbers in zip(found[rows].values, found[rows].postings, strict=True):
            for number in numbers:
                for column in across.get(number, ()):
                    cells.setdefault((row, column), []).append(self.entries[number])
        places = {value: at for at, value in enumerate(found[columns].values)}
        lines = {value: at for at, value in enumerate(found[rows].values)}
        ordered = sorted(cells, key=lambda cell: (lines[cell[0]], places[cell[1]]))
        return {cell: tuple(cells[cell]) for cell in ordered}


KEYS = {"themes": "theme", "strategies": "strategy", "organisations": "organisation"}
"""The facets whose values are records, by their kind."""


def by_kind(entries: tuple[Cleared, ...] | list[Cleared]) -> dict[str, tuple[Cleared, ...]]:
    """Records by their kind, in their given order; only what is not empty."""
    groups = {kind: tuple(entry for entry in entries if entry.kind == kind) for kind in PRACTICE}
    return {kind: found for kind, found in groups.items() if found}
