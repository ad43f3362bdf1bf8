# What some outcomes tell together, as facts: how many claims, from how many studies, by whom, and what nobody has said. What they
# found stands by study in verdict.py, and nowhere by claim: five claims of one trial are one finding. Templates put the facts into
# words. A claim counts once however many strategies its case shows.

"""What the evidence of a case, or of a shelf, is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..clearance import Cleared
from ..schema import Case, Country
from ..schema.cases import DIRECTIONS
from . import Catalogue, TermEntry
from .crosstabs import ClaimedOutcome
from .strength import by_strength
from .studies import claims_of, studies_of
from .verdict import Design, by_kind


@dataclass(frozen=True)
class ClaimSummary:
    """How many claims there are, and from how many studies: of those that name one, and of those that compare.

    `voices` are who makes the claims and how many each, the commonest first. `uncompared` says that no claim rests on a kind of
    evidence that compares, though the library has such kinds.
    """

    claims: int
    voices: tuple[tuple[TermEntry, int], ...] = ()
    studies: int = 0
    by_study: int = 0
    comparing: int = 0
    uncompared: bool = False

    @property
    def outside(self) -> int:
        """How many claims are made by somebody who had no part in the work."""
        return sum(count for voice, count in self.voices if voice.term.stands == "outside")

    @property
    def inside(self) -> int:
        """How many claims are made by somebody who did the work, took part in it or paid for it."""
        return sum(count for voice, count in self.voices if voice.term.stands == "inside")


@dataclass(frozen=True)
class Row:
    """The studies of one kind of evidence on a shelf, their claims, who makes them, and the countries of their cases."""

    design: Design
    findings: tuple[ClaimedOutcome, ...]
    voices: tuple[TermEntry, ...]
    countries: tuple[Country, ...]


@dataclass(frozen=True)
class EvidenceSummary:
    """What is known of what stands on a shelf, and what nobody has said.

    `cases` are those that claim something and `silent` the others. `rows` are the kinds of evidence that there are, and
    `lacking` those that there are not, both with those first that can say most. `unreached` are the levels at which no case works that claims something; `unfound`
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
    """How many claims these are, and from how many studies."""
    found = tuple(findings)
    told = [study for study in studies_of(found) if study.is_told]
    kinds = [catalogue.term(finding.outcome.evidence) for finding in found]
    compares = {kind.term.id for kind in kinds if kind.term.compares}
    return ClaimSummary(
        len(found),
        _voices(catalogue, found),
        studies=len(told),
        by_study=sum(len(study.findings) for study in told),
        comparing=sum(not compares.isdisjoint(study.kinds) for study in told),
        uncompared=not compares and any(kind.term.compares for kind in catalogue.terms("evidence")),
    )


def shelf(catalogue: Catalogue, cases: Iterable[Cleared]) -> EvidenceSummary:
    """What is known of some cases."""
    all_cases = tuple(cases)
    findings = [finding for entry in all_cases for finding in claims_of(entry)]
    claiming = tuple(entry for entry in all_cases if _case(entry).own_outcomes)
    summary = summary_of(catalogue, findings)
    rows = tuple(_row(catalogue, design) for design in by_kind(catalogue, findings))
    there = {row.design.kind.term.id for row in rows}
    levels = {level for entry in claiming for level in _case(entry).levels}
    years = sorted(finding.outcome.year[:4] for finding in findings if finding.outcome.year)
    found = {finding.outcome.direction for finding in findings}
    return EvidenceSummary(
        summary=summary,
        cases=claiming,
        silent=tuple(entry for entry in all_cases if not _case(entry).own_outcomes),
        rows=rows,
        lacking=tuple(kind for kind in by_strength(catalogue) if kind.term.id not in there),
        unreached=tuple(term for term in catalogue.terms("level") if term.term.id not in levels),
        unfound=tuple(value for value in DIRECTIONS if value in UNWELCOME and value not in found),
        years=(years[0], years[-1]) if years else None,
        undated=len(findings) - len(years),
        no_comparison=summary.uncompared,
        no_outsider=not summary.outside
        and any(voice.term.stands == "outside" for voice in catalogue.terms("claimant")),
    )


UNWELCOME = ("no-change", "worsened")
"""What is told seldom. That nobody told of it is a gap, and no sign that it did not happen."""


def _row(catalogue: Catalogue, design: Design) -> Row:
    findings = tuple(finding for one in design.results for finding in one.own.findings)
    countries = {code for finding in findings for code in finding.outcome.countries or _countries(finding.entry)}
    voices = tuple(voice for voice, _ in _voices(catalogue, findings))
    return Row(design, findings, voices, tuple(sorted(countries)))


def _voices(catalogue: Catalogue, findings: Iterable[ClaimedOutcome]) -> tuple[tuple[TermEntry, int], ...]:
    order = [term.term.id for term in catalogue.terms("claimant")]
    counts = Counter(str(finding.outcome.claimed_by) for finding in findings)
    ids = sorted(counts, key=lambda own: (-counts[own], order.index(own)))
    return tuple((catalogue.terms("claimant")[order.index(own)], counts[own]) for own in ids)


def _case(entry: Cleared) -> Case:
    assert isinstance(entry.record, Case)
    return entry.record


def _countries(entry: Cleared) -> tuple[Country, ...]:
    scope = _case(entry).scope
    return scope.countries if scope else ()
