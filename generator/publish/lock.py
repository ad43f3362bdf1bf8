# One build at a time for each library: two at once would write into each other's folders. The system holds the lock, and
# lets it go when the process that has it ends, however it ends, and with it those that the process handed it on to. So
# there is no lock that a killed build leaves behind. The second build waits, since it was asked to make a site of the
# records as they are now, and the first may have read them before; it says for whom it waits.

"""The lock of a library."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

LOCK = Path("build/lock")


@contextlib.contextmanager
def locked(root: Path, say: Callable[[str], None]) -> Iterator[int]:
    """Hold the lock of the library in `root`, and wait for it if another process does; `say` is told so.

    What is handed over is the open file, for programs that are started and shall hold the lock too.
    """
    path = root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _taken(handle, wait=False):
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() if hasattr(os, "pread") else ""
            who = f" (process {holder})" if holder.isdigit() else ""
            say(f"Another build of this library is under way{who}. This one waits until that has ended.")
            _taken(handle, wait=True)
        with contextlib.suppress(OSError):  # the number is a courtesy
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{os.getpid()}\n".encode())
        yield handle
    finally:
        os.close(handle)


try:
    import fcntl

    def _taken(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

except ImportError:  # Windows
    import msvcrt

    def _taken(handle: int, *, wait: bool) -> bool:
        # Far behind the text, since a locked place cannot be read there. It tries ten times, a second apart.
        while True:
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            except OSError:
                if not wait:
                    return False
            else:
                return True
