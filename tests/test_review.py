"""What a change does to the site is told, and what keeps people safe first, in capitals and without a quotation."""

import re
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from generator.cli import main

from .libraries import LIBRARY, TODAY

CASE = "practices/cases/market-shelf.md"


def git(root, *words):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(library):
    root = library()
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", "Begin")
    return root


def said(root, base="main"):
    done = CliRunner().invoke(main, ["review", base, "--root", str(root), "--today", str(TODAY)])
    assert done.exit_code in (0, 1), done.output
    return done


def edit(root, old, new, path=CASE):
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_without_a_change_nothing_is_said(repository):
    done = said(repository)
    assert done.output == "# What this change does\n\nNothing that readers see.\n"
    assert done.exit_code == 0


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("CONSENT", "consent: {basis: written-consent, date: 2026-11-01, reference: Folder nine}"),
        ("SENSITIVITY", "sensitivity: {place: region, held_back: {period: safety}}"),
        ("EMBARGO", "embargo: 2026-12-24"),
        ("WITHDRAWN", "withdrawn: {date: 2026-11-01}"),
        ("TOLD AS", "told_as: A women's network in the hills"),
    ],
)
def test_what_keeps_people_safe_comes_first_in_capitals_and_is_not_quoted(key, lines, repository):
    path = "practices/organisations/lantern-readers.md" if key == "TOLD AS" else CASE
    edit(repository, "---\n", f"---\n{lines}\n", path)
    output = said(repository).output
    assert output.startswith("# What this change does\n\n## LOOK HERE FIRST: WHAT KEEPS PEOPLE SAFE IS TOUCHED\n\n")
    assert f"- **{key}** new: `{path}`\n" in output
    assert not re.search("Folder nine|network in the hills|2026-12-24", output)
    git(repository, "commit", "--quiet", "-am", "Say it")
    edit(repository, f"{lines}\n", "", path)
    assert f"- **{key}** taken out: `{path}`\n" in said(repository, "HEAD").output


def test_a_part_that_is_held_back_or_shown_again_is_told(repository):
    text = (repository / CASE).read_text("utf-8")
    first = re.search(r"^outcomes:\n  - ", text, re.MULTILINE)[0]
    edit(repository, first, f"{first}held_back: personal\n    ")
    assert f"- **HELD BACK** new: `{CASE}`" in said(repository).output


def test_a_new_record_is_told_with_its_page_its_counts_and_its_links(repository):
    front = "title: Ferry shelf\nsummary: A shelf on a ferry.\nstrategies: [travelling-shelves]\npeople: [farmers]\n"
    (repository / "practices/cases/ferry-shelf.md").write_text(f"---\n{front}---\n", "utf-8")
    output = said(repository).output
    assert "## Records: 1 new, 0 changed, 0 gone\n\n- new: `practices/cases/ferry-shelf.md`" in output
    assert "New:\n\n- `cases/ferry-shelf.html`" in output
    assert re.search(r"- cases: (\d) → (\d)", output)
    assert "- new: `cases/ferry-shelf.md` → `strategies/travelling-shelves` (strategies)" in output
    assert "- new: cases without outcomes: `cases/ferry-shelf.md#outcomes`" in output
    assert "`cases/market-shelf.html`" not in output.split("Changed:")[0]


def test_a_changed_field_and_a_filled_gap_are_told(repository):
    (repository / "practices/cases/ferry-shelf.md").write_text("---\ntitle: Ferry shelf\n---\n", "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "--quiet", "-m", "Add a ferry")
    lesson = "title: Ferry shelf\nlessons:\n  - {id: ask, text: Ask the crew first., editorial: true}\n"
    edit(repository, "title: Ferry shelf\n", lesson, "practices/cases/ferry-shelf.md")
    with (repository / "practices/cases/ferry-shelf.md").open("a", encoding="utf-8") as file:
        file.write("\nThey asked.\n")
    output = said(repository).output
    assert "- changed: `practices/cases/ferry-shelf.md` (lessons, its story)" in output
    assert "- filled: cases without lessons: `cases/ferry-shelf.md#gap-lessons`" in output
    assert re.search(r"- lessons: \d+ → \d+", output)


def test_an_address_that_ends_is_told(repository):
    path = "practices/questions/what-a-shelf-costs.md"
    (repository / path).unlink()
    done = said(repository)
    assert f"- gone: `{path}`" in done.output
    if done.exit_code == 0:
        assert "**Addresses that lead nowhere any more**" in done.output


def test_what_cannot_be_built_is_said_and_ends_with_one(repository):
    edit(repository, "title:", "titel:")
    done = said(repository)
    assert done.exit_code == 1
    assert "**No site can be made of it**" in done.output
    assert "## The check: " in done.output
    git(repository, "commit", "--quiet", "-am", "Break it")
    edit(repository, "titel:", "title:")
    done = said(repository)
    assert done.exit_code == 0
    assert "pages are not compared" in done.output


def test_what_others_merged_since_is_no_part_of_the_change(repository):
    git(repository, "checkout", "--quiet", "-b", "ferry")
    (repository / "practices/cases/ferry-shelf.md").write_text("---\ntitle: Ferry shelf\n---\n", "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "--quiet", "-m", "Add a ferry")
    git(repository, "checkout", "--quiet", "main")
    (repository / "practices/cases/bus-shelf.md").write_text("---\ntitle: Bus shelf\n---\n", "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "--quiet", "-m", "Add a bus")
    git(repository, "checkout", "--quiet", "ferry")
    output = said(repository, "main").output
    assert "ferry-shelf" in output
    assert "bus-shelf" not in output


def test_a_library_below_the_top_of_its_repository_and_a_folder_to_compare_with(tmp_path):
    shutil.copytree(LIBRARY, tmp_path / "lib")
    shutil.copytree(LIBRARY, tmp_path / "was")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "--quiet", "-m", "Begin")
    edit(tmp_path / "lib", "summary: ", "summary: Indeed, ", CASE)
    by_commit = said(tmp_path / "lib", "main").output
    assert f"- changed: `{CASE}` (summary)" in by_commit
    assert said(tmp_path / "lib", str(tmp_path / "was")).output == by_commit


@pytest.mark.parametrize("base", ["nobody-knows-it", "--output=evil", ""])
def test_a_base_that_is_none_is_wrong_usage(base, repository):
    done = CliRunner().invoke(main, ["review", "--root", str(repository), "--", base])
    assert done.exit_code == 2
    assert "there is nothing to compare with" in done.output
    assert not (repository / "evil").exists()
