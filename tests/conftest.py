"""What several tests start from: a small valid library, and the day on which it is examined."""

import datetime
import gc
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# The same inputs are invented each time, so that no run fails of which nobody changed anything. How long one takes depends
# on what else the machine does; times are asked for by those marked `alone`.
settings.register_profile("tests", deadline=None, derandomize=True, database=None)
settings.load_profile("tests")

pytest_plugins = ["tests.sites"]

EXAMPLES = Path(__file__).parent / "examples"


def seeded(max_examples):
    """How many examples Hypothesis invents, the same ones each time and however slow the machine is."""
    return settings(max_examples=max_examples, derandomize=True, deadline=None, database=None)


def pytest_collection_finish():
    """What was collected stays to the end. To sweep through it, and as often as Python does unasked, takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)  # as the command does


def pytest_ignore_collect(collection_path, config):
    """Where only what bears one mark is asked for, files without it need not be read: that takes several seconds."""
    mark = config.option.markexpr
    if mark not in ("alone", "release") or collection_path.suffix != ".py":
        return None
    return f"mark.{mark}" not in collection_path.read_text("utf-8") or None


def parted(counts, number, parts):
    """The files of one of so many parts, each of about as many tests: the files by how many tests they have."""
    load = [0] * parts
    mine = set()
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        part = load.index(min(load))
        load[part] += counts[name]
        if part == number - 1:
            mine.add(name)
    return mine


def pytest_collection_modifyitems(config, items):
    """Where TESTS_PART says 1/4 and the like, only the tests of that part are kept: a code host runs the parts beside each other."""
    if not os.environ.get("TESTS_PART"):
        return
    number, parts = map(int, os.environ["TESTS_PART"].split("/"))
    mine = parted(Counter(item.path for item in items), number, parts)
    config.hook.pytest_deselected(items=[item for item in items if item.path not in mine])
    items[:] = [item for item in items if item.path in mine]


def pytest_sessionfinish(session, exitstatus):
    """A part of few tests may be empty, which is no failure."""
    if os.environ.get("TESTS_PART") and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
        session.exitstatus = pytest.ExitCode.OK


@pytest.fixture
def today():
    return datetime.date(2026, 11, 21)


@pytest.fixture
def library(tmp_path):
    """A function that copies the valid library, lays an overlay over it, and returns the copy's folder.

    A file of the overlay named `x.md.gone` takes the library's `x.md` away.
    """

    def copied(overlay: Path | None = None) -> Path:
        root = tmp_path / "library"
        shutil.copytree(EXAMPLES / "library", root, copy_function=shutil.copyfile)
        if overlay:
            shutil.copytree(overlay, root, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for sign in list(root.rglob("*.gone")):
            sign.with_suffix("").unlink()
            sign.unlink()
        return root

    return copied


@pytest.fixture(autouse=True)
def _nothing_else_is_swept(request: pytest.FixtureRequest) -> None:
    """A test that is `alone` asks what its own work costs, and not what it costs to sweep through what other tests have left."""
    if request.node.get_closest_marker("alone"):
        gc.freeze()
