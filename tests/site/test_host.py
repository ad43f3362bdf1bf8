"""MkDocs as a waiting program, in shares and for a few pages, makes what MkDocs makes by itself, and says what that says."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.folders import TREE
from generator.publish import host as room
from generator.publish.exchange import STAGE, digests
from generator.publish.host import Host
from generator.publish.lock import locked
from generator.publish.stopped import Stopped

from ..sites import TODAY

MANY = 10_000
"""So many pages that it is worth it to make them in shares."""
PAGE = "organisations/lantern-readers"


@pytest.fixture
def root(built_small: Path, tmp_path: Path) -> Path:
    """The tree, the looks and the settings of a small library, without its site."""
    root = tmp_path / "library"
    for name in (TREE, Path("templates"), Path("mkdocs.yml")):
        from_, to = built_small / name, root / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(from_, to) if from_.is_dir() else shutil.copy2(from_, to)
    return root


def plain(root: Path) -> dict[str, str]:
    """The digests of what MkDocs makes of a library without any of our ways around it."""
    to = root / "plain"
    midnight = "1795219200"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(to)],
        env={**os.environ, "PRACTICES_RENDER": "false", "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": midnight},
        capture_output=True,
        check=False,
    )
    made = digests(to)
    shutil.rmtree(to)
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands by which MkDocs was run the plain way."""
    asked: list[list[str]] = []
    run = room.Host._run

    def noted(host: Host, command: list[str]) -> str:
        asked.append(command)
        return run(host, command)

    monkeypatch.setattr(room.Host, "_run", noted)
    return asked


@pytest.mark.parametrize("pages", [1, MANY])
def test_all_pages_are_made_in_shares_as_by_mkdocs(root: Path, asked: list[list[str]], pages: int) -> None:
    (root / STAGE).mkdir(parents=True)
    (root / STAGE / "left-over.html").write_text("old", "utf-8")
    with Host(root, TODAY) as host:
        host.make(pages)
    assert asked == []
    assert digests(root / STAGE) == plain(root)


def add_page(root: Path) -> None:
    (root / TREE / "new.md").write_text(f"# New\n\nA [link]({PAGE}.md).\n", "utf-8")


def remove_page(root: Path) -> None:
    for path in (root / TREE).rglob("*.md"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("lantern-readers.md", "index.md"), "utf-8")
    (root / TREE / f"{PAGE}.md").unlink()


def change_page(root: Path) -> None:
    path = root / TREE / f"{PAGE}.md"
    path.write_text(f"{path.read_text('utf-8')}\nA new line.\n", "utf-8")


def change_ways(root: Path) -> None:
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("- Papers:", "- All papers:"), "utf-8")


def change_look(root: Path) -> None:
    (root / "templates/overrides/assets/ground.css").write_text("a { color: red }", "utf-8")


def change_frame(root: Path) -> None:
    path = root / "templates/overrides/main.html"
    text = path.read_text("utf-8")
    every = "{% for file in pages %}{{ file.page.title }} {% endfor %}"  # so each page holds the titles of all others
    path.write_text(text.replace("{% block footer %}", "{% block footer %}" + every), "utf-8")


@pytest.mark.parametrize("edit", [add_page, remove_page, change_page, change_ways, change_look, change_frame])
def test_after_an_edit_all_pages_are_as_by_mkdocs(root: Path, asked: list[list[str]], edit) -> None:
    edit(root)
    with Host(root, TODAY) as host:
        host.make(MANY)
    assert asked == []
    assert digests(root / STAGE) == plain(root)


def test_only_what_is_missing_is_made_and_then_all_again_by_the_same_program(
    root: Path, asked: list[list[str]]
) -> None:
    with Host(root, TODAY) as host:
        host.make(1)
        whole = digests(root / STAGE)
        (root / STAGE / f"{PAGE}.html").unlink()
        shutil.rmtree(root / STAGE / "assets")
        (root / STAGE / "index.html").write_text("taken over", "utf-8")
        host.make(2, only_missing=True)
        assert (root / STAGE / "index.html").read_text("utf-8") == "taken over"
        assert {**digests(root / STAGE), "index.html": ""} == {**whole, "index.html": ""}
        host.make(MANY)
    assert asked == []
    assert digests(root / STAGE) == whole


DEAD = {
    "a page": ("nowhere.md", "contains a link 'nowhere.md', but the target is not found"),
    "a place": (f"{PAGE}.md#nowhere", f"the doc '{PAGE}.md' does not contain an anchor '#nowhere'"),
    "a place of its own": ("#nowhere", "there is no such anchor on this page"),
}


@pytest.mark.parametrize("only_missing", [False, True])
@pytest.mark.parametrize("dead", DEAD)
def test_a_dead_link_is_told_as_mkdocs_tells_it(
    root: Path, asked: list[list[str]], dead: str, only_missing: bool
) -> None:
    link, said = DEAD[dead]
    for name in ("one", "two", "three", "four"):  # of which some are of another share than the page they lead to
        (root / TREE / f"{name}.md").write_text(f"# A page\n\nA [link]({link}).\n", "utf-8")
    with Host(root, TODAY) as host, pytest.raises(Stopped) as stopped:
        host.make(MANY, only_missing=only_missing)
    assert len(asked) == 1
    assert str(stopped.value).count(said) == 4


def test_what_reaches_further_than_a_page_is_left_to_mkdocs(root: Path, asked: list[list[str]]) -> None:
    (root / "hook.py").write_text(
        "titles = []\n"
        "def on_page_content(html, page, **_):\n    titles.append(page.title)\n    return html\n"
        "def on_post_page(output, **_):\n    return output + ' '.join(titles)\n",
        "utf-8",
    )
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text("utf-8") + "\nhooks: [hook.py]\n", "utf-8")
    with Host(root, TODAY) as host:
        host.make(MANY, only_missing=True)
    assert len(asked) == 1
    assert digests(root / STAGE) == plain(root)


def test_settings_that_cannot_be_read_are_told_by_mkdocs(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [", "utf-8")
    with Host(root, TODAY) as host, pytest.raises(Stopped, match=r"(?s)mkdocs build stopped:.*mkdocs\.yml"):
        host.make(1)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_the_host_is_ended_with_the_build_whether_or_not_it_was_asked_for_anything(root: Path) -> None:
    with Host(root, TODAY) as host:
        pass
    assert host._waiting.returncode == -signal.SIGKILL


ORPHANED = """
import datetime, os, signal, sys
from pathlib import Path
from generator.publish.host import Host
from generator.publish.lock import locked

with locked(Path(sys.argv[1]), print) as lock:
    host = Host(Path(sys.argv[1]), datetime.date(2026, 11, 21), [lock])
    print("all 10000", file=host._waiting.stdin, flush=True)
    print(host._waiting.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_the_lock_is_held_until_the_host_of_a_killed_build_has_ended(root: Path) -> None:
    (root / STAGE).mkdir(parents=True)
    begun = subprocess.run(
        [sys.executable, "-c", ORPHANED, str(root)], stdout=subprocess.PIPE, check=False, text=True, cwd=Path.cwd()
    )
    assert begun.returncode == -signal.SIGKILL
    with locked(root, lambda _: None):
        assert digests(root / STAGE) == plain(root)


def test_a_host_that_has_ended_is_gone_and_may_end_again(root: Path) -> None:
    with Host(root, TODAY) as host:
        assert host._waiting.poll() is None
        host.end()
        assert host._waiting.poll() is not None
