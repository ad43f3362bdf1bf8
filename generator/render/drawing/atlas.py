# Where the numbers of countries stand on a map. A country that is wide enough on it has its number inside its shape. Each
# other one has a dot, large enough for a finger whatever the map's scale: it is centred on its country's point, and moved off it only as
# far as its neighbours push it; then a line leads back to the point.

"""Where numbers, dots and names stand on a map, and how counts are shaded."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .shapes import Text
from .text import ASCENT, DESCENT, width_of

RADIUS = 13
"""How large a dot is at least: a target of 24 pixels, on a map that is a little narrowed."""
SNUG = 1
"""By how much a number's target may reach over the rim of the country that it stands in."""
GAP = 2
"""What is left between two dots."""
ROUNDS = 120
"""How often dots are pushed apart before they are left as they are."""
GROWING = 60
"""In how many of these turns they grow to their size."""
RIM = 30
"""How far points stay from the rim of a part of the map."""
NARROWEST = 260
"""The smallest part of the map that is shown, in its own units: Africa would just fit."""
SHADES = ((9, (1, 2, 4)), (30, (1, 3, 10)), (100, (1, 5, 20)))
"""Up to which largest count the shades begin where."""
MORE = (1, 10, 50)
"""Where they begin on a map with more."""


@dataclass(frozen=True)
class CountryPoint:
    """A country: its point on the map, how many records it has, and what it is called.

    `label_point` is the place farthest from its rim, and how far that is; none where its shape is small or not drawn.
    """

    x: int
    y: int
    count: int
    name: str
    label_point: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class Marker:
    """A number: on a dot, with the point that the dot stands for, or inside its country; and the name where there is room."""

    x: int
    y: int
    radius: int
    point: tuple[int, int]
    name: Text | None
    inside: bool

    @property
    def is_moved(self) -> bool:
        """Whether it lies beside its point, so that a line must lead there."""
        return math.dist((self.x, self.y), self.point) > self.radius


@dataclass(frozen=True)
class Atlas:
    """A part of the map, `left` and `top` in its units, enlarged by `scale` to `width` and `height`, with a marker for each country."""

    left: int
    top: int
    scale: float
    width: int
    height: int
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class Shade:
    """The `step`th of the shades, the faintest first: counts from `first` to `last`, or from `first` on."""

    step: int
    first: int
    last: int | None

    def holds(self, count: int) -> bool:
        """Whether a count has this shade."""
        return self.first <= count and (self.last is None or count <= self.last)


def shades(most: int) -> tuple[Shade, ...]:
    """The shades of a map whose largest count is `most`: few, and none that nothing on it could have."""
    starts = next((starts for limit, starts in SHADES if most <= limit), MORE)
    ends = (*(start - 1 for start in starts[1:]), None)
    pairs = zip(starts, ends, strict=True)
    return tuple(Shade(step, first, last) for step, (first, last) in enumerate(pairs, 1) if first <= most)


@dataclass(frozen=True)
class _Placement:
    """Where a country's number would stand, inside its country or on a dot, and the radius of its target."""

    point: CountryPoint
    x: int
    y: int
    radius: int
    inside: bool


Size = tuple[int, int]
Edges = tuple[float, float, float, float]


def atlas(points: Sequence[CountryPoint], whole: Size, width: int, *, part: bool = False) -> Atlas:
    """A map with markers for points, in their order, `width` wide.

    `whole` is the size of the map; with `part`, only what is around the points is shown.
    """
    left, top, wide, high = _window(points, whole) if part and points else (0, 0, *whole)
    scale = round(width / wide, 3)
    size = (width, round(high * scale))
    placements = [_placement(point, (left, top), scale, size) for point in points]
    centres = _spread_overlapping(placements, size)
    names = _named(placements, centres, size)
    markers = (
        Marker(x, y, placement.radius, (placement.x, placement.y), name, placement.inside)
        for placement, (x, y), name in zip(placements, centres, names, strict=True)
    )
    return Atlas(left, top, scale, *size, tuple(markers))


def _window(points: Sequence[CountryPoint], whole: Size) -> tuple[int, int, int, int]:
    xs, ys = [point.x for point in points], [point.y for point in points]
    wide = max(max(xs) - min(xs) + 2 * RIM, NARROWEST, (max(ys) - min(ys) + 2 * RIM) * 5 // 6)
    high = max(max(ys) - min(ys) + 2 * RIM, wide * 3 // 5)
    left = min(max((min(xs) + max(xs) - wide) // 2, 0), max(whole[0] - wide, 0))
    top = min(max((min(ys) + max(ys) - high) // 2, 0), max(whole[1] - high, 0))
    return left, top, wide, high


def _placement(point: CountryPoint, corner: tuple[int, int], scale: float, size: Size) -> _Placement:
    """At the label point of a country if a target fits there and is wholly on the map, else at its point."""
    left, top = corner
    radius = max(RADIUS, width_of(str(point.count), bold=True) // 2 + 4)
    if point.label_point:
        x, y, room = (
            round((point.label_point[0] - left) * scale),
            round((point.label_point[1] - top) * scale),
            point.label_point[2] * scale,
        )
        if room >= radius - SNUG and (x, y) == _within(x, y, radius, size):
            return _Placement(point, x, y, radius, True)
    return _Placement(point, round((point.x - left) * scale), round((point.y - top) * scale), radius, False)


def _spread_overlapping(placements: Sequence[_Placement], size: Size) -> list[tuple[int, int]]:
    """Centres near the placements, so that dots do not overlap where there is room, and none leaves the picture."""
    at = [(float(placement.x), float(placement.y)) for placement in placements]
    largest = max((placement.radius for placement in placements), default=0)
    for turn in range(ROUNDS):
        # They grow as they push, so that who lies east of whom is settled while they are small.
        grown = min(1.0, (turn + 1) / GROWING)
        moved = grown < 1
        order = sorted(range(len(at)), key=lambda i: (at[i][0], at[i][1], i))
        for place, i in enumerate(order):
            for j in order[place + 1 :]:
                if at[j][0] - at[i][0] > placements[i].radius + largest + GAP:
                    break
                moved = _push(at, placements, (i, j), grown) or moved
        at = [_within(x, y, placement.radius, size) for (x, y), placement in zip(at, placements, strict=True)]
        if not moved:
            break
    return [(round(x), round(y)) for x, y in at]


def _push(at: list[tuple[float, float]], placements: Sequence[_Placement], pair: tuple[int, int], grown: float) -> bool:
    """Move two centres apart by what they lack, half of it each; a number inside its country stays. Whether they lacked anything."""
    i, j = pair
    if placements[i].inside and placements[j].inside:
        return False
    room = (placements[i].radius + placements[j].radius + GAP) * grown
    (ax, ay), (bx, by) = at[i], at[j]
    dx, dy = bx - ax, by - ay
    far = math.sqrt(dx * dx + dy * dy)
    if far >= room:
        return False
    dx, dy = (dx / far, dy / far) if far else (0.6, 0.8)
    step = room - far + 0.1
    back, on = (0.0, step) if placements[i].inside else (step, 0.0) if placements[j].inside else (step / 2, step / 2)
    at[i], at[j] = (ax - dx * back, ay - dy * back), (bx + dx * on, by + dy * on)
    return True


def _within(x: float, y: float, radius: int, size: Size) -> tuple[float, float]:
    edge = radius + GAP
    return min(max(x, edge), size[0] - edge), min(max(y, edge), size[1] - edge)


def _named(placements: Sequence[_Placement], centres: Sequence[tuple[int, int]], size: Size) -> list[Text | None]:
    """The names that fit beside their numbers without touching another number or name, the largest first."""
    taken: list[Edges] = [
        (x - placement.radius, y - placement.radius, x + placement.radius, y + placement.radius)
        for (x, y), placement in zip(centres, placements, strict=True)
    ]
    names: list[Text | None] = [None] * len(placements)
    for i in sorted(range(len(placements)), key=lambda i: (-placements[i].point.count, i)):
        for text in _beside(placements[i], *centres[i]):
            left, upper, right, lower = text.edges
            inside = left >= 0 and upper >= 0 and right <= size[0] and lower <= size[1]
            if inside and not any(left < c and a < right and upper < d and b < lower for a, b, c, d in taken):
                names[i] = text
                taken.append(text.edges)
                break
    return names


def _beside(placement: _Placement, x: int, y: int) -> Iterator[Text]:
    """A name right of a dot, left of it, below and above, then at its corners; below a number inside its country, if it may."""
    name, radius = (placement.point.name,), placement.radius
    middle, wide, slant = y + (ASCENT - DESCENT) // 2, width_of(placement.point.name), radius * 3 // 4
    beside = (Text(x + radius + 3, middle, name), Text(x - radius - 3 - wide, middle, name))
    over = (
        Text(x, y + radius + ASCENT, name, centred=True),
        Text(x, y - radius - DESCENT - 1, name, centred=True),
    )
    yield from (*over, *beside) if placement.inside else (*beside, *over)
    for below in (slant + ASCENT - 2, -slant - DESCENT + 2):
        yield Text(x + slant, y + below + (radius - slant) * (1 if below > 0 else -1), name)
        yield Text(x - slant - wide, y + below + (radius - slant) * (1 if below > 0 else -1), name)
