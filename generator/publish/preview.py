# The preview is a program of its own (`plugin/serving.py`). It runs as a child of this process, so whoever stops this process by whatever signal
# means both: the child is told, waited for, and ended if it does not listen. Should this process be killed outright, the
# child sees its input end and goes by itself (`plugin/`), so that the port is free again.

"""Serving the library while somebody edits it."""

from __future__ import annotations

import contextlib
import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from ..folders import SETTINGS, TREE

STOPPING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
PATIENCE = 5
"""Seconds that the host has to stop by itself."""
CHILD = "PRACTICES_CHILD"
"""The variable that tells the plugin to stop when its input ends."""
CALLED = "PRACTICES_CALLED"
"""The variable that tells the plugin how this program was called, for the messages on the pages."""


class StopRequested(Exception):
    """Somebody told this process to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextlib.contextmanager
def heeding() -> Iterator[None]:
    """Let the signals that tell a process to stop raise Told, so that what was begun is cleared away."""

    def tell(number: int, frame: FrameType | None) -> None:
        for one in STOPPING:
            signal.signal(one, signal.SIG_IGN)
        raise StopRequested(number)

    before = {one: signal.signal(one, tell) for one in STOPPING if signal.getsignal(one) is not signal.SIG_IGN}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def preview(root: Path, today: datetime.date, port: int, called: str) -> int:
    """Serve the library on this machine until somebody stops it; returns the host's exit code.

    `called` is how this program was called, for the messages on the pages.
    """
    (root / TREE).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "generator.plugin.serving", str(root / SETTINGS), str(port), today.isoformat()]
    settings = {"PRACTICES_TODAY": today.isoformat(), "NO_MKDOCS_2_WARNING": "1", CHILD: "1", CALLED: called}
    with heeding():
        host = None
        try:
            host = subprocess.Popen(command, env=os.environ | settings, stdin=subprocess.PIPE)
            return host.wait()
        except StopRequested:
            return 0
        finally:
            if host:
                _end(host)


def _end(host: subprocess.Popen[bytes]) -> None:
    host.terminate()
    try:
        host.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        host.kill()
        host.wait()
