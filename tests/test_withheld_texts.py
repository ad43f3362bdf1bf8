# Which of very many texts stand in the pages is found by pieces of them; it must be what a plain look for each says.

from hypothesis import example, given
from hypothesis import strategies as st

from generator.clearance.withheld_texts import standing_in

LONG = "".join(chr(ord("a") + at * 7 % 26) for at in range(200))
LETTERS = st.text("ab", max_size=80)


@given(st.lists(LETTERS, max_size=12), st.lists(st.text("ab", max_size=200), max_size=4))
@example(["", "ab"], [])
@example(["", "a" * 80], ["a" * 79])
def test_texts_that_stand_in_pages_are_found_like_those_that_are_looked_for_one_by_one(
    texts: list[str], pages: list[str]
) -> None:
    assert standing_in(texts, pages) == {text for text in texts if any(text in page for page in pages)}


@given(st.integers(0, 199), st.integers(0, 200), st.integers(0, 40))
def test_a_text_is_found_wherever_it_stands_however_long_it_is(start: int, length: int, before: int) -> None:
    text = LONG[start : start + length]
    assert standing_in([text, text + "!"], ["-" * before + LONG]) == {text}
