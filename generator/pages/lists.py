# The ways in that list records as they stand on their shelves: the first page, a list for each kind, and two overviews. Ways
# in by value lie in facet_pages.py, pictures in matrices.py.

"""The first page, and lists of records."""

from __future__ import annotations

from collections.abc import Iterator

from ..address import page_of_list
from ..catalogue import Catalogue, TermEntry
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from ..schema import KINDS, Case, Question, Source, Theme
from .page import Draft, of_template

FIRST_FORMS = 5
"""How many forms of resistance the first page names: those told of most, in the order of their vocabulary."""


def home(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The first page."""
    forms = first_forms(known.catalogue)
    responses = known.catalogue.terms("response")
    # Cases first, as on every list; the themes and all sources have a place of their own on this page.
    kinds = [Case.folder, *(kind for kind in KINDS if kind not in (Case.folder, Theme.folder, Source.folder))]
    context = {"forms": forms, "responses": responses, "kinds": kinds}
    yield of_template("home", "index.md", path=CARD, **context)


def first_forms(catalogue: Catalogue) -> list[TermEntry]:
    """The forms of resistance that the first page names, as far as readers' own words for them are known."""
    told = [term for term in catalogue.terms("resistance") if term.term.says]
    first = sorted(told, key=lambda term: -len(catalogue.mentions(term)))[:FIRST_FORMS]
    return [term for term in told if term in first]


def lists(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """For each kind, the list of all its records; questions have one of their own."""
    for kind in KINDS:
        if kind == Question.folder:
            continue  # its list also counts gaps
        address = page_of_list(kind)
        entries = sorted(known.catalogue.all(kind), key=lambda entry: _shelf(known.catalogue, entry))
        yield of_template("list", address, kind=kind, entries=entries, path=CARD)


def _shelf(catalogue: Catalogue, entry: Cleared) -> int:
    """Where the shelf of a strategy stands among the themes; other kinds keep their own order."""
    themes = catalogue.all("themes")
    home = catalogue.home_of(entry) if entry.kind == "strategies" else None
    return themes.index(home) if home else len(themes)


def overviews(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """Sources, and what is to be checked again."""
    for template, address in (("all-sources", "sources.md"), ("overdue", "overdue.md")):
        yield of_template(template, address, path=CARD)
