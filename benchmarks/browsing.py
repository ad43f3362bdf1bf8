# A reader's browser as the benchmarks and the test of Explore's size have it: a slow phone before a host that compresses. Nothing
# is cached between two visits. Times are taken in the page, so that the way from here to the browser does not count.

"""A compressing server, a slowed Chromium, and the clocks that run in its pages."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

SLOWED = 4
"""A slow phone: how many times slower than this machine the processor is made."""
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
"""What hosts compress on the way. Pagefind's pieces are compressed as they are."""
PHONE = {"width": 360, "height": 740}

ANSWERED = """async (at) => {
  const boxes = [...document.querySelectorAll(".hg-facet input[type=checkbox]:enabled")].filter((box) => !box.checked);
  const list = document.querySelector(".hg-explore__results");
  const address = location.hash, before = performance.now();
  boxes[(at * 11) % boxes.length].click();
  if (location.hash === address) throw new Error("nothing was chosen");
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  do await drawn(); while (list.hasAttribute("aria-busy"));
  return performance.now() - before;
}"""
"""How long after a tick the counts and the results are new and on the screen."""
SHOWN = """([selector, field]) => {
  window.hgTyped = 0;
  document.addEventListener("input", (event) => { if (event.target.matches(field)) hgTyped = performance.now(); }, true);
  window.hgShown = new Promise((done) => {
    const look = () => {
      if (!hgTyped || !document.querySelector(selector)) return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - hgTyped)));
    };
    const seen = new MutationObserver(look);
    seen.observe(document.documentElement, { childList: true, subtree: true });
  });
}"""
"""Begins to wait for results; `await hgShown` is how long after the last key they were on the screen."""


class Packing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, texts compressed as a host would."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, or with 404."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in PACKED
        data = _packed(path) if packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # the reader has gone
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@functools.cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which this machine serves a site, compressed."""
    handler = functools.partial(Packing, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium: one that is installed, else Playwright's own."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    installed = next((path for path in map(shutil.which, names) if path), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=["--no-sandbox", "--disable-quic"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A first visit on a slowed phone: the page, and what was fetched since, as it came over the line."""

    screen: Page
    devtools: CDPSession
    fetched: int = 0

    def heap(self) -> int:
        """Bytes that scripts hold, after what nobody needs has gone."""
        self.devtools.send("HeapProfiler.collectGarbage")
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        return next(int(metric["value"]) for metric in metrics if metric["name"] == "JSHeapUsedSize")


@contextlib.contextmanager
def visit(browser: Browser) -> Iterator[Visit]:
    """A visit with an empty cache."""
    context = browser.new_context(viewport=PHONE)
    screen = context.new_page()
    devtools = context.new_cdp_session(screen)
    found = Visit(screen, devtools)

    def count(event: dict[str, float]) -> None:
        found.fetched += int(event["encodedDataLength"])

    devtools.on("Network.loadingFinished", count)
    for command in ("Network.enable", "Performance.enable", "HeapProfiler.enable"):
        devtools.send(command)
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    yield found
    context.close()
