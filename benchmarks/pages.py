# What a page costs whoever opens it first, with nothing in her browser's memory, and how far she scrolls on a phone: family by family, of
# one built site or of two beside each other, such as before a change and after it. Pages whose addresses hold the number
# of a leaf are left out, and so are those that only lead on.

"""How high the pages of each family are on a phone, and what a first visit to them fetches."""

from __future__ import annotations

import argparse
import gzip
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from .browsing import PHONE, chromium, served

MOST = 40
"""So many pages of a family are opened, evenly over its list."""


class Opened(NamedTuple):
    """What was seen of a page: its height in pixels, its own bytes, packed and not, and all bytes that came over the line."""

    height: int
    bytes: int
    packed: int
    fetched: int


def families(site: Path) -> dict[str, list[Path]]:
    """The pages of a site by the folder that they lie in; what lies in none is a family of its own."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(site.rglob("*.html")):
        own = path.relative_to(site)
        if "--" in path.name or path.name == "404.html" or b'http-equiv="refresh"' in path.read_bytes()[:3000]:
            continue
        family = f"{own.parent.as_posix()}/" if own.parent.parts and path.stem != "index" else own.as_posix()
        found[family].append(own)
    return found


def opened(site: Path, pages: list[Path], browser: Browser, start: str) -> list[Opened]:
    """What is seen of these pages, each with an empty cache."""
    step = max(1, len(pages) // MOST)
    return [_opened(site / path, browser, start + path.as_posix()) for path in pages[::step][:MOST]]


def _opened(file: Path, browser: Browser, address: str) -> Opened:
    context = browser.new_context(viewport=PHONE)
    screen: Page = context.new_page()
    devtools = context.new_cdp_session(screen)
    fetched: list[int] = []
    devtools.on("Network.loadingFinished", lambda event: fetched.append(int(event["encodedDataLength"])))
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    screen.goto(address, wait_until="networkidle")
    height = screen.evaluate("document.documentElement.scrollHeight")
    context.close()
    html = file.read_bytes()
    return Opened(height, len(html), len(gzip.compress(html, 6)), sum(fetched))


def row(name: str, seen: list[list[Opened]]) -> str:
    """A line of the table: the family, and of each site its pages and the medians."""
    cells = [
        f"{len(one):>4} {median(x.height for x in one):>8.0f} {median(x.bytes for x in one):>8.0f} "
        f"{median(x.packed for x in one):>7.0f} {median(x.fetched for x in one):>8.0f}"
        for one in seen
    ]
    return f"{name:<34} {' | '.join(cells)}"


def main() -> None:
    """Print a line for each family that all of the sites have, and all bytes of their cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="+", type=Path, help="one built site, or two: before and after")
    parser.add_argument("--only", nargs="*", default=[], help="families by their folder, such as cases/")
    asked = parser.parse_args()
    known = [families(site) for site in asked.sites]
    print(f"{'family':<34} {' | '.join(['   n height px  bytes  packed  fetched'] * len(known))}")
    with chromium() as browser:
        for name in known[0]:
            if not all(name in one for one in known) or (asked.only and name not in asked.only):
                continue
            seen = []
            for site, pages in zip(asked.sites, known, strict=True):
                with served(site) as start:
                    seen.append(opened(site, pages[name], browser, start))
            print(row(name, seen), flush=True)
            if name == "cases/":
                print("all of the cases:", " | ".join(f"{sum(x.bytes for x in one):,} bytes" for one in seen))


if __name__ == "__main__":
    main()
