# What a build asks of the disk that the standard library has no words for: to exchange two folders in one step, to have
# everything written for certain, and to say in plain words why a file could not be read or written. Where a system cannot
# exchange, that is said, and the caller has another way.

"""Folders, and what can go wrong with them."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: names are relative to the current folder."""
_SWAP = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a system or a kind of disk answers that knows no exchange."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, so that at no moment one of the names is free. False where that is not known."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, _SWAP)
        else:
            failed = library.renameat2(_HERE, names[0], _HERE, names[1], _SWAP)
    except (AttributeError, OSError, TypeError):
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def flush(folder: Path) -> None:
    """Have all that was written on the disk of `folder` written for certain; a disk that could not keep it says so here."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            failed = ctypes.CDLL(None, use_errno=True).syncfs(handle)
        except (AttributeError, OSError):
            os.sync()
            return
        if failed:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after the power went."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the names in a folder written for certain, where the system knows that."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _CANNOT:
                raise
        finally:
            os.close(handle)


def files(folder: Path) -> Iterator[Path]:
    """All that is in a folder and its folders besides folders. Links are not followed; what cannot be looked into is an error."""
    for where, folders, names in os.walk(folder, onerror=report):
        yield from (Path(where) / name for name in names)
        yield from (Path(where) / name for name in folders if (Path(where) / name).is_symlink())


def report(error: OSError) -> None:
    """For `os.walk`, which else passes over a folder that it cannot look into."""
    if not isinstance(error, FileNotFoundError):
        raise error


def remove(path: Path) -> None:
    """Take away a file, a link or a folder with all that is in it, if it is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


_CAUSES = {
    errno.ENOSPC: ("the disk is full", "Free some space, a few times the size of the site, and do it again"),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space of yours and do it again"),
    errno.EFBIG: ("the file would be larger than is allowed here", "Raise the limit (ulimit -f) and do it again"),
    errno.EACCES: ("there is no right to do this", "Give yourself the right to read and write there, or let the owner do it"),
    errno.EPERM: ("there is no right to do this", "Give yourself the right to read and write there, or let the owner do it"),
    errno.EROFS: ("the disk can only be read", "Copy the library to a disk that can be written, and do it there"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "Give the record or the folders above it a shorter name"),
    errno.EMFILE: ("too many files are open", "Raise the limit (ulimit -n) or close other programs, and do it again"),
    errno.ENFILE: ("too many files are open on this machine", "Close other programs and do it again"),
    errno.EBUSY: ("another program holds it", "Close that program and do it again"),
    errno.ENOTEMPTY: ("another program writes there", "Close that program and do it again"),
    errno.EIO: ("the disk does not answer as it should", "Look after the disk; copy the library to another one first"),
    errno.ENOTDIR: ("there is a file where a folder belongs", "Move that file away and do it again"),
    errno.EISDIR: ("there is a folder where a file belongs", "Move that folder away and do it again"),
    errno.ENOENT: ("it is not there any more", "If another program removed it, close that program and do it again"),
    errno.ENOLCK: ("this disk knows no locks", "Copy the library to a disk of this machine, and do it there"),
    errno.ENOMEM: ("there is not enough memory", "Close other programs and do it again"),
}  # fmt: skip


def explained(error: OSError) -> str:
    """Why the system refused to read or write something, and what to do, as two sentences."""
    cause, cure = _CAUSES.get(
        error.errno or 0, (error.strerror or str(error) or type(error).__name__, "Mend that and do it again")
    )
    where = (
        f"{os.fsdecode(error.filename)}: " if error.filename is not None and not isinstance(error.filename, int) else ""
    )
    return f"{where}{cause}. {cure}."


_ERRNO = re.compile(r"\[(?:Errno|WinError) (\d+)\] ([^:\n]*)(?:: '([^'\n]*)')?")


def told_by_program(said: str) -> str:
    """What a program said as it stopped, without the list of lines of its code where an error arose."""
    head, found, tail = said.rpartition("Traceback (most recent call last):")
    if not found:
        return said.strip()
    last = next((line for line in reversed(tail.splitlines()) if line and not line.startswith(" ")), "")
    if match := _ERRNO.search(last):
        return explained(OSError(int(match[1]), match[2], match[3]))
    before = [line for line in head.splitlines() if line.startswith(("ERROR", "WARNING"))]
    return "\n".join([*before, last])
