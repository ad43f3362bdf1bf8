"""What is kept for the next run is never trusted blindly, and does not outlive what it came of."""

import os
import re
import stat
from pathlib import Path

import pytest

from generator import kept
from generator.folders import PROGRAM
from generator.kept import KEPT, NOTHING, Memory, digest_of


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key of whoever runs the program, in a place of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    kept._key.cache_clear()
    return tmp_path / "home/practices/key"


def keep(root: Path, **values: object) -> list[str]:
    said: list[str] = []
    memory = Memory(root, said.append)
    for name, value in values.items():
        memory.of("words").keep(digest_of(name), value)
    memory.close()
    return said


def recalled(root: Path, name: str) -> tuple[object, list[str]]:
    said: list[str] = []
    return Memory(root, said.append).of("words").recall(digest_of(name)), said


def test_the_next_run_knows_what_was_kept(tmp_path: Path) -> None:
    assert keep(tmp_path, one={"a": (1, None)}) == []
    assert recalled(tmp_path, "one") == ({"a": (1, None)}, [])
    assert recalled(tmp_path, "two") == (None, [])


def test_what_is_not_asked_for_any_more_is_dropped(tmp_path: Path) -> None:
    keep(tmp_path, gone="a name", stays="a place")
    memory = Memory(tmp_path)
    assert memory.of("words").recall(digest_of("stays")) == "a place"
    memory.close()
    assert b"a name" not in (tmp_path / KEPT / "words").read_bytes()
    assert recalled(tmp_path, "stays") == ("a place", [])


def test_a_value_that_is_nothing_is_told_from_one_that_is_not_known(tmp_path: Path) -> None:
    keep(tmp_path, one=None)
    missing = object()
    assert Memory(tmp_path).of("words").recall(digest_of("one"), missing) is None
    assert Memory(tmp_path).of("words").recall(digest_of("two"), missing) is missing


@pytest.mark.parametrize("harm", ["cut", "changed", "emptied", "swapped"])
def test_what_is_damaged_is_told_and_done_without(tmp_path: Path, harm: str) -> None:
    keep(tmp_path, one="whole")
    path = tmp_path / KEPT / "words"
    data = path.read_bytes()
    if harm == "swapped":  # what was sealed for another use says nothing here
        path.rename(path.with_name("other"))
        said: list[str] = []
        assert Memory(tmp_path, said.append).of("other").recall(digest_of("one")) is None
        assert len(said) == 1
        return
    path.write_bytes({"cut": data[:-3], "changed": data[:-3] + b"abc", "emptied": b""}[harm])
    value, said = recalled(tmp_path, "one")
    assert value is None
    assert said == [f"What was kept of the last run in {tmp_path / KEPT} is damaged, or was not made by you, "
                    "so all is worked out anew."]  # fmt: skip
    keep(tmp_path, one="again")
    assert recalled(tmp_path, "one") == ("again", [])


def test_of_several_files_that_are_damaged_it_is_told_once(tmp_path: Path, key: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        memory = Memory(tmp_path, said.append)
        for name in ("words", "others"):
            memory.of(name).keep(digest_of("one"), 1)
        memory.close()
        key.unlink()
        kept._key.cache_clear()
    assert len(said) == 1


def test_what_somebody_else_kept_is_not_opened(tmp_path: Path, key: Path) -> None:
    keep(tmp_path, one="theirs")
    key.unlink()
    kept._key.cache_clear()
    value, said = recalled(tmp_path, "one")
    assert value is None
    assert len(said) == 1


def test_what_the_program_kept_in_another_state_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, one="of before")
    monkeypatch.setattr(kept, "program", lambda: digest_of("another"))
    assert recalled(tmp_path, "one") == (None, [])


def test_a_key_that_was_left_half_written_is_made_anew(tmp_path: Path, key: Path) -> None:
    key.parent.mkdir(parents=True)
    key.write_bytes(b"")
    assert keep(tmp_path, one="whole") == []
    assert recalled(tmp_path, "one") == ("whole", [])


def test_what_a_killed_run_was_writing_goes_with_the_next(tmp_path: Path) -> None:
    keep(tmp_path, one="stays")
    (tmp_path / KEPT / ".words.4711").write_bytes(b"a name")
    memory = Memory(tmp_path)
    memory.of("words").recall(digest_of("one"))
    memory.close()
    assert sorted(path.name for path in (tmp_path / KEPT).iterdir()) == [".gitignore", "words"]


@pytest.mark.parametrize("opened", ["words", "others"])
def test_what_another_state_kept_goes_even_if_nothing_is_asked_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: str
) -> None:
    keep(tmp_path, one="a name")
    monkeypatch.setattr(kept, "program", lambda: digest_of("another"))
    memory = Memory(tmp_path)
    memory.of(opened)
    memory.close()
    assert not (tmp_path / KEPT / "words").exists()


def test_nothing_is_sealed_with_a_key_that_another_process_is_making(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept.secrets, "token_bytes", lambda length: b"")
    assert "as slow as this one" in keep(tmp_path, one="whole")[0]
    assert not (tmp_path / KEPT / "words").exists()


@pytest.mark.skipif(os.name != "posix", reason="rights are asked as POSIX has them")
def test_nobody_else_may_read_what_is_kept_and_git_leaves_it_alone(tmp_path: Path, key: Path) -> None:
    keep(tmp_path, one="a name")
    assert stat.S_IMODE((tmp_path / KEPT).stat().st_mode) == 0o700
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert (tmp_path / KEPT / ".gitignore").read_text() == "*\n"


def test_where_nothing_can_be_kept_that_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file in the way")
    said: list[str] = []
    memory = Memory(tmp_path, said.append)
    for name in ("words", "others"):
        memory.of(name).keep(digest_of("one"), 1)
    memory.close()
    assert len(said) == 1
    assert "as slow as this one" in said[0]


def test_of_no_library_nothing_is_kept() -> None:
    NOTHING.of("words").keep(digest_of("one"), 1)
    assert NOTHING.of("words").recall(digest_of("one")) is None
    NOTHING.close()


def test_a_digest_tells_parts_from_one_another() -> None:
    parts = [("ab", "c"), ("a", "bc"), ("abc",), (b"ab", "c"), ("1",), (1,), (None,), ("None",)]
    assert len({digest_of(*one) for one in parts}) == len(parts)


def test_in_a_process_that_goes_on_each_run_knows_what_the_last_one_asked_for(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    for name in ("one", "two"):
        memory.of("words").keep(digest_of(name), name)
    memory.close()
    memory.begin_again()
    assert memory.of("words").recall(digest_of("one")) == "one"
    memory.close()
    memory.begin_again()
    assert memory.of("words").recall(digest_of("one")) == "one"
    assert memory.of("words").recall(digest_of("two")) is None
    assert recalled(tmp_path, "two") == (None, [])


def test_two_rooms_of_the_program_keep_nothing_under_one_name() -> None:
    """What one of them did not ask for in a run, the other would drop."""
    rooms: dict[str, set[str]] = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        for name in re.findall(r'\bmemory\.of\("(\w+)"\)', path.read_text("utf-8")):
            rooms.setdefault(name, set()).add(path.relative_to(PROGRAM).as_posix())
    assert rooms.pop("problems") == {"cli/known_problems.py", "site.py"}  # which lets go of them where it looks anew
    assert [name for name, own in rooms.items() if len(own) > 1] == []
    assert len(rooms) > 10
