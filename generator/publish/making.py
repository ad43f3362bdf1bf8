# The long way of a build: make the pages, write the tree, let the host make what is not published already, lay the index
# beside, try it all, publish, and write down what was published, of what, and what was said. Whatever fails on the way leaves
# the last site as it was.

"""Making a site anew."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..address import html_of
from ..folders import TREE
from ..kept import Memory
from ..problem import Severity
from ..site import Site, make_site
from . import disk
from .digesting import Digests, digest
from .exchange import OUT, STAGE, Built, Published, publish, recalled, remember, written
from .finishing import finish
from .host import Host
from .inputs import frame_of, inputs_of
from .reuse import lay_out, leads_astray, reaches_across
from .shards import Together
from .stopped import NEW, OF_TWO, Stopped
from .tree import differing, write_tree


def make(
    root: Path,
    today: datetime.date,
    say: Callable[[str], None],
    host: Host,
    memory: Memory,
    *,
    digests: Digests,
    parts: Together | None = None,
) -> Built:
    """Build the library in `root`, as `build` says; whoever calls holds the lock, and ends the host.

    `memory` has what came of things in the last run; whoever calls closes it. `digests` knows the files that were read
    already, `parts` are the pages that several machines made.
    """
    inputs = inputs_of(root, today, digests)
    site: Site = parts.site(root, today, memory) if parts else make_site(root, today, memory)
    if not site.is_sound:
        return Built(site.problems)
    before, last = digests.of_folder(root / OUT), recalled(root)
    sources = {page.address: digest(page.as_bytes()) for page in site.pages}
    changed = sum(last.sources.get(one) != sources.get(one) for one in {*sources, *last.sources})
    frame = frame_of(host.surroundings, sources)
    editions = last.editions if before == last.whole else {}
    now = Published(frame, today.isoformat(), sources, last.files if editions else before, editions=editions)
    if not now.is_of_the_same(last):
        site = _written(root, site, sources, digests)
        _stage(root, host, last, now, digests, parts=parts)
        if found := finish(root / STAGE, site, STAGE.as_posix(), memory=memory, digests=digests, last=root / OUT):
            return Built((*site.problems, *found))
        after = digests.of_folder(root / STAGE)
        if said := publish(root / STAGE, root / OUT, before, after):
            say(said)
        if last.editions:
            say(DROPPED)
        now = Published(frame, now.day, sources, after)
    # Whoever saved a file meanwhile may have been read half before and half after: the next build then reads all again.
    _remember(root, replace(now, inputs=inputs if inputs == inputs_of(root, today, digests) else ""), site, digests)
    return Built(site.problems, len(sources), changed, root / OUT)


def _written(root: Path, site: Site, sources: dict[str, str], digests: Digests) -> Site:
    """A site without its pages, which lie in the tree then: those of a large library take hundreds of megabytes."""
    write_tree(site.pages, root / TREE, sources, digests)
    return replace(site, pages=())


DROPPED = "The editions in the site were of the last one, so they went with it. Make them again: practices editions --into-site"


def _remember(root: Path, published: Published, site: Site, digests: Digests) -> None:
    # The next build reads all again where a warning was told, too: those quote what may lead to a person, and that is written
    # down nowhere.
    can_be_told = all(problem.severity is Severity.NOTE for problem in site.problems)
    if published.inputs and site.repeats and can_be_told:
        published = replace(published, said=written(site.problems))
    else:
        published = replace(published, inputs="", said=())
    if digests.of_folder(root / OUT) != published.whole:
        raise Stopped(f"Another program writes into {OUT}/, so it is not what was built. Close that.", OF_TWO)
    try:
        remember(root, published)
    except OSError as error:
        raise Stopped(disk.explained(error), NEW) from error


def _stage(
    root: Path, host: Host, last: Published, now: Published, digests: Digests, *, parts: Together | None = None
) -> None:
    """Make the pages of the tree in the stage: those that changed, and all where one of these may concern the others."""
    kept = parts.lay(root / STAGE) if parts else lay_out(root, last, now.frame, now.sources, digests)
    pages = [html_of(address) for address in now.sources if address.endswith(".md")]
    remade = [page for page in pages if page not in kept]
    host.make(len(remade), only_missing=bool(kept))
    if kept and (leads_astray(root, pages) if parts else reaches_across(root, remade)):
        host.make(len(pages))
    host.end()
    if other := differing(now.sources, root / TREE, digests):
        raise Stopped(f"{TREE}/{other} was changed by another program during the build. Close that and build again.")
