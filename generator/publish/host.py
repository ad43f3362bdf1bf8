# The host, MkDocs, is a program of its own here: it gets a folder of Markdown and makes HTML of it. It is begun early, loads while
# the pages are composed, and waits until it is told what to make (`plugin/waiting.py`). Of the pages that lie in the stage
# already it makes none again (`reuse.py` says which those are). Wherever it has anything to say, it is run once more the plain
# way, over all pages, and says it in its own words: so nothing is told that MkDocs alone would not tell.

"""Running the host."""

from __future__ import annotations

import contextlib
import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from ..folders import SETTINGS
from ..progress import Stage, begin
from . import disk
from .digesting import Digests
from .exchange import STAGE
from .inputs import surroundings_of
from .stopped import Stopped

ALL, MISSING = "all", "missing"
"""What the waiting host is told to make, with the number of pages that are to come."""
DONE, NOT_DONE = "done", "not done"
"""What it answers."""


class Host:
    """MkDocs, which makes pages of the tree into the folder where sites are staged. It loads from the moment that this is made.

    Files that are named in `keep_open` stay open as long as MkDocs runs, even if this process is killed meanwhile. `digests`
    knows the files that were read before in this build.
    """

    def __init__(
        self, root: Path, today: datetime.date, keep_open: Sequence[int] = (), digests: Digests | None = None
    ) -> None:
        self._root = root
        self.surroundings = surroundings_of(root, digests)
        """What stands for all that MkDocs reads besides the tree, as it was before it was read."""
        midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
        self._settings = {"PRACTICES_RENDER": "false", "NO_MKDOCS_2_WARNING": "1"}
        self._settings |= {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
        self._keep_open = keep_open if os.name == "posix" else ()
        self._waiting = subprocess.Popen(
            [sys.executable, "-m", "generator.plugin.waiting", str(root / SETTINGS), str(root / STAGE)],
            cwd=root,
            env=os.environ | self._settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
            pass_fds=self._keep_open,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """Have MkDocs give its memory back: there is nothing more to make."""
        if self._waiting.returncode is None:
            self._waiting.kill()
            with contextlib.suppress(OSError):
                self._waiting.communicate()

    def make(self, pages: int, *, only_missing: bool = False) -> None:
        """Make so many pages: all that there are, or those that are not staged yet. Any warning of MkDocs raises Stopped."""
        if self.is_made(pages, only_missing=only_missing):
            return
        disk.remove(self._root / STAGE)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        command += ["--config-file", str(self._root / SETTINGS), "--site-dir", str(self._root / STAGE)]
        said = self._run(command)
        if warnings := [line for line in said.splitlines() if line.startswith("WARNING")]:
            raise Stopped("\n".join(warnings))

    def is_made(self, pages: int, *, only_missing: bool = False) -> bool:
        """Make them unless MkDocs has anything to say of it; whether that was done. Then there is no word from MkDocs."""
        begin(Stage.HTML)
        command = f"{MISSING if only_missing else ALL} {pages}"
        assert self._waiting.stdin
        assert self._waiting.stdout
        try:
            print(command, file=self._waiting.stdin, flush=True)
            return self._waiting.stdout.readline() == f"{DONE}\n"
        except (OSError, ValueError):  # it stopped, as it does where the settings cannot be read
            return False

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command,
            cwd=self._root,
            env=os.environ | self._settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
            pass_fds=self._keep_open,
        )
        if done.returncode:
            said = disk.told_by_program(done.stdout + done.stderr)
            raise Stopped(f"{' '.join(command[1:4])} stopped{ended_by(done.returncode)}:\n{said}")
        return done.stdout + done.stderr


def ended_by(code: int) -> str:
    """What stopped a program, if the system did."""
    if code >= 0:
        return ""
    name = signal.Signals(-code).name if -code in {one.value for one in signal.Signals} else str(-code)
    return f" ({name}; the system does so where memory is short)" if name == "SIGKILL" else f" ({name})"
