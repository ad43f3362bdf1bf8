"""The strip of an effect: the dot and its interval stand where the numbers say, and nothing is drawn that is not told."""

import pytest

from generator.render.drawing import STRIP_WIDTH, Strip, strip
from generator.schema.studies import Effect

from .libraries import COUNTY, catalogue_of, pages_of

LAMPS = "cases/lamps-at-the-well.md"


def drawn(scale: str, value: str, low: str, high: str) -> Strip:
    made = strip(Effect(measure="It", scale=scale, value=value, low=low, high=high, plain="So it was."))
    assert made is not None
    return made


def test_half_as_much_and_twice_as_much_lie_equally_far_from_no_difference() -> None:
    half, twice = drawn("ratio", "0.5", "0.5", "0.5"), drawn("ratio", "2", "2", "2")
    assert half.none - half.at == pytest.approx(twice.at - twice.none, abs=1)
    assert half.none == STRIP_WIDTH / 2 == drawn("ratio", "1", "1", "1").at


@pytest.mark.parametrize(
    ("scale", "low", "high", "crosses"),
    [
        ("ratio", "0.38", "0.79", False),
        ("ratio", "0.16", "1.39", True),
        ("ratio", "1.07", "1.52", False),
        ("difference", "-3.1", "2.3", True),
        ("difference", "1.6", "68.2", False),
        ("difference", "-5", "-1", False),
    ],
)
def test_an_interval_crosses_the_upright_only_if_there_may_be_no_difference(
    scale: str, low: str, high: str, crosses: bool
) -> None:
    made = drawn(scale, high, low, high)
    assert (made.start <= made.none <= made.end) == crosses
    assert 0 < made.start <= made.at <= made.end < STRIP_WIDTH


def test_an_interval_that_goes_on_says_so() -> None:
    made = drawn("ratio", "0.13", "0.01", "1.15")
    assert (made.goes_on_before, made.goes_on_after) == (True, False)
    assert drawn("ratio", "2.11", "0.52", "80").goes_on_after
    assert not drawn("difference", "40", "-90", "800").goes_on_after


def test_without_a_scale_or_an_interval_nothing_is_drawn() -> None:
    bare = {"measure": "It", "value": "0.5", "plain": "So it was."}
    assert strip(Effect(**bare, low="0.4", high="0.6")) is None
    assert strip(Effect(**bare, scale="ratio")) is None


def test_a_strip_is_small_says_nothing_that_the_words_do_not_and_is_explained_once() -> None:
    page = pages_of(COUNTY)[LAMPS]
    strips = page.split('<svg class="hg-strip"')[1:]
    assert len(strips) == 2
    for one in strips:
        picture, _, words = one.partition("</svg>")
        assert len(picture) < 500
        assert 'aria-hidden="true"' in picture
        assert words.replace("\\", "").startswith(("Relative risk: 1.50", "Difference in minutes: −0.4"))
    assert page.count("In the small drawings") == 1
    others = [entry.address for entry in catalogue_of(COUNTY).all("cases") if entry.address != LAMPS]
    assert not any("In the small drawings" in pages_of(COUNTY)[address] for address in others)
