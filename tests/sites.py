"""Libraries laid into empty folders as a fresh clone has them, the sites that are built from them, and a browser.

A plugin of pytest: what it holds is there for the tests of the program, in `site/`, and for those of the shipped records.
"""

import contextlib
import datetime
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page, sync_playwright

from generator.cli import main
from generator.editions.making import make_editions
from generator.problem import Severity
from generator.publish.building import build
from generator.publish.lock import locked

from .libraries import last_day

REPOSITORY = Path(__file__).parents[1]
TODAY = datetime.date(2026, 11, 21)
EXAMPLES = REPOSITORY / "tests" / "examples"
ONWARD = "https://elsewhere.example/"
"""Where the plain page of one library leads on to."""


def shipped_library(to: Path) -> Path:
    """The library of this repository: its records, and the pages and looks around them."""
    return around(REPOSITORY / "practices", to)


def county_library(to: Path) -> Path:
    """The larger of the invented libraries, with the repository's own pages but for those that name records."""
    around(EXAMPLES / "county" / "practices", to)
    shutil.copytree(EXAMPLES / "county" / "docs", to / "docs", dirs_exist_ok=True)
    settings = (to / "mkdocs.yml").read_text("utf-8")
    (to / "mkdocs.yml").write_text(
        settings.replace("site_name: Holding Ground", "site_name: The Reading County"), "utf-8"
    )
    return to


def around(records: Path, to: Path) -> Path:
    shutil.copytree(records, to / "practices")
    for name in ("docs", "templates"):
        shutil.copytree(REPOSITORY / name, to / name)
    shutil.copy2(REPOSITORY / "mkdocs.yml", to)
    (to / "build" / "docs").mkdir(parents=True)
    return to


def run(command: list[str], folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A Python program of the environment, run in a folder."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "", **settings}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def practices(folder: Path, *words: str) -> Result:
    """What the command says in a folder, asked within this process: to start another one takes longer than most commands do."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(main, words)


class Once:
    """Libraries that several tests read and none changes. All workers of pytest-xdist share one of each name.

    A worker's temporary folder lies in that of the whole run, so what lies beside it is common to all of them. `make test` names a
    folder that both of its halves share.
    """

    def __init__(self, own: Path, several: bool) -> None:
        shared = os.environ.get("SHARED_LIBRARIES")
        self.folder = Path(shared) if shared else own.parent if several else own

    def __call__(
        self,
        name: str,
        lay: Callable[[Path], object],
        today: datetime.date = TODAY,
        after: Callable[[Path], object] = lambda _: None,
    ) -> Path:
        """The root of a library that `lay` laid into an empty folder, whose site is built, and with which `after` was done."""
        shelf = self.folder / f"once-{name}"
        root, ready = shelf / "library", shelf / "ready"
        with locked(shelf, lambda _: None):
            if not ready.exists():
                shutil.rmtree(root, ignore_errors=True)  # of a worker that failed
                root.mkdir()
                lay(root)
                made = build(root, today)
                assert made.out is not None, [str(one) for one in made.problems if one.severity is Severity.ERROR][:20]
                after(root)
                ready.touch()
        return root


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Once:
    return Once(tmp_path_factory.getbasetemp(), hasattr(request.config, "workerinput"))


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The root of the county's library, whose site is built; tests must not change it."""
    return once("county", county_library)


@pytest.fixture(scope="session")
def shipped(once: Once) -> Path:
    """The root of this repository's library, built; only tests of its records ask for it, and none changes it."""
    return once("shipped", shipped_library, last_day(REPOSITORY))


def small_library(to: Path) -> Path:
    """The example library with the repository's settings, templates and looks: it builds in a tenth of the time."""
    shutil.copytree(EXAMPLES / "library", to, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "templates", to / "templates")
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8").replace("forms-of-resistance.", "resistance.")
    (to / "mkdocs.yml").write_text(settings, "utf-8")
    for address in ("contribute/index.md", "about.md", "safety.md", "start/index.md"):
        (to / "docs" / address).parent.mkdir(parents=True, exist_ok=True)
        (to / "docs" / address).write_text("# A page\n\nA line.\n\n## Exit\n\nA way.\n", "utf-8")
    (to / "build" / "docs").mkdir(parents=True)
    return to


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """The root of a small library of one's own, not built yet."""
    return small_library(tmp_path)


@pytest.fixture(scope="session")
def built_small(once: Once) -> Path:
    """The root of the same library, built; tests must not change it."""
    return once("small", small_library)


@pytest.fixture
def again(built_small: Path, tmp_path: Path) -> Path:
    """The root of a copy of one's own, built too: for what happens when it is built again."""
    return shutil.copytree(built_small, tmp_path, dirs_exist_ok=True)


def words_library(to: Path) -> Path:
    """The same with cases whose words are hard to find laid over it, in several scripts, and one that was withdrawn.

    Who leaves it goes on from the plain page to another one.
    """
    shutil.copytree(EXAMPLES / "words", small_library(to), dirs_exist_ok=True)
    settings = (to / "mkdocs.yml").read_text("utf-8")
    (to / "mkdocs.yml").write_text(settings.replace('  exit: ""\n', f"  exit: {ONWARD}\n"), "utf-8")
    return to


@pytest.fixture(scope="session")
def built_words(once: Once) -> Path:
    """The root of that library, built; tests must not change it."""
    return once("words", words_library)


def taken_library(to: Path) -> Path:
    """The same with organisations whose names file systems have trouble with."""
    titles = {"device": "CON", "long": "Long " * 59 + "name.", "rtl": "مكتبة القرية"}
    for slug, title in titles.items():
        path = small_library(to) if slug == "device" else to
        (path / "practices" / "organisations" / f"{slug}-name.md").write_text(f'---\ntitle: "{title}"\n---\n', "utf-8")
    return to


@pytest.fixture(scope="session")
def taken(once: Once) -> Path:
    """The root of that library, built, and with zipped folders of it in its site; tests must not change it."""
    return once("taken", taken_library, after=lambda root: make_editions(root, TODAY, ["folder"]))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *given: Any, kept: str, **settings: Any) -> None:
        self.kept = kept
        super().__init__(*given, **settings)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.kept)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def served(site: Path, kept: str = "no-cache") -> Iterator[str]:
    """The address at which a web server on this machine serves a site.

    `kept` is what it says of how long a copy is fresh. Unsaid, a browser guesses from the age of the file: tests would see a
    site that was built a while ago otherwise than one built just now.
    """
    handler = functools.partial(_Quiet, directory=site, kept=kept)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(built: Path):
    """Where a web server on this machine serves the site."""
    with served(built / "site") as where:
        yield where


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium: one that is installed, else Playwright's own.

    The one without windows has the same engine, and opens a page for a third of the processor time.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    installed = next((path for path in map(shutil.which, names) if path), None)
    with sync_playwright() as playwright:
        if not installed and not os.path.exists(playwright.chromium.executable_path):
            pytest.fail("no Chromium was found. Install one, or run: playwright install chromium")
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", "--disable-quic"])
        yield browser
        browser.close()


def violations_of(page: Page) -> list[str]:
    """What the browser refuses on the pages that `page` opens from now on: filled as they load."""
    refused: list[str] = []

    def refuse(what: str) -> None:
        refused.append(what)

    page.expose_function("hgRefused", refuse)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " (event) => hgRefused(`${event.documentURI}: ${event.violatedDirective} ${event.blockedURI}`))"
    )
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    return refused


@pytest.fixture
def start(request: pytest.FixtureRequest, built: Path) -> str:
    """Where the site begins: in a folder, which is the harder, and with `on_server_and_folder` on a web server, too."""
    if getattr(request, "param", "file") == "http":
        return request.getfixturevalue("address")
    return (built / "site").as_uri() + "/"


on_server_and_folder = pytest.mark.parametrize("start", ["http", "file"], indirect=True)
"""For a test of what differs: fetching, history, forms, files that are saved, and the way out."""
