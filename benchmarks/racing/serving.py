# How long somebody who writes waits for her page: a preview runs, she saves, and the page is asked for until it has her word. A browser
# that is told to load again asks the same thing; what it takes to draw the page is its own.

"""From a saved file to the page in the preview."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from .clock import Failed, processor_of, surroundings

PAUSE = 0.01
QUIET = 1.0
"""Seconds in which a preview that has settled does nearly nothing."""
PATIENCE = 1_800
"""Seconds after which nobody waits any longer for a page."""


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        port: int = there.getsockname()[1]
        return port


def has(port: int, address: str, word: str) -> bool:
    """Whether a page holds a word; not, where there is no such page or nobody answers."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", f"/{address}")
        answer = asked.getresponse()
        return answer.status == http.HTTPStatus.OK and word.encode() in answer.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def waited(seen: Callable[[], bool], goes_on: Callable[[], bool] = lambda: True) -> float:
    """Seconds until something is seen. Raises Failed when nothing comes, or cannot come any more."""
    begun = time.perf_counter()
    while not seen():
        if time.perf_counter() - begun > PATIENCE or not goes_on():
            raise Failed("the preview ended, or never showed what was saved")
        time.sleep(PAUSE)
    return time.perf_counter() - begun


def served(
    command: Iterable[str], folder: Path, address: str, edits: Iterable[tuple[Callable[[], None], str]]
) -> list[float]:
    """Seconds from each edit, a function that saves it, until the page at `address` has its word.

    `command` serves the library in `folder` at the port that is put for `PORT` in it.
    """
    port = free_port()
    asked = [part.replace("PORT", str(port)) for part in command]
    with (folder.parent / f"{folder.name}-served.log").open("wb") as log:
        process = subprocess.Popen(
            asked, cwd=folder, env=surroundings({}), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        try:
            waited(lambda: has(port, address, "</html>"), lambda: process.poll() is None)
            return [_after(edit, lambda word=word: has(port, address, word), process) for edit, word in edits]
        finally:
            _stop(process)


def _after(edit: Callable[[], None], seen: Callable[[], bool], process: subprocess.Popen[bytes]) -> float:
    settle(process.pid)
    edit()
    return waited(seen, lambda: process.poll() is None)


def settle(first: int, processor: Callable[[int], float] = processor_of) -> None:
    """Wait until a process and its family have nothing to do: whoever saves reads her page first, and saves again later."""
    before = processor(first)
    for _ in range(PATIENCE):
        time.sleep(QUIET)
        now = processor(first)
        if now - before < QUIET / 10:
            return
        before = now


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a preview, and whatever it began: an earlier commit may leave its host behind."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(30)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
