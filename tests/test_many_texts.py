# Which of very many texts stand in a page is found by blocks of it; it must be what a plain look for each says.

from hypothesis import example, given
from hypothesis import strategies as st

from generator.clearance import many_texts
from generator.clearance.many_texts import ManyTexts

LONG = "".join(chr(ord("a") + at * 7 % 26) for at in range(200))


@given(
    st.lists(st.text("ab", max_size=40), max_size=12), st.text("ab", max_size=200), st.sampled_from([(8, 4), (4,), ()])
)
@example(["", "ab"], "", (4,))
@example(["", "a" * 40], "a" * 39, (8, 4))
def test_texts_that_stand_in_a_page_are_those_that_a_look_for_each_finds(
    texts: list[str], page: str, sizes: tuple[int, ...]
) -> None:
    own = {text for text in texts if text in page}
    assert ManyTexts(texts, sizes).standing_in(page) == own
    assert ManyTexts([text.encode() for text in texts], sizes).standing_in(page.encode()) == {
        one.encode() for one in own
    }


@given(st.integers(0, 199), st.integers(0, 200), st.integers(0, 40))
def test_a_text_is_found_wherever_it_stands_however_long_it_is(start: int, length: int, before: int) -> None:
    text = LONG[start : start + length]
    assert ManyTexts([text, text + "!"], (32, 16, 8)).standing_in("-" * before + LONG) == {text}


@given(st.text("ab", min_size=1, max_size=9), st.integers(-20, 20))
def test_a_text_that_begins_in_one_stretch_of_a_large_page_and_ends_in_the_next_is_found(text: str, off: int) -> None:
    long = text * 12
    at = many_texts._STRETCH + off
    page = "-" * at + long + "-" * at
    assert ManyTexts([text, long, long + "c"], (32, 16, 8)).standing_in(page) == {text, long}
