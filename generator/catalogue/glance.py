# What some cases tell, in the few facts of one paragraph: so the page of a country or a term says something that the list of its
# records does not. Only what is the practices' own is told: what happened to others is found below, and not counted.

"""Some cases at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ..clearance import Cleared
from ..schema import Case, Country, Paper, Ref
from ..schema.papers import Example
from . import Catalogue, TermEntry
from .evidence import ClaimSummary, summary_of
from .studies import claims_of

APART = {"setting", "same_event"}
"""The fields in which a case names what is not its own."""


@dataclass(frozen=True)
class Glance:
    """How many cases, where and when, what they claim, and what they met, the commonest form first.

    `countries` are the few from where most of them are, and `more_countries` how many others there are; `claiming` is how many
    cases claim that something changed, or did not.
    """

    cases: tuple[Cleared, ...]
    countries: tuple[Country, ...]
    more_countries: int
    years: tuple[str, str] | None
    claims: ClaimSummary
    claiming: int
    forms: tuple[TermEntry, ...]


@dataclass(frozen=True)
class Claimed:
    """What is claimed by one kind of evidence, or by one kind of claimant: the claims, and how many cases make them."""

    summary: ClaimSummary
    cases: int


@dataclass(frozen=True)
class Box:
    """A box of a paper about an organisation, with its place on the paper's page."""

    paper: Cleared
    example: Example
    at: str


NAMED = 3
"""How many countries are named, so that the paragraph stays one."""
PARTS = ("organisations", "partners", "funders")
"""The parts that an organisation can have in a case, by the field of the case."""


def cases_by_part(catalogue: Catalogue, organisation: Cleared) -> dict[str, tuple[Cleared, ...]]:
    """The cases in which an organisation has a part, by that part."""
    mentions = [one for one in catalogue.mentions(organisation) if isinstance(one.entry.record, Case)]
    found = {part: tuple(one.entry for one in mentions if part in one.fields) for part in PARTS}
    return {part: cases for part, cases in found.items() if cases}


def boxes_about(catalogue: Catalogue, organisation: Cleared) -> tuple[Box, ...]:
    """The boxes of papers that are about an organisation."""
    return tuple(
        Box(paper, example, f"example-{at}")
        for paper in catalogue.all("papers")
        if isinstance(paper.record, Paper)
        for at, example in enumerate(paper.record.examples, 1)
        if example.organisation == organisation.slug
    )


def glance(catalogue: Catalogue, of: TermEntry | Country, within: Iterable[Cleared] = ()) -> Glance | None:
    """What the cases tell that name a term or a country, or that lie `within` it; None where there is none."""
    named = (mention.entry for mention in catalogue.mentions(of) if not APART.issuperset(mention.fields))
    return glance_at(catalogue, (*within, *named))


def glance_at(catalogue: Catalogue, entries: Iterable[Cleared]) -> Glance | None:
    """What the cases among some records tell; None where there is none."""
    cases = tuple(dict.fromkeys(entry for entry in entries if isinstance(entry.record, Case)))
    if not cases:
        return None
    records = [entry.record for entry in cases if isinstance(entry.record, Case)]
    periods = [record.period for record in records if record.period]
    starts = sorted(period.start[:4] for period in periods if period.start)
    ends = sorted(period.end[:4] for period in periods if period.end)
    places = Counter(code for record in records if record.scope for code in record.scope.countries)
    claims = [claim for entry in cases for claim in claims_of(entry)]
    met = Counter(item.form for record in records for item in record.own_resistance)
    return Glance(
        cases,
        _commonest(places)[:NAMED],
        max(0, len(places) - NAMED),
        (starts[0], max(ends[-1], starts[-1])) if starts and ends else None,
        summary_of(catalogue, claims),
        len({claim.entry for claim in claims}),
        tuple(catalogue.term(form) for form in _commonest(met)),
    )


_R = TypeVar("_R", bound=Ref)


def _commonest(counted: Counter[_R]) -> tuple[_R, ...]:
    return tuple(sorted(counted, key=lambda one: (-counted[one], one)))


def claimed(catalogue: Catalogue, term: TermEntry) -> Claimed | None:
    """What rests on a kind of evidence, or is said by a claimant; None where nothing is."""
    told_by = {"evidence": "evidence", "claimant": "claimed_by"}.get(term.role)
    if not told_by:
        return None
    found = [
        claim
        for entry in catalogue.all("cases")
        for claim in claims_of(entry)
        if getattr(claim.outcome, told_by) == term.term.id
    ]
    if not found:
        return None
    return Claimed(summary_of(catalogue, found), len({one.entry for one in found}))
