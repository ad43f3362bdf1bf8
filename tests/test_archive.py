"""An archive can be checked by anybody, tells no more than the site, and builds again."""

import datetime
import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from generator.catalogue.edition import closed
from generator.document import read_all
from generator.editions.archive import make_archive
from generator.editions.archive.bagit import contents, seal
from generator.editions.archive.record_files import ledger_files, record_files
from generator.kept import Memory
from generator.problem import has_errors
from generator.publish.stopped import Stopped
from generator.schema import KINDS
from generator.site import Examined

from .libraries import ROOTS, TODAY, catalogue_of, examine, make_site
from .sites import practices

Laid = Callable[[], Path]
CASE = "practices/cases/market-shelf.md"


@pytest.fixture(scope="module")
def archive(built_small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("kept") / "archive"
    made = make_archive(built_small, TODAY, out)
    assert (made.out, made.problems, made.unbuilt) == (out, (), ())
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bag_is_valid_to_those_who_keep_bags(archive: Path) -> None:
    bag = bagit.Bag(str(archive))
    bag.validate()
    assert bag.info["Bagging-Date"] == str(TODAY)
    oxum = bag.info["Payload-Oxum"].partition(".")
    payload = files(archive / "data")
    assert (int(oxum[0]), int(oxum[2])) == (sum(map(len, payload.values())), len(payload))


def test_an_archive_holds_the_library_in_every_stage_and_how_to_build_it(archive: Path) -> None:
    data = archive / "data"
    text = (data / "README.txt").read_text("utf-8")
    for path in ("site/index.html", "tree/index.md", "library/practices/library.md", "program/generator/site.py",
                 "program/pyproject.toml", "program/constraints-site.txt", "CITATION.cff", ".zenodo.json"):  # fmt: skip
        assert (data / path).is_file(), path
    for words in (
        "pip install --require-hashes -r constraints-site.txt",
        f"practices build --today {TODAY}",
        "sha256sum",
    ):
        assert words in text
    assert "&" not in text
    assert 'href="site/index.html"' in (data / "README.html").read_text("utf-8")
    assert not list(data.rglob("__pycache__"))


def test_the_records_in_an_archive_make_the_same_pages(archive: Path) -> None:
    made = make_site(archive / "data/library", TODAY)
    assert not has_errors(made.problems), made.problems
    tree = files(archive / "data/tree")
    assert {page.address for page in made.pages} == set(tree)
    assert [page.address for page in made.pages if page.as_bytes() != tree[page.address]] == []


def test_the_same_library_gives_the_same_archive_and_a_full_disk_leaves_the_last(
    archive: Path, built_small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(archive)
    assert make_archive(built_small, TODAY, archive).out == archive
    assert files(archive) == before

    def full(*given: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(Stopped, match="the disk is full"):
        make_archive(built_small, TODAY, archive)
    assert files(archive) == before
    assert not (built_small / "build/archive").exists()


def test_a_folder_with_something_else_is_not_written_over(archive: Path, built_small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("mine", "utf-8")
    copy = tmp_path / "copy"
    shutil.copytree(archive, copy, ignore=shutil.ignore_patterns("program", "site"))
    (copy / "data/mine.txt").write_text("mine", "utf-8")
    for folder, other in ((mine, "letter.txt"), (copy, "data/mine.txt")):
        said = practices(built_small, "archive", "--out", str(folder), "--today", str(TODAY))
        assert said.exit_code == 2
        assert other in said.output


def test_a_bag_holds_names_that_a_list_cannot(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("ünïcode.txt", "two\nlines.txt"):
        (tmp_path / "data" / name).write_text(name, "utf-8")
    seal(tmp_path, [("External-Description", "Two\nlines")])
    bagit.Bag(str(tmp_path)).validate()
    # The standard asks for this too, and bagit 1.8.1 does not read it.
    (tmp_path / "data" / "100% sure.txt").write_text("", "utf-8")
    seal(tmp_path, [])
    assert "  data/100%25 sure.txt\n" in (tmp_path / "manifest-sha256.txt").read_text("utf-8")
    assert "data/100% sure.txt" in contents(tmp_path)


# What it must not tell


def test_an_archive_in_which_a_withheld_text_is_found_is_not_given_away(
    built_small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_a_secret(root: Path, today: datetime.date, *_: Memory) -> Examined:
        found = examine(root, today)
        return replace(found, clearing=replace(found.clearing, secrets=("traders feared for their places",)))

    monkeypatch.setattr("generator.editions.archive.examine", with_a_secret)
    made = make_archive(built_small, TODAY, tmp_path / "archive")
    assert made.out is None
    assert {problem.rule for problem in made.problems} == {"leak"}
    assert not (tmp_path / "archive").exists()


def say(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def test_records_are_written_from_what_was_cleared(library: Laid) -> None:
    root = library()
    notes = "for_editors: Ask the woman at the gate.\n# a comment\nsensitivity:\n  held_back:\n    partners: safety\n"
    say(root, CASE, "title:", f"{notes}title:")
    say(
        root,
        "practices/questions/what-a-shelf-costs.md",
        "title:",
        "withdrawn:\n  date: 2026-11-15\n  name_stays: true\ntitle:",
    )
    say(root, "practices/questions/who-reads-alone.md", "title:", "embargo: 2027-11-15\ntitle:")
    made = dict(record_files(catalogue_of(root), TODAY))
    assert "practices/questions/who-reads-alone.md" not in made
    assert made["practices/questions/what-a-shelf-costs.md"].split() == [
        "---", "title:", '"Withdrawn"', "withdrawn:", "date:", f'"{TODAY}"', "---",
    ]  # fmt: skip
    whole = "\n".join(made.values())
    for words in ("woman at the gate", "a comment", 'partners:\n  - "two-valleys'):
        assert words not in whole
    assert "left_out: true" in made[CASE]


def test_the_ledger_that_is_given_away_has_no_digest_of_what_is_held_back(library: Laid) -> None:
    root = library()
    ledger = (closed(catalogue_of(root), 1),)
    say(root, CASE, "title:", "sensitivity:\n  held_back:\n    partners: safety\ntitle:")
    say(
        root,
        "practices/questions/what-a-shelf-costs.md",
        "title:",
        "withdrawn:\n  date: 2026-11-15\n  name_stays: true\ntitle:",
    )
    say(root, "practices/questions/who-reads-alone.md", "title:", "embargo: 2027-11-15\ntitle:")
    [(path, kept)] = ledger_files(catalogue_of(root), ledger)
    assert path == "editions/1.json"
    assert "questions/who-reads-alone" not in kept.records
    assert kept.records["questions/what-a-shelf-costs"] is None
    assert set((kept.records["cases/market-shelf"] or {}).values()) == {None}
    assert kept.records["cases/fjord-boat"]


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_a_record_that_is_written_is_read_as_the_same(root: Path, tmp_path: Path) -> None:
    for address, text in record_files(catalogue_of(root), TODAY):
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_text(text, "utf-8")
    documents, problems = read_all(tmp_path, frozenset(KINDS))
    assert problems == []
    assert len(documents) == len(catalogue_of(root).entries) + 1
    again = {entry.address: entry for entry in catalogue_of(tmp_path).entries}
    for entry in catalogue_of(root).entries:
        assert again[entry.address].record == entry.record
        assert again[entry.address].body == entry.body
