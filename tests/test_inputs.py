"""A build of which nothing changed ends at once, and nothing that shapes a site can change unseen."""

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.check.frame import host_is_known
from generator.folders import PROGRAM, TEMPLATES, TREE
from generator.pages import Page
from generator.problem import Place, Problem, Severity
from generator.publish import making
from generator.publish.building import build
from generator.publish.exchange import OUT, PUBLISHED, STAGE, Built, digests, recalled
from generator.publish.host import Host
from generator.publish.inputs import inputs_of, library_of
from generator.site import Site

from .libraries import TODAY

LIBRARY = Path(__file__).parent / "examples" / "library"
RECORD = "practices/cases/market-shelf.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with pages of its own, a template of its own, and settings that name a file and a variable."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    for path, text in {
        "docs/about.md": "# About\n",
        "docs/deep/a picture.svg": "<svg/>",
        "templates/home.md": "Home\n",
        "editions/1.json": "{}\n",
        "hook.py": "",
        "mkdocs.yml": "hooks: [hook.py]\nsite_name: !ENV [NAME_OF_IT, none]\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def appended(path: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(" ")

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "a record": appended(RECORD),
    "a page by hand": appended("docs/about.md"),
    "a picture": appended("docs/deep/a picture.svg"),
    "a template": appended("templates/home.md"),
    "the settings": appended("mkdocs.yml"),
    "the ledger": appended("editions/1.json"),
    "what the settings name": appended("hook.py"),
    "a record more": lambda root: (root / "practices/cases/more.md").write_bytes(b""),
    "a record less": lambda root: (root / RECORD).unlink(),
    "a record of another name": lambda root: (root / RECORD).rename(root / "practices/cases/other.md"),
    "a record in another folder": lambda root: (root / RECORD).rename(root / "practices/papers/market-shelf.md"),
    "a folder for a file": lambda root: ((root / RECORD).unlink(), (root / RECORD).mkdir()),
    "a link": lambda root: (root / "docs/link.md").symlink_to("about.md"),
    "no templates of its own": lambda root: shutil.rmtree(root / "templates"),
}


Asked = Callable[[Path, datetime.date], str]
both = pytest.mark.parametrize("asked", [inputs_of, library_of])
"""Of a build, and of a check."""


@both
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_change_of_what_a_site_is_made_of_is_seen(
    root: Path, change: Callable[[Path], object], asked: Asked
) -> None:
    before = asked(root, TODAY)
    assert asked(root, TODAY) == before
    change(root)
    assert asked(root, TODAY) != before


@both
def test_the_day_and_a_variable_that_the_settings_name_are_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch, asked: Asked
) -> None:
    seen = {asked(root, TODAY), asked(root, TODAY + datetime.timedelta(1))}
    monkeypatch.setenv("NAME_OF_IT", "some")
    assert len(seen | {asked(root, TODAY)}) == 3


@both
def test_that_only_a_part_of_the_history_is_there_is_seen(root: Path, tmp_path: Path, asked: Asked) -> None:
    with (root / "practices/library.md").open("r+", encoding="utf-8") as card:
        text = card.read().replace("---\n", "---\nhistory: dates\n", 1)
        card.seek(0)
        card.write(text)
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(root))
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "One"), ("commit", "-qm", "Two", "--allow-empty")):
        subprocess.run([*git, *words], check=True)
    part = tmp_path / "part"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{root}", str(part)], check=True)
    before = asked(part, TODAY)
    subprocess.run(["git", "-C", str(part), "fetch", "-q", "--unshallow"], check=True)
    assert asked(part, TODAY) != before


def test_what_a_build_makes_and_what_the_clock_says_changes_nothing(root: Path) -> None:
    before = inputs_of(root, TODAY)
    for path in (OUT / "index.html", STAGE / "index.html", TREE / "index.md", PUBLISHED):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("made", "utf-8")
    os.utime(root / RECORD, (1, 1))
    assert inputs_of(root, TODAY) == before


WATCHED = """
import datetime, os, sys
from pathlib import Path

opened = set()
def watch(event, given):
    if event == "open" and isinstance(given[0], (str, bytes)):
        opened.add(os.path.realpath(os.fsdecode(given[0])))

from generator.site import make_site
sys.addaudithook(watch)
site = make_site(Path(sys.argv[1]), datetime.date.fromisoformat(sys.argv[2]))
assert site.pages, site.problems
print("\\n".join(sorted(opened)))
"""


@pytest.mark.thorough
def test_a_site_is_made_of_no_file_that_is_not_looked_at(root: Path) -> None:
    """Whatever is read of the library or the program while its pages are made lies where `inputs_of` looks."""
    shutil.rmtree(root)
    shutil.copytree(LIBRARY, root)
    command = [sys.executable, "-c", WATCHED, str(root), TODAY.isoformat()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=PROGRAM.parent)
    paths = [Path(line) for line in done.stdout.splitlines()]
    looked_at = (
        PROGRAM,
        TEMPLATES,
        *(root / name for name in ("practices", "docs", "editions", "templates", "mkdocs.yml")),
    )
    concerned = [path for path in paths if path.is_relative_to(root) or path.is_relative_to(PROGRAM.parent)]
    concerned = [path for path in concerned if ".venv" not in path.parts]  # what is installed is known by its version
    assert root / RECORD in concerned
    assert [path for path in concerned if not any(path.is_relative_to(one) for one in looked_at)] == []


SAID = (
    Problem(
        Place("practices/library.md", 7, 3), "placeholder-repository", "it is a placeholder", "Write it", Severity.NOTE
    ),
    Problem(Place(f"practices/na\udcefve “{RECORD}”.md"), "overdue", "it is past", "Do it?", Severity.NOTE),
)


@pytest.fixture
def made(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which libraries were made anew; the pages, the host, the index and the gate are stood in for."""
    made: list[str] = []

    def make_site(root: Path, today: datetime.date, memory: object) -> Site:
        made.append(root.name)
        return Site(SAID, (Page("index.md", "one"), Page("a/b.md", "two")), repeats=host_is_known(root))

    def host_made(*_: object, **__: object) -> None:
        for path in (root / TREE).rglob("*.md"):
            to = root / STAGE / path.relative_to(root / TREE).with_suffix(".html")
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text("made", "utf-8")

    monkeypatch.setattr(making, "make_site", make_site)
    monkeypatch.setattr(Host, "__init__", lambda host, *_: setattr(host, "surroundings", ""))
    monkeypatch.setattr(Host, "end", lambda *_: None)
    monkeypatch.setattr(Host, "make", host_made)
    monkeypatch.setattr(making, "finish", lambda *_, **__: ())
    (root / "mkdocs.yml").write_text("plugins: [practices]\n", "utf-8")
    return made


def test_a_build_of_which_nothing_changed_makes_nothing_and_says_the_same(root: Path, made: list[str]) -> None:
    first = build(root, TODAY)
    assert first.problems == SAID
    assert first.out
    assert build(root, TODAY) == Built(first.problems, first.pages, 0, first.out)
    assert made == ["library"]


SPOILT: dict[str, Callable[[Path], object]] = {
    "another record": appended(RECORD),
    "a changed page": appended("site/index.html"),
    "a strange page": lambda root: (root / OUT / "more.html").write_bytes(b""),
    "a page that is gone": lambda root: (root / OUT / "index.html").unlink(),
    "no site": lambda root: shutil.rmtree(root / OUT),
    "a note of what was published that is cut": lambda root: (root / PUBLISHED).write_text("{", "utf-8"),
    "no such note": lambda root: (root / PUBLISHED).unlink(),
    "such a note of an earlier version": lambda root: (root / PUBLISHED).write_text('{"frame": "x"}', "utf-8"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_else_the_site_is_made_anew(root: Path, made: list[str], spoil: Callable[[Path], object]) -> None:
    build(root, TODAY)
    before = digests(root / OUT)
    spoil(root)
    assert build(root, TODAY).out
    assert made == ["library"] * 2
    assert digests(root / OUT) == before


def test_a_file_that_is_saved_during_a_build_is_read_by_the_next(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "finish", lambda *_, **__: appended(RECORD)(root) or ())
    build(root, TODAY)
    assert recalled(root).inputs == ""
    monkeypatch.setattr(making, "finish", lambda *_, **__: ())
    build(root, TODAY)
    build(root, TODAY)
    assert made == ["library"] * 2


@pytest.mark.parametrize(
    ("settings", "is_known"),
    [
        ("site_name: x\nplugins: [practices]\n", True),
        ("site_name: x\nplugins:\n  - practices:\n      convert: true\n", True),
        ("site_name: x\nplugins: [practices, git-dates]\n", False),
        ("site_name: x\nplugins:\n  - practices\n  - git-dates:\n      all: true\n", False),
        ("site_name: x\nplugins: [practices]\nhooks: [hook.py]\n", False),
        ("INHERIT: base.yml\nplugins: [practices]\n", False),
        ("site_name: x\n", False),
    ],
)
def test_where_the_host_runs_more_than_us_a_site_is_always_made_anew(root: Path, settings: str, is_known: bool) -> None:
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    assert host_is_known(root) == is_known


def test_a_site_that_others_had_a_hand_in_is_not_taken_for_what_its_files_say(root: Path, made: list[str]) -> None:
    (root / "mkdocs.yml").write_text("plugins: [practices, git-dates]\n", "utf-8")
    build(root, TODAY)
    build(root, TODAY)
    assert made == ["library"] * 2


def test_what_a_warning_quotes_is_written_down_nowhere(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = Problem(Place(RECORD), "phone-number", "“47 22 33” is a number", "Take it out", Severity.WARNING)
    monkeypatch.setattr(sys.modules[__name__], "SAID", (warning,))
    assert build(root, TODAY).problems == (warning,)
    assert b"47 22 33" not in (root / PUBLISHED).read_bytes()
    assert build(root, TODAY).problems == (warning,)
    assert made == ["library"] * 2


def test_whoever_only_looks_loads_nothing_that_makes_pages() -> None:
    listing = (
        "import sys, generator.cli.building; print(*(name for name in sys.modules if name.startswith('generator')))"
    )
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.split(".")[1] for name in done.stdout.split() if "." in name}
    assert loaded == {"address", "authoring", "cli", "folders", "problem", "processes", "progress", "publish"} & loaded
    assert "publish" in loaded


def test_where_a_library_lies_and_what_is_compiled_beside_the_program_change_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deeper = tmp_path / "a" / "b" / "library"
    shutil.copytree(root, deeper)
    monkeypatch.setenv("NAME_OF_IT", "x")
    assert inputs_of(deeper, TODAY) == inputs_of(root, TODAY)
    program = tmp_path / "program" / "generator"
    program.mkdir(parents=True)
    (program / "site.py").write_text("x = 1\n", "utf-8")
    monkeypatch.setattr("generator.publish.inputs.PROGRAM", program)
    before = inputs_of(root, TODAY)
    (program / "__pycache__" / "templates").mkdir(parents=True)
    (program / "__pycache__" / "templates" / "page").write_bytes(b"x")
    assert inputs_of(root, TODAY) == before
    (program / "site.py").write_text("x = 2\n", "utf-8")
    assert inputs_of(root, TODAY) != before
