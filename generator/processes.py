# Work on all cores. Where the same is asked of very many files or records, and what comes of one depends on no other, each
# process takes a share. They are forks of this one: they know all that it knows, without a copy of it being written or
# read, and hand back nothing but what came of their share. The order of the results is that of what was asked, however many
# processes there are, so that a build has the same bytes on every machine.

"""Doing the same for many things at once."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import IO, Any, Generic, TypeVar

from .progress import Stage, begin, counted, go_on

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_is_share = False
"""Whether this process is one that took a share."""
WORTH_IT = 1_000
"""Of how many things on a share is worth a process of its own: to begin one takes as long as a few dozen of them."""


def cores() -> int:
    """How many processes can work at once, on a system where a process can take a share; else one.

    A fork of a process with several threads may wait for ever for what one of them held. A share is not shared out again.
    """
    if _is_share or not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    act: Callable[[Thing], Result], things: Sequence[Thing], least: int | None = None, *, stage: Stage | None = None
) -> list[Result]:
    """What `act` gives for each of the things, in their order. With fewer than `least` of them this process does it alone.

    If this is a stage of its own, whoever watches is told how many are done.
    """
    count = shares(len(things), least)
    if stage:
        begin(stage, len(things))

    def share(number: int) -> list[Result]:
        own = things[number::count]
        return [act(thing) for thing in (counted(own, count) if stage else own)]

    parts = in_shares(share, count)
    found: list[Any] = [None] * len(things)
    for number, part in enumerate(parts):
        found[number::count] = part
    return found


def shares(things: int, least: int | None = None) -> int:
    """Into how many shares so many things are parted."""
    return cores() if things >= (WORTH_IT if least is None else least) else 1


def each_in_turn(
    act: Callable[[Thing], Result], things: Sequence[Thing], *, stage: Stage | None = None
) -> list[Result]:
    """What `act` gives for each of a few things of unlike weight, in their order; if they are a stage, how many are done is told.

    Each has a process of its own, as many at once as there are cores, so the memory that it took is given back when it is done.
    """
    count = min(cores(), len(things))
    if stage:
        begin(stage, len(things))
    if count < 2:
        return [act(thing) for thing in (counted(things) if stage else things)]
    gc.freeze()
    left, found = iter(range(len(things))), {}
    began = partial(_begun, lambda number: act(things[number]))
    under_way = {number: began(number) for number in islice(left, count)}
    try:
        while under_way:
            ready, _, _ = select.select([pipe for _, pipe in under_way.values()], [], [])
            for number in [number for number, (_, pipe) in under_way.items() if pipe in ready]:
                found[number] = _result(under_way[number][1])
                _end([under_way.pop(number)])
                if stage:
                    go_on(len(found))
                under_way |= {following: began(following) for following in islice(left, 1)}
        return [found[number] for number in range(len(things))]
    finally:
        _end([*under_way.values()])
        gc.unfreeze()


class Pile(Generic[Thing]):
    """Things of unlike weight, of which each process takes some more whenever it is free. It is made before the processes part."""

    def __init__(self, things: Sequence[Thing]) -> None:
        parts = min(len(things), _PARTS)
        self._parts = [things[number::parts] for number in range(parts)]
        self._left, writing = os.pipe()
        os.write(writing, bytes(range(parts)))
        os.close(writing)

    def __enter__(self) -> Pile[Thing]:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._left)

    def __iter__(self) -> Iterator[Sequence[Thing]]:
        """Some things after others, until none are left that nobody took."""
        while number := os.read(self._left, 1):
            yield self._parts[number[0]]


_PARTS = 32
"""In how many parts a pile is taken, so that no process waits long for the last one."""


def in_shares(act: Callable[[int], Result], count: int) -> list[Result]:
    """What `act` gives for each share by its number, in their order: the first here, each other one in a process of its own.

    What a share raises is raised here. No process goes on when this returns, or is stopped.
    """
    if count < 2:
        return [act(0)]
    # What lies in memory now is left alone by the search for what can be thrown away, so that it need not be copied.
    gc.freeze()
    children: list[tuple[int, IO[bytes]]] = []
    try:
        for number in range(1, count):
            children.append(_begun(act, number))
        own = act(0)
        return [own, *(_result(pipe) for _, pipe in children)]
    finally:
        _end(children)
        gc.unfreeze()


def _begun(act: Callable[[int], Any], number: int) -> tuple[int, IO[bytes]]:
    global _is_share  # noqa: PLW0603  (in the child alone)
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, "rb")
    with contextlib.suppress(BaseException):  # whatever happens, the child goes no further than this line's block
        os.close(reading)
        _is_share = True
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_answer(act, number))
    os._exit(0)


def _answer(act: Callable[[int], Any], number: int) -> bytes:
    try:
        return pickle.dumps((True, act(number)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        try:
            said = pickle.dumps((False, error))
            pickle.loads(said)  # an exception with a signature of its own may be written and yet not read
        except Exception:
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
        return said


def _result(pipe: IO[bytes]) -> Any:
    said = pipe.read()
    if not said:
        raise ChildProcessError(
            "a process that did a share of the work was stopped; the system does so where memory is short"
        )
    is_whole, result = pickle.loads(said)
    if not is_whole:
        raise result
    return result


def _end(children: Sequence[tuple[int, IO[bytes]]]) -> None:
    for child, pipe in children:
        pipe.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    for child, _ in children:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
