# What a command takes, seen from outside: seconds on the wall, seconds of the processor, and the memory of all its processes together.
# Of memory the share that is a process's own is counted (PSS: what several share is parted among them), since forks share most of
# theirs. Whoever looks must not slow down what it looks at, so a look that takes long is followed by a long pause.

"""Running commands, and measuring them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

PROCESSES = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
"""How many ticks of the processor are a second."""
SHORTEST_PAUSE = 0.05
"""Seconds between two looks at the memory, at least."""
LOOKING = 20
"""How many times longer a pause is than the look before it: looking takes a twentieth of a core at most."""
SETTINGS = {"NO_MKDOCS_2_WARNING": "1"}
LONGEST = 7_200
"""Seconds after which a command is given up."""


class Failed(Exception):
    """A command did not do its work; the text is what it said last."""


class Memory(NamedTuple):
    """The most megabytes that all processes of a command had at once, and that one of them had."""

    together: int
    largest: int


class Measured(NamedTuple):
    """What a command took; no memory where the system does not tell it."""

    seconds: float
    processor: float
    memory: Memory | None


class Kin(NamedTuple):
    """Which process began a process, to which session it belongs, and how many ticks of the processor it had."""

    parent: int
    session: int
    ticks: int = 0


def family(first: int, all_of_them: Mapping[int, Kin]) -> set[int]:
    """A process, all that it began and all that those began; and those of its session, whose parent may be gone."""
    found = {number for number, kin in all_of_them.items() if first in (number, kin.session)}
    while more := {number for number, kin in all_of_them.items() if kin.parent in found} - found:
        found |= more
    return found


def kin_in(status: str) -> Kin:
    """What a line of /proc/N/stat says. The name of a program stands there in brackets, and may hold whatever it likes."""
    after = status.rpartition(")")[2].split()
    return Kin(int(after[1]), int(after[3]), sum(map(int, after[11:13])))


def share_in(rollup: str) -> int:
    """The kilobytes that a process has as its own share, as /proc/N/smaps_rollup says it."""
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def _all_of_them() -> dict[int, Kin]:
    found = {}
    for folder in PROCESSES.iterdir() if PROCESSES.is_dir() else ():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):  # it ended meanwhile
                found[int(folder.name)] = kin_in((folder / "stat").read_text("utf-8", "replace"))
    return found


def memory_of(first: int) -> list[int]:
    """The kilobytes of each process of the family now."""
    found = []
    for number in family(first, _all_of_them()):
        with contextlib.suppress(OSError):
            found.append(share_in((PROCESSES / str(number) / "smaps_rollup").read_text("ascii")))
    return found


def processor_of(first: int) -> float:
    """The seconds of the processor that the family had until now; 0 where the system does not tell it."""
    kin = _all_of_them()
    return sum(kin[number].ticks for number in family(first, kin) if number in kin) / TICKS


class Watch:
    """Looks at the memory of a process and its family until the `with` ends. `memory` is the most that was seen."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._over = threading.Event()
        self._together = self._largest = 0
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        if (PROCESSES / str(self._first) / "smaps_rollup").exists():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def memory(self) -> Memory | None:
        """The most that was had so far; None where nothing could be seen."""
        return Memory(self._together // 1024, self._largest // 1024) if self._together else None

    def _look(self) -> None:
        while not self._over.is_set():
            begun = time.perf_counter()
            seen = memory_of(self._first)
            self._together, self._largest = max(self._together, sum(seen)), max([self._largest, *seen])
            self._over.wait(max(SHORTEST_PAUSE, LOOKING * (time.perf_counter() - begun)))


def surroundings(settings: Mapping[str, str]) -> dict[str, str]:
    """The variables of a command that is measured. What Python compiled once it keeps, as it does for whoever uses it."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return own | SETTINGS | dict(settings)


def clocked(command: Iterable[str], folder: Path, settings: Mapping[str, str] | None = None) -> Measured:
    """Run a command in a folder, and say what it took. Raises Failed where it ends with anything but 0."""
    asked = [*command]
    said = folder.parent / f"{folder.name}.log"
    with said.open("wb") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            asked, cwd=folder, env=surroundings(settings or {}), stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        guard = threading.Timer(LONGEST, process.kill)
        guard.start()
        try:
            with Watch(process.pid) as watch:
                _, status, used = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - begun
        finally:
            guard.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = "\n".join(said.read_text("utf-8", "replace").splitlines()[-5:])
        raise Failed(f"{' '.join(asked[:4])} ended with {process.returncode}:\n{last}")
    return Measured(seconds, used.ru_utime + used.ru_stime, watch.memory)
