"""Published is what the records say now: whatever happened to a build, to its folders or to the clock in between.

The host and the index are stood in for, so that a build takes milliseconds and can be stopped at each thing that it asks of the disk.
`tests/site/test_publishing.py` and `tools/faults` do some of this with the real ones.
"""

import contextlib
import datetime
import errno
import itertools
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import generator.publish.making as room
from generator.folders import RECORDS, TREE
from generator.pages import Page
from generator.publish import disk, inputs
from generator.publish.building import build as build_site
from generator.publish.exchange import OUT, PUBLISHED, STAGE, Built, publish
from generator.publish.lock import locked
from generator.publish.stopped import Stopped
from generator.site import Site

TODAY = datetime.date(2026, 11, 21)
LAST = {"index.md": "a b", "a.md": "A secret.", "b.md": "B", "deep/er.md": "Deep.", "picture.png": "pixels"}
NOW = {"index.md": "a b", "a.md": "A.", "b.md": "B", "deep/er.md": "Deep.", "picture.png": "pixels"}
SECRET = b"secret"


def pages_of(root: Path, today: datetime.date, memory: object) -> Site:
    folder = root / RECORDS
    found = sorted(disk.files(folder))
    return Site((), tuple(Page(path.relative_to(folder).as_posix(), path.read_text("utf-8")) for path in found))


class Host(contextlib.nullcontext[None]):
    """Makes HTML of a tree, and is no program of its own."""

    surroundings = ""

    def __init__(self, root: Path, today: datetime.date, keep_open: object, digests: object) -> None:
        self.root = root

    def __enter__(self):
        return self

    def end(self) -> None:
        pass

    def make(self, pages: int, *, only_missing: bool = False) -> None:
        if not only_missing:
            disk.remove(self.root / STAGE)
        for path in sorted(disk.files(self.root / TREE)):
            to = self.root / STAGE / path.relative_to(self.root / TREE)
            to = to.with_suffix(".html") if to.suffix == ".md" else to
            if not to.exists():
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_text(f'<h1 id="it">{path.read_text("utf-8")}</h1>', "utf-8")


def finish(folder: Path, site: Site, shown: str, **_: object) -> list[object]:
    pages = sorted(disk.files(folder))
    (folder / "all").write_text("".join(path.read_text("utf-8") for path in pages if path.suffix == ".html"), "utf-8")
    return []


def write(root: Path, pages: dict[str, str]) -> None:
    shutil.rmtree(root / RECORDS, ignore_errors=True)
    for address, text in pages.items():
        path = root / RECORDS / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def files_of(folder: Path) -> dict[str, bytes | None]:
    found = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    return {path.relative_to(folder).as_posix(): None if path.is_symlink() else path.read_bytes() for path in found}


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Built]:
    monkeypatch.setattr(room, "make_site", pages_of)
    monkeypatch.setattr("generator.publish.host.Host", Host)
    monkeypatch.setattr(room, "finish", finish)
    monkeypatch.setattr(room, "frame_of", lambda _, addresses: " ".join(sorted(addresses)))
    # The program stays the same meanwhile, and to read it at each of some thousand builds takes minutes.
    monkeypatch.setattr(inputs, "_programs", lambda root: ())
    monkeypatch.setattr(inputs, "PROGRAM", Path("none"))
    monkeypatch.setattr(inputs, "template_folders", lambda root: ())
    return lambda root: build_site(root, TODAY)


@pytest.fixture
def clean(tmp_path: Path, build: Callable[[Path], Built]) -> dict[str, bytes | None]:
    """The files of a clean build of what the records say now."""
    write(tmp_path / "clean", NOW)
    build(tmp_path / "clean")
    return files_of(tmp_path / "clean" / OUT)


@pytest.fixture
def root(tmp_path: Path, build: Callable[[Path], Built]) -> Path:
    """A library whose site is built of what the records said before; what they say now has no secret any more."""
    root = tmp_path / "library"
    write(root, LAST)
    build(root)
    assert SECRET in (root / OUT / "a.html").read_bytes()
    write(root, NOW)
    return root


def is_right(root: Path, clean: dict[str, bytes | None]) -> bool:
    """Whether the site is, byte for byte, what a clean build makes, and nothing lies beside it that could be published."""
    left = [name for name in (STAGE, "site.new", "site.old") if (root / name).exists()]
    return not left and files_of(root / OUT) == clean


def test_what_is_taken_back_is_gone_after_one_build(root: Path, clean, build) -> None:
    assert build(root).changed == 1
    assert is_right(root, clean)
    assert build(root).changed == 0


def test_times_decide_nothing(root: Path, clean, build) -> None:
    for path in (root / RECORDS).rglob("*"):
        os.utime(path, (1, 1))
    for path in (*(root / OUT).rglob("*"), *(root / "build").rglob("*")):
        os.utime(path, (4e9, 4e9))
    build(root)
    assert is_right(root, clean)


def emptied(site: Path) -> None:
    (site / "b.html").write_bytes(b"")


def altered(site: Path) -> None:
    (site / "picture.png").write_text("other pixels", "utf-8")


def missing(site: Path) -> None:
    (site / "all").unlink()


def more(site: Path) -> None:
    (site / "deep" / "left-behind.html").write_bytes(SECRET)


def hidden(site: Path) -> None:
    (site / ".incoming").mkdir()
    (site / ".incoming" / "index.html").write_bytes(SECRET)


def linked(site: Path) -> None:
    (site / "b.html").rename(site.parent / "elsewhere.html")
    (site / "b.html").symlink_to(site.parent / "elsewhere.html")


def a_folder_for_a_page(site: Path) -> None:
    (site / "b.html").unlink()
    (site / "b.html").mkdir()


def gone(site: Path) -> None:
    shutil.rmtree(site)


def half_remembered(site: Path) -> None:
    path = site.parent / PUBLISHED
    path.write_text(path.read_text("utf-8")[:40], "utf-8")


def remembered_otherwise(site: Path) -> None:
    (site.parent / PUBLISHED).write_text('{"pages": 3}', "utf-8")


def left_behind(site: Path) -> None:
    for name in ("build/site", "site.new", "site.old", "build/frame/x"):
        (site.parent / name).mkdir(parents=True)
        (site.parent / name / "b.html").write_bytes(SECRET)


def a_tree_that_was_spoiled(site: Path) -> None:
    tree = site.parent / TREE
    (tree / "b.md").write_bytes(b"")
    (tree / "deep" / "er.md").unlink()
    (tree / "deep" / "er.md").mkdir()
    (tree / "more.md").symlink_to(site.parent / "elsewhere")


SPOILERS = (emptied, altered, missing, more, hidden, linked, a_folder_for_a_page, gone)
STATES = (half_remembered, remembered_otherwise, left_behind, a_tree_that_was_spoiled)


@pytest.mark.parametrize("spoil", [*SPOILERS, *STATES])
def test_whatever_was_spoiled_is_mended(spoil: Callable[[Path], None], root: Path, clean, build) -> None:
    build(root)
    spoil(root / OUT)
    build(root)
    assert is_right(root, clean)


@pytest.mark.parametrize("spoil", [*SPOILERS, *STATES])
def test_it_is_mended_together_with_what_is_taken_back(spoil: Callable[[Path], None], root: Path, clean, build) -> None:
    spoil(root / OUT)
    build(root)
    assert is_right(root, clean)


@pytest.fixture
def not_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asks the disk for the same as ever, but does not wait for what others write to it."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    monkeypatch.setattr(disk, "flush", lambda folder: os.close(os.open(folder, os.O_RDONLY)))


FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be forked here")
ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
ASKED = ("open", "os.", "shutil.", "ctypes.dlsym")
"""What Python tells of before it asks the system: an audit event for each file that is opened, renamed, removed and so on."""


def in_a_child(root: Path, number: int, act: Callable[[], None]) -> int:
    """Build in a child process that acts before the so-many-th thing that it asks of the disk.

    What it ended with: 0 after a build, 3 where that was refused in plain words, 4 after anything else; the negative
    number of a signal.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    counter = itertools.count(1)

    def heed(event: str, _: object) -> None:
        if event.startswith(ASKED) and next(counter) == number:
            act()

    sys.addaudithook(heed)
    try:
        build_site(root, TODAY)
        code = 0 if next(counter) > number else 100
    except Stopped as stopped:
        code = 3 if ". " in str(stopped) and "Errno" not in str(stopped) else 4
    except BaseException:
        code = 4
    os._exit(code)


def fresh(root: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(root, to)
    return to


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.thorough
@FORKS
@pytest.mark.usefixtures("not_waiting")
@pytest.mark.parametrize("exchanging", [True, False])
def test_killed_before_anything_that_it_asks_it_leaves_a_whole_site_and_the_next_build_is_right(
    exchanging: bool, root: Path, clean, build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanging:
        monkeypatch.setattr(disk, "exchange", lambda *_: False)
    last = files_of(root / OUT)
    for number in itertools.count(1):
        copy = fresh(root, tmp_path / "copy")
        code = in_a_child(copy, number, die)
        if code == 100:
            assert number > 50
            break
        assert code == -signal.SIGKILL
        there = files_of(copy / OUT)
        assert there in (last, clean) or (not exchanging and not there)
        build(copy)
        assert is_right(copy, clean), number


@pytest.mark.thorough
@FORKS
@pytest.mark.usefixtures("not_waiting")
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_refused_anything_that_it_asks_it_says_why_and_the_next_build_is_right(
    code: int, root: Path, clean, build, tmp_path: Path
) -> None:
    def refuse() -> None:
        raise OSError(code, os.strerror(code), "somewhere")

    last = files_of(root / OUT)
    seen = set()
    for number in itertools.count(1):
        copy = fresh(root, tmp_path / "copy")
        ended = in_a_child(copy, number, refuse)
        if ended == 100:
            break
        seen.add(ended)
        assert ended in (0, 3), number
        there = files_of(copy / OUT)
        assert there == clean if ended == 0 else there in (last, clean), number
        build(copy)
        assert is_right(copy, clean), number
    assert seen == {0, 3}


@pytest.mark.thorough
@FORKS
@pytest.mark.usefixtures("not_waiting")
def test_killed_while_files_are_replaced_one_by_one_the_next_build_completes_it(
    root: Path, clean, build, tmp_path: Path
) -> None:
    served = tmp_path / "served"
    for number in itertools.count(1):
        copy = fresh(root, tmp_path / "copy")
        fresh(copy / OUT, served)
        shutil.rmtree(copy / OUT)
        (copy / OUT).symlink_to(served)
        code = in_a_child(copy, number, die)
        if code == 100:
            break
        assert code == -signal.SIGKILL
        build(copy)
        assert (copy / OUT).is_symlink()
        assert files_of(served) == clean, number


def test_a_link_to_the_servers_folder_stays_one_and_that_is_said(root: Path, clean, build, tmp_path: Path) -> None:
    served = tmp_path / "served"
    (root / OUT).rename(served)
    (root / OUT).symlink_to(served)
    where = served.stat().st_ino
    said: list[str] = []
    build_site(root, TODAY, said.append)
    assert said == ["site/ is a place of its own (mounted or linked), so its files were replaced there one by one."]
    assert (root / OUT).is_symlink()
    assert served.stat().st_ino == where
    assert files_of(served) == clean


def test_a_link_that_leads_nowhere_yet_leads_to_a_site_then(root: Path, clean, build, tmp_path: Path) -> None:
    shutil.rmtree(root / OUT)
    (root / OUT).symlink_to(tmp_path / "served")
    build(root)
    assert files_of(tmp_path / "served") == clean


def test_a_file_in_the_place_of_the_site_is_said(root: Path, build) -> None:
    shutil.rmtree(root / OUT)
    (root / OUT).write_text("mine", "utf-8")
    with pytest.raises(Stopped, match=r"site: there is a file where a folder belongs\. Move that file away"):
        build(root)
    assert (root / OUT).read_text("utf-8") == "mine"


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    # Waiting for a program is the business of `generator.publish` alone, in the program; here a test may.
    if os.spawnvp(os.P_WAIT, "mount", ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]):
        pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        os.spawnvp(os.P_WAIT, "umount", ["umount", str(folder)])


@ROOT
def test_a_site_that_is_mounted_is_replaced_in_its_place(root: Path, clean, build) -> None:
    with mounted(root / OUT, "size=1m"):
        (root / OUT / "before.html").write_bytes(SECRET)
        (root / OUT / "index.html").mkdir()
        build(root)
        assert files_of(root / OUT) == clean


@pytest.mark.thorough
@ROOT
def test_a_disk_that_is_full_at_any_size_is_said_and_spoils_nothing(root: Path, clean, build) -> None:
    """With pages of which some fit and some do not, on a disk for the whole library and on one for `site/` alone."""
    write(root, {**NOW, **{f"{number}.md": f"{number}" * 9_000 for number in range(6)}})
    told = refused = built = 0
    for kilobytes in range(60, 400, 12):
        with mounted(root / OUT, f"size={kilobytes}k"), contextlib.ExitStack() as stack:
            (root / OUT / "index.html").write_text("the last site", "utf-8")
            stack.enter_context(mounted(root / "build", f"size={kilobytes}k"))
            try:
                build(root)
            except Stopped as stopped:
                told += "the disk is full. Free some space" in str(stopped)
                refused += 1
                assert files_of(root / OUT) == {"index.html": b"the last site"}
                assert not (root / STAGE).exists()
            else:
                built += 1
                assert len(files_of(root / OUT)) == 12
    assert told == refused > 0
    assert built


@FORKS
def test_two_builds_at_once_come_one_after_the_other(root: Path, clean, build) -> None:
    said: list[str] = []
    with locked(root, said.append) as handle:
        context = multiprocessing.get_context("fork")
        heard = context.SimpleQueue()

        def build_too() -> None:
            os.close(handle)  # a fork has what its parent has open, and would wait for itself
            build_site(root, TODAY, heard.put)

        second = context.Process(target=build_too)
        second.start()
        assert heard.get() == (
            f"Another build of this library is under way (process {os.getpid()}). This one waits until that has ended."
        )
        assert SECRET in (root / OUT / "a.html").read_bytes()
        write(root, NOW)
    second.join()
    assert said == []
    assert second.exitcode == 0
    assert is_right(root, clean)


def test_what_another_program_writes_meanwhile_is_found(root: Path, clean, build, monkeypatch) -> None:
    class HostAndOther(Host):
        def make(self, *given, **options) -> None:
            super().make(*given, **options)
            (root / TREE / "a.md").write_bytes(SECRET)

    with monkeypatch.context() as patch:
        patch.setattr("generator.publish.host.Host", HostAndOther)
        with pytest.raises(Stopped, match=r"build/docs/a\.md was changed by another program during the build"):
            build(root)
    build(root)
    assert is_right(root, clean)


def test_the_host_is_gone_before_the_site_is_finished(root: Path, build, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds in memory, it would hold beside the index and the look for what is withheld."""
    told: list[str] = []
    finish = room.finish
    monkeypatch.setattr(Host, "end", lambda _: told.append("end"))
    monkeypatch.setattr(room, "finish", lambda *given, **more: told.append("finish") or finish(*given, **more))
    build(root)
    assert told == ["end", "finish"]


def test_what_did_not_change_keeps_its_time_and_the_folder_its_rights(root: Path, build) -> None:
    (root / OUT).chmod(0o750)
    before = {path: path.stat().st_mtime_ns for path in (root / OUT).rglob("*") if path.is_file()}
    build(root)
    assert {path.name for path in before if path.stat().st_mtime_ns != before[path]} == {"a.html", "all"}
    assert (root / OUT).stat().st_mode & 0o777 == 0o750


def test_places_are_changed_after_all_is_written_for_certain(tmp_path: Path, monkeypatch) -> None:
    done: list[str] = []
    plain = disk.exchange
    monkeypatch.setattr(disk, "flush", lambda folder: done.append(f"flush {folder.name}"))
    monkeypatch.setattr(disk, "exchange", lambda *both: (done.append("exchange"), plain(*both))[1])
    for name in ("stage", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text(name, "utf-8")
    publish(tmp_path / "stage", tmp_path / "site", {}, {})
    assert done == ["flush stage", "exchange"]
    assert (tmp_path / "site" / "page.html").read_text("utf-8") == "stage"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not disk.exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this system or disk knows no exchange")
    assert (tmp_path / "one" / "other").exists()
    assert (tmp_path / "other" / "one").exists()
    with pytest.raises(FileNotFoundError):
        disk.exchange(tmp_path / "one", tmp_path / "none")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR - a\nTraceback (most recent call last):\n  File x\nOSError: [Errno 28] No space left on device: '/a/b'\n",
         "/a/b: the disk is full. Free some space, a few times the size of the site, and do it again."),
        ("ERROR - a\nTraceback (most recent call last):\n  File x\nKeyError: 'x'\n", "ERROR - a\nKeyError: 'x'"),
        ("Aborted with 3 warnings in strict mode!\n", "Aborted with 3 warnings in strict mode!"),
    ],
)  # fmt: skip
def test_what_a_program_says_as_it_stops_is_told_without_lines_of_its_code(said: str, told: str) -> None:
    assert disk.told_by_program(said) == told


def test_every_cause_has_a_cure() -> None:
    for code in errno.errorcode:
        text = disk.explained(OSError(code, os.strerror(code), "/a/b"))
        assert text.startswith("/a/b: ")
        assert text.count(". ") >= 1
        assert text.endswith(".")
