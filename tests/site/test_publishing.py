"""Published is what the records say now, with the real host and index; `tests/test_publishing.py` does all of it without them."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.folders import TREE
from generator.publish.building import build
from generator.publish.exchange import OUT, STAGE, digests
from generator.publish.lock import locked

from ..libraries import make_site
from ..sites import TODAY

RECORD = Path("practices/organisations/lantern-readers.md")
PAGE = "organisations/lantern-readers.html"
SENTENCE = "A sentence that is taken back later."


@pytest.fixture
def later(built_small: Path, tmp_path: Path) -> Path:
    """A small library whose record lost a sentence since its site was built."""
    root = tmp_path / "later"
    shutil.copytree(built_small, root)
    text = (root / RECORD).read_text("utf-8")
    (root / RECORD).write_text(f"{text}\n{SENTENCE}\n", "utf-8")
    build(root, TODAY)
    assert SENTENCE in (root / OUT / PAGE).read_text("utf-8")
    (root / RECORD).write_text(text, "utf-8")
    return root


KILLED = """
import datetime, os, signal, sys
from pathlib import Path
from generator.publish import making as room
from generator.publish.building import build

plain = room.publish
def publish(*given):
    plain(*given)
    os.kill(os.getpid(), signal.SIGKILL)

room.publish = publish
build(Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2]))
"""


def test_what_is_taken_back_is_gone_after_a_build_that_was_killed_and_another(later: Path, built_small: Path) -> None:
    for path in (later / "practices").rglob("*.md"):
        os.utime(path, (1, 1))  # the clock decides nothing
    composed = {page.address: page.as_bytes() for page in make_site(later, TODAY).pages}
    changed = {name for name, data in composed.items() if (later / TREE / name).read_bytes() != data}
    assert {name for name in changed if name.endswith(".md")} == {PAGE.replace(".html", ".md")}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(later), TODAY.isoformat()], capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    (later / OUT / "index.html").write_text("", "utf-8")
    assert build(later, TODAY).changed == len(changed)
    assert digests(later / OUT) == digests(built_small / OUT)
    assert not (later / STAGE).exists()


def test_the_second_of_two_builds_says_that_it_waits_and_then_builds(later: Path, built_small: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", "--today", TODAY.isoformat()]
    with locked(later, print):
        second = subprocess.Popen(command, cwd=later, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        assert f"Another build of this library is under way (process {os.getpid()})" in second.stderr.readline()
    assert second.wait() == 0
    second.stderr.close()
    assert digests(later / OUT) == digests(built_small / OUT)
