# All pages of a library, or a share of them: composed by as many processes as are worth it, and in the same order however many there
# are. A page costs many times what it costs to know that there is one, so each process goes through all pages and composes its own.

"""Composing pages in shares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain

from ..address import WHOLE, Share
from ..processes import in_shares, shares
from ..render import Renderer
from ..render.faults import TemplateFault
from . import cut, whole_pages
from .abbreviations import expanded
from .anchors import anchored
from .handwritten import pages_of
from .json_ld import described
from .our_reading import explained_once
from .page import Page

WORTH_IT = 200
"""Of how many records on it is worth it to compose in several processes."""


def composed(
    renderer: Renderer, written: Mapping[str, str | bytes], share: Share = WHOLE
) -> tuple[tuple[Page, ...], list[str]]:
    """The pages of a share that are not made of others, and the addresses of all that are not. `written` are those written by hand.

    Raises TemplateFault where a template of the library's own cannot be rendered.
    """
    count = shares(len(renderer.catalogue.entries), WORTH_IT)
    try:
        parts = in_shares(lambda number: _share(renderer, written, share.part(number, count)), count)
    except TemplateFault:
        if count == 1:
            raise
        # Alone, so that of several faults the first is told, however many processes there are.
        parts = [_share(renderer, written, share)]
    renderer.asks = lambda _: True
    placed = sorted((one for pages, _ in parts for one in pages), key=lambda one: one[0])
    return tuple(page for _, page in placed), parts[0][1]


def _share(
    renderer: Renderer, written: Mapping[str, str | bytes], share: Share
) -> tuple[list[tuple[int, Page]], list[str]]:
    """The pages of a share, each with its place among all, and the addresses of all."""
    renderer.asks = share.has
    places: list[int] = []
    texts: list[Page] = []
    seen: list[str] = []
    whole = whole_pages(renderer.known, renderer)
    all_of_them = (*((page, True) for page in whole), *((page, False) for page in pages_of(written, renderer)))
    for place, (page, is_generated) in enumerate(all_of_them):
        seen.append(page.address)
        if renderer.asks(page.address):
            cuts = list(cut(page, renderer)) if is_generated else [page]
            places += [place] * len(cuts)
            texts += cuts
    made = anchored(explained_once(described(expanded(texts, renderer.catalogue), renderer.known, renderer)))
    return list(zip(places, made, strict=True)), seen


def composed_alone(renderer: Renderer, written: Mapping[str, str | bytes], wanted: Collection[str]) -> tuple[Page, ...]:
    """The pages at a few addresses as they are among all, in the order in which they are found; none is made for an address without.

    Nothing is gone through that comes after the last of them. Raises TemplateFault as `composed` does.
    """
    left = set(wanted)
    renderer.asks = left.__contains__
    texts: list[Page] = []
    of_hand = ((page, False) for page in pages_of(written, renderer))
    of_records = ((page, True) for page in whole_pages(renderer.known, renderer))
    for page, is_generated in chain(of_hand if left & written.keys() else (), of_records):
        if page.address in left:
            texts += cut(page, renderer) if is_generated else [page]
            left.discard(page.address)
        if not left:
            break
    renderer.asks = lambda _: True
    return tuple(anchored(explained_once(described(expanded(texts, renderer.catalogue), renderer.known, renderer))))
