# The page of the search, for readers without script and for those who want its address, and the files that its script
# fetches: its words when it opens, names when it finds nothing, what pushes back as people hear it when they write a sentence, and
# what stands under a value when they name one. The index itself is made of the built site, in publish/.

"""The search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..languages.segmentation import BEGINNING, UNSPACED
from ..languages.word_forms import spelling_rule
from ..render import Renderer
from ..schema import KINDS, Case, Ref
from ..schema.refs import OrganisationRef
from .page import Draft, of_script, of_template

SEARCH_ORDER = tuple(sorted(KINDS, key=lambda kind: (KINDS[kind].search_rank, kind)))
"""The kinds in the order in which a search shows them: first what people did, then the shelves."""

FIRST = 3
"""How many cases are shown below a page that a reader named; the rest is a tap away."""


@dataclass(frozen=True)
class Held:
    """How many cases a value has, how Explore is told of it, and the first cases by their places among those that are shown."""

    of: Ref
    count: int
    explore: str
    first: tuple[int, ...]


def search(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The page of the search, and what its script asks for: its words when it opens, names when it finds nothing."""
    forms = known.catalogue.vocabulary_for("resistance")
    ways = {"forms": forms and forms.address, "kinds": SEARCH_ORDER}
    yield of_template("search", "search.md", path=CARD, **ways)
    rule = {"beginning": BEGINNING, "unspaced": UNSPACED, **spelling_rule(known.catalogue.library.language)}
    context = {"rule": rule, "forms": forms and forms.address, "kinds_in_order": SEARCH_ORDER}
    yield of_script("assets/search-words.js", "search-words.js", **context)
    shelves = [
        entry for kind in ("themes", "strategies", "series", "programmes") for entry in known.catalogue.all(kind)
    ]
    terms = [
        term for vocabulary in known.catalogue.all("vocabularies") for term in known.catalogue.terms_of(vocabulary)
    ]
    yield of_script("assets/search-names.js", "search-names.js", named=[*terms, *shelves])
    heard = [form for form in known.catalogue.terms("resistance") if form.term.says or form.term.heard]
    yield of_script("assets/search-heard.js", "search-heard.js", forms=heard)
    held, shown = _held(known)
    yield of_script("assets/search-held.js", "search-held.js", held=held, shown=shown)


def _held(known: Knowledge) -> tuple[list[Held], list[Cleared]]:
    """What stands under each value that has a page of its own, and the cases that are shown of them. The numbers are Explore's."""
    places: dict[Cleared, int] = {}
    held = []
    for tally in known.facets.tallies:
        for value, numbers in zip(tally.values, tally.postings, strict=True):
            if isinstance(value, Ref) and not isinstance(value, OrganisationRef):
                cases = [
                    entry for entry in map(known.facets.entries.__getitem__, numbers) if isinstance(entry.record, Case)
                ]
                first = tuple(places.setdefault(entry, len(places)) for entry in cases[:FIRST])
                held.append(Held(value, len(cases), f"{tally.facet.key}={value}", first))
    return [one for one in held if one.count], list(places)
