"""Whatever a body holds, to check it, and to make HTML of what is let through, takes time that grows with its length alone."""

import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from generator.check.converted import EXTENSIONS as OF_THE_HOST
from generator.document.parsing import parse
from generator.markup import NotMine, converted
from generator.story import EXTENSIONS, normal

from .libraries import examine

FRONT = "---\ntitle: Reading hour\nstrategies: [travelling-shelves]\n---\n\n"
CASE = "practices/cases/reading-hour.md"
SIZE = 100_000
"""Enough to tell: what takes the square of its length takes seconds for so many."""
MOST_SECONDS = 20
"""Seconds of the processor for 100,000 characters of whatever kind; the slowest take two on an idle machine."""

# Kinds of Markdown that somebody may repeat, each for itself harmless. What a bound refuses is refused before anything slow
# reads it; what none refuses is read to its end.
UNITS = (
    "*a ", "**a ", "***a ", "_a_b ", "`a ", "~~a~~ ", "> ", "> a\n", "> - a\n", "| a ", "| a | b |\n|---|---|\n| c | d |\n\n",
    "## a\n\n", "a\n---\n\n", "1. a\n", "- a\n  - b\n", "• a\n", "– a\n", "a\n\n", "a\n: b\n\n", "[a] ", "[a](b.md) ", "[a][b] ",
    "[[a]] ", "![a](b.png) ", "[^a] ", "[^a]: b\n\n", "[a]: b\n", "{: .a } ", "<b>a</b> ", "<!-- a -->\n", "&amp; ", "\\* ",
    "```\na\n```\n", "https://a.org/b ", "a@b.org ", "Amina Lampwright said so. ", "“We came,” she said. ", "2019. a\n",
    "every Tuesday behind the church ", "Mill Lane 12, ", "ABC ", "a  \n", "\u00a0a", "قراءة ", "村", ":::\n", "- [x] a\n",
)  # fmt: skip
KINDS = st.one_of(
    st.sampled_from(UNITS), st.lists(st.sampled_from(UNITS), min_size=2, max_size=4).map("".join), st.text(min_size=1)
)


@st.composite
def bodies(draw):
    """A unit again and again, as it is or with a blank line now and then, so that it is within the bounds of a paragraph."""
    unit, cut = draw(KINDS), draw(st.sampled_from([0, 90, 900, 9_000]))
    text = (unit * (SIZE // len(unit) + 1))[:SIZE]
    return "\n\n".join(text[at : at + cut] for at in range(0, SIZE, cut)) if cut else text


def cost(work):
    before = time.process_time()
    work()
    return time.process_time() - before


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A library with nothing in it yet, to put one file into."""
    root = tmp_path_factory.mktemp("library")
    (root / "practices/cases").mkdir(parents=True)
    (root / "docs").mkdir()
    return root


def looked_through(path, text, root, today):
    """What to check a library costs that holds this, in seconds of the processor."""
    (root / path).write_text(text, "utf-8", errors="replace")
    taken = cost(lambda: examine(root, today))
    (root / path).unlink()
    return taken


# Files of which each was once the slowest that there was, by how often what they repeat stands in them.
HOSTILE = {
    "dots": lambda count: f"---\ntitle: a\nsources:\n  a:\n    url: https://{'.' * 6 * count}<\n---\n",
    "keys": lambda count: "---\ntitle: a\nsources:\n" + "".join(f"  k{at}:\n" for at in range(count)) + "---\n",
    "nesting": lambda count: f"---\ntitle: {'[' * 20 * count}\n---\n",
    "terms": lambda count: "---\ntitle: a\nlevels:\n" + "- a\n" * 2 * count + "---\n",
    "brackets": lambda count: FRONT + "[\n" * 4 * count,
    "footnotes": lambda count: FRONT + "[^" * 3 * count,
    "titles": lambda count: FRONT + '](a "' * count,
    "links": lambda count: FRONT + "[a](x)" * 2 * count,
    "marks": lambda count: FRONT + "[^a]" * 2 * count,
    "tags": lambda count: FRONT + "<a\n" * 2 * count,
    "curly": lambda count: FRONT + "{" * 2 * count,
}


def half_of(body):
    return body[: len(body) // 2]


def grows_with_length(half, whole, body):
    """Twice the length, half as much again, and what a machine does besides."""
    due = max(len(body) / 100_000, 0.3)
    assert whole < 3 * half + due
    assert whole < MOST_SECONDS * due


@pytest.mark.alone
@pytest.mark.parametrize(("path", "head"), [(CASE, FRONT), ("docs/more.md", "# More\n\n")], ids=["record", "page"])
def test_to_check_twice_as_much_costs_about_twice_as_much(path, head, shelf, today):
    @settings(max_examples=8, derandomize=True, deadline=None, database=None)
    @given(bodies())
    @example("1. a\n" * 4_900)
    @example("\n\n".join(["*a **b " * 120] * 110))
    def holds(body):
        half = looked_through(path, head + half_of(body), shelf, today)
        whole = looked_through(path, head + body, shelf, today)
        grows_with_length(half, whole, body)

    holds()


@pytest.mark.alone
@pytest.mark.parametrize("made_of", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_costs_no_more_than_its_size(made_of, shelf, today):
    whole = made_of(5_000)
    costs = [looked_through(CASE, text, shelf, today) for text in (made_of(2_500), whole)]
    grows_with_length(*costs, whole)


@pytest.mark.alone
@settings(max_examples=10, derandomize=True, deadline=None, database=None)
@given(bodies())
@example("\n\n".join(["*a **b " * 120] * 110))
def test_to_make_html_of_what_is_let_through_takes_no_longer_than_its_length_asks(body):
    def made(body):
        document, _ = parse(FRONT + body.replace("\0", ""), CASE)
        story = normal(document.body)
        Markdown(extensions=[*EXTENSIONS, *OF_THE_HOST]).convert(story)

    half, whole = cost(lambda: made(half_of(body))), cost(lambda: made(body))
    grows_with_length(half, whole, body)


# What the station of the tree's own Markdown looks for, besides.
MORE_UNITS = (
    "[a](b.md){ .a } ", '<b a="', "``a ", "*a* ", "    a\n", "    a\n\n", "- a\n\n", "    - a\n", "- a\n\n    b\n\n", "{ .a } ", "}x",
    "\n{ .a }\n", '<div markdown="1">\n', '<div markdown="1">\n\na\n\n</div>\n\n', "<p>", "<figure>\n", "[^a", "](", '[a](b "', "&#",
    " { .a }\n", "# a { #b }\n", "# a\n\n", "<", "\n<", ":   a\n", "a\n:   b\n\n", ">\n> a\n", "<https://a.example/x> ", "  \n", " ",
)  # fmt: skip


@pytest.mark.alone
@pytest.mark.parametrize("unit", [*UNITS, *MORE_UNITS])
def test_to_convert_a_page_in_one_pass_takes_no_longer_than_its_length_asks(unit):
    def made(text):
        with contextlib.suppress(NotMine):
            converted(f"[^a]: b\n\n{text}", str)

    whole = unit * (SIZE // len(unit))
    grows_with_length(cost(lambda: made(half_of(whole))), cost(lambda: made(whole)), whole)
