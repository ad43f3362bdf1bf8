"""Every rule has an example that breaks it. A folder dropped into examples/rules/ is a test.

The folder is called after its rule, or `rule--what-is-special`. It lies over the valid library of examples/library/:
files in its practices/ and docs/ replace or add, `x.md.gone` takes away, and what no file in git can hold is made by
`make(root, monkeypatch)` in its make.py. Its expected.txt is everything that is then said of the whole library, or of the
paths in its asked.txt.

Folders of examples/quiet/ are the other side: what nearly breaks a rule and must not be warned of. A rule that guesses
needs both.
"""

import json
import re
import runpy
from pathlib import Path

import pytest

from generator.authoring.paths import of_paths
from generator.problem import Place, Problem, Severity, as_github, as_json, as_text
from generator.rules import PRIVACY, RULES

from .conftest import EXAMPLES
from .libraries import examine, make_site

FOLDERS = sorted(folder for folder in (EXAMPLES / "rules").iterdir() if folder.is_dir())
OTHERS_THAT_GUESS = {
    "talk-of-reading",
    "word-of-the-field",
    "proof-without-study",
    "raw-html",
    "orders",
    "lost-word",
    "left-over",
    "note-form",
    "entity",
    "mirror-unmarked",
    "name-of-a-country",
}
QUIET = sorted(folder for folder in (EXAMPLES / "quiet").iterdir() if folder.is_dir())


def expected(folder):
    return (folder / "expected.txt").read_text("utf-8")


def mentioned(text):
    return set(re.findall(r"^\S+:\d+:\d+: (?:error|warning|note): ([a-z-]+): ", text, re.MULTILINE))


def made(folder, library, monkeypatch):
    root = library(folder)
    if (folder / "make.py").exists():
        runpy.run_path(str(folder / "make.py"))["make"](root, monkeypatch)
    return root


# Examples


def test_nothing_is_said_of_the_valid_library(library, today):
    assert as_text(make_site(library(), today).problems) == ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_gives_exactly_what_it_expects(folder, library, today, monkeypatch):
    root = made(folder, library, monkeypatch)
    look = make_site if (folder / "docs").exists() else examine
    asked = (folder / "asked.txt").read_text("utf-8").split() if (folder / "asked.txt").exists() else []
    monkeypatch.chdir(root)
    paths = tuple(Path(path) for path in asked)
    assert as_text(of_paths(look(root, today).problems, paths, root)) == expected(folder)


@pytest.mark.parametrize("folder", QUIET, ids=lambda folder: folder.name)
def test_what_nearly_breaks_a_rule_is_not_warned_of(folder, library, today, monkeypatch):
    problems = examine(made(folder, library, monkeypatch), today).problems
    rule = folder.name.split("--")[0]
    warned = [problem for problem in problems if problem.severity is not Severity.NOTE or problem.rule == rule]
    assert [str(problem) for problem in warned] == []


def test_every_rule_that_guesses_has_an_example_that_nearly_breaks_it():
    assert {folder.name.split("--")[0] for folder in QUIET} == {rule.name for rule in PRIVACY} | OTHERS_THAT_GUESS


def test_every_rule_that_guesses_names_the_guidance_it_follows():
    assert [rule.name for rule in PRIVACY if not (rule.source and rule.source.url.startswith("http"))] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_breaks_the_rule_that_it_is_named_after(folder):
    assert folder.name.split("--")[0] in mentioned(expected(folder))


def test_every_rule_has_an_example():
    shown = set().union(*(mentioned(expected(folder)) for folder in FOLDERS))
    assert set(RULES) - shown == set()


def test_no_example_mentions_a_rule_that_is_not_in_the_table():
    shown = set().union(*(mentioned(expected(folder)) for folder in FOLDERS))
    assert shown - set(RULES) == set()


def test_every_line_of_every_example_is_a_problem():
    line = re.compile(
        r"(mkdocs\.yml|(practices|docs|editions|templates)(/[^:]+)?):[1-9]\d*:[1-9]\d*: (error|warning|note): [a-z-]+: .+\. .+[.?]"
    )
    lines = [row for folder in FOLDERS for row in expected(folder).splitlines()]
    assert [row for row in lines if not line.fullmatch(row)] == []


# One run


def change(root, path, old, new):
    file = root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_all_problems_of_all_files_are_said_in_one_run_from_top_to_foot(library, today):
    root = library()
    change(root, "practices/themes/reading-for-all.md", "order: 1", "order: first\ncolour: red")
    change(root, "practices/cases/fjord-boat.md", "checked: 2026-11-01", "checked: 2026-11-31")
    change(root, "practices/cases/fjord-boat.md", "every landing", "every <b>landing</b>")
    change(root, "practices/cases/fjord-boat.md", "title: The book boat on the fjord", "name: The book boat")
    change(root, "practices/cases/market-shelf.md", "direction: no-change", "direction: none")
    (root / "practices/cases/Notes.txt").write_text("Ring the fund.\n", "utf-8")
    problems = examine(root, today).problems
    assert [(str(problem.place), problem.rule) for problem in problems] == [
        ("practices/cases/Notes.txt:1:1", "wrong-ending"),
        ("practices/cases/fjord-boat.md:2:1", "unknown-key"),
        ("practices/cases/fjord-boat.md:5:10", "bad-date"),
        ("practices/cases/fjord-boat.md:28:26", "raw-html"),
        ("practices/cases/market-shelf.md:37:16", "not-in-list"),
        ("practices/themes/reading-for-all.md:5:8", "bad-number"),
        ("practices/themes/reading-for-all.md:6:1", "unknown-key"),
    ]


def test_a_reference_to_a_record_that_is_broken_itself_is_not_called_wrong(library, today):
    root = library()
    change(root, "practices/organisations/lantern-readers.md", "kind: charity", "kinds: charity")
    assert {problem.place.path for problem in examine(root, today).problems} == {
        "practices/organisations/lantern-readers.md"
    }


def test_a_mark_without_its_source_is_told_beside_the_mistake_that_keeps_the_record_from_being_read(library, today):
    root = library()
    path = "practices/themes/reading-for-all.md"
    change(root, path, "order: 1", "order: first")
    (root / path).write_text((root / path).read_text("utf-8") + "\nIt was so.[^nowhere]\n", "utf-8")
    assert {problem.rule for problem in examine(root, today).problems} == {"bad-number", "footnote-without-source"}


def test_the_name_of_a_record_that_is_broken_itself_is_not_taken_for_a_person(library, today):
    root = library()
    path = "practices/programmes/a-shelf-in-every-village.md"
    change(root, path, "title: A shelf in every village", "title: Fatima Lamps")
    change(root, "practices/cases/fjord-boat.md", "The boat called", "“It floats,” said Fatima Lamps. The boat called")
    whole = {problem.rule for problem in examine(root, today).problems}
    change(root, path, "status: ", "statuss: ")
    assert {problem.rule for problem in examine(root, today).problems} - whole == {"unknown-key"}


def test_terms_are_not_judged_while_a_vocabulary_is_broken(library, today):
    root = library()
    change(root, "practices/vocabularies/resistance.md", "terms:", "term:")
    assert {problem.place.path for problem in examine(root, today).problems} == {"practices/vocabularies/resistance.md"}


# Places


def test_the_place_within_a_list_of_groups_is_that_of_the_value(library, today):
    root = library()
    change(root, "practices/cases/market-shelf.md", "direction: worsened", "direction: worse")
    (problem,) = examine(root, today).problems
    assert problem.place == Place("practices/cases/market-shelf.md", 43, 16)
    lines = (root / problem.place.path).read_text("utf-8").splitlines()
    assert lines[43 - 1][16 - 1 :] == "worse"


def test_the_place_within_a_flow_list_of_groups_is_that_of_the_value(library, today):
    root = library()
    old = "conditions:\n  - id: day-is-fixed\n    text: The market's day is fixed.\n    sources: [shelf-2021]\n"
    new = "conditions: [{id: is, text: It is, editorial: true}, {id: was, text: It was, editorial: maybe}]\n"
    change(root, "practices/cases/market-shelf.md", old, new)
    (problem,) = examine(root, today).problems
    assert str(problem.place) == "practices/cases/market-shelf.md:66:89"


def test_columns_count_characters_and_not_bytes(library, today):
    root = library()
    new = 'editors_note: Für das Dorf. 村の図書館 📚\nlevels: ["é", community]'
    change(root, "practices/cases/fjord-boat.md", 'countries: ["NO"]', f'countries: ["NO"]\n{new}')
    change(root, "practices/cases/fjord-boat.md", "The boat called", "Für 📚 <i>")
    assert [(str(problem.place), problem.rule) for problem in examine(root, today).problems] == [
        ("practices/cases/fjord-boat.md:11:10", "unknown-term"),
        ("practices/cases/fjord-boat.md:30:7", "raw-html"),
    ]


# Norway


@pytest.mark.parametrize("written", ['"NO"', "'NO'", "NO"])
def test_norway_is_accepted_where_a_country_belongs(written, library, today):
    root = library()
    change(root, "practices/cases/fjord-boat.md", '["NO"]', f"[{written}]")
    assert examine(root, today).problems == ()


def test_norway_is_accepted_among_the_names_in_the_card_and_in_small_letters_is_told_by_one_message(library, today):
    root = library()
    change(root, "practices/library.md", '"NO": Norway', "NO: Norway")
    change(root, "practices/cases/fjord-boat.md", '["NO"]', "[no]")
    assert [(problem.rule, problem.fix) for problem in examine(root, today).problems] == [
        ("unknown-country", "Did you mean “NO” (Norway)?")
    ]


# Messages


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ("organisations: [lantern-readers]", "organisation: [lantern-readers]", "organisations"),
        ("form: denial", "form: denail", "denial"),
        ("organisations: [lantern-readers]", "organisations: [lantern-raeders]", "lantern-readers"),
        ("strategies: [travelling-shelves]", "strategies: [traveling-shelves]", "travelling-shelves"),
        ("book in the first year", "book in the first year", None),
    ],
)
def test_a_mistyped_word_is_answered_with_the_nearest(old, new, fix, library, today):
    root = library()
    change(root, "practices/cases/market-shelf.md", old, new)
    wanted = [f"Did you mean “{fix}”?"] if fix else []
    fixes = [problem.fix for problem in examine(root, today).problems if "Did you mean" in problem.fix]
    assert [f"{fix.partition('?')[0]}?" for fix in fixes] == wanted


def test_an_item_left_empty_is_not_called_none(library, today):
    root = library()
    change(root, "practices/cases/fjord-boat.md", 'countries: ["NO"]', 'countries: ["NO"]\nlevels:\n  -')
    (problem,) = examine(root, today).problems
    assert (str(problem.place), "None" in problem.message) == ("practices/cases/fjord-boat.md:11:4", False)


def test_signs_that_fill_templates_are_only_quoted(library, today):
    root = library()
    value = "{0} {value} {le} %s %(n)s"
    change(root, "practices/themes/reading-for-all.md", "order: 1", f"order: '{value}'\nstatus: '{value}'")
    change(root, "practices/themes/reading-for-all.md", "status: documented\n", "")
    assert [value in problem.message for problem in examine(root, today).problems] == [True, True]


# Formats

AWKWARD = Problem(
    Place("practices/cases/50%,a:b.md", 3, 7),
    "wrong-type",
    "100% of it:\r\none, two",
    "Write 5%, or “ü”",
    Severity.NOTE,
)


def test_the_text_of_a_problem_is_one_line():
    problem = Problem(Place("practices/cases/a.md", 2, 1), "unknown-key", "nothing is called so", "Take it out")
    assert as_text([problem, problem]) == 2 * (
        "practices/cases/a.md:2:1: error: unknown-key: nothing is called so. Take it out.\n"
    )


def test_the_github_format_escapes_what_would_end_a_command():
    assert as_github([AWKWARD]) == (
        "::notice file=practices/cases/50%25%2Ca%3Ab.md,line=3,col=7,title=wrong-type"
        "::100%25 of it:%0D%0Aone, two. Write 5%25, or “ü”.\n"
    )


def test_the_github_format_calls_errors_errors():
    problem = Problem(Place("practices/cases/a.md", 2, 1), "unknown-key", "nothing is called so", "Take it out")
    assert as_github([problem]) == (
        "::error file=practices/cases/a.md,line=2,col=1,title=unknown-key::nothing is called so. Take it out.\n"
    )


def test_the_json_format_keeps_every_character():
    assert json.loads(as_json([AWKWARD])) == [
        {
            "path": "practices/cases/50%,a:b.md",
            "line": 3,
            "column": 7,
            "severity": "note",
            "rule": "wrong-type",
            "message": "100% of it:\r\none, two",
            "fix": "Write 5%, or “ü”",
        }
    ]


def test_the_formats_of_no_problem_are_empty():
    assert (as_text([]), as_github([]), json.loads(as_json([]))) == ("", "", [])


def test_what_somebody_words_herself_keeps_its_signs_in_lists_too(library, today):
    root = library()
    change(
        root,
        "practices/organisations/lantern-readers.md",
        "kind: charity",
        "kind: charity\nalso: [“Lampes”, Les\u00a0lampes, کتاب\u200cخانه]",
    )
    assert examine(root, today).problems == ()
