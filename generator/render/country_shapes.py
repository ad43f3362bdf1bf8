# The shapes of countries for the map of the world. They were projected and made simple once (tools/world/countries.mjs) and come
# with the program, in the projection of the small maps. Whose borders these are is a policy, which the page and
# docs/developing/decisions.md state; what has no code of ISO 3166-1 is land here, without a name.

"""The outlines of countries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from ..folders import DATA

SHAPES = DATA / "countries.json"


@dataclass(frozen=True)
class Outlines:
    """Shapes as paths of an SVG, by code, and `nameless` for land that has none, `grid` steps to a unit of the map.

    `label_points` are the places farthest from a country's rim and how far that is, in whole units; only where that is not nothing.
    """

    grid: int
    nameless: str
    shapes: dict[str, str]
    label_points: dict[str, tuple[int, int, int]]


@cache
def outlines() -> Outlines:
    """The shapes that come with the program."""
    data = json.loads(SHAPES.read_text("utf-8"))
    label_points = {code: (x, y, room) for code, (x, y, room) in data["label_points"].items()}
    return Outlines(data["grid"], data["nameless"], data["shapes"], label_points)
