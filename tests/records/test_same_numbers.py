"""A form of pushback has one number wherever this library shows it."""

from ..libraries import ROOT
from ..test_same_numbers import differing


def test_a_form_has_the_same_number_everywhere() -> None:
    assert differing(ROOT) == {}
