"""How far long work is: whoever works says it, in the first process alone, and a terminal shows it on a line that goes again."""

import os
import re
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import processes
from generator.cli import waiting
from generator.cli.waiting import Line, fitting
from generator.kept import program
from generator.processes import each, each_in_turn
from generator.progress import Stage, begin, counted, go_on, watched
from generator.publish.building import build
from generator.publish.shards import Manifest, together

from .sites import TODAY, small_library

DAY = ["--today", TODAY.isoformat()]
COUNT = re.compile(r"([\d,]+) of ([\d,]+)")
Told = list[tuple[Stage, int, int]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What somebody is told who watches."""
    found: Told = []
    with watched(lambda *one: found.append(one)):
        yield found


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Line, list[str], Callable[[float], None]]]:
    """A line, what it writes, and a function that lets time pass."""

    def made(*, is_terminal: bool, columns: int = 80) -> tuple[Line, list[str], Callable[[float], None]]:
        written: list[str] = []
        now = [100.0]
        monkeypatch.setattr(Line, "_write", lambda _, text: written.append(text))
        monkeypatch.setattr(waiting, "_columns", lambda: columns)

        def wait(seconds: float) -> None:
            now[0] += seconds

        return Line(is_terminal=is_terminal, clock=lambda: now[0]), written, wait

    return made


# Saying it


def test_a_stage_and_its_counts_are_told_to_the_one_who_watches_last(told: Told) -> None:
    inner: Told = []
    with watched(lambda *one: inner.append(one)):
        begin(Stage.READ, 2)
    begin(Stage.CHECK, 3)
    assert list(counted("abc")) == ["a", "b", "c"]
    assert inner == [(Stage.READ, 0, 2)]
    assert told == [(Stage.CHECK, done, 3) for done in range(4)]


def test_fewer_than_before_and_more_than_there_are_are_not_told(told: Told) -> None:
    go_on(1)  # of nothing that was begun
    begin(Stage.CHECK, 5)
    for done in (3, 2, 3, 9):
        go_on(done)
    begin(Stage.HTML)
    go_on(9)
    assert told == [
        (Stage.CHECK, 0, 5),
        (Stage.CHECK, 3, 5),
        (Stage.CHECK, 5, 5),
        (Stage.HTML, 0, 0),
        (Stage.HTML, 9, 0),
    ]


def test_while_nobody_watches_nothing_is_told_and_the_work_is_done() -> None:
    begin(Stage.CHECK, 2)
    assert each(str, [1, 2], stage=Stage.CHECK) == ["1", "2"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")
@pytest.mark.parametrize("count", [1, 3])
def test_the_first_process_alone_tells_and_counts_for_all(
    told: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, count: int
) -> None:
    monkeypatch.setattr(processes, "cores", lambda: count)
    heard = tmp_path / "heard"

    def hear(*one: object) -> None:
        with heard.open("a") as file:
            file.write(f"{os.getpid()}\n")

    with watched(hear):
        assert each(str, range(7), least=0, stage=Stage.CHECK) == list("0123456")
        assert each_in_turn(lambda one: list(counted([one])), [1, 2], stage=Stage.EDITIONS) == [[1], [2]]
    assert set(heard.read_text().split()) == {str(os.getpid())}
    each(str, range(7), least=0, stage=Stage.CHECK)
    assert told[0] == (Stage.CHECK, 0, 7)
    assert told[-1] == (Stage.CHECK, 7, 7)
    each_in_turn(str, [1, 2], stage=Stage.EDITIONS)
    assert told[-3:] == [(Stage.EDITIONS, done, 2) for done in range(3)]


def test_a_build_tells_its_stages_in_their_order_and_counts_what_it_can(told: Told, tmp_path: Path, today) -> None:
    assert build(small_library(tmp_path / "library"), today).out
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == [
        Stage.READ, Stage.CHECK, Stage.PRIVACY, Stage.CLEAR, Stage.LINKS, Stage.COMPOSE, Stage.HTML,
        Stage.FINISH, Stage.COPIES, Stage.INDEX, Stage.LOOK, Stage.PUBLISH,
    ]  # fmt: skip
    for stage in (Stage.READ, Stage.CHECK, Stage.PRIVACY, Stage.CLEAR, Stage.COMPOSE, Stage.FINISH, Stage.COPIES):
        last = [one for one in told if one[0] is stage][-1]
        assert last[1] == last[2] > 0


def test_a_merge_tells_how_many_shards_it_has_read(told: Told, tmp_path: Path, today) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for number, folder in enumerate(folders, 1):
        folder.mkdir()
        Manifest(number, 2, today.isoformat(), program().hex(), "inputs", {}).write(folder)
    together(folders, "inputs", today)
    assert told == [(Stage.SHARDS, done, 2) for done in range(3)]


# Showing it


def test_a_terminal_shows_nothing_of_work_that_is_soon_done(screen) -> None:
    line, written, wait = screen(is_terminal=True)
    line(Stage.READ, 0, 10)
    wait(0.9)
    line(Stage.CHECK, 5, 10)
    line.clear()
    assert written == []


def test_a_terminal_shows_a_stage_at_once_and_its_counts_now_and_then(screen) -> None:
    line, written, wait = screen(is_terminal=True)
    wait(2)
    line(Stage.HTML, 0, 0)
    line(Stage.CHECK, 0, 8)
    line(Stage.CHECK, 1, 8)
    wait(0.2)
    line(Stage.CHECK, 2, 8)
    line.clear()
    line.clear()
    assert [text.removeprefix("\r\x1b[K") for text in written] == [
        "Making HTML",
        "Checking records",
        "Checking records  [######------------------]  2 of 8",
        "",
    ]
    assert all(text.startswith("\r\x1b[K") for text in written)


@pytest.mark.parametrize(
    ("took", "done", "of", "left"),
    [
        (10, 50, 100, "about 10 s left"),
        (300, 25, 100, "about 15 min left"),
        (100, 999, 1000, "about 1 s left"),
        (1.9, 50, 100, ""),  # too early
        (10, 24, 100, ""),  # too little
        (10, 100, 100, ""),
        (10, 50, 0, ""),  # nobody knows of how many
    ],
)
def test_how_long_a_stage_still_takes_follows_from_its_own_count(screen, took, done, of, left) -> None:
    line, written, wait = screen(is_terminal=True)
    wait(100)
    line(Stage.CHECK, 0, of)
    wait(took)
    line(Stage.CHECK, done, of)
    assert written[-1].endswith(f"  {left}") if left else "left" not in written[-1]


@pytest.mark.parametrize("width", range(80))
def test_a_narrow_terminal_is_told_less_on_one_line(width: int) -> None:
    text = fitting(Stage.CHECK, 500, 1_000, "about 10 s left", width)
    assert len(text) <= width
    assert text.startswith(Stage.CHECK[:width])
    assert ("500 of 1,000" in text) == (width >= len("Checking records  500 of 1,000"))


def test_elsewhere_there_is_a_plain_line_now_and_then(screen) -> None:
    line, written, wait = screen(is_terminal=False)
    for done in range(10):
        wait(10)
        line(Stage.CHECK, done, 10)
    wait(40)
    line(Stage.HTML, 0, 0)
    line.clear()
    assert written == [
        "Checking records: 2 of 10\n",
        "Checking records: 5 of 10\n",
        "Checking records: 8 of 10\n",
        "Making HTML\n",
    ]


# At a terminal

SCRIPT = """
import sys
from generator.cli import main, waiting
waiting.SHORT = waiting.OFTEN = 0.0
waiting.SELDOM = float(sys.argv.pop(1))
"""


def run(code: str, *words: str, columns: int = 80, term: str = "xterm", seldom: float = 30) -> tuple[int, str, str]:
    """The exit code of a program, what it says and what a terminal gets that lies beside that."""
    pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-c", SCRIPT + code, str(seldom), *words]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": term}
    ) as program:
        os.close(theirs)
        assert program.stdout
        found = {program.stdout.fileno(): b"", ours: b""}
        open_still = set(found)
        while open_still:
            for one in select.select([*open_still], [], [])[0]:
                try:
                    data = os.read(one, 65536)
                except OSError:  # what a terminal says that nobody holds any more
                    data = b""
                found[one] += data
                open_still -= set() if data else {one}
        os.close(ours)
    return program.returncode, *(data.decode() for data in found.values())


def seen(raw: str) -> list[str]:
    """The lines that stand on a terminal in the end."""
    rows, at = [""], 0
    for sign in re.findall(r"\x1b\[K|[\s\S]", raw):
        if sign == "\r":
            at = 0
        elif sign == "\n":
            rows.append("")
        elif sign == "\x1b[K":
            rows[-1] = rows[-1][:at]
        else:
            rows[-1] = rows[-1][:at] + sign + rows[-1][at + 1 :]
            at += 1
    return rows


def drawn(raw: str) -> list[str]:
    """Each state of the line."""
    return [part for part in raw.split("\r\x1b[K")[1:] if part and "\n" not in part]


def plainly(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "generator", *words], capture_output=True, text=True, check=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_library(tmp_path / "library")


def test_a_check_shows_how_far_it_is_and_leaves_what_a_pipe_gets(small: Path) -> None:
    words = ["check", "--format", "text", "--root", str(small), *DAY]
    code, said, raw = run("main()", *words, columns=40)
    other = plainly(*words)
    assert (code, said) == (other.returncode, other.stdout)
    assert seen(raw) == [*other.stderr.splitlines(), ""]
    assert {"Reading records", "Following links"} <= {one.partition("  ")[0] for one in drawn(raw)}
    assert any(COUNT.search(one) for one in drawn(raw))
    assert max(map(len, drawn(raw))) < 40
    assert "\x1b" not in other.stderr + other.stdout


def test_a_terminal_that_takes_nothing_back_gets_plain_lines(small: Path) -> None:
    words = ["check", "--format", "text", "--root", str(small), *DAY]
    code, _, raw = run("main()", *words, term="dumb", seldom=0)
    assert code == 0
    assert "\x1b" not in raw
    assert "\r" not in raw.replace("\r\n", "\n")
    assert "Following links" in raw.splitlines()


WORK = """
import os, signal, sys
from generator.cli.stopping import told_when_stopped
from generator.progress import Stage, begin
from generator.publish.stopped import Stopped
with told_when_stopped("All is as it was."):
    begin(Stage.READ)
    waiting.tell("The disk is slow.")
    begin(Stage.CHECK)
"""


@pytest.mark.parametrize(
    ("end", "code", "left"),
    [
        ("os.kill(os.getpid(), signal.SIGINT)", 128 + signal.SIGINT, ["Stopped. All is as it was."]),
        ("raise Stopped('The disk is full.', 'All is lost.')", 1, ["The disk is full.", "All is lost."]),
        ("sys.exit(3)", 3, []),
    ],
)
def test_the_line_is_gone_before_anything_is_said(end: str, code: int, left: list[str]) -> None:
    ended, said, raw = run(f"{WORK}    {end}\n")
    assert (ended, said) == (code, "")
    assert seen(raw) == ["The disk is slow.", *left, ""]
    assert drawn(raw) == ["Reading records", "Checking records"]
