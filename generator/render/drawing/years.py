# A line of years and what stands on it. The bars of many records share one line, in thousandths of its length, so that a
# page of any width can show them. What is not recorded is never drawn as if it were: an end that nobody wrote down is a
# dashed line and no bar.

"""Years on a line, and bars for periods."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...schema.parts import Period

STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
WHOLE = 1000
"""How long the line of many bars is."""
APART = 110
"""How far its years stand from each other at least."""
LEAST = 6
"""How long a bar is at least, so that it is seen."""


@dataclass(frozen=True)
class Axis:
    """The line of time: from the first day of a year to the last day of one, along a stretch of pixels."""

    first: int
    last: int
    begin: int
    length: int

    def at(self, day: int) -> int:
        """Where a day stands."""
        low, high = datetime.date(self.first, 1, 1).toordinal(), datetime.date(self.last + 1, 1, 1).toordinal()
        return self.begin + (day - low) * self.length // (high - low)

    def years(self, apart: int) -> list[tuple[int, int]]:
        """The years that are written, at least `apart` from each other, each with its place."""
        count = self.last - self.first + 1
        step = next((step for step in STEPS if self.length * step // count >= apart), STEPS[-1])
        return [(year, self.at(span(str(year))[0])) for year in range(self.first, self.last + 1, step)]

    @property
    def day(self) -> int:
        """The first day of it."""
        return span(str(self.first))[0]


def span(when: str) -> tuple[int, int]:
    """The first day of a year, month or day, and the day after its last."""
    year, month, day = (*(int(part) for part in when.split("-")), 0, 0)[:3]
    start = datetime.date(year, month or 1, day or 1)
    if day:
        return start.toordinal(), start.toordinal() + 1
    end = datetime.date(year + (not month or month == 12), month % 12 + 1 if month else 1, 1)
    return start.toordinal(), end.toordinal()


@dataclass(frozen=True)
class Bar:
    """A piece of a row: `kind` is `done`, `rough` where its years are a guess, `todo` after today, `open` where a beginning or
    an end is not recorded, and `on` for the sign that it had not ended.
    """

    kind: str
    x: int
    width: int


@dataclass(frozen=True)
class Bars:
    """The years that are written, each with its place, the place of today, and for each period its pieces."""

    years: tuple[tuple[int, int], ...]
    today: int
    rows: tuple[tuple[Bar, ...], ...]


def bars(periods: Sequence[Period | None], today: datetime.date) -> Bars | None:
    """Periods on one line of years, in thousandths of it; none where no year of any is recorded."""
    whens = [when for period in periods if period for when in (period.start, period.end) if when]
    if not whens:
        return None
    known = [*(int(when[:4]) for when in whens), today.year]
    axis = Axis(min(known) // 10 * 10, max(known), 0, WHOLE)
    now = axis.at(today.toordinal())
    rows = tuple(tuple(_pieces(axis, period, today.toordinal())) for period in periods)
    written = tuple((year, x) for year, x in axis.years(APART) if x <= WHOLE - APART)
    return Bars(written, now, rows)


def _pieces(axis: Axis, period: Period | None, today: int) -> Iterator[Bar]:
    if period is None:
        return
    start = span(period.start) if period.start else None
    end = span(period.end) if period.end else None
    kind = "rough" if period.approximate else "done"
    if start is None and (end or period.ongoing):
        yield _bar(axis, "open", axis.day, end[0] if end else today)
    if end:
        begin = start[0] if start else end[0]
        if begin < today:
            yield _bar(axis, kind, begin, min(end[1], today))
        if end[1] > today:
            yield _bar(axis, "todo", max(begin, today), end[1])
    elif period.ongoing:
        if start:
            yield _bar(axis, kind, start[0], max(today, start[1]))
        yield Bar("on", axis.at(max(today, start[1] if start else today)), 0)
    elif start:
        yield _bar(axis, kind if start[0] < today else "todo", *start)
        yield _bar(axis, "open", start[1], max(today, start[1] + 365))


def _bar(axis: Axis, kind: str, begin: int, after: int) -> Bar:
    x = min(axis.at(begin), WHOLE - LEAST)
    return Bar(kind, x, max(min(axis.at(after), WHOLE) - x, LEAST))
