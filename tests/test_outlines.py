"""The shapes of countries for the map of the world."""

import gzip
import json
import re

import pytest

from generator.render.country_shapes import SHAPES, outlines
from generator.render.locator import world
from generator.schema import COUNTRIES

Ring = list[tuple[int, int]]


def rings(path: str) -> list[Ring]:
    """The points of a path that is made of steps."""
    found, x, y = [], 0, 0
    for part in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        ring: Ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring)
        x, y = ring[0]
    return found


def holds(shape: list[Ring], x: float, y: float) -> bool:
    """Whether a place lies inside a shape; what is in a hole of it does not."""
    inside = False
    for ring in shape:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def owner(x: float, y: float) -> set[str]:
    """The codes of the shapes that hold a place of the map, in its units."""
    grid = outlines().grid
    return {code for code, path in outlines().shapes.items() if holds(rings(path), x * grid, y * grid)}


def test_shapes_have_codes_of_iso_3166_and_every_other_code_has_a_point() -> None:
    assert set(outlines().shapes) <= COUNTRIES
    assert set(outlines().shapes) | set(world().points) == COUNTRIES
    assert len(outlines().shapes) > 170
    assert set(outlines().label_points) <= set(outlines().shapes)


@pytest.mark.parametrize("path", [*outlines().shapes.values(), outlines().nameless])
def test_a_shape_is_whole_numbers_inside_the_frame(path: str) -> None:
    whole, grid = world().whole, outlines().grid
    assert re.fullmatch(r"[mz\d -]+", path)
    for ring in rings(path):
        assert len(set(ring)) >= 3
        assert all(0 <= x <= whole.width * grid and 0 <= y <= whole.height * grid for x, y in ring)
        assert max(x for x, _ in ring) - min(x for x, _ in ring) < whole.width * grid / 2  # not torn by the cut


@pytest.mark.parametrize("code", sorted(outlines().label_points))
def test_a_heart_is_in_its_own_country_and_so_is_what_is_around_it(code: str) -> None:
    x, y, room = outlines().label_points[code]
    assert owner(x, y) == {code}
    near = room - 2
    assert all(owner(x + dx * near, y + dy * near) == {code} for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))


def test_shapes_lie_where_the_small_maps_have_their_points() -> None:
    for code in ("BR", "CN", "IN", "KE", "NE", "PE", "UG", "US", "ZA"):
        point = world().points[code]
        assert owner(point.x, point.y) == {code}


def test_parts_with_a_code_of_their_own_are_not_drawn_with_the_country_they_belong_to() -> None:
    guiana = world().points["GF"]
    assert owner(guiana.x, guiana.y) == {"GF"}
    assert not any(x < 800 for ring in rings(outlines().shapes["FR"]) for x, _ in ring)
    svalbard = [y for ring in rings(outlines().shapes["SJ"]) for _, y in ring]
    assert max(svalbard) < min(y for ring in rings(outlines().shapes["NO"]) for _, y in ring)


def test_land_without_a_code_is_drawn_and_belongs_to_no_code() -> None:
    shapes = rings(outlines().nameless)
    assert len(shapes) >= 3  # Kosovo, Northern Cyprus, Somaliland; the glacier is smaller than a speck
    largest = max(shapes, key=lambda ring: max(x for x, _ in ring) - min(x for x, _ in ring))
    x = sum(x for x, _ in largest) / len(largest)
    y = sum(y for _, y in largest) / len(largest)
    assert holds([largest], x, y)
    assert owner(x / outlines().grid, y / outlines().grid) == set()


def test_the_shapes_are_light_and_say_whose_they_are() -> None:
    text = SHAPES.read_text("utf-8")
    assert len(gzip.compress(text.encode(), 9)) < 16 * 1024
    sources = json.loads(text)["sources"]
    assert any("Natural Earth" in source["title"] and source["licence"] == "public domain" for source in sources)
