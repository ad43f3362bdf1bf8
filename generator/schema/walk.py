# Whatever is asked of everything within a record is asked of this one walk: which references it has, which texts, which items
# have an address. A field is found by the type of what it holds, so a new field needs no line here or anywhere else.

"""The walk over all values within a record."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .cases import Case
from .papers import Paper
from .parts import Lesson, Recommendation, Record
from .programmes import Programme
from .refs import Ref
from .shelves import Organisation
from .values import Strict

Step = str | int
"""A step on the way to a value: the name of a field, a key, or a place in a list, counted from 0."""


class Found(NamedTuple):
    """A model or a text within a value: the steps that lead to it, and the model and the field in which it stands.

    `owner` is None and `field` empty for the value itself. The keys of a mapping are found too, where they are references;
    the last step to such a key is the key.
    """

    steps: tuple[Step, ...]
    owner: Strict | None
    field: str
    value: Any

    @property
    def key(self) -> str | None:
        """The key under which a mapping holds it, if one does."""
        is_held = self.owner is None or isinstance(getattr(self.owner, self.field), Mapping)
        return self.steps[-1] if is_held and self.steps and isinstance(self.steps[-1], str) else None


def walk(value: Any) -> Sequence[Found]:
    """Every model and every text within a value, and the value itself if it is one; what holds others comes before them."""
    if not isinstance(value, Record):
        return _all_of(value)
    known = _LAST_WALKED.get(id(value))
    if known is None or known[0] is not value:
        known = value, tuple(_all_of(value))
        if len(_LAST_WALKED) >= _MOST_KEPT:
            del _LAST_WALKED[next(iter(_LAST_WALKED))]
        _LAST_WALKED[id(value)] = known
    return known[1]


_LAST_WALKED: dict[int, tuple[Record, tuple[Found, ...]]] = {}
"""The records that were walked last, with what was found. They are frozen, and whoever asks one thing of a record soon asks another.

They are known by identity, since to compare two of them takes as long as a walk; each is kept, so that nothing else can have its number.
"""
_MOST_KEPT = 4096


def _all_of(value: Any) -> list[Found]:
    found: list[Found] = []
    _gather(value, (), None, "", found)
    return found


def _gather(value: Any, steps: tuple[Step, ...], owner: Strict | None, field: str, found: list[Found]) -> None:
    # Each record is walked several times in a check, so the questions that are quick, and true most often, come first.
    if isinstance(value, str):
        found.append(Found(steps, owner, field, value))
    elif value is None or isinstance(value, _PLAIN):
        return
    elif isinstance(value, Strict):
        found.append(Found(steps, owner, field, value))
        for name, item in value.__dict__.items():
            if item is not None and item is not _EMPTY:  # as most fields are
                _gather(item, (*steps, name), value, name, found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*steps, index), owner, field, found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(key, Ref):
                found.append(Found((*steps, key), owner, field, key))
            _gather(item, (*steps, key), owner, field, found)


_PLAIN = (int, float, datetime.date)
_EMPTY: tuple[()] = ()


def references(value: Any) -> Iterator[tuple[tuple[Step, ...], Ref]]:
    """Every reference within a value, with the steps that lead to it."""
    return ((one.steps, one.value) for one in walk(value) if isinstance(one.value, Ref))


def texts_of(value: Any) -> Iterator[str]:
    """Every text within a value, references apart: those are shown by the name of what they lead to. Keys are texts."""
    for one in walk(value):
        if one.key is not None:
            yield str(one.key)
        if isinstance(one.value, str) and not isinstance(one.value, Ref):
            yield one.value


def items_with_ids(record: Record) -> Iterator[tuple[tuple[Step, ...], str]]:
    """The ids of all items of a record, which are parts of its page, with the steps that lead to each item."""
    for one in walk(record):
        if isinstance(getattr(one.value, "id", None), str):
            yield one.steps, one.value.id


def lessons_of(record: Record) -> tuple[Lesson, ...]:
    """The lessons of a record, if it is of a kind that has some."""
    return record.lessons if isinstance(record, Case | Paper) else ()


def recommendations_of(record: Record) -> tuple[Recommendation, ...]:
    """The recommendations of a record, if it is of a kind that has some."""
    return record.recommendations if isinstance(record, Paper | Programme | Organisation) else ()


NOT_COUNTED = ("setting", "same_event")
"""What `field_that_names` calls what is told of others, or is told by another record as its own."""


def field_that_names(record: Record, steps: tuple[Step, ...]) -> str:
    """The field of a record in which a reference stands, by the steps that lead to it.

    It is `setting` within what did not happen to the practice itself, and `same_event` for a case that tells of the same.
    """
    names = [step for step in steps if isinstance(step, str)]
    if "same_event" in names:
        return "same_event"
    value: Any = record
    for step in steps[:-1]:
        value = getattr(value, step) if isinstance(value, Strict) and isinstance(step, str) else value[step]
        if not getattr(value, "counts", True):
            return "setting"
    return names[0]
