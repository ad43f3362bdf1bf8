"""Each number of this library's Explore, themes and strategies, counted again from the records as they are written."""

from ..libraries import ROOT
from ..test_counted_again import (
    every_facet_is_counted_again,
    every_number_without_script_is_counted_again,
    every_sentence_is_counted_again,
    every_shelf_is_counted_again,
)


def test_each_count_of_explore_is_what_the_records_say() -> None:
    assert every_facet_is_counted_again(ROOT) > 100
    assert every_number_without_script_is_counted_again(ROOT) > 50


def test_each_number_of_a_theme_and_of_a_strategy_is_what_the_records_say() -> None:
    assert every_shelf_is_counted_again(ROOT) > 100
    assert every_sentence_is_counted_again(ROOT) > 4
