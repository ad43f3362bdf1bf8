# Which pages need not be made again. Times decide nothing here: a page is taken over from `site/` if all that shapes it is
# what it was when it was published, and if its bytes still are. What shapes it is its Markdown, and the frame: all else
# that the host reads. Two things reach across pages and would be missed, since the host does not look at pages that it
# does not make: links to a place on a page that is there no more, and new links to one that never was. Then all are made.

"""Pages that stay as they are."""

from __future__ import annotations

import html
import posixpath
import re
import urllib.parse
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..address import html_of
from .digesting import Digests
from .exchange import OUT, STAGE, Published


def lay_out(root: Path, published: Published, frame: str, sources: Mapping[str, str], digests: Digests) -> set[str]:
    """Make the stage, and lay into it what can be taken over from the published site; returns the addresses of that."""
    stage = root / STAGE
    stage.mkdir(parents=True)
    if published.frame != frame:
        return set()
    same = [address for address, value in sources.items() if published.sources.get(address) == value]
    wanted = {made: published.files[made] for made in map(html_of, same) if made in published.files}
    return digests.copy(root / OUT, stage, wanted)


_ID = re.compile(rb'\s(?:id|name)="([^"]*)"')
_TO_A_PLACE = re.compile(rb'\shref="([^"#?:]*)#([^"=/]+)"')


def reaches_across(root: Path, pages: Iterable[str]) -> bool:
    """Whether one of the pages that were made anew lost a place that others may lead to, or leads to one that is not there."""
    for address in pages:
        data = (root / STAGE / address).read_bytes()
        last = root / OUT / address
        if last.is_file() and set(_ID.findall(last.read_bytes())) - set(_ID.findall(data)):
            return True
        if any(_is_missing(root / STAGE, address, *found) for found in set(_TO_A_PLACE.findall(data))):
            return True
    return False


def leads_astray(root: Path, pages: Iterable[str]) -> bool:
    """Whether one of all the pages of a site leads to a place on another that is not there."""
    there: dict[str, set[str]] = {}
    sought: set[tuple[str, str]] = set()
    for address in pages:
        data = (root / STAGE / address).read_bytes()
        there[address] = _places(data)
        sought |= {_led_to(address, *found) for found in set(_TO_A_PLACE.findall(data))}
    return any(page in there and _lacks(there[page], place) for page, place in sought)


def _is_missing(stage: Path, address: str, to: bytes, place: bytes) -> bool:
    page, sought = _led_to(address, to, place)
    target = stage / page
    if not target.is_file() or target.suffix != ".html":
        return False
    return _lacks(_places(target.read_bytes()), sought)


def _led_to(address: str, to: bytes, place: bytes) -> tuple[str, str]:
    """The page, and the place on it, to which a link on the page at an address leads."""
    name = urllib.parse.unquote(html.unescape(to.decode("utf-8", "replace")))
    page = posixpath.normpath(posixpath.join(posixpath.dirname(address), name)) if name else address
    return page, html.unescape(place.decode("utf-8", "replace"))


def _places(data: bytes) -> set[str]:
    return {html.unescape(one.decode("utf-8", "replace")) for one in _ID.findall(data)}


def _lacks(places: set[str], sought: str) -> bool:
    return not {sought, urllib.parse.unquote(sought)} & places
