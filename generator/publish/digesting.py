# Files in, digests out, each worked out once in a build. What was read is believed again as long as the system shows the file as it
# was: the same file, of the same size, last written when it was. That is right only if a later write must show, and it must where
# the file is older than the build: whoever writes into it now moves its time. So younger files, such as those that were
# just made, are read again each time, and nothing of this outlives the build: across builds, times decide nothing.
# What could deceive it is a program that writes into a file and sets its time back, both in the moment in which it was copied.

"""The digests of files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..processes import each

NO_FILE, NOT_READABLE = "no file", "not readable"
"""What stands for a link or a device, and for what the system does not let us read: neither is the digest of anything."""
NOT_OURS = "lost+found"
"""What the system keeps at the top of a disk."""


def digest(data: bytes) -> str:
    """What stands for these bytes where they are compared."""
    return hashlib.sha256(data).hexdigest()


class _Sign(NamedTuple):
    """What the system says of a file that is as it was."""

    device: int
    file: int
    size: int
    written: int
    changed: int


class Digests:
    """The digests of files, remembered of those that were last written before `since`, in nanoseconds: by default of none."""

    def __init__(self, since: int = 0) -> None:
        self._since = since
        self._known: dict[_Sign, str] = {}

    def of(self, path: Path) -> str:
        """The digest of a file, or what stands for no file."""
        return self._of_all([str(path)])[0]

    def of_each(self, addresses: Iterable[str], folder: Path) -> dict[str, str]:
        """The same of files in a folder, by their addresses there."""
        found = list(addresses)
        return dict(zip(found, self._of_all([f"{folder}/{one}" for one in found]), strict=True))

    def of_folder(self, folder: Path) -> dict[str, str]:
        """The digest of each file in a folder by its address. What is no file, such as a link, or cannot be read, agrees with nothing."""
        found: dict[str, str] = {}
        addresses = list(_addresses(folder, lambda error: found.update({str(error): NOT_READABLE})))
        return found | self.of_each(addresses, folder)

    def copy(self, source: Path, to: Path, wanted: Mapping[str, str]) -> set[str]:
        """Copy files from folder to folder with their times: of those `wanted`, by address, the ones that have that digest."""
        for parent in sorted({os.path.dirname(address) for address in wanted}):
            (to / parent).mkdir(parents=True, exist_ok=True)
        addresses = list(wanted)
        done = each(lambda one: self._copied(f"{source}/{one}", f"{to}/{one}", wanted[one]), addresses)
        self._known |= {
            sign: wanted[one] for one, sign in zip(addresses, done, strict=True) if sign and self._is_old(sign)
        }
        return {one for one, sign in zip(addresses, done, strict=True) if sign}

    def _of_all(self, paths: list[str]) -> list[str]:
        signs = [_sign(path) for path in paths]
        found = [self._known.get(sign, "") if isinstance(sign, _Sign) else sign for sign in signs]
        unknown = [number for number, value in enumerate(found) if not value]
        for number, (value, sign) in zip(unknown, each(lambda number: _read(paths[number]), unknown), strict=True):
            found[number] = value
            if sign and self._is_old(sign):
                self._known[sign] = value
        return found

    def _is_old(self, sign: _Sign) -> bool:
        return sign.written < self._since

    def _copied(self, source: str, to: str, value: str) -> _Sign | None:
        """What the system says of the copy; nothing where there is none, since the file has another digest."""
        try:
            if not isinstance(before := _sign(source), _Sign):
                return None
            with open(source, "rb") as file:
                data = file.read()
                after = os.fstat(file.fileno())
        except OSError:
            return None
        is_known = _sign_of(after) == before and self._known.get(before) == value
        if not is_known and digest(data) != value:
            return None
        with open(to, "wb") as file:
            file.write(data)
        os.utime(to, ns=(after.st_atime_ns, after.st_mtime_ns))
        return _sign_of(os.stat(to))


def _sign(path: str) -> _Sign | str:
    try:
        found = os.lstat(path)
    except OSError:
        return NO_FILE
    return _sign_of(found) if stat.S_ISREG(found.st_mode) else NO_FILE


def _sign_of(found: os.stat_result) -> _Sign:
    return _Sign(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _read(path: str) -> tuple[str, _Sign | None]:
    """The digest of a file, and what the system said of it before and after; nothing if that differs."""
    try:
        with open(path, "rb") as file:
            before = _sign_of(os.fstat(file.fileno()))
            value = digest(file.read())
            after = _sign_of(os.fstat(file.fileno()))
    except OSError:
        return NOT_READABLE, None
    return value, after if before == after else None


def _addresses(folder: Path, report: Callable[[OSError], object]) -> Iterator[str]:
    """The addresses of all that is in a folder and its folders besides folders; links are not followed."""
    below = [""]
    while below:
        here = below.pop()
        try:
            with os.scandir(f"{folder}/{here}") as entries:
                found = list(entries)
        except OSError as error:
            report(error)
            continue
        is_top_of_disk = not here and os.path.ismount(folder)
        for entry in found:
            if not entry.is_dir(follow_symlinks=False):
                yield here + entry.name
            elif not (is_top_of_disk and entry.name == NOT_OURS):
                below.append(f"{here}{entry.name}/")
