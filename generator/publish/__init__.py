# From a library to its published site. The sentence is `build`: make the pages, write the tree, let the host make what is
# not published already, lay the index beside, try it all, publish, and write down what was published. What is decided, is
# decided by content: if `site/` is, file by file, what was published of these very records, there is nothing to do. Whatever
# fails on the way leaves the last site as it was.

"""Building a library."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..address import html_of
from ..problem import Problem
from ..site import Site, make_site
from . import disk
from .exchange import OUT, STAGE, Published, clean_up, digest, digests, publish, recalled, remember
from .finishing import finish
from .host import run_host
from .lock import locked
from .preview import StopRequested, heeding, preview
from .reuse import frame_of, lay_out, reaches_across
from .search_index import index
from .stopped import AS_IT_WAS, NEW, OF_TWO, Stopped
from .tree import TREE, differing, strange_files, write_tree, write_tree_of_ones_own

__all__ = (
    "AS_IT_WAS",
    "OUT",
    "STAGE",
    "TREE",
    "Built",
    "StopRequested",
    "Stopped",
    "build",
    "clean_up",
    "digests",
    "disk",
    "finish",
    "heeding",
    "index",
    "locked",
    "preview",
    "publish",
    "run_host",
    "strange_files",
    "write_tree",
    "write_tree_of_ones_own",
)


@dataclass(frozen=True)
class Built:
    """What became of a build: the problems, how many pages there are, and how many changed. `out` is None where it refused."""

    problems: tuple[Problem, ...]
    pages: int = 0
    changed: int = 0
    out: Path | None = None


def build(root: Path, today: datetime.date, say: Callable[[str], None] = lambda _: None) -> Built:
    """Build the library in `root` into `root`/site, unless it has errors or what was built does not pass the gate.

    `say` is told what whoever waits should know. Raises Stopped where MkDocs, Pagefind or the machine stop the build; the last
    good site then stays as it was.
    """
    root = root.resolve()
    try:
        with locked(root, say) as lock:
            clean_up(root)
            try:
                return _build(root, today, say, lock)
            except BaseException:
                with contextlib.suppress(OSError):
                    clean_up(root)
                raise
    except OSError as error:
        raise Stopped(disk.explained(error)) from error


def _build(root: Path, today: datetime.date, say: Callable[[str], None], lock: int) -> Built:
    site: Site = make_site(root, today)
    if not site.is_sound:
        return Built(site.problems)
    before, last = digests(root / OUT), recalled(root)
    sources = {page.address: digest(page.as_bytes()) for page in site.pages}
    changed = sum(last.sources.get(address) != value for address, value in sources.items())
    changed += len(last.sources.keys() - sources.keys())
    frame = frame_of(root, sources)
    now = Published(frame, today.isoformat(), sources, before)
    if now != last:
        write_tree(site.pages, root / TREE)
        _stage(root, today, last, now, lock)
        if other := differing(site.pages, root / TREE):
            raise Stopped(
                f"{TREE}/{other} was changed by another program during the build. Close that and build again."
            )
        found = finish(root / STAGE, site, STAGE.as_posix())
        if found:
            return Built((*site.problems, *found))
        after = digests(root / STAGE)
        if said := publish(root / STAGE, root / OUT, before, after):
            say(said)
        _remember(root, Published(frame, now.day, sources, after))
    return Built(site.problems, len(site.pages), changed, root / OUT)


def _remember(root: Path, published: Published) -> None:
    if digests(root / OUT) != published.files:
        raise Stopped(f"Another program writes into {OUT}/, so it is not what was built. Close that.", OF_TWO)
    try:
        remember(root, published)
    except OSError as error:
        raise Stopped(disk.explained(error), NEW) from error


def _stage(root: Path, today: datetime.date, last: Published, now: Published, lock: int) -> None:
    """Make the pages of a site in the stage: those that changed, and all where one of these may concern the others."""
    kept = lay_out(root, last, now.frame, now.sources)
    run_host(root, today, only_missing=bool(kept), keep_open=[lock])
    remade = [made for address in now.sources if address.endswith(".md") and (made := html_of(address)) not in kept]
    if kept and reaches_across(root, remade):
        disk.remove(root / STAGE)
        run_host(root, today, keep_open=[lock])
