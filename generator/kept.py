# What came of something, kept for the next run. Whoever asks names what it came of by a digest of all that shapes it, so nothing here
# grows old: what is found is right, and what is not found is worked out. What a run did not ask for is dropped at its end, so no
# text outlives the record that held it. Values are pickles, which can do anything when they are read; so each file is sealed
# with a key of whoever runs the program, and one that came along with somebody's folder is not opened.

"""Values of an earlier run, by the digest of what they came of."""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import pickle
import secrets
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from .folders import PROGRAM, TEMPLATES, installed, lying_in
from .processes import each
from .progress import Stage

KEPT = Path("build/kept")
"""Where a library's values lie. The folder tells Git to leave it alone, and nothing that is published is made of it."""
_KEY = Path("practices/key")
_IGNORED = ".gitignore"
_SEAL = 32
_DAMAGED = "What was kept of the last run in {} is damaged, or was not made by you, so all is worked out anew."
_UNWRITABLE = "Nothing can be kept for the next run in {} ({}), so that will be as slow as this one."


Value = TypeVar("Value")
_UNKNOWN: Any = object()


def digest_of(*parts: object) -> bytes:
    """What stands for these parts, which are text, bytes, numbers or None, in this order."""
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.digest()


class Kept:
    """Values of one kind. `recall` gives what was kept of a digest, `keep` keeps it; what neither is asked of is dropped."""

    def __init__(self, before: dict[bytes, Any] | None = None) -> None:
        self._before = before or {}
        self._now: dict[bytes, Any] = {}
        self._is_other = False

    def recall(self, digest: bytes, other: Any = None) -> Any:
        """What came of it in an earlier run or this one, or `other` if that is not known."""
        if digest in self._now:
            return self._now[digest]
        if digest not in self._before:
            return other
        return self.keep(digest, self._before[digest])

    def keep(self, digest: bytes, value: Value) -> Value:
        """Keep what came of it; returns that. What was kept of it before is not kept any more."""
        self._is_other |= digest in self._before and self._before[digest] is not value
        self._now[digest] = value
        return value

    def once(self, digest: bytes, make: Callable[[], Value]) -> Value:
        """What came of it in an earlier run or this one, else what `make` gives. Of what has no digest nothing is kept."""
        if not digest:
            return make()
        found = self.recall(digest, _UNKNOWN)
        return self.keep(digest, make()) if found is _UNKNOWN else found

    def of_each(
        self, digests: Sequence[bytes], make: Callable[[int], Value], least: int, *, stage: Stage | None = None
    ) -> list[Value]:
        """The same of many, in their order. `make` is given the number of one that is not known; of `least` on, all cores make them."""
        found: list[Any] = [self.recall(digest, _UNKNOWN) if digest else _UNKNOWN for digest in digests]
        missing = [at for at, value in enumerate(found) if value is _UNKNOWN]
        for at, value in zip(missing, each(make, missing, least, stage=stage), strict=True):
            found[at] = self.keep(digests[at], value) if digests[at] else value
        return found

    @property
    def values(self) -> dict[bytes, Any]:
        """What this run asked for."""
        return self._now

    @property
    def is_as_before(self) -> bool:
        """Whether nothing was added, and nothing dropped."""
        return self._now.keys() == self._before.keys() and not self._is_other


class Memory:
    """What is kept of one library, in `root`/build/kept: a file for each kind of value. Without `root`, nothing is.

    `say` is told what whoever waits should know.
    """

    def __init__(self, root: Path | None = None, say: Callable[[str], None] = lambda _: None) -> None:
        self._folder = root / KEPT if root else None
        self._say = say
        self._open: dict[str, Kept] = {}
        self._is_told = False

    def of(self, name: str) -> Kept:
        """The values of one kind, such as `privacy`; of no library, none that anybody else has."""
        if not self._folder:
            return Kept()
        if name not in self._open:
            self._open[name] = Kept(self._read(name))
        return self._open[name]

    def close(self) -> None:
        """Write down what was asked for, where anything is new or gone, and take away what no run would ask for any more."""
        self._clean_up()
        for name, kept in self._open.items():
            if not kept.is_as_before and not self._write(name, kept.values):
                return

    def _clean_up(self) -> None:
        """Take away what a run that was killed was writing, and what the program kept in another state."""
        for path in list(self._folder.iterdir()) if self._folder and self._folder.is_dir() else ():
            if path.name != _IGNORED and (path.name.startswith(".") or _state(path) not in (b"", program())):
                with suppress(OSError):
                    path.unlink()

    def begin_again(self) -> None:
        """Let another run begin in this process: what this one asked for is what was kept of the last."""
        self._open = {name: Kept(kept.values) for name, kept in self._open.items()}

    def _read(self, name: str) -> dict[bytes, Any] | None:
        assert self._folder
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        seal, told, body = data[:_SEAL], data[_SEAL : 2 * _SEAL], data[2 * _SEAL :]
        try:
            if not hmac.compare_digest(seal, _sealed(name, told + body)):
                if not self._is_told:
                    self._say(_DAMAGED.format(self._folder))
                self._is_told = True
                return None
        except OSError:
            return None
        if told != program():
            return None
        found = pickle.loads(body)
        return found if isinstance(found, dict) else None

    def _write(self, name: str, values: dict[bytes, Any]) -> bool:
        assert self._folder
        beside = self._folder / f".{name}.{os.getpid()}"
        data = program() + pickle.dumps(values, pickle.HIGHEST_PROTOCOL)
        try:
            _made(self._folder)
            beside.write_bytes(_sealed(name, data) + data)
            os.replace(beside, self._folder / name)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            self._say(_UNWRITABLE.format(self._folder, error.strerror))
            return False
        return True


NOTHING = Memory()
"""Where nothing is kept, and nothing is known of earlier runs."""


@cache
def program() -> bytes:
    """What stands for the program as it is: its own files, Python's version, and all that is installed beside it."""
    files = [(path, folder) for folder in (PROGRAM, TEMPLATES) for path in lying_in(folder) if path.is_file()]
    parts = (part for path, folder in files for part in (path.relative_to(folder).as_posix(), path.read_bytes()))
    return digest_of(sys.version, *installed(), *parts)


def _state(path: Path) -> bytes:
    """What stands for the program that wrote a file; nothing if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(2 * _SEAL)[_SEAL:]
    except OSError:
        return b""


def _made(folder: Path) -> None:
    """Make the folder, for whoever runs the program alone, and keep it out of repositories."""
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=0o700)
        (folder / _IGNORED).write_text("*\n", "ascii")


def _sealed(name: str, data: bytes) -> bytes:
    return hmac.digest(_key(), name.encode() + data, "sha256")


@cache
def _key() -> bytes:
    """The key of whoever runs the program, made when it is first needed. Raises OSError where there is no place for one."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    path = Path(base) / _KEY
    with suppress(FileNotFoundError):
        if len(key := path.read_bytes()) == _SEAL:
            return key
        path.unlink()  # whoever made it was stopped
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_SEAL))
    if len(key := path.read_bytes()) != _SEAL:  # another process is making it just now
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path))
    return key
