"""`practices due`: what waits for an editor, from what the records say."""

import datetime
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from generator.authoring.due import Task
from generator.authoring.due_forms import as_calendar, as_page
from generator.cli import main
from generator.problem import printable

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


@pytest.fixture
def dated(root: Path) -> Path:
    note(root, "cases/fjord-boat.md", "check_again: 2026-11-21")
    note(root, "cases/market-shelf.md", "embargo: 2026-12-01")
    return root


def test_a_calendar_has_each_day_once_and_another_reader_reads_it(dated: Path) -> None:
    written = due(dated, "--format", "calendar").stdout_bytes
    assert written == due(dated, "--format", "calendar").stdout_bytes
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    events = Calendar.from_ical(written).walk("VEVENT")
    told = {(str(one["SUMMARY"]), one["DTSTART"].dt.isoformat()) for one in events}
    assert told == {
        ("Check again: practices/cases/fjord-boat.md", "2026-11-21"),
        ("Embargo ends: practices/cases/market-shelf.md", "2026-12-01"),
    }
    assert len({str(one["UID"]) for one in events}) == len(events)
    later = Calendar.from_ical(due(dated, "--format", "calendar", today="2026-11-22").stdout_bytes).walk("VEVENT")
    assert {str(one["UID"]) for one in later} == {str(one["UID"]) for one in events}


@given(st.text(min_size=1), st.text())
def test_whatever_a_file_is_called_a_calendar_says_it(path: str, what: str) -> None:
    day = datetime.date(2026, 11, 21)
    written = as_calendar([Task(day, "check", path, what)], day).encode("utf-8", "surrogatepass")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    [event] = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["SUMMARY"]) == f"Check again: {printable(path)}"
    assert str(event["DESCRIPTION"]) == printable(what)


def test_a_page_shows_what_the_text_shows_and_loads_nothing(dated: Path) -> None:
    page = due(dated, "--format", "page").stdout
    headings = [line for line in due(dated).stdout.splitlines() if line and not line.startswith(" ")]
    assert re.findall(r"<h2>(.*)</h2>", page) == headings
    assert "<li><time>2026-11-21</time>practices/cases/fjord-boat.md<small>" in page
    assert not re.search(r"<script|\bsrc=|\bhref=|url\(", page)
    assert "&lt;b&gt;" in as_page([Task(None, "outline", "<b>", "<b>")], datetime.date(2026, 11, 21))
    assert "Nothing." in as_page([], datetime.date(2026, 11, 21))
