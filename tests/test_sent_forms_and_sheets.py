"""What people send becomes outlines: nothing in it is trusted, run or lost, and a bad row keeps no good one back."""

import csv
import datetime
import io
import re
import sys
import zipfile

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.derived import derived
from generator.authoring.derived.asked import QUESTIONS, Asked
from generator.authoring.intake import sheets
from generator.authoring.intake.answers import Answer, take_answers
from generator.authoring.intake.issue_form import take_issue
from generator.authoring.intake.spreadsheet import take_sheets
from generator.cli import main
from generator.document import parse
from generator.problem import Place, Severity, has_errors
from generator.site import renderer_of

from .conftest import seeded
from .libraries import EXAMPLES, LIBRARY, TODAY, examine

ISSUE = (EXAMPLES / "intake" / "issue.md").read_text("utf-8")
NAMES = [question.name for question in QUESTIONS]


@pytest.fixture(scope="module")
def asked():
    return Asked(renderer_of(LIBRARY, examine(LIBRARY, TODAY), TODAY))


def issue(tmp_path, asked, text, name="issue-17.md"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return take_issue(path, asked, frozenset())


def front_of(taken):
    document, problems = parse(taken.text, "practices/cases/x.md")
    assert not problems
    return document.front.value()


# Issue forms


def test_a_filled_form_gives_an_outline_with_every_answer_in_its_field(tmp_path, asked):
    taken, problems = issue(tmp_path, asked, ISSUE)
    assert taken.slug == "reading-hour-on-the-ferry"
    key = "two-valleys-council-2021"
    assert front_of(taken) == {
        "title": "Reading hour on the ferry",
        "status": "outline",
        "summary": "A readers' group read aloud on the morning ferry, and more traders borrowed books.",
        "scope": {"kind": "multi-country", "countries": ["NO", "KE"]},
        "period": {"start": "2018"},
        "strategies": ["travelling-shelves"],
        "people": ["market-traders", "farmers"],
        "outcomes": [
            {"statement": "More traders borrowed books.", "direction": "improved", "evidence": "interviews",
             "claimed_by": "implementer", "sources": [key]}
        ],
        "resistance": [
            {"form": "denial", "what": "Some passengers said that it was too loud.", "sources": [key],
             "responses": [{"response": "patience", "what": "They moved to the rear deck.", "sources": [key]}]}
        ],
        "lessons": [{"id": "ask-the-crew-first", "text": "Ask the crew first.", "sources": [key]}],
        "cautions": [{"text": "Nobody counted readers in winter.", "sources": [key]}],
        "sources": {
            key: {"title": "A shelf that floats", "publisher": "Two Valleys Council", "year": "2021",
                  "url": "https://books.example/floats.pdf"}
        },
    }  # fmt: skip
    assert "They asked the crew first.\n\n## Then\n\nThey read from one book" in taken.text
    assert [problem.severity.value for problem in problems] == ["note"]
    assert "“Then” is no question of the form, and stays with the answer above" in problems[0].message


def test_what_was_not_said_yes_to_and_what_is_missing_is_to_be_asked(tmp_path, asked):
    taken, _ = issue(tmp_path, asked, ISSUE)
    assert f"consent: not ticked: {asked.words['consent']['elsewhere']}" in taken.asks
    assert not any(asked.words["consent"]["nobody"] in one for one in taken.asks)
    assert any(one.startswith("organisations: ") for one in taken.asks)


def test_nothing_of_the_file_comes_along(tmp_path, asked):
    taken, _ = issue(tmp_path, asked, f"From: someone@post.example\n\n{ISSUE}", "sent-by-amina-at-noon.md")
    assert "amina" not in taken.text
    assert "post.example" not in taken.text


def test_a_claim_without_who_makes_it_is_kept_for_the_editors_and_not_made_up(tmp_path, asked):
    label = asked.label(next(one for one in QUESTIONS if one.name == "claimed_by"))
    taken, _ = issue(tmp_path, asked, ISSUE.replace(f"### {label}\n\nWho did it", f"### {label}\n\n_No response_"))
    front = front_of(taken)
    assert "outcomes" not in front
    assert front["for_editors"] == (
        "Told, and not yet whole (outcome): outcome: More traders borrowed books; direction: improved; evidence: interviews."
    )
    assert f"claimed_by: {label}" in taken.asks


@pytest.mark.parametrize("heading", ["When did it begin ?", "WHEN DID IT BEGIN", "When did it begin?  "])
def test_a_heading_that_is_nearly_the_same_is_known(heading, tmp_path, asked):
    taken, _ = issue(tmp_path, asked, ISSUE.replace("### When did it begin?", f"## {heading}"))
    assert front_of(taken)["period"] == {"start": "2018"}


def test_a_heading_that_was_changed_loses_nothing_and_is_told_with_its_line(tmp_path, asked):
    changed = ISSUE.replace("### What changed, or did not, for whom?", "### My own idea")
    taken, problems = issue(tmp_path, asked, changed)
    line = changed.split("\n").index("### My own idea") + 1
    assert [problem.place.line for problem in problems if "My own idea" in problem.message] == [line]
    assert "## My own idea\n\nMore traders borrowed books." in taken.text
    slip = ISSUE.replace("### What can others learn?", "### What can otherz learn?")
    _, problems = issue(tmp_path, asked, slip)
    assert any("If “What can others learn?” is meant, write that" in problem.fix for problem in problems)


def test_an_issue_without_the_forms_headings_is_refused(tmp_path, asked):
    taken, problems = issue(tmp_path, asked, "# Hello\n\nPlease add us.\n")
    assert taken is None
    assert "no question of the form" in problems[0].message


def test_what_gitlab_makes_of_its_template_is_read_the_same(tmp_path, asked):
    remark = "<!-- A year is enough.\nMore than one line. -->"
    text = ISSUE.replace("### When did it begin?\n", f"### When did it begin?\n\n{remark}\n")
    assert front_of(issue(tmp_path, asked, text)[0]) == front_of(issue(tmp_path, asked, ISSUE)[0])


def test_a_wrong_answer_is_told_at_its_line_with_what_to_write(tmp_path, asked):
    taken, problems = issue(tmp_path, asked, ISSUE.replace("\n2018\n", "\nabout 2018\n").replace("Better", "Bettr"))
    assert not has_errors(problems)
    told = [str(problem) for problem in taken.problems if has_errors([problem])]
    assert len(told) == 2
    line = ISSUE.split("\n").index("Better") + 1
    assert any(
        one.startswith(f"issue-17.md:{line}:1: error: intake: ") and "Did you mean “Better”?" in one for one in told
    )
    taken, _ = issue(tmp_path, asked, ISSUE.replace("\n2018\n", "\nabout 2018\n"))
    [one] = [problem for problem in taken.problems if has_errors([problem])]
    assert one.place.line == ISSUE.split("\n").index("2018") + 1
    assert "approximate: true" in one.fix


# Spreadsheets


GOOD = {
    "title": "Ferry shelf",
    "summary": "A shelf on a ferry.",
    "countries": "Norway",
    "people": "farmers; Market traders",
}


def table(tmp_path, *rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    writer = csv.DictWriter(text, NAMES, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / "practices.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def book(tmp_path, *rows, name="practices.xlsx", change=None):
    made = openpyxl.Workbook()
    made.properties.creator = made.properties.lastModifiedBy = "Amina Odhiambo"
    made.active.title = "Practices"
    made.active.append(NAMES)
    for row in rows:
        made.active.append([row.get(name) for name in NAMES])
    if change:
        change(made)
    made.save(tmp_path / name)
    return tmp_path / name


def at(row, name):
    """The cell of a column, as a spreadsheet calls it."""
    return f"{openpyxl.utils.get_column_letter(NAMES.index(name) + 1)}{row}"


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_a_row_is_a_case_however_a_program_writes_csv(delimiter, encoding, tmp_path, asked):
    made, problems = take_sheets(table(tmp_path, GOOD, delimiter=delimiter, encoding=encoding), asked, frozenset())
    assert problems == []
    assert front_of(made[0])["people"] == ["farmers", "market-traders"]
    assert front_of(made[0])["scope"] == {"kind": "country", "countries": ["NO"]}


def test_good_rows_come_in_where_others_are_bad_and_two_of_one_name_are_kept_apart(tmp_path, asked):
    bad = GOOD | {"people": "nobody known"}
    made, problems = take_sheets(book(tmp_path, GOOD, bad, GOOD), asked, frozenset({"ferry-shelf"}))
    assert [one.slug for one in made] == ["ferry-shelf-2", "ferry-shelf-3"]
    [problem] = problems
    assert str(problem.place) == f"practices.xlsx:3:{NAMES.index('people') + 1}"
    assert problem.message == "sheet “Practices”, row 3, column people: “nobody known” is none of the choices"
    assert problem.fix == "Write one of: Farmers, Market traders"


def test_nothing_of_who_made_a_workbook_comes_along(tmp_path, asked):
    def with_remark(made):
        made.active["A2"].comment = openpyxl.comments.Comment("from the field office", "Amina Odhiambo")

    [one], _ = take_sheets(book(tmp_path, GOOD, change=with_remark), asked, frozenset())
    assert not re.search("Amina|Odhiambo|field office|openpyxl|practices.xlsx", one.text)


def put(name, value):
    def change(made):
        made.active[at(2, name)] = value

    return change


def merge(made):
    made.active.merge_cells(f"{at(2, 'summary')}:{at(3, 'summary')}")


def failed(made):
    made.active[at(2, "lesson")].value = "#REF!"
    made.active[at(2, "lesson")].data_type = "e"


@pytest.mark.parametrize(
    ("change", "message", "fix"),
    [
        (put("lesson", "=1+1"), "row 2, column lesson: a formula stands here, and nothing is computed", "Write what comes of it, as text"),
        (put("start", 43101), "row 2, column start: 43101 is how a spreadsheet keeps a day", "Write 2018-01-01, or 2018, as text"),
        (merge, "row 2, column summary: the cells C2:C3 are merged", "Part them, and write in each row what belongs to it"),
        (failed, "row 2, column lesson: the spreadsheet failed here with “#REF!”", "Write the text, or leave the cell empty"),
        (put("lesson", "x" * 20_001), "row 2, column lesson: 20,001 characters stand here", "Say it shorter, or send it as a text"),
        (put("summary", "word " * 70), "row 2, column summary: `summary`: “", "Keep who, where and what changed"),
        (put("title", None), "row 2, column title: `title` is empty", "Write what the practice is called"),
    ],
    ids=["formula", "day as a number", "merged", "error", "long", "summary", "no title"],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_by_sheet_row_and_column(change, message, fix, tmp_path, asked):
    made, problems = take_sheets(book(tmp_path, GOOD, GOOD | {"title": "Another"}, change=change), asked, frozenset())
    told = {problem.message: problem.fix for problem in problems}
    found = next(
        (one for one in told if message.replace("C2:C3", f"{at(2, 'summary')}:{at(3, 'summary')}") in one), None
    )
    assert found, told
    assert found.startswith("sheet “Practices”, ")
    assert told[found].startswith(fix)
    assert [one.slug for one in made] == ([] if change is merge else ["another"])


def test_days_numbers_and_yes_are_taken_as_they_are_meant(tmp_path, asked):
    row = GOOD | {
        "start": 2018,
        "end": datetime.datetime(2021, 6, 1),
        "source_title": "A report",
        "source_year": 2021.0,
    }
    made, problems = take_sheets(book(tmp_path, row), asked, frozenset())
    assert problems == []
    front = front_of(made[0])
    assert front["period"] == {"start": "2018", "end": "2021-06-01"}
    assert front["sources"] == {"a-report-2021": {"title": "A report", "year": "2021"}}
    row = GOOD | {"start": 2018, "ongoing": True}
    made, _ = take_sheets(book(tmp_path, row), asked, frozenset())
    assert front_of(made[0])["period"] == {"start": "2018", "ongoing": "true"}


def test_hidden_sheets_and_rows_are_told_and_not_read(tmp_path, asked):
    def hide(made):
        made.create_sheet("Secret").append(["title"])
        made["Secret"].append(["Hidden case"])
        made["Secret"].sheet_state = "veryHidden"
        made.active.row_dimensions[3].hidden = True

    made, problems = take_sheets(book(tmp_path, GOOD, GOOD | {"title": "Another"}, change=hide), asked, frozenset())
    assert [one.slug for one in made] == ["ferry-shelf"]
    said = [problem.message for problem in problems]
    assert "sheet “Secret”: it is hidden, and was not read" in said
    assert "sheet “Practices”: rows are hidden, and were not read: 3" in said
    assert not has_errors(problems)


def test_the_derived_spreadsheet_itself_is_taken_once_filled(tmp_path, asked):
    path = tmp_path / "ours.xlsx"
    path.write_bytes(derived(asked.renderer)["ways-in/practices.xlsx"])
    made, [said] = take_sheets(path, asked, frozenset())
    assert made == []
    assert (said.severity, said.message) == (Severity.NOTE, "no row below the first one is filled in")
    filled = openpyxl.load_workbook(path)
    for name, value in GOOD.items():
        filled.worksheets[0][at(2, name)] = value
    filled.save(path)
    made, problems = take_sheets(path, asked, frozenset())
    assert ([one.slug for one in made], problems) == (["ferry-shelf"], [])


def test_a_column_that_nobody_asks_for_is_left_out_and_told_without_what_it_holds(tmp_path, asked):
    path = tmp_path / "practices.csv"
    path.write_text("title,Sent by,summry\nFerry shelf,Amina,A shelf.\n", "utf-8")
    [one], problems = take_sheets(path, asked, frozenset())
    assert "Amina" not in one.text + "".join(map(str, problems))
    assert [problem.fix for problem in problems] == [
        "Leave it, if that is meant",
        "Did you mean “summary”? If not, leave it, if that is meant",
    ]


def zipped(tmp_path, parts, name="practices.xlsx"):
    path = book(tmp_path, GOOD, name=name)
    with zipfile.ZipFile(path, "a") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: zipped(folder, {"xl/vbaProject.bin": b"x"}), "the file holds macros, that is programs; nothing of it was run"),
        (lambda folder: zipped(folder, {"xl/vbaProject.bin": b"x"}, "practices.xlsm"), "the file holds macros"),
        (lambda folder: zipped(folder, {"xl/evil.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "the file defines entities"),
        (lambda folder: written_to(folder / "practices.xlsx", b"PK\x03\x04 nothing"), "this is no workbook of the form .xlsx"),
        (lambda folder: written_to(folder / "practices.xls", b"\xd0\xcf\x11\xe0" * 9), "this is no workbook of the form .xlsx"),
        (lambda folder: written_to(folder / "practices.csv", b"title\ncaf\xe9\n"), "its letters are in a form that is not known"),
        (lambda folder: written_to(folder / "practices.csv", b"name;what\na;b\n"), "no sheet has a column called title"),
        (lambda folder: written_to(folder / "practices.csv", b""), "no sheet has a column called title"),
        (lambda folder: written_to(folder / "practices.csv", b"title\n" + b"x\n" * 3000), "there are more than 2,000 rows"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why_and_what_to_do(make, message, tmp_path, asked):
    made, problems = take_sheets(make(tmp_path), asked, frozenset())
    assert made == []
    assert message in problems[-1].message
    assert problems[-1].fix


def written_to(path, data):
    path.write_bytes(data)
    return path


def test_a_file_of_50_mb_is_not_even_read(tmp_path, asked, monkeypatch):
    path = tmp_path / "practices.xlsx"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(type(path), "read_bytes", lambda self: pytest.fail("it was read"))
    made, [problem] = take_sheets(path, asked, frozenset())
    assert made == []
    assert problem.message == "the file has 50 MB, and a spreadsheet of practices has less than 5"


def test_a_workbook_that_unpacks_to_far_more_is_not_unpacked(tmp_path, asked):
    path = book(tmp_path, GOOD)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/flood.xml", b"\0" * 70_000_000)
    assert path.stat().st_size < sheets.MOST_BYTES
    _, [problem] = take_sheets(path, asked, frozenset())
    assert problem.message == "unpacked, the file is far too large"


def test_without_the_reader_of_workbooks_she_is_told_how_to_have_it(tmp_path, asked, monkeypatch):
    path = book(tmp_path, GOOD)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    _, [problem] = take_sheets(path, asked, frozenset())
    assert problem.message == "openpyxl, which reads such files, is not installed"
    assert "save the sheet as “CSV UTF-8”" in problem.fix
    [one], _ = take_sheets(table(tmp_path, GOOD), asked, frozenset())
    assert one.slug == "ferry-shelf"


# Whatever was answered


@seeded(40)
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=200)))
def test_whatever_is_answered_becomes_a_record_that_holds_it_or_is_told(answers):
    asked = Asked(renderer_of(LIBRARY, _examined(), TODAY))
    given_ = {name: Answer(text, Place("sent.csv", 2, NAMES.index(name) + 1)) for name, text in answers.items()}
    if not given_:
        return
    taken, problems = take_answers(given_, asked, frozenset())
    assert (taken is None) == has_errors(problems)
    if taken:
        assert not has_errors(taken.problems)
        assert front_of(taken)["status"] == "outline"


def _examined(known=[]):  # noqa: B006
    if not known:
        known.append(examine(LIBRARY, TODAY))
    return known[0]


# The command


def run(root, *files):
    return CliRunner().invoke(main, ["intake", *map(str, files), "--root", str(root), "--today", str(TODAY)])


def test_the_command_writes_outlines_that_the_check_accepts_and_says_what_to_ask(library, tmp_path):
    root = library()
    (tmp_path / "issue.md").write_text(ISSUE, "utf-8")
    path = table(tmp_path, GOOD, GOOD | {"people": "nobody known"})
    said = run(root, tmp_path / "issue.md", path)
    assert said.exit_code == 1
    assert "practices/cases/reading-hour-on-the-ferry.md\n  Ask: consent: not ticked" in said.output
    assert "row 3, column people" in said.output
    assert "2 taken in as outlines, 1 not." in said.output
    assert not has_errors(examine(root, TODAY).problems)


def test_the_command_never_writes_over_a_record(library, tmp_path):
    root = library()
    (tmp_path / "issue.md").write_text(ISSUE, "utf-8")
    assert run(root, tmp_path / "issue.md").exit_code == 0
    first = (root / "practices/cases/reading-hour-on-the-ferry.md").read_text("utf-8")
    assert run(root, tmp_path / "issue.md").exit_code == 0
    assert (root / "practices/cases/reading-hour-on-the-ferry.md").read_text("utf-8") == first
    assert (root / "practices/cases/reading-hour-on-the-ferry-2.md").is_file()
