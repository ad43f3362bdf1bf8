# What pages there are. Each family is a function that yields pages as values: where a page lies in the tree, and its
# Markdown. What a page needs to know is picked here, in the crosstabs and in the catalogue; how it looks is the template's
# business. FAMILIES, at the foot, is the table of contents of the site. It also says where pages of a family may lie, since
# links are judged before anything is composed; a test holds what is composed to it.

"""Composing the pages of a site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from ..address import COUNTRY_PAGES, page_of_list
from ..catalogue.facet_index import PAIRS
from ..catalogue.facets import FACETS
from ..catalogue.knowledge import Knowledge
from ..render import Renderer
from ..schema import KINDS, Question
from . import changes as changed
from . import (
    exit_page,
    explore,
    exports,
    facet_pages,
    form,
    gallery,
    guides,
    lessons,
    lists,
    matrices,
    open_data,
    outgoing,
    records,
    search,
    take_away,
    terms,
    withdrawn,
)
from .page import Draft, Page
from .paging import cut

__all__ = ["ADDRESSES", "FAMILIES", "FOLDERS", "MAY_BE_ABSENT", "Family", "Page", "compose", "cut", "drafts"]


@dataclass(frozen=True)
class Family:
    """Pages that are composed alike, and where they lie.

    `addresses` are those that do not depend on what the records say; in `folders` lie the others, or below. `may_be_absent`
    says that pages of the family are only there while some record gives them something to show.
    """

    compose: Callable[[Knowledge, Renderer], Iterator[Draft | Page]]
    addresses: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    may_be_absent: bool = False

    def may_have(self, address: str) -> bool:
        """Whether a page of this family may lie there. One that was cut goes on behind a hyphen."""
        continued = tuple(f"{one.removesuffix('.md')}-" for one in self.addresses)
        return address in self.addresses or address.startswith((*(f"{one}/" for one in self.folders), *continued))


def drafts(known: Knowledge, renderer: Renderer, wanted: Collection[str] | None = None) -> Iterator[Draft | Page]:
    """All generated pages of the library, before any is composed, but for those that are made of the others; at least those that are
    `wanted`, if some are."""
    for family in FAMILIES:
        if wanted is None or any(map(family.may_have, wanted)):
            yield from family.compose(known, renderer)


_FACETS = tuple(facet.key for facet in FACETS if facet.has_own_pages)
_PAIRS = tuple("-".join(pair) for pair in PAIRS)

FAMILIES = (
    Family(lists.home, ("index.md",)),
    Family(records.records, folders=tuple(KINDS)),
    Family(terms.terms, folders=("vocabularies",)),
    Family(terms.countries, (page_of_list(COUNTRY_PAGES),), (COUNTRY_PAGES,), may_be_absent=True),
    Family(changed.changes, (changed.ADDRESS,)),
    Family(changed.feeds, folders=(changed.FOLDER,), may_be_absent=True),
    Family(withdrawn.moved, folders=tuple(KINDS)),
    Family(withdrawn.tombstones, ("withdrawn.json",), tuple(KINDS)),
    Family(lists.lists, tuple(page_of_list(kind) for kind in KINDS if kind != Question.folder)),
    Family(lists.overviews, ("sources.md", "overdue.md")),
    Family(
        search.search,
        (
            "search.md",
            "assets/search-words.js",
            "assets/search-names.js",
            "assets/search-heard.js",
            "assets/search-held.js",
        ),
    ),
    Family(lessons.lessons, ("lessons.md",)),
    Family(lessons.recommendations, ("recommendations.md",)),
    Family(lessons.shelves, folders=("lessons", "recommendations")),
    Family(lessons.open_questions, (page_of_list(Question.folder),), ("gaps",)),
    Family(matrices.backlash, ("backlash.md",), ("backlash",), may_be_absent=True),
    Family(matrices.evidence, ("evidence.md",), ("evidence",), may_be_absent=True),
    Family(matrices.world, ("world.md",), ("world",), may_be_absent=True),
    Family(matrices.timeline, ("timeline.md",), ("timeline",), may_be_absent=True),
    Family(facet_pages.values, folders=_FACETS, may_be_absent=True),
    Family(facet_pages.pairs, folders=_PAIRS, may_be_absent=True),
    Family(facet_pages.a_to_z, ("a-to-z.md",), ("a-to-z",), may_be_absent=True),
    Family(exit_page.plain, (exit_page.PLAIN,)),
    Family(take_away.take_away, (take_away.PAGE, "check-copy.md", "assets/held.js")),
    Family(exports.for_language_models, (exports.FOR_MODELS,)),
    Family(open_data.guide, (open_data.PAGE, open_data.COLUMNS)),
    Family(guides.guides, ("contribute/fields.md", "contribute/rules.md")),
    Family(form.form, (form.FORM,)),
    Family(gallery.components, ("developing/components.md",)),
    Family(explore.explore, ("explore.md", "list.md", "compare.md", "set.md"), ("assets",)),
)

ADDRESSES = frozenset(
    {*(address for family in FAMILIES for address in family.addresses), outgoing.ADDRESS, *exports.SCHEMAS.values()}
)
"""Where pages lie that do not depend on what the records say. Two families that are made last are no part of FAMILIES."""
FOLDERS = frozenset(folder for family in FAMILIES for folder in family.folders)
"""The folders in which the other pages lie, or below."""
MAY_BE_ABSENT = frozenset(
    where.removesuffix(".md").partition("/")[0]
    for family in FAMILIES
    if family.may_be_absent
    for where in (*family.addresses, *family.folders)
)
"""How the addresses begin of pages that are only there while some record gives them something to show."""
