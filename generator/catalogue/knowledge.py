# Page families, files and templates ask one object for whatever follows from the catalogue. Each part is worked out when it
# is first asked for, and only once.

"""All that is known of a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..clearance import Cleared
from ..noted import asked, derived, standing
from ..schema.editions import ClosedEdition
from ..schema.history import Past
from . import Catalogue, TermEntry
from .changes import Editions
from .crosstabs import Crosstabs
from .edition import Edition
from .facet_index import FacetIndex
from .freshness import Freshness
from .glossary import Long, names, short_forms, uses
from .lessons import Lessons
from .naming import Naming
from .questions import Questions
from .related import Relations
from .search_terms import SearchTerms
from .studies import claims_of
from .verdict import Verdict, verdict


@standing("ledger", "history")
@dataclass(frozen=True)
class Knowledge:
    """The catalogue, and what follows from it. It never changes.

    `ledger` are the editions that were closed, the first one first; `history` is the past of records' files by their paths.
    """

    catalogue: Catalogue
    ledger: tuple[ClosedEdition, ...] = ()
    history: Mapping[str, Past] = field(default_factory=dict)

    @cached_property
    def crosstabs(self) -> Crosstabs:
        """What stands where two facets meet."""
        return Crosstabs(self.catalogue)

    @derived
    def edition(self) -> Edition:
        """Which edition this is."""
        return self.editions.edition

    @cached_property
    def editions(self) -> Editions:
        """What changed between the editions that were closed, and since."""
        return Editions(self.catalogue, self.ledger)

    @cached_property
    def facets(self) -> FacetIndex:
        """Which records have which value."""
        return FacetIndex(self.catalogue, self.naming.of)

    @cached_property
    def freshness(self) -> Freshness:
        """What was checked last, and what is due."""
        return Freshness(self.catalogue)

    @cached_property
    def lessons(self) -> Lessons:
        """Lessons and recommendations, and what bears on them."""
        return Lessons(self.catalogue)

    @cached_property
    def naming(self) -> Naming:
        """What things are called, and where their pages lie."""
        return Naming(self.catalogue)

    @cached_property
    def questions(self) -> Questions:
        """Open questions, their answers, and gaps."""
        return Questions(self.catalogue)

    @cached_property
    def relations(self) -> Relations:
        """Which cases are near each other."""
        return Relations(self.catalogue)

    @cached_property
    def search_terms(self) -> SearchTerms:
        """The other words by which a page is found."""
        return SearchTerms(self.catalogue)

    @derived
    def verdicts(self) -> dict[str, Verdict]:
        """What the claims of each case come to, by its address."""
        cases = self.catalogue.all("cases")
        return {entry.address: verdict(self.catalogue, claims_of(entry)) for entry in cases}

    @derived
    def uses_of_terms(self) -> dict[str, tuple[Cleared, ...]]:
        """The records that use a short form of the glossary, by the address of the form's page."""
        return uses(self.catalogue)

    @derived
    def short_forms(self) -> dict[str, Long]:
        """What each short form stands for."""
        return short_forms(self.catalogue)

    @derived
    def names(self) -> frozenset[str]:
        """Names of several words in which a short form may stand."""
        return names(self.catalogue)

    @derived
    def _about(self) -> dict[str, Cleared | TermEntry]:
        shelves = self.catalogue.all("vocabularies")
        terms = {term.address: term for entry in shelves for term in self.catalogue.terms_of(entry)}
        return {entry.address: entry for entry in self.catalogue.entries} | terms

    # Of one record or term: whoever shows it depends on no other.

    @asked
    def told_at(self, address: str) -> Cleared | TermEntry | None:
        """The record or term whose page lies at an address."""
        return self._about.get(address)

    @asked
    def verdict_of(self, entry: Cleared) -> Verdict:
        """What the claims of a case come to."""
        return self.verdicts[entry.address]

    @asked
    def uses_of(self, term: TermEntry) -> tuple[Cleared, ...]:
        """The records that use a short form of the glossary."""
        return self.uses_of_terms.get(term.address, ())

    @asked
    def past_of(self, entry: Cleared) -> Past | None:
        """The past of a record's file, if it is told."""
        return self.history.get(entry.path)
