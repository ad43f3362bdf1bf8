# What somebody sees while she waits. At a terminal one line says what is done, how much of it and how long it may still take, and is
# gone without a trace before anything else is said. Elsewhere there is a plain line now and then in work that takes minutes. How long
# a stage still takes follows from its own count; of the whole nothing is said, since what the last run left to do is not known before.
# Click's own bar stays on the screen, hides the cursor and asks how wide the output is, which may be a pipe; so it is not used. Nothing
# is drawn by a thread, since a process with threads is not forked.

"""Showing how far work is."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from ..progress import Stage, watched

SHORT = 1.0
"""Seconds for which a terminal shows nothing: work that is done by then needs no bar."""
OFTEN = 0.1
"""Seconds at least between two counts of one stage at a terminal."""
SELDOM = 30.0
"""Seconds at least between two lines where there is no terminal."""
ENOUGH = 2.0
"""Seconds of a stage after which it can be told how long it still takes; a quarter of it must be done, too, since what comes first may be the heaviest."""
WIDEST = 24
"""How long the bar is at most."""
_CLEAR = "\r\x1b[K"


class Line:
    """How far work is, as a watcher of it is told: one line of a terminal that changes, or lines. `clock` gives seconds."""

    def __init__(self, *, is_terminal: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._is_terminal = is_terminal
        self._clock = clock
        self._begun = self._last = self._stage_begun = clock()
        self._stage: Stage | None = None
        self._is_shown = False

    def __call__(self, stage: Stage, done: int, of: int) -> None:
        """Take note of how far work is, and show it unless that was just done."""
        now = self._clock()
        is_new = stage != self._stage or not done
        if is_new:
            self._stage, self._stage_begun = stage, now
        if not self._is_terminal:
            if now - self._last >= SELDOM:
                self._last = now
                self._write(f"{stage}{': ' if done else ''}{_count(done, of)}\n")
        elif now - self._begun >= SHORT and (is_new or now - self._last >= OFTEN):
            self._last = now
            self._is_shown = True
            left = _left(now - self._stage_begun, done, of)
            self._write(_CLEAR + fitting(stage, done, of, left, _columns() - 1))

    def clear(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._is_shown:
            self._is_shown = False
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # nobody looks any more, which is no reason to stop
            click.echo(text, nl=False, err=True)


def fitting(stage: str, done: int, of: int, left: str, width: int) -> str:
    """How far a stage is, on one line that is not wider than `width`: what matters least is left out first."""
    count = _count(done, of)
    long, short = (_bar(length, done / of) if of and done else "" for length in (WIDEST, WIDEST // 3))
    for parts in ((stage, long, count, left), (stage, short, count, left), (stage, count, left), (stage, count)):
        text = "  ".join(filter(None, parts))
        if len(text) <= width:
            return text
    return stage[: max(width, 0)]


def _bar(length: int, part: float) -> str:
    full = int(length * part)
    return f"[{'#' * full}{'-' * (length - full)}]"


def _count(done: int, of: int) -> str:
    return f"{done:,} of {of:,}" if of and done else f"{done:,}" if done else ""


def _left(took: float, done: int, of: int) -> str:
    """How long a stage may still take, where its count tells."""
    if took < ENOUGH or done * 4 < of or not 0 < done < of:
        return ""
    seconds = round(took * (of - done) / done)
    return f"about {seconds // 60} min left" if seconds >= 120 else f"about {max(seconds, 1)} s left"


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        return 80


def _is_terminal() -> bool:
    """Whether a line can be taken back where messages go."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb" if os.name == "posix" else "") != "dumb"


_lines: list[Line] = []


@contextmanager
def shown() -> Iterator[None]:
    """Show how far what is done meanwhile is."""
    line = Line(is_terminal=_is_terminal())
    _lines.append(line)
    try:
        with watched(line):
            yield
    finally:
        _lines.remove(line)
        line.clear()


def tell(said: str) -> None:
    """Say what whoever waits should know, beside what the command prints."""
    for line in _lines:
        line.clear()
    click.echo(said, err=True)
