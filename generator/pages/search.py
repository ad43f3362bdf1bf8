# The page of the search, for readers without script and for those who want its address, and the two files that its script
# fetches: its words when it opens, and names when it finds nothing. The index itself is made of the built site, in publish/.

"""The search."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue.knowledge import Knowledge
from ..folders import CARD
from ..languages.segmentation import BEGINNING, UNSPACED
from ..languages.word_forms import spelling_rule
from ..render import Renderer
from ..schema import KINDS
from .page import Page

SEARCH_ORDER = tuple(sorted(KINDS, key=lambda kind: (KINDS[kind].search_rank, kind)))
"""The kinds in the order in which a search shows them: first what people did, then the shelves."""


def search(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """The page of the search, and what its script asks for: its words when it opens, names when it finds nothing."""
    forms = known.catalogue.vocabulary_for("resistance")
    context = {"forms": forms and forms.address, "kinds": SEARCH_ORDER}
    yield Page("search.md", renderer.page("search", "search.md", path=CARD, **context))
    rule = {"beginning": BEGINNING, "unspaced": UNSPACED, **spelling_rule(known.catalogue.library.language)}
    yield Page(
        "assets/search-words.js",
        renderer.script("search-words.js", rule=rule, forms=context["forms"], kinds_in_order=SEARCH_ORDER),
    )
    shelves = [
        entry for kind in ("themes", "strategies", "series", "programmes") for entry in known.catalogue.all(kind)
    ]
    terms = [
        term for vocabulary in known.catalogue.all("vocabularies") for term in known.catalogue.terms_of(vocabulary)
    ]
    yield Page("assets/search-names.js", renderer.script("search-names.js", named=[*terms, *shelves]))
