# Lists of lessons and recommendations, of open questions and of gaps. A list that grows with the library is split into
# pages of their own addresses, so that each stays light and all can be read without script.

"""Pages of lessons, recommendations, questions and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ..address import page_of
from ..catalogue import TermEntry
from ..catalogue.knowledge import Knowledge
from ..catalogue.lessons import LessonShelf
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from .page import Draft, of_template

PER_PAGE = 100
"""How many lessons, recommendations, questions or gaps stand on one page of a list."""


def lessons(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """All lessons under their strategies, with the ways into them."""
    learned = known.lessons
    roles = {role: known.catalogue.terms(role) for role in ("resistance", "response")}
    about: dict[str, tuple[Cleared | TermEntry, ...]] = {"strategies": learned.strategies, **roles}
    ways = [
        (name, f"by-{name}", [(one, count) for one in found if (count := len(learned.learned(one).items))])
        for name, found in about.items()
    ]
    for address, context in _leaves("lessons", learned.all):
        grouped = groupby(context["items"], key=lambda told: learned.home(told.entry))
        groups = [(home, list(items)) for home, items in grouped]
        yield of_template("lessons", address, path=CARD, ways=ways, groups=groups, **context)


def recommendations(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """All recommendations by those to whom they speak."""
    shelves = [known.lessons.recommendations(audience) for audience in known.catalogue.terms("audience")]
    address = "recommendations.md"
    yield of_template("recommendations", address, path=CARD, shelves=shelves)


def shelves(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """What is told about a strategy or a term, where its own page shows only the first of it."""
    for shelf in known.lessons.shelves():
        if shelf.is_long:
            yield from _shelf(shelf)


def _shelf(shelf: LessonShelf) -> Iterator[Draft]:
    what = shelf.address.split("/")[0]
    for address, context in _leaves(shelf.address, shelf.items):
        yield of_template("shelf", address, path=CARD, about=shelf.about, what=what, **context)


def open_questions(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The list of questions, unanswered first, with the counts of gaps; and the gaps of each kind."""
    asked = known.questions
    gaps = [(kind, page_of("gaps", kind), len(found)) for kind, found in asked.gaps.items()]
    for address, context in _leaves("gaps/questions", asked.all, first="questions/index.md"):
        yield of_template("question-list", address, path=CARD, gaps=gaps, **context)
    for kind, found in asked.gaps.items():
        places = [(gap, known.catalogue.questions_about(gap.target)) for gap in found]
        for address, context in _leaves(f"gaps/{kind}", places):
            yield of_template("gaps", address, path=CARD, kind=kind, **context)


def _leaves(base: str, items: Any, first: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of a list: where each lies, and for its template its items, its number, and the addresses of all."""
    count = max(1, -(-len(items) // PER_PAGE))
    numbers = [(number, f"{base}-{number}.md") for number in range(1, count + 1)]
    numbers[0] = (1, first or f"{base}.md")
    for number, address in numbers:
        some = items[(number - 1) * PER_PAGE : number * PER_PAGE]
        yield address, {"items": some, "number": number, "numbers": numbers}
