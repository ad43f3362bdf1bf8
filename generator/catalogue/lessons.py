# What follows from lessons and recommendations as things of their own: who drew which, what they are about, what else in
# the library speaks for or against them, and what the record's own findings say of the sources they rest on. Derived from
# the catalogue, once; nothing here knows how a page looks.

"""Lessons and recommendations, wherever they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..address import address_of_lesson
from ..clearance import Cleared
from ..noted import asked, derived, standing
from ..schema import Bearing, Case, EvidenceKind, Lesson, LessonRef, Paper, Recommendation, Ref
from ..schema.walk import lessons_of, recommendations_of
from . import Catalogue, Key, TermEntry, key_of

SHOWN = 20
"""How many lessons or recommendations stand on the page of what they are about; more have a list of their own."""


@dataclass(frozen=True)
class LessonInRecord:
    """A lesson or a recommendation with the record that tells it."""

    entry: Cleared
    item: Lesson | Recommendation

    @property
    def is_asked(self) -> bool:
        """Whether it asks something of somebody: a recommendation."""
        return isinstance(self.item, Recommendation)


@dataclass(frozen=True)
class Borne:
    """That a record supports or contradicts a lesson; `at` is where it says so on its page."""

    entry: Cleared
    bearing: Bearing
    at: str


@dataclass(frozen=True)
class LessonShelf:
    """What is told about one thing; `address` is that of the list of all, for when they are too many for its page."""

    about: Cleared | TermEntry
    items: tuple[LessonInRecord, ...]
    address: str

    @property
    def first(self) -> tuple[LessonInRecord, ...]:
        """Those that its page shows."""
        return self.items[:SHOWN]

    @property
    def is_long(self) -> bool:
        """Whether there are more than its page shows."""
        return len(self.items) > SHOWN


@dataclass(frozen=True)
class Drawn:
    """The lessons of a record by who draws them: its sources, or the editors of this library."""

    by_source: tuple[Lesson, ...]
    by_editors: tuple[Lesson, ...]


@standing()
@dataclass(frozen=True)
class Lessons:
    """All lessons and recommendations of a catalogue."""

    catalogue: Catalogue

    @derived
    def all(self) -> tuple[LessonInRecord, ...]:
        """Every lesson of a case or a paper, by the shelf of its record; those without a shelf last."""
        tellers = (*self.catalogue.all("papers"), *self.catalogue.all("cases"))
        shelves = {shelf: at for at, shelf in enumerate(self.strategies)}

        def order(entry: Cleared) -> tuple[int, str, str]:
            home = self.home(entry)
            return (shelves[home] if home else len(shelves), self.catalogue.in_order(entry.record.title), entry.address)

        return tuple(
            LessonInRecord(entry, item) for entry in sorted(tellers, key=order) for item in lessons_of(entry.record)
        )

    @derived
    def recommended(self) -> tuple[LessonInRecord, ...]:
        """Every recommendation: those of papers, then of programmes, then of organisations."""
        return tuple(
            LessonInRecord(entry, item)
            for kind in ("papers", "programmes", "organisations")
            for entry in self.catalogue.all(kind)
            for item in recommendations_of(entry.record)
        )

    @derived
    def strategies(self) -> tuple[Cleared, ...]:
        """The strategies in the order of their themes, and those without a theme."""
        shelved = [entry for theme in self.catalogue.all("themes") for entry in self.catalogue.strategies_of(theme)]
        return tuple(dict.fromkeys((*shelved, *self.catalogue.all("strategies"))))

    def home(self, entry: Cleared) -> Cleared | None:
        """The strategy under which the lessons of an entry are listed: the first that it names."""
        first = _strategies(entry)[:1]
        return self.catalogue.get(first[0]) if first else None

    @staticmethod
    def drawn(entry: Cleared) -> Drawn:
        """The lessons of a record, those of its sources apart from the editors' own."""
        lessons = lessons_of(entry.record)
        ours = tuple(lesson for lesson in lessons if lesson.editorial)
        return Drawn(tuple(lesson for lesson in lessons if not lesson.editorial), ours)

    # What they are about

    @derived
    def _learned(self) -> dict[Key, list[LessonInRecord]]:
        return _index((one, (*one.item.forms, *one.item.responses, *_strategies(one.entry))) for one in self.all)

    @derived
    def _recommended(self) -> dict[Key, list[LessonInRecord]]:
        return _index((one, _spoken_of(one.item)) for one in self.recommended)

    @asked
    def learned(self, about: Cleared | TermEntry) -> LessonShelf:
        """The lessons about a form of resistance or of response, or of the records that name a strategy."""
        return LessonShelf(about, tuple(self._learned.get(key_of(about), ())), f"lessons/{_folder(about)}")

    @asked
    def recommendations(self, about: Cleared | TermEntry) -> LessonShelf:
        """What is recommended to an audience, or in plain words about a form of resistance, a response or a strategy.

        That its paper describes a form does not make a recommendation one about it: each is tied to what it speaks of.
        """
        return LessonShelf(about, tuple(self._recommended.get(key_of(about), ())), f"recommendations/{_folder(about)}")

    @asked
    def is_recommended_on(self, what: Ref | Cleared | TermEntry) -> bool:
        """Whether some recommendation speaks of it."""
        return key_of(what) in self._recommended

    def shelves(self) -> Iterator[LessonShelf]:
        """What is told about each strategy, and each term of the roles that lessons and recommendations name."""
        terms = [term for role in ("resistance", "response", "audience") for term in self.catalogue.terms(role)]
        abouts: tuple[Cleared | TermEntry, ...] = (*self.strategies, *terms)
        for about in abouts:
            yield self.learned(about)
            yield self.recommendations(about)

    # What speaks for them

    @derived
    def _borne(self) -> dict[str, tuple[Borne, ...]]:
        found: dict[str, list[Borne]] = {}
        for entry in (*self.catalogue.all("cases"), *self.catalogue.all("papers")):
            for at, bearing in enumerate(entry.record.bears_on if isinstance(entry.record, Case | Paper) else (), 1):
                found.setdefault(str(bearing.lesson), []).append(Borne(entry, bearing, f"bears-on-{at}"))
        return {key: tuple(sorted(some, key=lambda one: one.bearing.how, reverse=True)) for key, some in found.items()}

    @asked
    def borne(self, entry: Cleared, lesson: Lesson | Recommendation) -> tuple[Borne, ...]:
        """What other records say for a lesson of an entry, and then what they say against it."""
        return self._borne.get(address_of_lesson(entry.kind, entry.slug, lesson.id), ())

    def weighed(self, told: LessonInRecord) -> tuple[int, int]:
        """How many records support a lesson, and how many contradict it."""
        ways = [one.bearing.how for one in self.borne(told.entry, told.item)]
        return ways.count("supports"), ways.count("contradicts")

    @asked
    def lesson(self, ref: LessonRef) -> LessonInRecord:
        """The lesson that a reference names. A cleared catalogue has it."""
        return self._by_address[str(ref)]

    @derived
    def _by_address(self) -> dict[str, LessonInRecord]:
        return {address_of_lesson(one.entry.kind, one.entry.slug, one.item.id): one for one in self.all}

    @staticmethod
    def findings(entry: Cleared, lesson: Lesson) -> tuple[tuple[EvidenceKind, int], ...]:
        """The kinds of evidence of the record's own findings that rest on a source of the lesson, each with its count.

        That a finding shares a source with a lesson does not prove the lesson; pages say no more than that it does.
        """
        outcomes = entry.record.own_outcomes if isinstance(entry.record, Case) else ()
        own = set(lesson.sources)
        return tuple(Counter(outcome.evidence for outcome in outcomes if own & set(outcome.sources)).items())


def _index(told: Iterable[tuple[LessonInRecord, Iterable[Ref]]]) -> dict[Key, list[LessonInRecord]]:
    found: dict[Key, list[LessonInRecord]] = {}
    for one, refs in told:
        for key in dict.fromkeys(key_of(ref) for ref in refs):
            found.setdefault(key, []).append(one)
    return found


def _strategies(entry: Cleared) -> tuple[Ref, ...]:
    return entry.record.strategies if isinstance(entry.record, Case | Paper) else ()


def _spoken_of(item: Lesson | Recommendation) -> tuple[Ref, ...]:
    return (*item.audience, *item.forms, *item.responses, *item.strategies) if isinstance(item, Recommendation) else ()


def _folder(about: Cleared | TermEntry) -> str:
    """Where a list about something lies: as its page does, one folder down."""
    address = about.address.removesuffix(".md")
    return address.removeprefix("vocabularies/")
