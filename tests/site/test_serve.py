"""The preview: one rebuild for one edit, and problems on the page while the last good site stays up.

`test_preview.py` asks in which order things are made and shown.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
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

    def end(self, number: int) -> int:
        """Send a signal to the command alone, as a supervisor does; what it ended with."""
        self._process.send_signal(number)
        return self._process.wait(20)

    @property
    def is_listening(self) -> bool:
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", int(self.address.rpartition(":")[2].strip("/")))) == 0

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


WARNED = "According to Anna Berg (anna@example.org), the shelf stands by the door."


def test_a_record_that_cannot_be_read_says_so_at_its_own_address_and_warnings_stand_on_the_page(
    preview: Preview, workshop: Path
) -> None:
    fresh = workshop / "practices" / "organisations" / "a-new-one.md"
    fresh.write_text("---\ntitle: [A new one\n---\n", "utf-8")
    address = "organisations/a-new-one.html"
    preview.wait_for(lambda: "Reloading browsers" in preview.said())
    page = preview.page(address)  # which answers once the build has ended, and not with 404
    assert "This page cannot be made yet" in page
    assert re.search(
        r'<pre class="hg-problems" role="alert">practices/organisations/a-new-one\.md:\d+:\d+: error', page
    )
    assert page.count("hg-problems") == 1
    assert "livereload(" in page
    with pytest.raises(urllib.error.HTTPError) as lost:
        preview.page("organisations/nowhere.html")
    body = lost.value.read().decode()
    assert "hg-problems" in body
    assert "livereload(" in body

    fresh.write_text(f"---\ntitle: A new one\n---\n\n{WARNED}\n", "utf-8")
    preview.wait_for(lambda: "by the door" in preview.page(address))
    page = preview.page(address)
    bar = page[page.index("<pre class") : page.index("</pre>")]
    assert 'role="status"' in bar
    assert bar.index("a-new-one.md:5:") < len(bar)
    assert all(": warning: " in line for line in bar.splitlines())
    assert re.search(r"WARNING +-  practices: practices/organisations/a-new-one\.md:5:\d+: warning: ", preview.said())


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"])
def test_told_to_stop_it_takes_its_child_along(number: str, preview: Preview) -> None:
    assert preview.is_listening
    code = preview.end(getattr(signal, number))
    assert code == (-signal.SIGKILL if number == "SIGKILL" else 0)
    end = time.monotonic() + PATIENCE
    while preview.is_listening and time.monotonic() < end:
        time.sleep(0.05)
    assert not preview.is_listening
    assert "Traceback" not in preview.said()


def test_a_library_that_never_was_without_errors_is_served_with_them(workshop: Path) -> None:
    record = workshop / "practices" / "organisations" / "lantern-readers.md"
    good = record.read_text("utf-8")
    record.write_text(good.replace("title:", "titel:", 1), "utf-8")
    preview = Preview(workshop)
    try:
        preview.wait_for(lambda: "Serving on" in preview.said())
        for address in ("", "organisations/lantern-readers.html"):
            assert "lantern-readers.md:2:1: error: unknown-key" in preview.page(address)
        record.write_text(good, "utf-8")
        preview.wait_for(lambda: "hg-problems" not in preview.page("organisations/lantern-readers.html"))
        assert "Traceback" not in preview.said()
    finally:
        preview.stop()
