# The list of all links that lead to other sites, so that anybody can see beforehand whom a reader may meet. Links are
# found in the pages as they will be handed to the host, since that is where they come together: from records, bodies,
# templates and pages written by hand. The gate compares the list with what the host made of it, so a link that is
# missed here stops the build.

"""The page of outgoing links."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from ..folders import CARD
from ..languages import sort_key
from ..render import Renderer
from ..story.marks import ELSEWHERE
from .page import Page

ADDRESS = "outgoing.md"

# A backtick that is written with a backslash, as those in titles are, opens nothing, and no span of code goes on after an empty line.
_CODE = re.compile(r"^(```|~~~).*?^\1|(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
_MAY_HOLD_CODE = re.compile("`|~~~")
_LINK = re.compile(rf"(?:\]\(\s*<?|\]:\s+<?|<|href=\"){ELSEWHERE}")
_ENTITY = re.compile(r"&#?\w+;")
_TITLE = re.compile(r"^title: (\".*\")$", re.MULTILINE)


class Target(NamedTuple):
    """An address elsewhere, and the pages that link to it, each as its title and its address.

    A title that several pages bear has the address of its page behind it.
    """

    address: str
    pages: tuple[tuple[str, str], ...]


class Host(NamedTuple):
    """A host with the addresses on it, and how many pages link to it.

    `everywhere` are addresses in the frame of every page. `below` begins the addresses at which changes are proposed.
    """

    name: str
    targets: tuple[Target, ...]
    linking: int
    everywhere: tuple[str, ...] = ()
    below: str = ""


def addresses_in(text: str) -> Iterator[str]:
    """The addresses of other sites that a Markdown page links to, in the order of the text."""
    for found in _LINK.finditer(_CODE.sub("", text) if _MAY_HOLD_CODE.search(text) else text):
        yield _ENTITY.sub(lambda entity: html.unescape(entity[0]), found[1])


def hosts(pages: Iterable[Page], frame: frozenset[str], below: str, foot: str = "") -> list[Host]:
    """All hosts that `pages` link to, or the `frame` around each page, in the order of their names.

    Addresses that begin with `below` are not listed one by one: every page has its own. `foot` is the address that stands at the foot of
    every page, if there is one.
    """
    written = [page for page in pages if page.address.endswith(".md")]
    titles = Counter(_title(page) for page in written)
    linked: dict[str, dict[str, tuple[str, str]]] = {}
    for page in written:
        title = _title(page)
        words = title if titles[title] == 1 else f"{title} ({page.address.removesuffix('.md')})"
        for address in addresses_in(page.text):
            if address != foot and not (below and address.startswith(below)):
                linked.setdefault(address, {})[page.address] = (words, page.address)
    frame |= {foot} if foot else set()
    by_host: dict[str, dict[str, dict[str, tuple[str, str]]]] = {}
    for address in sorted({*linked, *frame, *([below] if below else [])}):
        on_host = by_host.setdefault(urlsplit(address).netloc, {})
        if address in linked:
            on_host[address] = linked[address]
    return [_host(name, by_host[name], frame, below) for name in sorted(by_host, key=_order)]


def _host(name: str, on_host: dict[str, dict[str, tuple[str, str]]], frame: frozenset[str], below: str) -> Host:
    targets = [
        Target(address, tuple(sorted(met.values(), key=lambda page: (sort_key(page[0]), page[1]))))
        for address, met in on_host.items()
    ]
    linking = len({page for met in on_host.values() for page in met})
    everywhere = tuple(sorted(address for address in frame if urlsplit(address).netloc == name))
    return Host(name, tuple(targets), linking, everywhere, below if urlsplit(below).netloc == name else "")


def _order(name: str) -> tuple[str, str]:
    return name.lower().removeprefix("www."), name


def _title(page: Page) -> str:
    found = _TITLE.search(page.text)
    return html.unescape(json.loads(found[1])) if found else page.address


def outgoing_page(pages: Iterable[Page], frame: frozenset[str], renderer: Renderer) -> Page:
    """The page that lists every link to another site, which `pages` or the `frame` around each of them hold."""
    private = renderer.catalogue.library.private_address or ""
    foot = private if private.startswith("https://") else ""
    found = hosts(pages, frame, str(renderer.edit("")).partition("?")[0], foot)
    return Page(ADDRESS, renderer.page("outgoing", ADDRESS, path=CARD, hosts=found))
