# The host, MkDocs, is a program of its own here: it gets a folder of Markdown and makes HTML of it. Of the pages that lie
# in the stage already it makes none again (`reuse.py` says which those are); the plugin tells it so, since MkDocs itself
# would go by the times of files.

"""Running the host."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ..folders import SETTINGS
from . import disk
from .exchange import STAGE
from .stopped import Stopped


def run_host(root: Path, today: datetime.date, *, only_missing: bool = False, keep_open: Sequence[int] = ()) -> None:
    """Run MkDocs over the tree, into the folder where sites are staged; any warning of it is a failure.

    With `only_missing`, pages that are staged already are left alone. Files that are named in `keep_open` stay open as long as
    MkDocs runs, even if this process is killed meanwhile.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--dirty" if only_missing else "--strict"]
    command += ["--config-file", str(root / SETTINGS), "--site-dir", str(root / STAGE)]
    midnight = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    settings = {"PRACTICES_RENDER": "false", "NO_MKDOCS_2_WARNING": "1"}
    settings |= {"SOURCE_DATE_EPOCH": str(int(midnight.timestamp()))}
    said = _run(command, root, settings, keep_open)
    # MkDocs would count its own warning about --dirty as one, so in that mode strictness is ours.
    warnings = [line for line in said.splitlines() if line.startswith("WARNING") and "'dirty' build" not in line]
    if warnings:
        raise Stopped("\n".join(warnings))


def _run(command: list[str], folder: Path, settings: dict[str, str], keep_open: Sequence[int]) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
        pass_fds=keep_open if os.name == "posix" else (),
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
