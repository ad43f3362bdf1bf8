"""`practices due`: what waits for an editor, from what the records say."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

from .conftest import EXAMPLES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example library with nothing that waits, but for what a test writes into its records."""
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    return tmp_path / "library"


def due(root: Path, *words: str, today: str = "2026-11-21") -> Result:
    return CliRunner().invoke(main, ["due", "--root", str(root), "--today", today, *words], catch_exceptions=False)


def rows(root: Path, *words: str, today: str = "2026-11-21") -> list[dict[str, str]]:
    return json.loads(due(root, "--format", "json", *words, today=today).stdout)


def note(root: Path, path: str, line: str) -> None:
    file = root / "practices" / path
    file.write_text(file.read_text("utf-8").replace("\nsummary:", f"\n{line}\nsummary:", 1), "utf-8")


def test_what_has_a_day_comes_first_the_nearest_on_top(root: Path) -> None:
    note(root, "cases/fjord-boat.md", "check_again: 2026-11-21")
    note(root, "strategies/travelling-shelves.md", "check_again: 2026-11-22")
    note(root, "cases/market-shelf.md", "embargo: 2026-12-01")
    text = due(root, "--within", "10").stdout
    now, soon = text.split("\n\n")[:2]
    assert now == "Now (1)\n  2026-11-21  practices/cases/fjord-boat.md: compare it with its sources again"
    assert soon.splitlines() == [
        "Soon (2)",
        "  2026-11-22  practices/strategies/travelling-shelves.md: compare it with its sources again",
        "  2026-12-01  practices/cases/market-shelf.md: it will be published from this day on",
    ]
    assert "2026-12-01" not in due(root, "--within", "9").stdout
    assert "Soon" not in due(root, "--within", "0").stdout
    assert due(root).stderr.startswith("1 to see to now, ")


def test_a_consent_that_ends_is_told_also_once_it_has_ended(root: Path) -> None:
    consent = (
        "consent:\n  basis: organisational-agreement\n  reference: letter 7\n  date: 2025-01-02\n  review: 2026-12-02"
    )
    note(root, "cases/fjord-boat.md", consent)
    for today in ("2026-11-21", "2027-01-01"):
        (told,) = (row for row in rows(root, today=today) if row["sort"] == "consent")
        assert (told["day"], told["path"]) == ("2026-12-02", "practices/cases/fjord-boat.md")


def gaps(root: Path, sort: str) -> list[str]:
    return [row["path"].removeprefix("practices/") for row in rows(root) if row["sort"] == sort]


def test_gaps_are_those_of_the_records(root: Path) -> None:
    assert "cases/fjord-boat.md" in gaps(root, "no-evidence")
    assert "cases/market-shelf.md" not in gaps(root, "no-evidence")
    assert "cases/fjord-boat.md" not in gaps(root, "outline")
    assert "cases/fjord-boat.md" in gaps(root, "no-date")
    assert "cases/fjord-boat.md" in gaps(root, "sources")
    path = root / "practices/cases/fjord-boat.md"
    path.write_text(path.read_text("utf-8").replace("status: documented", "status: outline"), "utf-8")
    assert "cases/fjord-boat.md" in gaps(root, "outline")
    assert "cases/fjord-boat.md" not in gaps(root, "no-evidence") + gaps(root, "no-date") + gaps(root, "sources")


def test_a_question_waits_until_something_answers_it(root: Path) -> None:
    assert gaps(root, "question") == ["questions/what-a-shelf-costs.md"]  # and others that something answers
    note(root, "cases/fjord-boat.md", "answers: [what-a-shelf-costs]")
    assert gaps(root, "question") == []


def test_what_was_withdrawn_waits_no_more_and_paths_narrow_it_down(root: Path) -> None:
    note(root, "cases/fjord-boat.md", "check_again: 2026-11-21")
    here = {row["path"] for row in rows(root, str(root / "practices/cases"))}
    assert here
    assert all(path.startswith("practices/cases/") for path in here)
    assert {row["path"] for row in rows(root, str(root / "practices/cases/fjord-boat.md"))} == {
        "practices/cases/fjord-boat.md"
    }
    note(root, "cases/fjord-boat.md", "withdrawn:\n  date: 2026-11-20")
    assert "practices/cases/fjord-boat.md" not in {row["path"] for row in rows(root)}


def test_it_ends_well_with_errors_too_and_with_any_number_of_days(root: Path) -> None:
    note(root, "cases/fjord-boat.md", "sumary: x")
    result = due(root, "--within", "9999999")
    assert result.exit_code == 0
    assert "fjord-boat" not in result.stdout
