"""A story means on the site what it means on a code host: lists, numbers, tables, breaks and links, however they were written."""

import re
from itertools import pairwise

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.check import check_body
from generator.document import parse
from generator.story import EXTENSIONS, Kept, is_plain, normal
from generator.story.judging import _joined, _Shown

from .conftest import EXAMPLES, seeded
from .libraries import examine, make_site

STORIES = sorted(path for path in (EXAMPLES / "stories").glob("*.md") if not path.name.endswith(".read.md"))
HOST = MarkdownIt("commonmark", {"html": False}).enable("table")
"""An independent reader, which a code host's is like (https://spec.commonmark.org, https://github.github.com/gfm)."""
SITE = markdown.Markdown(extensions=list(EXTENSIONS))


def made_of(html):
    """What a piece of HTML is made of: elements that a reader sees, and the text between them."""
    shown = _Shown()
    shown.feed(html)
    return _joined(shown.parts)


def on_the_site(text):
    return made_of(SITE.reset().convert(text))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_is_written_anew_as_every_program_reads_it(path):
    read = path.with_name(f"{path.stem}.read.md").read_text("utf-8")
    assert normal(path.read_text("utf-8")) == read
    assert on_the_site(read) == made_of(HOST.render(read)) or path.stem == "definitions"


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_what_is_written_anew_stays_as_it_is(path):
    read = path.with_name(f"{path.stem}.read.md").read_text("utf-8")
    assert normal(read) == read


AS_ON_THE_HOST = (
    "list-in-a-list", "list-in-a-numbered-list", "paragraph-in-an-item", "list-below-a-line", "numbers-in-round-brackets",
    "list-that-starts-at-three", "table-below-a-line", "breaks", "quotation-with-a-list", "emphasis",
)  # fmt: skip


@pytest.mark.parametrize("name", AS_ON_THE_HOST)
def test_a_reader_sees_what_the_code_host_showed_its_writer(name):
    body = (EXAMPLES / "stories" / f"{name}.md").read_text("utf-8")
    assert on_the_site(normal(body)) == made_of(HOST.render(body))


def test_the_settings_of_the_site_read_a_story_as_the_check_does():
    """What the room believes of the host is what mkdocs.yml says."""
    settings = (EXAMPLES.parent.parent / "mkdocs.yml").read_text("utf-8")
    block = settings.split("markdown_extensions:\n")[1].split("\n\n")[0]
    named = set(re.findall(r"^  - ([a-z_]+)", block, re.MULTILINE))
    assert named - {"toc"} == set(EXTENSIONS) - {"fenced_code"}


# Stories that somebody might write

WORDS = st.lists(
    st.sampled_from(
        [
            "books",
            "chairs",
            "*often*",
            "**never**",
            "`code`",
            "[a list](../cases/a.md)",
            "AT&T",
            "5 < 6",
            "(twice)",
            "C#",
            "2018",
            "a_b",
            "x|y",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


def text(draw):
    """One or two lines of words."""
    return draw(st.lists(WORDS, min_size=1, max_size=2))


@st.composite
def lists(draw, depth=0):
    """A list of any mark, its inner lists under the text of their items, as the code host asks."""
    marks = draw(st.sampled_from(["-", "*", "+", "1.", "1)", "3.", "9)"]))
    loose = draw(st.booleans())
    lines = []
    for at in range(draw(st.integers(1, 3))):
        mark = f"{int(marks[:-1]) + at}{marks[-1]}" if marks[0].isdigit() else marks
        margin = " " * (len(mark) + 1)
        if lines and loose:
            lines.append("")
        first, *more = text(draw)
        lines.append(f"{mark} {first}")
        lines += [margin + line for line in more]
        if depth < 2 and draw(st.integers(0, 3)) == 0:
            inner = draw(lists(depth + 1))
            if not re.match(r"[39]", inner[0]):  # a list that does not begin with 1 needs an empty line above it
                lines += [margin + line if line else "" for line in inner]
        elif loose and draw(st.booleans()):
            lines += ["", *(margin + line for line in text(draw))]
    return lines


@st.composite
def blocks(draw):
    kind = draw(st.sampled_from(["paragraph", "heading", "list", "list", "table", "quotation"]))
    if kind == "heading":
        return ["## " + draw(WORDS)]
    if kind == "list":
        return draw(lists())
    if kind == "table":
        cell = WORDS.map(lambda words: words.replace("|", "\\|"))
        row = st.tuples(cell, cell).map(lambda cells: f"| {cells[0]} | {cells[1]} |")
        return [draw(row), "|---|:--|", *draw(st.lists(row, min_size=1, max_size=2))]
    if kind == "quotation":
        return [f"> {line}" for line in text(draw)]
    ending = draw(st.sampled_from(["", "\\", "  "]))
    first, *more = text(draw)
    return [f"{first}{ending if more else ''}", *more]


STORY = st.lists(st.tuples(blocks(), st.integers(0, 3).map(bool)), min_size=1, max_size=4)


def joined(parts):
    """The blocks with an empty line between them, or at times none where the code host needs none."""
    lines = []
    for block, apart in parts:
        needs = (
            not lines or apart or re.match(r"[*+39]|1\)|\w|\*|\||>", block[0]) or re.match(r"[|>\s*+-]|\d", lines[-1])
        )
        lines += [*([""] if lines and needs else []), *block]
    return "\n".join(lines) + "\n"


def neighbours_are_clear(parts):
    """Two lists of numbers one after the other are refused by the check, since the site would make one of them."""
    numbered = [bool(re.match(r"\d", block[0])) for block, _ in parts]
    return not any(one and other for one, other in pairwise(numbered))


@seeded(200)
@given(STORY.filter(neighbours_are_clear))
@example([(["They carried:"], True), (["- books", "  - old", "  - new"], False)])
@example([(["1. one", "", "   still one", "", "2. two"], True), (["After."], True)])
def test_a_story_means_on_the_site_what_it_means_on_a_code_host(parts):
    body = joined(parts)
    assert on_the_site(normal(body)) == made_of(HOST.render(body))


SIGNS = st.lists(
    st.sampled_from([*"\\`*_{}[]()#+-.!|:=~&\"'/^1a ", "\n", "\n\n", "  \n", "word", "## ", "[^a]", "](", "2. ", "- "]),
    max_size=25,
).map("".join)


@seeded(300)
@given(SIGNS)
@example("a_b_ _c_\n")
def test_a_plain_story_is_read_alike_as_it_is(body):
    if is_plain(body):
        assert on_the_site(body) == made_of(HOST.render(body))


@seeded(300)
@given(SIGNS)
def test_writing_a_story_anew_never_fails_and_loses_no_word(body):
    words = re.findall(r"[a-z]+", re.sub(r"\[\^a\]|\]\(\S*", "", body))
    shown = re.sub(r"[^a-z]", "", re.sub(r"<[^>]*>", "", SITE.reset().convert(normal(body))))
    assert len(shown) >= len("".join(words)) or "(" in body or "&" in body


@seeded(300)
@given(SIGNS.filter(lambda body: "\\" not in body))
@example("A mark.[ ^a]\n")
@example("- [x] done\n")
def test_a_story_that_is_called_clean_leaves_no_marks_on_its_page(body):
    document, _ = parse("---\ntitle: a\n---\n\n" + body, "practices/cases/a.md")
    if document and not list(check_body(document)):
        shown = re.sub(r"<code>.*?</code>|\[\^a\]", " ", SITE.reset().convert(normal(document.body)), flags=re.DOTALL)
        assert re.findall(r"\]\(|\[\^|\*\*|\[\w+\]\[\w*\]|\[\[|~~\w|^!!!", re.sub(r"<[^>]*>", "", shown)) == []


# What goes, and what stays


def test_links_and_notes_that_do_not_stay_are_words_and_nothing():
    kept = Kept(lambda target: "gone" not in target, lambda key: "" if key == "gone" else f"[^{key}]")
    body = "A [long\n*link* \\[to\\] it](../cases/gone.md), [another](../cases/a.md).[^gone][^here] `[^gone]`\n"
    assert normal(body, kept) == "A long\n*link* \\[to\\] it, [another](../cases/a.md).[^here] `[^gone]`\n"


@pytest.mark.parametrize(
    "words", ["over\ntwo lines", "with \\[brackets\\]", "with [brackets] in it", "so " * 200 + "long", "*with* `marks`"]
)
def test_a_link_to_what_is_withdrawn_goes_whatever_its_words(library, today, words):
    root = library()
    other = root / "practices/cases/reading-hour.md"
    other.write_text("---\ntitle: Reading hour\nwithdrawn:\n  date: 2026-11-01\n---\n", "utf-8")
    shelf = root / "practices/cases/market-shelf.md"
    shelf.write_text(shelf.read_text("utf-8") + f"\nSee [{words}](reading-hour.md) too.\n", "utf-8")
    told = next(entry for entry in examine(root, today).clearing.entries if entry.slug == "market-shelf")
    assert "reading-hour" not in told.body


def test_the_body_of_the_card_is_written_anew_too(library, today):
    root = library()
    card = root / "practices/library.md"
    card.write_text(card.read_text("utf-8") + "\nWhat it holds:\n- shelves\n  - old\n", "utf-8")
    page = next(page for page in make_site(root, today).pages if page.address == "index.md")
    assert "What it holds:\n\n- shelves\n    - old\n" in page.text


def test_lines_are_those_of_the_file(tmp_path):
    document, _ = parse("---\ntitle: a\n---\n\n\n•\tone\n\n•\ttwo\n", "practices/cases/a.md")
    assert document
    assert document.body == "•\tone\n\n•\ttwo\n"


# Direction


def test_a_passage_from_right_to_left_says_so():
    body = "They said:\n\nكان الطريق مظلماً.\n\n- مصابيح\n  - زيت\n\nIn words (كتاب) a book.\n"
    assert normal(body) == (
        'They said:\n\n<div dir="rtl" markdown="1">\n\nكان الطريق مظلماً.\n\n- مصابيح\n    - زيت\n\n</div>\n\nIn words (كتاب) a book.\n'
    )


# Bounds


@pytest.mark.parametrize(
    "unit",
    ["*", "_", "`", "[", "](", "> ", "- ", "\\", "!", "|", "[^a]", "**a", "[a](", "<", "&", "www.", "https://", "• ", "1. ", "a) x\n", "\n- a\n  - b", "=", "~", "(", "\t", ":", "##"],
)  # fmt: skip
def test_a_story_of_one_sign_is_read_and_judged_to_its_end(unit):
    body = (unit * (4_000 // len(unit))) + "\n"
    document, _ = parse("---\ntitle: a\n---\n\nA.\n\n" + body, "practices/cases/a.md")
    assert document
    list(check_body(document))
    assert normal(document.body).endswith("\n")
