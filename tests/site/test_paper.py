"""What stands on paper: all of a story's table, however many columns it has, and all of a case, with nothing over anything else."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from ..paper import overprinted
from ..sites import REPOSITORY

ASSETS = REPOSITORY / "templates" / "overrides" / "assets"
NAMES = ("Month", "Village", "Readers", "Shelves", "Books-lent", "Meetings", "Committee", "Remarks")


def sheet(columns: int, rows: int) -> str:
    """A page with a story's table, in the looks of every page."""
    links = "".join(
        f'<link rel="stylesheet" href="{(ASSETS / name).as_uri()}">' for name in ("ground.css", "holding-ground.css")
    )
    head = "".join(f"<th>{NAMES[at % 8]}{at // 8 or ''}</th>" for at in range(columns))
    body = "".join(
        f"<tr>{''.join(f'<td>row {row} of column {at}, which is told at some length</td>' for at in range(columns))}</tr>"
        for row in range(rows)
    )
    return (
        f"<!doctype html><html lang='en'><meta charset='utf-8'>{links}<body><article class='md-typeset' data-pagefind-body>"
        f"<h1>A title</h1><p>{'A story is told here. ' * 40}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<p>{'It goes on. ' * 40}</p></article></body></html>"
    )


@pytest.fixture
def printed(browser: Browser, tmp_path: Path) -> Iterator[Callable[[int, int], list[str]]]:
    """What stands on each sheet of paper when a table of so many columns and rows is printed."""
    page = browser.new_page()

    def text_of(columns: int, rows: int) -> list[str]:
        (tmp_path / "sheet.html").write_text(sheet(columns, rows), "utf-8")
        page.goto((tmp_path / "sheet.html").as_uri())
        paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        return [" ".join(one.extract_text().split()) for one in paper.pages]

    yield text_of
    page.close()


@pytest.mark.parametrize("columns", [2, 8, 12])
def test_a_wide_table_is_printed_whole(printed: Callable[[int, int], list[str]], columns: int) -> None:
    text = " ".join(printed(columns, 3)).replace(" ", "")
    for row in range(3):
        for at in range(columns):
            assert f"row{row}ofcolumn{at},whichistoldatsomelength" in text, (row, at)


def test_a_long_table_has_its_head_on_every_sheet(printed: Callable[[int, int], list[str]]) -> None:
    sheets = [text for text in printed(4, 90) if "of column" in text]
    assert len(sheets) > 1
    assert [text for text in sheets if "Month" not in text] == []


# The cases of a library


class Case(NamedTuple):
    """A case as it is printed: its file's name, the sheets, what stands on each, and what its page says of pushback and folds."""

    name: str
    paper: PdfReader
    sheets: list[str]
    exchanges: list[list[str]]
    folded: list[str]


TOLD = """() => [
  [...document.querySelectorAll(".hg-exchange")].map(one => [...one.querySelectorAll("p:not(.hg-term)")].map(p => p.firstChild.textContent)),
  [...document.querySelectorAll(".hg-fold .footnote li > p > a:first-of-type")].map(one => one.textContent),
]"""


@pytest.fixture(scope="module")
def cases(built: Path, browser: Browser) -> list[Case]:
    """Each case of the county, printed once for all that is asked of it."""
    page, found = browser.new_page(), []
    for path in sorted((built / "site" / "cases").glob("*.html")):
        if not path.stem.startswith("index"):
            page.goto(path.as_uri())
            exchanges, folded = page.evaluate(TOLD)
            paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
            sheets = [flat(sheet.extract_text()) for sheet in paper.pages]
            found.append(Case(path.stem, paper, sheets, exchanges, folded))
    page.close()
    return found


def flat(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))  # paper has letters that are joined, such as “ﬀ”


def test_words_that_lie_over_each_other_are_seen(browser: Browser, tmp_path: Path) -> None:
    over = "<p style='position:absolute;top:{}px;left:40px;font:16px sans-serif'>{}</p>"
    page = browser.new_page()
    for apart, seen in ((5, True), (24, False)):
        (tmp_path / "over.html").write_text(
            over.format(40, "The end of an answer") + over.format(40 + apart, "What others learned"), "utf-8"
        )
        page.goto((tmp_path / "over.html").as_uri())
        assert bool(overprinted(PdfReader(io.BytesIO(page.pdf())))) == seen
    page.close()


def test_no_case_is_overprinted_and_each_sheet_says_whose_it_is(cases: list[Case]) -> None:
    wrong: list[str] = []
    for case in cases:
        wrong += [f"{case.name}: {one}" for one in overprinted(case.paper)]
        for number, text in enumerate(case.sheets, 1):
            foot = rf"TheReadingCounty·cases/{re.escape(case.name)}\.html·\w*\d"
            if f"{number}/{len(case.sheets)}" not in text or not re.search(foot, text):
                wrong.append(f"{case.name}: sheet {number} has no foot")
    assert wrong == []


def test_a_pushback_is_printed_on_one_sheet_with_its_answers_and_all_that_is_folded_is_there(cases: list[Case]) -> None:
    pairs = folds = 0
    for case in cases:
        for said in case.exchanges:
            if not all(map(str.isascii, said)):
                continue  # a PDF gives the letters of Arabic in the order in which they are drawn
            pairs += 1
            assert any(all(flat(words)[:30] in sheet for words in said) for sheet in case.sheets), (case.name, said)
        whole = "".join(case.sheets)
        for words in filter(str.isascii, case.folded):
            folds += 1
            assert flat(words)[:20] in whole, (case.name, words)
        for dead in ("See the", "Onthispage", "Putonmylist", "Howtociteit", "See how it was answered"):
            assert flat(dead) not in whole, (case.name, dead)
    assert pairs > 5
    assert folds > 5


def test_the_address_of_a_source_is_printed(built: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((built / "site" / "cases" / "night-bakers.html").as_uri())
    hrefs = page.locator(".footnote p:not(:has(a[href*='doi.org/'])) > a[href^='http']:first-of-type").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    text = flat("".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages))
    assert hrefs
    assert [href for href in hrefs if f"<{href}>" not in text] == []
    page.close()
