# Where in the world a record lies, as numbers that a template can draw. The outline of the land and the countries' points
# were projected once (tools/world/land.mjs) and come with the program, so that a build needs neither a map's server nor a
# library. Countries are points on purpose: at this size a shape says no more, and a border is a claim.

"""What a small map shows: points, and the part of the world around them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..catalogue import Catalogue, TermEntry
from ..folders import DATA
from ..schema import Country, Scope

WORLD = DATA / "world.json"
WINDOW = (390, 260)
"""The smallest part that is shown: it holds Africa, and any other land around a country is known by its shape."""
MARGIN = 24
"""How far a mark stays from the rim, where the world itself does not end."""
WIDEST = 1.5
"""A part that would have to be larger than so many windows gives way to the whole world."""


@dataclass(frozen=True)
class Point:
    """A place on the map, in its own units."""

    x: int
    y: int


@dataclass(frozen=True)
class View:
    """The part of the map that is shown."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class World:
    """The map: its size, the path of its land, and a point for each country."""

    whole: View
    land: str
    points: dict[str, Point]


RIM = 12
"""How far the land is drawn beyond what is shown, so that the line where it is cut off is not seen."""


SPECK = 60
"""How large the box around an island is at least, in square units, that a window shows: a mark would cover it."""


PIXELS = 220
"""A window is drawn as closely as if it were so many wide, which is a little less than it is on a desk: a coast that bends by less
than one of them is straight to the eye."""


def _spread(ring: list[tuple[int, int]]) -> int:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


@cache
def land_in(view: View | None) -> str:
    """The path of the land as far as a view shows it, and as closely: of all that is known of it a page would carry ten times as much."""
    shown = view or world().whole
    left, top = shown.x - RIM, shown.y - RIM
    right, bottom = shown.x + shown.width + RIM, shown.y + shown.height + RIM
    path = ""
    for whole in _rings(world().land):
        ring = whole
        for axis, rim, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
            ring = _cut(ring, axis, rim, sign)
        if len(ring) < 3 or _spread(ring) < SPECK:
            continue
        ring = _thinned([*ring, ring[0]], shown.width / PIXELS)
        steps = [(x - a, y - b) for (x, y), (a, b) in zip(ring[1:], ring, strict=False)]
        if len(steps) > 2:
            pairs = "".join(f"{' ' if x >= 0 else ''}{x}{' ' if y >= 0 else ''}{y}" for x, y in steps[:-1])
            path += f"M{ring[0][0]} {ring[0][1]}l{pairs.lstrip()}z"
    return path


def _rings(path: str) -> Iterator[list[tuple[int, int]]]:
    """The outlines of a path whose steps are relative, as points."""
    x = y = 0
    for part in path.split("z")[:-1]:
        numbers = [int(one) for one in re.findall(r"-?\d+", part)]
        ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        x, y = ring[0]
        yield ring


def _cut(ring: list[tuple[int, int]], axis: int, rim: int, sign: int) -> list[tuple[int, int]]:
    """An outline without what lies beyond a rim, by the way of Sutherland and Hodgman."""
    kept: list[tuple[int, int]] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside = sign * (point[axis] - rim) >= 0
        if inside != (sign * (before[axis] - rim) >= 0):
            part = (rim - before[axis]) / (point[axis] - before[axis])
            other = round(before[1 - axis] + part * (point[1 - axis] - before[1 - axis]))
            kept.append((rim, other) if axis == 0 else (other, rim))
        if inside:
            kept.append(point)
    return kept


def _thinned(line: list[tuple[int, int]], least: float) -> list[tuple[int, int]]:
    """A line without the points that hardly bend it, by the way of Ramer, Douglas and Peucker."""
    (ax, ay), (bx, by) = line[0], line[-1]
    long = math.hypot(bx - ax, by - ay)
    away = [
        abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / long if long else math.hypot(x - ax, y - ay)
        for x, y in line[1:-1]
    ]
    if not away or max(away) < least:
        return [line[0], line[-1]]
    at = away.index(max(away)) + 1
    return [*_thinned(line[: at + 1], least)[:-1], *_thinned(line[at:], least)]


@dataclass(frozen=True)
class Locator:
    """What one small map shows.

    `marks` are the countries that a record names, `faint` the others of a region. `view` is none for the whole world.
    """

    kind: Literal["country", "multi-country", "region", "global"]
    marks: tuple[Point, ...]
    faint: tuple[Point, ...]
    view: View | None


@cache
def world() -> World:
    """The map that comes with the program."""
    data = json.loads(WORLD.read_text("utf-8"))
    points = {code: Point(*at) for code, at in data["points"].items()}
    return World(View(0, 0, *data["size"]), data["land"], points)


def locate(catalogue: Catalogue, scope: Scope | None) -> Locator | None:
    """The map of a scope; none where there is nothing to show, such as for a vague region without a country."""
    if scope is None:
        return None
    within: set[Country] = set()
    if scope.region and (scope.kind == "region" or not scope.countries):
        within = set(_all_in(catalogue, catalogue.term(scope.region)))
    marks, faint = _points(scope.countries), _points(within - set(scope.countries))
    if scope.kind == "global":
        return Locator(scope.kind, marks, faint, None)
    if not marks and not faint:
        return None
    shown = {*scope.countries, *within}
    return Locator(scope.kind, marks, faint, _view(catalogue, shown, (*marks, *faint)))


def _all_in(catalogue: Catalogue, region: TermEntry) -> Iterator[Country]:
    """The countries of a region, whether or not a record names them: a region is as wide as it is."""
    yield from region.term.countries
    for narrow in catalogue.narrower(region):
        yield from _all_in(catalogue, narrow)


def _points(codes: Iterable[Country]) -> tuple[Point, ...]:
    return tuple(world().points[code] for code in sorted(set(codes)) if code in world().points)


def _view(catalogue: Catalogue, shown: Iterable[Country], points: tuple[Point, ...]) -> View | None:
    """The part that holds all points, moved halfway towards the middle of their continent, by which people know it."""
    continents = {above[0].term.id: above[0] for code in shown if (above := catalogue.regions_of(code))}
    if len(continents) > 1:
        return None
    xs, ys = [point.x for point in points], [point.y for point in points]
    wide, high = max(xs) - min(xs) + 2 * MARGIN, max(ys) - min(ys) + 2 * MARGIN
    needed = max(1, wide / WINDOW[0], high / WINDOW[1])
    if needed > WIDEST:
        return None
    around = [point for region in continents.values() for point in _points(_all_in(catalogue, region))] or points
    width, height = round(WINDOW[0] * needed), round(WINDOW[1] * needed)
    x = _start(xs, [point.x for point in around], width, world().whole.width)
    y = _start(ys, [point.y for point in around], height, world().whole.height)
    return View(x, y, width, height)


def _start(points: list[int], around: list[int], length: int, end: int) -> int:
    """Where the part begins in one direction, so that no point is nearer to its rim than the margin and the map allow."""
    first, last = min(points), max(points)
    middle = ((first + last) / 2 + sum(around) / len(around)) / 2
    wanted = min(max(middle - length / 2, last + MARGIN - length), first - MARGIN)
    return round(min(max(wanted, 0), end - length))
