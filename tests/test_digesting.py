"""A digest is worked out once in a build, and never believed of a file that somebody may have written meanwhile."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish import digesting
from generator.publish.digesting import NO_FILE, Digests, digest

OLD = (10**18, 10**18)
SINCE = 10**18 + 1
"""Later than what is old, and earlier than what a test writes."""


def old_file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, ns=OLD)
    return path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []
    plain = digesting._read

    def noted(path: str) -> object:
        names.append(os.path.basename(path))
        return plain(path)

    monkeypatch.setattr(digesting, "_read", noted)
    return names


def test_what_is_older_than_the_build_is_read_once_wherever_it_lies_then(tmp_path: Path, read: list[str]) -> None:
    old_file(tmp_path / "site/deep/a.html", "a")
    (tmp_path / "site/b.html").write_text("b", "utf-8")
    digests = Digests(since=os.stat(tmp_path / "site/b.html").st_mtime_ns)
    expected = {"deep/a.html": digest(b"a"), "b.html": digest(b"b")}
    assert digests.of_folder(tmp_path / "site") == expected
    (tmp_path / "site").rename(tmp_path / "other")
    assert digests.of_folder(tmp_path / "other") == expected
    assert sorted(read) == ["a.html", "b.html", "b.html"]


def rewritten(path: Path) -> None:
    path.write_text("x", "utf-8")


def replaced(path: Path) -> None:
    old_file(path.with_name("new"), "x").replace(path)


def written_and_set_back(path: Path) -> None:
    path.write_text("x", "utf-8")
    os.utime(path, ns=OLD)


@pytest.mark.parametrize("change", [rewritten, replaced, written_and_set_back])
def test_a_file_that_is_written_meanwhile_is_read_again(tmp_path: Path, change: Callable[[Path], None]) -> None:
    path = old_file(tmp_path / "a.html", "a")
    digests = Digests(since=SINCE)
    assert digests.of(path) == digest(b"a")
    change(path)
    assert digests.of(path) == digest(b"x")


def test_links_and_what_is_not_there_are_no_files(tmp_path: Path) -> None:
    old_file(tmp_path / "there/a", "a")
    (tmp_path / "there/link").symlink_to(tmp_path / "there/a")
    (tmp_path / "there/folder").symlink_to(tmp_path)
    assert Digests().of_folder(tmp_path / "there") == {"a": digest(b"a"), "link": NO_FILE, "folder": NO_FILE}
    assert Digests().of_each(["a", "b"], tmp_path / "there") == {"a": digest(b"a"), "b": NO_FILE}
    assert list(Digests().of_folder(tmp_path / "nowhere").values()) == ["not readable"]


def test_only_what_has_the_digest_is_copied_with_its_time(tmp_path: Path, read: list[str]) -> None:
    for name in ("a", "deep/b", "changed"):
        old_file(tmp_path / "site" / name, name)
    (tmp_path / "site/link").symlink_to(tmp_path / "site/a")
    (tmp_path / "stage").mkdir()
    digests = Digests(since=SINCE)
    digests.of_folder(tmp_path / "site")
    rewritten(tmp_path / "site/changed")
    wanted = {name: digest(name.encode()) for name in ("a", "deep/b", "changed", "gone")} | {"link": digest(b"a")}
    assert digests.copy(tmp_path / "site", tmp_path / "stage", wanted) == {"a", "deep/b"}
    read.clear()
    assert digests.of_folder(tmp_path / "stage") == {name: digest(name.encode()) for name in ("a", "deep/b")}
    assert read == []
    assert os.stat(tmp_path / "stage/deep/b").st_mtime_ns == OLD[0]
    rewritten(tmp_path / "stage/a")
    assert (tmp_path / "site/a").read_text("utf-8") == "a"
    assert digests.of(tmp_path / "stage/a") == digest(b"x")


def test_a_file_that_changes_before_it_is_copied_is_not_taken(tmp_path: Path) -> None:
    old_file(tmp_path / "site/a", "a")
    (tmp_path / "stage").mkdir()
    assert Digests().copy(tmp_path / "site", tmp_path / "stage", {"a": digest(b"b")}) == set()
    assert not (tmp_path / "stage/a").exists()
