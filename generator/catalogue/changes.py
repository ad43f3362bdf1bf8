# What changed is told to readers of older copies, who need three things: what is new, what is other than they have it, and what
# they must not go on using. What is told follows from the library as it may be shown today. So a record that is neither shown nor
# known as withdrawn is passed over in silence, whatever the ledger knows of it, and of a record that withholds something no part is named: to
# see which part changed on the day on which something was withheld would say what it was.

"""What changed between editions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..clearance import Cleared
from ..noted import asked, derived, standing
from ..schema import KINDS, Case
from ..schema.editions import ClosedEdition
from ..schema.parts import Correction
from . import Catalogue
from .edition import PARTS, Edition, address_in_ledger, edition_of, parts_of

_Parts = Mapping[str, str | None]
State = Mapping[str, _Parts | None]
"""The digests of the parts of records, by address; None of one that was withdrawn."""


@dataclass(frozen=True)
class _Then:
    """What the library was at some time: the number of the edition, if it was one, the day, and its records."""

    edition: int | None
    day: datetime.date
    state: State


def _then(closed: ClosedEdition) -> _Then:
    return _Then(closed.edition, closed.date, closed.records)


@dataclass(frozen=True)
class Changed:
    """A record that is other than it was: which parts, none where they are not told, what was corrected, and its former address."""

    entry: Cleared
    parts: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    formerly: str = ""


@dataclass(frozen=True)
class Changes:
    """What changed from one edition to the next, or to the library as it is now.

    `withdrawn` are addresses, of which nothing else is told. `day` is that of the later edition, or today.
    """

    before: int
    edition: int | None
    day: datetime.date
    added: tuple[Cleared, ...] = ()
    changed: tuple[Changed, ...] = ()
    renamed: tuple[Changed, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def corrected(self) -> tuple[Changed, ...]:
        """The changed records in which something was wrong."""
        return tuple(one for one in self.changed if one.corrections)

    @property
    def others(self) -> tuple[Changed, ...]:
        """The changed records in which nothing was wrong."""
        return tuple(one for one in self.changed if not one.corrections)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.renamed or self.withdrawn)

    def within(self, entries: Iterable[Cleared]) -> Changes:
        """The same as far as it is about some records; of what was withdrawn nobody can say what it was about."""
        own = set(entries)
        return Changes(
            self.before,
            self.edition,
            self.day,
            tuple(entry for entry in self.added if entry in own),
            tuple(one for one in self.changed if one.entry in own),
            tuple(one for one in self.renamed if one.entry in own),
        )


@dataclass(frozen=True)
class Stages:
    """Where a record stands in the row of editions: in which it came, and in which it was changed last.

    Of a record that no closed edition holds, `added` is None. `changed` has no number where it changed since the last edition.
    """

    added: ClosedEdition | None
    changed: Changed | None = None
    changed_in: int | None = None
    since: int = 0


@standing("ledger")
@dataclass(frozen=True)
class Editions:
    """The library held against the editions that were closed."""

    catalogue: Catalogue
    ledger: tuple[ClosedEdition, ...]

    @derived
    def edition(self) -> Edition:
        """Which edition this is."""
        return edition_of(self.catalogue, self.ledger)

    @derived
    def now(self) -> State:
        """What each record is now."""
        return {address_in_ledger(entry): parts_of(entry) for entry in self.catalogue.entries}

    def since(self, before: ClosedEdition) -> Changes:
        """What changed since an edition."""
        return self._between(_then(before), self._today)

    def since_state(self, state: State, day: datetime.date) -> Changes:
        """What changed since a state of the library that is no edition, which it had on some day."""
        return self._between(_Then(None, day, state), self._today)

    @property
    def _today(self) -> _Then:
        return _Then(None, self.catalogue.today, self.now)

    @derived
    def steps(self) -> tuple[Changes, ...]:
        """What changed from edition to edition, the newest first; what changed since the last one comes before, if anything did."""
        found = [self._between(_then(one), _then(other)) for one, other in pairwise(self.ledger)]
        if self.ledger and (pending := self.since(self.ledger[-1])):
            found.append(pending)
        return tuple(reversed(found))

    @derived
    def stages(self) -> dict[str, Stages]:
        """Where each record stands in the row of editions, by its address; nothing while none was closed."""
        if not self.ledger:
            return {}
        changed: dict[str, tuple[Changed, Changes]] = {}
        for step in reversed(self.steps):
            changed |= {one.entry.address: (one, step) for one in step.changed}
        found = {}
        for entry in self.catalogue.entries:
            first = next((one for one in self.ledger if one.records.keys() & set(_addresses(entry))), None)
            found[entry.address] = Stages(first)
            if entry.address in changed:
                one, step = changed[entry.address]
                found[entry.address] = Stages(first, one, step.edition, step.before)
        return found

    @asked
    def stages_of(self, entry: Cleared) -> Stages | None:
        """Where a record stands in the row of editions, if any was closed."""
        return self.stages.get(entry.address)

    @derived
    def _entries(self) -> dict[str, Cleared]:
        """The records that are shown, by all addresses that they ever had."""
        former = {old: entry for entry in self.catalogue.entries for old in _addresses(entry)}
        return former | {address_in_ledger(entry): entry for entry in self.catalogue.entries}

    def _between(self, before: _Then, after: _Then) -> Changes:
        was = {
            entry: old for entry in self.catalogue.entries for old in reversed(_addresses(entry)) if old in before.state
        }
        added, changed, renamed = [], [], []
        for address, parts in after.state.items():
            entry = self._entries.get(address)
            if entry is None:
                continue  # it is not shown any more, so nothing is told of it
            earlier = before.state[was[entry]] if entry in was else None
            if earlier is None:
                added.append(entry)
                continue
            if was[entry] != address:
                renamed.append(Changed(entry, formerly=was[entry]))
            if one := self._changed(entry, (earlier, parts or {}), before.day, after.day):
                changed.append(one)
        withdrawn = {page.removesuffix(".md") for page in self.catalogue.withdrawn}
        return Changes(
            before.edition or 0,
            after.edition,
            after.day,
            tuple(sorted(added, key=self._order)),
            tuple(sorted(changed, key=lambda one: self._order(one.entry))),
            tuple(sorted(renamed, key=lambda one: self._order(one.entry))),
            tuple(sorted(withdrawn & before.state.keys() - after.state.keys())),
        )

    def _changed(
        self, entry: Cleared, parts: tuple[_Parts, _Parts], since: datetime.date, until: datetime.date
    ) -> Changed | None:
        """How a record differs that had some parts, and then others; None if in nothing that may be told."""
        unknown = {
            part
            for known in (*parts, self.now[address_in_ledger(entry)] or {})
            for part, own in known.items()
            if own is None
        }
        was, is_now = parts
        others = [part for part in PARTS if part not in unknown and was.get(part) != is_now.get(part)]
        mended: tuple[Correction, ...] = ()
        if _CORRECTIONS in others:
            mended = tuple(one for one in entry.record.corrections if since <= one.date <= until)
        told = () if entry.withheld else tuple(part for part in others if part != _CORRECTIONS)
        return Changed(entry, told, mended) if others else None

    def _order(self, entry: Cleared) -> tuple[int, str, str]:
        """Records in the order of their kinds, cases first, and of their titles within."""
        return _ORDER[entry.kind], self.catalogue.in_order(entry.record.title), entry.slug


_CORRECTIONS = "corrections"
_ORDER = {kind: at for at, kind in enumerate(dict.fromkeys((Case.folder, *KINDS)))}


def _addresses(entry: Cleared) -> tuple[str, ...]:
    """All addresses of a record as the ledger writes them, the one that it has now first."""
    return tuple(f"{entry.kind}/{name}" for name in (entry.slug, *entry.record.formerly))
