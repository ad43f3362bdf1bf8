# What some outcomes tell together, as facts: how many claims, of which kinds, in which directions, by whom, and what nobody
# has said. Templates put the facts into words. Nothing here weighs one kind or voice against another, so nothing can be read
# as a score: every number is a number of claims, and a claim counts once however many strategies its case shows. Studies are
# counted by studies.py, and never from the number of claims.

"""What the evidence of a case, or of a shelf, is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..clearance import Cleared
from ..schema import Case, Country
from ..schema.cases import DIRECTIONS
from . import Catalogue, TermEntry
from .crosstabs import ClaimedOutcome, Crosstabs
from .studies import claims_of, studies_of


@dataclass(frozen=True)
class ClaimSummary:
    """What some claims about what changed have in common. Counts are of claims, and what most of them have comes first.

    `studies` alone counts studies: those that claims name. `by_study` is how many claims name one.
    """

    claims: int
    kinds: tuple[tuple[TermEntry, int], ...] = ()
    voices: tuple[tuple[TermEntry, int], ...] = ()
    directions: tuple[tuple[str, int], ...] = ()
    studies: int = 0
    by_study: int = 0

    @property
    def may_share(self) -> bool:
        """Whether claims that name no study may come from one, so that so many claims are not so many studies."""
        return self.claims - self.by_study > 1 and any(count > 1 for _, count in self.kinds)

    @property
    def outside(self) -> int:
        """How many claims are made by somebody who had no part in the work."""
        return sum(count for voice, count in self.voices if voice.term.stands == "outside")

    @property
    def inside(self) -> int:
        """How many claims are made by somebody who did the work, took part in it or paid for it."""
        return sum(count for voice, count in self.voices if voice.term.stands == "inside")

    @property
    def compared(self) -> int:
        """How many claims rest on a study that compares with others who had not the practice."""
        return sum(count for kind, count in self.kinds if kind.term.compares)


@dataclass(frozen=True)
class Row:
    """The claims of one kind of evidence on a shelf, and the countries of their cases."""

    kind: TermEntry
    findings: tuple[ClaimedOutcome, ...]
    summary: ClaimSummary
    countries: tuple[Country, ...]


@dataclass(frozen=True)
class EvidenceSummary:
    """What is known of what stands on a shelf, and what nobody has said.

    `cases` are those that claim something and `silent` the others. `rows` are the kinds of evidence that there are, and
    `lacking` those that there are not. `unreached` are the levels at which no case works that claims something; `unfound`
    the unwelcome findings that nobody tells of. `years` are the first and the last that a claim is about.
    """

    summary: ClaimSummary
    cases: tuple[Cleared, ...]
    silent: tuple[Cleared, ...]
    rows: tuple[Row, ...]
    lacking: tuple[TermEntry, ...]
    unreached: tuple[TermEntry, ...]
    unfound: tuple[str, ...]
    years: tuple[str, str] | None
    undated: int
    no_comparison: bool
    no_outsider: bool


def summary_of(catalogue: Catalogue, findings: Iterable[ClaimedOutcome]) -> ClaimSummary:
    """What these claims have in common."""
    found = tuple(findings)
    claims = tuple(finding.outcome for finding in found)
    told = [study for study in studies_of(found) if study.is_told]
    return ClaimSummary(
        len(claims),
        _counted([catalogue.term(claim.evidence) for claim in claims], catalogue.terms("evidence")),
        _counted([catalogue.term(claim.claimed_by) for claim in claims], catalogue.terms("claimant")),
        tuple(Crosstabs.directions(claims)),
        studies=len(told),
        by_study=sum(len(study.findings) for study in told),
    )


def shelf(catalogue: Catalogue, cases: Iterable[Cleared]) -> EvidenceSummary:
    """What is known of some cases."""
    all_cases = tuple(cases)
    findings = [finding for entry in all_cases for finding in claims_of(entry)]
    claiming = tuple(entry for entry in all_cases if _case(entry).own_outcomes)
    summary = summary_of(catalogue, findings)
    kinds = catalogue.terms("evidence")
    rows = [_row(catalogue, kind, findings) for kind in kinds]
    levels = {level for entry in claiming for level in _case(entry).levels}
    years = sorted(finding.outcome.year[:4] for finding in findings if finding.outcome.year)
    found = {direction for direction, _ in summary.directions}
    return EvidenceSummary(
        summary=summary,
        cases=claiming,
        silent=tuple(entry for entry in all_cases if not _case(entry).own_outcomes),
        rows=tuple(row for row in rows if row.findings),
        lacking=tuple(row.kind for row in rows if not row.findings),
        unreached=tuple(term for term in catalogue.terms("level") if term.term.id not in levels),
        unfound=tuple(value for value in DIRECTIONS if value in UNWELCOME and value not in found),
        years=(years[0], years[-1]) if years else None,
        undated=len(findings) - len(years),
        no_comparison=not summary.compared and any(kind.term.compares for kind in kinds),
        no_outsider=not summary.outside
        and any(voice.term.stands == "outside" for voice in catalogue.terms("claimant")),
    )


UNWELCOME = ("no-change", "worsened")
"""What is told seldom. That nobody told of it is a gap, and no sign that it did not happen."""


def _row(catalogue: Catalogue, kind: TermEntry, findings: list[ClaimedOutcome]) -> Row:
    own = tuple(finding for finding in findings if finding.outcome.evidence == kind.term.id)
    countries = {code for finding in own for code in _countries(finding.entry)}
    return Row(kind, own, summary_of(catalogue, own), tuple(sorted(countries)))


def _counted(terms: list[TermEntry], order: tuple[TermEntry, ...]) -> tuple[tuple[TermEntry, int], ...]:
    places = {term.term.id: at for at, term in enumerate(order)}
    counts = Counter(term.term.id for term in terms)
    return tuple(
        (order[places[own]], counts[own]) for own in sorted(counts, key=lambda own: (-counts[own], places[own]))
    )


def _case(entry: Cleared) -> Case:
    assert isinstance(entry.record, Case)
    return entry.record


def _countries(entry: Cleared) -> tuple[Country, ...]:
    scope = _case(entry).scope
    return scope.countries if scope else ()
