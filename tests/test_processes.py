"""Work in several processes gives what it gives in one: the same results in the same order, or the same failure."""

import os
import signal
import threading
import time

import pytest

from generator import processes
from generator.processes import Pile, each, in_shares, shares
from generator.publish.leaks import find_leaks, find_names

CAN_SHARE = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system knows no fork")


@pytest.fixture(params=[1, 2, 5])
def cores(request, monkeypatch):
    """So many processes, whatever the machine has."""
    monkeypatch.setattr(processes, "cores", lambda: request.param)
    return request.param


@pytest.mark.parametrize("count", [0, 1, 2, 7, 100])
def test_results_come_in_the_order_of_what_was_asked(cores, count):
    assert each(lambda number: number * number, range(count), least=0) == [number * number for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, 5, 33, 400])
def test_of_a_pile_each_thing_is_taken_once_whoever_takes_it(cores, count):
    with Pile(list(range(count))) as pile:
        taken = in_shares(lambda _: [thing for part in pile for thing in part], cores)
    assert sorted(thing for own in taken for thing in own) == list(range(count))


@CAN_SHARE
def test_whoever_is_free_takes_more_of_a_pile(tmp_path):
    """One who has another thing to do first leaves all to the others."""

    def share(number):
        if not number:
            while not (tmp_path / "done").exists():
                time.sleep(0.01)
        own = [thing for part in pile for thing in part]
        (tmp_path / "done").touch()
        return own

    with Pile(list(range(100))) as pile:
        assert [len(own) for own in in_shares(share, 2)] == [0, 100]


def test_few_things_are_worth_no_other_process(cores):
    assert set(each(lambda _: os.getpid(), range(10), least=11)) == {os.getpid()}
    assert shares(10, 10) == cores


@CAN_SHARE
def test_each_share_has_a_process_of_its_own(cores):
    assert len(set(each(lambda _: os.getpid(), range(10), least=10))) == cores


class Fussy(Exception):
    """Cannot be read back once it is written."""

    def __init__(self, one, other):
        super().__init__(f"{one} {other}")


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("error", [ValueError("bent"), Fussy("bent", "twice")])
def test_what_a_share_raises_is_raised(cores, at, error):
    def act(number):
        if number == at:
            raise error
        return number

    with pytest.raises(Exception, match="bent"):
        each(act, range(6), least=0)


@CAN_SHARE
def test_no_process_goes_on_when_the_work_is_stopped():
    def act(number):
        if number:
            signal.pause()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_shares(act, 3)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@CAN_SHARE
def test_a_process_that_the_system_stops_is_told_of():
    with pytest.raises(ChildProcessError, match="memory is short"):
        in_shares(lambda number: number and os.kill(os.getpid(), signal.SIGKILL), 2)


def test_a_process_with_several_threads_does_not_fork():
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert processes.cores() == 1
    finally:
        done.set()
        other.join()


def test_where_there_is_no_fork_one_process_does_it_all(monkeypatch):
    monkeypatch.delattr(os, "fork", raising=False)
    assert set(each(lambda _: os.getpid(), range(5000))) == {os.getpid()}


def test_several_processes_find_the_withheld_texts_that_one_finds(tmp_path, monkeypatch):
    texts = ("A shelf that nobody may know", "It stood in the back room", "harmless")
    for number in range(30):
        (tmp_path / f"{number}.html").write_text(
            f"<p>é {texts[number % 3]}, told by the Lamplighters of Lowford</p>", "utf-8"
        )
    secrets, names = (
        [text.upper() for text in texts] + [*texts[:2]],
        ["Lamplighters of Lowford", "Nobody of Nowhere at all"],
    )
    alone = find_leaks(tmp_path, secrets, "site"), find_names(tmp_path, names, (), "site")
    assert [len(found) for found in alone] == [20, 30]
    monkeypatch.setattr(processes, "cores", lambda: 4)
    monkeypatch.setattr(processes, "WORTH_IT", 1)
    assert (find_leaks(tmp_path, secrets, "site"), find_names(tmp_path, names, (), "site")) == alone
