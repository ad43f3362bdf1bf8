# Circles on a map, one for each country that has something. A circle is centred on its country's point, and moved off it only as
# far as its neighbours push it; then a line leads back to the point. All are large enough for a finger, whatever the map's
# scale: the land is scaled to the picture, and the circles stand on it in the picture's own units.

"""Where circles and names stand on a map."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .shapes import Text
from .text import ASCENT, DESCENT, width_of

SMALLEST, LARGEST = 13, 23
"""How large a circle is: that of a single record, and that of the country with most."""
MANY = 9
"""How many records make the largest circle where no country has more."""
GAP = 2
"""What is left between two circles."""
ROUNDS = 120
"""How often circles are pushed apart before they are left as they are."""
GROWING = 60
"""In how many of these turns they grow to their size."""
RIM = 30
"""How far points stay from the rim of a part of the map."""
NARROWEST = 260
"""The smallest part of the map that is shown, in its own units: Africa would just fit."""


@dataclass(frozen=True)
class Spot:
    """A country: its point on the map, how many records it has, and what it is called."""

    x: int
    y: int
    count: int
    name: str


@dataclass(frozen=True)
class Mark:
    """A circle, the point that it stands for, and its name where there is room for it."""

    x: int
    y: int
    radius: int
    point: tuple[int, int]
    name: Text | None

    @property
    def is_moved(self) -> bool:
        """Whether it lies beside its point, so that a line must lead there."""
        return math.dist((self.x, self.y), self.point) > self.radius


@dataclass(frozen=True)
class Atlas:
    """A part of the map, `left` and `top` in its units, enlarged by `scale` to `width` and `height`, with a mark for each spot."""

    left: int
    top: int
    scale: float
    width: int
    height: int
    marks: tuple[Mark, ...]


Edges = tuple[float, float, float, float]


def atlas(spots: Sequence[Spot], whole: tuple[int, int], width: int, *, most: int, part: bool = False) -> Atlas:
    """A map with marks for spots, in their order, `width` wide.

    `whole` is the size of the map; with `part`, only what is around the spots is shown. `most` is what the largest
    circle counts.
    """
    left, top, wide, high = _window(spots, whole) if part and spots else (0, 0, *whole)
    scale = round(width / wide, 3)
    height = round(high * scale)
    points = [(round((spot.x - left) * scale), round((spot.y - top) * scale)) for spot in spots]
    radii = [_radius(spot.count, most) for spot in spots]
    centres = _apart(points, radii, width, height)
    names = _named(spots, centres, radii, width, height)
    marks = (Mark(x, y, r, point, name) for (x, y), r, point, name in zip(centres, radii, points, names, strict=True))
    return Atlas(left, top, scale, width, height, tuple(marks))


def _window(spots: Sequence[Spot], whole: tuple[int, int]) -> tuple[int, int, int, int]:
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    wide = max(max(xs) - min(xs) + 2 * RIM, NARROWEST, (max(ys) - min(ys) + 2 * RIM) * 5 // 6)
    high = max(max(ys) - min(ys) + 2 * RIM, wide * 3 // 5)
    left = min(max((min(xs) + max(xs) - wide) // 2, 0), max(whole[0] - wide, 0))
    top = min(max((min(ys) + max(ys) - high) // 2, 0), max(whole[1] - high, 0))
    return left, top, wide, high


def _radius(count: int, most: int) -> int:
    """The radius for a count: what is above one adds to it by area, so that a country with four does not look like sixteen."""
    return SMALLEST + math.isqrt((LARGEST - SMALLEST) ** 2 * (count - 1) // max(most - 1, MANY - 1))


def _apart(points: Sequence[tuple[int, int]], radii: Sequence[int], width: int, height: int) -> list[tuple[int, int]]:
    """Centres near the points, so that circles do not overlap where there is room, and none leaves the picture."""
    at = [(float(x), float(y)) for x, y in points]
    for turn in range(ROUNDS):
        # They grow as they push, so that who lies east of whom is settled while they are small.
        grown = min(1.0, (turn + 1) / GROWING)
        moved = grown < 1
        order = sorted(range(len(at)), key=lambda i: (at[i][0], at[i][1], i))
        for place, i in enumerate(order):
            for j in order[place + 1 :]:
                if at[j][0] - at[i][0] > radii[i] + LARGEST + GAP:
                    break
                moved = _push(at, i, j, (radii[i] + radii[j] + GAP) * grown) or moved
        at = [_within(x, y, r, width, height) for (x, y), r in zip(at, radii, strict=True)]
        if not moved:
            break
    return [(round(x), round(y)) for x, y in at]


def _push(at: list[tuple[float, float]], i: int, j: int, room: float) -> bool:
    """Move two centres apart by half of what they lack each; whether they lacked anything."""
    (ax, ay), (bx, by) = at[i], at[j]
    dx, dy = bx - ax, by - ay
    far = math.sqrt(dx * dx + dy * dy)
    if far >= room:
        return False
    dx, dy = (dx / far, dy / far) if far else (0.6, 0.8)
    step = (room - far) / 2 + 0.05
    at[i], at[j] = (ax - dx * step, ay - dy * step), (bx + dx * step, by + dy * step)
    return True


def _within(x: float, y: float, radius: int, width: int, height: int) -> tuple[float, float]:
    edge = radius + GAP
    return min(max(x, edge), width - edge), min(max(y, edge), height - edge)


def _named(
    spots: Sequence[Spot], centres: Sequence[tuple[int, int]], radii: Sequence[int], width: int, height: int
) -> list[Text | None]:
    """The names that fit beside their circles without touching another circle or name, the largest first."""
    taken: list[Edges] = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, radii, strict=True)]
    names: list[Text | None] = [None] * len(spots)
    for i in sorted(range(len(spots)), key=lambda i: (-spots[i].count, i)):
        for text in _beside(spots[i].name, *centres[i], radii[i]):
            left, upper, right, lower = text.edges
            inside = left >= 0 and upper >= 0 and right <= width and lower <= height
            if inside and not any(left < c and a < right and upper < d and b < lower for a, b, c, d in taken):
                names[i] = text
                taken.append(text.edges)
                break
    return names


def _beside(name: str, x: int, y: int, radius: int) -> Iterator[Text]:
    """A name right of a circle, left of it, below and above, then at its corners."""
    middle, wide, slant = y + (ASCENT - DESCENT) // 2, width_of(name), radius * 3 // 4
    yield Text(x + radius + 3, middle, (name,))
    yield Text(x - radius - 3 - wide, middle, (name,))
    yield Text(x, y + radius + ASCENT, (name,), centred=True)
    yield Text(x, y - radius - DESCENT - 1, (name,), centred=True)
    for below in (slant + ASCENT - 2, -slant - DESCENT + 2):
        yield Text(x + slant, y + below + (radius - slant) * (1 if below > 0 else -1), (name,))
        yield Text(x - slant - wide, y + below + (radius - slant) * (1 if below > 0 else -1), (name,))
