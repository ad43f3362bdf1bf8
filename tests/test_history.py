"""What pages tell of a record's history: asked of Git itself, in a repository that each test makes."""

import datetime
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.document.history import NoHistory, past_of_records
from generator.publish.inputs import inputs_of

from .libraries import LIBRARY, TODAY, examine, make_site

CASE = "practices/cases/market-shelf.md"


class Repository:
    """A library in a repository, in which each commit is of a day of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.day = datetime.date(2026, 1, 1)
        shutil.copytree(LIBRARY, folder)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        when = {"GIT_AUTHOR_DATE": f"{self.day}T12:00:00+0000", "GIT_COMMITTER_DATE": f"{self.day}T12:00:00+0000"}
        done = subprocess.run(
            ["git", *identity, *words], cwd=self.root, env=os.environ | when, check=True, capture_output=True, text=True
        )
        return done.stdout

    def commit(self, subject: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", subject)
        self.day += datetime.timedelta(1)

    def change(self, path: str = CASE) -> None:
        file = self.root / path
        file.write_text(file.read_text("utf-8") + "\nOne line more.\n", "utf-8")

    def ask_for(self, what: str) -> None:
        card = self.root / "practices/library.md"
        card.write_text(card.read_text("utf-8").replace("\n---\n", f"\nhistory: {what}\n---\n", 1), "utf-8")

    def page(self, address: str = "cases/market-shelf.md") -> str:
        site = make_site(self.root, TODAY)
        assert site.pages, site.problems
        return next(page.text for page in site.pages if page.address == address)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "library")
    made.commit("Begin")
    return made


def days(repository: Repository, path: str = CASE) -> tuple[str, str]:
    past = past_of_records(repository.root)[path]
    return past.added.day.isoformat(), past.last.day.isoformat()


def test_a_file_is_followed_through_its_names(repository: Repository) -> None:
    repository.change()
    repository.commit("Say more")
    repository.git("mv", CASE, "practices/cases/shelf-at-the-market.md")
    repository.commit("Call it otherwise")
    assert days(repository, "practices/cases/shelf-at-the-market.md") == ("2026-01-01", "2026-01-03")


def test_a_file_that_had_the_same_name_before_is_another(repository: Repository) -> None:
    (repository.root / CASE).unlink()
    repository.commit("Take it away")
    shutil.copy2(LIBRARY / CASE, repository.root / CASE)
    repository.change()
    repository.commit("Tell another")
    assert days(repository) == ("2026-01-03", "2026-01-03")


def test_what_a_merge_brought_is_told_by_its_own_commit(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "side")
    repository.change()
    repository.commit("Say more at the side")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "Merge", "side")
    past = past_of_records(repository.root)[CASE]
    assert past.last.subject == "Say more at the side"


def test_a_library_in_a_folder_of_a_repository_has_its_own_paths(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "library")
    shutil.move(repository.root / "practices", repository.root / "within/practices")
    repository.commit("Begin")
    assert CASE in past_of_records(repository.root / "within")


@pytest.mark.parametrize(
    "subject", ["", "\u202eturned", "A" * 900, "{{ 7 * 7 }} <b>*bold*</b> [x](y)", "\x1b[31m\tred"]
)
def test_a_subject_is_a_text_like_any_other(repository: Repository, subject: str) -> None:
    repository.ask_for("reasons")
    repository.change()
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--allow-empty-message", "-m", subject)
    page = repository.page()
    [told] = re.findall(r"^Added on .*?(?=\n\n)", page, re.MULTILINE | re.DOTALL)
    assert ("Last changed on 2 January 2026." in told) == (not subject)
    assert not re.search(r"<b>|49|\u202e|\x1b|\t|[^\\]\]\(y\)|\n", told)


def test_days_alone_are_told_unless_the_library_wants_reasons(repository: Repository) -> None:
    repository.ask_for("dates")
    repository.change()
    repository.commit("Tell what the elders answered")
    page = repository.page()
    assert "Added on 1 January 2026. Last changed on 2 January 2026." in page
    assert "elders answered" not in page
    card = repository.root / "practices/library.md"
    card.write_text(card.read_text("utf-8").replace("history: dates", "history: reasons"), "utf-8")
    assert "Last changed on 2 January 2026: Tell what the elders answered." in repository.page()


def test_a_library_that_does_not_ask_tells_nothing(repository: Repository) -> None:
    assert "Added on" not in repository.page()


HELD = {
    "a name that is told nowhere": ("organisations/two-valleys-council", "told_as: A council"),
    "a place of one record": ("cases/market-shelf", "sensitivity: {place: withheld}"),
    "a partner of one record": (
        "cases/market-shelf",
        "sensitivity: {organisations: [{organisation: two-valleys-council, told_as: A council}]}",
    ),
    "a record that is not out yet": ("cases/fjord-boat", "embargo: 2029-01-01"),
}


@pytest.mark.parametrize("held", HELD)
def test_no_reason_is_told_where_anything_is_held_back(repository: Repository, held: str) -> None:
    repository.ask_for("reasons")
    repository.change()
    repository.commit("Move the shelf of the Council of the Two Valleys to Kenya")
    assert "2026: Move the shelf of the Council of the Two Valleys to Kenya." in repository.page()
    name, wish = HELD[held]
    path = repository.root / f"practices/{name}.md"
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{wish}\n", 1), "utf-8")
    found = examine(repository.root, TODAY)
    assert {change.subject for past in found.history.values() for change in past} == {""}
    assert [one.fix for one in found.problems if one.rule == "no-history"] == ["Write `history: dates`"]


def test_part_of_a_history_and_none_are_told_and_nothing_else_changes(repository: Repository, tmp_path: Path) -> None:
    repository.ask_for("dates")
    repository.commit("Ask for it")
    repository.change()
    repository.commit("Say more")
    part = tmp_path / "part"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", repository.root.as_uri(), str(part)], check=True)
    with pytest.raises(NoHistory, match="only a part"):
        past_of_records(part)
    shutil.rmtree(part / ".git")
    site = make_site(part, TODAY)
    assert [one.rule for one in site.problems if one.rule == "no-history"] == ["no-history"]
    assert not [page for page in site.pages if "Added on" in (page.text if isinstance(page.text, str) else "")]


def test_a_commit_alone_is_a_reason_to_build_anew(repository: Repository) -> None:
    before = inputs_of(repository.root, TODAY)
    repository.change()
    changed = inputs_of(repository.root, TODAY)
    repository.commit("Say more")
    assert inputs_of(repository.root, TODAY) == changed != before
    repository.ask_for("dates")
    asked = inputs_of(repository.root, TODAY)
    repository.commit("Ask for it")
    assert inputs_of(repository.root, TODAY) != asked
