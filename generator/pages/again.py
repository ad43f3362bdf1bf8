# Composing what may have changed. Of each page it is kept what was read for it: records, their stories, and answers of what is known; and of
# each answer the same. A page is as it was if it is made of the same draft, no record that was read for it is other than it was, and the
# answers are the same ones: those that rest on nothing that changed, and those that say the same when they are asked again. Whatever cannot
# be held to this is composed. So what is composed follows what changed, and no list says by hand which page shows what.

"""Pages of the last run, as far as they would come out the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..catalogue import TermEntry
from ..clearance import Cleared
from ..kept import Kept
from ..noted import asked_again, digest
from .finishing import Finishing
from .page import Draft, Page
from .traces import Digests, Holding, Read, Table, Taking, Writing, changed, digests

Drafted = tuple[Draft | Page, bool]
"""What is to be composed, and whether its long lists are cut."""


@dataclass(frozen=True)
class Composed:
    """What came of a draft, and of what: what stands for what it is given, and what was read for it."""

    given: bytes | None
    read: Read
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Run:
    """All that the next run needs to know of this one."""

    table: Table
    digests: Digests
    pages: Mapping[str, Composed]


class Again:
    """What is kept of the last run, and what is written of this one for the next.

    `seal` stands for all that shapes pages besides what is noted.
    """

    def __init__(self, finishing: Finishing, kept: Kept, seal: bytes) -> None:
        self._kept, self._seal = kept, seal
        self._before: Run | None = kept.recall(seal)
        self._digests = digests(finishing.renderer.catalogue.entries)
        self._writing = Writing()
        self._made: dict[str, Composed] = {}
        if self._before:
            was, table = self._before.digests, self._before.table
            ask = partial(asked_again, of=_standing(finishing), find=partial(_found, finishing))
            self._holding = Holding(table, self._writing, changed(table, was, self._digests), ask)

    def pages(self, drafts: Sequence[Drafted]) -> list[tuple[Page, ...] | None]:
        """The pages that came of each draft, none if they may be others now."""
        return [self._pages(draft, is_cut=is_cut) for draft, is_cut in drafts]

    def _pages(self, draft: Draft | Page, *, is_cut: bool) -> tuple[Page, ...] | None:
        was = self._before.pages.get(draft.address) if self._before else None
        if was is None or was.given is None or was.given != _given(draft, is_cut=is_cut):
            return None
        if not self._holding.holds(was.read):
            return None
        self._made[draft.address] = Composed(was.given, self._holding.read(was.read), was.pages)
        return was.pages

    def write(self, drafts: Sequence[Drafted], made: Sequence[tuple[tuple[Page, ...], Trace]]) -> None:
        """Keep what was composed, with what was read for it, and what was found again."""
        takings = {id(table): Taking(table, self._writing) for _, (_, table) in made}
        if self._before and not any(isinstance(draft, Draft) for draft, _ in drafts) and self._is_as_before():
            return
        for (draft, is_cut), (own, (read, table)) in zip(drafts, made, strict=True):
            if given := _given(draft, is_cut=is_cut):
                self._made[draft.address] = Composed(given, takings[id(table)].read(read), own)
        self._kept.keep(self._seal, Run(self._writing.table, self._digests, self._made))

    def _is_as_before(self) -> bool:
        """Whether nothing is other than it was in the last run."""
        before = self._before
        if before is None or self._made.keys() != before.pages.keys() or self._digests != before.digests:
            return False
        return self._holding.is_still


Trace = tuple[Read, Table]
"""What was read for a draft, and the table by whose numbers."""


def _given(draft: Draft | Page, *, is_cut: bool) -> bytes | None:
    """What stands for a draft; None where nothing can."""
    return digest((draft.make, draft.given, is_cut)) if isinstance(draft, Draft) else None


def _standing(finishing: Finishing) -> dict[str, object]:
    """What can be asked, by the names of the classes."""
    known = finishing.renderer.known
    parts: tuple[object, ...] = (
        known, known.catalogue, known.crosstabs, known.editions, known.facets, known.freshness, known.lessons, known.naming,
        known.questions, known.relations, known.search_terms, finishing.short_forms,
    )  # fmt: skip
    return {type(part).__name__: part for part in parts}


def _found(finishing: Finishing, key: tuple[str, str]) -> Any:
    """The record or term that is known by a key. Raises KeyError if there is none."""
    found: Cleared | TermEntry | None = finishing.renderer.catalogue.found(key)
    if found is None:
        raise KeyError(key)
    return found
