# A line of time with years on it. What happened stands on one side, the period on the other; each mark is as wide as
# what is known, a month or a whole year. Labels are flags on poles: the earlier a flag, the farther out it stands
# wherever it would meet a later one, so neither flags nor poles ever cross, however many there are.

"""The picture of how a programme came about and how long it runs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...schema.parts import Period
from .shapes import DESK, PHONE, Box, Path, Picture, Text, height_of, is_cut, text_at
from .text import wrapped
from .years import Axis, span

MOST_LINES = 10
"""After how many lines a text is cut; the list beside has it whole."""
LENGTH, MARGIN = 584, 12
"""How long the line of time is on a desk, and where it begins. The rest is for the last flags."""
FLAG = 400
BAND, LANE = 24, 20
"""How high the band with the years is, and the lanes of marks along it."""
SPINE, SIDE = 56, 92
"""On a phone: where the line of time stands, and where the labels begin."""


@dataclass(frozen=True)
class Step:
    """Something that happened: when, in figures and in words, and what."""

    when: str
    moment: str
    what: str


@dataclass(frozen=True)
class _Flag:
    """A label for a day: a bold line and more."""

    at: int
    head: str
    more: str = ""

    def lines(self, room: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Its bold lines and the others."""
        return wrapped(self.head, room, bold=True), wrapped(self.more, room, most=MOST_LINES)

    def texts(self, x: int, top: int, room: int) -> list[Text]:
        heads, more = self.lines(room)
        return [
            text_at(x, top, heads, bold=True),
            *([text_at(x, top + height_of(heads), more)] if more else ()),
        ]


@dataclass(frozen=True)
class _Story:
    """What is to be drawn, in days: the steps and the points of the period."""

    first: int
    last: int
    marks: tuple[tuple[int, int], ...]
    flags: tuple[_Flag, ...]
    points: Mapping[str, int]
    period_flags: tuple[_Flag, ...]
    kind: str
    """How the period is drawn, or its part before today: `done`, `todo`, or `open` where it is vague."""


def timeline(
    steps: Sequence[Step],
    period: Period | None,
    now: tuple[str, datetime.date],
    words: Mapping[str, str],
    *,
    wide: bool,
) -> Picture | None:
    """Steps and a period on one line of time; None where fewer than two days would stand on it.

    `now` is where the period stands, such as `running`, and on what day; the day is marked only while it runs. `words`
    are the labels of its start, its end and today.
    """
    ends = {key: when for key, when in (("start", period.start), ("end", period.end)) if when} if period else {}
    if len(steps) + len(ends) < 2:
        return None
    status, today = now
    whens = [*(step.when for step in steps), *ends.values()]
    days = [day for when in whens for day in (span(when)[0], span(when)[1] - 1)]
    days += [today.toordinal()] if status == "running" else []
    first, last = (datetime.date.fromordinal(day).year for day in (min(days), max(days)))
    marks = tuple(span(step.when) for step in steps)
    flags = tuple(_Flag(sum(mark) // 2, step.moment, step.what) for mark, step in zip(marks, steps, strict=True))
    points = {"start": span(ends["start"])[0]} if "start" in ends else {}
    points |= {"today": today.toordinal()} if status == "running" else {}
    points |= {"end": span(ends["end"])[1] - 1} if "end" in ends else {}
    period_flags = tuple(_Flag(day, words[key]) for key, day in points.items())
    kind = {"ended": "done", "planned": "todo", "running": "done"}.get(status, "open")
    kind = "open" if period and period.approximate else kind
    story = _Story(first, last, marks, flags, points, period_flags, kind)
    return _across(story) if wide else _down(story)


def _parts(axis: Axis, points: Mapping[str, int], whole: str) -> list[tuple[str, int, int]]:
    """The pieces of the period along the axis: `done`, `todo`, or `open` where it is vague or an end is not known."""
    if not points:
        return []
    low, high = axis.begin, axis.begin + axis.length
    start, end = (axis.at(points[key]) if key in points else None for key in ("start", "end"))
    end = end + 1 if end is not None else None
    now = axis.at(points["today"]) if "today" in points else None
    pieces: list[tuple[str, int | None, int | None]] = [("open", low, end)] if start is None else []
    if start is not None:
        pieces = [(whole, start, now), ("todo", now, end)] if now is not None else [(whole, start, end)]
        if end is None:
            pieces[-1] = ("open", now if now is not None else start, high)
    return [(kind, a, max(b, a + 2)) for kind, a, b in pieces if a is not None and b is not None and b >= a]


def _across(story: _Story) -> Picture:
    axis, points = Axis(story.first, story.last, MARGIN, LENGTH), story.points
    above, poles_up, high = _hoisted(axis, story.flags, -1)
    below, poles_down, low = _hoisted(axis, story.period_flags, 1)
    top = high + (LANE if story.marks else 2)
    foot = top + BAND + (LANE if points else 2)
    boxes = [Box("axis", axis.begin, top, axis.length, BAND)]
    for kind, begin, length in _marks(axis, story.marks):
        boxes.append(Box(kind, begin, top - 14, length, 10))
    for kind, a, b in _parts(axis, points, story.kind):
        boxes.append(Box(kind, a, top + BAND + 4, b - a, LANE - 8))
    years = axis.years(48)
    paths = [Path("tick", ((x, top), (x, top + BAND))) for _, x in years]
    paths += [Path("pole", ((x, y + 3), (x, top - 9))) for x, y in poles_up]
    paths += [Path("pole", ((x, top + BAND + 10), (x, foot + y - 3))) for x, y in poles_down]
    texts = [text_at(x + 5, top + 2, (str(year),)) for year, x in years]
    texts += [*above, *(replace(text, y=text.y + foot) for text in below)]
    if "today" in points:
        paths.append(Path("today", _diamond(axis.at(points["today"]), top + BAND + 10), closed=True))
    cut = any(_is_cut(flag, _room(axis.at(flag.at))) for flag in story.flags)
    return Picture(DESK, foot + low + 2, tuple(boxes), tuple(paths), tuple(texts), cut)


def _room(x: int) -> int:
    return min(FLAG, DESK - x - 10)


def _hoisted(axis: Axis, flags: Sequence[_Flag], side: int) -> tuple[list[Text], list[tuple[int, int]], int]:
    """Flags above (-1) or below (1) the axis: their texts, the far ends of their poles, and how much room they need.

    Places are counted downwards from the upper edge of that room.
    """
    placed: list[tuple[int, int, int, int, _Flag]] = []
    for flag in sorted(flags, key=lambda flag: -flag.at):
        x = axis.at(flag.at)
        texts = flag.texts(x + 8, 0, _room(x))
        right = max(text.edges[2] for text in texts) + 8
        near = max((far for left, _, far, _, _ in placed if left <= right), default=0) + 8
        placed.append((x, right, near + sum(height_of(text.lines) for text in texts), near, flag))
    need = max((far for _, _, far, _, _ in placed), default=0)
    flags_placed: list[Text] = []
    poles = []
    for x, _, far, near, flag in placed:
        flags_placed += flag.texts(x + 8, need - far if side < 0 else near, _room(x))
        poles.append((x, need - far if side < 0 else far))
    return flags_placed, poles, need


def _marks(axis: Axis, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Each mark along the axis: its kind, where it begins and how long it is, wide enough to be seen."""
    for begin, after in marks:
        at, length = axis.at(begin), axis.at(after) - axis.at(begin)
        slack = max(0, 10 - length)
        yield ("year" if after - begin > 31 else "mark"), at - slack // 2, length + slack


def _down(story: _Story) -> Picture:
    room = PHONE - SIDE - 2
    points = story.points
    rows = sorted((*story.flags, *story.period_flags), key=lambda flag: flag.at)
    heights = [sum(map(height_of, row.lines(room))) + 12 for row in rows]
    axis = Axis(story.first, story.last, 10, max(sum(heights), 200))
    tops = _spread([axis.at(row.at) - 10 for row in rows], heights, 2, axis.length + 14)
    boxes = [Box("axis", SPINE - 1, axis.begin, 2, axis.length)]
    boxes += [Box(kind, SPINE - 6, a, 12, b - a) for kind, a, b in _parts(axis, points, story.kind)]
    boxes += [Box(kind, SPINE - 5, begin, 10, length) for kind, begin, length in _marks(axis, story.marks)]
    years = axis.years(24)
    paths = [Path("tick", ((SPINE - 12, y), (SPINE, y))) for _, y in years]
    texts = [text_at(2, y - 8, (str(year),)) for year, y in years]
    for row, top in zip(rows, tops, strict=True):
        paths.append(Path("pole", ((SPINE + 7, axis.at(row.at)), (SIDE - 10, top + 10), (SIDE - 4, top + 10))))
        texts += row.texts(SIDE, top, room)
    if "today" in points:
        paths.append(Path("today", _diamond(SPINE, axis.at(points["today"])), closed=True))
    bottom = max(axis.begin + axis.length + 6, *(text.edges[3] for text in texts)) + 4
    cut = any(_is_cut(flag, room) for flag in story.flags)
    return Picture(PHONE, bottom, tuple(boxes), tuple(paths), tuple(texts), cut)


def _is_cut(flag: _Flag, room: int) -> bool:
    return is_cut(flag.more, flag.lines(room)[1], room)


def _spread(wanted: Sequence[int], heights: Sequence[int], top: int, bottom: int) -> list[int]:
    """Places near those wanted, in the same order, that do not overlap; all within `top` and `bottom` if they fit."""
    tops: list[int] = []
    for want, _ in zip(wanted, heights, strict=True):
        after = tops[-1] + heights[len(tops) - 1] if tops else top
        tops.append(max(want, after))
    limit = bottom
    for at in reversed(range(len(tops))):
        limit = tops[at] = min(tops[at], limit - heights[at])
    return tops


def _diamond(x: int, y: int) -> tuple[tuple[int, int], ...]:
    return ((x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y))
