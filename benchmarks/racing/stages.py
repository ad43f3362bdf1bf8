# How long the stages of a build take, of any commit: a clock is laid around functions of the program from outside, as far as it has
# them. A stage counts what passes in it and in no stage within it, so that all together come to the whole. This file is
# started by the Python of that commit, in the library's folder, and so imports nothing of what lies beside it.

"""Build the library in this folder, and write the seconds of each stage as JSON to standard output: `stages.py`."""

from __future__ import annotations

import datetime
import functools
import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

STAGES = {
    "read": ("site:read_all", "site:hand_written", "site:told_history", "site:_read_pages", "site:read_frame"),
    "check": ("site:check", "site:judged"),
    "clear": ("site:clear",),
    "compose": ("site:make_site", "publish.making:make_site", "build:make_site"),
    "write the tree": ("publish.making:write_tree", "publish.making:differing", "build:write_tree"),
    "host": ("publish.making:_stage", "publish.making:run_host", "build:run_host"),
    "finish pages": ("publish.making:finish", "build:finish"),
    "index": ("publish.finishing:index", "build:index"),
    "gate": ("publish.finishing:gate.inspect", "build:gate.inspect"),
    "withheld texts": ("publish.finishing:find_leaks", "publish.finishing:find_names", "build:find_leaks"),
    "publish": ("publish.making:publish", "publish.making:digests", "publish.making:_remember", "build:replace"),
}
"""By stage, where its functions are called: a module of the program and the name there. What a commit does not have is passed over."""
REST = "the rest"


class Clock:
    """Seconds by stage."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._now, self._within, self._since = now, [REST], now()

    def enter(self, stage: str) -> None:
        """A stage begins, within another one or none."""
        self._count()
        self._within.append(stage)

    def leave(self) -> None:
        """The stage that began last ends."""
        self._count()
        self._within.pop()

    def _count(self) -> None:
        now = self._now()
        self.seconds[self._within[-1]] += now - self._since
        self._since = now

    def around(self, act: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """The same function, with its time counted under the stage."""

        @functools.wraps(act)
        def timed(*args: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                return act(*args, **named)
            finally:
                self.leave()

        return timed


def lay_around(clock: Clock, package: str, stages: dict[str, tuple[str, ...]]) -> list[str]:
    """Have the clock count all of these functions that there are; returns the stages of which there is none."""
    lost = []
    for stage, places in stages.items():
        found = [place for place in places if _wrapped(clock, package, place, stage)]
        lost += [] if found else [stage]
    return lost


def _wrapped(clock: Clock, package: str, place: str, stage: str) -> bool:
    module, _, name = place.partition(":")
    *holders, last = name.split(".")
    try:
        held = functools.reduce(getattr, holders, importlib.import_module(f"{package}.{module}"))
        setattr(held, last, clock.around(getattr(held, last), stage))
    except (ImportError, AttributeError):
        return False
    return True


def main() -> None:
    """Build, and say how long it took."""
    clock = Clock()
    lost = lay_around(clock, "generator", STAGES)
    try:
        from generator.publish.building import build  # noqa: PLC0415
    except ImportError:
        from generator.build import build  # type: ignore[no-redef, import-not-found]  # noqa: PLC0415
    built = build(Path.cwd(), datetime.date.today())
    clock.enter(REST)
    if built.out is None:
        sys.exit("\n".join(str(problem) for problem in built.problems[:5]) or "Nothing was built.")
    json.dump({"seconds": clock.seconds, "lost": lost, "pages": built.pages}, sys.stdout)


if __name__ == "__main__":
    main()
