# What pages there are. Each family is a function that yields pages as values: where a page lies in the tree, and its
# Markdown. What a page needs to know is picked here, in the crossings and in the catalogue; how it looks is the template's
# business. FAMILIES, at the foot, is the table of contents of the site.

"""Composing the pages of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..catalogue.knowledge import Knowledge
from ..render import Renderer
from . import exit_page, facet_pages, gallery, guides, lessons, lists, matrices, records, search, terms, withdrawn
from .page import Page
from .paging import cut

__all__ = ["FAMILIES", "Page", "compose", "cut"]


def compose(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """All generated pages of the library."""
    for family in FAMILIES:
        for page in family(known, renderer):
            yield from cut(page, renderer)


FAMILIES: tuple[Callable[[Knowledge, Renderer], Iterator[Page]], ...] = (
    lists.home,
    records.records,
    terms.terms,
    terms.countries,
    withdrawn.tombstones,
    lists.lists,
    lists.overviews,
    search.search,
    lessons.lessons,
    lessons.recommendations,
    lessons.shelves,
    lessons.open_questions,
    matrices.backlash,
    matrices.evidence,
    matrices.world,
    matrices.timeline,
    facet_pages.values,
    facet_pages.pairs,
    facet_pages.a_to_z,
    exit_page.plain,
    guides.guides,
    gallery.components,
)
