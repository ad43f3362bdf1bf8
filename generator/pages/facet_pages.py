# Ways in that need no script: a page for each value that is nobody's record or term, a page for each two values that readers
# ask for together, and everything from A to Z. What Explore does in the browser for any choice, these do for the common
# ones by links alone; both rest on the same holdings, so they count alike.

"""Values, pairs of values, and A to Z."""

from __future__ import annotations

from collections.abc import Iterator

from ..address import page_of, page_of_list
from ..catalogue import Catalogue, TermEntry
from ..catalogue.facet_index import by_kind
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..languages.alphabet import ONE_PAGE, grouped
from ..render import Renderer
from ..render.escape import plain_text
from ..schema import KINDS, Country, Organisation, Ref, Term
from .page import Page


def values(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """For each facet whose values are plain ids, such as years, the list of them, and a page for each."""
    held = known.facets
    for tally in held.tallies:
        facet, shelf = tally.facet, page_of_list(tally.facet.key)
        if not facet.has_own_pages:
            continue
        counts = dict(zip(tally.values, map(len, tally.postings), strict=True))
        yield Page(shelf, renderer.page("values", shelf, facet=facet, counts=counts, path=CARD))
        for value in tally.values:
            address = facet.page_of(value)
            context = {"facet": facet, "value": value, "groups": held.of(facet.key, value), "counts": counts}
            yield Page(address, renderer.page("value", address, path=CARD, **context))


def pairs(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """For each two facets that readers ask for together, the list of their pairs, and a page for each that has a record."""
    for pairing in known.facets.pairings.values():
        address = page_of_list(pairing.folder)
        yield Page(address, renderer.page("pairs", address, pairing=pairing, path=CARD))
        for row, column, entries in pairing.filled():
            address = pairing.address(row, column)
            context = {"pairing": pairing, "row": row, "column": column, "entries": entries, "by_kind": by_kind}
            yield Page(address, renderer.page("facet-pair", address, path=_path(known.catalogue, row), **context))


def _path(catalogue: Catalogue, value: str) -> str:
    """The file in which a value is written down."""
    if isinstance(value, Term):
        return catalogue.term(value).vocabulary.path
    assert isinstance(value, Ref)
    return catalogue.get(value).path


def a_to_z(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
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
    yield Page("a-to-z.md", renderer.page("a-to-z", "a-to-z.md", shown=() if many else groups, here=None, **context))
    for group in groups if many else ():
        address = page_of("a-to-z", group.id)
        yield Page(address, renderer.page("a-to-z", address, shown=[group], here=group, **context))
