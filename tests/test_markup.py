"""What is converted in one pass is what Python-Markdown makes of it, to the byte; all else is left to it."""

import random
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.structure import pages as of_the_host

from generator.markup import JUDGE, Links, NotMine, converted, is_known
from generator.story import normal

from .conftest import EXAMPLES, seeded

FOLDER = EXAMPLES / "markup"
CONSTRUCTS = sorted(path for path in FOLDER.glob("*.md") if path.with_suffix(".html").exists())
LEFT = dict(
    part.split("\n", 1)
    for part in (FOLDER / "left-to-the-host.md").read_text("utf-8").removeprefix("%% ").split("\n%% ")
)
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists"]


def listed(tokens):
    return [(one["level"], one["id"], one["name"], listed(one["children"])) for one in tokens]


def judges(text):
    """HTML, contents, title and anchors, as the host makes them."""
    program = markdown.Markdown(extensions=EXTENSIONS)
    written = of_the_host._RawHTMLPreprocessor()
    made = of_the_host._ExtractAnchorsTreeprocessor(None, None, None)
    title = of_the_host._ExtractTitleTreeprocessor()
    for one in (written, made, title):
        one._register(program)
    html = program.convert(text)
    return html, listed(program.toc_tokens), title.title, written.present_anchor_ids | made.present_anchor_ids


def ours(text):
    made = converted(text, str)
    return made.html, listed(made.contents), made.title, made.anchors


def is_ours(text):
    try:
        converted(text, str)
    except NotMine:
        return False
    return True


@pytest.mark.parametrize("path", CONSTRUCTS, ids=lambda path: path.stem)
def test_each_construct_is_converted(path: Path):
    text = path.read_text("utf-8")
    assert ours(text)[0] == path.with_suffix(".html").read_text("utf-8").removesuffix("\n")
    assert ours(text) == judges(text)


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_what_is_not_known_for_certain_is_left_to_the_host(text):
    assert not is_ours(text)


@pytest.mark.parametrize(
    "text", ["", " \n", "a\tb", "a\r\nb", "a\x0bb", "a\u2028b", "a\x02b\x03", "a\x85b", "a\ud800b"]
)
def test_signs_that_are_no_text_are_left_to_the_host(text):
    assert not is_ours(text)


def test_links_are_asked_for_as_they_are_written():
    asked = []
    converted("[a](b.md?x=1&y=2#c) <https://d.example/?x=1&y=2>\n\n[e](b.md)", lambda href: asked.append(href) or "x")
    assert asked == ["b.md?x=1&y=2#c", "https://d.example/?x=1&y=2", "b.md"]


def test_nothing_is_asked_of_a_page_that_is_left_to_the_host():
    asked = []
    with pytest.raises(NotMine):
        converted("[a](dead.md)\n\n![b](c.png)", lambda href: asked.append(href) or "x")
    assert asked == []


# Whatever stands in a page

MARKS = [
    "*", "**", "_", "__", "`", "``", "\\", "\\\\", "[", "]", "(", ")", "[^a]", "[^b]", "[a](b.md)", '[a](b.md "t")', "[a](b_(c).md)", "![x](y)",
    "<b>", "</b>", '<span class="x">', "</span>", "<br>", '<b title="[x](y)">', "<div>", "</div>", '<div markdown="1">', "\n</div>\n", "<hr>",
    "<https://a.b/c>", "<a@b.c>", "&amp;", "&", "&#39;", "&#x27;", "&nbsp;", "<", ">", '"', "'", "{", "}", "{ .a }", "\n{ .a }",
    "{ #i }", " ", "  ", "    ", "\n", "\n\n", "\n\n\n", "  \n", "\n    ", "\n        ", "- ", "\n- ", "\n\n- ", "\n    - ",
    "1. ", "\n1. ", "\n\n2. ", "12.", "# ", "\n# ", "\n## ", "#", "\n> ", ">", "|", "\n| a | b |\n| --- | --- |\n", "\n---\n",
    "---", "===", "\n===\n", ": ", "\n:   ", "\n\n:   ", "!", "+", "-", "=", ":", "~", "[^a]: note", "\n\n[^a]: note\n",
    "\n[x]: y\n", "é", "قراءة", "村", "\u00a0", "\u3000", "\u200b", "\u00ad", "\u2028", "\t", "\r", "\x0b", "1", "a", "word ", "a_b",
    "*x*", "**x**", "_x_", "`c`", "***", "///Footnotes Go Here///", "[TOC]", "x\\|y", "<!-- c -->", "<p>", "</p>",
    '<p markdown="span">', "</p>\n", '<ul markdown="block">\n<li markdown="block">\n\nx\n\n</li>\n</ul>\n', "<td>",
    "<figure>\n<svg></svg>\n</figure>\n", "\\[", "\\*", "\\_", "\\#", "\\.", "\\|", "\\{", "\\}", "\\<",
]  # fmt: skip
NOISE = st.lists(
    st.one_of(st.sampled_from(MARKS), st.sampled_from(["word ", "a", "x y", "12", "Wort, "]), st.text(max_size=8)),
    max_size=14,
).map("".join)
CONSTRUCTED = [path.read_text("utf-8") for path in CONSTRUCTS]


@st.composite
def pages(draw):
    """Constructs one after the other, some of their blocks gone or twice, with marks strewn in or lines moved."""
    blocks = "\n\n".join(draw(st.lists(st.sampled_from(CONSTRUCTED), min_size=1, max_size=3))).split("\n\n")
    first = draw(st.integers(0, len(blocks) - 1))
    text = "\n\n".join(blocks[first : first + draw(st.integers(1, 8))])
    for _ in range(draw(st.integers(0, 3))):
        at, mark = draw(st.integers(0, len(text))), draw(st.one_of(st.sampled_from(MARKS), st.just("")))
        text = text[:at] + mark + text[at + draw(st.sampled_from([0, 0, 0, 1, 3])) :]
    return text


def is_right(text):
    try:
        given = ours(text)
    except NotMine:
        return
    assert given == judges(text)


@seeded(300)
@given(NOISE)
@example(">")
@example("> a\n>")
@example(")\n\n\xa0")
@example("<hr><figure></figure>")
@example("2\n{a}<s://>")
@example("d  \n{.a}")
@example("2. a\n2. \n- o")
@example(">[^a]:n")
@example("- a\n    - b\n\n        c\n    d")
@example("#w {e}`c`")
@example('<n s="[]()">')
@example("# a &\\#39;")
@example("- a\n\n[^x]: n\n\n- b")
@example("\u3000\n: d")
@example("a\n: b\n\n\u3000\n: d")
@example("> a\n\n[^x]: n\n\n> b")
@example('a <b Id="x">c</b> <a name=y>d</a>')
@example('a <b title="an id=5">c</b> <a name="y">d</a> <i name="z">e</i>')
def test_strangers_text_is_converted_rightly_or_not_at_all(text):
    is_right(text)


@seeded(200)
@given(pages())
@example('<div markdown="1"><div l=""><div>>\n<div s="" ></div></div></div></div>')
def test_compositions_are_converted_rightly_or_not_at_all(text):
    is_right(text)


@seeded(100)
@given(NOISE)
def test_stories_are_converted_rightly_or_not_at_all(text):
    is_right(normal(text))


# Hypothesis shrinks what fails, and takes nine tenths of the time to invent a text. So the many are thrown with plain dice.


def thrown_noise(dice):
    """As many marks and words as `NOISE` has, and letters of any script."""
    parts = (MARKS, ["word ", "a", "x y", "12", "Wort, "], None)
    return "".join(
        dice.choice(some)
        if (some := dice.choice(parts))
        else "".join(map(chr, (anything(dice) for _ in range(dice.randrange(9)))))
        for _ in range(dice.randrange(15))
    )


def anything(dice):
    """The number of a character: of one that is often written, or of any that is text."""
    number = dice.randrange(dice.choice([0x80, 0x250, 0x3000, 0x110000]))
    return number if not 0xD800 <= number < 0xE000 else 0x20


def thrown_page(dice):
    """What `pages` draws."""
    blocks = "\n\n".join(CONSTRUCTED[dice.randrange(len(CONSTRUCTED))] for _ in range(dice.randrange(1, 4))).split(
        "\n\n"
    )
    first = dice.randrange(len(blocks))
    text = "\n\n".join(blocks[first : first + dice.randrange(1, 9)])
    for _ in range(dice.randrange(4)):
        at, mark = dice.randrange(len(text) + 1), dice.choice([*MARKS, *[""] * len(MARKS)])
        text = text[:at] + mark + text[at + dice.choice([0, 0, 0, 1, 3]) :]
    return text


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize(
    "thrown", [thrown_noise, thrown_page, lambda dice: normal(thrown_noise(dice))], ids=["noise", "pages", "stories"]
)
def test_a_great_many_texts_are_converted_rightly_or_not_at_all(thrown, part):
    dice = random.Random(part)
    for _ in range(1_000):
        is_right(thrown(dice))


@pytest.mark.parametrize("sign", [chr(number) for number in range(33, 127) if not chr(number).isalnum()])
def test_every_sign_is_read_as_the_host_reads_it_wherever_it_stands(sign):
    for text in (f"{sign}", f"{sign} a", f"a {sign} b", f"a{sign}b", f"{sign}a{sign}", f"a\n{sign}", f"a\n{sign} b",
                 f"\\{sign}", f"a\\{sign}b", f"- {sign}", f"# a {sign}", f"[{sign}](b.md)", f"| {sign} |\n| --- |\n| a{sign} |"):  # fmt: skip
        is_right(text)


# When and where to


def test_these_extensions_are_known_in_whatever_order_and_no_others():
    assert is_known(EXTENSIONS, {})
    assert is_known(EXTENSIONS[::-1], {"toc": {}})
    assert not is_known(EXTENSIONS, {"toc": {"permalink": True}})
    assert not is_known([*EXTENSIONS, "abbr"], {})
    assert not is_known(EXTENSIONS[1:], {})
    assert not is_known([*EXTENSIONS, object()], {})


def test_another_version_of_python_markdown_converts_all_itself(monkeypatch):
    monkeypatch.setattr(markdown, "__version__", f"{JUDGE}.1")
    assert not is_known(EXTENSIONS, {})


def test_the_installed_version_is_the_one_that_judged():
    assert markdown.__version__ == JUDGE, (
        "Run the tests with JUDGE as the new version, and `python -m tests.markup_judge`."
    )


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("b.md", ("b.html", "cases/b.md", "")),
        ("../a.md#x", ("../a.html#x", "a.md", "x")),
        ("#x:y", ("#x:y", "cases/c.md", "x:y")),
        ("https://a.example/b?c#d", ("https://a.example/b?c#d", "", "")),
        ("gone.md", None),
        ("/a.md", None),
        ("b", None),
        ("b.md?x", None),
        ("", None),
        ("#", None),
        ("../../a.md", None),
        ("ftp://a.example", None),
        ("b%20c.md", None),
    ],
)
def test_plain_links_are_found_and_all_others_are_the_hosts(href, target):
    urls = {"a.md": "a.html", "cases/b.md": "cases/b.html", "cases/c.md": "cases/c.html"}
    find = Links(urls, lambda to, source: "../" * (source.count("/") - to.count("/")) + to.removeprefix("cases/")).of(
        "cases/c.md"
    )
    assert find(href) == target
    assert find(href) == target
