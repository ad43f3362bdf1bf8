# The pages that show the library as it is written: its records and their terms, lists of them, the ways in, and the guides
# for those who write it.

"""Pages of records, of terms and places, lists, ways in, guides."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from ..address import page_of_list
from ..catalogue import Catalogue, TermEntry
from ..catalogue.crosstabs import Crosstabs, period_of
from ..catalogue.evidence import shelf, told_by
from ..catalogue.knowledge import Knowledge
from ..clearance import Cleared
from ..folders import CARD
from ..languages.segmentation import BEGINNING, UNSPACED
from ..languages.word_forms import spelling_rule
from ..render import Renderer
from ..render.drawing import bars
from ..rules import GROUPS
from ..schema import (
    KINDS,
    Case,
    Country,
    Period,
    Programme,
    Question,
    Record,
    Ref,
    Region,
    SourceKey,
    Strict,
    Theme,
    Word,
)
from ..schema.fields import Field, fields_of
from ..schema.walk import references
from ..story.marks import keys_of_notes
from .page import Page

# Records


def records(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """A page for each entry."""
    for entry in known.catalogue.entries:
        extra = _EXTRA[entry.kind](renderer, entry) if entry.kind in _EXTRA else {}
        text = renderer.page(entry.kind, entry.address, entry=entry, cited=_cited(entry), **extra)
        yield Page(entry.address, _numbered_as_read(text))


_NOTE = re.compile(r"^\[\^([^\]]+)\]: .*\n?", re.MULTILINE)


def _numbered_as_read(text: str) -> str:
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
        # These pages print marks only in the body and under disagreements; terms show their schemes in full.
        marks = references(entry.record.disagreements)
    else:
        marks = references(entry.record)
    return frozenset(keys_of_notes(entry.body)) | {str(ref) for _, ref in marks if isinstance(ref, SourceKey)}


def _case(renderer: Renderer, entry: Cleared) -> dict[str, Any]:
    case = entry.record
    assert isinstance(case, Case)
    return {
        "directions": Crosstabs.directions(case.outcomes),
        "evidence": _unique(outcome.evidence for outcome in case.outcomes),
        "claimants": _unique(outcome.claimed_by for outcome in case.outcomes),
        "forms": _unique(item.form for item in case.resistance),
        "related": renderer.known.relations.of(entry),
        "told": told_by(renderer.known.catalogue, case.outcomes),
    }


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
    return {"groups": list(groups.items()), "count": _counter(renderer)}


_EXTRA: dict[str, Callable[[Renderer, Cleared], dict[str, Any]]] = {
    "cases": _case,
    "themes": _theme,
    "strategies": _strategy,
    "series": _series,
    "vocabularies": _vocabulary,
}


def _counter(renderer: Renderer) -> Callable[[TermEntry | Country], int]:
    def count(of: TermEntry | Country) -> int:
        if isinstance(of, TermEntry) and of.role in (Region.role, Word.role):
            return sum(len(entries) for entries in _within(renderer, of).values())
        return len(renderer.known.catalogue.mentions(of))

    return count


# Terms and places


def terms(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """A page for each term of each vocabulary."""
    for vocabulary in known.catalogue.all("vocabularies"):
        row = known.catalogue.terms_of(vocabulary)
        for at, term in enumerate(row):
            context = {
                "before": row[at - 1] if at else None,
                "after": row[at + 1] if at + 1 < len(row) else None,
                "neighbours": [other for other in row if other.term.id in term.term.see_also],
                "within": _within(renderer, term),
                "met": by_entry(known.catalogue.met_as(term)),
            }
            yield Page(term.address, renderer.page("term", term.address, term=term, **context))


def _within(renderer: Renderer, term: TermEntry) -> dict[str, tuple[Cleared, ...]]:
    """What stands under a term that no record names, by kind: what lies in a region, or tells of a word's thing."""
    if term.role == Region.role:
        return renderer.known.catalogue.entries_in(term)
    telling = renderer.known.search_terms.telling_of(term) if term.role == Word.role else ()
    groups = {kind: tuple(entry for entry in telling if entry.kind == kind) for kind in KINDS}
    return {kind: entries for kind, entries in groups.items() if entries}


class _Told(Protocol):
    @property
    def entry(self) -> Cleared:
        """The record that tells of it."""


Item = TypeVar("Item", bound=_Told)


def by_entry(found: Iterable[Item]) -> list[tuple[Cleared, list[Item]]]:
    """What was found, by the record that tells of it."""
    groups: dict[Cleared, list[Item]] = {}
    for item in found:
        groups.setdefault(item.entry, []).append(item)
    return list(groups.items())


def countries(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """A page for each country that a record names, and the list of all under their regions."""
    regions = known.catalogue.vocabulary_for(Region.role)
    path = regions.path if regions else CARD
    for code in known.catalogue.countries:
        above = known.catalogue.regions_of(code)
        nearby = [other for other in known.catalogue.countries_in(above[-1]) if other != code] if above else []
        address = known.naming.address(code)
        yield Page(address, renderer.page("country", address, code=code, nearby=nearby, path=path))
    address = "countries/index.md"
    yield Page(address, renderer.page("countries", address, path=path, count=_counter(renderer)))


# What is gone


def tombstones(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """At each address that was withdrawn a page that says so, and the list of them for those who keep older copies."""
    for address in known.catalogue.withdrawn:
        yield Page(address, renderer.page("withdrawn", address, path=CARD))
    addresses = [address.removesuffix(".md") for address in known.catalogue.withdrawn]
    yield Page("withdrawn.json", json.dumps({"withdrawn": addresses}, indent=2) + "\n")


# Lists and ways in


def _shelf(catalogue: Catalogue, entry: Cleared) -> int:
    """Where the shelf of a strategy stands among the themes; other kinds keep their own order."""
    themes = catalogue.all("themes")
    home = catalogue.home_of(entry) if entry.kind == "strategies" else None
    return themes.index(home) if home else len(themes)


def lists(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """For each kind, the list of all its records; questions have one of their own."""
    for kind in KINDS:
        if kind == Question.folder:
            continue  # its list also counts gaps
        address = page_of_list(kind)
        entries = sorted(known.catalogue.all(kind), key=lambda entry: _shelf(known.catalogue, entry))
        yield Page(address, renderer.page("list", address, kind=kind, entries=entries, path=CARD))


FIRST_FORMS = 5
"""How many forms of resistance the first page names: those told of most, in the order of their vocabulary."""


def home(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """The first page."""
    forms = _first_forms(known.catalogue)
    responses = known.catalogue.terms("response")
    # Cases first, as on every list; the themes have a place of their own on this page.
    kinds = [Case.folder, *(kind for kind in KINDS if kind not in (Case.folder, Theme.folder))]
    context = {"forms": forms, "responses": responses, "kinds": kinds}
    yield Page("index.md", renderer.page("home", "index.md", path=CARD, **context))


def _first_forms(catalogue: Catalogue) -> list[TermEntry]:
    told = [term for term in catalogue.terms("resistance") if term.term.says]
    first = sorted(told, key=lambda term: -len(catalogue.mentions(term)))[:FIRST_FORMS]
    return [term for term in told if term in first]


SEARCH_ORDER = tuple(sorted(KINDS, key=lambda kind: (KINDS[kind].search_rank, kind)))
"""The kinds in the order in which a search shows them: first what people did, then the shelves."""


def overviews(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """Sources, and what is to be checked again."""
    for name in ("sources", "overdue"):
        yield Page(f"{name}.md", renderer.page(name, f"{name}.md", path=CARD))


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


PLAIN = "measures.html"
"""The page to which a reader leaves who has no script or no network."""


def plain(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """The plain page. It is HTML already, since the theme would put the library's name and ways around it."""
    yield Page(PLAIN, renderer.page("exit-page", PLAIN))


# For contributors


def guides(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """What a record can hold and what is asked of it, from the models and the rules themselves."""
    common = set(Record.model_fields)
    kinds = []
    parts: dict[type[Strict], list[Field]] = {}
    for kind, model in KINDS.items():
        fields = list(fields_of(model))
        kinds.append((kind, model, [field for field in fields if field.name not in common], model.needed))
        _gather_parts(fields, parts)
    context = {"kinds": kinds, "common": list(fields_of(Record)), "parts": list(parts.items())}
    address = "contribute/fields.md"
    yield Page(address, renderer.page("fields", address, path=_program(renderer, "schema/parts.py"), **context))
    address = "contribute/rules.md"
    yield Page(address, renderer.page("rules", address, path=_program(renderer, "rules/__init__.py"), groups=GROUPS))


def _program(renderer: Renderer, path: str) -> str:
    return f"generator/{path}" if renderer.has_program else CARD


def _gather_parts(fields: list[Field], parts: dict[type[Strict], list[Field]]) -> None:
    for field in fields:
        if field.model and field.model not in parts:
            parts[field.model] = list(fields_of(field.model))
            _gather_parts(parts[field.model], parts)


# For developers


def components(known: Knowledge, renderer: Renderer) -> Iterator[Page]:
    """The gallery: every component in every state. It borrows what it refers to from the library."""
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
        "shown": _first_forms(known.catalogue),
        "between": next((case for case in known.catalogue.all("cases") if all(known.catalogue.siblings(case))), None),
        "path": "templates/pages/components.md.jinja" if renderer.has_program else CARD,
    }
    address = "developing/components.md"
    yield Page(address, _numbered_as_read(renderer.page("components", address, **context)))


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
    return dataclasses.replace(entry, record=entry.record.model_copy(update=changes))
