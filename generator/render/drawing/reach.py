# Who gains at which level. The levels are nested rings, local innermost, drawn as arcs that rise from one base line;
# where each arc comes down a column ends, and below it every group has a bar across the columns of its levels. So the
# rings say that one level lies within the next, and the bars have room for names of any length, on a phone too.

"""The picture of who gains at which level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .shapes import DESK, PHONE, Box, Text, height_of, is_cut, text_at
from .text import wrapped

MOST_LINES = 6
"""After how many lines a name is cut; the list beside has it whole."""
NAMES = 300
"""How wide the column of names is on a desk. On a phone a name stands above its bar."""
RINGS_MOST = 6
"""How many rings a phone has room for."""
RISE = 26
"""How much higher each ring is than the one within it."""


@dataclass(frozen=True)
class Ring:
    """A quarter of an ellipse about the point where the base line begins."""

    across: int
    up: int


@dataclass(frozen=True)
class Row:
    """A group: its name, the bars across its levels, each with their words, and the line that parts it from the next."""

    name: Text
    bars: tuple[Box, ...]
    levels: tuple[Text, ...]
    rule: int


@dataclass(frozen=True)
class Reach:
    """Rings about `x`, `base`, with the names of the levels below, and a row for each group."""

    width: int
    height: int
    x: int
    base: int
    rings: tuple[Ring, ...]
    levels: tuple[Text, ...]
    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[Box, Text], ...]
    cut: bool


def reach(
    groups: Sequence[tuple[str, Sequence[int], str]],
    levels: Sequence[str],
    legend: Sequence[tuple[str, str]],
    *,
    wide: bool,
) -> Reach | None:
    """Rings for `levels`, the narrowest first, and a row for each group: name, places of its levels, kind of its bars.

    `legend` says in words what each kind of bar means. None where there is nothing to show, or too many rings to.
    """
    if not groups or not 0 < len(levels) <= RINGS_MOST:
        return None
    width, x = (DESK, NAMES) if wide else (PHONE, 0)
    column = (width - x - 4) // len(levels)
    columns = tuple(x + 2 + at * column for at in range(len(levels) + 1))
    rings = tuple(Ring(column * at, 18 + RISE * at) for at in range(1, len(levels) + 1))
    base = rings[-1].up + 2
    words = [wrapped(level, column - 12) for level in levels]
    names = tuple(text_at(columns[at] + column // 2, base + 6, words[at], centred=True) for at in range(len(levels)))
    y = base + 6 + max(map(height_of, words)) + 8
    rows: list[Row] = []
    for group in groups:
        rows.append(_row(group, columns, words, y, wide))
        y = _bottom(rows[-1]) + 10
    keys = []
    y += 6
    for kind, text in legend:
        lines = wrapped(text, width - 52)
        keys.append((Box(kind, 2, y + 3, 36, 16), text_at(48, y, lines)))
        y += height_of(lines) + 6
    room = (NAMES if wide else PHONE) - 16
    cut = any(is_cut(name, row.name.lines, room) for (name, _, _), row in zip(groups, rows, strict=True))
    return Reach(width, y, columns[0], base, rings, names, columns, tuple(rows), tuple(keys), cut)


def _row(
    group: tuple[str, Sequence[int], str], columns: tuple[int, ...], words: list[tuple[str, ...]], top: int, wide: bool
) -> Row:
    name, places, kind = group
    column = columns[1] - columns[0]
    own = sorted(set(places))
    lines = wrapped(name, (NAMES if wide else PHONE) - 16, most=MOST_LINES)
    text = text_at(2, top + 10, lines)
    under = top + 10 if wide else text.edges[3] + 6
    high = max((height_of(words[at]) for at in own), default=0) + 6
    bars: list[Box] = []
    for begin in (at for at in own if at - 1 not in own):
        end = next(at for at in range(begin, len(words) + 1) if at not in own)
        bars.append(Box(kind, columns[begin] + 2, under, (end - begin) * column - 4, high))
    labels = tuple(text_at(columns[at] + column // 2, under + 3, words[at], centred=True) for at in own)
    return Row(text, tuple(bars), labels, top)


def _bottom(row: Row) -> int:
    return max(row.name.edges[3], *(bar.edges[3] for bar in row.bars), row.rule)
