# A record says when it was compared with its sources and when that should be done again. What follows from it depends on
# today's date, which is the catalogue's.

"""What was checked last, what is due, and where a period stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..clearance import Cleared
from ..noted import standing
from ..schema import Period
from . import PRACTICE, Catalogue


@standing()
@dataclass(frozen=True)
class Freshness:
    """How old the records of a catalogue are on its day."""

    catalogue: Catalogue

    def newest(self, count: int) -> tuple[Cleared, ...]:
        """The records of practice that were compared with their sources last; outlines come after the rest."""
        dated = [
            (entry.record.status == "outline", -entry.record.checked.toordinal(), entry.slug, entry)
            for kind in PRACTICE
            for entry in self.catalogue.all(kind)
            if entry.record.checked
        ]
        return tuple(entry for *_, entry in sorted(dated, key=lambda row: row[:3])[:count])

    def overdue(self) -> tuple[Cleared, ...]:
        """Entries whose next check is past, the longest overdue first."""
        return tuple(entry for entry in self._by_next_check() if entry.record.check_again < self.catalogue.today)  # type: ignore[operator]

    def due(self) -> tuple[Cleared, ...]:
        """Entries with a next check that is not past, the nearest first."""
        return tuple(entry for entry in self._by_next_check() if entry.record.check_again >= self.catalogue.today)  # type: ignore[operator]

    def _by_next_check(self) -> list[Cleared]:
        dated = [
            (entry.record.check_again, entry.address, entry)
            for entry in self.catalogue.entries
            if entry.record.check_again
        ]
        return [entry for *_, entry in sorted(dated, key=lambda row: row[:2])]

    def status_of(self, period: Period | None) -> Literal["planned", "running", "ended", "not-known"]:
        """Where a period stands today. A year or a month that ends it counts to its last day."""
        today = self.catalogue.today.isoformat()
        if period is None:
            return "not-known"
        if period.start and period.start > today[: len(period.start)]:
            return "planned"
        if period.end:
            return "ended" if period.end < today[: len(period.end)] else "running"
        return "running" if period.ongoing else "not-known"
