"""Whatever befalls a build or what it keeps for the next one, the site is whole, and that of a build from nothing.

The library is in one of two states, so that each build has something to make anew, and what must come of it is known.
"""

import datetime
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from generator import kept
from generator.folders import TREE
from generator.kept import KEPT, digest_of
from generator.publish.building import build
from generator.publish.exchange import OUT, digests

from ..builds import apart, built
from ..sites import TODAY

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be forked here")
RECORD = Path("practices/cases/fjord-boat.md")
STATES = ("It goes on.", "## How it goes on\n\nIt went on until a road came.")
"""What the record ends with."""


def say(root: Path, state: int) -> None:
    head = (root / RECORD).read_text("utf-8").partition("\nThat was so.\n")[0]
    (root / RECORD).write_text(f"{head}\nThat was so.\n\n{STATES[state]}\n", "utf-8")


@pytest.fixture(scope="module")
def wholes(built_small: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The digests of the site in each of the two states, built from nothing."""

    def whole(state: int) -> dict[str, str]:
        root = tmp_path_factory.mktemp(f"whole-{state}")
        shutil.copytree(built_small, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build", "site"))
        (root / TREE).mkdir(parents=True)
        say(root, state)
        whole = apart(lambda: built(root, TODAY))
        assert not whole.refused, whole.told
        return whole.site

    return [whole(0), whole(1)]


@pytest.fixture
def root(again: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small library in the first state, built there, with what was kept of that and a key of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(again.parent / f"{again.name}-home"))
    kept._key.cache_clear()
    say(again, 0)
    apart(lambda: built(again, TODAY))
    return again


# Killed


def asked(root: Path, number: float) -> int:
    """Build, and be killed before the so-many-th thing that is asked of the disk; of how many there were."""
    counter = itertools.count(1)
    last = 0

    def heed(event: str, _: object) -> None:
        nonlocal last
        if event.startswith(("open", "os.", "shutil.", "subprocess.")) and (last := next(counter)) >= number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heed)
    build(root, TODAY)
    return last


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.release) for seed in (1, 2))])
def test_killed_at_any_moment_it_leaves_a_whole_site_and_the_next_build_is_right(
    seed: int, root: Path, wholes: list[dict[str, str]]
) -> None:
    dice = random.Random(seed)
    say(root, 1)
    count = apart(lambda: asked(root, float("inf")))
    killed = 0
    for number in range(4):
        state = number % 2
        say(root, state)
        try:
            apart(partial(asked, root, dice.randint(1, count)))
        except EOFError:
            killed += 1
        assert digests(root / OUT) in wholes
        if dice.random() < 1 / 2:
            assert apart(lambda: built(root, TODAY)).site == wholes[state]
    assert apart(lambda: built(root, TODAY)).site == wholes[state]
    assert killed


# What is kept


def files(root: Path) -> list[Path]:
    return sorted(path for path in (root / KEPT).iterdir() if path.name != ".gitignore")


def cut(root: Path) -> None:
    for path in files(root):
        path.write_bytes(path.read_bytes()[:-3])


def emptied(root: Path) -> None:
    for path in files(root):
        path.write_bytes(b"")


def altered(root: Path) -> None:
    for path in files(root):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)


def somebody_elses(root: Path) -> None:
    (Path(os.environ["XDG_CACHE_HOME"]) / "practices/key").unlink()
    kept._key.cache_clear()


def mixed_up(root: Path) -> None:
    """Each file has the name of the next one."""
    all_of_them = files(root)
    data = [path.read_bytes() for path in all_of_them]
    for path, other in zip(all_of_them, data[1:] + data[:1], strict=True):
        path.write_bytes(other)


def of_a_folder(root: Path) -> None:
    for path in files(root):
        path.unlink()
        path.mkdir()


def in_the_way(root: Path) -> None:
    shutil.rmtree(root / KEPT, ignore_errors=True)
    (root / KEPT).write_text("a file", "utf-8")


def gone(root: Path) -> None:
    shutil.rmtree(root / KEPT, ignore_errors=True)


DAMAGED = "is damaged, or was not made by you"
UNWRITABLE = "Nothing can be kept for the next run"
HARMS: dict[Callable[[Path], None], str] = {
    cut: DAMAGED,
    emptied: DAMAGED,
    altered: DAMAGED,
    somebody_elses: DAMAGED,
    mixed_up: DAMAGED,
    of_a_folder: UNWRITABLE,
    in_the_way: UNWRITABLE,
    gone: "",
}


def heard(root: Path, day: datetime.date = TODAY) -> tuple[list[str], dict[str, str]]:
    """What whoever waits for a build is told, and the digests of its site."""
    said: list[str] = []
    build(root, day, said.append)
    return said, digests(root / OUT)


@pytest.mark.parametrize(
    "harm",
    [
        one if one in (cut, somebody_elses, in_the_way) else pytest.param(one, marks=pytest.mark.release)
        for one in HARMS
    ],
    ids=lambda harm: harm.__name__,
)
def test_what_is_kept_and_cannot_be_read_or_written_is_told_and_done_without(
    harm: Callable[[Path], None], root: Path, wholes: list[dict[str, str]]
) -> None:
    if not files(root):
        pytest.skip("nothing is kept")
    harm(root)
    say(root, 1)
    said, site = apart(lambda: heard(root))
    assert site == wholes[1]
    assert len(said) == bool(HARMS[harm]), said
    assert all(HARMS[harm] in line for line in said)
    say(root, 0)
    assert apart(lambda: heard(root))[1] == wholes[0]


def test_what_another_state_of_the_program_kept_says_nothing(
    root: Path, wholes: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(kept, "program", lambda: digest_of("another"))
        say(root, 1)
        assert apart(lambda: heard(root)) == ([], wholes[1])
    say(root, 0)
    assert apart(lambda: heard(root)) == ([], wholes[0])


def test_of_two_builds_at_once_the_site_is_that_of_one(root: Path, wholes: list[dict[str, str]]) -> None:
    say(root, 1)
    command = [sys.executable, "-m", "generator", "build", "--today", TODAY.isoformat()]
    both = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    assert [one.communicate() and one.returncode for one in both] == [0, 0]
    assert digests(root / OUT) == wholes[1]
