"""Problems as somebody at a terminal sees them: below the line, with a mark under the place."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.in_full import WIDTH, in_full
from generator.cli import main
from generator.problem import Place, Problem

from .conftest import EXAMPLES, seeded
from .libraries import TODAY

PATH = "practices/cases/x.md"


def shown(root: Path, text: str | bytes, line: int, column: int, message: str = "something is wrong") -> list[str]:
    (root / PATH).parent.mkdir(parents=True, exist_ok=True)
    (root / PATH).write_bytes(text if isinstance(text, bytes) else text.encode())
    return in_full([Problem(Place(PATH, line, column), "a-rule", message, "Mend it")], root).splitlines()


def test_a_problem_stands_below_its_line_with_a_mark_under_what_it_quotes(tmp_path: Path) -> None:
    assert shown(tmp_path, "---\r\nform: denail # or so\r\n", 2, 7, "“denail” is no form") == [
        "practices/cases/x.md",
        "",
        "  error: a-rule, line 2, column 7",
        "  2 | form: denail # or so",
        "    |       ^^^^^^",
        "    “denail” is no form.",
        "    Mend it.",
    ]


@pytest.mark.parametrize(
    ("text", "column", "message", "line", "marks"),
    [
        ("form: 'two words'", 7, "“two words” is no form", "form: 'two words'", "      ^^^^^^^^^^"),
        ('form: "two words"', 7, "that is no form", 'form: "two words"', "      ^^^^^^^^^^^"),
        ("form: [a, some-thing]", 11, "that is no form", "form: [a, some-thing]", "          ^^^^^^^^^^"),
        ("\tform: denail", 8, "“denail” is no form", " form: denail", "       ^^^^^^"),
        ("a\x07b: denail", 6, "“denail” is no form", "a·b: denail", "     ^^^^^^"),
        ("名前: denail", 5, "“denail” is no form", "名前: denail", "      ^^^^^^"),
        ("nom: cafe\u0301 denail", 12, "“denail” is no form", "nom: cafe\u0301 denail", "          ^^^^^^"),
        ("short", 40, "it ends too soon", "short", "    ^"),
    ],
)  # fmt: skip
def test_the_mark_lies_where_a_terminal_shows_the_place(
    tmp_path: Path, text: str, column: int, message: str, line: str, marks: str
) -> None:
    told = shown(tmp_path, text, 1, column, message)
    assert told[3:5] == [f"  1 | {line}", f"    | {marks}"]


def test_of_a_long_line_the_part_around_the_place_is_shown(tmp_path: Path) -> None:
    line, marks = shown(tmp_path, f"{'a' * 300} denail {'b' * 300}", 1, 302, "“denail” is no form")[3:5]
    assert line == f"  1 | …{'a' * 31} denail {'b' * (WIDTH - 39)}…"
    assert marks == f"    | {' ' * 33}^^^^^^"


@pytest.mark.parametrize(("text", "line"), [("", 1), ("a\n\nb", 2), ("a", 7), (b"\xff\xfe", 1)])
def test_where_there_is_no_line_to_show_the_rest_is_said(tmp_path: Path, text: str | bytes, line: int) -> None:
    told = shown(tmp_path, text, line, 1)
    assert told[2] == f"  error: a-rule, line {line}, column 1"
    assert told[-2:] == ["    something is wrong.", "    Mend it."]


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    told = in_full(
        [Problem(Place("practices/library.md"), "missing-library", "there is no card", "Write it")], tmp_path
    )
    assert told.splitlines()[0] == "practices/library.md"
    assert "there is no card" in told


@given(text=st.text(max_size=200), line=st.integers(0, 9), column=st.integers(0, 300), message=st.text(max_size=30))
@seeded(200)
def test_whatever_a_file_holds_it_can_be_told(
    tmp_path_factory: pytest.TempPathFactory, text: str, line: int, column: int, message: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "anything"
    told = shown(root, text.encode("utf-8", "surrogatepass"), line, column, message)
    assert told[0] == PATH
    assert max(len(one) for one in told[3:5]) <= 2 * WIDTH + 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    record = tmp_path / "library/practices/cases/fjord-boat.md"
    record.write_text(record.read_text("utf-8").replace("status: documented", "status: documentd"), "utf-8")
    return tmp_path / "library"


def test_it_ends_with_what_to_do_next(root: Path) -> None:
    words = ["check", "--root", str(root), "--today", TODAY.isoformat(), "--format", "full"]
    result = CliRunner().invoke(main, [*words, str(root / "practices/cases/fjord-boat.md")])
    assert "  4 | status: documentd\n    |         ^^^^^^^^^\n" in result.stdout
    again = f"practices check {root / 'practices/cases/fjord-boat.md'}"
    assert result.stderr.endswith(f"1 error, 0 notes. Begin at the top, then run: {again}\n")
    assert result.exit_code == 1


def test_it_says_that_some_can_be_mended_by_the_command_itself(root: Path) -> None:
    record = root / "practices/cases/fjord-boat.md"
    record.write_text(record.read_text("utf-8").replace("status: documentd", "status:documented"), "utf-8")
    words = ["check", "--root", str(root), "--today", TODAY.isoformat(), "--format", "full"]
    result = CliRunner().invoke(main, words)
    assert result.stderr.endswith("\nWhat can be mended in one way only (1) is mended by: practices check --fix\n")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminal can be made here")
@pytest.mark.parametrize(("variable", "is_coloured"), [("TERM", True), ("NO_COLOR", False)])
def test_at_a_terminal_it_is_the_usual_form_in_colour_unless_that_is_not_wished(
    root: Path, variable: str, is_coloured: bool
) -> None:
    ours, theirs = os.openpty()
    words = ["-m", "generator", "check", "--root", str(root), "--today", TODAY.isoformat()]
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "GITHUB_ACTIONS")}
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, *words],
        {**kept, variable: "1"},
        file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 1), (os.POSIX_SPAWN_DUP2, theirs, 2), (os.POSIX_SPAWN_CLOSE, ours)],
    )
    os.close(theirs)
    told = b""
    while part := _read(ours):
        told += part
    os.waitpid(child, 0)
    os.close(ours)
    assert b"4\x1b[0m | status: documentd" in told or b"  4 | status: documentd" in told
    assert (b"\x1b[" in told) == is_coloured


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 4096)
    except OSError:  # the other end was closed
        return b""


def test_strictly_a_warning_fails_too(root: Path) -> None:
    record = root / "practices/cases/fjord-boat.md"
    text = record.read_text("utf-8").replace("status: documentd", "status: documented")
    record.write_text(f"{text}\nCall +47 22 33 44 55 for the boat.\n", "utf-8")
    words = ["check", "--root", str(root), "--today", TODAY.isoformat()]
    result = CliRunner().invoke(main, words)
    assert "warning: " in result.stdout
    assert result.exit_code == 0
    assert CliRunner().invoke(main, [*words, "--strict"]).exit_code == 1
