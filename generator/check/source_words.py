# A record may show what its source itself says: its word beside a term of ours, its number before a lesson. Both are worth
# something only if they are the source's, so what cannot be is told here.

"""Checks of what a record gives as its source's own."""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Problem, quote
from ..rules import broken
from ..schema import Paper
from ..schema.walk import lessons_of
from .entry import Entry


def check_source_words(entry: Entry) -> Iterator[Problem]:
    """Words for terms that the record does not name, and numbers of lessons that cannot be the source's."""
    yield from _numbers(entry)
    if isinstance(entry.record, Paper):
        yield from _called(entry, entry.record)


def _called(entry: Entry, paper: Paper) -> Iterator[Problem]:
    for field, named, words in (
        ("forms", paper.forms, paper.forms_as_called),
        ("responses", paper.responses, paper.responses_as_called),
    ):
        for term, word in words.items():
            if term not in named:
                place = entry.document.key_place(f"{field}_as_called", term)
                message = f"the paper’s word {quote(word)} is for {quote(term)}, which `{field}` does not name"
                yield broken("word-for-nothing", place, message, f"Add {quote(term)} to `{field}`, or take this out")


def _numbers(entry: Entry) -> Iterator[Problem]:
    taken: set[str] = set()
    for at, lesson in enumerate(lessons_of(entry.record)):
        if lesson.number is None:
            continue
        found = None
        if lesson.editorial:
            message = f"lesson {quote(lesson.number)} of the source is said to be the editors’ own reading"
            found = message, "Take out `number:`, or `editorial: true` if the source says it"
        elif lesson.number in taken:
            message = f"another lesson has the number {quote(lesson.number)} already"
            found = message, "Give each the number that it has in the source"
        if found:
            yield broken("lesson-number", entry.document.place("lessons", at, "number"), *found)
        taken.add(lesson.number)
