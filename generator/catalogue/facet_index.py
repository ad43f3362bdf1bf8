# What stands behind each value, and behind two values together, as records and not as numbers, so that the page to
# which a number leads lists what was counted. It is worked out once, from the tallies that Explore uses too, by one walk
# over the records: a record stands in each pair of its own values, so nothing is compared with everything.

"""Which records have a value of a facet, and which have two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..clearance import Cleared
from ..noted import asked, derived, standing
from ..schema import Ref
from . import PRACTICE, Catalogue, TermEntry
from .crosstabs import Crosstab
from .facets import FacetCounts, explored, tallies

PAIRS = (("theme", "region"), ("theme", "evidence"), ("people", "strategy"))
"""The facets of which readers ask for two at once. Pushback with answers, and strategies with kinds of evidence, are told
instance by instance in the crosstabs."""

Pairing = Crosstab[str, str, Cleared]
"""Two facets, and the records that have a value of each: only values that have some, in their order."""


@standing()
@dataclass(frozen=True)
class FacetIndex:
    """What a catalogue holds, facet by facet. `called` names a reference, for what is shown by name."""

    catalogue: Catalogue
    called: Callable[[Ref], str]

    @derived
    def entries(self) -> tuple[Cleared, ...]:
        """The records that can be explored, by their numbers."""
        return explored(self.catalogue)

    @derived
    def tallies(self) -> tuple[FacetCounts, ...]:
        """The facets that have values, in their order."""
        return tallies(self.catalogue, self.entries, self.called)

    @derived
    def pairings(self) -> dict[tuple[str, str], Pairing]:
        """The pairs that readers ask for, as far as this library has both, by the keys of their facets."""
        found = {tally.facet.key: tally for tally in self.tallies}
        pairs = [pair for pair in PAIRS if found.keys() >= set(pair)]
        made = {pair: self._pairing("-".join(pair), found[pair[0]], found[pair[1]]) for pair in pairs}
        return {pair: pairing for pair, pairing in made.items() if pairing.cells}

    @asked
    def of(self, key: str, value: str) -> dict[str, tuple[Cleared, ...]]:
        """The records that have a value, by kind; those of which most is known come first."""
        return by_kind(self._held.get((key, value), ()))

    @asked
    def beyond(self, of: TermEntry | Cleared) -> dict[str, tuple[Cleared, ...]]:
        """The records that have a value without naming it: through a narrower term, an organisation or a strategy."""
        key, value = (of.role, of.term.id) if isinstance(of, TermEntry) else (KEYS.get(of.kind, ""), of.slug)
        named = {mention.entry for mention in self.catalogue.mentions(of)}
        return by_kind([entry for entry in self._held.get((key, value), ()) if entry not in named])

    @asked
    def together(self, key: str, value: str) -> list[tuple[Pairing, bool]]:
        """The pairings in which a value stands, and whether it is a row there."""
        pairings = self.pairings.items()
        found = [(pairing, True) for (rows, _), pairing in pairings if rows == key and pairing.along(value)]
        return found + [
            (pairing, False) for (_, columns), pairing in pairings if columns == key and pairing.down(value)
        ]

    @derived
    def _held(self) -> dict[tuple[str, str], tuple[Cleared, ...]]:
        return {
            (tally.facet.key, str(value)): tuple(self.entries[number] for number in numbers)
            for tally in self.tallies
            for value, numbers in zip(tally.values, tally.postings, strict=True)
        }

    def _pairing(self, folder: str, rows: FacetCounts, columns: FacetCounts) -> Pairing:
        across: dict[int, list[str]] = {}
        for value, numbers in zip(columns.values, columns.postings, strict=True):
            for number in numbers:
                across.setdefault(number, []).append(value)
        cells: dict[tuple[str, str], list[Cleared]] = {}
        for row, numbers in zip(rows.values, rows.postings, strict=True):
            for number in numbers:
                for column in across.get(number, ()):
                    cells.setdefault((row, column), []).append(self.entries[number])
        crossed = {column for _, column in cells}
        return Crosstab(
            folder,
            tuple(dict.fromkeys(row for row, _ in cells)),
            tuple(value for value in columns.values if value in crossed),
            {cell: tuple(entries) for cell, entries in cells.items()},
        )


KEYS = {"themes": "theme", "strategies": "strategy", "organisations": "organisation"}
"""The facets whose values are records, by their kind."""


def by_kind(entries: tuple[Cleared, ...] | list[Cleared]) -> dict[str, tuple[Cleared, ...]]:
    """Records by their kind, in their given order; only what is not empty."""
    groups = {kind: tuple(entry for entry in entries if entry.kind == kind) for kind in PRACTICE}
    return {kind: found for kind, found in groups.items() if found}
