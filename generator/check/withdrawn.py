# A record that was withdrawn leaves at once. All that it has to say is what it is called and that it went, so nothing
# else in its file is judged: half of it may be gone, and what is left may lead nowhere. Its address stays known, and what
# other records say of it is cut by `clearance`.

"""Records that were withdrawn, as far as they are still read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..document import Document, Keys
from ..problem import Problem
from ..rules import broken
from ..schema import KINDS, Paper, Vocabulary
from .entry import Entry
from .models import read_model

NAMES = ("title", "acronym", "also", "url")
"""The fields by which a record is known; of a withdrawn one they are looked for in what is still published."""
_ALONE = ("title", "withdrawn")
_KEY = "withdrawn"


@dataclass(frozen=True)
class Leaving:
    """A withdrawn record: what of it is judged, and all of it that can still be understood."""

    stub: Entry
    whole: Entry


def is_withdrawn(document: Document) -> bool:
    """Whether somebody withdrew a record, be it with a mistake in how that is written."""
    return _KEY in document.names


def read_withdrawn(document: Document) -> tuple[Leaving | None, list[Problem]]:
    """A withdrawn record, or what keeps it from being understood as one."""
    if document.front.pairs[_KEY][1].value() is None:
        fix = "Write below it the day on which it was withdrawn, such as `  date: 2026-11-20`, or take the key out"
        return None, [broken("missing-key", document.key_place(_KEY), "`withdrawn` is empty", fix)]
    model = KINDS[document.kind]
    least, problems = read_model(_only(document, _ALONE), model)
    if least is None:
        return None, problems
    known = next(filter(None, (read_model(_only(document, (*_ALONE, *some)), model)[0] for some in _tries())), least)
    stub = Entry(_only(document, _ALONE), least)
    return Leaving(stub, Entry(document, read_model(document, model)[0] or known)), problems


def _tries() -> Iterable[tuple[str, ...]]:
    """Which names to read, the most of them first: a mistake in one does not make the others unknown."""
    names = NAMES[1:]
    yield names
    for left_out in names:
        yield tuple(name for name in names if name != left_out)
    yield from ((name,) for name in names)


def _only(document: Document, keys: Iterable[str]) -> Document:
    own = document.front
    return replace(
        document, front=Keys(own.place, {key: own.pairs[key] for key in keys if key in own.pairs}), body="\n"
    )


def roles_taken_along(leaving: Iterable[Leaving]) -> frozenset[str] | None:
    """The roles whose terms went with withdrawn vocabularies; None where one does not say any more which it played."""
    gone = [entry.whole.record for entry in leaving if isinstance(entry.whole.record, Vocabulary)]
    roles = {record.role for record in gone}
    return None if None in roles else frozenset(role for role in roles if role)


def numbers_gone(leaving: Iterable[Leaving], series: str) -> list[int | None]:
    """The numbers of withdrawn papers that may have been of a series; None for one that does not say its number any more."""
    gone = [entry.whole.record for entry in leaving if isinstance(entry.whole.record, Paper)]
    return [record.number for record in gone if record.series in (None, series)]
