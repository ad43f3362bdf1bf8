# What a thing is called and where its page lies are asked for by every page, file and picture. Both are plain text here; to
# escape it is the affair of whoever prints it.

"""Names and addresses of records, terms and countries."""

from __future__ import annotations

from dataclasses import dataclass

from ..address import page_of_country
from ..clearance import Cleared
from ..languages import locale_of
from ..schema import Country, Organisation, Ref, Term
from . import Catalogue, TermEntry

Target = Country | Term | Ref | TermEntry | Cleared
"""What has a page: a country, a term or a record, itself or as a reference."""


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
        return (isinstance(record, Organisation) and record.acronym) or record.title

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

    def address(self, target: Target) -> str:
        """Where the page of a thing lies in the tree."""
        if isinstance(target, Country):
            return page_of_country(target)
        if isinstance(target, Term):
            return self.catalogue.term(target).address
        return (self.catalogue.get(target) if isinstance(target, Ref) else target).address
