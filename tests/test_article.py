"""The article of a built page: what of it every edition is made of, and what its links say."""

from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest

from generator.article import LINKS, Articles, classes_of, link_of, read

PAGE = '<html lang="es" class="no-js"><head></head><body><header><h1>Frame</h1></header><article class="a">{}</article></body></html>'


def body(inner: str, address: str = "cases/x.html") -> str:
    """What stands in the body of a page's article."""
    article = read(PAGE.format(inner), address)
    assert article is not None
    return tostring(article.body, "unicode")[len("<div>") : -len("</div>")]


KEPT = {
    "text": ("<p>One <em>two</em>&nbsp;&amp; three</p>", "<p>One <em>two</em>\xa0&amp; three</p>"),
    "a passage in another language": ('<p lang="ar" dir="rtl">نص</p>', '<p lang="ar" dir="rtl">نص</p>'),
    "a line that ends": ("<p>One<br>two</p>", "<p>One<br />two</p>"),
    "a row of a table": (
        '<table role="table"><tr role="row"><th role="rowheader" scope="row">A</th></tr></table>',
        '<table><tr><th scope="row">A</th></tr></table>',
    ),
    "a fold": (
        '<details class="hg-fold" open><summary>3 sources</summary><p>A</p></details>',
        '<div class="hg-fold"><p class="hg-fold-says">3 sources</p><p>A</p></div>',
    ),
    "a sign with a name": (
        '<span role="img" aria-label="Improved">▲</span>',
        '<span role="img" aria-label="Improved">▲</span>',
    ),
    "a drawing": (
        '<svg viewBox="0 0 1 1" role="img"><title>T</title><path d="M0 0"/><text>a</text></svg>',
        '<svg viewBox="0 0 1 1" role="img"><title>T</title><path d="M0 0" /><text>a</text></svg>',
    ),
    "a picture": ('<p><img alt="A" src="../media/a%20b.png"></p>', '<p><img alt="A" src="media/a b.png" /></p>'),
}


@pytest.mark.parametrize(("inner", "expected"), KEPT.values(), ids=KEPT)
def test_what_is_said_stays(inner: str, expected: str) -> None:
    assert body(inner) == expected


GONE = {
    "scripts": "<script>1 < 2</script>",
    "buttons": '<button type="button">Copy <b>it</b></button>',
    "forms": '<form><p>Find <input name="q"></p></form>',
    "what is hidden": '<div hidden data-pagefind-ignore><span>Kind</span><br><img src="a" alt=""></div>',
    "what needs a script": '<p class="hg-with-script"><a href="#a">Go</a></p>',
    "ways about the site": '<nav class="hg-neighbours"><p>Next: <a href="y.html">Y</a></p></nav>',
    "signs to be copied": '<a class="hg-self" href="#a">#</a>',
    "files to save": '<p class="hg-files"><a download="x.bib" href="x.bib">BibTeX</a></p>',
    "the second of two drawings": '<svg class="hg-svg hg-svg--phone"><circle r="1"/><g><path d="M0"/></g></svg>',
}


@pytest.mark.parametrize("inner", GONE.values(), ids=GONE)
def test_what_only_a_screen_needs_goes_with_all_that_is_in_it(inner: str) -> None:
    assert body(f"<p>Before</p>{inner}<p>After</p>") == "<p>Before</p><p>After</p>"


LED = {
    "../themes/a.html": ("inside", "themes/a.html"),
    "y.html#lessons": ("inside", "cases/y.html#lessons"),
    "x.html#lessons": ("here", "#lessons"),
    "#lessons": ("here", "#lessons"),
    "#fn:a-2020": ("note", "#fn:a-2020"),
    "#fnref2:a-2020": ("back", "#fnref2:a-2020"),
    "https://example.org/a?b#c": ("outside", "https://example.org/a?b#c"),
    "mailto:a@example.org": ("outside", "mailto:a@example.org"),
    "//example.org/a": ("outside", "//example.org/a"),
}


@pytest.mark.parametrize(("href", "expected"), LED.items(), ids=LED)
def test_a_link_says_what_it_is(href: str, expected: tuple[str, str]) -> None:
    assert link_of(href, "cases/x.html") == expected


def test_an_article_has_a_title_a_language_and_the_pages_above_it() -> None:
    trail = '<nav aria-label="A" class="hg-trail"><p><a href="../index.html">Home</a> › X</p></nav>'
    article = read(PAGE.format(f"{trail}<h1 id='x'>What <em>held</em>\n on</h1>"), "cases/x.html")
    assert article is not None
    assert (article.title, article.language, article.address) == ("What held on", "es", "cases/x.html")
    assert article.trail == (("Home", "index.html"),)
    assert article.body.find(".//nav") is None


def test_a_page_without_an_article_has_none(tmp_path: Path) -> None:
    (tmp_path / "measures.html").write_text("<html><body><p>A</p></body></html>", "utf-8")
    articles = Articles(tmp_path)
    assert articles.get("measures.html") is None
    assert articles.get("nowhere.html") is None
    with pytest.raises(KeyError):
        articles["nowhere.html"]


def test_every_page_of_a_site_has_one_heading_and_links_that_are_classed(built_small: Path) -> None:
    site = built_small / "site"
    articles = Articles(site)
    found = [articles.get(path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]
    pages = [article for article in found if article is not None]
    assert len(pages) > len(found) - 3
    for article in pages:
        assert [article.title] == [one.text and "".join(one.itertext()).strip() for one in article.body.iter("h1")]
        for link in article.body.iter("a"):
            assert link.get("data-link") in (LINKS if link.get("href") is not None else (None,))
        for link in article.links("note"):
            assert link.get("href", "#")[1:] in article.notes
    assert any(article.notes for article in pages)
    assert not any("hg-trail" in classes_of(one) for article in pages for one in article.body.iter())
