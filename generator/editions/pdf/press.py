# How a volume becomes a file. The next one is made ready while Typst sets the one before, and each is set once: Letter is the same
# sheet with another edge around it, so that both have the same pages, and whoever says "page 12" is understood by everybody.

"""Volumes as PDF."""

from __future__ import annotations

import calendar
import datetime
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ...folders import TEMPLATES
from ..shelf import CannotMake

STYLE = TEMPLATES / "editions" / "paper"
"""The folder of the print style, the only one that Typst may read."""
FONTS = "all"
"""Which fonts are used: `all` that the system has, besides those that Typst brings along, or only its `own`."""
_A4, _LETTER = b"/MediaBox[0 0 595.2756 841.8898]", b"/MediaBox[-8 25 604 817        ]"
"""The edges of a page in points, as Typst writes those of A4; and those of Letter around the same middle, in as many signs, so that no
place in the file moves."""


class Press:
    """Typst in a process of its own, for as long as the `with` lasts. Raises CannotMake where it is not installed."""

    def __init__(self, date: datetime.date) -> None:
        if find_spec("typst") is None:
            raise CannotMake(
                "Typst sets the pages, and is not installed. Install it: pip install 'holding-ground[editions]'"
            )
        self._stamp = calendar.timegm(date.timetuple())

    def __enter__(self) -> Press:
        worker = Path(__file__).with_name("worker.py")
        command = [sys.executable, "-P", str(worker), str(STYLE), str(self._stamp), FONTS]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def print(self, jobs: Iterable[tuple[str, str, Path]]) -> Iterator[str]:
        """For each job, a volume as JSON, the direction in which it runs, and the file to write, what could not be shown of it: empty
        if it was written, and a passage if no font here has its signs."""
        waiting = 0
        for book, runs, to in jobs:
            self._send({"book": book, "runs": runs, "to": str(to)})
            waiting += 1
            if waiting > 1:
                yield self._told()
                waiting -= 1
        if waiting:
            yield self._told()

    def _send(self, job: dict[str, str]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise CannotMake(self._why()) from None

    def _told(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise CannotMake(self._why())
        told: dict[str, Any] = json.loads(line)
        if "errno" in told:
            raise OSError(told["errno"], told["fault"])
        if "fault" in told:
            raise CannotMake(
                f"Typst could not set a volume: {told['fault']}. That is a fault of the program; tell its makers."
            )
        return str(told.get("not_shown", ""))

    def _why(self) -> str:
        said = self._process.communicate()[1].decode("utf-8", "replace").strip().splitlines()
        return f"Typst ended before its work was done: {said[-1] if said else 'it said nothing'}."


def on_letter(sheet: bytes) -> bytes:
    """The same pages on Letter paper: cut a little above and below, with a little more room on both sides."""
    if _A4 not in sheet:
        raise CannotMake(
            "Typst writes the edges of pages in another way than before. That is a fault of the program; tell its makers."
        )
    return sheet.replace(_A4, _LETTER)
