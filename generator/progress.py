# How far long work is. Whoever works says it here in passing, and whoever wants to know watches: so no function has to be handed who is
# watching, and nothing that is made depends on it. While nobody watches, saying it costs nothing. A process that was forked off says
# nothing, for it knows its share alone and would write over what the first one shows.

"""Telling how far work is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TypeVar

Thing = TypeVar("Thing")


class Stage(StrEnum):
    """What is being done, in the words that whoever waits is told."""

    SHARDS = "Reading shards"
    READ = "Reading records"
    CHECK = "Checking records"
    PRIVACY = "Looking for what may lead to a person"
    CLEAR = "Clearing records"
    LINKS = "Following links"
    COMPOSE = "Composing pages"
    HTML = "Making HTML"
    FINISH = "Finishing pages"
    COPIES = "Laying copies beside pages"
    INDEX = "Making the search index"
    LOOK = "Looking through all files"
    PUBLISH = "Publishing"
    EDITIONS = "Making files to take along"
    ARCHIVE = "Packing the archive"


Watcher = Callable[[Stage, int, int], None]
"""Told a stage, how many things of it are done, and of how many; 0 where nobody knows."""


class _Watch:
    """What somebody who watches this process is told."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._process = os.getpid()
        self._stage: Stage | None = None
        self._done = self._of = 0

    def begin(self, stage: Stage, of: int) -> None:
        if os.getpid() == self._process:
            self._stage, self._done, self._of = stage, 0, of
            self._watcher(stage, 0, of)

    def go_on(self, done: int) -> None:
        done = min(done, self._of) if self._of else done
        if self._stage and done > self._done and os.getpid() == self._process:
            self._done = done
            self._watcher(self._stage, done, self._of)


_watches: list[_Watch] = []
"""Those that are kept; the last one is told."""


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let somebody watch what is done meanwhile."""
    _watches.append(_Watch(watcher))
    try:
        yield
    finally:
        _watches.pop()


def begin(stage: Stage, of: int = 0) -> None:
    """Say what is done from now on, and with how many things, if that is known."""
    if _watches:
        _watches[-1].begin(stage, of)


def go_on(done: int) -> None:
    """Say how many things of this stage are done. Fewer than before are not told, nor more than there are."""
    if _watches:
        _watches[-1].go_on(done)


def counted(things: Iterable[Thing], processes: int = 1) -> Iterator[Thing]:
    """The same things; whenever one is done, that is said. So many processes do about as much each, this one among them."""
    for number, thing in enumerate(things, 1):
        yield thing
        go_on(number * processes)
