# What some claims come to, by study: a trial with nine results is one trial. Studies stand by their kind, and those kinds first
# that can say most about whether the practice made the difference; never those first whose finding is welcome. Nothing is added
# up across studies: each keeps its own finding, and what a study found by a lesser kind stands inside it.

"""The verdict: which studies there are, of which kinds, and what each found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..clearance import Cleared
from ..schema import Case, Country
from ..schema.studies import Study
from . import Catalogue, TermEntry
from .crosstabs import ClaimedOutcome
from .studies import studies_of


@dataclass(frozen=True)
class Results:
    """The claims of one kind in one study, those on its main outcomes first."""

    kind: TermEntry
    findings: tuple[ClaimedOutcome, ...]

    @property
    def main(self) -> tuple[ClaimedOutcome, ...]:
        """Those on what the study names as its main outcome."""
        return tuple(finding for finding in self.findings if finding.outcome.main)

    @property
    def directions(self) -> tuple[tuple[str, tuple[ClaimedOutcome, ...]], ...]:
        """Each direction with its claims: first what the main outcomes came to, then as the record tells it."""
        found = dict.fromkeys(finding.outcome.direction for finding in self.findings)
        return tuple((one, tuple(f for f in self.findings if f.outcome.direction == one)) for one in found)

    @property
    def direction(self) -> str:
        """What they come to: the main outcomes alone where they are named; and mixed where claims differ."""
        found = {finding.outcome.direction for finding in self.main or self.findings}
        known = found - {"not-known"} or found
        return known.pop() if len(known) == 1 else "mixed"


@dataclass(frozen=True)
class StudyResults:
    """What one study found. Its kind is the one among its claims that can say most; `inside` are those by other kinds.

    `key` is empty where claims name no study: then they are of one kind, and stand together because they share sources.
    """

    entry: Cleared
    key: str
    own: Results
    inside: tuple[Results, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether the record tells of the study."""
        return bool(self.key)

    @property
    def study(self) -> Study | None:
        """What the record tells of it."""
        return _case(self.entry).studies.get(self.key)

    @property
    def countries(self) -> tuple[Country, ...]:
        """Where its claims hold, as far as they say."""
        found = [*self.own.findings, *(finding for one in self.inside for finding in one.findings)]
        return tuple(dict.fromkeys(code for finding in found for code in finding.outcome.countries))


@dataclass(frozen=True)
class Design:
    """The studies of one kind of evidence."""

    kind: TermEntry
    results: tuple[StudyResults, ...]

    @property
    def told(self) -> int:
        """How many of them the records tell of as studies; the others may be fewer than they seem."""
        return sum(one.is_told for one in self.results)


@dataclass(frozen=True)
class Verdict:
    """What some claims come to, by kind of study."""

    designs: tuple[Design, ...]

    @property
    def results(self) -> tuple[StudyResults, ...]:
        """All studies, and groups of claims that name none."""
        return tuple(one for design in self.designs for one in design.results)

    def __bool__(self) -> bool:
        return bool(self.designs)


def by_strength(catalogue: Catalogue) -> tuple[TermEntry, ...]:
    """The kinds of evidence, those first that can say most about whether the practice made the difference.

    Kinds that compare come before the others; for the rest, the vocabulary lists them from what says least.
    """
    kinds = tuple(reversed(catalogue.terms("evidence")))
    return tuple(sorted(kinds, key=lambda kind: not kind.term.compares))


def verdict(catalogue: Catalogue, findings: Iterable[ClaimedOutcome]) -> Verdict:
    """What these claims come to."""
    kinds = by_strength(catalogue)
    results: dict[str, list[StudyResults]] = {kind.term.id: [] for kind in kinds}
    for group in studies_of(findings):
        parts = [part for kind in kinds if (part := _of_kind(kind, group.findings))]
        if group.is_told:
            own, *inside = parts
            results[own.kind.term.id].append(StudyResults(group.entry, group.key, own, tuple(inside)))
        else:
            for part in parts:
                results[part.kind.term.id].append(StudyResults(group.entry, "", part))
    return Verdict(tuple(Design(kind, tuple(results[kind.term.id])) for kind in kinds if results[kind.term.id]))


def _of_kind(kind: TermEntry, findings: tuple[ClaimedOutcome, ...]) -> Results | None:
    own = [finding for finding in findings if finding.outcome.evidence == kind.term.id]
    return Results(kind, tuple(sorted(own, key=lambda finding: not finding.outcome.main))) if own else None


def _case(entry: Cleared) -> Case:
    assert isinstance(entry.record, Case)
    return entry.record
