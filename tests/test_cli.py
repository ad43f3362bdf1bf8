"""The command: what it prints, and how it ends."""

import datetime
import itertools
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.check import in_words as examine_front
from generator.cli import main
from generator.document import Document, parse, read
from generator.problem import FORMATS, Problem
from generator.schema import KINDS

from .libraries import make_site

LIBRARY = Path(__file__).parent / "examples" / "library"
TODAY = "2026-11-21"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(LIBRARY, tmp_path / "library")
    return tmp_path / "library"


def practices(*words: str) -> Result:
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def check(root: Path, *words: str) -> Result:
    return practices("check", "--root", str(root), "--today", TODAY, *words)


def spoil(root: Path) -> None:
    for name in ("cases/market-shelf", "themes/reading-for-all"):
        path = root / "practices" / f"{name}.md"
        path.write_text(path.read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")


def test_a_clean_library_ends_with_0(root: Path) -> None:
    result = check(root)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No problems.\n")


def test_errors_end_with_1_and_are_all_told(root: Path) -> None:
    spoil(root)
    result = check(root)
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        "practices/cases/market-shelf.md:4:1",
        "practices/themes/reading-for-all.md:3:1",
    ]
    assert result.stderr == "2 errors, 0 notes.\n"


def test_notes_alone_end_with_0(root: Path) -> None:
    result = practices("check", "--root", str(root), "--today", "2028-01-01")
    assert result.exit_code == 0
    assert ": note: overdue: " in result.stdout
    assert result.stderr == "0 errors, 1 note.\n"


def test_warnings_alone_end_with_0_and_are_counted(root: Path) -> None:
    path = root / "practices" / "cases" / "market-shelf.md"
    path.write_text(path.read_text("utf-8") + "\nMrs Amina Lampwright lent a book.\n", "utf-8")
    result = check(root)
    assert (result.exit_code, result.stderr) == (0, "0 errors, 1 warning, 0 notes.\n")
    assert ": warning: personal-name: “Mrs Amina Lampwright”" in result.stdout
    assert check(root, "--format", "github").stdout.startswith("::warning file=practices/cases/market-shelf.md,line=")


def test_paths_show_only_their_own_problems(root: Path) -> None:
    spoil(root)
    themes = check(root, str(root / "practices" / "themes"))
    assert (themes.exit_code, themes.stdout.count("\n")) == (1, 1)
    papers = check(root, str(root / "practices" / "papers"))
    assert (papers.exit_code, papers.stdout) == (0, "")


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_path_of_which_nothing_is_checked_is_told_in_every_format_and_is_wrong_usage(root: Path, form: str) -> None:
    result = check(root, "--format", form, str(root / "practices/cases/market-shelv.md"))
    assert result.exit_code == 2
    assert "not-checked" in result.stdout
    assert "there is no file" in result.stdout


def test_every_path_is_judged_by_itself(root: Path, tmp_path: Path) -> None:
    spoil(root)
    (root / "practices" / "drafts").mkdir()
    (tmp_path / "draft.md").write_text("---\ntitle: A draft\n---\n", "utf-8")
    (tmp_path / "way-in.md").symlink_to(root / "practices/themes/reading-for-all.md")
    paths = ["practices/cases/market-shelf.md", "practices/drafts", "practices/nowhere", "../draft.md", "../way-in.md"]
    result = check(root, *(str(root / path) for path in paths), str(root / "practices/cases" / ("long" * 100)))
    told = [line.split(": ")[2] for line in result.stdout.splitlines()]
    assert (result.exit_code, sorted(told)) == (2, ["not-checked"] * 4 + ["unknown-key"] * 2)


def test_a_link_in_the_library_is_told_of_and_not_taken_for_a_record(root: Path) -> None:
    (root / "practices/cases/linked.md").symlink_to("market-shelf.md")
    (root / "practices/cases/leading-nowhere.md").symlink_to("gone.md")
    for name in ("linked", "leading-nowhere"):
        result = check(root, str(root / f"practices/cases/{name}.md"))
        assert (result.exit_code, result.stdout.count(": error: link-file: ")) == (1, 1)


def test_a_path_within_a_folder_of_the_library_works_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(root)
    monkeypatch.chdir(root / "practices" / "cases")
    result = practices("check", "--today", TODAY, "market-shelf.md")
    assert (result.exit_code, result.stdout.split(": ")[0]) == (1, "practices/cases/market-shelf.md:4:1")
    assert practices("check", "--today", TODAY, "fjord-boat.md", "..", "../../..").exit_code == 1
    assert practices("check", "--today", TODAY, "fjord-boat.md").exit_code == 0


def test_json_is_for_programs(root: Path) -> None:
    spoil(root)
    found = json.loads(check(root, "--format", "json").stdout)
    assert found[0] == {
        "path": "practices/cases/market-shelf.md",
        "line": 4,
        "column": 1,
        "severity": "error",
        "rule": "unknown-key",
        "message": "nothing is called “sumary” here",
        "fix": "Did you mean “summary”?",
    }


def test_github_annotations_are_chosen_in_its_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(root)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    line = check(root).stdout.splitlines()[0]
    assert line.startswith("::error file=practices/cases/market-shelf.md,line=4,col=1,title=unknown-key::")


@pytest.mark.parametrize("top", [".git/", ".git", None], ids=["repository", "worktree", "workspace"])
def test_annotations_lead_from_the_top_of_the_repository(
    root: Path, top: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(root)
    if top is None:
        monkeypatch.setenv("GITHUB_WORKSPACE", str(root.parent))
    elif top.endswith("/"):
        (root.parent / top).mkdir()
    else:
        (root.parent / top).write_text("gitdir: elsewhere\n", "utf-8")
    line = check(root, "--format", "github").stdout.splitlines()[0]
    assert line.startswith("::error file=library/practices/cases/market-shelf.md,line=4,")
    monkeypatch.chdir(root / "practices")
    assert practices("check", "--today", TODAY, "--format", "github").stdout.splitlines()[0] == line
    assert check(root).stdout.startswith("practices/cases/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--today", "2026-02-30"], "is not a date such as 2026-11-21"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["new", "poem", "A title"], "'poem' is not one of"),
        (["new", "case", "  "], "the title is empty"),
        (["new", "case", "A title", "--in", "nowhere"], "There are: travelling-shelves"),
        (["new", "case", "A title", "--answers", "why"], "There are: what-a-shelf-costs, who-reads-alone"),
        (["new", "theme", "A title", "--in", "nowhere"], "stand on no shelf"),
        (["new", "case", "Market shelf"], "is there already"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_way_on(root: Path, words: list[str], said: str) -> None:
    if words[0] != "frobnicate":
        words = [*words, "--root", str(root)]
    result = practices(*words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_folder_without_records_is_wrong_usage(tmp_path: Path) -> None:
    result = practices("check", "--root", str(tmp_path))
    assert result.exit_code == 2
    assert "there is no folder practices/" in result.stderr


@pytest.mark.parametrize("kind", [*KINDS, *(model.__name__.lower() for model in KINDS.values())])
def test_a_skeleton_is_accepted_as_an_outline(root: Path, kind: str) -> None:
    made = practices("new", kind, "Women's groups & “others”: a #1 title", "--root", str(root))
    assert made.exit_code == 0
    path = Path(made.stdout.splitlines()[0])
    assert path.name == "womens-groups-and-others-a-1-title.md"
    result = check(root, str(path))
    assert result.exit_code == 0
    assert ": error: " not in result.stdout


@pytest.mark.parametrize(
    ("kind", "shelf"),
    [("case", "travelling-shelves"), ("strategy", "reading-for-all"), ("paper", "village-reading")],
)
def test_a_skeleton_stands_on_the_shelf_that_was_named(root: Path, kind: str, shelf: str) -> None:
    made = practices("new", kind, "A new one", "--in", shelf, "--root", str(root))
    assert "homeless" not in check(root, made.stdout.splitlines()[0]).stdout


def test_the_name_on_a_questions_page_begins_a_record_that_the_page_then_lists(root: Path) -> None:
    def page() -> str:
        made = make_site(root, datetime.date.fromisoformat(TODAY))
        return next(page.text for page in made.pages if page.address == "questions/what-a-shelf-costs.md")

    before = page()
    assert "(#how)" in before
    named = re.search(r"Name this question as `([^`]+)`", before)[1]
    made = practices("new", "case", "What you call it", "--answers", named, "--root", str(root))
    assert made.exit_code == 0
    assert check(root, made.stdout.splitlines()[0]).exit_code == 0
    assert "cases/what-you-call-it.md" in page()


FILL_IN = {
    "missing-key",
    "empty",
    "incomplete",
    "homeless",
    "theme-without-strategies",
    "strategy-without-cases",
    "unused-source",
}
"""What may be said of lines that were freed from their signs and not filled in yet."""


def blocks_of(text: str, kind: str) -> list[str]:
    """The lines of each field of a skeleton, from its key on, as they stand once the signs are taken away."""
    found = []
    for block in text.split("\n\n"):
        lines = block.splitlines()
        start = next((at for at, line in enumerate(lines) if line[2:].split(":")[0] in KINDS[kind].model_fields), None)
        if start is not None and lines[start].startswith("# "):
            found.append("\n".join(line[2:] for line in lines[start:]))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_shows_every_field_and_each_can_be_uncommented(root: Path, kind: str) -> None:
    path = Path(practices("new", kind, "A new one", "--root", str(root)).stdout.splitlines()[0])
    text = path.read_text("utf-8")
    for name in set(KINDS[kind].model_fields) - {"withdrawn"}:
        assert f"\n# {name}:" in text or f"\n{name}:" in text
    blocks = blocks_of(text, kind)
    seen = {
        name: in_words(parse(f"---\ntitle: A new one\n{name}\n---\n", f"practices/{kind}/a-new-one.md"))
        for name in blocks
    }
    assert {name: rules for name, rules in seen.items() if not rules <= FILL_IN} == {}
    # All at once, and each pair of neighbours: whatever she frees, nothing contradicts itself.
    for some in (blocks, *itertools.pairwise(blocks)):
        path.write_text("---\ntitle: A new one\n" + "\n".join(some) + "\n---\n", "utf-8")
        assert in_words(read(path, f"practices/{kind}/a-new-one.md")) <= FILL_IN
    rules = {line.split(": ")[2] for line in check(root, str(path)).stdout.splitlines()}
    assert rules <= FILL_IN


def in_words(read: tuple[Document | None, list[Problem]]) -> set[str]:
    """The rules that a front matter breaks by itself."""
    document, found = read
    assert document is not None
    return {problem.rule for problem in (*found, *examine_front(document))}


def test_a_skeleton_lists_the_terms_that_may_stand(root: Path) -> None:
    text = Path(practices("new", "case", "A new one", "--root", str(root)).stdout.splitlines()[0]).read_text("utf-8")
    assert "\n# Any of: individual, community.\n# levels: []\n" in text
    assert "\n#     # One of: improved, mixed, no-change, worsened, not-known.\n#     direction:\n" in text
    assert "\n#   # One of: africa, eastern-africa, northern-europe.\n#   region:\n" in text


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("NUL", "Windows keeps the name nul for itself"),
        ("Com1", "Windows keeps the name com1 for itself"),
        ("COM\u00b2", "Windows keeps the name com2 for itself"),
        ("Index", "taken by the list of all"),
        (
            "Two valleys council",
            "is there already; edit that file, or name another one with: --as two-valleys-council-2",
        ),
        ("A <b>shelf</b>", "is HTML, or looks like it"),
        ("A long title " * 30, "longer than 300 characters"),
    ],
)
def test_a_name_that_cannot_be_is_refused_before_anything_is_written(root: Path, title: str, said: str) -> None:
    before = sorted(root.rglob("*"))
    result = practices("new", "organisation", title, "--root", str(root))
    assert (result.exit_code, sorted(root.rglob("*"))) == (2, before)
    assert said in " ".join(result.stderr.split())


def test_a_name_of_ones_own_stands_in_for_that_of_the_title(root: Path) -> None:
    for name in ("nul-lowlands", "nul-lowlands-2.md"):
        made = practices("new", "organisation", "NUL", "--as", name, "--root", str(root))
        assert (made.exit_code, Path(made.stdout.splitlines()[0]).stem) == (0, name.removesuffix(".md"))
    assert practices("new", "organisation", "NUL", "--as", "NUL Lowlands", "--root", str(root)).exit_code == 2


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ask amina.k@shelf.example.org for books", "ask-for-books"),
        ("Books, phone: +254 700 123 456", "books"),
        ("Books by facebook.com/amina.k and @amina_k", "books-by-and"),
        ("amina@shelf.example.org", "record"),
        ("From 1990-1995 to 2001", "from-1990-1995-to-2001"),
    ],
)
def test_what_leads_to_a_person_comes_into_no_name(root: Path, title: str, name: str) -> None:
    practices("new", "--root", str(root), "case", title)
    assert (root / "practices" / "cases" / f"{name}.md").is_file()


def test_a_long_title_gives_a_name_cut_after_a_word(root: Path) -> None:
    title = "How the fishers of eleven villages and their councils lent each other books by boat for a whole winter"
    made = practices("new", "case", title, "--root", str(root))
    assert Path(made.stdout.splitlines()[0]).stem == "how-the-fishers-of-eleven-villages-and-their-councils-lent"
    assert check(root, made.stdout.splitlines()[0]).exit_code == 0


def test_new_and_check_work_from_a_folder_within_and_name_what_to_run_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "practices" / "cases")
    monkeypatch.setattr("sys.argv", ["../../.venv/bin/practices", "new"])
    made = practices("new", "case", "A new one")
    assert (root / "practices" / "cases" / "a-new-one.md").is_file()
    assert (
        made.stdout == "a-new-one.md\nFill in what you know, then run: ../../.venv/bin/practices check a-new-one.md\n"
    )
    assert practices("check", "--today", TODAY, "a-new-one.md").exit_code == 0


def test_a_command_in_a_message_is_written_as_this_one_was_called(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "practices" / "cases" / "market-shelf.md"
    text = path.read_text("utf-8").replace("[lantern-readers]", '["practices new readers"]', 1)
    path.write_text(text, "utf-8")
    for written, command in ((".venv/bin/practices", ".venv/bin/practices"), ("practices", "practices")):
        monkeypatch.setattr("sys.argv", [written, "check"])
        for form in FORMATS:
            said = check(root, "--format", form).stdout.replace('\\"', '"')
            assert f'add it with: {command} new organisation "practices new readers"' in said
            assert "“practices new readers” is not a record" in said
    (path.parent / "reading-hour.md").write_text(
        "---\ntitle: Reading hour\nwithdrawn:\n  date: 2026-11-01\n---\n", "utf-8"
    )
    path.write_text(path.read_text("utf-8") + "\nIt was called Reading hour.\n", "utf-8")
    monkeypatch.setattr("sys.argv", ["../bin/practices", "withdraw"])
    said = practices("withdraw", "reading-hour", "--root", str(root), "--today", TODAY).stderr
    assert "then run: ../bin/practices build" in said


def test_a_title_in_another_script_gets_a_name_that_can_be_an_address(root: Path) -> None:
    made = practices("new", "organisation", "جمعية النساء", "--root", str(root))
    path, hint, _ = made.stdout.splitlines()
    assert path.endswith("organisations/record.md")
    assert check(root, path).exit_code == 0
    words = hint.partition("rename ")[2].removesuffix("NEW").split()
    assert practices("rename", *words, "womens-union", "--root", str(root), "--today", TODAY).exit_code == 0
    assert check(root, path.replace("/record.md", "/womens-union.md")).exit_code == 0
