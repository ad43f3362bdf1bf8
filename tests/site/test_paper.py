"""What a story's table is on paper: all of it, however many columns it has."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

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
