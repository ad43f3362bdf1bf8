# What a thing is called and where its page lies are asked for by every page, file and picture. Both are plain text here; to
# escape it is the affair of whoever prints it.

"""Names and addresses of records, terms and countries."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..address import page_of_country
from ..clearance import Cleared
from ..folders import DATA
from ..languages import locale_of
from ..noted import derived, standing
from ..schema import Country, Organisation, Ref, Source, Term
from . import Catalogue, TermEntry

Target = Country | Term | Ref | TermEntry | Cleared
"""What has a page: a country, a term or a record, itself or as a reference."""


@standing()
@dataclass(frozen=True)
class Naming:
    """How the things of a catalogue are called in its library's language, and where their pages lie."""

    catalogue: Catalogue

    def of(self, target: Target) -> str:
        """What a link to this is called: a title, a label, a country's name, an organisation's short name."""
        if isinstance(target, Country):
            return self.country(target)
        if isinstance(target, Term):
            return self.catalogue.term(target).term.label
        if isinstance(target, TermEntry):
            return target.term.label
        record = (self.catalogue.get(target) if isinstance(target, Ref) else target).record
        if isinstance(record, Source) and self._works[record.title] > 1:
            by = record.publisher or record.authors or record.year
            return f"{record.title} ({by})" if by else record.title
        return (isinstance(record, Organisation) and record.acronym) or record.title

    @derived
    def _works(self) -> Counter[str]:
        """How many shared sources have a title. Those that have one in common are told apart by who published them."""
        return Counter(entry.record.title for entry in self.catalogue.all(Source.folder))

    @staticmethod
    def byline(entry: Cleared) -> tuple[Ref, ...]:
        """Who is named on the card of a record: those who did it, else the shelf on which it stands."""
        record = entry.record
        named = getattr(record, record.credited or record.shelf, None) if record.credited or record.shelf else None
        return named if isinstance(named, tuple) else (named,) if named else ()

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code: the library's own, else the usual one in its language."""
        own = self.catalogue.library.country_names.get(Country(code))
        return own or str(locale_of(self.catalogue.library.language).territories.get(code, code))

    def country_also(self, code: str) -> tuple[str, ...]:
        """Other names that sources print for a country, and by which readers look for it, without the one that is shown."""
        return tuple(
            name for name in _listed("printed").get(code, ()) if name.casefold() != self.country(code).casefold()
        )

    @staticmethod
    def country_sought(code: str) -> tuple[str, ...]:
        """Names and short forms by which people write a country, whether or not sources print them."""
        return _listed("names").get(code, ())

    def address(self, target: Target) -> str:
        """Where the page of a thing lies in the tree."""
        if isinstance(target, Country):
            return page_of_country(target)
        if isinstance(target, Term):
            return self.catalogue.term(target).address
        return (self.catalogue.get(target) if isinstance(target, Ref) else target).address


@cache
def _listed(kind: str) -> Mapping[str, tuple[str, ...]]:
    data = json.loads((DATA / "country-names.json").read_text("utf-8"))
    return {code: tuple(names) for code, names in data[kind].items()}
