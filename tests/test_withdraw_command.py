"""`practices withdraw`: what a program can do to take a record down, done without harm, and what is left, told."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from .conftest import EXAMPLES

CASE = Path("practices/cases/fjord-boat.md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    return tmp_path / "library"


def withdraw(root: Path, *words: str, today: str = "2026-11-21") -> Result:
    return CliRunner().invoke(main, ["withdraw", *words, "--root", str(root), "--today", today])


def test_a_record_is_marked_and_its_lines_stay_as_they_were(root: Path) -> None:
    path, other = root / CASE, root / "practices/cases/market-shelf.md"
    other.write_text(f"{other.read_text('utf-8')}\nOther than the book boat on the fjord.\n", "utf-8")
    text = path.read_text("utf-8").replace("summary:", "# The boat is old.\nsummary:").replace("\n", "\r\n")
    path.write_bytes(text.encode())
    result = withdraw(root, "fjord-boat")
    assert path.read_bytes().decode() == text.replace("fjord\r\n", "fjord\r\nwithdrawn:\r\n  date: 2026-11-21\r\n", 1)
    assert f"practices/cases/market-shelf.md:{len(other.read_text('utf-8').splitlines())}:" in result.stdout
    assert "error: withdrawn-name" in result.stdout
    assert "These refer to it and need no edit" in result.stderr
    assert result.exit_code == 1


def test_where_nothing_names_it_nothing_is_left_and_a_second_time_changes_nothing(root: Path) -> None:
    assert withdraw(root, "cases/fjord-boat.md").exit_code == 0
    before = (root / CASE).read_bytes()
    again = withdraw(root, "fjord-boat", today="2026-12-24")
    assert again.exit_code == 0
    assert "withdrawn since 2026-11-21" in again.stderr
    assert (root / CASE).read_bytes() == before
    assert sorted(path.name for path in (root / CASE).parent.iterdir()) == ["fjord-boat.md", "market-shelf.md"]


def test_a_file_is_emptied_of_all_but_its_names_and_what_went_is_told(root: Path) -> None:
    fund = root / "practices/organisations/hill-library-fund.md"
    result = withdraw(root, "hill-library-fund", "--strip")
    assert fund.read_text("utf-8") == (
        "---\ntitle: Hill Library Fund\nacronym: HLF\nalso: [Fund for the Libraries of the Hills]\n"
        "withdrawn:\n  date: 2026-11-21\n---\n"
    )
    assert "Taken out of the file: kind" in result.stderr
    withdraw(root, "hill-library-fund", "--neutral", today="2026-12-24")
    assert fund.read_text("utf-8") == "---\ntitle: Withdrawn\nwithdrawn:\n  date: 2026-11-21\n---\n"


def test_a_file_that_cannot_be_read_can_be_withdrawn_all_the_same(root: Path) -> None:
    (root / CASE).write_text('---\ntitle: "The boat\nsummary: - x\n---\n', "utf-8")
    refused = withdraw(root, "fjord-boat")
    assert refused.exit_code == 2
    assert "practices/cases/fjord-boat.md:2:" in refused.stderr
    assert "--strip --neutral" in refused.stderr
    withdraw(root, "fjord-boat", "--strip", "--neutral")
    assert (root / CASE).read_text("utf-8") == "---\ntitle: Withdrawn\nwithdrawn:\n  date: 2026-11-21\n---\n"


def test_an_empty_mark_is_filled_in(root: Path) -> None:
    text = (root / CASE).read_text("utf-8").replace("summary:", "withdrawn:\nsummary:", 1)
    (root / CASE).write_text(text, "utf-8")
    withdraw(root, "fjord-boat")
    assert (root / CASE).read_text("utf-8") == text.replace("withdrawn:\n", "withdrawn:\n  date: 2026-11-21\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("fjord-boats",), "The nearest name is fjord-boat"),
        (("nothing-like-it-at-all",), "there is no record called “nothing-like-it-at-all”"),
        (("../../etc/passwd",), "there is no record called"),
        (("fjord-boat", "--kind", "papers"), "there is no record called “fjord-boat” in practices/papers/"),
        (("library",), "there is no record called “library”"),
    ],
)
def test_a_name_that_is_no_record_is_refused(root: Path, words: tuple[str, ...], told: str) -> None:
    result = withdraw(root, *words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_of_two_records_with_one_name_the_kind_tells_which(root: Path) -> None:
    shutil.copy(root / CASE, root / "practices/papers/fjord-boat.md")
    result = withdraw(root, "fjord-boat")
    assert result.exit_code == 2
    assert "--kind cases or --kind papers" in " ".join(result.stderr.split())
    withdraw(root, "fjord-boat", "--kind", "cases")
    assert "withdrawn:" in (root / CASE).read_text("utf-8")
    assert "withdrawn:" not in (root / "practices/papers/fjord-boat.md").read_text("utf-8")


def test_a_name_that_another_record_bears_is_told_of(root: Path) -> None:
    programme = root / "practices/programmes/lantern.md"
    programme.write_text("---\ntitle: Lantern Readers\n---\n", "utf-8")
    result = withdraw(root, "lantern")
    assert "These bear its name too" in result.stderr
    assert "practices/organisations/lantern-readers.md" in result.stderr
    assert result.exit_code == 0
