# What the search reads, asked of Pagefind. It tells of a page what follows from that page alone (pagefind_pages.py), so a page
# that was read before is not read again, and others are asked for in batches, several at once. Each batch has a page more that is
# marked as one to be read: without any, Pagefind would read all of every page.

"""Reading the pages that the search finds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from ..kept import Kept, digest_of
from ..languages.segmentation import indexable
from . import disk
from .pagefind_pages import Answer, parted
from .pagefind_service import indexed, program

_AROUND = (
    *("bar-of-page", "card--case", "claims caption", "claims thead", "contents", "edit", "explained", "facts"),
    *("gap", "locator", "neighbours", "self", "sentence", "trail", "verdict"),
)
UNREAD = (
    "sup",
    ".footnote-backref",
    ".hg-claim td",
    *(f".hg-{part}" for part in _AROUND),
    *(f".hg-record h{level}" for level in range(2, 7)),
)
"""What the search does not read, besides what templates mark with `data-pagefind-ignore`: marks that the host makes, the way to
the page's source, and the headings of records, which are the same on all of them and would be found for their words."""
READ = "data-pagefind-body"
"""What marks the part of a page that the search reads. Pages without it are not in the index."""
UNUSED = ("pagefind-*.js", "pagefind-*.css", "pagefind_*.js")
"""Ready-made interfaces that Pagefind brings beside its index; the site brings its own."""
_BATCH = 200
"""How many pages Pagefind is asked for at once: enough that to start it costs little, and few enough that it needs little memory."""
_BESIDE = "-"
"""The address of the page that goes along with each batch, as no page of a site is called."""
_MARKED = f"<html><body {READ}>Marked</body></html>"
_UNKNOWN = object()


def learnt(site: Path, language: str, kept: Kept) -> Answer:
    """What Pagefind says of the pages that the search is to read, in the order of their addresses; pages without a word are
    left out."""
    options = {"force_language": language, "keep_index_url": True, "exclude_selectors": list(UNREAD)}
    settings = json.dumps([program(), options])
    common, digests = digest_of(settings), dict(_digests(site, settings))
    found = {address: kept.recall(digest, _UNKNOWN) for address, digest in digests.items()}
    rest: Answer | None = kept.recall(common)
    if (missing := [address for address, page in found.items() if page is _UNKNOWN]) or not rest:
        for addresses, answer in _asked(site, missing, options):
            rest = kept.keep(common, answer._replace(pages={}))
            found |= {address: kept.keep(digests[address], answer.pages.get(address)) for address in addresses}
    assert rest
    return rest._replace(pages={address: page for address, page in found.items() if page})


def _digests(site: Path, settings: str) -> Iterator[tuple[str, bytes]]:
    """The pages in the order of their addresses, each with a digest of all that Pagefind is told of it."""
    paths = {path.relative_to(site).as_posix(): path for path in disk.files(site) if path.suffix == ".html"}
    for address in sorted(paths):
        data = paths[address].read_bytes()
        if READ.encode() in data:
            yield address, digest_of(settings, address, data)


def _asked(site: Path, addresses: Sequence[str], options: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], Answer]]:
    """Pagefind's answers, batch by batch; one at least."""
    count = -(-len(addresses) // _BATCH) or 1
    batches = [addresses[number::count] for number in range(count)]
    with ThreadPoolExecutor(min(count, os.cpu_count() or 1)) as pool:
        answers = pool.map(lambda batch: _answer(site, batch, options), batches)
        yield from zip(batches, answers, strict=True)


def _answer(site: Path, addresses: Sequence[str], options: Mapping[str, Any]) -> Answer:
    pages = {address: indexable((site / address).read_text("utf-8")) for address in addresses}
    answer = parted(indexed({**pages, _BESIDE: _MARKED}, options))
    files = {
        address: data for address, data in answer.files.items() if not any(fnmatch(address, one) for one in UNUSED)
    }
    return answer._replace(files=files)
