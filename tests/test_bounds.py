"""Whatever a text holds: what is let through is within the bounds, and to look at it costs no more than its length."""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import within_bounds
from generator.document.bounds import HEADINGS, LINE, NESTED, OPEN, PIECES, RUN

UNITS = st.text([*string.punctuation, " ", "a", "1", "\n"], min_size=1, max_size=4)
CUTS = st.sampled_from([0, 40, 1_000, 9_000])


@st.composite
def texts(draw, size):
    """A few signs again and again, in paragraphs of one length."""
    unit, cut = draw(UNITS), draw(CUTS)
    text = (unit * (size // len(unit) + 1))[:size]
    return "\n\n".join(text[at : at + cut] for at in range(0, size, cut)) if cut else text


def depth(text, opening, closing):
    """How many brackets are open at most at once, counted sign by sign."""
    most = now = 0
    for sign in text:
        now = max(0, now + (sign == opening) - (sign == closing))
        most = max(most, now)
    return most


@settings(max_examples=30, derandomize=True, deadline=None, database=None)
@given(texts(20_000))
def test_what_is_let_through_is_within_the_bounds(text):
    kept, problems = within_bounds(text, "practices/cases/a.md")
    rows = kept.split("\n")
    assert len(rows) == text.count("\n") + 1
    assert max(map(len, rows)) <= LINE
    for piece in kept.replace("\\", "").split("\n\n"):
        assert all(depth(piece, *pair) <= OPEN + text.count("\\") for pair in ("[]", "()", "{}"))
    assert all(sign * (RUN + 1) not in kept for sign in string.punctuation)
    assert not any(row.startswith("> " * (NESTED + 1)) for row in rows)
    assert sum(row.startswith("#") for row in rows) <= HEADINGS
    assert len([piece for piece in kept.split("\n\n") if piece.strip()]) <= PIECES
    assert problems or kept == text


@pytest.mark.alone
@settings(max_examples=20, derandomize=True, deadline=None, database=None)
@given(texts(100_000))
def test_to_look_at_twice_as_much_costs_about_twice_as_much(text):
    def cost(text):
        before = time.process_time()
        within_bounds(text, "practices/cases/a.md")
        return time.process_time() - before

    assert cost(text + "\n\n" + text) < 4 * cost(text) + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "A [link](../cases/a.md) and (brackets) that [close](b.md).\n" * 150,
        "| a | b |\n|---|---|\n" + "| **lamp** | [^note] |\n" * 800,
        "\n".join(f"- item {number} of a long list" for number in range(1_000)),
        "5 < 6, and 7 > 6; a -> b.\n\n" * 500,
        "-" * 80 + "\n\n" + "* * *\n",
        "> " * 3 + "He said: (once (and again)).\n",
    ],
)
def test_what_people_write_is_let_through(text):
    assert within_bounds(text, "practices/cases/a.md") == (text, [])
