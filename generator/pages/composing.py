# All pages of a library, or a share of them: composed by as many processes as are worth it, and in the same order however many there
# are. Which pages there are is known before any is composed, so each process goes through its own alone.

"""Composing pages in shares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TypeVar

from ..address import WHOLE, Share
from ..kept import NOTHING, Memory, digest_of
from ..noted import noting
from ..processes import in_shares, shares
from ..progress import Stage, begin, counted
from ..render import Renderer
from ..render.faults import TemplateFault
from . import drafts
from .again import Again, Drafted, Trace
from .finishing import Finishing
from .handwritten import pages_of
from .page import Page
from .traces import Writing

Pages = tuple[Page, ...]
Made = TypeVar("Made")

WORTH_IT = 200
"""Of how many pages on it is worth it to compose in several processes."""


def composed(
    renderer: Renderer, written: Mapping[str, str | bytes], share: Share = WHOLE, memory: Memory = NOTHING
) -> tuple[tuple[Page, ...], list[str]]:
    """The pages of a share that are not made of others, and the addresses of all that are not. `written` are those written by hand.

    `memory` has the pages of the last run, of which those are taken that would come out the same.
    Raises TemplateFault where a template of the library's own cannot be rendered.
    """
    begin(Stage.COMPOSE)
    all_of_them = [(one, True) for one in drafts(renderer.known, renderer)]
    all_of_them += [(one, False) for one in pages_of(written)]
    own = [(one, is_cut) for one, is_cut in all_of_them if share.has(one.address)]
    finishing = Finishing(renderer)
    made = _made(own, finishing) if memory is NOTHING else _again(own, finishing, memory, share)
    return tuple(page for pages in made for page in pages), [one.address for one, _ in all_of_them]


def _made(drafts: Sequence[Drafted], finishing: Finishing) -> list[Pages]:
    """The pages that come of each draft."""

    def some(drafts: Iterable[Drafted]) -> list[Pages]:
        return [finishing.pages(draft, is_cut=is_cut) for draft, is_cut in drafts]

    return _shared(drafts, some)


def _again(drafts: Sequence[Drafted], finishing: Finishing, memory: Memory, share: Share) -> list[Pages]:
    """The same, each from the last run if it would come out the same."""
    again = Again(finishing, memory.of("pages"), digest_of(finishing.renderer.seal, share))
    found = again.pages(drafts)
    missing = [draft for draft, pages in zip(drafts, found, strict=True) if pages is None]
    made = _shared(missing, partial(_traced, finishing))
    again.write(missing, made)
    rest = iter(made)
    return [next(rest)[0] if pages is None else pages for pages in found]


def _traced(finishing: Finishing, drafts: Iterable[Drafted]) -> list[tuple[Pages, Trace]]:
    """The pages that come of each draft, and what was read for them."""
    writing, made = Writing(), []
    for draft, is_cut in drafts:
        with noting() as notes:
            pages = finishing.pages(draft, is_cut=is_cut)
        made.append((pages, (writing.read(notes), writing.table)))
    return made


def _shared(drafts: Sequence[Drafted], some: Callable[[Iterable[Drafted]], list[Made]]) -> list[Made]:
    """What `some` gives for each of the drafts, in their order, by as many processes as are worth it."""
    count = shares(len(drafts), WORTH_IT)
    begin(Stage.COMPOSE, len(drafts))
    try:
        parts = in_shares(lambda number: some(counted(drafts[number::count], count)), count)
    except TemplateFault:
        if count == 1:
            raise
        # Alone, so that of several faults the first is told, however many processes there are.
        return some(drafts)
    return [parts[at % count][at // count] for at in range(len(drafts))]


def composed_alone(renderer: Renderer, written: Mapping[str, str | bytes], wanted: Collection[str]) -> Pages:
    """The pages at a few addresses as they are among all, in the order in which they are found; none is made for an address without.

    Nothing is gone through that comes after the last of them. Raises TemplateFault as `composed` does.
    """
    made: list[Page] = []
    left, finishing = set(wanted), Finishing(renderer)
    of_hand = ((page, False) for page in pages_of(written) if left & written.keys())
    for draft, is_cut in chain(of_hand, ((draft, True) for draft in drafts(renderer.known, renderer))):
        if not left:
            break
        if draft.address in left:
            made += finishing.pages(draft, is_cut=is_cut)
            left.discard(draft.address)
    return tuple(made)
