"""`practices check --fix`: what can be mended in one way only is mended in the file, and no word of hers is lost.

Each examples/repairs/NAME.md becomes what NAME.mended.md beside it holds. Of the examples of mistakes, those that are named in
examples/mistakes/mended.txt come out without an error, and no others do.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.repairing import repair
from generator.check import check
from generator.cli import main
from generator.document import Document, parse, read
from generator.problem import Edit, Place, Problem, has_errors

from .conftest import EXAMPLES
from .test_mistakes import MISTAKES, PATH, TODAY, library

REPAIRS = sorted(path for path in (EXAMPLES / "repairs").glob("*.md") if not path.stem.endswith(".mended"))
MENDED = (EXAMPLES / "mistakes" / "mended.txt").read_text("utf-8").split()
OTHER_WORDS = {
    "012-in-a-fence": "the fence's own word goes with it",
    "117-in-a-fence-without-hyphens": "the fence's own word goes with it",
    "113-first-draft": "what is a term or a year is written as one",
    "119-names-without-brackets": "names become those of the files",
    "121-a-misspelt-key-with-items": "a key gets its letters back",
}
"""Where other words are what had to be written."""
SOUND = (EXAMPLES / "mistakes" / "001-right.md").read_text("utf-8")


def told(found: tuple[Document | None, list[Problem]]) -> Sequence[Problem]:
    """All that is wrong where the small library holds a document, too, in which this was found."""
    document, problems = found
    documents = [*library(), *([document] if document else [])]
    return check(documents, problems, TODAY, frozenset({"themes/index.md"})).problems


TOLD: dict[bytes, Sequence[Problem]] = {}
"""What is wrong with a text where the small library holds it: a repair asks it of the same text again and again."""


def told_of(path: Path) -> Sequence[Problem]:
    text = path.read_bytes()
    if text not in TOLD:
        TOLD[text] = told(read(path, PATH))
    return TOLD[text]


def mend(root: Path, data: bytes) -> tuple[bytes, Sequence[Problem], str]:
    """The file of a case in the small library after all repairs, what is still wrong with it, and what was shown."""
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

    left, shown = repair(root, lambda: told_of(path))
    return path.read_bytes(), left, shown


@pytest.mark.thorough
@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_mended_or_left_and_loses_no_word(path: Path, tmp_path: Path) -> None:
    after, left, shown = mend(tmp_path, path.read_bytes())
    wrong = has_errors(told_of(path))
    assert (path.stem in MENDED) == (wrong and not has_errors(left))
    assert bool(shown) == (after != path.read_bytes())
    if path.stem not in OTHER_WORDS:
        assert letters(after.decode()) == letters(path.read_text("utf-8"))


def letters(text: str) -> str:
    """The letters of a text, without the numbers that count items, and with small letters alone."""
    return "".join(re.findall(r"[^\W_]", re.sub(r"(?m)^\s*\d{1,2}[.)] ", "", text))).casefold()


def test_forty_natural_mistakes_and_more_are_mended_by_the_command_alone() -> None:
    assert len(MENDED) > 80
    assert {path.stem for path in MISTAKES} >= set(MENDED)


@pytest.mark.parametrize("path", REPAIRS, ids=lambda path: path.stem)
def test_a_draft_becomes_just_this(path: Path, tmp_path: Path) -> None:
    after, left, _ = mend(tmp_path, path.read_bytes())
    assert after.decode() == path.with_suffix(".mended.md").read_text("utf-8")
    assert [problem for problem in left if problem.repair] == []


def test_line_ends_and_the_mark_at_the_head_stay(tmp_path: Path) -> None:
    draft = SOUND.replace("title: ", "title:", 1).replace("status: documented", "status: Documented", 1)
    data = b"\xef\xbb\xbf" + draft.replace("\n", "\r\n").encode()
    after, left, _ = mend(tmp_path, data)
    assert after == b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()
    assert not has_errors(left)


def test_what_was_changed_is_shown_line_by_line(tmp_path: Path) -> None:
    _, _, shown = mend(tmp_path, SOUND.replace("status: documented", "status: Documented", 1).encode())
    line = SOUND.splitlines().index("status: documented") + 1
    assert shown == f"{PATH}\n  {line:>4} - status: Documented\n  {line:>4} + status: documented\n"


def test_a_line_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one\ntwo\n", "utf-8")
    place = Place("a.md", 2)
    problem = Problem(place, "rule", "wrong", "Write", repair=(Edit(place, "three", "four"),))
    left, shown = repair(tmp_path, lambda: [problem])
    assert (path.read_text("utf-8"), list(left), shown) == ("one\ntwo\n", [problem], "")


def test_repairs_that_undo_each_other_come_to_an_end(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one\n", "utf-8")

    def look() -> list[Problem]:
        old, new = ("one", "two") if path.read_text("utf-8") == "one\n" else ("two", "one")
        return [Problem(Place("a.md"), "rule", "wrong", "Write", repair=(Edit(Place("a.md"), old, new),))]

    repair(tmp_path, look)
    assert path.read_text("utf-8") in ("one\n", "two\n")


@pytest.mark.thorough
@given(
    st.integers(0, len(SOUND) - 1),
    st.sampled_from(["", "\t", "- ", ":", '"', "[", "“", "\u00a0", "\u202e", "*", "#", "\n"]),
)
def test_whatever_one_slip_does_to_a_record_no_other_word_changes(at: int, slip: str) -> None:
    draft = SOUND[:at] + slip + SOUND[at + (not slip) :]
    folder = EXAMPLES.parent / "nowhere"
    texts: dict[str, str] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.authoring.edits.text_of", lambda path: texts.get("now", draft))
        patch.setattr("generator.authoring.repairing.text_of", lambda path: texts.get("now", draft))
        patch.setattr("generator.authoring.repairing.write_all", lambda root, new: texts.update(now=new[PATH]))
        repair(folder, lambda: told(parse(texts.get("now", draft), PATH)))
    allowed = {letters(draft), letters(SOUND)}
    assert letters(texts.get("now", draft)) in allowed


# The command


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "library", tmp_path / "library")
    return tmp_path / "library"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(
        main, ["check", "--root", str(root), "--today", TODAY.isoformat(), *words], catch_exceptions=False
    )


def spoil(root: Path) -> None:
    for name in ("cases/market-shelf", "themes/reading-for-all"):
        path = root / "practices" / f"{name}.md"
        path.write_text(path.read_text("utf-8").replace("status: documented", "status: Documented", 1), "utf-8")


def test_a_library_is_mended_and_then_holds(root: Path) -> None:
    spoil(root)
    assert run(root).exit_code == 1
    result = run(root, "--fix")
    assert result.exit_code == 0
    assert "practices/cases/market-shelf.md\n" in result.stderr
    assert "+ status: documented" in result.stderr
    assert run(root).stderr == "No problems.\n"


def test_only_files_that_were_named_are_mended(root: Path) -> None:
    spoil(root)
    result = run(root, "--fix", str(root / "practices/themes"))
    assert "practices/themes/reading-for-all.md\n" in result.stderr
    assert "market-shelf" not in result.stderr
    assert "status: Documented" in (root / "practices/cases/market-shelf.md").read_text("utf-8")


def test_what_needs_a_persons_eye_is_left_to_her(root: Path) -> None:
    path = root / "practices/cases/market-shelf.md"
    text = path.read_text("utf-8").replace("direction: improved", "direction: improvd", 1)
    path.write_text(text, "utf-8")
    result = run(root, "--fix")
    assert result.exit_code == 1
    assert "Nothing can be mended in one way only; the rest needs your eye." in result.stderr
    assert path.read_text("utf-8") == text


def test_a_file_that_cannot_be_written_is_said_and_all_stay_as_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(root)
    before = (root / "practices/cases/market-shelf.md").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "lib/.market-shelf.md.new")

    monkeypatch.setattr("generator.authoring.edits.os.replace", full)
    result = run(root, "--fix")
    assert result.exit_code == 1
    said = "Nothing more is mended, since market-shelf.md cannot be written: No space left on device.\n"
    assert said in result.stderr
    assert "practices/cases/market-shelf.md:" in result.stdout
    assert (root / "practices/cases/market-shelf.md").read_bytes() == before
    assert not list((root / "practices/cases").glob(".*"))
