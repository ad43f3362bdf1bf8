"""Problems on the pages of a preview: whose come first, which are left out, and which pages there are for them."""

from pathlib import Path

import pytest

from generator.authoring.problem_pages import MOST_SHOWN, lay_pages, shown
from generator.problem import Place, Problem, Severity

PAGE = "<body><header>H</header></body>"


def problem(path: str, severity: Severity, line: int = 1) -> Problem:
    return Problem(Place(path, line), "some-rule", f"what is wrong in <{path}>", "Mend it", severity)


ERROR = problem("practices/cases/b.md", Severity.ERROR)
WARNING = problem("practices/cases/a.md", Severity.WARNING)
NOTE = problem("mkdocs.yml", Severity.NOTE)


def bar(page: str) -> list[str]:
    return page.partition(">")[2].partition(">")[2].partition("</pre>")[0].splitlines()


def test_the_pages_own_record_comes_first_then_errors_and_notes_stay_away() -> None:
    problems = (NOTE, WARNING, ERROR)
    assert [line.split(":")[0] for line in bar(shown(PAGE, problems, "cases/a.md"))] == [
        "practices/cases/a.md",
        "practices/cases/b.md",
    ]
    assert [line.split(":")[0] for line in bar(shown(PAGE, problems, "index.md"))] == [
        "practices/cases/b.md",
        "practices/cases/a.md",
    ]
    assert 'role="alert"' in shown(PAGE, problems, "")
    assert 'role="status"' in shown(PAGE, (WARNING,), "")
    assert "&lt;practices" in shown(PAGE, problems, "")
    assert shown(PAGE, (NOTE,), "") == PAGE


def test_very_many_are_counted() -> None:
    many = tuple(problem("practices/cases/b.md", Severity.ERROR, line) for line in range(MOST_SHOWN + 3))
    lines = bar(shown(PAGE, many, ""))
    assert len(lines) == MOST_SHOWN + 1
    assert lines[-1] == "and 3 more, in the terminal"


def test_a_file_with_an_error_and_no_page_gets_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "cases").mkdir(parents=True)
    (site / "404.html").write_text(
        shown("<header></header><h1>Gone</h1> <p>It may have moved.</p>", (ERROR,), ""), "utf-8"
    )
    (site / "cases" / "b.html").write_text("the last good one", "utf-8")
    others = ("practices/cases/c.md", "docs/new/d.md", "docs/picture.png", "mkdocs.yml", "practices/../../e.md")
    lay_pages(site, (ERROR, WARNING, *(problem(path, Severity.ERROR) for path in others)))
    assert (site / "cases" / "b.html").read_text("utf-8") == "the last good one"
    text = (site / "cases" / "c.html").read_text("utf-8")
    assert text.count("hg-problems") == 1
    assert bar(text.replace("<header>", "", 1))
    assert text.index("cases/c.md") < text.index("cases/b.md")
    assert "This page cannot be made yet" in text
    assert "moved" not in text
    assert (site / "new" / "d.html").is_file()
    assert sorted(path.name for path in tmp_path.rglob("*.html")) == ["404.html", "b.html", "c.html", "d.html"]


@pytest.mark.parametrize("path", ["practices/library.md", "practices/cases/unfinished.md"])
def test_where_there_is_no_page_for_what_is_lost_it_is_told_plainly(path: str, tmp_path: Path) -> None:
    lay_pages(tmp_path, (problem(path, Severity.ERROR),))
    assert "hg-problems" in (tmp_path / path.removeprefix("practices/").replace(".md", ".html")).read_text("utf-8")
