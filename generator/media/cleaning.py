# Files on disk, cleaned in place. A file is replaced in one step by a whole new one, so a machine that stops in between
# leaves the old. What cannot be read is not touched, links are not followed, and what is clean already is not written.

"""Cleaning files on disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import LARGEST, Trace, Unreadable, hidden_in, is_text, too_large, without_traces


@dataclass(frozen=True)
class Cleaned:
    """What became of a file: what was taken out of it, or why it was left alone and what to do."""

    path: Path
    removed: tuple[Trace, ...] = ()
    refused: str = ""


def clean_files(paths: Iterable[Path]) -> Iterator[Cleaned]:
    """Clean each file, and in each folder all that is no text. Hidden files are passed over."""
    seen: set[Path] = set()
    for path in paths:
        for file in _files(path):
            if file not in seen:
                seen.add(file)
                yield clean_file(file)


def clean_file(path: Path) -> Cleaned:
    """Take out of one file what it tells besides what it shows."""
    try:
        data = _read(path)
        clean = without_traces(path.name, data)
        if clean == data:
            return Cleaned(path)
        removed = tuple(hidden_in(path.name, data))
        if hidden_in(path.name, clean):
            raise Unreadable("it could not be cleaned wholly")
        _replace(path, clean)
    except Unreadable as error:
        return Cleaned(path, refused=f"{error}. {error.fix}")
    except OSError as error:
        return Cleaned(path, refused=f"it cannot be opened or written ({error.strerror}). Check its rights")
    return Cleaned(path, removed)


def _read(path: Path) -> bytes:
    if path.is_symlink():
        raise Unreadable("this is a link to another place", "Put the file itself here")
    if not path.is_file():
        raise Unreadable("this is no file", "Take it out")
    if path.stat().st_size > LARGEST:
        raise too_large()
    return path.read_bytes()


def _files(path: Path) -> Iterator[Path]:
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for base, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base) / name for name in sorted(names) if not name.startswith(".") and not is_text(name))


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
