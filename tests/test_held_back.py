"""What is held back of a story: a passage is cut or refused, however the wish for it is written, and honest prose is neither."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.check.disclosure import check_fences
from generator.check.fences import REASONS, fences, wishes, without_held_back_blocks
from generator.document import parse

from .conftest import EXAMPLES, seeded

REFUSED = (EXAMPLES / "held-back" / "refused.txt").read_text("utf-8").split("\n")[:-1]
QUIET = (EXAMPLES / "held-back" / "quiet.txt").read_text("utf-8").split("\n")[:-1]
FRONT = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
PASSAGE = "Zanele keeps the key of the mill."


def problems(body, front=FRONT):
    document, found = parse(front + body, "practices/cases/reading-hour.md")
    assert document
    assert found == []
    return document, [problem.text for problem in check_fences(document)]


@pytest.mark.parametrize("line", REFUSED)
def test_a_line_that_looks_like_a_wish_is_refused(line):
    assert problems(f"A story.\n\n{line}\n{PASSAGE}\n")[1] != []
    assert problems(f"A story.\n{line}\n{PASSAGE}\n")[1] != [] or not line.startswith(":")
    assert [found.text for found in wishes(f"# A page\n\n{line}\n")] == [line.strip()]


@pytest.mark.parametrize("line", QUIET)
def test_a_line_of_honest_prose_is_let_be(line):
    assert problems(f"{line}\nThen it was over.\n")[1] == []
    assert problems(f"This is what they said of it, and\n{line}\n")[1] == []


def test_a_fence_as_it_should_be_is_cut_with_its_passage():
    body = f"Before.\n\n::: held-back safety\n{PASSAGE}\n\n- and a list\n:::\n\nAfter.\n"
    document, found = problems(body)
    assert found == []
    assert without_held_back_blocks(document.body).split() == ["Before.", "After."]
    assert without_held_back_blocks(document.body).count("\n") == body.count("\n")


def test_a_fence_on_a_page_that_cannot_grant_it_is_found_once():
    page = f"# A page\n\n::: held-back safety\n{PASSAGE}\n:::\n\nMore.\n"
    assert [(found.offset, found.text) for found in wishes(page)] == [(10, "::: held-back safety")]


def test_two_fences_on_a_page_are_two():
    page = "::: held-back safety\na\n:::\n\n::: held-back legal\nb\n:::\n"
    assert len(list(wishes(page))) == 2


MARKS = st.sampled_from(
    [":", "::", ":::", "::::", "：：", "：：：", "∶∶∶", "﹕﹕﹕", "∷", ": : :", ":\xa0:", "!!!", "???", "%%", "%%%", "+++",
     "~~~", "```", "///", "@@@", "===", ";;;", "$$", "\\:::", "&colon;::", "&#58;&#58;&#58;", ":\u200b::", "[", "((", "<!--",
     "{%", "***", "**", "", "-", "--- ", "#", "`", "^^"]
)  # fmt: skip
BEFORE = st.sampled_from(
    [
        "",
        " ",
        "    ",
        "\t",
        "\xa0",
        "> ",
        ">> ",
        "- ",
        "* ",
        "1. ",
        "1) ",
        "• ",
        "| ",
        "|a|",
        "> - ",
        "“",
        '"',
        "(",
        "## ",
        "\u3000",
    ]
)
HELD = st.sampled_from(
    ["held-back", "held_back", "heldback", "held‑back", "held–back", "hold-back", "Held-Back", "HELD_BACK", "ｈｅｌｄ-ｂａｃｋ",
     "held\xad-back", "he\u200bld-back", "held--back", "withheld-back", "held &#98;ack", "held\xa0back", "held back", "hold back"]
)  # fmt: skip
GAP = st.sampled_from([" ", "", "  ", "\xa0", "\t", ": ", " = ", "\u2003", ":", "-", " (", "{"])
REASON = st.sampled_from([*REASONS, "Safety", "SAFETY", "safety:", "safety.", "\xa0safety", "sаfety"])
CLOSING = st.sampled_from([":::", "::", "!!!", "", "> :::", "/held-back", "\xa0:::", "::: :::", "end"])


@st.composite
def nearly(draw):
    """A line that somebody might write who wants the next one to be held back, and how she ends it."""
    mark, held = draw(MARKS), draw(HELD)
    first = f"{draw(BEFORE)}{mark}{draw(GAP)}{held}{draw(GAP)}{draw(REASON)}"
    return f"{first}\n{draw(BEFORE)}{PASSAGE}\n{draw(BEFORE)}{draw(CLOSING)}"


@seeded(600)
@given(nearly(), st.booleans())
@example(f"::: held-back safety\n{PASSAGE}\n:::", True)
def test_a_passage_under_anything_like_a_fence_is_never_told(block, apart):
    gap = "\n\n" if apart else "\n"
    document, found = problems(f"A story.{gap}{block}\n\nThe end.\n")
    if not found:
        assert "Zanele" not in unicodedata.normalize("NFKC", without_held_back_blocks(document.body))


@seeded(200)
@given(st.text(alphabet=":!- held\nback_safety>|[]\xa0：", max_size=80))
def test_what_is_cut_is_what_the_fences_say(text):
    read = fences(text)
    cut = without_held_back_blocks(text)
    assert len(cut) == len(text)
    kept = [index for index, sign in enumerate(text) if cut[index] != sign]
    spans = [*read.passages, *([(read.opened.offset, len(text))] if read.opened else [])]
    assert all(any(start <= index < end for start, end in spans) for index in kept)


# The same words where they would be published


HELD_BLOCK = f"::: held-back safety\n{PASSAGE}\n:::\n"


@pytest.mark.parametrize(
    ("body", "front"),
    [
        (f"{PASSAGE}\n\n{HELD_BLOCK}", FRONT),
        (f"As they say: *Zanele* keeps the\nkey of [the mill](https://books.example).\n\n{HELD_BLOCK}", FRONT),
        (HELD_BLOCK, FRONT.replace("title:", f"summary: It is so. {PASSAGE}\ntitle:")),
        (HELD_BLOCK, FRONT.replace("title:", f"cautions:\n  - text: {PASSAGE}\ntitle:")),
    ],
)
def test_a_passage_that_is_told_elsewhere_too_is_refused(body, front):
    assert any("stands here too" in text for text in problems(body, front)[1])


@pytest.mark.parametrize(
    "front",
    [
        FRONT.replace("title:", f"for_editors: {PASSAGE}\ntitle:"),
        FRONT.replace("title:", f"cautions:\n  - text: {PASSAGE}\n    held_back: safety\ntitle:"),
        FRONT.replace("title:", f"sensitivity:\n  held_back:\n    summary: safety\nsummary: {PASSAGE}\ntitle:"),
    ],
)
def test_a_passage_that_stands_elsewhere_and_is_not_told_there_is_let_be(front):
    assert problems(f"The end.\n\n{HELD_BLOCK}", front)[1] == []


def test_a_short_sentence_may_stand_twice():
    assert problems("They met.\n\n::: held-back safety\nThey met.\n:::\n")[1] == []


def test_looking_for_wishes_takes_time_that_grows_with_the_length_alone():
    for unit in (
        "[",
        ":",
        "](",
        "!",
        "_",
        "held back ",
        "[held-back ",
        "||a",
        "%",
        " ",
        ": ",
        "&#58;",
        "::: held-back safety\n",
    ):
        text = unit * (20_000 // len(unit))
        assert len(without_held_back_blocks(text)) == len(text)
