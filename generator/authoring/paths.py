# `check PATH` shows the problems of some files only. A path that names no such file must not come out clean, since she
# would take the silence for a record without faults: it is a problem itself, in every format, and wrong usage.

"""Which of a library's files somebody asks about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..folders import DOCS, RECORDS
from ..problem import Place, Problem, quote
from ..rules import broken

NOT_CHECKED = "not-checked"
"""The rule that a path breaks of which nothing was checked."""


def of_paths(problems: Iterable[Problem], paths: tuple[Path, ...], root: Path) -> tuple[Problem, ...]:
    """The problems of the files and folders at `paths`, or all if there are none; and each path that has no such file."""
    if not paths:
        return tuple(problems)
    home, found = root.resolve(), set()
    seen = list(_looked_at(home))
    spots = {path: _spots(path) for path in paths}
    for problem in problems:
        place = home / problem.place.path
        if any(place.is_relative_to(spot) for own in spots.values() for spot in own):
            found.add(problem)
    found.update(problem for path, own in spots.items() for problem in _judged(path, own, home, seen))
    return tuple(sorted(found))


def _spots(path: Path) -> set[Path]:
    """Where a path lies, and where it leads to if it is a link."""
    try:
        return {path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve(), path.resolve()}
    except (OSError, ValueError, RuntimeError):
        return set()  # no file can be called so


def _looked_at(home: Path) -> Iterator[Path]:
    """The files that a check reads: all that are not hidden. Links are told of, and not followed."""
    for top in (RECORDS, DOCS):
        for base, folders, names in os.walk(home / top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            links = [name for name in folders if (Path(base) / name).is_symlink()]
            yield from (Path(base) / name for name in (*names, *links) if not name.startswith("."))


def _judged(path: Path, spots: set[Path], home: Path, seen: list[Path]) -> Iterator[Problem]:
    """That nothing is checked there, if so, and why."""
    if any(file.is_relative_to(spot) for file in seen for spot in spots):
        return
    name = quote(path, 200)
    if not any(map(os.path.lexists, spots)):
        message, fix = f"there is no file {name}", "See how it is spelt"
    elif any(spot.is_dir() for spot in spots):
        message, fix = f"no record and no page lies in the folder {name}", "Name a folder that holds some"
    elif any(spot.is_relative_to(home / top) for spot in spots for top in (RECORDS, DOCS)):
        message, fix = f"the file {name} is hidden", "Take the dot off its name, or off that of its folder"
    else:
        message = f"{name} is no record and no page of this library"
        fix = f"Put it into the folder of its kind in {RECORDS}/, or into {DOCS}/"
    told = f"{message}, so nothing was checked"
    yield broken(NOT_CHECKED, Place(_told(path, spots, home)), told, _meant(path, home, seen) or fix)


def _meant(path: Path, home: Path, seen: list[Path]) -> str:
    """The record that somebody may have meant: one that has the same name."""
    name = path.name.removesuffix(".md").casefold()
    alike = sorted(file.relative_to(home).as_posix() for file in seen if file.stem.casefold() == name)
    return f"Did you mean “{alike[0]}”?" if alike else ""


def _told(path: Path, spots: set[Path], home: Path) -> str:
    """The path as places are told: from the library's folder, or as it was given where it lies elsewhere."""
    inside = sorted(spot.relative_to(home).as_posix() for spot in spots if spot.is_relative_to(home))
    return inside[0] if inside else path.as_posix()
