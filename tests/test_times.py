"""Years as people write them are taken for what they are, or told which fields say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.schema import times

from .conftest import EXAMPLES

ROWS = [
    tuple(line.split(" | "))
    for line in (EXAMPLES / "years.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def answer(written: str, field: str) -> str:
    try:
        return str(getattr(times, field)(written))
    except PydanticCustomError as error:
        return (error.context or {})["fix"]


@pytest.mark.parametrize(("written", "field", "meant"), ROWS, ids=lambda word: word)
def test_a_year_is_taken_for_what_it_is_or_told_how_to_say_it(written: str, field: str, meant: str) -> None:
    found = answer(written, field)
    assert found == meant if meant[0] in "12cnf" else meant in found


@given(st.text(max_size=80) | st.from_regex(r"[a-z ]{0,9}(19|20)[0-9]{2}[-–/ ][a-z0-9]{0,9}", fullmatch=True))
def test_whatever_is_written_gets_an_answer(written: str) -> None:
    for field in ("day", "when", "published"):
        assert answer(written, field)
