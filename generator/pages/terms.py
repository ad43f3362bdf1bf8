# The pages of what is no record but what records name: terms of vocabularies, and countries. Each lists who names it.

"""Pages of terms and countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

from ..catalogue import Mention, TermEntry
from ..catalogue.glance import Glance, cases_by_part, claimed, glance
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from ..schema import KINDS, Country, Region, Word
from ..schema.refs import Actor, Approach, Level, People, ResistanceForm, ResponseForm, Sdg
from .page import Draft


def terms(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """A page for each term of each vocabulary."""
    for vocabulary in known.catalogue.all("vocabularies"):
        row = known.catalogue.terms_of(vocabulary)
        for at, term in enumerate(row):
            before, after = row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
            neighbours = [other for other in row if other.term.id in term.term.see_also]
            yield Draft(term.address, _term, (term, before, after, neighbours))


def _term(
    renderer: Renderer, term: TermEntry, before: TermEntry | None, after: TermEntry | None, neighbours: list[TermEntry]
) -> str:
    catalogue = renderer.known.catalogue
    met = by_entry(catalogue.met_as(term))
    context = {
        "before": before,
        "after": after,
        "neighbours": neighbours,
        "within": _within(renderer, term),
        "met": met,
        "mentioned": _besides(catalogue.mentions_by_kind(term), [entry for entry, _ in met]),
        "claims": claimed(catalogue, term),
        "seen": _seen(renderer, term),
    }
    return renderer.page("term", term.address, term=term, **context)


_AT_A_GLANCE = {role.role for role in (People, Actor, Approach, Level, Region, ResistanceForm, ResponseForm, Sdg)}
"""The roles of terms that cases are tagged with, so that their page can say what these cases tell."""


def _seen(renderer: Renderer, term: TermEntry) -> Glance | None:
    if term.role not in _AT_A_GLANCE:
        return None
    within = _within(renderer, term).get("cases", ()) if term.role == Region.role else ()
    return glance(renderer.known.catalogue, term, within)


def _within(renderer: Renderer, term: TermEntry) -> dict[str, tuple[Cleared, ...]]:
    """What stands under a term that no record names, by kind: what lies in a region, or tells of a word's thing."""
    if term.role == Region.role:
        return renderer.known.catalogue.entries_in(term)
    telling = renderer.known.search_terms.telling_of(term) if term.role == Word.role else ()
    groups = {kind: tuple(entry for entry in telling if entry.kind == kind) for kind in KINDS}
    return {kind: entries for kind, entries in groups.items() if entries}


def _besides(groups: dict[str, tuple[Mention, ...]], shown: list[Cleared]) -> dict[str, tuple[Mention, ...]]:
    """Who mentions a term, but for those that stand on its page already."""
    left = {kind: tuple(one for one in some if one.entry not in shown) for kind, some in groups.items()}
    return {kind: some for kind, some in left.items() if some}


class _Told(Protocol):
    @property
    def entry(self) -> Cleared:
        """The record that tells of it."""


Item = TypeVar("Item", bound=_Told)


def by_entry(found: Iterable[Item]) -> list[tuple[Cleared, list[Item]]]:
    """What was found, by the record that tells of it."""
    groups: dict[Cleared, list[Item]] = {}
    for item in found:
        groups.setdefault(item.entry, []).append(item)
    return list(groups.items())


def countries(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """A page for each country that a record names, and the list of all under their regions."""
    regions = known.catalogue.vocabulary_for(Region.role)
    path = regions.path if regions else CARD
    for code in known.catalogue.countries:
        yield Draft(known.naming.address(code), _country, (code, path))
    yield Draft("countries/index.md", _countries, (path,))


def _country(renderer: Renderer, code: Country, path: str) -> str:
    known = renderer.known
    above = known.catalogue.regions_of(code)
    return renderer.page(
        "country",
        known.naming.address(code),
        code=code,
        also=known.naming.country_also(code),
        seen=glance(known.catalogue, code),
        parts_in_cases=partial(cases_by_part, known.catalogue),
        nearby=[other for other in known.catalogue.countries_in(above[-1]) if other != code] if above else [],
        path=path,
    )


def _countries(renderer: Renderer, path: str) -> str:
    return renderer.page("countries", "countries/index.md", path=path, count=counter(renderer))


def counter(renderer: Renderer) -> Callable[[TermEntry | Country], int]:
    """What counts the records under a term or a country, as its own page lists them."""

    def count(of: TermEntry | Country) -> int:
        if isinstance(of, TermEntry) and of.role in (Region.role, Word.role):
            return sum(len(entries) for entries in _within(renderer, of).values())
        return len(renderer.known.catalogue.mentions(of))

    return count
