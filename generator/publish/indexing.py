# The index takes longest of all that a preview makes, and whoever edits goes on meanwhile. So it is made by a program of its own, which
# can be ended at any moment: what it leaves is made anew by the next.

"""Run: python -m generator.publish.indexing FOLDER LANGUAGE makes the search index of a built site."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ..kept import Memory
from . import disk
from .search_index import index
from .stopped import Stopped


def indexed_unless(folder: Path, language: str, is_to_end: Callable[[float], bool]) -> str:
    """Make the index of a site; returns why there is none, if so.

    `is_to_end` waits that many seconds at most, and says whether to give up.
    """
    command = [sys.executable, "-m", "generator.publish.indexing", str(folder), language]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as program:
        assert program.stderr
        try:
            while program.poll() is None:
                if is_to_end(0.05):
                    return ""
            return program.stderr.read() if program.returncode else ""
        finally:
            with contextlib.suppress(ProcessLookupError):
                program.kill()


def main() -> None:
    """Make the index of one site."""
    folder, language = Path(sys.argv[1]), sys.argv[2]
    memory = Memory(folder.parent)  # beside the site, since a build keeps what it learns of finished pages
    try:
        index(folder, language, memory)
        memory.close()
    except Stopped as stopped:
        sys.exit(str(stopped))
    except OSError as error:
        sys.exit(disk.explained(error))


if __name__ == "__main__":
    main()
