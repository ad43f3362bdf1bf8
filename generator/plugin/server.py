# MkDocs' own server for previews, with three things added: it knows which files changed, it can show what is ready while a build goes on, and
# it puts the problems on top of each page when that is asked for. So the pages on disk are plain, and a problem that comes
# or goes changes none of them.

"""The server of a preview."""

from __future__ import annotations

import posixpath
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer, _timestamp
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from ..authoring.problem_pages import have_errors, in_place, shown
from ..gate.policy import in_preview
from ..problem import Problem

_OFTEN = 0.2
"""How many seconds lie between two looks at what changed."""


class Server(LiveReloadServer):
    """Serves a folder at a port of this machine, and has `build` make it anew when something that is watched changes."""

    def __init__(self, build: Callable[[], None], port: int, folder: Path, mount_path: str) -> None:
        super().__init__(build, "127.0.0.1", port, str(folder), mount_path, polling_interval=_OFTEN)
        self.problems: Sequence[Problem] = ()
        """What is to be shown on top of each page."""
        self._folder = folder
        self._request = threading.local()
        self._touched: set[Path] = set()
        self._noting = _Noting(self._touched)
        self.error_handler = self._page_of_error

    def look_at(self, path: Path) -> None:
        """Watch a file, or a folder and what is in it."""
        self.watch(str(path))
        self.observer.schedule(self._noting, str(path.absolute()), recursive=True)

    def touched(self) -> set[Path]:
        """What changed since this was asked the last time."""
        found = set(self._touched)
        self._touched -= found
        return found

    def show(self) -> None:
        """Let browsers load what is there now, whether or not the build has ended."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = max(_timestamp(), self._visible_epoch + 1)
            self._epoch_cond.notify_all()

    def is_out_of_date(self, seconds: float = 0) -> bool:
        """Whether something changed since the build began, which is waited for so long."""
        with self._rebuild_cond:
            return bool(self._rebuild_cond.wait_for(lambda: self._want_rebuild or self._shutdown, seconds))

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        name = path.removeprefix(self.mount_path) + ("index.html" if path.endswith("/") else "")
        self._request.address = posixpath.normpath(f"/{name}").lstrip("/")
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        if answer is None and self._source() in have_errors(self.problems):
            page = self._inject_js_into_html(in_place(self._folder).encode(), self._visible_epoch)
            start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
            return [page]
        return answer

    def _source(self) -> str:
        """The page of the tree that is asked for."""
        return f"{self._request.address.removesuffix('.html')}.md"

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page = shown(in_preview(content.decode("utf-8")), self.problems, self._source())
        made: bytes = super()._inject_js_into_html(page.encode(), epoch)  # type: ignore[no-untyped-call]
        return made

    def _page_of_error(self, code: int) -> bytes | None:
        path = self._folder / f"{code}.html"
        return self._inject_js_into_html(path.read_bytes(), self._visible_epoch) if path.is_file() else None


class _Noting(FileSystemEventHandler):
    def __init__(self, touched: set[Path]) -> None:
        self._touched = touched

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self._touched |= {Path(str(path)) for path in (event.src_path, getattr(event, "dest_path", "")) if path}
