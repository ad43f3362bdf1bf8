"""Plain copies of pages: the text that is sent in a messenger, and Markdown that every program reads."""

import re
import zipfile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator.article import Article, read
from generator.article.markdown import as_markdown
from generator.article.plain_text import as_text
from generator.editions.plain_text import make
from generator.publish.copies import lay_copies, with_copies
from generator.publish.digesting import digest

from .shelves import shelf_of
from .test_article import PAGE

NOTES = (
    '<h2 id="sources">Sources</h2><div class="footnote"><ol>'
    '<li id="fn:a"><p>Amina. <a href="https://a.example/b">A report</a>, 2020.&#160;<a href="#fnref:a" title="1">↩</a></p></li>'
    '<li id="fn:b"><p>Never cited in what is sent.&#160;<a href="#fnref:b" title="2">↩</a></p></li></ol></div>'
)
NOTE = '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup>'
CLAIMS = (
    '<table class="hg-claims"><thead><tr><th>What changed</th><th>Direction</th><th>Source</th></tr></thead><tbody>'
    f'<tr id="c"><th scope="row">More came.</th><td><span aria-hidden="true">▲</span> Improved</td><td>{NOTE}</td></tr></tbody></table>'
)


def article(inner: str) -> Article:
    found = read(PAGE.format(inner), "cases/x.html")
    assert found is not None
    return found


def markdown(inner: str) -> str:
    return as_markdown(article(inner), lambda href: f"/{href}").strip()


WRITTEN = {
    "a heading": ('<h2 id="a"><span id="b"></span>What held</h2>', "## What held"),
    "signs that Markdown would read": ("<p>1 * 2 [a] `b` _c_ d_e &lt;f&gt;</p>", r"1 \* 2 \[a\] \`b\` \_c\_ d_e \<f>"),
    "a line that would begin a list": ("<p>1. One<br>- two</p>", r"1\. One - two"),
    "weight and stress": ("<p><strong>One </strong>and <em>two</em>.</p>", "**One** and *two*."),
    "a list in a list": ("<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>", "- One\n\n  - Two\n- Three"),
    "steps": ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
    "facts": ("<dl><dt>Who</dt><dd>A</dd><dd>B</dd></dl>", "- **Who:** A; B"),
    "a link": ('<p><a href="../themes/a.html#b">A</a></p>', "[A](/themes/a.html#b)"),
    "a link elsewhere": ('<p><a href="https://a.example/b(c)">A</a></p>', "[A](<https://a.example/b(c)>)"),
    "a link to the same page": ('<p><a href="#a">A</a></p>', "A"),
    "a table": (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
        "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |",
    ),
    "a drawing": ('<figure><svg role="img"><title>Map: Chad</title><path d="M0"/></svg></figure>', "*Map: Chad*"),
    "code with backticks": ("<p>Write <code>a`b</code>.</p>", "Write ``a`b``."),
    "a block of code with a fence": ("<pre><code>a\n```\nb\n</code></pre>", "````\na\n```\nb\n````"),
    "a list that goes on": ('<ol start="5"><li>Five</li><li>Six</li></ol>', "5. Five\n6. Six"),
    "words that look like a fence": ("<p>~~~ waves</p>", "\\~~~ waves"),
    "a picture": ('<p><img src="../media/a.png" alt="A shelf"></p>', "![A shelf](../media/a.png)"),
    "claims and notes": (
        f"{CLAIMS}{NOTES}",
        "- More came.\n  - Direction: ▲ Improved\n  - Source: [^1]\n\n## Sources\n\n[^1]: Amina. [A report](https://a.example/b), 2020.\n\n[^2]: Never cited in what is sent.",
    ),
}


@pytest.mark.parametrize(("inner", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_markdown_says_the_same_by_plain_signs(inner: str, expected: str) -> None:
    assert markdown(inner) == expected


def test_a_text_to_send_has_what_was_found_and_its_sources_and_no_signs_of_markup() -> None:
    page = (
        '<h1>A shelf</h1><p class="hg-lead">It <em>travels</em>.</p><dl><dt>Who</dt><dd>A &amp; B <a href="#c">See it</a></dd></dl>'
        f'<h2 id="outcomes">Results</h2>{CLAIMS}<h2 id="lessons">Lessons</h2><ul><li><p>Go <strong>slowly</strong>.{NOTE}</p></li></ul>'
        f'<h2 id="connections">Related</h2><p>Something else.</p>{NOTES}'
        '<h2 id="about-this-record">About</h2><p class="hg-cite">A: <em>A shelf</em>, 1 May 2020, https://shelves.example/. CC BY 4.0.</p>'
    )
    assert as_text(article(page)) == (
        "A shelf\nIt travels.\n\nWho: A & B\n\nResults\n• More came.\n  ▲ Improved · [1]\n\nLessons\n• Go slowly. [1]\n\n"
        "Sources\n[1] Amina. A report, 2020. https://a.example/b\n\n"
        "A: A shelf, 1 May 2020, https://shelves.example/. CC BY 4.0.\n"
    )


def test_copies_lie_beside_pages_that_lead_to_them_and_lead_to_each_other(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    link = '<p class="hg-files"><span class="hg-copies" data-says="Send:" data-text="text" data-page="Markdown"></span></p>'
    texts = {
        "cases/x.html": f'<h1>X</h1><p><a href="y.html#part">Y</a> <a href="z.html#part">Z</a></p>{link}',
        "cases/y.html": f"<h1>Y</h1>{link}",
    }
    pages = {address: with_copies(PAGE.format(text), address[6:7]) for address, text in texts.items()}
    assert '<a download href="x.txt">text</a> · <a download href="x.md">Markdown</a>' in pages["cases/x.html"]
    for address, text in pages.items():
        (tmp_path / address).write_text(text, "utf-8")
    lay_copies(tmp_path, {address: digest(text.encode()) for address, text in pages.items()})
    assert sorted(path.name for path in (tmp_path / "cases").iterdir()) == [
        f"{name}.{ending}" for name in "xy" for ending in ("html", "md", "txt")
    ]
    assert (tmp_path / "cases/x.md").read_text("utf-8") == "# X\n\n[Y](y.md) [Z](z.html#part)\n"
    assert (tmp_path / "cases/x.txt").read_text("utf-8") == "X\nY Z\n"


def test_every_record_that_is_sent_on_has_copies_and_the_list_for_programs_leads_to_them(built_small: Path) -> None:
    site = built_small / "site"
    listed = re.findall(r"^- \[.*\]\((\S+\.md)\)", (site / "llms.txt").read_text("utf-8"), re.MULTILINE)
    catalogue = shelf_of(built_small).renderer.catalogue
    assert set(listed) == {entry.address for entry in catalogue.entries if entry.record.is_sent_on}
    for address in listed:
        page = (site / address.replace(".md", ".html")).read_text("utf-8")
        assert {f'href="{Path(address).stem}.{ending}"' for ending in ("txt", "md")} <= set(
            re.findall(r'href="\w[^"]*"', page)
        )
        text, copy = ((site / address.replace(".md", f".{ending}")).read_text("utf-8") for ending in ("txt", "md"))
        assert not re.search(r"<\w|\*\*|\]\(|&\w+;", text), address
        assert not re.search(r"<(?!https?:)\w|\{ ?[.#:]", copy), address
        kinds = [one.type for one in MarkdownIt().enable("table").parse(copy)]
        assert kinds.count("heading_open") == len(re.findall(r"^#+ ", copy, re.MULTILINE)), address
    assert not (site / "organisations").exists() or not list((site / "organisations").glob("*.txt"))


def test_an_edition_of_texts_has_every_record_and_links_that_arrive(built_small: Path, tmp_path: Path) -> None:
    shelf = shelf_of(built_small)
    made = next(make(shelf, tmp_path)).file
    with zipfile.ZipFile(made) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    stems = {entry.address.removesuffix(".md") for entry in shelf.renderer.catalogue.entries}
    assert set(texts) == {f"{stem}.{ending}" for stem in stems for ending in ("txt", "md")}
    for name, text in texts.items():
        for to in re.findall(r"\]\(([^:)]+)\)", text) if name.endswith(".md") else ():
            assert Path("/", name).parent.joinpath(to).resolve().as_posix()[1:] in texts, (name, to)
    assert next(make(shelf, tmp_path)).file.read_bytes() == made.read_bytes()
