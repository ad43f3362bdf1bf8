"""The small map of where a record lies."""

import gzip
import re

import markdown
import pytest

from generator.catalogue import Catalogue
from generator.catalogue.knowledge import Knowledge
from generator.render import Renderer
from generator.render.escape import svg_text
from generator.render.locator import MARGIN, RIM, WORLD, Locator, View, _thinned, land_in, locate, world
from generator.schema import COUNTRIES, Scope

from .libraries import COUNTY, EXTENSIONS, LIBRARY, TODAY, catalogue_of, pages_of

FIGURE = re.compile(r'<figure class="hg-locator".*?</figure>', re.DOTALL)


@pytest.fixture(scope="module")
def own() -> Catalogue:
    """The catalogue of a library that has all regions."""
    return catalogue_of(COUNTY)


def located(catalogue: Catalogue, **scope) -> Locator:
    found = locate(catalogue, Scope.model_validate(scope))
    assert found is not None
    return found


def holds(locator: Locator, code: str, margin: int = 0) -> bool:
    view, point = locator.view or world().whole, world().points[code]
    return (
        view.x + margin <= point.x <= view.x + view.width - margin
        and view.y + margin <= point.y <= view.y + view.height - margin
    )


def test_every_country_has_a_point_on_the_map() -> None:
    whole = world().whole
    assert set(world().points) == COUNTRIES
    assert [c for c, at in world().points.items() if not (0 < at.x < whole.width and 0 < at.y < whole.height)] == []


def test_points_lie_as_countries_do() -> None:
    at = world().points
    assert at["CA"].x < at["BR"].x < at["PT"].x < at["KE"].x < at["IN"].x < at["JP"].x < at["NZ"].x < at["TO"].x
    assert at["NO"].y < at["IT"].y < at["TN"].y < at["NG"].y < at["AO"].y < at["ZA"].y
    assert abs(at["FJ"].x - at["TO"].x) < 30  # on one side of the cut


def test_the_outline_is_light_and_of_whole_numbers() -> None:
    land = world().land
    assert re.fullmatch(r"[mz\d -]+", land)
    assert len(land) <= 6144
    assert len(gzip.compress(land.encode())) <= 3072
    assert "public domain" in WORLD.read_text("utf-8")


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_a_country_is_shown_with_what_lies_around_it(own: Catalogue, code: str) -> None:
    locator = located(own, kind="country", countries=[code])
    assert locator.marks == (world().points[code],)
    assert locator.faint == ()
    assert holds(locator, code)
    view, whole = locator.view, world().whole
    assert view is not None
    assert view.width < whole.width / 2
    assert view.width / view.height == pytest.approx(1.5, abs=0.01)
    assert view.x >= 0
    assert view.y >= 0
    assert view.x + view.width <= whole.width
    assert view.y + view.height <= whole.height


@pytest.mark.parametrize(
    ("code", "others"),
    [("KE", "MA ZA NG MG"), ("PE", "CO BR CL"), ("IN", "PK CN TH"), ("NO", "ES PL IT"), ("TO", "FJ NZ AU")],
)
def test_the_land_by_which_people_know_a_place_is_in_view(own: Catalogue, code: str, others: str) -> None:
    locator = located(own, kind="country", countries=[code])
    assert [other for other in others.split() if not holds(locator, other)] == []


def test_countries_of_one_continent_are_shown_together(own: Catalogue) -> None:
    locator = located(own, kind="multi-country", countries=["BI", "CD", "RW", "UG"])
    assert len(locator.marks) == 4
    assert locator.view is not None
    assert all(holds(locator, code, MARGIN) for code in ("BI", "CD", "RW", "UG"))


@pytest.mark.parametrize("countries", [["KE", "PE"], ["TR", "GR"]])
def test_more_than_one_continent_is_the_whole_world(own: Catalogue, countries: list[str]) -> None:
    locator = located(own, kind="multi-country", countries=countries)
    assert locator.view is None
    assert len(locator.marks) == 2


def test_a_continent_that_is_too_large_is_the_whole_world(own: Catalogue) -> None:
    locator = located(own, kind="region", region="americas")
    assert locator.view is None
    assert len(locator.faint) > 50


def test_global_is_the_whole_world_with_or_without_countries(own: Catalogue) -> None:
    assert located(own, kind="global") == Locator("global", (), (), None)
    points = world().points
    assert located(own, kind="global", countries=["TO", "UG"]) == Locator(
        "global", (points["TO"], points["UG"]), (), None
    )


def test_the_countries_of_a_region_are_lighter_than_those_named(own: Catalogue) -> None:
    locator = located(own, kind="region", region="eastern-africa", countries=["RW", "UG"])
    assert set(locator.marks) == {world().points["RW"], world().points["UG"]}
    assert world().points["KE"] in locator.faint
    assert not set(locator.faint) & set(locator.marks)
    assert all(holds(locator, code) for code in ("KE", "ZW", "ER", "MG"))


def test_a_region_holds_the_narrower_ones(own: Catalogue) -> None:
    africa = located(own, kind="region", region="africa")
    assert {world().points[code] for code in ("DZ", "KE", "ZA")} <= set(africa.faint)
    assert africa.marks == ()


def test_a_region_named_beside_countries_is_not_drawn(own: Catalogue) -> None:
    locator = located(own, kind="multi-country", region="south-america", countries=["PE", "BR"])
    assert locator.faint == ()
    assert set(locator.marks) == {world().points["PE"], world().points["BR"]}


def test_nothing_is_shown_where_nothing_is_known(own: Catalogue) -> None:
    assert locate(own, None) is None
    assert locate(own, Scope.model_validate({"kind": "region", "region": "dry-lands"})) is None
    assert locate(own, Scope.model_validate({"kind": "multi-country"})) is None


def test_a_library_without_regions_has_maps_too(own: Catalogue) -> None:
    bare = Catalogue(own.library, "", (), TODAY)
    assert holds(located(bare, kind="country", countries=["KE"]), "KE", MARGIN)
    assert located(bare, kind="multi-country", countries=["US", "NZ"]).view is None


# On a page


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(LIBRARY)


def test_a_map_stands_between_the_summary_and_the_card(pages: dict[str, str]) -> None:
    for address in ("cases/market-shelf.md", "programmes/a-shelf-in-every-village.md"):
        page = pages[address]
        assert page.index(".hg-lead") < page.index("hg-locator") < page.index('class="hg-card')


def test_a_drawing_is_light_whole_and_has_a_name(pages: dict[str, str]) -> None:
    figure = FIGURE.search(pages["cases/market-shelf.md"])
    assert figure is not None
    assert len(gzip.compress(figure[0].encode())) <= 3584
    assert "\n\n" not in figure[0]
    assert 'role="img"' in figure[0]
    assert "<title>Map: Kenya</title>" in figure[0]
    drawing = figure[0][figure[0].index("<svg") : figure[0].index("</svg>")]
    assert drawing in markdown.markdown(pages["cases/market-shelf.md"], extensions=EXTENSIONS)


def test_only_the_land_that_is_shown_is_drawn(own: Catalogue) -> None:
    assert len(land_in(None)) < len(world().land) / 2
    view = View(420, 150, 390, 260)
    path = land_in(view)
    assert path.endswith("z")
    assert len(path) < len(world().land) / 2
    for ring in re.findall("M[^z]*z", path):
        x, y = (int(one) for one in re.match(r"M(-?\d+) (-?\d+)l", ring).groups())  # type: ignore[union-attr]
        steps = [int(one) for one in re.findall(r"-?\d+", ring.split("l")[1])]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            assert view.x - RIM <= x <= view.x + view.width + RIM
            assert view.y - RIM <= y <= view.y + view.height + RIM
    environment = Renderer(Knowledge(own))._environment
    once = '{% from "locator.md.jinja" import locator with context %}{{ locator(s) }}'
    assert environment.from_string(once).render(s=None).strip() == ""


def test_a_coast_is_drawn_as_closely_as_it_is_seen_and_no_closer() -> None:
    bay = [(0, 0), (50, 1), (100, 0), (100, 40), (60, 41), (100, 42), (100, 100), (0, 100), (0, 0)]
    assert _thinned(bay, 2) == [point for point in bay if point != (50, 1)]
    assert _thinned(bay, 0.5) == bay
    assert _thinned([(0, 0), (1, 1), (0, 0)], 2) == [(0, 0), (0, 0)]


def test_names_in_a_drawing_are_text(own: Catalogue) -> None:
    assert svg_text("<b> & \"c\" *d* 'e'") == "&lt;b&gt; &amp; &quot;c&quot; *d* &#x27;e&#x27;"
    named = own.library.model_copy(update={"country_names": {"KE": "K_e_n | <y> & *a*"}})
    renderer = Renderer(Knowledge(Catalogue(named, "", own.entries, TODAY)))
    text = '{% from "locator.md.jinja" import locator with context %}{{ locator(s) }}'
    scope = Scope.model_validate({"kind": "country", "countries": ["KE"]})
    drawn = renderer._environment.from_string(text).render(s=scope)
    assert "<title>Map: K_e_n | &lt;y&gt; &amp; *a*</title>" in drawn
