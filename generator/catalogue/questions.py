# What the library does not know, and who has begun to answer it. Questions are records; answers stand in the records that
# name them, as a whole or in one sentence, and are gathered here. Gaps need no record: an empty place is one, and is
# counted from what is there.

"""Open questions, their answers, and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..clearance import Cleared
from ..noted import asked, derived, standing
from ..schema import KINDS, Case, Lesson, Paper, Question, Recommendation, Ref, Resistance, Statement
from ..schema.walk import Step, walk
from . import Catalogue, Met, TermEntry

ANSWERERS = ("papers", *(kind for kind in KINDS if kind != "papers"))
"""The kinds of records in the order in which their answers are read: the papers come first."""


@dataclass(frozen=True)
class Answer:
    """That an entry answers a question: in one item, which `at` leads to, or as a whole."""

    entry: Cleared
    item: Lesson | Recommendation | Statement | None = None
    at: str = ""


@dataclass(frozen=True)
class Gap:
    """An empty place: the page that has it, its address there, and the resistance that nobody is known to have answered."""

    target: Cleared | TermEntry
    at: str
    resistance: Resistance | None = None


@standing()
@dataclass(frozen=True)
class Questions:
    """All questions of a catalogue, and all its gaps."""

    catalogue: Catalogue

    @derived
    def _answers(self) -> dict[str, tuple[Answer, ...]]:
        found: dict[str, list[Answer]] = {}
        for kind in ANSWERERS:
            for entry in self.catalogue.all(kind):
                for slug, answer in _answers_of(entry):
                    found.setdefault(slug, []).append(answer)
        return {slug: tuple(answers) for slug, answers in found.items()}

    @asked
    def answers(self, question: Cleared) -> tuple[tuple[Cleared, tuple[Answer, ...]], ...]:
        """What answers a question, by the record that says it: papers first, then the other kinds."""
        groups: dict[Cleared, list[Answer]] = {}
        for answer in self._answers.get(question.slug, ()):
            groups.setdefault(answer.entry, []).append(answer)
        return tuple((entry, tuple(answers)) for entry, answers in groups.items())

    def answers_by_kind(self, question: Cleared) -> dict[str, tuple[tuple[Cleared, tuple[Answer, ...]], ...]]:
        """The same, grouped by the kind of the record that answers."""
        groups: dict[str, tuple[tuple[Cleared, tuple[Answer, ...]], ...]] = {}
        for entry, answers in self.answers(question):
            groups[entry.kind] = (*groups.get(entry.kind, ()), (entry, answers))
        return groups

    @staticmethod
    def about(question: Cleared) -> tuple[Ref, ...]:
        """What a question is about: terms, strategies and countries."""
        record = question.record
        assert isinstance(record, Question)
        return (*record.forms, *record.responses, *record.strategies, *record.people, *record.countries)

    def series_on(self, question: Cleared) -> tuple[tuple[Cleared, int, int], ...]:
        """Each series of which some paper answers a question, with how many do, and how many papers it has."""
        rows = []
        for series in self.catalogue.all("series"):
            papers = self.catalogue.papers_of(series)
            answering = sum(entry in papers for entry, _ in self.answers(question))
            if answering:
                rows.append((series, answering, len(papers)))
        return tuple(rows)

    @derived
    def all(self) -> tuple[Cleared, ...]:
        """The questions: those that nobody has begun to answer first, then by how few answers they have."""
        return tuple(sorted(self.catalogue.all("questions"), key=lambda entry: len(self.answers(entry))))

    # Gaps

    @derived
    def gaps(self) -> dict[str, tuple[Gap, ...]]:
        """Every empty place by its kind; kinds of which there is none are left out."""
        c = self.catalogue
        cases = [(entry, entry.record) for entry in c.all("cases") if isinstance(entry.record, Case)]
        papers = [(entry, entry.record) for entry in c.all("papers") if isinstance(entry.record, Paper)]
        forms, responses = c.terms("resistance"), c.terms("response")
        found: dict[str, Iterable[Gap]] = {
            "cases-without-outcomes": (Gap(entry, "outcomes") for entry, case in cases if not case.own_outcomes),
            "cases-without-resistance": (
                Gap(entry, "gap-resistance") for entry, case in cases if not case.own_resistance
            ),
            "resistance-without-answer": (
                Gap(met.entry, met.at, met.resistance) for met in c.met if not met.resistance.responses
            ),
            "cases-without-lessons": (Gap(entry, "gap-lessons") for entry, case in cases if not case.lessons),
            "forms-nobody-met": (Gap(term, "gap-met") for term in forms if not c.met_as(term)),
            "forms-nobody-answered": (Gap(term, "met") for term in forms if _is_unanswered(c.met_as(term))),
            "responses-nobody-gave": (Gap(term, "gap-met") for term in responses if not c.met_as(term)),
            "strategies-without-cases": (Gap(s, "gap-cases") for s in c.all("strategies") if not c.cases_of(s)),
            "people-in-no-record": (Gap(term, "gap-mentions") for term in c.terms("people") if not c.mentions(term)),
            "papers-without-lessons": (
                Gap(entry, "gap-lessons") for entry, paper in papers if all(one.editorial for one in paper.lessons)
            ),
            "papers-without-recommendations": (
                Gap(entry, "gap-recommendations") for entry, paper in papers if not paper.recommendations
            ),
        }
        return {kind: places for kind, some in found.items() if (places := tuple(some))}


def _is_unanswered(met: tuple[Met, ...]) -> bool:
    return bool(met) and not any(one.resistance.responses for one in met)


def _answers_of(entry: Cleared) -> Iterator[tuple[str, Answer]]:
    for slug in entry.record.answers:
        yield str(slug), Answer(entry)
    for steps, _, _, item in walk(entry.record):
        if isinstance(item, Lesson | Recommendation | Statement):
            for slug in item.answers:
                yield str(slug), Answer(entry, item, _address(steps, item))


def _address(steps: tuple[Step, ...], item: Lesson | Recommendation | Statement) -> str:
    """The part of the page on which an item stands."""
    if item.id:
        return item.id
    if steps[0] == "findings":
        return f"finding-{int(steps[1]) + 1}"
    return str(steps[0]) if steps[0] in ("conditions", "cautions") else ""
