# The sentence of a build: hold the lock, look whether there is anything to do, and make the site anew only if there is.
# What is decided, is decided by content: if all that shapes a site is what it was when it was published, and `site/` is, file by
# file, what was published, then making it again would make the same.

"""Building a library."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from . import disk
from .digesting import Digests
from .exchange import OUT, Built, clean_up, read, recalled
from .inputs import inputs_of
from .lock import locked
from .stopped import Stopped

COARSEST = 2_000_000_000
"""How coarse the times of files are on the coarsest of disks (FAT), in nanoseconds."""


def build(
    root: Path, today: datetime.date, say: Callable[[str], None] = lambda _: None, shards: Sequence[Path] = ()
) -> Built:
    """Build the library in `root` into `root`/site, unless it has errors or what was built does not pass the gate.

    `say` is told what whoever waits should know. `shards` are the folders of all shards of the build, if several machines made
    its pages. Raises Stopped where MkDocs, Pagefind or the machine stop the build; the last good site then stays as it was.
    """
    root = root.resolve()
    with alone(root, say) as lock:
        digests = Digests(since=os.fstat(lock).st_mtime_ns - COARSEST)
        parts = None
        if shards:
            from .shards import together  # noqa: PLC0415

            parts = together(shards, inputs_of(root, today, digests), today)
        if there := _as_published(root, today, digests):
            return there
        # What makes pages takes longer to load than that look.
        from ..kept import Memory  # noqa: PLC0415

        memory = Memory(root, say)
        try:
            from .host import Host  # noqa: PLC0415

            with Host(root, today, [lock], digests) as host:
                from .making import make  # noqa: PLC0415

                return make(root, today, say, host, memory, digests=digests, parts=parts)
        finally:
            memory.close()


@contextlib.contextmanager
def alone(root: Path, say: Callable[[str], None]) -> Iterator[int]:
    """While the lock of a library is held, which is an open file; what a build that was stopped left is cleared away before and after.

    Raises Stopped where the disk refuses something.
    """
    try:
        with locked(root, say) as lock:
            clean_up(root)
            try:
                yield lock
            except BaseException:
                with contextlib.suppress(OSError):
                    clean_up(root)
                raise
    except OSError as error:
        raise Stopped(disk.explained(error)) from error


def _as_published(root: Path, today: datetime.date, digests: Digests) -> Built | None:
    """What a build would come to, if what it would make lies in `site/` already."""
    last = recalled(root)
    if not last.inputs or last.inputs != inputs_of(root, today, digests) or last.whole != digests.of_folder(root / OUT):
        return None
    return Built(read(last.said), len(last.sources), 0, root / OUT)
