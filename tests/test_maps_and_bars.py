"""Numbers on a map and bars on a line of years: nothing overlaps that need not, and nothing is drawn that is not known."""

import datetime
import math
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.render.country_shapes import outlines
from generator.render.drawing import CountryPoint, atlas, bars, shades
from generator.render.drawing.atlas import RADIUS, SNUG
from generator.render.drawing.years import LEAST, WHOLE, Bar
from generator.render.locator import world
from generator.schema import COUNTRIES, Period

TODAY = datetime.date(2026, 11, 21)
SIZE = (world().whole.width, world().whole.height)
WIDTHS = [(1160, False), (308, True)]

points = st.tuples(st.integers(0, SIZE[0]), st.integers(0, SIZE[1]))
spots = st.lists(st.builds(lambda at, n, name: CountryPoint(*at, n, name), points, st.integers(1, 300), st.text("abcdef ", min_size=1, max_size=30)), min_size=1, max_size=12)  # fmt: skip
slow = settings(max_examples=60, deadline=None)


def spot(code: str, count: int = 1) -> CountryPoint:
    """A real country, under its code."""
    point = world().points[code]
    return CountryPoint(point.x, point.y, count, code, outlines().label_points.get(code))


# The map


@slow
@given(spots, st.sampled_from(WIDTHS))
@example([CountryPoint(500, 200, 3, "same"), CountryPoint(500, 200, 1, "place")], (1160, False))
def test_markers_and_names_stay_inside_and_names_touch_nothing(
    some: list[CountryPoint], look: tuple[int, bool]
) -> None:
    drawn = atlas(some, SIZE, look[0], part=look[1])
    assert drawn.width == look[0]
    assert len(drawn.markers) == len(some)
    boxes = []
    for mark, spot in zip(drawn.markers, some, strict=True):
        assert mark.radius <= mark.x <= drawn.width - mark.radius
        assert mark.radius <= mark.y <= drawn.height - mark.radius
        assert mark.radius >= RADIUS
        boxes.append((mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius))
        if mark.name:
            assert mark.name.lines == (spot.name,)
    names = [mark.name.edges for mark in drawn.markers if mark.name]
    assert [(a, b) for a, b in combinations(names, 2) if meet(a, b)] == []
    assert [(a, b) for a in names for b in boxes if meet(a, b)] == []


def meet(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@slow
@given(spots)
def test_dots_do_not_overlap_on_a_map_with_room(some: list[CountryPoint]) -> None:
    drawn = atlas(some, SIZE, 1160)
    for a, b in combinations(drawn.markers, 2):
        assert math.dist((a.x, a.y), (b.x, b.y)) >= a.radius + b.radius - 1


@slow
@given(st.lists(st.sampled_from(sorted(COUNTRIES)), min_size=1, max_size=40, unique=True), st.integers(1, 120))
@example(sorted(COUNTRIES), 1)
def test_numbers_of_real_countries_keep_off_each_other(codes: list[str], count: int) -> None:
    drawn = atlas([spot(code, count) for code in codes], SIZE, 1160)
    for a, b in combinations(drawn.markers, 2):
        if not (a.inside and b.inside):
            assert math.dist((a.x, a.y), (b.x, b.y)) >= (a.radius + b.radius) * 0.7


def test_every_country_has_its_number_in_its_shape_or_on_a_dot() -> None:
    codes = sorted(COUNTRIES)
    some = [spot(code) for code in codes]
    drawn = atlas(some, SIZE, 1160)
    assert len(drawn.markers) == 250
    assert drawn == atlas(some, SIZE, 1160)
    within = {code for code, mark in zip(codes, drawn.markers, strict=True) if mark.inside}
    assert {"BR", "CN", "IN", "CD", "ET", "MX"} <= within <= set(outlines().shapes)
    assert not within & {"SG", "RW", "TO", "LS", "PS", "AQ", "CL"}


def test_a_number_inside_stays_at_the_label_point_of_its_country() -> None:
    around = [spot(code) for code in ("AO", "BI", "CF", "CG", "RW", "SS", "UG", "ZM")]
    for width, part in WIDTHS:
        drawn = atlas([spot("CD"), *around], SIZE, width, part=part)
        mark, (x, y, room) = drawn.markers[0], outlines().label_points["CD"]
        assert mark.inside
        assert (mark.x, mark.y) == (round((x - drawn.left) * drawn.scale), round((y - drawn.top) * drawn.scale))
        assert mark.radius <= room * drawn.scale + SNUG
        assert not mark.is_moved


def test_a_number_that_is_too_long_for_its_country_leaves_it() -> None:
    assert atlas([spot("BO", 9)], SIZE, 1160).markers[0].inside
    assert not atlas([spot("BO", 12345)], SIZE, 1160).markers[0].inside


def test_a_label_point_outside_of_the_part_that_is_shown_is_not_used() -> None:
    far = CountryPoint(500, 200, 1, "far", (900, 200, 40))
    mark = atlas([far], SIZE, 308, part=True).markers[0]
    assert not mark.inside
    assert mark.point == (mark.x, mark.y)


def test_who_lies_east_still_does_when_there_is_no_room() -> None:
    codes = ("UG", "KE", "RW", "BI", "CD", "ET", "TZ")
    at = dict(zip(codes, atlas([spot(code, 3) for code in codes], SIZE, 308, part=True).markers, strict=True))
    assert at["RW"].x < at["KE"].x
    assert at["CD"].x < at["UG"].x < at["KE"].x
    assert at["ET"].y < at["KE"].y < at["TZ"].y


@given(st.integers(1, 5000))
def test_each_count_has_one_shade_and_more_is_never_fainter(most: int) -> None:
    scale = shades(most)
    assert 1 <= len(scale) <= 3
    steps = [[shade.step for shade in scale if shade.holds(count)] for count in range(1, most + 1)]
    assert all(len(own) == 1 for own in steps)
    assert [own[0] for own in steps] == sorted(own[0] for own in steps)
    assert {own[0] for own in steps} == {shade.step for shade in scale}


@slow
@given(spots)
def test_a_part_of_the_map_holds_the_points_of_its_countries(some: list[CountryPoint]) -> None:
    drawn = atlas(some, SIZE, 308, part=True)
    for mark in drawn.markers:
        assert -1 <= mark.point[0] <= drawn.width + 1
        assert -1 <= mark.point[1] <= drawn.height + 1


# The bars


def drawn(**period: object) -> list[tuple[str, int, int]]:
    """The pieces of a period on a line that begins in 2000 and ends with 2029."""
    found = bars([Period(start="2000"), Period(end="2029"), Period(**period)], TODAY)  # type: ignore[arg-type]
    assert found is not None
    return [(bar.kind, bar.x, bar.x + bar.width) for bar in found.rows[2]]


def near(year: float) -> object:
    return pytest.approx((year - 2000) * WHOLE / 30, abs=2)


def test_recorded_years_are_a_bar_from_the_first_day_to_the_last() -> None:
    assert drawn(start="2009", end="2013") == [("done", near(2009), near(2014))]
    assert drawn(start="2016-04-01", end="2019-03-31") == [("done", near(2016.25), near(2019.25))]


def test_years_that_are_a_guess_look_like_one() -> None:
    assert drawn(start="2009", end="2013", approximate="true") == [("rough", near(2009), near(2014))]


def test_what_is_to_come_is_parted_from_what_was() -> None:
    today = 2026 + 324 / 365
    assert drawn(start="2023-04", end="2028-03") == [
        ("done", near(2023.25), near(today)), ("todo", near(today), near(2028.25))
    ]  # fmt: skip
    assert drawn(start="2027", end="2028") == [("todo", near(2027), near(2029))]


def test_what_goes_on_has_a_sign_where_today_is() -> None:
    today = 2026 + 324 / 365
    assert drawn(start="2018", ongoing="true") == [
        ("done", near(2018), near(today)), ("on", near(today), near(today))
    ]  # fmt: skip


def test_an_end_that_is_not_recorded_is_no_bar() -> None:
    today = 2026 + 324 / 365
    assert drawn(start="2010") == [("done", near(2010), near(2011)), ("open", near(2011), near(today))]
    assert drawn(end="2018") == [("open", 0, near(2018)), ("done", near(2018), near(2019))]
    assert drawn(ongoing="true") == [("open", 0, near(today)), ("on", near(today), near(today))]


def test_where_nothing_is_recorded_nothing_is_drawn() -> None:
    assert drawn() == []
    found = bars([None, Period(start="2000")], TODAY)
    assert found is not None
    assert found.rows[0] == ()
    assert bars([], TODAY) is None
    assert bars([None, Period(ongoing="true")], TODAY) is None


whens = st.builds(
    lambda year, month, day, parts: "-".join((f"{year}", f"{month:02}", f"{day:02}")[:parts]),
    st.integers(1800, 2199), st.integers(1, 12), st.integers(1, 28), st.integers(1, 3),
)  # fmt: skip


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | whens), draw(st.none() | whens)
    if start and end and end[: min(len(start), len(end))] < start[: min(len(start), len(end))]:
        start, end = end, start
    ongoing = end is None and draw(st.booleans())
    return Period(start=start, end=end, ongoing=ongoing, approximate=draw(st.booleans()))


@settings(max_examples=200, deadline=None)
@given(st.lists(periods(), min_size=1, max_size=6))
def test_bars_lie_on_the_line_and_can_be_seen(some: list[Period]) -> None:
    found = bars(some, TODAY)
    if found is None:
        return
    assert len(found.rows) == len(some)
    assert 0 <= found.today <= WHOLE
    assert all(0 <= x <= WHOLE for _, x in found.years)
    for bar in (bar for row in found.rows for bar in row):
        assert 0 <= bar.x <= bar.x + bar.width <= WHOLE
        assert bar.kind == "on" or bar.width >= LEAST
    for period, row in zip(some, found.rows, strict=True):
        assert_honest(period, row)


def assert_honest(period: Period, row: tuple[Bar, ...]) -> None:
    kinds = {bar.kind for bar in row}
    assert ("on" in kinds) == period.ongoing
    assert not (period.approximate and "done" in kinds)
    assert not (not period.approximate and "rough" in kinds)
    missing = bool(period.start or period.end or period.ongoing) and (
        not period.start or not (period.end or period.ongoing)
    )
    assert ("open" in kinds) == missing
