"""What readers are promised of this library's own pages, in few visits: they fit a phone and a sheet, are light, and lead on.

Whatever records there are is walked. What holds of pages because of how they are made is asked of invented libraries, in `tests/site/`.
"""

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request
from pypdf import PdfReader

from generator.schema import KINDS, Vocabulary

from ...paper import overprinted
from ...site.test_accessibility import FIRST_VISIT
from ...site.test_pages import Reader, lost_links
from ...site.test_pictures import MEASURE
from ...sites import served

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def site(shipped: Path) -> Path:
    return shipped / "site"


@pytest.fixture(scope="module")
def where(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    yield page
    page.close()


def pages_of(site: Path, *kinds: str) -> list[Path]:
    """The pages of all records of some kinds, the longest first."""
    found = [path for kind in kinds for path in (site / kind).glob("*.html") if path.name != "index.html"]
    return sorted(found, key=lambda path: (-len(path.read_bytes()), path))


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    pages = {
        path.relative_to(site).as_posix(): Reader(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))
    }
    assert lost_links(site, pages) == []


def test_a_reader_meets_no_placeholder_no_path_and_no_command(site: Path) -> None:
    """Of a library that has not said where its files are kept, as this one. Who writes or programs has pages of her own."""
    met = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name.startswith(("contribute/", "developing/")):
            continue
        html = path.read_text("utf-8")
        met += [
            (name, href) for href, _ in Reader(html).links if re.search(r"\bexample\.(?:org|com|net)\b|/edit/", href)
        ]
        text = re.sub(r"<[^>]+>", "", re.sub(r"<(script|style|head)\b.*?</\1>", " ", html, flags=re.DOTALL))
        met += [
            (name, words)
            for words in re.findall(
                r"(?<![\w-])practices/[\w/-]+\.md|\.venv\S*|practices (?:new|check|build)\b|Suggest a change", text
            )
        ]
    assert met == []


def test_from_every_pushback_that_greets_a_reader_a_case_is_one_link_away(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    forms = re.findall(r'href="(vocabularies/[^/"]+/[^"]+\.html)"', home)
    assert forms
    assert [
        form for form in forms if not re.search(r'href="[./]*cases/(?!index)[^"]+"', (site / form).read_text("utf-8"))
    ] == []


def test_the_card_of_every_case_fits_one_screen_of_a_phone(site: Path, where: str, page: Page) -> None:
    names = [path.name for path in pages_of(site, "cases")]
    page.goto(f"{where}cases/{names[0]}")
    heights = page.evaluate(
        """async (names) => {
          const own = document.querySelector(".hg-card--case"), heights = {};
          for (const name of names) {
            const other = new DOMParser().parseFromString(await (await fetch(name)).text(), "text/html");
            own.replaceChildren(...other.querySelector(".hg-card--case").childNodes);
            heights[name] = own.getBoundingClientRect().height;
          }
          return heights;
        }""",
        names,
    )
    assert {name: height for name, height in heights.items() if not 0 < height <= PHONE["height"]} == {}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != Vocabulary.folder])
def test_the_pages_with_most_text_and_with_the_longest_word_fit_a_phone(
    site: Path, where: str, page: Page, kind: str
) -> None:
    found = pages_of(site, kind)
    for path in {found[0], max(found, key=longest_word)}:
        page.goto(where + path.relative_to(site).as_posix())
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path.name


def longest_word(path: Path) -> int:
    main = re.sub(r"<[^>]+>", " ", path.read_text("utf-8").partition("<main")[2])
    return max(map(len, main.split()))


def test_a_case_is_printed_on_two_sheets_and_one_or_two_on_three_with_no_word_on_another(
    site: Path, where: str, page: Page
) -> None:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    long = []
    for path in pages_of(site, "cases"):
        page.goto(f"{where}cases/{path.name}")
        paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        assert overprinted(paper) == [], path.name
        assert len(paper.pages) <= 3, path.name
        long += [path.name] if len(paper.pages) == 3 else []
    assert len(long) <= 2, long


@pytest.mark.parametrize("name", ["backlash.html", "evidence.html"])
def test_a_table_is_printed_on_one_sheet(where: str, page: Page, name: str) -> None:
    page.goto(where + name)
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages) == 1


@pytest.mark.parametrize("kind", ["", "cases", "strategies"])
def test_a_first_visit_is_light(site: Path, where: str, browser: Browser, kind: str) -> None:
    """To the first page, and to the longest of the others that people are sent to."""
    name = pages_of(site, kind)[0].relative_to(site).as_posix() if kind else "index.html"
    page = browser.new_page()
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("requestfinished", note)
    page.goto(where + name)
    page.wait_for_load_state("networkidle")
    sizes = {one.url: len(gzip.compress(one.response().body(), 9)) for one in requests}  # type: ignore[union-attr]
    page.close()
    assert sum(sizes.values()) <= FIRST_VISIT, sizes


def test_the_words_of_pictures_fit_into_them(site: Path, where: str, page: Page) -> None:
    drawn = 0
    for path in pages_of(site, "programmes", "series"):
        page.goto(where + path.relative_to(site).as_posix())
        pictures = page.evaluate(MEASURE)
        drawn += len(pictures)
        assert [words for picture in pictures for words in picture["outside"]] == [], path.name
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert drawn
