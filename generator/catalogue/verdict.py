# What some claims come to, by study: a trial with nine results is one trial. Studies stand by their kind, and those kinds first
# that can say most about whether the practice made the difference; never those first whose finding is welcome. Nothing is added
# up across studies: each keeps its own finding, and what a study found by a lesser kind stands inside it.

"""The verdict: which studies there are, of which kinds, and what each found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..clearance import Cleared
from ..schema import Country
from ..schema.cases import DIRECTIONS
from . import Catalogue, TermEntry
from .crosstabs import ClaimedOutcome
from .strength import by_strength
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
    def directions(self) -> tuple[tuple[str, int], ...]:
        """What the studies found, each once: how many came to what, the commonest first."""
        counts = Counter(one.own.direction for one in self.results)
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], DIRECTIONS.index(pair[0]))))

    @property
    def claims(self) -> int:
        """How many claims of this kind they make."""
        return sum(len(one.own.findings) for one in self.results)

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


def by_kind(catalogue: Catalogue, findings: Iterable[ClaimedOutcome]) -> tuple[Design, ...]:
    """The same with each kind by itself: what a study found by a lesser kind stands there, and not inside the study."""
    found = tuple(findings)
    own = (
        (kind, tuple(finding for finding in found if finding.outcome.evidence == kind.term.id))
        for kind in by_strength(catalogue)
    )
    return tuple(verdict(catalogue, some).designs[0] for _, some in own if some)


def _of_kind(kind: TermEntry, findings: tuple[ClaimedOutcome, ...]) -> Results | None:
    own = [finding for finding in findings if finding.outcome.evidence == kind.term.id]
    return Results(kind, tuple(sorted(own, key=lambda finding: not finding.outcome.main))) if own else None
