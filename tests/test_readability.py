"""How hard English is to read: syllables by rule, the grade of Flesch and Kincaid by their formula, and what of a record is read."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.languages.readability import FEWEST_WORDS, grade, syllables

from .conftest import EXAMPLES

# As a dictionary of English has them.
COUNTS = {
    1: "the a I eye are were one once use used made asked saved said years whole rule rules named changed lives passed freed fees they",
    2: "uses social safely woman women village wanted needed places table tables handled people little people being doing trying science quiet poem diet client marriage husband business every sometimes lonely likely household million watches wishes houses didn't power",
    3: "violence dialogue agency period area various completely religious resistance gender's employees studying committees evidence idea experience's violent's opinion influence audience previous created bicycle",
    4: "community communities organise's situation initiative material politician activism society variety anxiety equality responsible consequences",
    5: "evaluation organisation individual facilitators association cooperation experiences",
}  # fmt: skip
SAID = {"gender's": 2, "violent's": 3, "organise's": 3, "experience's": 4}
"""Forms with an apostrophe, which count as the word before it."""


@pytest.mark.parametrize(("count", "words"), COUNTS.items())
def test_syllables_are_those_of_a_dictionary(count: int, words: str) -> None:
    wrong = {word: syllables(word) for word in words.split() if syllables(word) != SAID.get(word, count)}
    assert wrong == {}


@pytest.mark.parametrize(("word", "count"), [("UN", 2), ("NGO", 3), ("WHO", 5), ("CREATE", 2), ("", 1), ("hmm", 1)])
def test_short_forms_are_spelt_out_and_every_word_is_said(word: str, count: int) -> None:
    assert syllables(word) == count


# Words, sentences and syllables counted by hand, and the formula worked out on paper.
PLAIN = "The cat sat on the mat. "
LONG = "Every organisation evaluated its community initiative, and the facilitators wrote down what women said. "


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (PLAIN * 20, 0.39 * 120 / 20 + 11.8 * 120 / 120 - 15.59),
        (LONG * 10, 0.39 * 140 / 10 + 11.8 * 340 / 140 - 15.59),
        ((PLAIN.strip(" .") + " and ") * 20, 0.39 * 140 + 11.8 - 15.59),
    ],
)
def test_the_grade_is_the_one_that_the_formula_gives(text: str, year: float) -> None:
    assert grade([text], "en") == pytest.approx(year)


def test_a_block_ends_a_sentence_and_a_dot_within_one_does_not() -> None:
    items = ["the cat sat on the mat"] * 20
    assert grade(items, "en-GB") == pytest.approx(grade([PLAIN * 20], "en"))
    assert grade(["The cat, e.g. Tom, sat on mat 2.5 of J. Doe. " * 20], "en") == pytest.approx(
        grade(["The cat eg Tom sat on mat of J Doe. " * 20], "en"), abs=1.5
    )


def test_nothing_is_said_of_few_words_or_in_a_language_without_a_formula() -> None:
    assert grade(["word " * (FEWEST_WORDS - 1)], "en") is None
    assert grade(["word " * FEWEST_WORDS], "en") is not None
    assert grade([PLAIN * 20], "es") is None
    assert grade([], "en") is None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    return tmp_path / "library"


def readings(root: Path) -> dict[str, str]:
    words = ["due", "--root", str(root), "--today", "2026-11-21", "--format", "json"]
    rows = json.loads(CliRunner().invoke(main, words, catch_exceptions=False).stdout)
    return {Path(row["path"]).name: row["what"] for row in rows if row["sort"] == "reading"}


def retold(root: Path, body: str, line: str = "") -> None:
    file = root / "practices/cases/fjord-boat.md"
    front = file.read_text("utf-8").split("---\n")[1]
    file.write_text(f"---\n{line}{front}---\n\n{body}\n", "utf-8")


def test_due_says_of_each_record_how_hard_it_is_and_the_hardest_comes_first(root: Path) -> None:
    retold(root, f"## Situation\n\n{LONG * 40}\n\n| {PLAIN} |\n|---|\n| {PLAIN * 90} |")
    told = readings(root)
    assert next(iter(told)) == "fjord-boat.md"
    first = float(told["fjord-boat.md"].removeprefix("school year "))
    retold(root, f"## Situation\n\n- {PLAIN * 20}\n\n{PLAIN * 300}")
    assert float(readings(root)["fjord-boat.md"].removeprefix("school year ")) < 2 < 12 < first


def test_due_says_that_there_is_no_score_in_another_language_and_counts_no_score_as_a_task(root: Path) -> None:
    retold(root, PLAIN * 20, "language: es\n")
    assert readings(root)["fjord-boat.md"] == "no score, for want of a formula for Spanish"
    words = ["due", "--root", str(root), "--today", "2026-11-21"]
    told = CliRunner().invoke(main, words)
    waiting, reading = told.stdout.split("How hard to read")
    assert reading.count("\n  practices/") > 1
    assert told.stderr.endswith(f", {waiting.count(chr(10) + '  practices/')} in all.\n")
