# When a file came and when it last changed, as Git remembers it. One walk over the history of all records, which follows a file
# through its renamings; what merges brought together is told by the commits that they brought. Git is asked and never believed: what
# somebody wrote into a commit is a text like any other, and is cleared before anybody reads it.

"""The history of the records' files."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ..folders import RECORDS
from ..schema.history import Change, Past
from .hidden import HIDDEN


class NoHistory(Exception):
    """That there is no whole history here; the text says why, as a phrase."""


_FORMAT = "--format=%x00%as%x00%s"


def past_of_records(root: Path) -> dict[str, Past]:
    """For each file of a record that was ever committed its past, by its path in the library. Raises NoHistory."""
    if _asked(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        raise NoHistory("only a part of it was fetched")
    walk = ("log", "--no-merges", "--name-status", "-M", "-z", "--relative", _FORMAT, "--", RECORDS)
    found: dict[str, Past] = {}
    now: dict[str, str] = {}  # what a file of an earlier commit is called today
    whole: set[str] = set()
    for change, status, paths in _touched(_asked(root, *walk)):
        path = now.get(paths[-1], paths[-1])
        if path in whole:
            continue  # what bore this name before it was another file
        last = found[path].last if path in found else change
        found[path] = Past(change, last)
        if status == "R":
            now[paths[0]] = path
        elif status == "A":
            whole.add(path)
    return found


def _touched(log: str) -> Iterator[tuple[Change, str, list[str]]]:
    """What each commit did to each file, the newest first: a letter, and the path, or two of a file that was renamed."""
    parts = iter(log.split("\0"))
    change = Change(datetime.date.min, "")
    for part in parts:
        word = part.lstrip("\n")
        if not word:
            day, subject = next(parts, ""), next(parts, "")
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
                return
            change = Change(datetime.date.fromisoformat(day), " ".join(HIDDEN.sub(" ", subject).split()))
        elif re.fullmatch("[A-Z][0-9]*", word):
            yield change, word[0], [next(parts, "") for _ in range(2 if word[0] in "RC" else 1)]


def _asked(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "-c", "log.showSignature=false", *words], capture_output=True, check=False
        )
    except OSError as error:
        raise NoHistory(f"git cannot be started ({error.strerror})") from None
    if done.returncode:
        raise NoHistory("no repository of Git is here")
    return done.stdout.decode("utf-8", "replace")
