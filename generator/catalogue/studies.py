# Claims are many and studies few: five results of one trial are one trial, and whoever weighs what is known must count studies.
# A claim that names its study belongs to it. Claims that name none are put together where they share a source, also by way of
# a third one, since they may come from one study: so there are never more groups than studies, and often fewer. Such a group is
# no study that anybody told of, and says so. One study that two records tell of is counted in each of them.

"""The studies behind some claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..clearance import Cleared
from ..schema import Case, EvidenceKind
from ..schema.studies import Study
from .crosstabs import ClaimedOutcome


@dataclass(frozen=True)
class ClaimsOfStudy:
    """The claims of one study of a case; or claims that name none and share sources, and then `key` is empty."""

    entry: Cleared
    key: str
    findings: tuple[ClaimedOutcome, ...]

    @property
    def is_told(self) -> bool:
        """Whether the record tells of the study, so that it may be counted as one."""
        return bool(self.key)

    @property
    def study(self) -> Study | None:
        """What the record tells of it."""
        return _case(self.entry).studies.get(self.key)

    @property
    def kinds(self) -> tuple[EvidenceKind, ...]:
        """The kinds of evidence of its claims, each once: a trial can also tell what people said in interviews."""
        return tuple(dict.fromkeys(finding.outcome.evidence for finding in self.findings))


def claims_of(entry: Cleared) -> tuple[ClaimedOutcome, ...]:
    """What a case claims of the practice itself."""
    return tuple(ClaimedOutcome(entry, outcome) for outcome in _case(entry).own_outcomes)


def studies_of(findings: Iterable[ClaimedOutcome]) -> tuple[ClaimsOfStudy, ...]:
    """The studies behind some claims, each once, in the order in which the claims first name them."""
    groups: dict[tuple[str, str], list[ClaimedOutcome]] = {}
    for finding, group in _grouped(findings):
        groups.setdefault((finding.entry.address, group), []).append(finding)
    return tuple(ClaimsOfStudy(some[0].entry, some[0].outcome.study or "", tuple(some)) for some in groups.values())


def studies_in(entry: Cleared) -> tuple[ClaimsOfStudy, ...]:
    """The studies that a case tells of, as it lists them, each with all its claims: of outputs and of others too."""
    case = _case(entry)
    found = [ClaimedOutcome(entry, outcome) for outcome in case.outcomes]
    return tuple(
        ClaimsOfStudy(entry, key, tuple(finding for finding in found if finding.outcome.study == key))
        for key in case.studies
    )


def _grouped(findings: Iterable[ClaimedOutcome]) -> list[tuple[ClaimedOutcome, str]]:
    """Each claim with the name of its group within its record: its study's key, or the first source of those it is tied to."""
    found = list(findings)
    first: dict[tuple[str, str], str] = {}
    for finding in found:
        if finding.outcome.study:
            continue
        own = [(finding.entry.address, str(source)) for source in finding.outcome.sources]
        groups = {first.setdefault(source, f"sources: {source[1]}") for source in own}
        for source, group in first.items():
            if source[0] == finding.entry.address and group in groups:
                first[source] = min(groups)
    return [(finding, finding.outcome.study or _source_group(finding, first)) for finding in found]


def _source_group(finding: ClaimedOutcome, first: dict[tuple[str, str], str]) -> str:
    """A claim whose sources are all held back stands alone with others of the kind."""
    own = finding.outcome.sources[:1]
    return first[finding.entry.address, str(own[0])] if own else "sources:"


def _case(entry: Cleared) -> Case:
    assert isinstance(entry.record, Case)
    return entry.record
