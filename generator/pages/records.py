# A page for each record. Its template is called as its folder is; what some kinds need besides the record itself is said in
# _EXTRA, so that a new kind needs a line here only if its page counts or gathers something.

"""Pages of records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from ..catalogue import TermEntry
from ..catalogue.effort import OwnFirst, gist
from ..catalogue.evidence import shelf, summary_of
from ..catalogue.glance import boxes_about, cases_by_part, glance_at
from ..catalogue.knowledge import Knowledge
from ..catalogue.source_uses import uses_of_source
from ..catalogue.studies import claims_of, studies_in
from ..clearance import Cleared
from ..render import Renderer
from ..schema import Case, Ref, SourceKey
from ..schema.walk import references
from ..story.marks import keys_of_notes
from .page import Draft
from .story_parts import parts_of
from .terms import counter


def records(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """A page for each entry."""
    for entry in known.catalogue.entries:
        yield Draft(entry.address, _record, (entry,))


def _record(renderer: Renderer, entry: Cleared) -> str:
    extra = _EXTRA[entry.kind](renderer, entry) if entry.kind in _EXTRA else {}
    story = parts_of(entry.body)
    text = renderer.page(entry.kind, entry.address, entry=entry, cited=_cited(entry), story=story, **extra)
    return numbered_as_read(text)


_NOTE = re.compile(r"^\[\^([^\]]+)\]: .*\n?", re.MULTILINE)


def numbered_as_read(text: str) -> str:
    """The page with its footnotes defined in the order in which a reader meets their marks, since hosts number them so."""
    notes = {match[1]: match[0].rstrip("\n") for match in _NOTE.finditer(text)}
    story = _NOTE.sub("", text)
    if not notes:
        return text
    met = {key: story.find(f"[^{key}]") for key in notes}
    first = _NOTE.search(text)
    assert first is not None
    ordered = "\n".join(notes[key] for key in sorted(notes, key=lambda key: met[key]))
    return story[: first.start()] + ordered + "\n" + story[first.start() :]


def _cited(entry: Cleared) -> frozenset[str]:
    """The sources that the page of an entry will cite by a footnote mark."""
    if entry.kind in ("organisations", "vocabularies", "themes", "strategies"):
        # These pages print marks only in the body, at recommendations and steps, and under disagreements; terms show their schemes in full.
        told = (getattr(entry.record, field, ()) for field in ("recommendations", "steps"))
        marks = references((*entry.record.disagreements, *chain.from_iterable(told)))
    else:
        marks = references(entry.record)
    return frozenset(keys_of_notes(entry.body)) | {str(ref) for _, ref in marks if isinstance(ref, SourceKey)}


def _case(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    case = entry.record
    assert isinstance(case, Case)
    return {
        "found": renderer.known.verdict_of(entry),
        "claimants": _unique(outcome.claimed_by for outcome in case.own_outcomes),
        "gist": gist(case),
        "effort": OwnFirst.of(case),
        "adapted_by": renderer.known.catalogue.naming_in(entry, "adapted_from"),
        "parts": renderer.known.catalogue.naming_in(entry, "part_of"),
        "forms": _unique(item.form for item in case.own_resistance),
        "met": [(at, item) for at, item in enumerate(case.resistance, 1) if item.counts],
        "met_besides": [(at, item) for at, item in enumerate(case.resistance, 1) if not item.counts],
        "outcomes_besides": [outcome for outcome in case.outcomes if not outcome.counts],
        "related": (related := renderer.known.relations.of(entry)),
        "beside": related[:_BESIDE],
        "studies": studies_in(entry),
        "summary": summary_of(renderer.known.catalogue, claims_of(entry)),
    }


_BESIDE = 2
"""How many related cases are offered to be laid beside one: a phone shows no more."""


def _unique(refs: Iterable[Ref]) -> list[Ref]:
    return list(dict.fromkeys(refs))


def _theme(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    catalogue = renderer.known.catalogue
    return {"known": shelf(catalogue, catalogue.cases_of_theme(entry))}


def _strategy(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    return {"known": shelf(renderer.known.catalogue, renderer.known.catalogue.cases_of(entry))}


def _series(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    papers = renderer.known.catalogue.papers_of(entry)
    return {"documented": sum(paper.record.status != "outline" for paper in papers)}


def _vocabulary(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    groups: dict[str | None, list[TermEntry]] = {}
    for term in renderer.known.catalogue.terms_of(entry):
        groups.setdefault(term.term.group, []).append(term)
    return {"groups": list(groups.items()), "count": counter(renderer)}


def _organisation(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    catalogue = renderer.known.catalogue
    parts = cases_by_part(catalogue, entry)
    cases = [case for some in parts.values() for case in some]
    return {"parts": parts, "seen": glance_at(catalogue, cases), "boxes": boxes_about(catalogue, entry)}


def _source(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    return {"uses": uses_of_source(renderer.known.catalogue, entry)}


_EXTRA: dict[str, Callable[[Renderer, Cleared], dict[str, Any]]] = {
    "cases": _case,
    "themes": _theme,
    "strategies": _strategy,
    "series": _series,
    "vocabularies": _vocabulary,
    "organisations": _organisation,
    "sources": _source,
}
