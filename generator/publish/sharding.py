# One machine's part of a build that several share. It examines the whole library, since nothing less is right, and composes
# its own share of the pages. Of all other pages the host is told that they are there, by empty files that count as made; so links
# to them are made as ever, and where they lead on those pages is looked at when the shards are laid together. A shard leaves the
# machine it was built on, so withheld texts are looked for in it as they are in a site.

"""Building a shard."""

from __future__ import annotations

import contextlib
import datetime
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..address import Share, html_of
from ..folders import TREE
from ..kept import Memory, program
from ..pages import Page
from ..problem import Problem
from ..site import Site, examine, share_of_site
from . import disk
from .building import alone
from .exchange import STAGE, Built, digests, recalled, remember
from .host import Host
from .inputs import inputs_of
from .leaks import find_leaks, find_names
from .shards import HTML, MARKDOWN, Manifest
from .stopped import Stopped
from .tree import write_tree


def build_shard(
    root: Path, today: datetime.date, share: Share, out: Path, say: Callable[[str], None] = lambda _: None
) -> Built:
    """Build a share of the library in `root` into the folder `out`, unless it has errors or something withheld is in it.

    The folder will hold the shard and nothing else. Raises Stopped where MkDocs or the machine stop the build.
    """
    root = root.resolve()
    with alone(root, say) as lock, Host(root, today, [lock]) as host, contextlib.closing(Memory(root, say)) as memory:
        inputs = inputs_of(root, today)
        site = share_of_site(root, examine(root, today, memory), today, share, memory)
        if not site.is_sound:
            return Built(site.problems)
        fresh = root / STAGE / _FRESH
        html = _staged(root, site, host)
        if not html:
            say(NO_HTML)
        write_tree(site.pages, fresh / MARKDOWN)
        for address in html:
            (fresh / HTML / address).parent.mkdir(parents=True, exist_ok=True)
            (root / STAGE / address).rename(fresh / HTML / address)
        found = _withheld(fresh, site, out.name)
        if found:
            return Built((*site.problems, *found))
        if inputs != inputs_of(root, today):
            raise Stopped("Files of the library changed meanwhile. Build the shard again.")
        number, day, files = share.number + 1, today.isoformat(), digests(fresh)
        Manifest(number, share.of, day, program().hex(), inputs, files).write(fresh)
        disk.remove(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(fresh, out)
        disk.remove(root / STAGE)
    return Built(site.problems, len(site.pages), 0, out)


NO_HTML = "This shard has no HTML, so the merge makes that of all pages: MkDocs has something to say, or is set to do more than make pages."
_FRESH = ".shard"
"""Where a shard is made, in the stage. No page of a site has such an address."""


def _staged(root: Path, site: Site, host: Host) -> list[str]:
    """Make HTML of the pages of a share in the stage; returns its addresses. They are none where MkDocs has something to say.

    Whoever lays the shards together then has MkDocs make all pages, and hears it.
    """
    last = recalled(root)
    if last.day:  # the tree is that of the published site no more, so the next build has to write it
        remember(root, replace(last, day="", inputs=""))
    write_tree((*site.pages, *(Page(address, "") for address in sorted(site.elsewhere))), root / TREE)
    for address in map(html_of, site.elsewhere):
        (root / STAGE / address).parent.mkdir(parents=True, exist_ok=True)
        (root / STAGE / address).touch()
    made = [html_of(page.address) for page in site.pages if page.address.endswith(".md")]
    return made if host.is_made(len(made), only_missing=True) else []


def _withheld(folder: Path, site: Site, shown: str) -> list[Problem]:
    """What is withheld and stands in a shard all the same."""
    return [
        *find_leaks(folder, site.secrets, shown),
        *find_names(folder, site.names, site.withdrawn, shown),
    ]
