"""The preview: one rebuild for one edit, and problems on the page while the last good site stays up."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

PATIENCE = 60
"""Seconds after which a preview that says nothing is taken for dead."""


class Preview:
    """A running `practices serve`, with what it has said."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        self._log = root / "serve.log"
        with self._log.open("w") as log:
            self._process = self._start(root, port, log)

    @staticmethod
    def _start(root: Path, port: int, log: IO[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--port", str(port), "--today", "2026-11-21"],
            cwd=root,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONWARNINGS": "", "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )

    def said(self) -> str:
        return self._log.read_text("utf-8")

    def builds(self) -> int:
        return self.said().count("Building documentation...")

    def wait_for(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def page(self, name: str) -> str:
        with urllib.request.urlopen(self.address + name) as answer:
            return answer.read().decode()

    def stop(self) -> None:
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGTERM)
        else:
            self._process.terminate()
        self._process.wait(10)


@pytest.fixture
def preview(workshop: Path) -> Iterator[Preview]:
    preview = Preview(workshop)
    try:
        preview.wait_for(lambda: "Serving on" in preview.said())
        yield preview
    finally:
        preview.stop()


def test_an_edit_is_seen_after_one_rebuild_and_problems_are_shown_on_the_last_good_page(
    preview: Preview, workshop: Path
) -> None:
    record = workshop / "practices" / "organisations" / "lantern-readers.md"
    good = record.read_text("utf-8")
    address = "organisations/lantern-readers.html"
    assert "hg-problems" not in preview.page(address)
    assert "'unsafe-inline'" in preview.page(address)  # else the browser refuses the script by which the host reloads

    before = preview.builds()
    record.write_text(good + "\nA new line in the story.\n", "utf-8")
    preview.wait_for(lambda: "A new line in the story." in preview.page(address))
    time.sleep(2)  # a second rebuild, were there one, would follow the first at once
    assert preview.builds() == before + 1

    record.write_text(good.replace("title:", "titel:", 1), "utf-8")
    preview.wait_for(lambda: "hg-problems" in preview.page(address))
    page = preview.page(address)
    assert "A new line in the story." in page
    assert re.search(
        r"practices/organisations/lantern-readers\.md:2:1: error: unknown-key: nothing is called “titel” here", page
    )
    assert "practices/organisations/lantern-readers.md:2:1: error: unknown-key" in preview.said()
    assert "Traceback" not in preview.said()

    record.write_text(good, "utf-8")
    preview.wait_for(lambda: "hg-problems" not in preview.page(address))
    assert "A new line in the story." not in preview.page(address)

    template = workshop / "templates" / "pages" / "organisations.md.jinja"
    template.write_text(template.read_text("utf-8") + "\nA line of the template.\n", "utf-8")
    preview.wait_for(lambda: "A line of the template." in preview.page(address))

    about = workshop / "docs" / "about.md"
    about.write_text(about.read_text("utf-8") + "\nA line by hand.\n", "utf-8")
    preview.wait_for(lambda: "A line by hand." in preview.page("about.html"))
