# All that a site is made of, as one digest each for two questions. Whether a page need not be made again is asked of the frame,
# with the page's own Markdown beside it. Whether there is anything to do at all is asked of the inputs: every file in the
# folders that a build reads, the programs, the settings and the day. Too much in it costs a build that was not needed; too
# little would keep a change off the site. So folders are taken whole, and a test watches which files a build opens.

"""What shapes a site."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..folders import (
    CARD,
    DOCS,
    EDITIONS,
    OWN_TEMPLATES,
    PROGRAM,
    RECORDS,
    SETTINGS,
    TREE,
    installed,
    lying_in,
    template_folders,
)
from .digesting import Digests, digest
from .exchange import OUT


def inputs_of(root: Path, today: datetime.date, digests: Digests | None = None) -> str:
    """A digest of all that a build of the library in `root` reads, on that day. While it stays the same, so does the site.

    `digests` knows the files that were read before in this build.
    """
    folders = (PROGRAM, *template_folders(root), *(root / name for name in (RECORDS, DOCS, EDITIONS, OWN_TEMPLATES)))
    has_program = (root / PROGRAM.name).is_dir()
    lines = (today.isoformat(), str(has_program), _last_commit(root), *_programs(root))
    return _digest_of(root, lines, (*lying_in(*dict.fromkeys(folders)), *_named_files(root)), digests)


def library_of(root: Path, today: datetime.date) -> str:
    """A digest of all that a look at the library in `root` reads on that day, besides the program."""
    folders = (root / name for name in (RECORDS, DOCS, EDITIONS, OWN_TEMPLATES))
    has_program = (root / PROGRAM.name).is_dir()
    lines = (today.isoformat(), str(has_program), _last_commit(root), *_variables(root))
    return _digest_of(root, lines, (*lying_in(*folders), *_named_files(root)), None)


def surroundings_of(root: Path, digests: Digests | None = None) -> str:
    """A digest of all that shapes every page besides the pages themselves: the settings and what they name, and all programs."""
    folders = (PROGRAM, *(folder / "overrides" for folder in template_folders(root)))
    return _digest_of(root, _programs(root), (*lying_in(*folders), *_named_files(root)), digests)


def looks_of(root: Path) -> str:
    """The same, of what somebody may change while the program runs: the settings and what they name."""
    return _digest_of(root, (), _named_files(root), None)


def frame_of(surroundings: str, addresses: Iterable[str]) -> str:
    """A digest of what surrounds pages, and of which pages there are.

    While it stays the same, a page whose Markdown did not change need not be made again.
    """
    return digest("\n".join((surroundings, *sorted(addresses))).encode())


def _last_commit(root: Path) -> str:
    """The last commit that touched a record, and whether the whole history is there, where pages tell of it.

    A file may be as it was, and its history not.
    """
    card = root / CARD
    if not card.is_file() or not re.search(r"^history:", card.read_text("utf-8", "replace"), re.MULTILINE):
        return ""
    questions = (("rev-parse", "--is-shallow-repository"), ("log", "-1", "--format=%H", "--", RECORDS))
    try:
        asked = [["git", "-C", str(root), *question] for question in questions]
        answers = [subprocess.run(one, capture_output=True, check=False, text=True) for one in asked]
    except OSError:
        return ""
    return " ".join(f"{one.returncode} {one.stdout.strip()}" for one in answers)


def _settings(root: Path) -> str:
    path = root / SETTINGS
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def _variables(root: Path) -> Iterator[str]:
    """The variables of the environment that the settings may name, and their values."""
    for name in sorted({*re.findall(r"\w+", _settings(root))} & os.environ.keys()):
        yield f"{name}={os.environ[name]}"


def _named_files(root: Path) -> Iterator[Path]:
    """The settings, and the files and folders that they name: a theme of one's own, a hook, settings that they build on."""
    yield root / SETTINGS
    for name in sorted({*re.findall(r"[^\s\"'\[\]{},]+", _settings(root))}):
        path = root / name
        with_all = (root / TREE, root / OUT)
        if name in (".", "..", "/") or any(one.is_relative_to(path) for one in with_all) or len(name) > 200:
            continue
        if path.is_dir():
            yield from sorted(path.rglob("*"))
        elif path.is_file():
            yield path


def _programs(root: Path) -> Iterator[str]:
    """What runs: Python, all that is installed beside it, and what the settings take from the environment."""
    yield from installed()
    yield sys.version
    yield from _variables(root)


def _digest_of(root: Path, lines: Iterable[str], paths: Iterable[Path], digests: Digests | None) -> str:
    parts = hashlib.sha256()
    known = digests or Digests()
    for line in (*lines, *(f"{_name(path, root)} {_content(path, known)}" for path in paths)):
        parts.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    return parts.hexdigest()


def _name(path: Path, root: Path) -> str:
    """What a file is called, wherever the library lies: one of the program by its place in that."""
    return os.path.relpath(path, PROGRAM.parent if path.is_relative_to(PROGRAM.parent) else root)


def _content(path: Path, digests: Digests) -> str:
    """What stands for a file, a link or a folder."""
    try:
        leads = os.readlink(path) if path.is_symlink() else ""
    except OSError as error:
        return f"not readable: {error.errno}"
    return f"{leads} {digests.of(path.resolve() if leads else path)}"
