# From a staged site to the published one. `site/` is always a whole site: the staged folder and the last one change
# places in one step. What was published is written down afterwards, file by file as digests, and believed only as far as
# `site/` still agrees: so it does not matter when a build was killed, what the clock said, or who wrote into `site/`
# since. Where `site/` is a place of its own, mounted or linked, it cannot change places; then the files in it do, one by
# one, and a build that is stopped halfway is completed by the next.

"""Publishing a staged site, and knowing what is published."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import Any

from ..problem import Place, Problem, Severity
from ..progress import Stage, begin
from . import disk
from .digesting import NOT_OURS, Digests
from .stopped import OF_TWO, Stopped

OUT = Path("site")
STAGE = Path("build/site")
PUBLISHED = Path("build/published.json")
OLD = Path("site.old")
"""Where the last site is between two renames, on a system that cannot exchange two folders in one step."""
LEFT_OVER = (STAGE, OLD, Path("site.new"), Path("build/frame"))
"""What a build that was stopped may leave, the last two one of an earlier version of this program."""
INCOMING = ".incoming"
"""Where files wait in a place of its own, until all are there."""
_APART = {errno.EXDEV, errno.EBUSY}
"""What the system answers where a folder is a place of its own."""


@dataclass(frozen=True)
class Built:
    """What became of a build: the problems, how many pages there are, and how many changed. `out` is None where it refused."""

    problems: tuple[Problem, ...]
    pages: int = 0
    changed: int = 0
    out: Path | None = None


@dataclass(frozen=True)
class Published:
    """What was published last: of what, by digests of its sources, and what came of it, by digests of its files.

    `inputs` stands for all that the build read, and is empty where that is not known. `said` are the problems that it told.
    `editions` are files that were laid into the site afterwards, each made of it, in the place of a built one or beside them.
    """

    frame: str = ""
    day: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    inputs: str = ""
    said: Sequence[Sequence[Any]] = ()
    editions: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> dict[str, str]:
        """The digests of all files that the site is to hold."""
        return {**self.files, **self.editions}

    def is_of_the_same(self, other: Published) -> bool:
        """Whether the other was made of the same, and its files are the same."""
        return (self.frame, self.day, self.sources, self.files) == (
            other.frame, other.day, other.sources, other.files
        )  # fmt: skip


def written(problems: Iterable[Problem]) -> tuple[tuple[Any, ...], ...]:
    """Problems as they are written down."""
    return tuple((*astuple(one.place), one.rule, one.message, one.fix, str(one.severity)) for one in problems)


def read(rows: Iterable[Sequence[Any]]) -> tuple[Problem, ...]:
    """The problems that were written down."""
    return tuple(
        Problem(Place(path, line, column), rule, message, fix, Severity(severity))
        for path, line, column, rule, message, fix, severity in rows
    )


def recalled(root: Path) -> Published:
    """What is written down as published; nothing if that cannot be read."""
    try:
        return Published(**json.loads((root / PUBLISHED).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Published()


def remember(root: Path, published: Published) -> None:
    """Write down what was published, after it was."""
    disk.write_whole(root / PUBLISHED, json.dumps(asdict(published), indent=0, sort_keys=True).encode())


def clean_up(root: Path) -> None:
    """Take away what a stopped build left; if it left the last site out of its place, put that back."""
    if not os.path.lexists(root / OUT) and (root / OLD).is_dir():
        (root / OLD).rename(root / OUT)
    for leftover in LEFT_OVER:
        disk.remove(root / leftover)
    disk.remove(root / OUT / INCOMING)


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file in a folder by its address, as it is now."""
    return Digests().of_folder(folder)


def publish(stage: Path, target: Path, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Put the staged site in the place of the last one; `before` and `after` are the digests of the two.

    What stayed the same keeps its time, so that servers and copying programs see what changed. Returns a sentence for whoever
    builds, if there is something to know.
    """
    begin(Stage.PUBLISH)
    old = target.with_name(OLD.name)
    _keep_times(stage, target, [address for address, value in after.items() if before.get(address) == value])
    disk.flush(stage)
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    apart = target.is_symlink() or os.path.ismount(target)
    if not apart:
        try:
            _swap(stage, target, old)
        except OSError as error:
            if error.errno not in _APART:
                raise
            apart = True
    if apart:
        _replace_files(target.resolve(), stage)
    disk.settle(target.parent)
    with contextlib.suppress(OSError):
        disk.remove(stage)
        disk.remove(old)
    return _APART_SAID.format(target.name) if apart else ""


_APART_SAID = "{}/ is a place of its own (mounted or linked), so its files were replaced there one by one."


def _keep_times(stage: Path, target: Path, same: list[str]) -> None:
    for address in same:
        with contextlib.suppress(OSError):
            times = os.stat(f"{target}/{address}")
            if os.stat(f"{stage}/{address}").st_mtime_ns != times.st_mtime_ns:
                os.utime(f"{stage}/{address}", ns=(times.st_atime_ns, times.st_mtime_ns))
    with contextlib.suppress(OSError):
        shutil.copymode(target, stage)


def _swap(stage: Path, target: Path, old: Path) -> None:
    if not target.exists():
        stage.rename(target)
    elif not disk.exchange(stage, target):
        target.rename(old)
        try:
            stage.rename(target)
        except OSError:
            old.rename(target)
            raise


def _replace_files(folder: Path, stage: Path) -> None:
    """Make a folder hold what the stage holds, and nothing else, without replacing the folder itself.

    All is copied there before the first file changes, so that a full disk is found in time. What is gone goes first.
    """
    folder.mkdir(exist_ok=True)
    incoming = folder / INCOMING
    shutil.copytree(stage, incoming)
    disk.flush(incoming)
    try:
        _take_in(folder, incoming)
    except OSError as error:
        raise Stopped(disk.explained(error), OF_TWO) from error
    shutil.rmtree(incoming)
    disk.flush(folder)


def _take_in(folder: Path, incoming: Path) -> None:
    addresses = [path.relative_to(incoming) for path in sorted(disk.files(incoming))]
    kept = {part for address in addresses for part in (address, *address.parents)}
    for path in sorted(_all(folder, incoming), reverse=True):
        place = path.relative_to(folder)
        if place not in kept or path.is_symlink() or path.is_dir() != (incoming / place).is_dir():
            disk.remove(path)
    for address in addresses:
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (incoming / address).replace(folder / address)


def _all(folder: Path, incoming: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder, onerror=disk.report):
        here = Path(where)
        if here == folder:
            skipped = {incoming.name, NOT_OURS} if os.path.ismount(folder) else {incoming.name}
            folders[:] = [name for name in folders if name not in skipped]
        yield from (here / name for name in (*folders, *names))
