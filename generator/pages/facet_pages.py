# Ways in that need no script: a page for each value that is nobody's record or term, a page for each two values that readers
# ask for together, and everything from A to Z. What Explore does in the browser for any choice, these do for the common
# ones by links alone; both rest on the same holdings, so they count alike.

"""Values, pairs of values, and A to Z."""

from __future__ import annotations

from collections.abc import Iterator

from ..address import page_of, page_of_list
from ..catalogue import Catalogue, TermEntry
from ..catalogue.facet_index import by_kind
from ..catalogue.facets import Facet
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..languages.alphabet import ONE_PAGE, grouped
from ..render import Renderer
from ..render.escape import plain_text
from ..schema import KINDS, Country, Organisation, Ref, Term
from .page import Draft, of_template


def values(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """For each facet whose values are plain ids, such as years, the list of them, and a page for each."""
    for number, tally in enumerate(known.facets.tallies):
        if tally.facet.has_own_pages:
            yield Draft(page_of_list(tally.facet.key), _values, (number,))
            for value in tally.values:
                yield Draft(tally.facet.page_of(value), _value, (number, value))


def _values(renderer: Renderer, number: int) -> str:
    """The list of the values of a facet, which has this number among all."""
    facet, counts = _counted(renderer, number)
    return renderer.page("values", page_of_list(facet.key), facet=facet, counts=counts, path=CARD)


def _value(renderer: Renderer, number: int, value: str) -> str:
    """The page of a value of a facet."""
    facet, counts = _counted(renderer, number)
    context = {"facet": facet, "value": value, "groups": renderer.known.facets.of(facet.key, value), "counts": counts}
    return renderer.page("value", facet.page_of(value), path=CARD, **context)


def _counted(renderer: Renderer, number: int) -> tuple[Facet, dict[str, int]]:
    """A facet, and how many records have each of its values."""
    tally = renderer.known.facets.tallies[number]
    return tally.facet, dict(zip(tally.values, map(len, tally.postings), strict=True))


def pairs(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """For each two facets that readers ask for together, the list of their pairs, and a page for each that has a record."""
    for pair, pairing in known.facets.pairings.items():
        address = page_of_list(pairing.folder)
        yield of_template("pairs", address, pairing=pairing, path=CARD)
        for row, column, _ in pairing.filled():
            yield Draft(pairing.address(row, column), _pair, (pair, row, column))


def _pair(renderer: Renderer, pair: tuple[str, str], row: str, column: str) -> str:
    """The page of two values."""
    pairing, path = renderer.known.facets.pairings[pair], _path(renderer.known.catalogue, row)
    context = {"row": row, "column": column, "entries": pairing.at(row, column), "by_kind": by_kind}
    return renderer.page("facet-pair", pairing.address(row, column), path=path, pairing=pairing, **context)


def _path(catalogue: Catalogue, value: str) -> str:
    """The file in which a value is written down."""
    if isinstance(value, Term):
        return catalogue.term(value).vocabulary.path
    assert isinstance(value, Ref)
    return catalogue.get(value).path


def a_to_z(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """Every record, term and country by its first letter, on one page or, where they are many, on one for each letter."""
    named: list[tuple[str, Cleared | TermEntry | Country]] = []
    for kind in KINDS:
        named += [(entry.record.title, entry) for entry in known.catalogue.all(kind)]
        named += [
            (entry.record.acronym, entry)
            for entry in known.catalogue.all(kind)
            if isinstance(entry.record, Organisation) and entry.record.acronym
        ]
    for vocabulary in known.catalogue.all("vocabularies"):
        named += [(term.term.label, term) for term in known.catalogue.terms_of(vocabulary)]
    named += [(plain_text(renderer.country(code)), code) for code in known.catalogue.countries]
    groups = grouped(((name, (name, item)) for name, item in named), known.catalogue.library.language)
    many = len(named) > ONE_PAGE
    context = {"groups": groups, "many": many, "path": CARD}
    yield of_template("a-to-z", "a-to-z.md", shown=() if many else groups, here=None, **context)
    for group in groups if many else ():
        address = page_of("a-to-z", group.id)
        yield of_template("a-to-z", address, shown=[group], here=group, **context)
