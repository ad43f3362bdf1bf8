"""What must hold on every built page, read from its HTML."""

import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

VAGUE = {"learn more", "read more", "more", "here", "click here", "link", "details", "edit"}


class Reader(HTMLParser):
    """The parts of a page that the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.lang = ""
        self._link: list[str] | None = None
        self._href = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "a" and found.get("href") is not None:
            self._link, self._href = [], found["href"] or ""
        if tag == "html":
            self.lang = found.get("lang") or ""
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links.append((self._href, " ".join("".join(self._link).split())))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._link.append(data)


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Reader]:
    site = built / "site"
    return {p.relative_to(site).as_posix(): Reader(p.read_text("utf-8")) for p in sorted(site.rglob("*.html"))}


def lost_links(site: Path, pages: dict[str, Reader]) -> list[tuple[str, str]]:
    """The links within a site that lead to no page, or to no place on one: where each stands, and what it says."""
    lost = []
    for name, page in pages.items():
        if name == "404.html":
            continue  # served for any address, so its links begin at the root
        for href, _ in page.links:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            if parts.fragment and PurePosixPath(parts.path).name in ("list.html", "compare.html", "set.html"):
                parts = parts._replace(fragment="")  # what a reader chose
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            relative = target.resolve().relative_to(site.resolve()).as_posix()
            ids = pages[relative].ids if relative in pages else []
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in ids):
                lost.append((name, href))
    return lost


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: dict[str, Reader], built: Path) -> None:
    assert lost_links(built / "site", pages) == []


def test_an_id_stands_once_on_a_page(pages: dict[str, Reader]) -> None:
    assert {name for name, page in pages.items() if len(page.ids) != len(set(page.ids))} == set()


def test_link_texts_say_where_they_lead(pages: dict[str, Reader]) -> None:
    vague = {
        (name, text) for name, page in pages.items() for _, text in page.links if text.lower() in VAGUE or not text
    }
    assert vague == set()


def test_a_link_text_on_a_page_leads_to_one_place_of_the_library(pages: dict[str, Reader]) -> None:
    unclear = []
    for name, page in pages.items():
        targets: dict[str, set[str]] = {}
        for href, text in page.links:
            if not re.match("https?:|#", href) and not text.isdigit() and text != "↩":
                targets.setdefault(text, set()).add(href.split("#")[0])
        unclear += [(name, text, found) for text, found in targets.items() if len(found) > 1]
    assert unclear == []


def test_every_page_links_to_its_source(pages: dict[str, Reader], built: Path) -> None:
    for name, page in pages.items():
        if name in ("404.html", "measures.html", "contribute/form.html"):
            continue  # made of the theme's own template, of nothing that tells of a library, and alone
        edits = [href for href, _ in page.links if "/edit/main/" in href]
        assert edits, name
        for href in edits:
            path = href.split("/edit/main/")[1]
            assert (built / path).is_file(), (name, path)


def test_headings_begin_with_one_title_and_have_no_gaps(pages: dict[str, Reader]) -> None:
    for name, page in pages.items():
        assert page.headings[0] == 1, name
        assert page.headings.count(1) == 1, name
        gaps = [(a, b) for a, b in zip(page.headings, page.headings[1:], strict=False) if b > a + 1]
        assert gaps == [], name


def test_no_markdown_or_template_is_left_in_a_page(built: Path) -> None:
    left = []
    for path in (built / "site").rglob("*.html"):
        text = re.sub(r"<(script|style|head|code|pre).*?</\1>", " ", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]+>", "", text)
        marks = re.findall(r".{0,30}(?:\]\(|\[\^|\{[%{#.:]|\*\*|Footnotes Go Here|&amp;amp;|markdown=).{0,30}", text)
        left += [(path.name, mark) for mark in marks]
    assert left == []


def test_links_between_records_run_both_ways(pages: dict[str, Reader], built: Path) -> None:
    """What a case names names the case: for each link between the pages of two records there is one back."""
    kinds = ("cases", "papers", "programmes")
    targets = ("organisations", "strategies", "countries", "vocabularies")
    missing = []
    for name in pages:
        if name.split("/")[0] not in kinds or name.endswith("/index.html"):
            continue
        html = (built / "site" / name).read_text("utf-8")
        cards = re.findall(r'<div class="hg-card.*?</div>', html, re.DOTALL)
        assert cards, name
        for href, _ in Reader("".join(cards)).links:
            if href.startswith(("#", "http")):
                continue
            target = re.sub(r"^\.\./", "", href)
            if target.split("/")[0] in targets:
                back = {re.sub(r"^(\.\./)+", "", link.split("#")[0]) for link, _ in pages[target].links}
                if name not in back:
                    missing.append((name, target))
    assert missing == []


WAY_BACK = re.compile(r'<a(?: class="footnote-backref")? href="#(fnref\d*:[^"]*)" title="([^"]*)">')


def test_the_arrows_of_a_note_lead_back_from_the_top_down_and_are_told_apart(built: Path) -> None:
    several = 0
    for path in sorted((built / "site").rglob("*.html")):
        html = path.read_text("utf-8")
        ways: dict[str, list[tuple[str, str]]] = {}
        for mark, title in WAY_BACK.findall(html):
            ways.setdefault(mark.partition(":")[2], []).append((mark, title))
        for found in ways.values():
            places = [html.index(f'id="{mark}"') for mark, _ in found]
            assert places == sorted(places), path
            assert len({title for _, title in found}) == len(found), path
            several += len(found) > 1
    assert several
