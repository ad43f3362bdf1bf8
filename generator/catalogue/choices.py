# Whoever fills in a field should see what may stand there, wherever she writes: in an editor, in a form of a code host, in a
# spreadsheet. All of these ask this one place, so that a new term is offered everywhere. Only what is cleared is offered.

"""What may stand in a field that names something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..schema import COUNTRIES, Country, LessonRef, Local, Ref, Term
from ..schema.walk import lessons_of
from .naming import Naming


@dataclass(frozen=True)
class Choice:
    """A value as records write it, what readers see instead, and what it means."""

    value: str
    label: str
    meaning: str = ""


class Choices:
    """All that can be named in a library, each list made once."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._made: dict[type[Ref], tuple[Choice, ...]] = {}

    def of(self, ref: type[Ref]) -> tuple[Choice, ...]:
        """What a reference of this type may name; nothing for one within the same record, where that is the writer's affair."""
        if ref not in self._made:
            self._made[ref] = tuple(self._listed(ref))
        return self._made[ref]

    def _listed(self, ref: type[Ref]) -> Iterator[Choice]:
        catalogue = self._naming.catalogue
        if issubclass(ref, Local):
            return
        if issubclass(ref, Country):
            countries = (Choice(code, self._naming.country(code)) for code in COUNTRIES)
            yield from sorted(countries, key=lambda one: (catalogue.in_order(one.label), one.value))
        elif issubclass(ref, LessonRef):
            for entry in catalogue.entries:
                for lesson in lessons_of(entry.record):
                    yield Choice(f"{entry.kind}/{entry.slug}#{lesson.id}", entry.record.title, lesson.text)
        elif issubclass(ref, Term):
            terms = (entry.term for entry in catalogue.terms(ref.role))
            yield from (Choice(term.id, term.label, term.meaning) for term in terms)
        else:
            yield from (Choice(entry.slug, entry.record.title) for entry in catalogue.all(ref.kind))
