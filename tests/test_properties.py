"""Whatever a record holds: nothing raises, every problem has a place, and every text shows as itself and does no harm.

The examples are derandomised, so that every run tries the same ones.
"""

import copy
import datetime
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.check import check, check_body
from generator.document import parse, read
from generator.problem import as_text
from generator.render.escape import markdown_text
from generator.story import normal

from .conftest import seeded

TODAY = datetime.date(2026, 11, 21)
LIBRARY = Path(__file__).parent / "examples" / "library"
RECORDS = {path.relative_to(LIBRARY).as_posix(): path.read_bytes() for path in sorted(LIBRARY.rglob("*.md"))}
CARD = "practices/library.md"
DOCUMENTS = {path: parse(data.decode(), path)[0] for path, data in RECORDS.items()}


TEXTS = {path: data.decode() for path, data in RECORDS.items()}
SAID = {path: set(re.findall(r"[\w.-]*\w", text)) for path, text in TEXTS.items()}
CALLED = {
    path: {Path(path).stem, *re.findall(r"^  - id: \W?(\S*\w)", text, re.MULTILINE)} for path, text in TEXTS.items()
}
"""How others refer to a record: by the name of its file, and to its terms, if it is a vocabulary."""
AROUND = {
    path: [other for other in RECORDS if CALLED[other] & SAID[path] or Path(path).stem in SAID[other]]
    for path in RECORDS
}
"""The record itself, what it refers to and what refers to it: all that what is wrong with it can concern."""


def problems_with(document, found, path, around=AROUND):
    """What is said if the record at `path` is read as `document`. To check the whole library takes five times as long."""
    beside = {CARD, *around[path]}
    documents = [document if other == path else DOCUMENTS[other] for other in RECORDS if other in beside]
    return check([one for one in documents if one], found, TODAY, frozenset({"themes/index.md"})).problems


# Bytes

CRUEL_BYTES = [
    *(sign.encode() for sign in ("\0", "\t", "\r", "\n", "---\n", "...\n", "\u2028", "\ufeff", "\uffff", "\u202e", "😀")),
    *(b"\xff", b"\xc3", b"[", b"{", b"}", b": ", b"- ", b"? ", b"&a ", b"*a ", b"!!x ", b"<<: ", b"'", b'"', b"\\"),
    *(b"|\n", b">\n", b"#", b"%", b"@", b"`", b"NO", b"~", b"](", b"[^", b"<b", b"<!--", b"\n# ", b"\n===\n"),
]  # fmt: skip


@st.composite
def mutated_records(draw):
    path = draw(st.sampled_from(sorted(RECORDS)))
    data = RECORDS[path]
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(1, 30))
        match draw(st.sampled_from(["flip", "delete", "insert", "insert", "truncate", "duplicate", "splice"])):
            case "flip" if at < len(data):
                data = data[:at] + bytes([data[at] ^ 1 << draw(st.integers(0, 7))]) + data[at + 1 :]
            case "delete":
                data = data[:at] + data[at + length :]
            case "insert":
                data = data[:at] + draw(st.sampled_from(CRUEL_BYTES) | st.binary(max_size=6)) + data[at:]
            case "truncate":
                data = data[:at]
            case "duplicate":
                lines = data.splitlines(keepends=True)
                row = at % (len(lines) or 1)
                data = b"".join([*lines[: row + 1], *lines[row : row + length]])
            case "splice":
                other = RECORDS[draw(st.sampled_from(sorted(RECORDS)))]
                start = draw(st.integers(0, len(other)))
                data = data[:at] + other[start : start + 10 * length] + data[at:]
    return path, data


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("mutated")


@pytest.mark.thorough
@seeded(300)
@given(mutated=mutated_records())
def test_damaged_bytes_never_raise_and_every_problem_has_a_real_place(mutated, folder):
    path, data = mutated
    (folder / "record.md").write_bytes(data)
    document, found = read(folder / "record.md", path)
    problems = problems_with(document, found, path)
    as_text(problems).encode()
    for problem in problems:
        bytes_there = data if problem.place.path == path else RECORDS[problem.place.path]
        lines = bytes_there.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= problem.place.line <= len(lines) + 1, str(problem)
        line = lines[problem.place.line - 1] if problem.place.line <= len(lines) else ""
        assert 1 <= problem.place.column <= len(line) + 1, str(problem)


# Structure


def nodes(value, steps=()):
    """The steps that lead to each node within a value."""
    if steps:
        yield steps
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in pairs:
        yield from nodes(item, (*steps, step))


FRONTS = {path: yaml.load(data.split(b"---\n")[1], yaml.BaseLoader) for path, data in RECORDS.items()}
BODIES = {path: data.split(b"---\n", 2)[2].decode() for path, data in RECORDS.items()}
NODES = [(path, steps) for path, front in FRONTS.items() for steps in nodes(front)]
NASTY = [
    "<script>alert(1)</script>", "{{ 7 * 7 }}", "{value} {0}", "%s %(n)s", "javascript:alert(1)", "../../../etc/passwd",
    "NO", "yes", "null", "~", "---", "...", "[^x]", "[x](y)", "__class__", "model_config", "folder", "index", "=1+1",
    "2026-02-30", "٢٠٢٦", "1e9", "0x10", "1_000", "-0", "a\u2028b", "a\u202eb", "a\0b", "\ufeff", "\uffff", "😀", "e\u0301",
    "a\nb", " ", "&amp;", "KE", "ZZ", "4.6", "https://books.example/", "https://", "x" * 5000, "9" * 5000, "word " * 500,
]  # fmt: skip
VALUES = [None, "", [], {}, [None], [[]], [{}], {"a": None}, {"": ""}, {"id": "a"}, 0, -1, 1.5, 10**30, True, *NASTY]


@st.composite
def mutated_fronts(draw):
    path, steps = draw(st.sampled_from(NODES))
    front = copy.deepcopy(FRONTS[path])
    for target in [steps, *draw(st.lists(st.sampled_from([way for where, way in NODES if where == path]), max_size=2))]:
        parent = front
        try:
            for step in target[:-1]:
                parent = parent[step]
            old = parent[target[-1]]
        except (KeyError, IndexError, TypeError):
            continue  # an earlier mutation took it away
        if not isinstance(parent, dict | list):
            continue
        match draw(st.sampled_from(["replace", "replace", "replace", "drop", "rename"])):
            case "drop":
                del parent[target[-1]]
            case "rename" if isinstance(parent, dict):
                del parent[target[-1]]
                parent[draw(st.sampled_from(["", "id", "title", "sources", *NASTY[:30]]))] = old
            case _:
                parent[target[-1]] = copy.deepcopy(draw(st.sampled_from(VALUES)))
    return path, front


def check_front(path, front, around=AROUND):
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n{BODIES[path]}"
    document, found = parse(text, path)
    problems = problems_with(document, found, path, around)
    as_text(problems).encode()
    return problems


@pytest.mark.thorough
@seeded(350)
@given(mutated=mutated_fronts())
def test_damaged_data_never_raises(mutated):
    check_front(*mutated)


@pytest.mark.thorough
@pytest.mark.parametrize("path", sorted(RECORDS), ids=lambda path: path.removeprefix("practices/"))
def test_any_field_may_hold_anything_without_a_traceback(path):
    for key in FRONTS[path]:
        for value in (None, [], {"a": "b"}, "word"):
            check_front(path, {**FRONTS[path], key: value})


@pytest.mark.parametrize("path", sorted(RECORDS), ids=lambda path: path.removeprefix("practices/"))
def test_the_data_of_a_valid_record_is_valid_however_it_is_dumped(path):
    assert check_front(path, FRONTS[path], {key: list(RECORDS) for key in RECORDS}) == ()


def test_around_a_record_stands_all_that_it_refers_to():
    wrong = {path: check_front(path, front) for path, front in FRONTS.items()}
    papers = {path for path in RECORDS if "/papers/" in path}  # they are numbered, and not all are around each
    assert {path for path, problems in wrong.items() if any(one.place.path == path for one in problems)} <= papers


# HTML

CONVERTER = markdown.Markdown(extensions=["attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"])


class Page(HTMLParser):
    """What a browser would find in a piece of HTML: its elements, in order, and its text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.text = ""
        self.feed(CONVERTER.reset().convert(text))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.elements.append(("!--", {}))

    def handle_decl(self, decl):
        self.elements.append(("!", {}))

    def handle_pi(self, data):
        self.elements.append(("?", {}))

    @property
    def names(self):
        return [name for name, _ in self.elements]


# Text

CONTEXTS = {
    "paragraph": ("{}", ["p"], "{}"),
    "list item": ("- {}\n- next", ["ul", "li", "li"], "{} next"),
    "numbered item": ("1. {}\n2. next", ["ol", "li", "li"], "{} next"),
    "heading": ("before\n\n## {}\n\nafter", ["p", "h2", "p"], "before {} after"),
    "table cell": (
        "| a | b |\n| --- | --- |\n| {} | c |\n| d | {} |",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "tr", "td", "td"],
        "a b {} c d {}",
    ),
    "definition": ("term\n:   {}\n\nafter", ["dl", "dt", "dd", "p"], "term {} after"),
    "words of a link": ("see [{}](../cases/x.md) there", ["p", "a"], "see {} there"),
    "words of an emphasis": ("see **{}** there", ["p", "strong"], "see {} there"),
}
SIGNS = [
    *"\\`*_{}[]()<>#+-.!|:=~&\"'/@^$%;,? ",
    "\n",
    "  ",
    "---",
    "===",
    "```",
    "~~~",
    "**",
    "__",
    "![",
    "](",
    "[^",
    "]:",
]
WORDS = [
    "a", "b c", "1", "12.", "1234567890.", "٣.", "x)", "http://a.example", "<b>", "</b>", "<!--", "-->", "&lt;", "&#60;",
    "{: .a}", "{ #b onclick=c }", "[TOC]", "klzzwxh:0001", "wzxhzdk:0", "[x]: y", "*[HTML]:", ": d", "| - |", "C#", "\u200b",
]  # fmt: skip
PLAIN = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40),
    st.lists(st.sampled_from([*SIGNS, *WORDS]), min_size=1, max_size=10).map("".join),
).filter(str.strip)


@pytest.mark.thorough
@pytest.mark.parametrize("context", CONTEXTS)
@seeded(200)
@given(text=PLAIN)
@example(text="C#")
@example(text="Who reads? ##")
@example(text="1234567890. of them")
@example(text="a \\| b \\\\| c `d|e` f")
@example(text="http://a.example/x_y_z?a=b&copy=c&#38;d")
@example(text="<a@b.example> and <https://a.example>")
@example(text=":   not a definition")
@example(text="[x]: https://a.example 'y'")
@example(text="{: #a .b onclick=c }")
@example(text="ends in \\")
def test_plain_text_shows_exactly_as_it_is(context, text):
    source, elements, shown = CONTEXTS[context]
    page = Page(source.replace("{}", str(markdown_text(text))))
    assert " ".join(page.text.split()) == shown.replace("{}", " ".join(text.split()))
    assert page.names == elements


# Bodies

FRONT = """---
title: The shelf at the market
sources:
  shelf-2021:
    title: A shelf at the market
    year: "2021"
---

"""
ELEMENTS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "em", "strong", "a", "code", "pre",
    "hr", "br", "sup", "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"id", "class", "href", "title", "start", "style"}
HARMLESS = [
    "Readers", "of the *market*", "**read**", "_at_ night", "`code`", "[^shelf-2021]", "[web](https://books.example/a?b=c&d=e)",
    '[titled](https://books.example "A title")', "[record](../strategies/travelling-shelves.md)", "[here](#what-happened)",
    "<https://books.example/x>", "&lt;b&gt;", "\\[not a link\\]", "5 < 6 > 4", "## Heading\n\nWords.", "## Heading\n\n### Smaller\n\nWords.", "- item", "1. first",
    "> quote", "| a | b |\n| - | - |\n| c | d |", "term\n:   definition", "---", "    indented", "\n",
]  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<b", "</p>", "<!-- c -->", "<?php ?>",
    "<a@b.example>", "<1@b.example>", "<javascript:alert(1)>", "<javascript://%0aalert(1)>", "<https://a.example onclick=b>",
    "<HTTPS://a.example>", "[a](javascript:alert(1))", "[a](JavaScript:alert(1))", "[a]( javascript:alert(1) )",
    "[a](java\tscript:alert(1))", "[a](&#106;avascript:alert(1))", "[a](javascript&colon;alert(1))", "[a](<javascript:alert(1)>)",
    "[a](data:text/html,x)", "[a](vbscript:x)", "[a](//evil.example)", "[a](\\\\evil.example)", "[a](/x)", "[a](mailto:a@b.example)",
    "[a](https://a.example\" onclick=\"b)", "[a](https://a.example 'x' onclick=b)", "[a]\n(javascript:alert(1))", "[a][b]", "[b]", "[b][]",
    "[b]: javascript:alert(1)", "[b]:\njavascript:alert(1)", "[b]: <javascript:alert(1)>", "[^b]: note", "![a](x.png)", "![a][b]",
    "!", "{: onclick=alert(1) }", "{ .a }", "{", "}", "&#123;: .a&#125;", "&#60;script&#62;", "&lt;script&gt;", "&#x3C;b>", "[TOC]", "# Title",
    "#  Title", "#\tTitle", "#", "Title\n=====", "=====", "***", "\\", "\\<b>", "`<b>`", "``` x", "~~~", "\u00a0", "\u2028",
    "wzxhzdk:0", "klzzwxh:0000", "[", "](", ")", "]:", "<", ">", "(", '"', "'", ":", "|",
]  # fmt: skip
MARGINS = st.sampled_from(["", "", "", "", "> ", "- ", "1. ", "    ", "  ", ":   ", "\t", "> - ", "* > ", "\u00a0"])


@st.composite
def blocks(draw):
    pieces = draw(st.lists(st.sampled_from(HARMLESS) | st.sampled_from(HOSTILE), min_size=1, max_size=3))
    text = draw(st.sampled_from([" ", "", "\n"])).join(pieces)
    margin = draw(MARGINS)
    return "\n".join(margin + line for line in text.split("\n"))


BODY = st.lists(blocks(), min_size=1, max_size=4).flatmap(
    lambda found: st.sampled_from(["\n\n", "\n"]).map(lambda gap: gap.join(found))
)


def is_accepted(body):
    document, found = parse(FRONT + body, "practices/cases/market-shelf.md")
    return not found and document is not None and not list(check_body(document))


def harm_in(body):
    """All that a browser would find in an accepted body besides what is allowed there."""
    for name, attributes in Page(f"{normal(body)}\n\n[^shelf-2021]: A shelf at the market.\n").elements:
        if name not in ELEMENTS:
            yield name
        for attribute, value in attributes.items():
            if attribute not in ATTRIBUTES or (attribute == "style" and not value.startswith("text-align:")):
                yield f"{attribute}={value}"
            if attribute == "href":
                address = urlsplit("".join(value.split()))
                if address.scheme not in ("", "http", "https") or (address.netloc and not address.scheme):
                    yield f"href={value}"


@pytest.mark.thorough
@seeded(900)
@given(body=BODY)
def test_a_body_that_is_accepted_does_no_harm(body):
    if is_accepted(body):
        assert list(harm_in(body)) == []


@pytest.mark.parametrize("body", [text for text in HARMLESS if text.strip()])
def test_a_harmless_body_is_accepted(body):
    assert is_accepted(body)
    assert list(harm_in(body)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_body_is_refused_or_harmless_wherever_it_stands(text):
    margins = ("", "> ", "- ", "1. ", "- a\n\n    ", "term\n:   ", "> - ")
    bodies = [f"{margin}{text}\n\n[a][b] and [b]\n" for margin in margins]
    assert {body: harm for body in bodies if is_accepted(body) and (harm := list(harm_in(body)))} == {}


# Mending


FRONT_ROWS = {path: data.decode().split("---\n")[1] for path, data in RECORDS.items()}


@st.composite
def spoiled_fronts(draw):
    """A front matter in which one line was spoiled: the text, and which line it was."""
    path = draw(st.sampled_from(sorted(FRONT_ROWS)))
    rows = FRONT_ROWS[path].split("\n")[:-1]
    at = draw(st.integers(0, len(rows) - 1))
    row, place = rows[at], draw(st.integers(0, len(rows[at])))
    sign = draw(
        st.sampled_from(
            [": ", '"', "'", "[", "]", "{", "\t", "\u00a0", "“", "– ", "* ", "&", "*", "%", "- ", "#", " ", "  ", "\\"]
        )
    )
    match draw(st.sampled_from(["insert", "insert", "begin", "delete", "indent", "dedent"])):
        case "insert":
            rows[at] = row[:place] + sign + row[place:]
        case "begin":
            rows[at] = row[: len(row) - len(row.lstrip())] + sign + row.lstrip()
        case "delete":
            rows[at] = row[:place] + row[place + 1 :]
        case "indent":
            rows[at] = " " * draw(st.integers(1, 3)) + row
        case "dedent":
            rows[at] = row[min(draw(st.integers(1, 3)), len(row) - len(row.lstrip())) :]
    return path, "\n".join([*rows, ""]), at


@seeded(400)
@given(spoiled=spoiled_fronts())
def test_one_spoiled_line_costs_no_other_key_and_every_place_is_real(spoiled):
    path, front, at = spoiled
    document, found = parse(f"---\n{front}---\n", path)
    rows = ["---", *front.split("\n")]
    for problem in found:
        assert 1 <= problem.place.line <= len(rows)
        assert 1 <= problem.place.column <= len(rows[problem.place.line - 1]) + 1, str(problem)
    # Keys at the margin, apart from the spoiled one and the one in whose group it stands, are all still there.
    written = [(number, row.split(":")[0]) for number, row in enumerate(rows[1:]) if row[:1].isalpha() and ":" in row]
    group = max((number for number, _ in written if number <= at), default=-1)
    others = {key for number, key in written if number not in (at, group)}
    assert others <= (set(document.front.pairs) if document else set()), found


@seeded(200)
@given(front=st.lists(st.sampled_from([*CRUEL_BYTES, b"title: A\n", b"  - a: b\n", b"key", b"\n", b" "]), max_size=60))
def test_mending_comes_to_an_end(front):
    text = b"".join(front).decode("utf-8", "replace")
    _, problems = parse(f"---\n{text}\n---\n", "practices/cases/a.md")
    assert len(problems) < 500
