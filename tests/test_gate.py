"""The gate: whatever would call another host is refused, in every language of the web, and what only looks like it is not.

In `examples/gate/hostile/` each line of a page, a style sheet, a script or a picture is one way to call out. What the gate
says of them stands in `expected.txt`. The files of `examples/gate/near/` are harmless to the last.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import processes
from generator.gate import CAUSES, inspect
from generator.gate.markup import Reading
from generator.gate.policy import Inline, alone, digest, headers, in_page, inline_in
from generator.gate.quick import Seen, Tags
from generator.problem import as_text

EXAMPLES = Path(__file__).parent / "examples" / "gate"
BY_LINE = ("loads.html", "acts.html", "links.html", "style.css", "script.js", "picture.svg")
NO_LINE = {"picture.svg": {"</svg>"}}
HEAD = f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{in_page()}">'


def site_of(name: str, folder: Path) -> Path:
    """An example as a site: its pages begin with the policy, on the same line, so that places stay."""
    site = folder / "site"
    shutil.copytree(EXAMPLES / name, site, ignore=shutil.ignore_patterns("expected.txt"))
    for page in site.glob("*.html"):
        if not page.read_bytes().startswith(b"\xff"):
            page.write_text(HEAD + page.read_text("utf-8"), "utf-8")
    return site


def page_of(folder: Path, html: str) -> list[str]:
    """The causes for which a page is refused."""
    (folder / "page.html").write_text(html, "utf-8")
    return [problem.rule for problem in inspect(folder, "site")]


def test_the_gate_says_of_each_what_it_is_and_what_to_do(tmp_path: Path) -> None:
    expected = (EXAMPLES / "hostile" / "expected.txt").read_text("utf-8")
    assert as_text(inspect(site_of("hostile", tmp_path), "site")) == expected


@pytest.mark.parametrize("name", BY_LINE)
def test_every_hostile_line_is_refused(name: str, tmp_path: Path) -> None:
    refused = {p.place.line for p in inspect(site_of("hostile", tmp_path), "site") if p.place.path == f"site/{name}"}
    lines = (EXAMPLES / "hostile" / name).read_text("utf-8").splitlines()
    assert [
        line for number, line in enumerate(lines, 1) if number not in refused and line not in NO_LINE.get(name, ())
    ] == []


def test_every_hostile_file_is_refused(tmp_path: Path) -> None:
    site = site_of("hostile", tmp_path)
    files = {path.name for path in site.iterdir()} - {"piece.pf_meta"}
    assert {p.place.path.removeprefix("site/") for p in inspect(site, "site")} == files


def test_near_misses_pass(tmp_path: Path) -> None:
    assert as_text(inspect(site_of("near", tmp_path), "site")) == ""


def test_every_cause_is_shown(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    shown = {problem.rule for problem in inspect(site_of("hostile", tmp_path), "site")}
    assert shown | set(page_of(tmp_path / "bare", "<p>bare")) == set(CAUSES)


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><title>No policy</title>",
        f'<meta http-equiv="Content-Security-Policy" content="{in_page().replace("default-src", "img-src")}">',
        f'<link rel="icon" href="own.png"><meta http-equiv="Content-Security-Policy" content="{in_page()}">',
        f'<meta http-equiv="Content-Security-Policy-Report-Only" content="{in_page()}"><p>Only reported',
    ],
    ids=["none", "another", "too late", "report only"],
)
def test_a_page_without_the_policy_is_refused(html: str, tmp_path: Path) -> None:
    assert page_of(tmp_path, html) == ["other-policy"]


def test_a_second_policy_can_only_narrow_the_first(tmp_path: Path) -> None:
    narrower = '<meta http-equiv="Content-Security-Policy" content="img-src \'none\'">'
    assert page_of(tmp_path, HEAD + narrower) == []


def test_an_address_that_is_known_to_be_harmless_is_so_in_its_own_script_only(tmp_path: Path) -> None:
    text = "new URL(`https://example.com${normalized}`)"
    for name in ("pagefind.js", "own.js"):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "pagefind.js").write_text("fetch(`https://example.com${normalized}`)", "utf-8")
    assert [p.place.path for p in inspect(tmp_path, "site")] == ["site/own.js", "site/pagefind/pagefind.js"]


def test_links_are_unlisted_where_there_is_no_list(tmp_path: Path) -> None:
    link = '<a rel="noopener noreferrer" href="https://elsewhere.example/">away</a>'
    assert page_of(tmp_path, HEAD + link) == ["link-not-listed"]


@pytest.mark.parametrize(
    ("text", "is_data"),
    [
        ('hgExplore.compared("x", {"summary": "see https://elsewhere.example/ and fetch()"});\n', True),
        ('hgExplore.compared("x", {"summary": "//elsewhere.example/"}, fetch("https://elsewhere.example/"));\n', False),
        ('hgExplore.words({"a": 1}); fetch("https://elsewhere.example/");\n', False),
        ('fetch("https://elsewhere.example/");\n', False),
    ],
)
def test_a_script_that_only_hands_over_data_may_hold_addresses(text: str, is_data: bool, tmp_path: Path) -> None:
    (tmp_path / "data.js").write_text(text, "utf-8")
    assert (inspect(tmp_path, "site") == []) is is_data


def as_read(page: Seen | Reading) -> tuple[object, ...]:
    return sorted(page.findings), sorted(page.links), sorted(page.listed), sorted(page.listed_below)


PIECES = st.sampled_from(
    [
        *(line for name in ("loads.html", "acts.html", "links.html") for line in
          (EXAMPLES / "hostile" / name).read_text("utf-8").splitlines()),
        "<p>", "</p>", "<br/>", "text", "\n", " & ", "&amp;", "&#60;", "&#x3c;", "&#", "&#x;", "&lt", "&copy", "<", ">", '"', "'",
        "<!-- a -->", "<!-- a -- b -->", "<!-->", "<!--", "-->", "<!doctype html>", "<![CDATA[", "<?php", "</", "</p", "<script>",
        '<script src="a.js">', "</script>", "</script >", "<script/>", "<style>", "</style>", "<title>", "</title>", "<textarea>",
        "</textarea>", "<plaintext>", "<svg>", '<a href="a.html">', '<a href="//b.example">', '<a class="hg-listed" href="#b">',
        '<a rel="noopener noreferrer" href="https://b.example/">', '<a class="hg-listed" rel="noopener noreferrer" href="https://c.example/">',
        '<p data-below="https://c.example/">', '<p title="<a>">', "<p title='a'>", "<p title=a>", '<p title="a>', "<P>", '<p/title="a">',
        '<p title="a"title="b">', HEAD, HEAD.replace("self", "none"), "<html>", "<head>", '<base href="a">', '<link rel="icon" href="a.png">',
    ]
)  # fmt: skip
"""What pages are made of, and what tears them."""


@given(st.lists(PIECES, max_size=12).map("".join), st.booleans())
@example("<p>&#\n<script>a</script>", True)
@example('<script src="a.js"></script><p>', True)
@example("<p>&</p>amp;", True)
def test_a_page_is_read_tag_by_tag_as_it_is_read_as_a_whole(html: str, begins: bool) -> None:
    page = (HEAD if begins else "") + html
    assert as_read(Tags().read(page)) == as_read(Reading(page))


def test_what_was_found_of_a_tag_on_one_page_holds_on_the_next() -> None:
    tags = Tags()
    away = '<a rel="noopener noreferrer" href="https://b.example/">'
    for page in (HEAD + f"<p>{away}", f"{HEAD}\n\n{away}a</a>{away}", away, HEAD + "<p>", f"<p>{HEAD}"):
        assert as_read(tags.read(page)) == as_read(Reading(page))


def test_a_page_in_the_form_that_hosts_write_is_read_in_one_look() -> None:
    page = f'{HEAD}<html lang="en"><body><p id="a">b &amp; c<a href="../d.html#e">f</a></p><script src="g.js"></script>\n</html>\n'
    assert isinstance(Tags().read(page), Seen)


def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of("hostile", tmp_path)
    alone = inspect(site, "site")
    monkeypatch.setattr(processes, "cores", lambda: 3)
    monkeypatch.setattr(processes, "WORTH_IT", 1)
    assert inspect(site, "site") == alone


# A page that is handed on as a single file


def alone_with(script: str, style: str = "p { color: red }", *, named: str | None = None) -> str:
    """A page that holds its script and its style itself, and whose policy names these, or another script in the place of its own."""
    inline = Inline((digest(script if named is None else named),), (digest(style),))
    return (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{alone(inline)}">'
        f"<title>a</title><style>{style}</style><p>b</p><script>{script}</script>"
    )


def test_a_page_alone_may_hold_what_its_policy_names(tmp_path: Path) -> None:
    assert page_of(tmp_path, alone_with("let a = 1 < 2 && '<p>';")) == []
    assert page_of(tmp_path, alone_with("", "")) == []


@pytest.mark.parametrize(
    ("html", "causes"),
    [
        (alone_with("let a = 1;", named="let a = 2;"), ["inline-code"]),
        (alone_with("let a = 1;") + "<script>let b = 1;</script>", ["inline-code"]),
        (alone_with("let a = 1;") + "<style>p { color: blue }</style>", ["inline-code"]),
        (alone_with("let a = 1;") + "<script>let a = 1;", ["inline-code"]),  # never ended, so nobody knows what it holds
        (alone_with("let a = 1;") + '<p style="color: red">', ["inline-code"]),
        (alone_with("let a = 1;") + '<p onclick="a()">', ["inline-code"]),
        (alone_with("fetch('https://elsewhere.example/');"), ["names-another-host"]),
        (alone_with("localStorage.a = 1;"), ["stores-on-device"]),
        (alone_with("let a = 1;", "p { background: url(https://elsewhere.example/a.png) }"), ["loads-from-elsewhere"]),
        (alone_with("let a = 1;").replace("default-src 'none'", "default-src 'self'"), ["inline-code", "inline-code", "other-policy"]),
        (alone_with("let a = 1;").replace("form-action 'none'", "form-action *"), ["inline-code", "inline-code", "other-policy"]),
        (alone_with("let a = 1;").replace("; script-src '", "; script-src 'unsafe-inline' '"), ["inline-code", "inline-code", "other-policy"]),
        (HEAD + alone_with("let a = 1;"), ["inline-code", "inline-code"]),  # the first policy counts
    ],
)  # fmt: skip
def test_whatever_else_it_holds_is_refused(tmp_path: Path, html: str, causes: list[str]) -> None:
    assert sorted(page_of(tmp_path, html)) == causes


def test_servers_are_told_of_what_stands_in_pages_and_of_nothing_else() -> None:
    inline = Inline((digest("a"),), (digest("b"),))
    assert inline_in(alone_with("a", "b")) == inline
    assert inline_in(HEAD) == Inline()
    said = headers(inline)["Content-Security-Policy"]
    assert said.replace(f" {digest('a')}", "").replace(f" {digest('b')}", "") == headers()["Content-Security-Policy"]
    assert "unsafe-inline" not in said
