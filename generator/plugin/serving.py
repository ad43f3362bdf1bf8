# The preview. What it has loaded and worked out stays, so that an edit costs what came of it: first the page that was edited is made and
# shown (see glimpse.py), then all other pages that changed, then the index. Each step leaves a folder that the next build can go on from, so
# a build gives way wherever something changes meanwhile. Of a library that asks MkDocs for more than pages of a tree the
# preview is `mkdocs serve`.

"""Run: python -m generator.plugin.serving SETTINGS PORT DAY serves a library while somebody edits it."""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import shutil
import signal
import sys
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from mkdocs.__main__ import State, cli
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils import CountHandler

from ..address import html_of
from ..authoring import problem_pages
from ..authoring.called import NAME, pasteable
from ..folders import DOCS, EDITIONS, OWN_TEMPLATES, RECORDS, TREE
from ..kept import Memory
from ..pages import Page
from ..problem import Problem
from ..publish import disk
from ..publish.digesting import digest
from ..publish.indexing import indexed_unless
from ..publish.inputs import looks_of
from ..publish.lock import locked
from ..publish.preview import CALLED
from ..publish.stopped import Stopped
from ..publish.tree import write_tree
from ..site import Examined, examine, pages_alone, site_of
from . import end_with_parent
from .alone import tell
from .glimpse import glimpsed, to_look_back_at
from .making import is_usual, loaded, made
from .pages import log
from .server import Server

SHOWN = Path("build/preview/site")
"""Where the pages of a preview lie; beside them, what is kept of its index."""
ABOUT_ALL = ("404.html", "sitemap.xml")
"""What is made of no page, and tells of all."""
AT_ONCE = 3
"""Of how many edited files at most the pages are made before all others."""


class Preview:
    """A library that is shown while it is edited."""

    def __init__(self, settings: Path, port: int, today: datetime.date) -> None:
        self.settings, self.root, self.today = settings, settings.parent, today
        self.folder = self.root / SHOWN
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.memory = Memory(self.root, log.info)
        self.looks = ""
        """What stands for the settings and the theme with which the pages were made."""
        self.config: MkDocsConfig | None = None
        self.before: Examined | None = None
        """What is remembered of the library as it was when all was right the last time."""
        self.made: dict[str, str] = {}
        """Of what the pages in the folder were made: the addresses of the tree, and digests."""
        mount_path = urlsplit(load_config(str(settings)).site_url or "/").path
        self.server = Server(self.build, port, self.folder, mount_path)

    def serve(self) -> None:
        """Build, and serve until this process is told to stop."""
        try:
            self.build()
            # Only now, since a process with threads makes pages alone.
            threading.Thread(target=end_with_parent, daemon=True).start()
            for name in (RECORDS, DOCS, OWN_TEMPLATES, EDITIONS, self.settings.name):
                if (self.root / name).exists():
                    self.server.look_at(self.root / name)
            self.server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            self.server.shutdown()

    def build(self) -> None:
        """Make what changed; whatever keeps it from being made is told, and the last good pages stay."""
        log.info("Building documentation...")
        try:
            with locked(self.root, log.info):
                language = self._make(self.server.touched())
            if language and (said := indexed_unless(self.folder, language, self.server.is_out_of_date)):
                log.error("%s", said)
            if not self._is_to_give_way():  # else it would be as if what was not come to were not needed any more
                self.memory.close()
                self.memory.begin_again()
        except (Stopped, MkDocsException) as error:
            log.error("%s", error)
        except OSError as error:
            log.error("%s", disk.explained(error))

    def _make(self, touched: Collection[Path]) -> str:
        """Make the pages; returns the language of the site if they are all there and changed."""
        pages = {path: page for path in touched if (page := self._page_of(path)) in self.made or "/" in page}
        wanted = set(pages.values())
        are_few = 0 < len(wanted) <= AT_ONCE and self.looks == looks_of(self.root)
        first = glimpsed(self.root, self.before, self.today, pages) if are_few and self.before else ()
        self._lay(first)
        if self._is_to_give_way():
            return ""
        found = examine(self.root, self.today, self.memory)
        self.before = to_look_back_at(found) if found.is_sound else self.before
        self._tell(found.problems)
        if self._is_to_give_way():
            return ""
        if found.is_sound and are_few and not first:
            self._lay(pages_alone(self.root, found, self.today, wanted))
        site = site_of(self.root, found, self.today, self.memory)
        self._tell(site.problems, known=len(found.problems))
        if self._is_to_give_way():
            return ""
        before = dict(self.made)
        if site.is_sound:
            self._lay_all(site.pages)
        elif not self.made:
            self._lay_all(problem_pages.first_page())
        return site.language if self.made != before else ""

    def _is_to_give_way(self) -> bool:
        return self.server.is_out_of_date()

    def _tell(self, problems: Sequence[Problem], known: int = 0) -> None:
        """Have the problems on all pages, and in the terminal, but for the first ones that are known there."""
        self.server.problems = pasteable(problems, os.environ.get(CALLED, NAME))
        tell(self.server.problems[known:], serving=True)

    def _page_of(self, path: Path) -> str:
        with contextlib.suppress(ValueError):
            return problem_pages.page_of_file(path.relative_to(self.root).as_posix())
        return ""

    def _lay(self, pages: Iterable[Page]) -> None:
        """Make a few pages before the others. What MkDocs says of one may be wrong yet, and then it is made again among all."""
        changed = [page for page in pages if self.made.get(page.address) != digest(page.as_bytes())]
        for page in changed:
            path = self.root / TREE / page.address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page.as_bytes())
        if changed:
            before = dict(self.made)
            with _unheard() as warnings:
                self._host({page.address: digest(page.as_bytes()) for page in changed})
            self.made = before if warnings.get_counts() else self.made
            self.server.show()

    def _lay_all(self, pages: Iterable[Page]) -> None:
        """Make all pages that changed, and have no others in the folder."""
        pages = tuple(pages)
        sources = {page.address: digest(page.as_bytes()) for page in pages}
        write_tree(pages, self.root / TREE, sources)
        gone = self.made.keys() - sources.keys()
        for address in gone:
            (self.folder / html_of(address)).unlink(missing_ok=True)
            del self.made[address]
        looks = looks_of(self.root)
        if looks != self.looks:
            self.made, self.config = {}, None
        changed = {address: value for address, value in sources.items() if self.made.get(address) != value}
        if changed or gone:
            self._host(changed, besides=None if looks != self.looks else ABOUT_ALL)
            self.looks = looks
            self.server.show()

    def _host(self, sources: Mapping[str, str], besides: Collection[str] | None = ()) -> None:
        """Have MkDocs make the pages of what is named, and files of the site besides these, or all that the theme has."""
        config = loaded(str(self.settings), str(self.folder), self.config, site_url=self.server.url)
        if not is_usual(config):
            raise Stopped(
                "Stop the preview and start it again: what the settings now ask MkDocs for is more than it can do."
            )
        self.config = config
        asked = {*map(html_of, sources), *(besides or ())}
        dead = made(config, lambda address: besides is None or address in asked, len(asked), self.server.url)
        for link in dead:
            log.warning("There is no such place on the page: %s", link)
        self.made |= sources


def main() -> None:
    """Serve a library."""
    settings, port, day = sys.argv[1:]
    if not is_usual(load_config(settings)):
        cli(["serve", "--config-file", settings, "--dev-addr", f"127.0.0.1:{port}"])
    state = State()  # type: ignore[no-untyped-call]  # MkDocs' own way of telling, as long as this is kept
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        state.stream.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    logging.getLogger("mkdocs.commands.build").addFilter(_is_to_be_told)
    signal.signal(signal.SIGTERM, _interrupt)
    with contextlib.suppress(KeyboardInterrupt):
        Preview(Path(settings).resolve(), int(port), datetime.date.fromisoformat(day)).serve()
    del state


@contextlib.contextmanager
def _unheard() -> Iterator[CountHandler]:
    """Let what MkDocs says be counted, and not told."""
    logger = logging.getLogger("mkdocs")
    handlers, counting = logger.handlers[:], CountHandler(level=logging.WARNING)
    logger.handlers[:] = [counting]
    try:
        yield counting
    finally:
        logger.handlers[:] = handlers


def _is_to_be_told(record: logging.LogRecord) -> bool:
    """Not what is true of each build that leaves files alone."""
    return record.levelno > logging.INFO and "'dirty' build" not in record.getMessage()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
