"""`practices rename`: what leads to a record is mended by its place, and the old address leads on."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from .conftest import EXAMPLES
from .libraries import TODAY, examine, make_site

CASE = Path("practices/cases/fjord-boat.md")
OTHER = Path("practices/cases/market-shelf.md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    return tmp_path / "library"


def rename(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["rename", *words, "--root", str(root), "--today", TODAY.isoformat()])


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.thorough
def test_every_record_can_be_renamed_and_back_and_nothing_else_has_changed(root: Path) -> None:
    before = files(root)
    renamed = 0
    for path in sorted((root / "practices").glob("*/*.md")):
        if path.parent.name == "vocabularies":
            continue
        result = rename(root, f"{path.parent.name}/{path.stem}", "another-name")
        assert result.exit_code == 0, result.output
        assert not path.exists()
        back = rename(root, f"{path.parent.name}/another-name", path.stem, "--forget")
        assert back.exit_code == 0, back.output
        renamed += 1
    assert renamed > 5
    assert files(root) == before


def test_what_leads_to_it_is_mended_where_it_stands(root: Path) -> None:
    for path, text in {
        OTHER: (root / OTHER)
        .read_text("utf-8")
        .replace("\n---\n", "\n---\n\nSee [fjord-boat](fjord-boat.md#lessons).\n", 1),
        Path(
            "docs/about.md"
        ): "\ufeff# About fjord-boat\r\n\r\n[Boat][1] and [again](cases/fjord%2Dboat.md)\r\n\r\n[1]: cases/fjord-boat.md\r\n",
        Path("docs/contribute/index.md"): '# Contribute\n\n<a href="../cases/fjord-boat.html">Boat</a>\n',
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    # Line ends, quotation marks and remarks of the record that refers to it stay.
    text = (root / OTHER).read_text("utf-8").replace("case: fjord-boat", "case: 'fjord-boat'  # the fjord-boat itself")
    (root / OTHER).write_bytes(text.replace("\n", "\r\n").encode())
    result = rename(root, "fjord-boat", "book-boat")
    assert result.exit_code == 0, result.output
    told = "practices/cases/book-boat.md is its file now. Mended: 6 places: docs/about.md (2), docs/contribute/index.md (1), "
    assert result.output.startswith(f"{told}practices/cases/market-shelf.md (3).")
    changed = (root / OTHER).read_bytes().decode()
    assert "case: 'book-boat'  # the fjord-boat itself\r\n" in changed
    assert "  - lesson: cases/book-boat#whole-boxes\r\n" in changed
    assert "See [fjord-boat](book-boat.md#lessons).\r\n" in changed
    about = (
        "\ufeff# About fjord-boat\r\n\r\n[Boat][1] and [again](cases/book-boat.md)\r\n\r\n[1]: cases/book-boat.md\r\n"
    )
    assert (root / "docs/about.md").read_bytes().decode() == about
    assert "../cases/book-boat.html" in (root / "docs/contribute/index.md").read_text("utf-8")
    assert not [one for one in examine(root, TODAY).problems if one.severity == "error"]


def test_at_each_old_address_a_page_leads_on_and_is_kept_from_the_search(root: Path) -> None:
    rename(root, "fjord-boat", "book-boat")
    rename(root, "book-boat", "the-boat")
    assert "\nformerly: [fjord-boat, book-boat]\n" in (root / "practices/cases/the-boat.md").read_text("utf-8")
    pages = {page.address: page.text for page in make_site(root, TODAY).pages}
    for name in ("fjord-boat", "book-boat"):
        assert "\nplain: true\n" in pages[f"cases/{name}.md"]
        first, _, lesson = pages[f"cases/{name}.md"].partition('<p id="whole-boxes"')
        assert first.rstrip().endswith("(the-boat.md)")
        assert lesson.endswith("(the-boat.md#whole-boxes)</p>\n")  # for who quoted the lesson by its own address
        assert f"cases/{name}.bib" not in pages
    # Data tell former names, by which whoever has older ones finds the record again.
    told = {address for address, text in pages.items() if "fjord-boat" in text and address != "cases/fjord-boat.md"}
    assert told == {
        "assets/set-rows/0.js", "cases/the-boat.json", "data/cases.csv", "data/cases.json", "data/cases.jsonl",
        "data/library.jsonld", "data/records.csv",
    }  # fmt: skip


def test_a_name_that_has_to_go_leaves_nothing(root: Path) -> None:
    rename(root, "fjord-boat", "book-boat")
    assert rename(root, "book-boat", "the-boat", "--forget").exit_code == 0
    assert not any(b"fjord-boat" in data or b"book-boat" in data for data in files(root).values())
    assert not [
        page for page in make_site(root, TODAY).pages if "fjord-boat" in page.address or "book-boat" in page.address
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fjord-boat", "market-shelf"), "practices/cases/market-shelf.md is there already"),
        (("fjord-boat", "had-once"), "practices/cases/had-once.md is there already, or was"),
        (("fjord-boat", "Book boat"), "write it as: book-boat"),
        (("fjord-boat", "index"), "the name index is taken"),
        (("fjord-boats", "x"), "The nearest name is fjord-boat"),
        (("resistance", "x"), "a vocabulary keeps its name"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(root: Path, words: tuple[str, ...], said: str) -> None:
    text = (root / OTHER).read_text("utf-8")
    (root / OTHER).write_text(text.replace("\nsummary:", "\nformerly: [had-once]\nsummary:", 1), "utf-8")
    before = files(root)
    result = rename(root, *words)
    assert result.exit_code == 2
    assert said in result.output
    assert files(root) == before


def test_while_something_cannot_be_read_nothing_is_renamed(root: Path) -> None:
    (root / OTHER).write_text((root / OTHER).read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")
    before = files(root)
    result = rename(root, "fjord-boat", "book-boat")
    assert result.exit_code == 2
    assert "Mend them first" in result.output
    assert files(root) == before


def test_a_link_that_was_not_found_as_it_was_read_is_left_and_told(root: Path) -> None:
    settings = "site_name: x\nplugins: [practices]\ncopyright: >\n  By <a\n  href='cases/fjord-boat.html'>them</a>\n"
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    result = rename(root, "fjord-boat", "book-boat")
    assert "for you to mend: mkdocs.yml:3:12." in result.output
    assert result.exit_code == 1
    assert (root / "mkdocs.yml").read_text("utf-8") == settings


def test_a_record_that_is_withdrawn_later_is_told_as_withdrawn_at_its_old_address_too(root: Path) -> None:
    lone = root / "practices/cases/reading-hour.md"
    lone.write_text(
        "---\ntitle: Reading hour\nformerly: [an-hour, market-shelf]\nwithdrawn:\n  date: 2026-11-20\n---\n", "utf-8"
    )
    pages = {page.address: page.text for page in make_site(root, TODAY).pages}
    for name in ("an-hour", "reading-hour"):
        assert "This record was withdrawn." in pages[f"cases/{name}.md"]
    gone = {"date": TODAY.isoformat(), "withdrawn": ["cases/reading-hour", "cases/an-hour"]}
    assert json.loads(pages["withdrawn.json"]) == gone
    assert "This record was withdrawn." not in pages["cases/market-shelf.md"]  # another record has the name now
