# Which files there are, before anything opens one. What is no plain file (a pipe, a device) may never end, a link may lead
# anywhere, and folders may lie in folders for ever: each is said with its place and left alone. Nothing here calls itself, and
# what is counted has a bound, so that the answer comes soon whatever somebody copied into the folder.

"""Finding the files of a library."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..problem import Place, Problem
from ..rules import broken

MAX_DEPTH = 20
MAX_FILES = 20_000
MAX_BYTES = 500_000
"""The longest text."""
MAX_OTHER = 20_000_000
"""The largest file that is no text of ours, such as a picture."""
MAX_TOTAL = 1_000_000_000
TEXTS = (".md", ".html", ".jinja", ".po", ".yml")
"""Endings of files that are read as text."""


def files(root: Path, folder: str) -> tuple[list[Path], list[Problem]]:
    """Every plain file below `folder` in `root` in order of path, hidden ones apart, and what else lies there.

    A folder that is not there holds nothing.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    if not os.path.lexists(root / folder):
        return found, problems
    if problem := _no_folder(root / folder, folder):
        return found, [problem]
    seen = weight = 0
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        entries, more = _entries(root / inside, inside)
        problems += more
        seen += len(entries)
        if seen > MAX_FILES:
            return [], [_too_much(folder, f"more than {MAX_FILES:,} files and folders lie in here")]
        for entry in entries:
            path = f"{inside}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            elif more := list(regular(root / path, path, MAX_BYTES if path.lower().endswith(TEXTS) else MAX_OTHER)):
                problems += more
            else:
                weight += entry.stat(follow_symlinks=False).st_size
                found.append(root / path)
        if weight > MAX_TOTAL:
            return [], [_too_much(folder, f"the files in here are larger than {MAX_TOTAL:,} bytes together")]
    return sorted(found), problems


def regular(path: Path, relative: str, limit: int = MAX_BYTES) -> Iterator[Problem]:
    """What keeps one file, which is there, from being read: it is none, or it is larger than `limit` bytes."""
    try:
        status = path.lstat()
    except OSError as error:
        yield _unreadable(relative, error)
        return
    if stat.S_ISLNK(status.st_mode):
        yield _link(relative)
    elif not stat.S_ISREG(status.st_mode):
        message = "this is no plain file, but a pipe, a device or the like"
        yield broken("no-plain-file", Place(relative), message, "Take it out")
    elif status.st_size > limit:
        fix = "Split it, or shorten it" if limit == MAX_BYTES else "Put a smaller one here"
        yield broken("too-large", Place(relative), f"the file is larger than {limit:,} bytes", fix)


def _no_folder(path: Path, relative: str) -> Problem | None:
    if path.is_symlink():
        return _link(relative)
    if not path.is_dir():
        message = "a folder is to stand here, and this is none"
        return broken("no-plain-file", Place(relative), message, f"Take it out, and make a folder {relative}")
    return None


def _entries(path: Path, relative: str) -> tuple[list[os.DirEntry[str]], list[Problem]]:
    if relative.count("/") > MAX_DEPTH:
        message = f"folders lie in folders here, more than {MAX_DEPTH} deep"
        return [], [broken("wrong-folder", Place(relative), message, "Take them out")]
    try:
        with os.scandir(path) as entries:
            # One more than are allowed is enough to say so.
            shown = (entry for entry in entries if not entry.name.startswith("."))
            listed = [entry for _, entry in zip(range(MAX_FILES + 1), shown, strict=False)]
    except OSError as error:
        return [], [_unreadable(relative, error, "folder")]
    return listed, []


def _too_much(folder: str, message: str) -> Problem:
    return broken("too-large", Place(folder), message, "Take out what is no part of the library")


def _link(relative: str) -> Problem:
    return broken("link-file", Place(relative), "this is a link to another place", "Put the file itself here")


def _unreadable(relative: str, error: OSError, what: str = "file") -> Problem:
    message = f"the {what} cannot be opened ({error.strerror})"
    return broken("unreadable", Place(relative), message, "Check its rights")
