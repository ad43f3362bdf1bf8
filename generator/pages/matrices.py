# Pictures to find by: what was answered with what, what is known of what, where, and when. Each is a page with a table, a map or
# bars, and behind each of its numbers stands a page that lists what was counted. A picture is left out where the library
# has nothing to draw it from; what there is, the templates ask of the crossings too, so no link leads to a page left out.

"""The table of pushback and answers, the evidence map, the world, the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from ..address import page_of
from ..catalogue import Met, TermEntry
from ..catalogue.crosstabs import Crosstab, period_of
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..render import Renderer
from ..render.drawing import bars
from ..schema import Country, Region
from .page import Draft, of_template
from .terms import by_entry


def backlash(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """Forms of resistance with responses: the table, and a page for each pair that somebody recorded."""
    table = known.crosstabs.backlash
    if table is None:
        return
    path = table.rows[0].vocabulary.path
    used = tuple(response for response in table.columns if table.down(response))
    whole = {
        "columns": used,
        "never": tuple(response for response in table.columns if response not in used),
        "listed_answers": [(form, list(_answers(table, form))) for form in table.rows],
    }
    yield of_template("backlash", "backlash.md", table=table, path=path, **whole)
    for form in table.rows:
        for response in (*table.columns, None):
            found = table.at(form, response)
            if found:
                yield Draft(table.address(form, response), _answered, (form, response, path))


def _answered(renderer: Renderer, form: TermEntry, response: TermEntry | None, path: str) -> str:
    """The page of a form of resistance and a response to it, or of a form that met none."""
    table = renderer.known.crosstabs.backlash
    assert table is not None
    found = table.at(form, response)
    context = {"form": form, "response": response, "met": by_entry(found), "count": len(found)}
    return renderer.page("backlash-cell", table.address(form, response), table=table, path=path, **context)


SHOWN = 3
"""How many records are named beside an answer; the page of the pair has all."""


def _answers(
    table: Crosstab[TermEntry, TermEntry, Met], form: TermEntry
) -> Iterator[tuple[TermEntry | None, list[tuple[Cleared, str]], int]]:
    """The answers to a form, last what had none: of each the first records that tell of it, and how many others do."""
    for response in (*table.columns, None):
        told = {met.entry: met.at for met in reversed(table.at(form, response))}
        records = [(entry, told[entry]) for entry in dict.fromkeys(met.entry for met in table.at(form, response))]
        if records:
            yield response, records[:SHOWN], len(records[SHOWN:])


def evidence(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """Strategies with kinds of evidence: the map, and a page for each pair that has an outcome."""
    table = known.crosstabs.evidence
    if table is None:
        return
    path = table.columns[0].vocabulary.path
    shelves: dict[Cleared | None, list[Cleared]] = {}
    for strategy in table.rows:
        shelves.setdefault(known.catalogue.home_of(strategy), []).append(strategy)
    context = {"table": table, "shelves": list(shelves.items()), "path": path}
    yield of_template("evidence", "evidence.md", **context)
    for strategy, kind, _ in table.filled():
        yield Draft(table.address(strategy, kind), _evident, (strategy, kind))


def _evident(renderer: Renderer, strategy: Cleared, kind: TermEntry) -> str:
    """The page of a strategy and a kind of evidence."""
    table = renderer.known.crosstabs.evidence
    assert table is not None
    found = table.at(strategy, kind)
    pair = {"strategy": strategy, "kind": kind, "found": by_entry(found), "all": found, "count": len(found)}
    address = table.address(strategy, kind)
    return renderer.page("evidence-cell", address, table=table, path=strategy.path, **pair)


def world(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """The countries on a map and by region, and lists of what lies in no single country."""
    places, wide = known.crosstabs.places, known.crosstabs.wide
    if not places:
        return
    regions = known.catalogue.vocabulary_for(Region.role)
    path = regions.path if regions else CARD
    by_code = {place.code: place for place in places}
    parts: list[tuple[TermEntry | None, list[Country]]] = []
    left = set(by_code)
    for term in known.catalogue.terms(Region.role):
        if not term.term.parent:
            inside = [code for code in dict.fromkeys(_in_order(known, renderer, term)) if code in left]
            left -= set(inside)
            parts += [(term, inside)] if inside else []
    parts += [(None, renderer.by_name(left))] if left else []
    context = {"places": by_code, "parts": parts, "wide": wide, "path": path}
    yield of_template("world", "world.md", **context)
    for reach, entries in wide.items():
        address = page_of("world", reach)
        yield of_template("world-scope", address, reach=reach, entries=entries, path=path)


def _in_order(known: Knowledge, renderer: Renderer, region: TermEntry) -> Iterator[Country]:
    """The countries of a region as the list has them, so that Tab goes round the map in the order of the list."""
    yield from renderer.by_name(region.term.countries)
    for narrow in known.catalogue.narrower(region):
        yield from _in_order(known, renderer, narrow)


def timeline(known: Knowledge, renderer: Renderer) -> Iterator[Draft]:
    """Cases and programmes by years, on one page or, where they are many, on one for each decade."""
    stretches = known.crosstabs.stretches
    if not stretches:
        return
    many = known.crosstabs.is_long
    if many:
        yield of_template("decades", "timeline.md", stretches=stretches, path=CARD)
    for address, shown in (
        [(stretch.address, (stretch,)) for stretch in stretches] if many else [("timeline.md", stretches)]
    ):
        entries = [entry for stretch in shown for entry in stretch.entries]
        drawn = bars([period_of(entry) for entry in entries], known.catalogue.today)
        pieces = dict(zip(entries, drawn.rows, strict=True)) if drawn else {}
        context = {"stretches": shown, "bars": drawn, "pieces": pieces, "path": CARD, "many": many}
        yield of_template("timeline", address, **context)
