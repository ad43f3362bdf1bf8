# The gallery shows developers every component in every state. It borrows what it refers to from the library, and invents
# only the states that the library does not happen to have.

"""The gallery of components."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

from ..catalogue import Catalogue
from ..catalogue.crosstabs import period_of
from ..catalogue.evidence import shelf
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from ..render.drawing import bars
from ..schema import Case, Period, Programme
from ..schema.studies import Effect
from .lists import first_forms
from .page import Draft
from .records import numbered_as_read

ADDRESS = "developing/components.md"


def components(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The gallery."""
    yield Draft(ADDRESS, _components)


def _components(renderer: Renderer) -> str:
    known = renderer.known
    records = (entry.record for entry in (*known.catalogue.all("cases"), *known.catalogue.all("programmes")))
    scopes = [record.scope for record in records if isinstance(record, Case | Programme) and record.scope]

    def having(field: str) -> Cleared | None:
        return next((entry for entry in known.catalogue.entries if getattr(entry.record, field, None)), None)

    lines = _invented_lines(known.catalogue)
    drawn = bars([period_of(entry) for entry in lines], known.catalogue.today)
    context = {
        "bars": drawn,
        "pieces": dict(zip(lines, drawn.rows, strict=True)) if drawn else {},
        "earlier": known.catalogue.today - datetime.timedelta(days=200),
        "later": known.catalogue.today + datetime.timedelta(days=200),
        "known": shelf(known.catalogue, known.catalogue.all("cases")),
        "like": _like,
        "having": having,
        "scopes": {scope.kind: scope for scope in scopes if renderer.located(scope)},
        "shown": first_forms(known.catalogue),
        "effect": Effect,
        "weighed": _weighed(known),
        "between": next((case for case in known.catalogue.all("cases") if all(known.catalogue.siblings(case))), None),
        "path": "templates/pages/components.md.jinja" if renderer.has_program else CARD,
    }
    return numbered_as_read(renderer.page("components", ADDRESS, **context))


def _weighed(known: Knowledge) -> list[Cleared]:
    """The cases with the fewest and with the most studies."""
    found = [entry for entry in known.catalogue.all("cases") if known.verdict_of(entry)]
    found.sort(key=lambda entry: len(known.verdict_of(entry).results))
    return [*found[:1], *found[-1:]]


def _invented_lines(catalogue: Catalogue) -> list[Cleared]:
    """A case with each sort of period that a timeline knows."""
    periods: tuple[dict[str, str], ...] = (
        {"start": "1996", "end": "2004"},
        {"start": "2001-03", "end": "2011", "approximate": "true"},
        {"start": "2008", "ongoing": "true"},
        {"start": "2012"},
        {"end": "2015-06-30"},
        {"start": "2020", "end": f"{catalogue.today.year + 3}"},
        {},
    )
    return [_like(case, period=Period(**each)) for case in catalogue.all("cases")[:1] for each in periods]


def _like(entry: Cleared, **changes: Any) -> Cleared:
    """An entry whose record is the same but for these fields."""
    fields = {field.name: getattr(entry, field.name) for field in dataclasses.fields(Cleared)}
    return _Invented(**fields | {"record": entry.record.model_copy(update=changes)})


class _Invented(Cleared):
    """An entry that is none of the library's, so that what is asked about it is not taken for what is asked about the one it is like."""
