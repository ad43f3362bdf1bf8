# What is found in a record or a page depends on its text, and on whether some of its words are names that the library knows. Any
# record that is added has such names, and nearly every text asks of none of them. So what a text asked is kept beside what was
# found in it, and that holds as long as the answers stay the same; in which sets of words they are looked for does not matter.

"""What the privacy check finds in one text, by the help of what the last run found."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ...kept import Kept
from ...processes import each
from ...progress import Stage
from .person_names import Names

WORTH_IT = 100
"""Of how many records and pages on a look is worth a process of its own."""
_ASKED = ("known", "signed", "titles")
"""The fields of `Names` that the whole library fills."""


class Look(NamedTuple):
    """A look at one record or page: what it rests on besides the names, and how it is done; `came_of` is empty where nothing stands for that."""

    came_of: bytes
    at: Callable[[Names], Any]


def looked(looks: Sequence[Look], names: Names, known: Kept) -> list[Any]:
    """What each of the looks finds, in their order."""
    found = [_recalled(look, names, known) for look in looks]
    missing = [at for at, data in enumerate(found) if data is None]
    noted = each(lambda at: _noted(looks[at], names), missing, WORTH_IT, stage=Stage.PRIVACY)
    for at, (answers, data) in zip(missing, noted, strict=True):
        found[at] = data
        if looks[at].came_of:
            known.keep(looks[at].came_of, (answers, data))
    return [pickle.loads(data) for data in found]


def _recalled(look: Look, names: Names, known: Kept) -> Any:
    """What was found in the last run, if all that was asked then has the same answers today."""
    answers, data = known.recall(look.came_of, ((), None))
    for name, (yes, no) in zip(_ASKED, answers, strict=False):
        words: frozenset[str] = getattr(names, name)
        if not words.issuperset(yes) or not words.isdisjoint(no):
            return None
    return data


class _Noted(Container[str]):
    """A set of words that notes which ones somebody asked for."""

    def __init__(self, words: Container[str]) -> None:
        self._words = words
        self._asked: dict[str, bool] = {}

    def __contains__(self, word: object) -> bool:
        return self._asked.setdefault(str(word), word in self._words)

    @property
    def answers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that are there, and those that are not."""
        yes = tuple(word for word, is_there in self._asked.items() if is_there)
        return yes, tuple(word for word, is_there in self._asked.items() if not is_there)


def _noted(look: Look, names: Names) -> tuple[Any, bytes]:
    noted: dict[str, Any] = {name: _Noted(getattr(names, name)) for name in _ASKED}
    found = look.at(replace(names, **noted))
    return tuple(noted[name].answers for name in _ASKED), pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
